"""Policies are found by title, by the words around a quoted name, and by the names of campaigns."""

from __future__ import annotations

import pytest

from kg.nlp.things import find_policies, title_short_form
from kg.nlp.things.documents import find_documents, without_verbs


def names(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find_policies(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会议审议通过《湖州市绿色制造促进条例》。", ["《湖州市绿色制造促进条例》"]),
        (
            "印发《关于加快低空经济发展的实施方案（2024—2026年）》。",
            ["《关于加快低空经济发展的实施方案（2024—2026年）》"],
        ),
        ("《若干措施》提出，对首台套产品给予奖励。", ["《若干措施》"]),
        ("讨论了《黄龙湖保护条例（草案）》。", ["《黄龙湖保护条例（草案）》"]),
        ("双方签署《跨省园区共建合作协议》。", ["《跨省园区共建合作协议》"]),
    ],
)
def test_a_title_of_a_document_is_a_policy(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "《经济日报》记者来到现场。",
        "他写的《长江之歌》传唱至今。",
        "公司公布《股权转让协议》。",
        "孩子们在读《西游记》。",
    ],
)
def test_papers_works_of_art_and_contracts_are_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我县深入实施“万企兴万村”行动。", ["“万企兴万村”行动"]),
        ("用好“免申即享”政策，兑现奖补资金。", ["“免申即享”政策"]),
        ("推行“一窗受理、集成服务”模式。", ["“一窗受理、集成服务”模式"]),
        ("实施“链动未来”招商百日攻坚行动。", ["“链动未来”招商百日攻坚行动"]),
        ("落实古建筑保护“三早”“四防”要求。", ["“三早”“四防”要求"]),
    ],
)
def test_the_word_behind_a_quoted_name_belongs_to_it(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全市推行“林长制”和“田长制”，压实责任。", ["“林长制”", "“田长制”"]),
        ("坚持“亩均论英雄”，倒逼企业转型。", ["“亩均论英雄”"]),
        ("县里出台人才“十条”，吸引大学生。", ["人才“十条”"]),
        ("今年是“工业项目突破年”。", ["“工业项目突破年”"]),
        ("融入“一带一路”建设。", ["“一带一路”"]),
    ],
)
def test_a_verb_before_or_the_form_of_a_quoted_name_makes_it_a_policy(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "干部当好“店小二”，为企业送上“定心丸”。",
        "项目是稳增长的“压舱石”，也是发展的“硬支撑”。",
        "公司入选国家级“单项冠军”企业。",
        "他被同事称为“拼命三郎”。",
        "从“一个项目”到“一个产业集群”。",
        "“这里的水真好！”他说。",
    ],
)
def test_images_and_speech_are_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("要落实河长制，管好每一条河。", ["河长制"]),
        ("抢抓RCEP生效机遇。", ["RCEP"]),
        ("各地扎实开展安全生产专项整治三年行动。", ["安全生产专项整治三年行动"]),
        ("大力实施乡村振兴战略和就业优先战略。", ["乡村振兴战略", "就业优先战略"]),
        ("认真落实市委、市政府的工业强市战略，", ["工业强市战略"]),
        ("闽宁协作结出硕果。", ["闽宁协作"]),
        ("省政府工作报告提出，要做强实体经济。", ["省政府工作报告"]),
        ("要编制十五五规划。", ["十五五规划"]),
        ("办好两件大事。", ["两件大事"]),
    ],
)
def test_programmes_need_no_quotation_marks(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_latin_name_inside_a_longer_word_is_none() -> None:
    assert names("型号为XRCEP2的设备") == []


def test_ideology_is_told_apart() -> None:
    (found,) = find_policies("坚持以习近平新时代中国特色社会主义思想为指导")
    assert found.source == "things:policy.boilerplate"


@pytest.mark.parametrize(
    ("full", "short", "same"),
    [
        ("《临江市促进低空经济发展若干措施》", "《若干措施》", True),
        ("《临江市燃气管理条例（草案）》", "《条例》", True),
        ("《关于支持海洋渔业发展的意见》", "《海洋渔业意见》", True),
        ("《临江市燃气管理条例》", "《办法》", False),
        ("《若干措施》", "《若干措施》", False),
        ("《临江市供热管理办法》", "《供水管理办法》", False),
    ],
)
def test_a_short_form_keeps_the_order_and_the_end_of_its_title(full: str, short: str, same: bool) -> None:  # noqa: FBT001
    assert title_short_form(full, short) is same


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("考察团到苏州工业园学习“厂房上楼”做法。", "“厂房上楼”"),
        ("县里借鉴绍兴“轻纺数贸”经验，盘活市场。", "“轻纺数贸”"),
        ("客商学习“非遗”技艺。", ""),
        ("他学习“雷锋精神”的故事。", ""),
    ],
)
def test_a_practice_that_others_learn_is_a_policy(text: str, policy: str) -> None:
    assert [text[c.start : c.end] for c in find_policies(text)] == ([policy] if policy else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("印发《县里支持企业“上规”十二条》。", ["《县里支持企业“上规”十二条》"]),
        ("省里出台的“8090”现代产业集群规划。", ["“8090”现代产业集群规划"]),
        ("海关推出“一单两报”出区试点。", ["“一单两报”出区试点"]),
        ("融入“666X”先进制造业集群培育工程。", ["“666X”先进制造业集群培育工程"]),
        ("牢固树立“工业兴县”理念。", ["“工业兴县”"]),
        ("编制“十四五”工业和信息化发展规划。", ["“十四五”工业和信息化发展规划"]),
        ("实施龙头企业保链稳链工程。", ["龙头企业保链稳链工程"]),
        ("出台稳增长二十条措施、促进商贸发展的若干意见。", ["促进商贸发展的若干意见"]),
        ("县里出台工业兴县实施意见。", ["工业兴县实施意见"]),
        ("贯彻落实古树保护条例。", ["古树保护条例"]),
        ("实施六大产业倍增计划。", ["六大产业倍增计划"]),
        ("推行“链长制”、“要素跟着项目走”。", ["“链长制”", "“要素跟着项目走”"]),
    ],
)
def test_policies_of_other_papers_are_named_in_more_ways(text: str, found: list[str]) -> None:
    assert set(found) <= set(names(text))


@pytest.mark.parametrize(
    "text",
    ["出台一系列优惠政策。", "制定相关实施方案。", "新建三条生产线。", "修建了一条大路。", "公司制定了施工方案。"],
)
def test_documents_in_general_are_none(text: str) -> None:
    assert names(text) == []


def test_a_quoted_brand_is_no_policy() -> None:
    assert names("要用好“冷谷”品牌。") == []


def test_a_programme_begins_behind_what_is_done_with_it() -> None:
    assert names("要认真落实云州全面振兴新突破三年行动方案。") == ["云州全面振兴新突破三年行动方案"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("县政府出台茶商引进办法、茶艺传习办法。", ["茶商引进办法", "茶艺传习办法"]),
        ("我县先后出台茶业强县二十条、安心办厂三十六条。", ["茶业强县二十条", "安心办厂三十六条"]),
        (
            "县政府印发关于促进采茶的实施意见、关于支持茶厂发展的若干措施。",
            ["关于促进采茶的实施意见", "关于支持茶厂发展的若干措施"],
        ),
        ("落实稳岗返还政策、社保缓缴政策。", ["稳岗返还政策", "社保缓缴政策"]),
        ("实施质量强县战略、品牌强县战略和茶业强县战略。", ["质量强县战略", "品牌强县战略", "茶业强县战略"]),
        ("推出稳增长二十条、促消费十五条政策措施。", ["稳增长二十条", "促消费十五条政策措施"]),
        ("落实落地稳岗返还政策、茶农减免政策。", ["稳岗返还政策", "茶农减免政策"]),
        ("落实各项惠农政策、扶贫政策。", []),
        ("制定工作意见、应急预案。", []),
        ("出台一系列政策、措施。", []),
    ],
)
def test_policies_of_a_list_are_named_each_by_itself(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize("verbs", ["落实落细", "落地落细", "落细落实", "用好用足"])
def test_two_verbs_of_carrying_out_are_no_part_of_a_policy(verbs: str) -> None:
    assert names(f"县税务局{verbs}茶农补贴政策。") == ["茶农补贴政策"]
    assert names(f"县税务局{verbs}各项政策。") == []


@pytest.mark.parametrize("item", ["出台茶商引进办法、", "制定实施茶艺传习办法和", "遵守茶山保护条例、"])
def test_an_item_of_a_list_is_filed_as_often_however_many_stand_before_it(item: str) -> None:
    few, many = (len(find_documents(item * count, "Policy")) for count in (10, 100))
    assert many <= 10 * few + few


def test_only_a_few_verbs_stand_before_a_policy() -> None:
    verbs = "落细落地"
    assert without_verbs(f"{verbs}茶农补贴政策", 0) == len(verbs)
    assert without_verbs(verbs * 10, 0) < len(verbs * 10)

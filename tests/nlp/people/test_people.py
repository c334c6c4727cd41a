"""Persons are found by what stands beside their names, with boundaries, class and titles."""

from __future__ import annotations

import pytest

from kg.nlp.people import Person, find_people


def names(text: str) -> list[str]:
    return [person.name for person in find_people(text)]


def only(text: str) -> Person:
    (person,) = find_people(text)
    return person


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市委书记秦怀瑾来到青河县。", ["秦怀瑾"]),
        ("市委副书记、市长贺兰舟主持召开会议。", ["贺兰舟"]),
        ("副市长欧阳静文、柏清川出席。", ["欧阳静文", "柏清川"]),
        ("副县长秦刚、柏正参加。", ["秦刚", "柏正"]),
        ("县委常委、秘书长司徒宁，青河镇党委书记窦明参加。", ["司徒宁", "窦明"]),
        ("市领导蒲正川、米若兰、上官墨参加会议。", ["蒲正川", "米若兰", "上官墨"]),
        ("村民姚春花家住青河边。", ["姚春花"]),
        ("研发总监潘雨桐指着屏幕说。", ["潘雨桐"]),
        ("水务局局长全宏图表示，工程年内完工。", ["全宏图"]),
        ("财政局局长时正明介绍。", ["时正明"]),
        ("教育局局长向文涛说。", ["向文涛"]),
        ("开发区主任万成才表示。", ["万成才"]),
    ],
)
def test_a_title_before_it_makes_a_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“订单排满了。”杜若谦说。", ["杜若谦"]),
        ("“订单排满了。”姜维民告诉记者。", ["姜维民"]),
        ("邱志远强调，要抓好落实。", ["邱志远"]),
        ("秦怀瑾主持", ["秦怀瑾"]),
        ("秦怀瑾调研青河工业园时强调", ["秦怀瑾"]),
        ("李明说，今年收成好。", ["李明"]),
        ("王伟强调，要抓好落实。", ["王伟"]),
        ("今年45岁的郑秀兰是厂里的老员工。", ["郑秀兰"]),
        ("老板叫吕志鹏。", ["吕志鹏"]),
        ("秦怀瑾、雷谦、余柏东谈产业。", ["秦怀瑾", "雷谦", "余柏东"]),
    ],
)
def test_a_verb_behind_it_ends_a_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委周明远书记说。", ["周明远"]),
        ("青石镇周明远书记说。", ["周明远"]),
        ("乡办牛奶场负责人说。", []),
        ("镇属高新园主任说。", []),
    ],
)
def test_a_name_before_its_title_stands_directly_behind_a_body(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_who_is_appointed_stands_behind_the_verb_and_not_before_the_end_of_the_text() -> None:
    assert names("高新园为家，企业这样决定") == []


def test_a_county_behind_its_city_is_no_mayor() -> None:
    assert names("浙江省湖州市长兴县和平镇的工厂。") == []


def test_what_follows_elsewhere_on_the_page_decides_the_length() -> None:
    text = "市长王伟强调研。\n王伟强指出，要抓落实。\n会前，王伟强一行走访企业。"
    assert set(names(text)) == {"王伟强"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本报讯（记者 郑晓棠）5月12日", ["郑晓棠"]),
        ("本报讯（记者郑晓棠 通讯员 章佩）5月12日", ["郑晓棠", "章佩"]),
        ("本报讯（通讯员 郑晓棠 李 艳）今年以来", ["郑晓棠", "李艳"]),
        ("（郑晓棠记者章佩兰）9月6日", ["郑晓棠", "章佩兰"]),
        ("荷花满塘。 （邹佩兰 摄）", ["邹佩兰"]),
        ("荷花满塘。 （杨 煦）", ["杨煦"]),
        ("责任编辑：孙立晴 版式：王 昱", ["孙立晴", "王昱"]),
        ("本报记者 伏 诚", ["伏诚"]),
        ("机声隆隆。 （阿依古丽·卡德尔 摄）", ["阿依古丽·卡德尔"]),
    ],
)
def test_bylines_are_read(text: str, expected: list[str]) -> None:
    found = find_people(text)
    assert [person.name for person in found] == expected
    assert all(person.byline and person.cls == "Person" for person in found)


def test_a_name_printed_wide_keeps_its_span() -> None:
    text = "本报记者 伏　诚"
    person = only(text)
    assert (text[person.start : person.end], person.name) == ("伏　诚", "伏诚")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("盟委书记巴图孟和深入牧区。", ["巴图孟和"]),
        ("牧民斯琴高娃家的草场返青了。", ["斯琴高娃"]),
        ("旗长那仁满都拉参加活动。", ["那仁满都拉"]),
        ("行署专员艾山·吐尔逊到沙河县调研。", ["艾山·吐尔逊"]),
        ("同种植户阿布都热合曼·吐尔逊算起收入账", ["阿布都热合曼·吐尔逊"]),
        ("县长扎西次仁介绍，全县今年建成大棚。", ["扎西次仁"]),
        ("农业农村局局长沙马木呷说。", ["沙马木呷"]),
        ("公司首席执行官马克·安东尼来到车间。", ["马克·安东尼"]),
        ("总工程师史密斯表示，设备运转正常。", ["史密斯"]),
        ("别克扎特·哈米多夫说，合作前景广阔。", ["别克扎特·哈米多夫"]),
    ],
)
def test_names_without_a_chinese_surname(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "高新区安全生产形势平稳。",
        "总投资5.6万元，时间紧、任务重。",
        "全市推动高质量发展，以高水平开放促改革。",
        "向阳镇和平村的方案获批。",
        "文化、金融、教育等领域",
        "市长要求，各部门要高度重视。",
        "负责人向记者介绍了情况。",
        "工作人员正在核对许可证。",
        "书记、主任每月到企业走访。",
        "群众高兴不高兴是标准。",
        "沙河县、石桥镇的棉花丰收。",
        "他来到哈萨克斯坦、乌兹别克斯坦考察。",
        "锡林郭勒盟、巴彦淖尔市的风电项目",
        "1,4-丁二醇装置投产。",
        "黄山铜箔科技有限公司投产。",
        "记者从住建局获悉",
    ],
)
def test_no_person_where_there_is_none(text: str) -> None:
    assert names(text) == []


def test_a_name_once_found_is_found_again() -> None:
    text = "市长秦怀瑾走进车间。随后一行人跟着秦怀瑾看了码头。"
    assert [person.name for person in find_people(text)] == ["秦怀瑾", "秦怀瑾"]


def test_surname_and_title_stand_for_the_one_person_of_that_surname() -> None:
    text = "村支书秦怀瑾领路。秦书记说，路修通了。"
    first, second = find_people(text)
    assert (second.name, second.source, text[second.start : second.end]) == (first.name, "people:short", "秦书记")


def test_surname_and_title_stand_for_nobody_where_two_share_the_surname() -> None:
    text = "市长秦怀瑾出席，副市长秦少白主持。秦市长讲话。"
    assert [person.source for person in find_people(text)].count("people:short") == 0


def test_the_first_part_of_a_name_with_a_dot_stands_for_it() -> None:
    text = "村民艾合买提·托合提种了棉花。艾合买提说，收成好。"
    assert names(text) == ["艾合买提·托合提", "艾合买提·托合提"]


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("市委书记秦怀瑾说", "Official"),
        ("市领导秦怀瑾参加", "Official"),
        ("青河开发区管委会副主任秦怀瑾说", "Official"),
        ("海纳集团董事长秦怀瑾说", "Person"),
        ("海纳公司采购部部长秦怀瑾说", "Person"),
        ("村民秦怀瑾说", "Person"),
        ("秦怀瑾主持", "Official"),
        ("秦怀瑾等市领导参加。", "Official"),
        ("海纳时代董事长秦怀瑾说", "Person"),
        ("秦怀瑾说，日子好了。", "Person"),
    ],
)
def test_titles_and_deeds_make_the_class(text: str, cls: str) -> None:
    assert only(text).cls == cls


def test_a_title_anywhere_on_the_page_counts_for_every_mention() -> None:
    found = find_people("秦怀瑾说，要抓紧。\n县长秦怀瑾出席。")
    assert [person.cls for person in found] == ["Official", "Official"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("市委副书记、市长秦怀瑾说", ["市委副书记", "市长"]),
        ("市人大常委会秘书长、城建工委主任秦怀瑾参加", ["市人大常委会秘书长", "工委主任"]),
        ("秦怀瑾教授介绍", ["教授"]),
        ("秦怀瑾，市委书记。", ["市委书记"]),
        ("秦怀瑾（县委副书记、县长）表示", ["县委副书记", "县长"]),
        ("秦怀瑾是海纳公司的班长。", ["班长"]),
        ("秦怀瑾担任青河县县委书记。", ["县委书记"]),
        ("秦怀瑾说，日子好了。", []),
    ],
)
def test_titles_beside_a_name_are_its_own(text: str, titles: list[str]) -> None:
    assert [title.text for title in only(text).titles] == titles


def test_a_title_behind_a_comma_belongs_to_the_next_name() -> None:
    first, second = find_people("县长秦怀瑾、副县长柏清川，办公室主任窦明参加。")[1:]
    assert [title.text for title in first.titles] == ["副县长"]
    assert [title.text for title in second.titles] == ["主任"]


def test_names_of_a_list_share_the_title_before_it() -> None:
    assert [[t.text for t in p.titles] for p in find_people("副市长秦怀瑾、柏清川出席。")] == [["副市长"], ["副市长"]]


def test_an_empty_text_names_nobody() -> None:
    assert find_people("") == []


def test_an_odd_name_in_a_list_of_leaders_is_one_too() -> None:
    people = find_people("县领导秦怀瑾、曹和川、柏清川、窦明等参加。")
    assert [person.name for person in people] == ["秦怀瑾", "曹和川", "柏清川", "窦明"]
    assert {person.cls for person in people} == {"Official"}


def test_the_head_of_a_chamber_holds_no_public_post() -> None:
    assert {person.cls for person in find_people("省商会会长秦怀瑾说，订单很多。")} == {"Person"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("副市长秦大有、柏清川出席。", ["秦大有", "柏清川"]),
        ("副县长秦天任参加。", ["秦天任"]),
        ("副县长秦大有带队调研。", ["秦大有"]),
        ("副县长秦天任主持会议。", ["秦天任"]),
        ("县领导柏清川、秦天任带队调研。", ["柏清川", "秦天任"]),
        ("县长李明有三个孩子。", ["李明"]),
        ("县长李明任组长。", ["李明"]),
        ("县长于春来到青河镇。", ["于春"]),
    ],
)
def test_a_name_may_end_in_what_is_a_verb_elsewhere(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("副市长王明传、柏清川出席。", ["王明传", "柏清川"]),
        ("副市长周明用、柏清川出席。", ["周明用", "柏清川"]),
        ("县长李明说，今年收成好。", ["李明"]),
        ("县长李明称，今年收成好。", ["李明"]),
        ("县长李明等，出席会议。", ["李明"]),
    ],
)
def test_one_character_between_a_name_and_a_sign_is_of_the_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_no_name_is_cut_off_before_a_character_and_a_sign() -> None:
    assert "曾远" not in names("政协主席曾远扬、副主席柏清川参加。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县政协副主席向平、柏清川参加。", ["向平", "柏清川"]),
        ("副县长于江、柏清川参加。", ["于江", "柏清川"]),
        ("副县长向青，柏清川参加。", ["向青", "柏清川"]),
        ("县长向前，大步走去。", []),
    ],
)
def test_a_surname_of_grammar_is_one_between_a_title_and_a_sign(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", ["徽商贺兰舟回乡。", "引来台商贺兰舟投资建厂。"])
def test_a_trader_is_named_behind_where_he_is_from(text: str) -> None:
    assert names(text) == ["贺兰舟"]


@pytest.mark.parametrize("text", ["台商大会开幕。", "浙商回归。", "徽商发展峰会举行。"])
def test_traders_in_general_name_nobody(text: str) -> None:
    assert names(text) == []


def test_three_characters_between_a_body_and_a_post_are_a_name() -> None:
    assert [p.name for p in find_people("清江县委高大立书记到厂里调研。")] == ["高大立"]
    assert [p.name for p in find_people("清江县政府安监办主任到厂里调研。")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("刘强升任清江县副县长。", ["刘强"]),
        ("县委书记王东升任第一书记。", ["王东升"]),
        ("张华历任清江镇镇长、书记。", ["张华"]),
        ("王海1978年5月生。", ["王海"]),
        ("林知远 男，汉族，1970年生。", ["林知远"]),
        ("大学生村官林知远说。", ["林知远"]),
    ],
)
def test_a_verb_of_office_or_a_day_of_birth_ends_a_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林知远 县委副书记、县长\n周野副县长", ["林知远", "周野"]),
        ("副县长 林知远 周野 何二川", ["林知远", "周野", "何二川"]),
    ],
)
def test_who_stands_in_a_list_of_leaders_is_an_official(text: str, expected: list[str]) -> None:
    assert [p.name for p in find_people(text) if p.cls == "Official"] == expected
    assert [p.cls for p in find_people("周野说好。\n林知远 何二川 周野")] == ["Person"] * 4

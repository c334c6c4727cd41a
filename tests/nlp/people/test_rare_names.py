"""Rare surnames and characters, names that end as words of grammar do, and what only looks like a name."""

from __future__ import annotations

import pytest

from kg.nlp.people import find_people


def names(text: str) -> list[str]:
    return [person.name for person in find_people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市委副书记、代市长和玉山到高原特色产业园调研。", ["和玉山"]),
        ("副市长念青川，市政府秘书长段云鹏参加。", ["念青川", "段云鹏"]),
        ("县委书记能建军、县长才仁多杰检查了进度。", ["能建军", "才仁多杰"]),
        ("市长要文海会见了客商一行。", ["要文海"]),
        ("副市长保知远，高新区管委会主任普文华参加。", ["保知远", "普文华"]),
    ],
)
def test_a_title_and_a_clear_end_make_a_name_of_a_rare_surname(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "县长和企业负责人座谈。",
        "县长和专家，一起走进大棚。",
        "副市长从广安考察归来。",
        "记者从广安获悉，项目已经开工。",
        "市长在会上说，要抓好落实。",
        "副市长到会讲话。",
        "董事长向记者介绍了情况。",
    ],
)
def test_a_word_of_grammar_behind_a_title_begins_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委副书记、县长李䶮带领县发展改革局负责人到企业走访。李䶮强调，要抓好项目。", ["李䶮", "李䶮"]),
        ("车间主任王㛃说，订单排到年底。", ["王㛃"]),
        ("总经理张𬭚介绍，新线月底投产。", ["张𬭚"]),
        ("本报讯（记者 陈㵘）5月2日，市长赵𬀩出席签约仪式。", ["陈㵘", "赵𬀩"]),
    ],
)
def test_characters_of_the_extensions_stand_in_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公司董事长沈牧之说，去年企业收购鲜奶3万吨。", ["沈牧之"]),
        ("杨怀之告诉记者，今年销量不错。", ["杨怀之"]),
        ("李明之前在厂里干了十年。", ["李明"]),
        ("村民王秀兰之子在厂里上班。", ["王秀兰"]),
        ("厂长周大海也表示，产能还会扩大。", ["周大海"]),
    ],
)
def test_a_given_name_may_end_as_a_word_of_grammar(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text", ["同老师傅聊起工艺，他很高兴。", "跟小师傅学手艺的年轻人不少。", "评上了全家福奖，拍下一张全家福。"]
)
def test_words_of_the_language_are_no_names(text: str) -> None:
    assert names(text) == []


def test_the_core_of_a_firm_is_no_person() -> None:
    text = "赣州路远线缆有限公司投产。赣州路远厂长钟文斌说，订单充足。仪式前，客商走进赣州路远线缆有限公司。"
    assert names(text) == ["钟文斌"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本泓泰精工株式会社社长小野寺诚与苏州高新区签约。", ["小野寺诚"]),
        ("副总经理佐藤惠一、厂长周大海先后致辞。", ["佐藤惠一", "周大海"]),
        ("镇长小林到现场。", []),
        ("主任高木兰出席。", ["高木兰"]),
        ("州委副书记、州长岩温·早罕撒到勐海县。", ["岩温·早罕撒"]),
        ("自治区水利厅厅长艾力则孜·吐尔地走访企业。", ["艾力则孜·吐尔地"]),
        ("执行董事让·雷诺会谈。", ["让·雷诺"]),
    ],
)
def test_a_name_of_another_people_is_found_whole_behind_a_title(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("现任主任姚盛已到龄。", ["姚盛"]),
        ("副市长方谋先到靖江产业园，又到泰兴。", ["方谋"]),
        ("拟任命鲁兰生为保税区管委会主任。", ["鲁兰生"]),
        ("从城关区调任榆中县县长的覃朗到任。", ["覃朗"]),
        ("他是土门村“第一书记”赵存良。", ["赵存良"]),
        ("8月，获嘉县翟坡镇党委书记原守信来到企业。", ["原守信"]),
    ],
)
def test_the_words_around_a_name_say_where_it_ends(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委副书记、县长李夏带领2021年第二观摩组到镇里观摩。", ["李夏"]),
        ("与商会会长曾平和、秘书长张建涛座谈。", ["曾平和", "张建涛"]),
        ("董事长叶根荣、总经理叶基同进行了交流。", ["叶根荣", "叶基同"]),
        ("市上领导林知远、陈知行来到山阳县。", ["林知远", "陈知行"]),
        ("巡查组由市总工会四级调研员霍勇带队。", ["霍勇"]),
        ("项目在汪清县开工。", []),
        ("（程广文）", ["程广文"]),
        ("（李明 文/图）", ["李明"]),
    ],
)
def test_what_stands_behind_a_name_is_told_from_it(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市长李文昨会见了客商。", ["李文"]),
        ("副市长刘志昨赴深圳考察。", ["刘志"]),
        ("副市长刘明今到清江县调研。", ["刘明"]),
        ("省长刘伟来清调研。", ["刘伟"]),
        ("董事长高山来清投资建厂。", ["高山"]),
        ("检察长郑来运参加会议。", ["郑来运"]),
        ("副省长王凯来霍城县调研。", ["王凯"]),
        ("县委书记王福来主持会议。", ["王福来"]),
        ("副县长林知今主持会议。", ["林知今"]),
    ],
)
def test_when_and_where_to_is_no_part_of_a_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("市水利局总工程师柯逢春到场。", "Official"),
        ("公司总工程师柯逢春到场。", "Person"),
        ("市上领导林知远出席。", "Official"),
    ],
)
def test_experts_of_organs_are_officials(text: str, cls: str) -> None:
    (person,) = find_people(text)
    assert person.cls == cls


def test_a_roll_goes_on_behind_where_each_is_from() -> None:
    text = "优秀教师：何敏（清江县实验小学）、田明（清江县第三中学）、罗芳（实验幼儿园）"
    found = find_people(text)
    assert [(p.name, p.source) for p in found][1:] == [("田明", "people:list"), ("罗芳", "people:list")]
    assert find_people("产品：白酒（清江县酒厂）、面粉（云澜面业）") == []

"""Organisations, and places."""

from __future__ import annotations

import pytest

from kg.nlp.bodies import find_bodies
from tests.nlp.bodies.names import longest, names


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("与湘潭大学共建", "湘潭大学"),
        ("来到湖南省陶瓷研究院。", "湖南省陶瓷研究院"),
        ("赶到东莞市湖南商会", "东莞市湖南商会"),
        ("岳阳市第九小学的学生", "岳阳市第九小学"),
        ("中国纺织工业联合会主办", "中国纺织工业联合会"),
        ("市工商联主办", "市工商联"),
        ("新华社记者", "新华社"),
        ("香港青年企业家协会签约", "香港青年企业家协会"),
        ("安化县人民医院义诊", "安化县人民医院"),
        ("据央视新闻报道，", "央视新闻"),
        ("彭博社称，", "彭博社"),
        ("同组的民盟徐州市委会主委发言", "民盟徐州市委会"),
        ("昨晚比赛中，沈阳蓝澜队2比1取胜", "沈阳蓝澜队"),
        ("双方共建负极材料联合研究中心，教授驻厂。", "负极材料联合研究中心"),
    ],
)
def test_an_organisation_is_found_whole(text: str, org: str) -> None:
    assert longest(text, "Organization") == [org]


@pytest.mark.parametrize("text", ["沈阳施工队进场，", "比赛前，太原抢险队集合。"])
def test_a_team_that_plays_no_match_is_none(text: str) -> None:
    assert longest(text, "Organization") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("来到安化县。", "安化县"),
        ("在益阳考察", "益阳"),
        ("马路镇的茶园", "马路镇"),
        ("住在翠湖社区", "翠湖社区"),
        ("益阳火车站人多", "益阳火车站"),
        ("沿着滨江大道", "滨江大道"),
        ("出口到越南", "越南"),
        ("西湖湿地公园开放", "西湖湿地公园"),
        ("京津冀协同", "京津冀"),
        ("专家来自深圳、中山、南宁等地", "中山"),
        ("远销福建厦门等地", "福建"),
        ("远销福建厦门等地", "厦门"),
    ],
)
def test_a_place_is_found(text: str, place: str) -> None:
    assert place in names(text, "Place")


def test_a_place_in_a_place_gives_both() -> None:
    assert names("安化县马路镇", "Place") == ["安化县", "马路镇"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("来到辽宁省丹东市宽甸自治县青山沟镇", ["辽宁省", "丹东市", "宽甸自治县", "青山沟镇"]),
        ("广西河池市巴马县甲篆镇红星村的", ["广西", "河池市", "巴马县", "甲篆镇", "红星村"]),
        ("他到大通县委", ["大通县"]),
    ],
)
def test_each_link_of_a_chain_of_divisions_is_a_place(text: str, places: list[str]) -> None:
    assert names(text, "Place") == places


@pytest.mark.parametrize("text", ["云安镇示范村建设", "浦江县贫困村摘帽", "两镇污水处理厂扩建", "成都铁路运量大增"])
def test_a_kind_of_place_is_no_name(text: str) -> None:
    assert all(not name.endswith(("村", "厂", "路")) for name in names(text, "Place"))


@pytest.mark.parametrize("text", ["昆明龙城米线飘香", "徐州鹿城小吃节"])
def test_a_county_of_another_city_is_not_meant_behind_a_city(text: str) -> None:
    assert len(names(text, "Place")) == 1


def test_a_short_name_that_is_also_a_word_needs_the_full_name_on_the_page() -> None:
    assert names("双方合作", "Place") == []
    assert names("巨鹿的杏", "Place") == []
    assert names("巨鹿县的杏。巨鹿的梨", "Place") == ["巨鹿县", "巨鹿"]


def test_the_foot_of_a_mountain_is_no_province() -> None:
    assert names("云台山西麓", "Place") != ["山西"]


@pytest.mark.parametrize("place", ["滁州", "杭州", "义乌", "郑州"])
def test_a_division_before_its_mayor_loses_its_level_and_no_more(place: str) -> None:
    assert names(f"{place}市长林知远来到园区。", "Place") == [place]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("湖南大学智能制造研究院落户", "湖南大学智能制造研究院"),
        ("中国矿业大学（徐州）签约", "中国矿业大学（徐州）"),
        ("与中南大学常德研究院签约", "中南大学常德研究院"),
        ("由湖南科技学院园艺系包着", "湖南科技学院园艺系"),
        ("湖南省农科院大豆所所长", "湖南省农科院大豆所"),
        ("中国水产科学研究院黄海所参与", "中国水产科学研究院黄海所"),
        ("湖南大学机械与运载工程学院签约", "湖南大学机械与运载工程学院"),
        ("平川农业大学果树栽培研究中心派人", "平川农业大学果树栽培研究中心"),
        ("与湖南大学附属鼎城医院合作", "湖南大学附属鼎城医院"),
        ("云澜膜和湖南省常德中等专业学校签约", "湖南省常德中等专业学校"),
        ("一个靠湖南大学做材料", "湖南大学"),
        ("石门县职业教育中心主任", "石门县职业教育中心"),
    ],
)
def test_a_part_of_an_organisation_is_one_with_it(text: str, name: str) -> None:
    assert longest(text, "Organization") == [name]


def test_a_party_is_no_end_of_a_word() -> None:
    assert longest("农民进厂", "Organization") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("越南清和省白山县的客商", ["越南", "清和省", "白山县"]),
        ("从青溪、白羊、石陂三镇开镰", ["青溪", "白羊", "石陂"]),
        ("灌溪镇于家冲村的果农", ["灌溪镇", "于家冲村"]),
        ("灌溪镇八把刀村的果农", ["灌溪镇", "八把刀村"]),
        ("灌溪镇的示范村", ["灌溪镇"]),
        ("教育、医疗、养老三个社区", []),
        ("越南市场的需求", ["越南"]),
        ("从青溪、白羊、石陂等乡镇开镰", ["青溪", "白羊", "石陂"]),
        ("从青溪、白羊、石陂等海岛出发", ["青溪", "白羊", "石陂"]),
        ("从青溪、白羊、石陂等多个县市赶来", ["青溪", "白羊", "石陂"]),
        ("从青溪、白羊、石陂等企业赶来", []),
        ("到青溪、白羊、石陂等街道调研", ["青溪", "白羊", "石陂"]),
        ("苹果、鸭梨、石榴等乡镇特产", []),
        ("在卫生、治安、绿化等街道工作上", []),
        ("涉及教育、医疗、养老等县区", []),
    ],
)
def test_places_are_told_by_what_stands_around_them(text: str, names: list[str]) -> None:
    assert longest(text, "Place") == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("来到云坪镇雅溪社区，考察了企业。", ["云坪镇", "雅溪社区"]),
        ("来到凹坪镇户头村调研", ["凹坪镇", "户头村"]),
        ("青坪乡西寨村建起试验站", ["青坪乡", "西寨村"]),
    ],
)
def test_a_town_and_a_village_of_it_are_two_places(text: str, places: list[str]) -> None:
    assert names(text, "Place") == places


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("泸定县党政代表团来潼考察", "泸定县党政代表团"),
        ("上海市金山区党政代表团一行", "上海市金山区党政代表团"),
        ("香港客商参访团来访", "香港客商参访团"),
        ("甘南州政协考察团到我市", "甘南州政协考察团"),
    ],
)
def test_a_delegation_is_named_after_where_it_comes_from(text: str, team: str) -> None:
    assert longest(text, "Organization") == [team]


def test_a_delegation_of_nowhere_has_no_name() -> None:
    assert longest("市委书记率党政代表团考察，代表团一行", "Organization") == []


@pytest.mark.parametrize("unit", ["二师", "第十四师", "一四三团", "十团", "六连", "3连"])
def test_units_of_the_corps_are_places(unit: str) -> None:
    assert unit in names(f"师市领导来到{unit}调研。", "Place")


@pytest.mark.parametrize("text", ["职工连续三连冠", "来了3个团队", "两团一连几天", "请来一师傅", "实现六连增"])
def test_other_numbers_on_a_page_of_the_corps_are_none(text: str) -> None:
    assert names(f"师市领导说，{text}。", "Place") == []


def test_elsewhere_numbers_name_no_units() -> None:
    assert names("县领导来到六连调研。", "Place") == []


def test_a_name_at_the_end_of_a_text_ends_there() -> None:
    assert longest("来到县社会科学界联合会", "Organization") == ["县社会科学界联合会"]
    assert longest("会上还有。！」」社会科学界联合会", "Organization") in ([], ["社会科学界联合会"])


@pytest.mark.parametrize(
    ("text", "roads"),
    [
        ("新修的云澜路东起清江路，西至白石大道。", ["云澜路", "清江路", "白石大道"]),
        ("光明路南起清江路、北至白石大道。", ["光明路", "清江路", "白石大道"]),
        ("东起清江路、西至白石路的云澜路通车。", ["清江路", "白石路", "云澜路"]),
        ("项目东至光明路，西至白石路。", ["光明路", "白石路"]),
        ("位于云澜路与白石路交叉口的茶厂", ["云澜路", "白石路"]),
        ("位于清江县城东产业集聚区纬一路与经七路交叉口的茶厂", ["纬一路", "经七路"]),
        ("新修的公路东起铁路，西至马路。", []),
    ],
)
def test_roads_are_named_where_one_begins_and_where_two_cross(text: str, roads: list[str]) -> None:
    assert [text[c.start : c.end] for c in find_bodies(text) if c.source.endswith("together")] == roads


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("白石公社东张大队开展农田建设。", ["白石公社", "东张大队"]),
        ("东风人民公社胜利大队第三生产队丰收。", ["东风人民公社", "胜利大队", "第三生产队"]),
        ("平川县白石公社红旗大队社员交售公粮。", ["白石公社", "红旗大队"]),
        ("白石公社开了会，东张大队书记发言。", ["白石公社"]),
        ("创业公社是一家众创空间。", []),
        ("衡川文创公社开业，交警大队在门口执勤。", []),
        ("衡川文创公社开业，交警大队党支部在门口执勤。", []),
        ("衡川文创公社门口交警大队在执勤。", []),
    ],
)
def test_communes_and_brigades_are_places_each(text: str, places: list[str]) -> None:
    assert [text[c.start : c.end] for c in find_bodies(text) if c.source.endswith("unit")] == places

"""Organs of Party, state and public administration."""

from __future__ import annotations

import pytest

from kg.nlp.bodies import find_bodies
from tests.nlp.bodies.names import longest


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("市工信局主办", "市工信局"),
        ("湘潭市工业和信息化局主办", "湘潭市工业和信息化局"),
        ("由省自然资源厅、", "省自然资源厅"),
        ("农业农村部要求", "农业农村部"),
        ("岳阳海关查验", "岳阳海关"),
        ("县行政审批服务局", "县行政审批服务局"),
        ("常德市委组织部部长", "常德市委组织部"),
        ("市人大常委会副主任", "市人大常委会"),
        ("鼎城区人民法院审理", "鼎城区人民法院"),
        ("衡阳高新区管委会主任", "衡阳高新区管委会"),
        ("商务部对外贸易司司长", "商务部对外贸易司"),
        ("召开乡村振兴工作领导小组会议", "乡村振兴工作领导小组"),
        ("怀化市公安局禁毒支队", "怀化市公安局禁毒支队"),
        ("灌溪镇人民政府", "灌溪镇人民政府"),
        ("四川省自贡市经济和信息化局考察组来到园区。", "自贡市经济和信息化局"),
        ("河南省安阳市林州市发展和改革委员会批复。", "林州市发展和改革委员会"),
        ("县投促局通报", "县投促局"),
        ("省委省政府决策咨询委调研组来我县", "省委省政府决策咨询委"),
        ("省委、省政府督查组来我县", "省委、省政府督查组"),
        ("市城更局通报", "市城更局"),
        ("镇长兼县安委办主任参加", "县安委办"),
        ("市防办副主任参加", "市防办"),
        ("要会同市工信局研究", "市工信局"),
        ("昨天，洋山海关查验", "洋山海关"),
        ("昨天，拱北海关查验", "拱北海关"),
        ("来到青石镇和县信访局", "县信访局"),
        ("应县委办公室邀请，一行人来考察", "县委办公室"),
        ("昨日，应县委宣传部领导欢迎各界监督", "应县委宣传部"),
        ("深圳市罗湖区统计局通报", "深圳市罗湖区统计局"),
        ("招商二局局长来访", "招商二局"),
        ("市经委主任说", "市经委"),
        ("国家质检总局批准", "国家质检总局"),
        ("财政部经济建设司表示", "财政部经济建设司"),
        ("工信部装备与材料工业司有关负责人", "工信部装备与材料工业司"),
        ("生态环境部华南督察局通报", "生态环境部华南督察局"),
        ("市公安局鼎城分局民警", "市公安局鼎城分局"),
        ("岳阳海关驻常德办事处挂牌", "岳阳海关驻常德办事处"),
        ("常德高新区管委会招商局局长", "常德高新区管委会招商局"),
        ("市酒业发展局局长说", "市酒业发展局"),
        ("石门县茶叶产业服务中心主任", "石门县茶叶产业服务中心"),
        ("国家税务总局常德市鼎城区税务局通报", "国家税务总局常德市鼎城区税务局"),
        ("昨天，平顺关海关副关长说", "平顺关海关"),
        ("湖南省政府新闻办举行发布会", "湖南省政府新闻办"),
        ("科技厅的创新券", "科技厅"),
    ],
)
def test_an_organ_has_its_level_or_place_before_it(text: str, agency: str) -> None:
    assert longest(text, "Agency") == [agency]


@pytest.mark.parametrize("text", ["市委强调", "市政府出台", "国务院批准", "党中央决定", "衡阳市委研究"])
def test_organs_of_every_page_are_marked_as_bare(text: str) -> None:
    found = [c.source for c in find_bodies(text) if c.cls == "Agency"]

    assert found == ["bodies:agency.bare"]


@pytest.mark.parametrize(
    "text",
    [
        "各有关部门",
        "司法部门",
        "会议室",
        "全局工作",
        "布局优化",
        "政府军",
        "结局",
        "市人大代表",
        "市委托第三方",
        "园区企业办证",
        "商务部门支持中心城区",
    ],
)
def test_words_that_end_like_organs_are_none(text: str) -> None:
    assert longest(text, "Agency") == []


def test_an_organ_of_another_province_keeps_it_where_the_page_has_one_of_its_own() -> None:
    text = "四川省自贡市商务局考察组来访，市商务局局长陪同。"
    assert longest(text, "Agency") == ["四川省自贡市商务局", "市商务局"]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("县政府办、经信局、财政局陪同。", {"县政府办", "经信局", "财政局"}),
        ("带领科技局、行政审批局、招商中心等相关部门负责人前往。", {"科技局", "行政审批局", "招商中心"}),
        ("商务局局长出席。", {"商务局"}),
        ("副市长、公安局局长出席。", set()),
        ("走访了经信局。", set()),
    ],
)
def test_an_organ_may_leave_out_its_level_in_a_list_or_before_its_head(text: str, agencies: set[str]) -> None:
    assert set(longest(text, "Agency")) == agencies


def test_the_management_body_of_a_zone_without_a_name_is_marked_as_bare() -> None:
    found = [c.source for c in find_bodies("工业集中区管委会主任到会") if c.cls == "Agency"]

    assert found == ["bodies:agency.bare"]


@pytest.mark.parametrize("text", ["市场布局日趋完善", "县域格局已定", "全区大局已定"])
def test_a_layout_is_no_bureau(text: str) -> None:
    assert longest(text, "Agency") == []


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("县委组织部、宣传部、统战部到会。", {"县委组织部", "宣传部", "统战部"}),
        ("县委常委、宣传部部长到会。", {"县委"}),
        ("县委组织部、宣传部副部长到会。", {"县委组织部"}),
        ("县委常委、宣传部长到会。", {"县委"}),
    ],
)
def test_a_department_of_the_party_may_leave_out_its_committee_in_a_list(text: str, agencies: set[str]) -> None:
    assert set(longest(text, "Agency")) == agencies

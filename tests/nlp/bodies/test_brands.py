"""Short names of firms without a legal form."""

from __future__ import annotations

import pytest

from kg.nlp.bodies import find_bodies
from tests.nlp.bodies.names import names


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("北海诚澜镍业签订协议。", ["北海诚澜镍业"]),
        ("邀请泓泰金属、百川扬股份、澜禾消防等企业到访。", ["泓泰金属", "百川扬股份", "澜禾消防"]),
        ("澜禾生物的原料获批。", ["澜禾生物"]),
    ],
)
def test_a_coined_name_and_a_trade_make_a_firm(text: str, firms: list[str]) -> None:
    assert sorted(names(text, "Firm")) == sorted(firms)


def test_names_beside_the_short_name_of_a_firm_are_firms() -> None:
    text = "走进青海澜禾能源有限公司。随着澜禾、泓泰、鹭达等项目投产，产能翻番。"

    assert names(text, "Firm") == ["青海澜禾能源有限公司", "澜禾", "泓泰", "鹭达"]


@pytest.mark.parametrize(
    "text", ["钢铁、化工、建材等企业复工。", "发展海洋生物、新型材料、高端装备。", "新材料、电子信息等企业集聚。"]
)
def test_trades_in_a_list_are_no_firms(text: str) -> None:
    assert names(text, "Firm") == []


def test_a_verb_before_a_trade_makes_no_firm() -> None:
    assert names("要重视纺织、煤炭等企业。", "Firm") == []


def test_a_firm_known_everywhere_needs_no_legal_form() -> None:
    assert names("会见了隆基绿能负责人，买了华为手机。", "Firm") == ["隆基绿能"]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("东方晴桥纸业董事长欧阳川、国澜港电总经理温武川致辞。", "国澜港电"),
        ("“只用了62天。”铭岚新材副总经理邝文说。", "铭岚新材"),
    ],
)
def test_a_coined_name_before_its_chief_is_a_firm(text: str, firm: str) -> None:
    assert firm in {text[c.start : c.end] for c in find_bodies(text) if c.cls == "Firm"}


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("隔壁的四平澜鑫铁工机械接下急单。", "四平澜鑫铁工机械"),
        ("厂房由天津泓鹏模具接手。", "天津泓鹏模具"),
        ("看了云晖皮业、三街村的禾水果业。", "云晖皮业"),
        ("管桩由广西澜友管桩供。", "广西澜友管桩"),
        ("汾河矿业集团泓峪煤业查隐患。", "泓峪煤业"),
        ("韩资澜仁科技停产。", "澜仁科技"),
    ],
)
def test_a_coined_name_and_a_trade_are_a_firm_whatever_is_around(text: str, firm: str) -> None:
    assert firm in names(text, "Firm")


@pytest.mark.parametrize("text", ["公司做压蜡模具，采用失蜡铸造工艺。", "副县长分管农业。", "引进新型阀门、外销家具。"])
def test_goods_behind_no_place_are_no_firm(text: str) -> None:
    assert names(text, "Firm") == []


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("工程由中铁十六局集团承建。", "中铁十六局集团"),
        ("中交一公局施工。", "中交一公局"),
        ("中煤三建刚进场。", "中煤三建"),
        ("中建八局第二公司中标。", "中建八局第二公司"),
        ("中国水利水电第四工程局负责大坝。", "中国水利水电第四工程局"),
    ],
)
def test_a_builder_is_called_by_its_number(text: str, firm: str) -> None:
    assert names(text, "Firm") == [firm]


@pytest.mark.parametrize("text", ["新任总经理李明说。", "销售部总经理李明说。", "今年上任的总经理周华说。"])
def test_no_department_is_a_firm(text: str) -> None:
    assert not [c for c in find_bodies(text) if c.cls == "Firm"]

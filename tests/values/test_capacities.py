"""Capacities carry the period that their sentence gives them."""

from __future__ import annotations

import pytest

from kg.values import find_capacities


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("建设年产2万吨碳纤维项目", ["2万吨/年"]),
        ("13.5万吨/年甲醇装置", ["13.5万吨/年"]),
        ("日处理2万立方米的污水厂", ["2万立方米/日"]),
        ("日处理能力由1万吨提高到3万吨", ["1万吨/日", "3万吨/日"]),
        ("装机1.2GW", ["1.2GW"]),
        ("2×350MW热电联产", ["2×350MW"]),
        ("年产12GWh电池", ["12GWh/年"]),
        ("现有氧气产能每小时6万立方米", ["6万立方米/小时"]),
        ("供汽能力120吨/h", ["120吨/小时"]),
        ("产能2万吨/天", ["2万吨/日"]),
        ("年产能15吨", ["15吨/年"]),
        ("年加工能力1.5万吨", ["1.5万吨/年"]),
        ("日供水8000立方米", ["8000立方米/日"]),
        ("达产后年产600台（套）", ["600台（套）/年"]),
        ("建成后年新增产能5万吨", ["5万吨/年"]),
        ("年产毛巾、浴巾300万条", ["300万条/年"]),
        ("每月下线电容60亿只", ["60亿只/月"]),
        ("年产绿氢1.6万吨、绿氨9万吨", ["1.6万吨/年", "9万吨/年"]),
        ("已形成胎面3000吨、轮辋20万只的年生产能力", ["3000吨/年", "20万只/年"]),
        ("年炼化能力900万吨，乙烯60万吨、苯20万吨的产能规模", ["900万吨/年", "60万吨/年", "20万吨/年"]),
        ("年产80万件衬衫，去年出口40万件", ["80万件/年", "40万件"]),
        ("去年生产磷矿石38万吨、硅铁11万吨", ["38万吨", "11万吨"]),
        ("2条13.5万吨/年生产线", ["13.5万吨/年"]),
        ("装机60万千瓦，年发电10.8亿千瓦时", ["60万千瓦", "10.8亿千瓦时/年"]),
        ("一年能出6万立方米板材", ["6万立方米/年"]),
        ("BDO17.3万吨", ["17.3万吨"]),
        ("年产 3000吨", ["3000吨/年"]),
        ("新上年产60万件衬衫生产线", ["60万件/年"]),
        ("上年产出萤石7万吨", ["7万吨"]),
    ],
)
def test_a_capacity_is_told_with_its_period(text: str, canonical: list[str]) -> None:
    assert [capacity.canonical for capacity in find_capacities(text)] == canonical


@pytest.mark.parametrize(
    "text",
    [
        "年产值20亿元",
        "增长12.5%",
        "占地300亩",
        "建筑面积7万平方米",
        "惠及9414户",
        "三条生产线",
        "5万吨级码头",
        "5支队伍",
        "12件事",
        "培训200人",
    ],
)
def test_what_is_no_quantity_of_goods_is_left_alone(text: str) -> None:
    assert find_capacities(text) == []


def test_the_parts_of_a_capacity_are_told_apart() -> None:
    text = "现有产能约13.5万吨/年"
    (capacity,) = find_capacities(text)
    assert capacity.text == "13.5万吨/年"
    assert text[capacity.number_start : capacity.number_end] == "13.5万"
    assert (capacity.value, capacity.unit, capacity.period) == (135000, "吨", "年")


def test_a_vague_number_has_no_value() -> None:
    (capacity,) = find_capacities("年产数百吨")
    assert capacity.value is None

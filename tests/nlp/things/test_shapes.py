"""Families of names of goods and projects: numbers in characters, lines by their number, works under way."""

from __future__ import annotations

import pytest

from kg.nlp.things import find_products, find_projects


def goods(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find_products(text)]


def projects(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find_projects(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("九月，年产十万吨赖氨酸、蛋氨酸项目奠基。", ["年产十万吨赖氨酸、蛋氨酸项目"]),
        ("它的两万五千吨铜箔项目计划试车。", ["两万五千吨铜箔项目"]),
        ("云澜公司掏出4200万元上一条叶黄素提取线。", ["叶黄素提取线"]),
        ("云澜公司又添了两条医用纱布线。", ["医用纱布线"]),
        ("县里开通三条公交线，新上一条光纤线缆。", []),
        ("云澜药业有限公司的滴眼液智能化车间10月投用。", ["滴眼液智能化车间"]),
        ("云澜药业有限公司的滴眼液智能化车间很干净。", []),
        ("拟投4600万元建网架厂。", ["网架厂"]),
        ("公司将配合新建云岭220千伏变电站。", ["云岭220千伏变电站"]),
        ("浙江客商签下年产帐篷20万顶项目。", ["年产帐篷20万顶项目"]),
        ("△云岭水电站今年开工建设。", ["云岭水电站"]),
    ],
)
def test_projects(text: str, found: list[str]) -> None:
    assert projects(text) == found


def test_what_somebody_looks_at_begins_no_name_of_a_project() -> None:
    assert "平川检查水利项目" not in projects("市长到平川检查水利项目，总投资3亿元。")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("今年上半年出锰片三十一万吨。", ["锰片"]),
        ("去年出兰炭910万吨、硅铁31万吨。", ["兰炭", "硅铁"]),
        ("几家合计窨制花茶3.6万吨。", ["花茶"]),
        ("窑炉去年附带石膏五万吨。", ["石膏"]),
        ("可降解塑料3万吨运抵港口。", ["可降解塑料"]),
        ("公司做的却是起落架锻件和琴弦。", ["起落架锻件", "琴弦"]),
        ("打算建设年产3000吨高纯硅中试线。", ["高纯硅"]),
        ("电厂上两台100万千瓦超超临界机组。", []),
        ("正在赶制16兆瓦风电增速箱。", ["风电增速箱"]),
    ],
)
def test_goods(text: str, found: list[str]) -> None:
    assert goods(text) == found

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
        ("云澜公司再上一条叶黄素提取线。", ["叶黄素提取线"]),
        ("云澜公司又添了两条医用纱布线。", ["医用纱布线"]),
        ("县里开通三条公交线，新上一条光纤线缆。", []),
        ("云澜药业有限公司的滴眼液智能化车间10月投用。", ["滴眼液智能化车间"]),
        ("云澜药业有限公司的滴眼液智能化车间很干净。", []),
        ("准备拿出3000万元建纸箱厂。", ["纸箱厂"]),
        ("公司将配合新建云岭220千伏变电站。", ["云岭220千伏变电站"]),
        ("客商签下年产雨伞60万把项目。", ["年产雨伞60万把项目"]),
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
        ("上半年出石膏十二万吨。", ["石膏"]),
        ("全县出焦炭90万吨、石膏12万吨。", ["焦炭", "石膏"]),
        ("去年合计米酒2万吨。", ["米酒"]),
        ("窑炉去年附带石膏五万吨。", ["石膏"]),
        ("可降解塑料3万吨运抵港口。", ["可降解塑料"]),
        ("云澜公司做的却是密封环和手镯。", ["密封环", "手镯"]),
        ("明年建成年产500吨聚乳酸中试线。", ["聚乳酸"]),
        ("云澜电厂有三台60万千瓦热电联产机组。", []),
        ("车间正赶制8兆瓦风电主轴。", ["风电主轴"]),
    ],
)
def test_goods(text: str, found: list[str]) -> None:
    assert goods(text) == found

"""What stands beside something lies where that lies."""

from __future__ import annotations

import pytest

from kg.frames.examples import tell_marked
from kg.frames.neighbours import beside
from kg.frames.relations import Relation

HOME = "[澜禾食品公司|Firm]在[黄岭工业园|Park]投产。"


def lie(*marked: str, status: str = "Asserted") -> list[tuple[str, str]]:
    told = tell_marked(HOME, *marked)
    firm, park = told[0].mentions
    said = Relation(firm, "locatedIn", park, "test", status, 0.8, told[0].masked.start, told[0].masked.end)
    return [(r.subject.text, r.object.text) for r in beside(told, [said])]


@pytest.mark.parametrize(
    "marked",
    [
        "与它一墙之隔的[云澜纺织厂|Firm]也开了工。",
        "与它相隔两条马路，是去年投产的[云澜纺织厂|Firm]。",
        "隔壁的[云澜纺织厂|Firm]也开了工。",
        "同在园里的[云澜纺织厂|Firm]也开了工。",
        "它的东邻，是新来的[云澜纺织厂|Firm]。",
    ],
)
def test_a_neighbour_lies_in_the_same_park(marked: str) -> None:
    assert lie(marked) == [("云澜纺织厂", "黄岭工业园")]


def test_the_neighbour_of_a_neighbour_lies_there_too() -> None:
    found = lie("隔壁的[云澜纺织厂|Firm]开了工，", "再隔壁是[平川砖厂|Firm]。")
    assert found == [("云澜纺织厂", "黄岭工业园"), ("平川砖厂", "黄岭工业园")]


@pytest.mark.parametrize(
    "marked",
    [
        "隔壁老王买了[云澜纺织厂|Firm]的布。",
        "隔壁的[青石镇|Place]的[云澜纺织厂|Firm]开了工。",
        "隔壁的[澜禾食品公司|Firm]开了工。",
        "[平川砖厂|Firm]隔壁的[云澜纺织厂|Firm]开了工。",
    ],
)
def test_what_is_no_neighbour_or_has_a_place_or_stands_beside_who_knows_what_is_left(marked: str) -> None:
    assert lie(marked) == []


def test_a_place_that_is_denied_is_none() -> None:
    assert lie("隔壁的[云澜纺织厂|Firm]也开了工。", status="Denied") == []

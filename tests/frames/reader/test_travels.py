"""Travels: no visit takes a host to another county than his own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.frames.engine import Setting, read_article
from kg.frames.examples import home, tell_marked
from kg.frames.reader.travels import Travels

TOUR = (
    "[榆林市|Place][市长|title][林知远|Official]带队调研。",
    "在[定边县|Place]，[林知远|Official]来到[云澜纺织厂|Firm]、[青石丝厂|Firm]。",
    "在[靖边县|Place]，[林知远|Official]来到[衡川轴承有限公司|Firm]。",
)


OFFICIAL = "[定边县|Place][县委书记|title][陈清河|Official]介绍情况。"


def may_hold(told_of: str, site: str) -> bool:
    """Whether nothing speaks against a visit of 陈清河, of whom the article tells so, to a site of the tour."""
    told = tell_marked(*TOUR, told_of)
    found = read_article(told, Setting(home=home))
    visit = next(r for r in found if r.predicate == "visited" and r.object.entity == site)
    who = next(m for one in told for m in one.mentions if m.entity == "陈清河")
    return Travels.of(told, found).may_hold(replace(visit, subject=who))


def test_a_host_stays_in_his_county() -> None:
    assert may_hold(OFFICIAL, "云澜纺织厂")
    assert not may_hold(OFFICIAL, "衡川轴承有限公司")


@pytest.mark.parametrize(
    "told_of", ["[榆林市|Place][副市长|title][陈清河|Official]介绍情况。", "[陈清河|Official]介绍情况。"]
)
def test_who_is_of_no_county_goes_anywhere(told_of: str) -> None:
    assert may_hold(told_of, "衡川轴承有限公司")

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
    likely = replace(visit, subject=who)
    return Travels.of(told, found, [likely]).may_hold(likely)


def test_a_host_stays_in_his_county() -> None:
    assert may_hold(OFFICIAL, "云澜纺织厂")
    assert not may_hold(OFFICIAL, "衡川轴承有限公司")


@pytest.mark.parametrize(
    "told_of", ["[榆林市|Place][副市长|title][陈清河|Official]介绍情况。", "[陈清河|Official]介绍情况。"]
)
def test_who_is_of_no_county_goes_anywhere(told_of: str) -> None:
    assert may_hold(told_of, "衡川轴承有限公司")


@pytest.mark.parametrize(
    "told_of",
    [
        "[陈清河|Official]出席签约仪式。",
        "[陈清河|Official]、[周野|Official]参加座谈。",
        "[陈清河|Official]主持会议。",
        "[陈清河|Official]在会上作了发言。",
    ],
)
def test_who_only_spoke_or_met_others_saw_nothing(told_of: str) -> None:
    assert not may_hold(told_of, "云澜纺织厂")


@pytest.mark.parametrize(
    "told_of",
    [
        "[陈清河|Official]陪同考察并出席座谈会。",
        "[陈清河|Official]说，企业不错。",
        "[陈清河|Official]出席座谈会。[陈清河|Official]一路看得仔细。",
    ],
)
def test_who_did_more_may_have_seen_it(told_of: str) -> None:
    assert may_hold(told_of, "云澜纺织厂")


def test_who_goes_on_a_trip_of_his_own_later_was_not_there_before() -> None:
    marked = (*TOUR, "[陈清河|Official]来到[青石镇|Place]。")
    told = [replace(one, sentence=replace(one.sentence, paragraph=at)) for at, one in enumerate(tell_marked(*marked))]
    found = read_article(told, Setting(home=home))
    visit = next(r for r in found if r.predicate == "visited" and r.object.entity == "云澜纺织厂")
    who = next(m for one in told for m in one.mentions if m.entity == "陈清河")
    likely = replace(visit, subject=who)
    assert not Travels.of(told, found, [likely]).may_hold(likely)

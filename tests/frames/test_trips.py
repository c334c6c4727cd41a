"""Trips that an article tells of one after the other."""

from __future__ import annotations

import pytest

from kg.frames.engine import Setting, read_article
from kg.frames.examples import home, tell_marked
from kg.frames.trips import trips_of

FIRST = "[林知远|Official]来到[云澜纺织厂|Firm]。"
SECOND = "[陈清河|Official]来到[青石丝厂|Firm]。"


def sites(who: str, *marked: str) -> set[str | None]:
    """What a person saw, by an article."""
    found = read_article(tell_marked(*marked), Setting(home=home))
    return {r.object.entity for r in found if r.predicate == "visited" and r.subject.entity == who}


def numbers(*marked: str) -> list[int]:
    """The number of the trip that each sentence tells of."""
    told = tell_marked(*marked)
    trips = trips_of(told, read_article(told, Setting(home=home)))
    return [trips.of(one.masked.start) for one in told]


def test_who_came_along_saw_the_sites_of_that_trip() -> None:
    story = (FIRST, "[周野|Official]陪同。", SECOND, "[孟知行|Official]陪同。")
    assert (sites("周野", *story), sites("孟知行", *story)) == ({"云澜纺织厂"}, {"青石丝厂"})


def test_a_visitor_not_named_before_begins_another_trip() -> None:
    assert numbers(FIRST, SECOND) == [0, 1]


def test_one_named_before_goes_on_with_the_trip() -> None:
    assert numbers(FIRST, "[陈清河|Official]陪同。", SECOND) == [0, 0, 0]


def test_by_some_words_somebody_else_goes_on_with_it() -> None:
    assert numbers(FIRST, "随后，[陈清河|Official]来到[青石丝厂|Firm]。") == [0, 0]


def test_a_trip_goes_on_where_its_visitor_is_named_again() -> None:
    assert numbers(FIRST, SECOND, "[林知远|Official]来到[青石镇|Place]。") == [0, 1, 0]


def test_a_plan_begins_no_trip() -> None:
    assert numbers(FIRST, "[陈清河|Official]将来到[青石丝厂|Firm]。") == [0, 0]


def test_a_manager_who_promises_to_come_begins_none() -> None:
    assert numbers(FIRST, "[陈清河|Person]来到[青石丝厂|Firm]。") == [0, 0]


def test_those_who_go_apart_are_each_on_a_trip_of_their_own() -> None:
    story = ("[林知远|Official]、[陈清河|Official]分赴一线。", FIRST, SECOND, "[孟知行|Official]陪同。")
    assert [sites(who, *story) for who in ("林知远", "孟知行")] == [{"云澜纺织厂"}, {"青石丝厂"}]


def test_each_of_several_went_where_his_own_words_say() -> None:
    story = "[县委书记|title][林知远|Official]到[青石镇|Place]、[县长|title][陈清河|Official]到[黄岭镇|Place]检查。"
    assert [sites(who, story) for who in ("林知远", "陈清河")] == [{"青石镇"}, {"黄岭镇"}]
    bare = "[林知远|Official]到[青石镇|Place]、[陈清河|Official]到[黄岭镇|Place]检查。"
    assert [sites(who, bare) for who in ("林知远", "陈清河")] == [{"青石镇"}, {"黄岭镇"}]


def test_two_may_go_to_a_list_of_sites() -> None:
    story = "[县委书记|title][林知远|Official]、[县长|title][陈清河|Official]到[青石镇|Place]、[黄岭镇|Place]检查。"
    assert [sites(who, story) for who in ("林知远", "陈清河")] == [{"青石镇", "黄岭镇"}] * 2


@pytest.mark.parametrize("go", ["分别来到", "分赴", "分头深入", "分别到"])
def test_as_many_sites_as_visitors_are_paired_off(go: str) -> None:
    story = f"[林知远|Official]、[陈清河|Official]{go}[青石镇|Place]、[黄岭镇|Place]检查。"
    assert [sites(who, story) for who in ("林知远", "陈清河")] == [{"青石镇"}, {"黄岭镇"}]


def test_of_more_sites_than_visitors_nobody_knows_who_saw_which() -> None:
    story = "[林知远|Official]、[陈清河|Official]分别来到[青石镇|Place]、[黄岭镇|Place]、[柳河镇|Place]检查。"
    assert sites("林知远", story) == sites("陈清河", story) == {"青石镇", "黄岭镇", "柳河镇"}

"""Journeys: sites that do not lie where an article was before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.frames.derive import covered
from kg.frames.examples import tell_marked
from kg.frames.memory import Told
from kg.frames.relations import Relation
from tests.frames.test_derive import relation, triples

LED = ("[林知远|Official]赴[青石县|Place]考察。", "[林知远|Official]看[云澜纺织厂|Firm]。")


def lies(told: list[Told], *visits: tuple[str, str], found: tuple[Relation, ...] = ()) -> set[tuple[str, str, str]]:
    return triples(covered(told, [*(relation(told, who, "visited", what) for who, what in visits), *found]))


@pytest.mark.parametrize(
    ("back", "there"),
    [
        ("返回[平川县|Place]后，", False),
        ("考察归来，", False),
        ("回来后，", False),
        ("回到[青石县|Place]，", True),
        ("一行又", True),
    ],
)
def test_who_has_come_back_sees_nothing_more_of_where_he_was(back: str, *, there: bool) -> None:
    told = tell_marked(LED[0], back + LED[1])
    seen = lies(told, ("林知远", "青石县"), ("林知远", "云澜纺织厂"))
    assert (("云澜纺织厂", "locatedIn", "青石县") in seen) is there


def test_who_is_at_home_in_a_park_goes_from_there_to_others() -> None:
    told = tell_marked(
        "在[长兴经济开发区|Park]，[衡川轴承|Firm]赶订单。",
        "[周野|Person]赴[云澜纺织厂|Firm]学习，[衡川轴承|Firm]的他说。",
    )
    post = replace(relation(told, "周野", "holdsPost", "衡川轴承"), title="董事长")
    place = ("云澜纺织厂", "locatedIn", "长兴经济开发区")
    assert place not in lies(told, ("周野", "云澜纺织厂"), found=(post,))
    assert place in lies(told, ("周野", "云澜纺织厂"))


def test_the_head_of_a_firm_who_comes_to_a_park_sees_what_is_in_it() -> None:
    told = tell_marked(
        "[衡川轴承|Firm]的[周野|Person]走进[长兴经济开发区|Park]。", "[周野|Person]看[云澜纺织厂|Firm]。"
    )
    post = replace(relation(told, "周野", "holdsPost", "衡川轴承"), title="董事长")
    visits = (("周野", "长兴经济开发区"), ("周野", "云澜纺织厂"))
    assert lies(told, *visits, found=(post,)) == {("云澜纺织厂", "locatedIn", "长兴经济开发区")}

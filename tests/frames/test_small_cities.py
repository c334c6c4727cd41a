"""Posts of a city below a prefecture, told of in the prefecture's paper without its name."""

from __future__ import annotations

import pytest

from kg.frames.discourse import tell
from kg.frames.examples import join_marked
from kg.frames.posts import posts
from kg.records import Mention


def held(*marked: str) -> set[tuple[str | None, str | None]]:
    """Who holds a post where by the last of these sentences of a paper of 商丘市."""
    home = Mention(0, 0, "Place", "商丘市", "test", entity="商丘市")
    last = tell(*join_marked(*marked))[-1]
    return {(r.subject.entity, r.object.entity) for r in posts(last, lambda _level: home)}


@pytest.mark.parametrize(
    "marked",
    [
        ("[永城市|Place]举行开工仪式，[市长|title][林知远|Official]致辞。",),
        ("[永城市|Place]召开推进会。", "[市长|title][林知远|Official]主持。"),
        ("[永城市|Place]召开推进会，冒雨进行，座无虚席。", "会上，[市委书记|title][林知远|Official]讲话。"),
    ],
)
def test_the_mayor_is_of_the_small_city_that_is_told_of(marked: tuple[str, ...]) -> None:
    assert held(*marked) == {("林知远", "永城市")}


def test_a_deputy_is_of_the_small_city_whose_mayor_goes_first() -> None:
    marked = "[永城市|Place][市长|title][林知远|Official]到[云海集团|Firm]，[副市长|title][陈清河|Official]参加。"
    assert held(marked) == {("林知远", "永城市"), ("陈清河", "永城市")}


@pytest.mark.parametrize(
    "marked",
    [
        ("[市长|title][林知远|Official]到[永城市|Place]调研。",),
        ("在[永城市|Place]，[市长|title][林知远|Official]看望了老人。",),
        ("[永城市|Place]是粮仓。", "[市长|title][林知远|Official]到[永城市|Place]调研。"),
        ("[永城市|Place]、[夏邑县|Place]召开推进会。", "[市长|title][林知远|Official]主持。"),
        ("[永城市|Place]召开推进会。", "[夏邑县|Place]也一样。", "[市长|title][林知远|Official]主持。"),
        ("[商丘市|Place]召开推进会，[永城市|Place]发言，[市长|title][林知远|Official]主持。",),
        ("[梁园区|Place]举行开工仪式，[市长|title][林知远|Official]致辞。",),
        ("[兰考县|Place]举行开工仪式，[市长|title][林知远|Official]致辞。",),
        ("[义乌市|Place]举行开工仪式，[市长|title][林知远|Official]致辞。",),
    ],
)
def test_the_mayor_stays_the_prefectures_who_is_not_of_where_he_goes(marked: tuple[str, ...]) -> None:
    assert held(*marked) == {("林知远", "商丘市")}


def test_whom_the_mayor_of_a_small_city_comes_along_with_is_the_prefectures() -> None:
    marked = "[永城市|Place][市长|title][林知远|Official]陪同[市委书记|title][陈清河|Official]调研。"
    assert held(marked) == {("林知远", "永城市"), ("陈清河", "商丘市")}

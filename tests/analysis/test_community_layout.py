"""Where communities lie as discs, and their members inside them."""

from __future__ import annotations

import math
import time
from itertools import combinations, pairwise

import pytest

from kg.analysis.communities import Community, communities
from kg.analysis.layout import community_positions, disc
from kg.analysis.network import to_networkx
from kg.records import Dataset
from tests.analysis.material import grouped, linked

GROUPED = grouped(1200, 4000, 24)


def community(*numbers: int) -> Community:
    return Community("", tuple(f"e{number:05}" for number in numbers))


def gaps(found: list[Community], places: list[tuple[float, float]]) -> list[float]:
    """Return the distances between the edges of every two discs."""
    discs = [(place, disc(len(one.members))) for one, place in zip(found, places, strict=True)]
    return [math.dist(a, b) - r - s for (a, r), (b, s) in combinations(discs, 2)]


def test_a_disc_grows_with_the_root_of_its_members() -> None:
    assert [disc(1), disc(4), disc(100)] == [17, 20, 44]


def test_no_disc_overlaps_another() -> None:
    found = communities(GROUPED)
    places, _ = community_positions(GROUPED, found)
    assert len(places) == len(found) > 20
    assert min(gaps(found, places)) > 0


def test_hundreds_of_joined_discs_are_laid_out_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.analysis.layout.STRESS_LIMIT", 10)
    found = communities(GROUPED)
    places, _ = community_positions(GROUPED, found)
    assert min(gaps(found, places)) > 0


def test_what_many_statements_join_lies_nearer() -> None:
    """A chain of four: neighbours are nearer to each other than the ends."""
    pairs = [(a, b) for a in range(0, 40, 10) for b in range(a + 1, a + 10)] + [(0, 10), (10, 20), (20, 30)] * 5
    chain = [community(*range(start, start + 10)) for start in range(0, 40, 10)]
    places, _ = community_positions(linked(pairs, entities=40), chain)
    steps = [math.dist(a, b) for a, b in pairwise(places)]
    assert math.dist(places[0], places[3]) > 2 * max(steps)


def test_what_nothing_joins_lies_below_in_rows() -> None:
    pairs = [(n, n + 1) for n in range(0, 40, 2)] + [(0, 2), (2, 4)]
    found = [community(n, n + 1) for n in range(0, 40, 2)]
    places, _ = community_positions(linked(pairs, entities=40), found)
    assert max(y for _, y in places[:3]) < min(y for _, y in places[3:])
    assert 1 < len({y for _, y in places[3:]}) < 8
    assert min(gaps(found, places)) > 0


def test_members_lie_round_the_middle_of_their_own_picture() -> None:
    found = communities(GROUPED)
    _, members = community_positions(GROUPED, found)
    assert members.keys() == {member for one in found for member in one.members}
    for one in found:
        xs, ys = zip(*(members[member] for member in one.members), strict=True)
        assert abs(min(xs) + max(xs)) <= 1
        assert abs(min(ys) + max(ys)) <= 1
        assert min(math.dist(a, b) for a, b in combinations(zip(xs, ys, strict=True), 2)) > 20


def test_places_are_whole_and_the_same_twice() -> None:
    found = communities(GROUPED)
    places, members = community_positions(GROUPED, found)
    assert all(n.is_integer() for place in [*places, *members.values()] for n in place)
    assert community_positions(to_networkx(GROUPED), found) == (places, members)


def test_a_community_need_not_hang_together() -> None:
    _, members = community_positions(linked([(0, 1)], entities=4), [community(0, 1, 2, 3)])
    assert len(set(members.values())) == 4


def test_a_member_that_is_not_there_has_no_place() -> None:
    places, members = community_positions(linked([(0, 1)], entities=2), [community(0, 1, 7), community(8)])
    assert len(places) == 2
    assert members.keys() == {"e00000", "e00001"}


def test_nothing_has_no_places() -> None:
    assert community_positions(Dataset((), ()), []) == ([], {})


def test_a_large_graph_takes_seconds() -> None:
    """With room for a slow machine: it takes 4 s on one core."""
    large = grouped(20_000, 60_000, 133)
    found = communities(large)
    start = time.process_time()
    community_positions(large, found)
    assert time.process_time() - start < 24

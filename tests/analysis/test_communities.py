"""Groups of entities: which, in what order, and what they are called."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace

import pytest

from kg.analysis.communities import Community, communities
from kg.records import Dataset, Entity
from tests.analysis.material import grouped, linked
from tests.support import ROOT

RING = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2)]
TWO_RINGS = [*RING, *((a + 4, b + 4) for a, b in RING), (0, 4)]
SCRIPT = """
from kg.analysis.communities import communities
from tests.analysis.material import grouped
print(communities(grouped(300, 900, 10)))
"""


def sets(dataset: Dataset) -> list[set[int]]:
    return [{int(member[1:]) for member in community.members} for community in communities(dataset)]


def named(*members: tuple[str, str]) -> str:
    """Return the name of a community of these classes and names, busiest first."""
    star = [(0, n) for n in range(1, len(members)) for _ in members[n:]]
    made = linked(star, entities=len(members))
    entities = tuple(replace(e, cls=cls, name=name) for e, (cls, name) in zip(made.entities, members, strict=True))
    (community,) = communities(replace(made, entities=entities))
    return community.name


def test_what_is_closely_joined_is_one() -> None:
    assert sets(linked(TWO_RINGS, entities=8)) == [{0, 1, 2, 3}, {4, 5, 6, 7}]


def test_groups_of_a_large_graph_are_found() -> None:
    found = sets(grouped(2000, 12000, 10))
    shares = [max(sum(n % 10 == group for n in one) for group in range(10)) / len(one) for one in found]
    assert len(found) == 10
    assert min(shares) > 0.95


def test_members_are_the_busiest_first_and_communities_the_largest() -> None:
    star = [(0, 9), (0, 8), (0, 7), (0, 9)]
    assert communities(linked([(1, 2), *star], entities=10)) == [
        Community("名9 · 名0", ("e00000", "e00009", "e00007", "e00008")),
        Community("名1 · 名2", ("e00001", "e00002")),
    ]


def test_who_is_joined_to_nobody_is_in_none() -> None:
    assert sets(linked([(0, 1), (2, 2)], entities=4)) == [{0, 1}]


def test_what_is_denied_binds_nobody() -> None:
    assert sets(linked(TWO_RINGS, entities=8, status="Denied")) == []


def test_nothing_has_no_communities() -> None:
    assert communities(Dataset((), ())) == []


def test_the_order_of_the_input_does_not_matter() -> None:
    made = grouped(300, 900, 10)
    (document,) = made.documents
    chance = random.Random(5)  # noqa: S311 - an order, not a secret
    statements, entities = list(document.statements), list(made.entities)
    chance.shuffle(statements)
    chance.shuffle(entities)
    turned = replace(made, documents=(replace(document, statements=tuple(statements)),), entities=tuple(entities))
    assert communities(turned) == communities(made)


def test_communities_are_the_same_in_every_process_and_hash_seed() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_chance_of_others_is_left_as_it_was() -> None:
    import igraph

    random.seed(3)
    undisturbed = igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist()
    random.seed(3)
    communities(grouped(300, 900, 10))
    assert igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist() == undisturbed


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ([("Product", "茶"), ("Firm", "甲厂"), ("Park", "乙园"), ("Place", "丙县")], "乙园 · 甲厂"),
        ([("Product", "茶"), ("Agency", "丁局"), ("Place", "丙县"), ("Official", "戊")], "丙县 · 丁局"),
        ([("Product", "茶"), ("Firm", "甲厂"), ("Firm", "己厂")], "甲厂 · 茶"),
        ([("Product", "茶"), ("Project", "庚项目"), ("Product", "米")], "茶 · 庚项目"),
        ([("Product", "茶"), ("Project", "庚项目"), ("Park", "乙园")], "乙园 · 茶"),
        ([("Firm", "甲" * 17), ("Place", "丙" * 16), ("Firm", "己厂")], f"{'丙' * 16} · {'甲' * 15}…"),
    ],
)
def test_a_name_says_where_and_who(members: list[tuple[str, str]], name: str) -> None:
    assert named(*members) == name


def test_no_two_have_the_same_name() -> None:
    made = linked([(0, 1), (2, 3), (4, 5)], entities=6)
    entities = tuple(Entity(e.id, "Firm", "甲厂") for e in made.entities)
    names = [community.name for community in communities(replace(made, entities=entities))]
    assert names == ["甲厂 · 甲厂", "甲厂 · 甲厂（2）", "甲厂 · 甲厂（3）"]

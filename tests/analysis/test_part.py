"""The part of a dataset that ids of entities and statements stand for."""

from __future__ import annotations

from dataclasses import replace

from kg.analysis.part import cut, part
from tests.views.material import dataset, entity, statement

TEXT = "甲县乙园丙厂丁料"
CHAIN = [entity(name) for name in ("甲县", "乙园", "丙厂", "丁料")]
STATEMENTS = [
    statement(1, CHAIN[1], "locatedIn", CHAIN[0], text=TEXT, quote="甲县乙园"),
    statement(2, CHAIN[2], "locatedIn", CHAIN[1], text=TEXT, quote="乙园丙厂"),
    statement(3, CHAIN[2], "develops", CHAIN[1], text=TEXT, quote="乙园丙厂"),
    statement(4, CHAIN[2], "produces", CHAIN[3], text=TEXT, quote="丙厂丁料"),
]
DATASET = dataset(CHAIN, STATEMENTS, text=TEXT)
IDS = [one.id for one in CHAIN]


def test_statements_bring_their_ends_and_nothing_else_that_is_said_of_them() -> None:
    found = part(DATASET, IDS, ["st2"])
    assert [s.id for s in found.statements] == ["st2"]
    assert {e.name for e in found.entities} == {"乙园", "丙厂"}


def test_entities_bring_what_is_said_between_them() -> None:
    found = part(DATASET, IDS[1:3], [])
    assert [s.id for s in found.statements] == ["st2", "st3"]
    assert {e.name for e in found.entities} == {"乙园", "丙厂"}
    assert {e.name for e in found.documents[0].entities} == {"乙园", "丙厂"}


def test_an_entity_without_statements_stands_alone_and_its_page_goes() -> None:
    found = part(DATASET, IDS[:1], [])
    assert ([e.name for e in found.entities], found.documents) == (["甲县"], ())


def test_an_id_that_another_stands_for_is_that_one() -> None:
    assert [e.name for e in part(replace(DATASET, replaced={"old": IDS[3]}), ["old"], []).entities] == ["丁料"]


def test_ids_that_are_not_there_count_for_nothing() -> None:
    assert part(DATASET, ["x"], []).entities == ()
    assert part(DATASET, [], ["x"]).entities == ()


def test_all_of_it_is_the_same_again() -> None:
    assert cut(DATASET, set(IDS)) == DATASET
    assert cut(DATASET, set(IDS), {s.id for s in STATEMENTS}) == DATASET

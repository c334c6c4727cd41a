"""The part of a dataset around one entity."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.analysis.neighbourhood import around
from kg.documents import Claim, Documents
from kg.records import Extraction
from tests.views.material import dataset, entity, statement

TEXT = "甲县乙园丙厂丁料"
CHAIN = [entity(name) for name in ("甲县", "乙园", "丙厂", "丁料")]
STATEMENTS = [
    statement(1, CHAIN[1], "locatedIn", CHAIN[0], text=TEXT, quote="甲县乙园"),
    statement(2, CHAIN[2], "locatedIn", CHAIN[1], text=TEXT, quote="乙园丙厂"),
    statement(3, CHAIN[2], "produces", CHAIN[3], text=TEXT, quote="丙厂丁料"),
]


@pytest.mark.parametrize(
    ("hops", "names"), [(0, "甲县"), (1, "甲县乙园"), (2, "甲县乙园丙厂"), (9, "甲县乙园丙厂丁料")]
)
def test_each_hop_follows_statements_in_both_directions(hops: int, names: str) -> None:
    part = around(dataset(CHAIN, STATEMENTS, text=TEXT), CHAIN[0].id, hops)
    assert {e.name for e in part.entities} == {names[i : i + 2] for i in range(0, len(names), 2)}


def test_only_statements_between_kept_entities_stay() -> None:
    part = around(dataset(CHAIN, STATEMENTS, text=TEXT), CHAIN[1].id, 1)
    assert [s.id for s in part.statements] == ["st1", "st2"]


def test_a_document_without_a_kept_statement_is_left_out() -> None:
    part = around(dataset(CHAIN, STATEMENTS, text=TEXT), CHAIN[1].id, 0)
    assert part.documents == ()


@pytest.mark.parametrize(("hops", "read"), [(0, []), (1, [0]), (2, [0, 1])])
def test_only_pages_that_say_something_there_are_read(hops: int, read: list[int]) -> None:
    pages = [dataset(CHAIN, [one], text=TEXT).documents[0] for one in STATEMENTS]
    asked = []

    def page(number: int) -> Extraction:
        asked.append(number)
        return pages[number]

    def claims(number: int) -> list[Claim]:
        return [Claim(s.subject, s.predicate, s.object, s.status) for s in pages[number].statements]

    whole = replace(dataset(CHAIN, [], text=TEXT), documents=Documents(["a", "b", "c"], page, claims))
    part = around(whole, CHAIN[0].id, hops)
    assert asked == read
    assert part == around(replace(whole, documents=tuple(pages)), CHAIN[0].id, hops)

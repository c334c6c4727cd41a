"""Marks of a page that is made up by hand, one rule of marking at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.records import Entity, Extraction, Statement
from kg.score import PageScore, figures, load_gold, score_page
from tests.support import GOLD, extraction_from_gold

TEXT = "3月6日，市长林知远来到青石\n工业园调研。园区内的禾光公司年产轴承3万套。\n\n禾光公司否认投资白塘镇。"


def entity(key: str, cls: str, *aliases: str, name: str = "") -> Entity:
    return Entity(id=key, cls=cls, name=name or key, aliases=aliases)


def statement(subject: str, predicate: str, obj: str, **fields: Any) -> Statement:
    plain = Statement(
        id=f"{subject}{predicate}{obj}",
        doc="a.txt",
        subject=subject,
        predicate=predicate,
        object=obj,
        status="Asserted",
        confidence=0.9,
        rule="hand",
        quote="园区内的禾光公司年产轴承3万套",
        quote_start=0,
        quote_end=1,
        article=0,
    )
    return replace(plain, **fields)


def marked(
    folder: Path,
    gold: dict[str, Any],
    entities: Sequence[Entity] = (),
    statements: Sequence[Statement] = (),
) -> PageScore:
    path = folder / "a.json"
    path.write_text(json.dumps({"doc": "a.txt", "relations": [], **gold}, ensure_ascii=False), encoding="utf-8")
    page = Extraction("a.txt", "0", TEXT, "a", None, None, None, None, (), tuple(entities), tuple(statements))
    return score_page(load_gold(path), page)


def counts(score: PageScore, name: str) -> tuple[int, int, int]:
    figure = figures(score.tally)[name]
    return figure.tp, figure.fp, figure.fn


MAYOR = {"name": "林知远", "type": "Official"}
PARK = {"name": "青石工业园", "type": "Park", "aliases": ["园区"]}
FIRM = {"name": "禾光公司", "type": "Firm"}
GOODS = {"name": "轴承", "type": "Product"}
TOWN = {"name": "白塘镇", "type": "Place"}
FOUND_FIRM, FOUND_PARK, FOUND_TOWN = entity("禾光公司", "Firm"), entity("青石工业园", "Park"), entity("白塘镇", "Place")


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.json")), ids=lambda path: path.stem)
def test_gold_against_itself_misses_nothing(path: Path) -> None:
    score = score_page(load_gold(path), extraction_from_gold(path.stem))
    assert {(figure.name, figure.recall) for figure in figures(score.tally).values()} == {
        (name, 1.0) for name in score.tally
    }
    # Talks held before an agreement that is denied: gold has both, and the denial wins.
    assert [miss for miss in score.misses if miss.detail != "denied on the page"] == []


def test_a_name_is_found_whatever_its_marks_and_width(tmp_path: Path) -> None:
    gold = {"entities": [{"name": "“禾光 （Ｈｇ）”", "type": "Firm"}]}
    assert counts(marked(tmp_path, gold, [entity("禾光(HG)", "Firm")]), "typed") == (1, 0, 0)


def test_a_name_of_another_class_is_found_but_not_typed(tmp_path: Path) -> None:
    score = marked(tmp_path, {"entities": [MAYOR]}, [entity("林知远", "Person")])
    assert counts(score, "entities") == (1, 0, 0)
    assert counts(score, "typed") == (0, 1, 1)
    assert [(m.kind, m.detail) for m in score.misses] == [("type", "found as Person")]


def test_another_class_that_gold_accepts_is_right(tmp_path: Path) -> None:
    gold = {"entities": [PARK | {"also": ["Place"]}]}
    assert counts(marked(tmp_path, gold, [entity("青石工业园", "Place")]), "typed") == (1, 0, 0)


def test_an_optional_entity_neither_gains_nor_costs(tmp_path: Path) -> None:
    gold = {"entities": [MAYOR | {"optional": True}]}
    for found in ([], [entity("林知远", "Official")]):
        assert counts(marked(tmp_path, gold, found), "entities") == (0, 0, 0)


def test_a_second_entity_with_a_name_of_one_already_found_is_a_split(tmp_path: Path) -> None:
    score = marked(tmp_path, {"entities": [PARK]}, [entity("园区", "Park"), FOUND_PARK])
    assert counts(score, "entities") == (1, 1, 0)
    assert [(m.kind, m.names, m.detail) for m in score.misses] == [("split", ("园区",), "is 青石工业园")]


def test_a_misprint_is_no_name(tmp_path: Path) -> None:
    found = Entity("x", "Firm", "和光公司", hidden=("禾光公司",))
    assert counts(marked(tmp_path, {"entities": [FIRM]}, [found]), "entities") == (0, 1, 1)


def test_a_miss_stands_in_its_sentence_with_lines_joined(tmp_path: Path) -> None:
    (miss,) = marked(tmp_path, {"entities": [PARK]}).misses
    assert (miss.kind, miss.term, miss.sentence) == ("missed", "Park", "3月6日，市长林知远来到青石工业园调研。")


def test_what_is_not_in_gold_is_shown_in_its_sentence(tmp_path: Path) -> None:
    (miss,) = marked(tmp_path, {"entities": []}, [FOUND_FIRM]).misses
    assert (miss.kind, miss.sentence) == ("extra", "园区内的禾光公司年产轴承3万套。")


MAKES = {"s": "禾光公司", "p": "produces", "o": "轴承", "capacity": "3万套", "quote": "禾光公司年产轴承3万套"}
PAIR = {"entities": [FIRM, GOODS], "relations": [MAKES]}
FOUND_PAIR = [FOUND_FIRM, entity("轴承", "Product")]


def test_a_relation_found_with_its_qualifier_and_proof(tmp_path: Path) -> None:
    score = marked(tmp_path, PAIR, FOUND_PAIR, [statement("禾光公司", "produces", "轴承", capacity="3万套/年")])
    for name in ("core", "p:produces", "qualifiers", "q:capacity", "q:status", "evidence"):
        assert counts(score, name) == (1, 0, 0)


def test_a_quote_that_stands_nowhere_proves_nothing(tmp_path: Path) -> None:
    score = marked(
        tmp_path, PAIR, FOUND_PAIR, [statement("禾光公司", "produces", "轴承", capacity="3万套", quote="别处")]
    )
    assert counts(score, "evidence") == (0, 0, 1)
    assert [m.kind for m in score.misses] == ["evidence"]


def test_a_plan_given_as_a_fact_is_marked_in_the_status(tmp_path: Path) -> None:
    gold = PAIR | {"relations": [MAKES | {"status": "planned"}]}
    score = marked(tmp_path, gold, FOUND_PAIR, [statement("禾光公司", "produces", "轴承", capacity="3万套")])
    assert (counts(score, "core"), counts(score, "q:status")) == ((1, 0, 0), (0, 0, 1))


@pytest.mark.parametrize(
    ("found", "right"), [("2024-03", True), ("2024-03-06", True), ("2024", False), ("2025-03", False), (None, False)]
)
def test_a_date_must_be_as_fine_as_that_of_gold(tmp_path: Path, found: str | None, *, right: bool) -> None:
    gold = PAIR | {"relations": [MAKES | {"date": "2024-03"}]}
    score = marked(tmp_path, gold, FOUND_PAIR, [statement("禾光公司", "produces", "轴承", date=found)])
    assert counts(score, "q:date") == (int(right), 0, int(not right))


INVESTS = {"s": "禾光公司", "p": "investedIn", "o": "白塘镇", "status": "denied", "quote": "禾光公司否认投资白塘镇"}


@pytest.mark.parametrize(("status", "extra"), [("Denied", 0), ("Asserted", 1), ("Planned", 1), ("Reported", 1)])
def test_what_the_page_denies_must_not_be_given_as_a_fact_or_a_plan(tmp_path: Path, status: str, extra: int) -> None:
    gold = {"entities": [FIRM, TOWN], "relations": [INVESTS]}
    found = [statement("禾光公司", "investedIn", "白塘镇", status=status)]
    score = marked(tmp_path, gold, [FOUND_FIRM, FOUND_TOWN], found)
    assert sum(counts["fp"] for name, counts in score.tally.items() if name == "core") == extra


def test_a_symmetric_relation_is_right_both_ways_round(tmp_path: Path) -> None:
    joint = {"s": "禾光公司", "p": "cooperatesWith", "o": "青石工业园"}
    gold = {"entities": [FIRM, PARK], "relations": [joint]}
    score = marked(tmp_path, gold, [FOUND_FIRM, FOUND_PARK], [statement("青石工业园", "cooperatesWith", "禾光公司")])
    assert counts(score, "p:cooperatesWith") == (1, 0, 0)


def test_a_relation_turned_round_is_false_and_unfound(tmp_path: Path) -> None:
    gold = {"entities": [FIRM, PARK], "relations": [{"s": "禾光公司", "p": "locatedIn", "o": "青石工业园"}]}
    score = marked(tmp_path, gold, [FOUND_FIRM, FOUND_PARK], [statement("青石工业园", "locatedIn", "禾光公司")])
    assert counts(score, "core") == (0, 1, 1)
    assert [(m.kind, m.names) for m in score.misses] == [
        ("false", ("青石工业园", "禾光公司")),
        ("unfound", ("禾光公司", "青石工业园")),
    ]


def test_what_lies_in_a_part_may_be_said_to_lie_in_the_whole(tmp_path: Path) -> None:
    chain = [
        {"s": "禾光公司", "p": "locatedIn", "o": "青石工业园"},
        {"s": "青石工业园", "p": "locatedIn", "o": "白塘镇"},
    ]
    found = [statement("禾光公司", "locatedIn", "白塘镇")]
    score = marked(
        tmp_path, {"entities": [FIRM, PARK, TOWN], "relations": chain}, [FOUND_FIRM, FOUND_PARK, FOUND_TOWN], found
    )
    assert counts(score, "core") == (0, 0, 2)


def test_an_optional_relation_neither_gains_nor_costs(tmp_path: Path) -> None:
    gold = PAIR | {"relations": [MAKES | {"optional": True}]}
    for found in ([], [statement("禾光公司", "produces", "轴承")]):
        assert "core" not in marked(tmp_path, gold, FOUND_PAIR, found).tally


def test_a_relation_of_an_entity_that_is_not_in_gold_is_false(tmp_path: Path) -> None:
    score = marked(tmp_path, {"entities": [FIRM]}, FOUND_PAIR, [statement("禾光公司", "produces", "轴承")])
    assert counts(score, "core") == (0, 1, 0)


def test_what_a_split_says_counts_for_its_entity(tmp_path: Path) -> None:
    gold = {"entities": [PARK, GOODS], "relations": [MAKES | {"s": "青石工业园"}]}
    found = [FOUND_PARK, entity("园区", "Park"), entity("轴承", "Product")]
    score = marked(tmp_path, gold, found, [statement("园区", "produces", "轴承")])
    assert counts(score, "core") == (1, 0, 0)


def test_a_relation_that_came_later_is_marked_where_gold_tells_of_it_only(tmp_path: Path) -> None:
    goods = [{"name": name, "type": "Product"} for name in ("轴承", "钢材", "铁")]
    found = [entity("轴承", "Product"), entity("钢材", "Product"), entity("铁", "Product")]
    said = [statement("轴承", "madeFrom", "钢材"), statement("轴承", "madeFrom", "铁")]
    silent = marked(tmp_path, {"entities": goods}, found, said)
    assert "p:madeFrom" not in silent.tally
    told = {"s": "轴承", "p": "madeFrom", "o": "钢材"}
    telling = marked(tmp_path, {"entities": goods, "relations": [told]}, found, said)
    assert (telling.tally["p:madeFrom"]["tp"], telling.tally["p:madeFrom"]["fp"]) == (1, 1)

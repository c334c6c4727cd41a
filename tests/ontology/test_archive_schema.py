"""The JSON Schema of archive rows: rows as they are written fit, wrong ones do not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kg.graph import vocabulary
from kg.graph.archive import write_archive
from kg.records import Issue
from tests.support import SEEDS, extraction_from_gold

SCHEMA = json.loads(vocabulary.generate()[vocabulary.ROWS])
VALIDATOR = Draft202012Validator(SCHEMA)
STATEMENT: dict[str, Any] = {
    "id": "1", "doc": "a.txt", "subject": "s", "predicate": "visited", "object": "o", "status": "Asserted",
    "confidence": 0.8, "rule": "visited.go", "quote": "王小明到华谊化工调研", "quote_start": 0, "quote_end": 10,
    "article": 0,
}  # fmt: skip
PAGE: dict[str, Any] = {"doc": "a.txt", "sha256": "0" * 64}


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_schema_itself_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", sorted(path.stem for path in SEEDS.glob("d0?.txt")))
def test_an_archive_as_it_is_written_fits(name: str, tmp_path: Path) -> None:
    page = extraction_from_gold(name)
    page = replace(page, issued="2024-10", issues=(Issue(page.doc, "no-date", "no date is printed"),))
    write_archive(page, tmp_path / "a.jsonl")
    rows = _rows(tmp_path / "a.jsonl")
    assert len(rows) == 1 + len(page.entities) + len(page.statements)
    assert [row for row in rows if not VALIDATOR.is_valid(row)] == []


def test_a_page_without_anything_fits(tmp_path: Path) -> None:
    page = replace(extraction_from_gold("d01"), text="", title="", articles=(), entities=(), statements=())
    write_archive(page, tmp_path / "a.jsonl")
    assert [VALIDATOR.is_valid(row) for row in _rows(tmp_path / "a.jsonl")] == [True]


def test_what_a_row_has_at_the_least_fits() -> None:
    assert VALIDATOR.is_valid({"statement": STATEMENT})
    assert VALIDATOR.is_valid({"entity": {"id": "a", "cls": "Firm", "name": "华谊化工"}})
    assert VALIDATOR.is_valid({"format": SCHEMA["$defs"]["page-row"]["properties"]["format"]["const"], "page": PAGE})


@pytest.mark.parametrize(
    "change",
    [
        {"status": "asserted"},
        {"predicate": "likes"},
        {"confidence": 1.5},
        {"quote": ""},
        {"quote_start": -1},
        {"quote_end": "10"},
        {"date": "2022-13"},
        {"date": "去年"},
        {"mood": "good"},
    ],
)
def test_a_wrong_statement_does_not_fit(change: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({"statement": STATEMENT | change})


@pytest.mark.parametrize("name", sorted(STATEMENT))
def test_a_statement_that_lacks_something_does_not_fit(name: str) -> None:
    assert not VALIDATOR.is_valid({"statement": {k: v for k, v in STATEMENT.items() if k != name}})


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"entity": {"id": "a", "cls": "Site", "name": "华谊化工"}},
        {"entity": {"id": "a", "cls": "Firm", "name": ""}},
        {"entity": {"id": "a", "cls": "Firm", "name": "华谊化工", "aliases": "华谊"}},
        {"page": PAGE},
        {"format": 0, "page": PAGE},
        {"format": 1, "page": PAGE | {"sha256": "abc"}},
        {"format": 1, "page": PAGE, "statement": STATEMENT},
    ],
)
def test_another_wrong_row_does_not_fit(row: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(row)

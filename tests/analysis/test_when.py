"""What was printed and what was so: two times that a statement has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.analysis.when import as_of, between
from kg.errors import OptionError
from kg.records import Dataset
from kg.resolve.merge import merge
from tests.resolve.material import page

LIES, MAKES = ("云澜茶厂", "locatedIn", "高新区"), ("云澜茶厂", "produces", "茶叶")
OLD = page("old.txt", "乌海市", {"云澜茶厂": "Firm", "高新区": "Park"}, LIES, issued="2023-05-06")
NEW = page("new.txt", "乌海市", {"云澜茶厂": "Firm", "茶叶": "Product"}, MAKES, issued="2024-03-16")
DATED = replace(NEW, statements=tuple(replace(s, date="2022-10") for s in NEW.statements))
BARE = replace(OLD, doc="bare.txt", issued=None, statements=tuple(replace(s, doc="bare.txt") for s in OLD.statements))


def docs(dataset: Dataset) -> list[str]:
    return [document.doc for document in dataset.documents]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-05-05", []),
        ("2023-05-06", ["old.txt"]),
        ("2023-05", ["old.txt"]),
        ("2023", ["old.txt"]),
        ("2024-03-16", ["new.txt", "old.txt"]),
    ],
)
def test_a_reader_of_a_day_knows_what_was_printed_by_then(day: str, expected: list[str]) -> None:
    assert docs(as_of(merge([OLD, NEW, BARE]), day)) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2022", "2022", ["dated"]),
        ("2022-10-15", "2022-10-20", ["dated"]),
        ("2022-11", "2023-05-06", ["old.txt"]),
        ("2023-05-07", "2024", []),
        ("2022-10", "2023-05", ["dated", "old.txt"]),
    ],
)
def test_what_was_so_between_two_dates_goes_by_its_own_date_first(first: str, last: str, expected: list[str]) -> None:
    dated = replace(DATED, doc="dated", statements=tuple(replace(s, doc="dated") for s in DATED.statements))
    assert docs(between(merge([OLD, dated]), first, last)) == expected


def test_an_entity_goes_with_its_last_statement() -> None:
    assert {e.name for e in as_of(merge([OLD, NEW]), "2023").entities} == {"云澜茶厂", "高新区"}


@pytest.mark.parametrize("date", ["", "24", "2024-13", "2024-3", "2024-02-40", "today", "2024-01-01T00:00"])
def test_what_is_no_date_is_told(date: str) -> None:
    with pytest.raises(OptionError, match="no date"):
        as_of(merge([OLD]), date)


def test_an_end_before_the_beginning_is_told() -> None:
    with pytest.raises(OptionError, match="before the first"):
        between(merge([OLD]), "2024", "2023")

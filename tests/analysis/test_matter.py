"""Who matters: ranks, classes, periods, and what is said about how it was counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.analysis.matter import matter
from kg.analysis.table import Table, Value
from kg.errors import OptionError, UnknownTerm
from kg.records import Dataset
from tests.analysis.material import grouped
from tests.analysis.told import Said, dataset, entity, page, shuffled

TOLD = dataset(
    page(
        "a",
        [
            Said("甲", "visited", "一厂", "2024-03-01", 0.5),
            Said("甲", "visited", "一厂", "2024-04-02", 0.9),
            Said("甲", "visited", "二厂", None, 0.7),
            Said("乙", "visited", "一厂", "2024", 0.8, "Planned"),
            Said("丙", "visited", "二厂", "2024-03-09", 0.8, "Denied"),
        ],
        issued="2024-04-30",
    ),
    page("b", [Said("一厂", "locatedIn", "东园", None, 0.9)], issued=None),
)

LOWER, HIGHER = sorted("乙丙", key=lambda name: entity(name).id)
FIRST, SECOND = sorted("甲丙", key=lambda name: entity(name).id)
"""Two who are equal stand in the order of their ids."""


def column(table: Table, *names: str) -> list[tuple[Value, ...]]:
    places = [next(n for n, one in enumerate(table.columns) if one.name == name) for name in names]
    return [tuple(row.cells[place] for place in places) for row in table.rows]


def test_each_class_is_ranked_by_its_statements() -> None:
    assert column(matter(TOLD), "kind", "rank", "name", "value", "relations") == [
        ("Firm", 1, "一厂", 4, 4),
        ("Firm", 2, "二厂", 2, 2),
        ("Official", 1, "甲", 3, 3),
        ("Official", 2, LOWER, 1, 1),
        ("Official", 3, HIGHER, 1, 1),
        ("Park", 1, "东园", 1, 1),
    ]


def test_the_surest_statements_stand_behind_a_row_the_surest_first() -> None:
    said = {one.id: one.confidence for one in TOLD.statements}
    row = next(row for row in matter(TOLD, kind="Firm").rows if row.cells[2] == "一厂")
    assert [said[one] for one in row.statements] == [0.9, 0.9, 0.8, 0.5]


def test_of_a_sentence_that_says_much_one_statement_is_shown() -> None:
    (sheet,) = dataset(page("a", [Said("甲", "visited", f"{n}厂") for n in range(3)])).documents
    together = tuple(replace(one, quote_start=0) for one in sheet.statements)
    (row,) = matter(dataset(replace(sheet, statements=together)), kind="Official").rows
    assert row.statements == (min(one.id for one in together),)


def test_more_than_are_asked_for_are_left_out() -> None:
    assert column(matter(TOLD, top=1), "name") == [("一厂",), ("甲",), ("东园",)]


def test_a_class_is_asked_for_with_its_subclasses() -> None:
    assert {row.cells[0] for row in matter(TOLD, kind="Body").rows} == {"Firm"}
    assert {row.cells[0] for row in matter(TOLD, kind="Person").rows} == {"Official"}


def test_periods_go_by_the_own_date_else_by_that_of_the_page() -> None:
    table = matter(TOLD, kind="Official", by="month")
    assert column(table, "period", "name", "value") == [
        ("2024-03", FIRST, 1),
        ("2024-03", SECOND, 1),
        ("2024-04", "甲", 2),
    ]
    assert table.notes[1:] == (
        "1 of the statements have no date of their own and count under the day that their page was printed.",
        "1 of the statements have no date, nor have their pages, and are left out.",
        "1 of the statements have a date that does not tell the month and are left out.",
    )


@pytest.mark.parametrize(("by", "periods"), [("year", {"2024"}), ("quarter", {"2024-Q1", "2024-Q2"})])
def test_years_and_quarters(by: str, periods: set[str]) -> None:
    assert {row.cells[0] for row in matter(TOLD, by=by).rows} == periods  # type: ignore[arg-type]


def test_betweenness_of_a_chain_leaves_out_its_ends() -> None:
    chain = dataset(page("a", [Said("甲", "visited", "一厂"), Said("一厂", "locatedIn", "东园")]))
    assert column(matter(chain, measure="betweenness"), "name", "value") == [("一厂", 1.0)]


def test_a_sample_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    made = grouped(500, 900, 5)
    assert not any("estimated" in note for note in matter(made, measure="betweenness").notes)
    monkeypatch.setattr("kg.analysis.matter.EXACT", 450)
    monkeypatch.setattr("kg.analysis.centrality.EXACT", 450)
    notes = matter(made, measure="betweenness").notes
    assert "Betweenness is estimated from 400 entities, drawn by a fixed seed, of all (500)." in notes


@pytest.mark.parametrize("measure", ["degree", "pagerank", "betweenness"])
def test_the_order_of_the_input_does_not_matter(measure: str) -> None:
    made = grouped(300, 900, 5)
    assert matter(made, measure=measure) == matter(shuffled(made), measure=measure)  # type: ignore[arg-type]
    assert matter(TOLD, by="month") == matter(shuffled(TOLD), by="month")


def test_nothing_matters_where_nothing_is_said() -> None:
    assert matter(Dataset((), ())).rows == ()
    assert matter(Dataset((), ()), by="year").rows == ()


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(UnknownTerm, match="did you mean 'Firm'"):
        matter(TOLD, kind="Frm")
    with pytest.raises(OptionError, match="degree, pagerank, betweenness"):
        matter(TOLD, measure="size")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="year, quarter, month"):
        matter(TOLD, by="day")  # type: ignore[arg-type]

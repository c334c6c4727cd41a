"""The ways from one entity to another: which, in what order, how strong, and what never counts."""

from __future__ import annotations

import pytest

from kg.analysis.route import route
from kg.analysis.table import Table
from kg.errors import NotFound, OptionError
from kg.records import Dataset
from tests.analysis.told import Said, dataset, page, shuffled

TOLD = dataset(
    page(
        "a",
        [
            # By 乙 in two weak steps, one said twice; by 丙 in two stronger ones; by 丁 and 戊 in three sure ones.
            Said("甲", "visited", "乙厂", None, 0.5),
            Said("乙厂", "cooperatesWith", "甲", None, 0.5),
            Said("乙厂", "locatedIn", "东园", None, 0.8),
            Said("甲", "visited", "丙厂", None, 0.9),
            Said("东园", "visited", "丙厂", "2024-03", 0.8, "Planned"),
            Said("甲", "visited", "丁局", None, 1.0),
            Said("丁局", "visited", "戊厂", None, 0.9),
            Said("戊厂", "locatedIn", "东园", None, 0.95),
            # Never so.
            Said("甲", "visited", "东园", None, 0.99, "Denied"),
            Said("己", "visited", "庚厂", None, 0.9),
        ],
    )
)


def ways(table: Table) -> list[tuple[str, float]]:
    """Return each way as the names it leads over, with its strength."""
    found: dict[object, tuple[str, float]] = {}
    for row in table.rows:
        said = dict(zip((column.name for column in table.columns), row.cells, strict=True))
        names, _ = found.get(said["route"], (str(said["from"]), 0.0))
        found[said["route"]] = (f"{names} {said['to']}", float(str(said["route_strength"])))
    return list(found.values())


def test_the_shortest_ways_are_of_one_length_the_strongest_first() -> None:
    assert ways(route(TOLD, "甲", "东园")) == [("甲 丙厂 东园", 0.72), ("甲 乙厂 东园", 0.6)]


def test_no_more_ways_than_are_asked_for() -> None:
    assert ways(route(TOLD, "甲", "东园", most=1)) == [("甲 丙厂 东园", 0.72)]


def test_the_strongest_ways_are_of_any_length_by_what_is_asserted() -> None:
    table = route(TOLD, "甲", "东园", strongest=True)
    assert ways(table) == [("甲 丁局 戊厂 东园", 0.855), ("甲 乙厂 东园", 0.6)]


def test_each_step_has_its_sentence_and_direction() -> None:
    table = route(TOLD, "甲", "东园", most=1)
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row.cells, strict=True)) for row in table.rows]
    assert [(r["from"], r["direction"], r["predicate"], r["to"], r["status"], r["date"]) for r in rows] == [
        ("甲", "→", "visited", "丙厂", "Asserted", None),
        ("丙厂", "←", "visited", "东园", "Planned", "2024-03"),
    ]
    assert rows[1]["sentence"] == "东园与丙厂（4）。"
    assert [row.statements for row in table.rows] == [(TOLD.statements[3].id,), (TOLD.statements[4].id,)]


def test_what_is_said_twice_is_surer() -> None:
    twice = [Said("甲", "visited", "乙厂", None, 0.5)] * 2
    (first,) = route(dataset(page("a", twice)), "甲", "乙厂").rows
    assert first.cells[8] == 0.75
    assert len(first.statements) == 2


def test_a_way_that_is_only_denied_is_none() -> None:
    made = dataset(page("a", [Said("甲", "visited", "东园", status="Denied"), Said("乙", "visited", "东园")]))
    table = route(made, "甲", "东园")
    assert table.rows == ()
    assert table.notes == ("No statements that are not denied lead from 甲 to 东园.",)
    assert route(made, "乙", "东园").rows


def test_nothing_leads_to_another_part() -> None:
    assert route(TOLD, "甲", "庚厂", strongest=True).notes == ("No asserted statements lead from 甲 to 庚厂.",)


def test_a_statement_of_no_confidence_is_no_step() -> None:
    assert route(dataset(page("a", [Said("甲", "visited", "东园", confidence=0.0)])), "甲", "东园").rows == ()


def test_the_order_of_the_input_does_not_matter() -> None:
    for strongest in (False, True):
        assert route(shuffled(TOLD), "甲", "东园", strongest=strongest) == route(
            TOLD, "甲", "东园", strongest=strongest
        )


def test_who_is_not_there_or_not_one_is_told() -> None:
    with pytest.raises(NotFound, match="did you mean 丙厂"):
        route(TOLD, "丙厂厂", "东园")
    with pytest.raises(NotFound, match="4 entities answer to it"):
        route(TOLD, "甲", "厂")
    with pytest.raises(OptionError, match="甲 and 甲 are one entity, 甲; give two"):
        route(TOLD, "甲", "甲")
    with pytest.raises(NotFound):
        route(Dataset((), ()), "甲", "乙")

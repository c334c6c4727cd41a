"""What is told of a community: its size, its members and parks, and the statements among its busiest."""

from __future__ import annotations

from kg.analysis.groups import groups
from kg.records import Dataset
from tests.analysis.material import grouped
from tests.analysis.told import Said, dataset, page, shuffled

TOLD = dataset(
    page(
        "a",
        [
            Said("甲", "visited", "一厂", None, 0.6),
            Said("甲", "visited", "二厂", None, 0.7),
            Said("一厂", "locatedIn", "东园", None, 0.8),
            Said("二厂", "locatedIn", "东园", None, 0.9),
            Said("二厂", "cooperatesWith", "一厂", None, 0.9, "Denied"),
            Said("乙", "visited", "三厂", None, 0.5),
        ],
    )
)


def test_what_is_told_of_each() -> None:
    table = groups(TOLD)
    told = [dict(zip((column.name for column in table.columns), row.cells, strict=True)) for row in table.rows]
    assert [(one["size"], one["inside"], one["parks"], one["park_names"]) for one in told] == [
        (4, 4, 1, "东园"),
        (2, 1, 0, ""),
    ]
    assert set(str(told[0]["members"]).split("、")) == {"甲", "一厂", "二厂", "东园"}
    assert str(told[0]["members"])[:2] in {"一厂", "二厂"}


def test_the_surest_statements_among_the_busiest_stand_behind_it() -> None:
    said = {one.id: one.confidence for one in TOLD.statements}
    (first, second) = groups(TOLD).rows
    assert [said[one] for one in first.statements] == [0.9, 0.8, 0.7, 0.6]
    assert [said[one] for one in second.statements] == [0.5]
    # Two firms are the busiest, and only what is denied joins them: the whole community speaks.
    assert [said[one] for one in groups(TOLD, members=2).rows[0].statements] == [0.9, 0.8, 0.7, 0.6]


def test_the_largest_are_told() -> None:
    table = groups(TOLD, top=1, members=1)
    assert len(table.rows) == 1
    assert table.notes[1:] == ("Of 2 communities these are the largest.",)
    assert "、" not in str(table.rows[0].cells[4])


def test_the_order_of_the_input_does_not_matter() -> None:
    made = grouped(300, 900, 5)
    assert groups(made) == groups(shuffled(made))


def test_nothing_has_no_communities() -> None:
    assert groups(Dataset((), ())).rows == ()

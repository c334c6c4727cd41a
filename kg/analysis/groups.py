"""What the communities of a graph are: who is in each, where it is, and what says so."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.analysis.communities import communities
from kg.analysis.evidence import surest
from kg.analysis.joined import DENIED
from kg.analysis.table import Column, Row, Table

if TYPE_CHECKING:
    from kg.records import Dataset, Statement

_BETWEEN = "、"


def groups(dataset: Dataset, *, top: int = 20, members: int = 8) -> Table:
    """Return the `top` largest of the `communities`, each with its busiest `members` and the busiest of its parks.

    Behind a row stand the surest statements that join the busiest members; where none joins them, those of the whole
    community.
    """
    found = communities(dataset)
    known = {entity.id: entity for entity in dataset.entities}
    home = {member: number for number, one in enumerate(found[:top]) for member in one.members}
    inside: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in dataset.statements:
        number = home.get(statement.subject)
        if number is not None and number == home.get(statement.object) and statement.status != DENIED:
            inside[number].append(statement)
    rows = []
    for number, one in enumerate(found[:top]):
        busiest = one.members[:members]
        parks = [known[member].name for member in one.members if known[member].cls == "Park"]
        named = set(busiest)
        core = [s for s in inside[number] if s.subject in named and s.object in named]
        cells = (
            number + 1,
            one.name,
            len(one.members),
            len(inside[number]),
            _BETWEEN.join(known[member].name for member in busiest),
            len(parks),
            _BETWEEN.join(parks[:members]),
        )
        rows.append(Row(cells, surest(core or inside[number])))
    notes: tuple[str, ...] = (
        "A community is a group that statements join more closely to each other than to the rest.",
    )
    notes += (f"Of {len(found):,} communities these are the largest.",) if len(found) > top else ()
    return Table(
        name="communities",
        title="Communities",
        title_zh="社群",
        columns=(
            Column("rank", "序号"),
            Column("name", "社群"),
            Column("size", "实体数"),
            Column("inside", "内部陈述数"),
            Column("members", "最活跃的成员"),
            Column("parks", "园区数"),
            Column("park_names", "园区"),
        ),
        rows=tuple(rows),
        notes=notes if rows else (),
    )

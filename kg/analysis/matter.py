"""Who matters: the entities of each class by a measure of centrality, over all or period by period."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.analysis.centrality import EXACT, MEASURES, SOURCES, Measure, centrality
from kg.analysis.evidence import surest
from kg.analysis.periods import Period, by_period
from kg.analysis.table import Column, Row, Table
from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.records import Dataset, Entity, Statement

_CALLED: dict[Measure, tuple[str, str]] = {
    "degree": ("degree", "关系数"),
    "pagerank": ("PageRank", "PageRank"),
    "betweenness": ("betweenness", "中介中心性"),
}


def matter(
    dataset: Dataset,
    *,
    measure: Measure = "degree",
    kind: str | None = None,
    by: Period | None = None,
    top: int = 20,
) -> Table:
    """Return the `top` entities of each class, or of `kind` and its subclasses, by a measure of `centrality`.

    With `by` that is measured anew on the statements of each year, quarter or month. Who has no statement, or no share
    in the measure, is left out. Behind a row stand the surest of its statements. Raises `OptionError` for a measure or
    a period that there is none of and `UnknownTerm` for such a class.
    """
    if measure not in MEASURES:
        raise OptionError(f"no measure is named {measure!r}; there are {', '.join(MEASURES)}")
    kinds = _kinds(kind)
    divided = by_period(dataset, by) if by is not None else None
    parts = divided.parts if divided is not None else {"": dataset}
    rows: list[Row] = []
    for period, part in parts.items():
        head = (period,) if by is not None else ()
        rows += [Row((*head, *row.cells), row.statements) for row in _ranked(part, measure, kinds, top)]
    notes = _counted(measure, parts)
    if by is not None and divided is not None:
        notes += divided.notes(by)
    called, zh = _CALLED[measure]
    columns = (
        Column("kind", "类别"),
        Column("rank", "名次"),
        Column("name", "名称"),
        Column("value", zh),
        Column("relations", "陈述数"),
        Column("entity", "编号"),
    )
    return Table(
        name="matter",
        title=f"Who matters, by {called}" + (f" and {by}" if by else ""),
        title_zh=f"谁重要：按{zh}",
        columns=(Column("period", "时期"), *columns) if by is not None else columns,
        rows=tuple(rows),
        notes=notes,
    )


def _kinds(kind: str | None) -> frozenset[str] | None:
    """Return the classes that are asked for; None for all."""
    from kg.ontology import load_ontology

    return None if kind is None else frozenset(load_ontology().concrete_of(kind))


def _ranked(dataset: Dataset, measure: Measure, kinds: frozenset[str] | None, top: int) -> list[Row]:
    """Return the rows of a dataset, class by class."""
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in dataset.statements:
        for end in {statement.subject, statement.object}:
            said[end].append(statement)
    values = centrality(dataset, measure)
    classes: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in dataset.entities:
        if (kinds is None or entity.cls in kinds) and said[entity.id] and values[entity.id] > 0:
            classes[entity.cls].append(entity)
    rows = []
    for cls in sorted(classes):
        ranked = sorted(classes[cls], key=lambda one: (-values[one.id], -len(said[one.id]), one.id))
        for rank, one in enumerate(ranked[:top], 1):
            value = int(values[one.id]) if measure == "degree" else values[one.id]
            cells = (cls, rank, one.name, value, len(said[one.id]), one.id)
            rows.append(Row(cells, surest(said[one.id])))
    return rows


def _counted(measure: Measure, parts: dict[str, Dataset]) -> tuple[str, ...]:
    """Return how a measure was counted, and where it was sampled."""
    if measure == "degree":
        return ("Denied statements count for degree, and a statement of an entity about itself counts twice.",)
    notes: tuple[str, ...] = ("Denied statements lead nowhere and count for nothing.",)
    sampled = {period: len(part.entities) for period, part in parts.items() if len(part.entities) > EXACT}
    if measure == "betweenness" and sampled:
        where = ", ".join(f"{period}: {many:,}" if period else f"{many:,}" for period, many in sampled.items())
        notes += (f"Betweenness is estimated from {SOURCES} entities, drawn by a fixed seed, of all ({where}).",)
    return notes

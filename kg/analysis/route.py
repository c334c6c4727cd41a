"""How two entities hang together: the ways that lead from one to the other, each step with its sentence."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import networkx as nx

from kg.analysis.engine import ask
from kg.analysis.evidence import surest
from kg.analysis.joined import DENIED
from kg.analysis.names import entity_named
from kg.analysis.table import Column, Row, Table
from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.records import Dataset, Entity, Statement

_DIGITS = 4
_ASSERTED = "Asserted"


@dataclass(frozen=True, slots=True)
class _Way:
    """Entities from one end to the other by number, and the product of the strengths of its steps."""

    nodes: tuple[int, ...]
    strength: float


def route(dataset: Dataset, a: str, b: str, *, strongest: bool = False, most: int = 3) -> Table:
    """Return the ways from one entity to another, given as to `entity_named`: at most `most`, a row for each step.

    A step is a pair of entities that statements join, whatever their direction; it is as strong as it is likely that
    one of them at least was read rightly, 1 - (1 - c1)(1 - c2)…, and a way as its steps multiplied. Without `strongest`
    these are the shortest ways, all of one length, the strongest first, over all that is not denied. With it they are
    the strongest of any length, over what is asserted only: the shortest by -log of strength (Dijkstra, "A note on two
    problems in connexion with graphs", Numer. Math. 1 (1959)), the next ones by Yen, "Finding the k shortest loopless
    paths in a network", Management Science 17 (1971).

    Raises `NotFound` where none or several entities answer to a name and `OptionError` where both are one.
    """
    start, goal = entity_named(dataset, a), entity_named(dataset, b)
    if start.id == goal.id:
        raise OptionError(f"{a} and {b} are one entity, {start.name}; give two")
    nodes = tuple(sorted(dataset.entities, key=lambda entity: entity.id))
    number = {entity.id: place for place, entity in enumerate(nodes)}
    steps = _steps(dataset, number, asserted=strongest)
    ways = _ways(steps, len(nodes), number[start.id], number[goal.id], most, shortest=not strongest)
    rows = [row for place, way in enumerate(ways, 1) for row in _rows(place, way, nodes, steps)]
    return Table(
        name="route",
        title=("The strongest ways" if strongest else "The shortest ways") + f" from {start.name} to {goal.name}",
        title_zh=f"从{start.name}到{goal.name}的" + ("最可信路径" if strongest else "最短路径"),
        columns=(
            Column("route", "路径"),
            Column("step", "步"),
            Column("from", "从"),
            Column("to", "到"),
            Column("direction", "方向"),
            Column("predicate", "关系"),
            Column("status", "状态"),
            Column("date", "日期"),
            Column("strength", "此步可信度"),
            Column("route_strength", "全程可信度"),
            Column("sentence", "原句"),
        ),
        rows=tuple(rows),
        notes=(_counted(start, goal, found=bool(rows), strongest=strongest),),
    )


def _counted(start: Entity, goal: Entity, *, found: bool, strongest: bool) -> str:
    """Return what counted for a step, or that no way was found."""
    what = "asserted statements" if strongest else "statements that are not denied"
    if not found:
        return f"No {what} lead from {start.name} to {goal.name}."
    return f"Only {what} count, in either direction; → stands where the first of a step is the subject."


_Steps = dict[tuple[int, int], "list[Statement]"]
"""By pairs of numbers, the lower first: what joins the two."""


def _steps(dataset: Dataset, number: dict[str, int], *, asserted: bool) -> _Steps:
    """Return what joins each pair of entities, sorted; of it only what is asserted, or all that is not denied."""
    found: defaultdict[tuple[int, int], list[Statement]] = defaultdict(list)
    for statement in dataset.statements:
        counts = statement.status == _ASSERTED if asserted else statement.status != DENIED
        if counts and statement.confidence > 0 and {statement.subject, statement.object} <= number.keys():
            one, other = number[statement.subject], number[statement.object]
            if one != other:
                found[min(one, other), max(one, other)].append(statement)
    return {pair: sorted(found[pair], key=lambda one: one.id) for pair in sorted(found)}


def _strength(statements: list[Statement]) -> float:
    """Return how likely it is that one at least of some statements was read rightly."""
    return 1 - math.prod(1 - min(1.0, one.confidence) for one in statements)


def _ways(steps: _Steps, nodes: int, start: int, goal: int, most: int, *, shortest: bool) -> list[_Way]:
    """Return the ways between two numbers by -log of strength; with `shortest`, of the shortest only."""
    costs = [-math.log(_strength(joining)) for joining in steps.values()]
    # A step more costs more than any way can gain by it: what is left to choose by strength are the shortest ways.
    toll = 1 + max(costs, default=0.0) * nodes if shortest else 0.0
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_weighted_edges_from((a, b, cost + toll) for (a, b), cost in zip(steps, costs, strict=True))
    try:
        found = list(islice(ask(nx.shortest_simple_paths, graph, start, goal, weight="weight"), most))
    except nx.NetworkXNoPath:
        return []
    fewest = min(map(len, found))
    ways = [_Way(tuple(way), _product(way, steps)) for way in found if not shortest or len(way) == fewest]
    return sorted(ways, key=lambda way: (-way.strength, way.nodes))


def _product(way: list[int], steps: _Steps) -> float:
    return math.prod(_strength(steps[min(pair), max(pair)]) for pair in pairwise(way))


def _rows(place: int, way: _Way, nodes: tuple[Entity, ...], steps: _Steps) -> list[Row]:
    """Return the steps of a way, each with the surest of its statements, whose sentence stands in the row."""
    rows = []
    for number, (here, there) in enumerate(pairwise(way.nodes), 1):
        joining = steps[min(here, there), max(here, there)]
        ids = surest(joining)
        said = next(one for one in joining if one.id == ids[0])
        cells = (
            place,
            number,
            nodes[here].name,
            nodes[there].name,
            "→" if said.subject == nodes[here].id else "←",
            said.predicate,
            said.status,
            said.date,
            round(_strength(joining), _DIGITS),
            round(way.strength, _DIGITS),
            said.quote,
        )
        rows.append(Row(cells, ids))
    return rows

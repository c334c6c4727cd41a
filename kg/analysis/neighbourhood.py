"""The part of a dataset around one entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analysis.part import cut

if TYPE_CHECKING:
    from kg.records import Dataset, Statement


def around(dataset: Dataset, entity_id: str, hops: int) -> Dataset:
    """Return the entities at most `hops` statements away from one entity, and every statement between them.

    Direction does not matter. Documents that keep no statement are left out, and so are entities a document names
    without keeping them.
    """
    return cut(dataset, _reached(dataset.statements, entity_id, hops))


def _reached(statements: tuple[Statement, ...], start: str, hops: int) -> set[str]:
    """Return the ids within `hops` of `start`, itself included."""
    neighbours: dict[str, set[str]] = {}
    for statement in statements:
        neighbours.setdefault(statement.subject, set()).add(statement.object)
        neighbours.setdefault(statement.object, set()).add(statement.subject)
    reached = {start}
    edge = {start}
    for _ in range(hops):
        edge = {far for near in edge for far in neighbours.get(near, ())} - reached
        reached |= edge
    return reached

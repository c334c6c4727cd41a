"""The dataset as a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from kg.records import Dataset


def to_networkx(dataset: Dataset) -> nx.MultiDiGraph[str]:
    """Return entities as nodes keyed by their id and statements as edges keyed by theirs, in a fixed order.

    A node carries ``cls``, ``name``, ``aliases``, ``code`` and ``degree`` (the number of its statements); an edge
    carries ``predicate``, ``status``, ``confidence``, ``date``, ``title``, ``amount``, ``capacity`` and ``doc``.
    A statement about an entity that the dataset does not hold is left out: it has nowhere to be drawn.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in dataset.entities:
        graph.add_node(entity.id, cls=entity.cls, name=entity.name, aliases=entity.aliases, code=entity.code)
    for statement in dataset.statements:
        if statement.subject in graph and statement.object in graph:
            graph.add_edge(
                statement.subject,
                statement.object,
                key=statement.id,
                predicate=statement.predicate,
                status=statement.status,
                confidence=statement.confidence,
                date=statement.date,
                title=statement.title,
                amount=statement.amount,
                capacity=statement.capacity,
                doc=statement.doc,
            )
    for node, degree in graph.degree():
        graph.nodes[node]["degree"] = degree
    return graph

"""Which entities statements join, and how often: the simple graph that communities, centrality and the layout read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.records import Dataset

DENIED = "Denied"
"""The status of a statement that a page says is not so."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Entities by number, and the pairs of them that statements join; the same for every order of input."""

    nodes: tuple[str, ...]
    """Ids, sorted: an entity's number is its position."""
    degrees: tuple[int, ...]
    """For each the number of ends of statements that are it: also of denied ones, and a loop counts twice."""
    pairs: dict[tuple[int, int], int]
    """The lower number, the higher one, and how many statements join the two; sorted, without loops."""

    def graph(self) -> nx.Graph[int]:
        """Return it as a graph of the numbers, with the attribute ``weight``."""
        made: nx.Graph[int] = nx.Graph()
        made.add_nodes_from(range(len(self.nodes)))
        made.add_weighted_edges_from((a, b, many) for (a, b), many in self.pairs.items())
        return made

    def components(self) -> list[Joined]:
        """Return each part that is joined in itself and to nothing else, in the order of their first nodes."""
        return self.split(list(nx.connected_components(self.graph())))

    def split(self, groups: Sequence[Collection[int]]) -> list[Joined]:
        """Return for each group of numbers, no number in two, its entities and what joins them among themselves."""
        ordered = [sorted(group) for group in groups]
        where = {number: (g, own) for g, group in enumerate(ordered) for own, number in enumerate(group)}
        inside: list[dict[tuple[int, int], int]] = [{} for _ in ordered]
        for (a, b), many in self.pairs.items():
            if a in where and b in where and where[a][0] == where[b][0]:
                inside[where[a][0]][where[a][1], where[b][1]] = many
        return [
            Joined(tuple(self.nodes[n] for n in group), tuple(self.degrees[n] for n in group), pairs)
            for group, pairs in zip(ordered, inside, strict=True)
        ]


def joined(source: Dataset | nx.MultiDiGraph[str], *, denied: bool = True) -> Joined:
    """Return the entities of a dataset, or of its `to_networkx`, and what joins them; whether denied statements do.

    Statements about an entity that is not there are left out.
    """
    nodes = tuple(sorted(e.id for e in source.entities) if isinstance(source, Dataset) else sorted(source))
    number = {node: i for i, node in enumerate(nodes)}
    degrees = [0] * len(nodes)
    pairs: Counter[tuple[int, int]] = Counter()
    for subject, obj, status in _ends(source):
        if subject not in number or obj not in number:
            continue
        a, b = number[subject], number[obj]
        degrees[a] += 1
        degrees[b] += 1
        if a != b and (denied or status != DENIED):
            pairs[min(a, b), max(a, b)] += 1
    return Joined(nodes, tuple(degrees), {pair: pairs[pair] for pair in sorted(pairs)})


def _ends(source: Dataset | nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, str]]:
    """Give subject, object and status of every statement."""
    if isinstance(source, Dataset):
        yield from ((s.subject, s.object, s.status) for document in source.documents for s in document.statements)
    else:
        yield from source.edges(data="status", default="")

"""igraph as a backend of networkx: networkx hands it the questions whose answers would take it minutes.

networkx finds it by the entry point ``networkx.backends`` of the installed package. Only what `kg analyze` asks is
taken over, of graphs without parallel edges and loops; the rest, and all of it where igraph is missing, networkx does
itself.
"""

from __future__ import annotations

import inspect
import random
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    import igraph

NAME = "yuanqu_igraph"
"""What networkx calls it: for ``backend=`` and ``NETWORKX_BACKEND_PRIORITY``."""
_ONLY: Mapping[str, Mapping[str, object]] = {
    "pagerank": {"personalization": None, "nstart": None, "dangling": None},
    "betweenness_centrality": {"k": None, "weight": None, "endpoints": False},
    "betweenness_centrality_subset": {"weight": None, "normalized": False},
    "leiden_communities": {},
    "shortest_simple_paths": {},
}
"""What is taken over, and the arguments with which alone."""
_FIRST = 4
"""Ways that are looked for at first; where more are asked for, twice as many."""


def ask(function: Any, *args: Any, backend: str | None = None, **kwargs: Any) -> Any:
    """Return what a function of networkx does, by the backend that is named, else by one that its user prefers or this.

    Raises `ImportError` for a backend that is not installed, `NotImplementedError` where none has such a function.
    """
    priority: Any = nx.config.backend_priority
    order = priority.algos
    if NAME in nx.config.backends and NAME not in order:
        order = [*order, NAME]
    # Each graph is asked once: to keep what it was converted to would only cost memory.
    with nx.config(cache_converted_graphs=False), priority(algos=order):
        return function(*args, backend=backend, **kwargs)


@contextmanager
def chance(source: random.Random) -> Iterator[random.Random]:
    """Give a source of chance that igraph draws from too, until the block ends."""
    import igraph

    igraph.set_random_number_generator(source)
    try:
        yield source
    finally:
        igraph.set_random_number_generator(random)


@dataclass(frozen=True)
class Held:
    """A graph as igraph holds it, with the nodes that its numbers stand for."""

    nodes: tuple[Any, ...]
    graph: igraph.Graph
    __networkx_backend__ = NAME

    @cached_property
    def number(self) -> dict[Any, int]:
        """Return the number of each node."""
        return {node: number for number, node in enumerate(self.nodes)}

    def weights(self, name: str | None) -> str | None:
        """Return a name of weights that igraph has, None for the lack of any."""
        return name if name in self.graph.es.attributes() else None

    def is_directed(self) -> bool:
        """Return whether edges have a direction."""
        return bool(self.graph.is_directed())

    def is_multigraph(self) -> bool:
        """Return whether edges may be parallel: never."""
        return False


class Engine:
    """What networkx asks of a backend: to convert, to say what it can, and each function under its name there."""

    @staticmethod
    def convert_from_nx(graph: nx.Graph[Any], edge_attrs: Mapping[str, object] | None = None, **_: object) -> Held:
        """Return a graph as igraph holds it, nodes and edges in their order, with these attributes of edges."""
        import igraph

        nodes = tuple(graph)
        number = {node: place for place, node in enumerate(nodes)}
        ends = [(number[a], number[b]) for a, b in graph.edges()]
        made = igraph.Graph(n=len(nodes), edges=ends, directed=graph.is_directed())
        for name, default in (edge_attrs or {}).items():
            made.es[name] = [value for _, _, value in graph.edges(data=name, default=default)]
        return Held(nodes, made)

    @staticmethod
    def convert_to_nx(held: Any, **_: object) -> Any:
        """Return what igraph holds as a graph of networkx, and anything else as it is."""
        if not isinstance(held, Held):
            return held
        made: nx.Graph[Any] = nx.DiGraph() if held.is_directed() else nx.Graph()
        made.add_nodes_from(held.nodes)
        for edge in held.graph.es:
            made.add_edge(held.nodes[edge.source], held.nodes[edge.target], **edge.attributes())
        return made

    @classmethod
    def can_run(cls, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool | str:
        """Return whether a question can be taken over, or why not."""
        if find_spec("igraph") is None:
            return "igraph is not installed"
        asked = inspect.signature(getattr(cls, name)).bind(*args, **kwargs).arguments
        other = [key for key, value in _ONLY[name].items() if asked.get(key, value) != value]
        if other or callable(asked.get("weight")):
            return f"{', '.join(other) or 'weight'}: igraph has no such choice"
        graph = asked["G"]
        if isinstance(graph, Held):
            return bool(graph.graph.is_simple())
        return not graph.is_multigraph() and not nx.number_of_selfloops(graph)

    @staticmethod
    def pagerank(
        G: Held,
        alpha: float = 0.85,
        personalization: None = None,
        max_iter: int = 100,
        tol: float = 1e-6,
        nstart: None = None,
        weight: str | None = "weight",
        dangling: None = None,
    ) -> dict[Any, float]:
        """Return the PageRank of each node: the equations solved, not approached within a tolerance."""
        if not G.nodes:
            return {}
        values = G.graph.pagerank(directed=G.is_directed(), damping=alpha, weights=G.weights(weight))
        return dict(zip(G.nodes, values, strict=True))

    @staticmethod
    def betweenness_centrality(
        G: Held,
        k: None = None,
        normalized: bool = True,
        weight: None = None,
        endpoints: bool = False,
        seed: object = None,
    ) -> dict[Any, float]:
        """Return how many pairs of others each node lies between, or with `normalized` which share of them."""
        values = G.graph.betweenness(directed=G.is_directed())
        many = len(G.nodes)
        pairs = (many - 1) * (many - 2) / (1 if G.is_directed() else 2) if normalized and many > 2 else 1
        return {node: value / pairs for node, value in zip(G.nodes, values, strict=True)}

    @staticmethod
    def betweenness_centrality_subset(
        G: Held, sources: Collection[Any], targets: Collection[Any], normalized: bool = False, weight: None = None
    ) -> dict[Any, float]:
        """Return how many pairs of a source and a target each node lies between."""
        starts, goals = (sorted({G.number[node] for node in some}) for some in (sources, targets))
        values = G.graph.betweenness(directed=G.is_directed(), sources=starts, targets=goals)
        return dict(zip(G.nodes, values, strict=True))

    @staticmethod
    def leiden_communities(
        G: Held,
        weight: str | None = "weight",
        resolution: float = 1,
        max_level: int | None = None,
        seed: Any = None,
    ) -> list[set[Any]]:
        """Return communities of high modularity by Leiden, in `max_level` rounds, else until nothing is gained."""
        with chance(seed):
            found = G.graph.community_leiden(
                objective_function="modularity",
                weights=G.weights(weight),
                resolution=resolution,
                n_iterations=-1 if max_level is None else max_level,
            )
        return [{G.nodes[number] for number in group} for group in found]

    @staticmethod
    def shortest_simple_paths(G: Held, source: Any, target: Any, weight: str | None = None) -> Iterator[list[Any]]:
        """Give the ways from one node to another, the shortest first; raises what networkx does where there is none."""
        for node in (source, target):
            if node not in G.number:
                raise nx.NodeNotFound(f"Node {node} not in graph")
        start, goal = G.number[source], G.number[target]
        if goal not in G.graph.subcomponent(start, mode="out"):
            raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
        given, many = 0, _FIRST
        while True:
            found = G.graph.get_k_shortest_paths(start, to=goal, k=many, weights=G.weights(weight))
            yield from ([G.nodes[number] for number in way] for way in found[given:])
            if len(found) < many:
                return
            given, many = many, 2 * many

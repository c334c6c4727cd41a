"""How much of a graph turns on each entity."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import networkx as nx

from kg.analysis.engine import ask
from kg.analysis.joined import joined
from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.records import Dataset

Measure: TypeAlias = Literal["degree", "pagerank", "betweenness"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

EXACT, SOURCES = 3000, 400
"""Nodes up to which betweenness is exact, and of how many it is counted from in a larger graph."""
_SEED = 7
_DIGITS = 6
_TOLERANCE, _ROUNDS = 1e-12, 1000
"""How near PageRank is approached by networkx itself, and in how many steps at the most."""


def centrality(
    source: Dataset | nx.MultiDiGraph[str], measure: Measure, *, backend: str | None = None
) -> dict[str, float]:
    """Return a measure for every entity of a dataset, or of its `to_networkx`, by id in the order of ids.

    ``degree``: the number of its statements, denied ones too (Freeman, "Centrality in social networks: conceptual
    clarification", Social Networks 1 (1978)).

    ``pagerank``: the share of time, all together 1, that a reader spends on it who goes from statement to statement
    in either direction and begins anew at 15 of 100 steps (Page, Brin, Motwani and Winograd, "The PageRank citation
    ranking: bringing order to the web", Stanford 1999).

    ``betweenness``: the number of pairs of other entities whose shortest way leads over it, a pair with several such
    ways in parts (Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977); counted as
    by Brandes, "A faster algorithm for betweenness centrality", J. Math. Sociol. 25 (2001)). Above `EXACT` entities it
    is estimated from `SOURCES` of them, drawn by a fixed seed, and scaled up (Brandes and Pich, "Centrality estimation
    in large networks", Int. J. Bifurcation Chaos 17 (2007)).

    Direction does not count, for it is a matter of wording; denied statements lead nowhere. Values have 6 significant
    digits, so that rounding in the last digits of a processor does not show.

    networkx is asked, which hands the work to the backend that is named, else to those that its user prefers, else to
    `kg.analysis.engine`. Raises `OptionError` for another measure, `ImportError` for a backend that is not installed
    and `NotImplementedError` for one that has no such function.
    """
    if measure not in MEASURES:
        raise OptionError(f"no measure is named {measure!r}; there are {', '.join(MEASURES)}")
    net = joined(source, denied=False)
    if measure == "degree":
        values = {number: float(degree) for number, degree in enumerate(net.degrees)}
    elif not net.nodes:
        values = {}
    else:
        values = (_pagerank if measure == "pagerank" else _between)(net.graph(), backend)
    return {node: float(f"{values[number]:.{_DIGITS}g}") for number, node in enumerate(net.nodes)}


def _pagerank(graph: nx.Graph[int], backend: str | None) -> dict[int, float]:
    """Return the share of each node, by whoever approaches it nearer than its digits that are shown."""
    found: dict[int, float] = ask(nx.pagerank, graph, tol=_TOLERANCE, max_iter=_ROUNDS, backend=backend)
    return found


def _between(graph: nx.Graph[int], backend: str | None) -> dict[int, float]:
    """Return how many pairs lead over each node, from a sample of nodes where there are many."""
    nodes = len(graph)
    found: dict[int, float]
    if nodes <= EXACT:
        found = ask(nx.betweenness_centrality, graph, normalized=False, backend=backend)
        return found
    sources = random.Random(_SEED).sample(range(nodes), SOURCES)  # noqa: S311 - a sample, not a secret
    found = ask(nx.betweenness_centrality_subset, graph, sources, list(graph), backend=backend)
    return {node: value * nodes / SOURCES for node, value in found.items()}

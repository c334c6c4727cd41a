"""How much of a graph turns on each entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from kg.analysis.joined import chance, joined
from kg.errors import OptionError

if TYPE_CHECKING:
    import igraph
    import networkx as nx

    from kg.records import Dataset

Measure: TypeAlias = Literal["degree", "pagerank", "betweenness"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

EXACT, SOURCES = 3000, 400
"""Nodes up to which betweenness is exact, and of how many it is counted from in a larger graph."""
_SEED = 7
_DIGITS = 6


def centrality(source: Dataset | nx.MultiDiGraph[str], measure: Measure) -> dict[str, float]:
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
    digits, so that rounding in the last digits of a processor does not show. Raises `OptionError` for another measure.
    """
    if measure not in MEASURES:
        raise OptionError(f"no measure is named {measure!r}; there are {', '.join(MEASURES)}")
    net = joined(source, denied=False)
    if measure == "degree":
        values = [float(degree) for degree in net.degrees]
    elif not net.nodes:
        values = []
    elif measure == "pagerank":
        values = net.graph().pagerank(directed=False, weights="weight")
    else:
        values = _between(net.graph())
    return {node: float(f"{value:.{_DIGITS}g}") for node, value in zip(net.nodes, values, strict=True)}


def _between(graph: igraph.Graph) -> list[float]:
    """Return how many pairs lead over each node, from a sample of nodes where there are many."""
    nodes = graph.vcount()
    if nodes <= EXACT:
        return list(graph.betweenness(directed=False))
    with chance(_SEED) as draw:
        sources = sorted(draw.sample(range(nodes), SOURCES))
    return [value * nodes / SOURCES for value in graph.betweenness(directed=False, sources=sources)]

"""igraph as a backend of networkx: asked by itself, by name or not at all, it answers what networkx does."""

from __future__ import annotations

import logging
import random
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import networkx as nx
import pytest

from kg.analysis.centrality import Measure, centrality
from kg.analysis.communities import communities
from kg.analysis.engine import NAME, Engine, ask
from kg.analysis.joined import joined
from kg.analysis.route import route
from kg.errors import OptionError
from kg.records import Dataset
from tests.analysis.material import grouped
from tests.analysis.test_route import TOLD

MADE = grouped(120, 400, 4)
OWN = "networkx"


def weighted(*, directed: bool) -> nx.Graph[Any]:
    """Return a graph with costs and weights, a node that nothing is joined to, and nodes that are no numbers."""
    chance = random.Random(11)  # noqa: S311 - an example, not a secret
    made: nx.Graph[Any] = nx.gnm_random_graph(60, 180, seed=4, directed=directed)
    for _, _, about in made.edges(data=True):
        about.update(weight=chance.randint(1, 5), cost=chance.random())
    made.add_node("alone")
    return made


GRAPHS = [weighted(directed=False), weighted(directed=True)]


@pytest.fixture
def used(caplog: pytest.LogCaptureFixture) -> Iterator[Any]:
    """Tell which functions networkx handed to this backend."""
    with caplog.at_level(logging.DEBUG, logger="networkx"):
        yield lambda: [
            record.args[1]
            for record in caplog.records
            if isinstance(record.args, tuple) and record.msg.startswith("Using backend") and record.args[0] == NAME
        ]


def test_networkx_finds_it_where_the_package_is_installed() -> None:
    assert NAME in nx.config.backends, "installed before it had a backend: run `pip install -e .` again"


@pytest.mark.parametrize("graph", GRAPHS, ids=["undirected", "directed"])
@pytest.mark.parametrize(
    ("function", "asked"),
    [
        (nx.pagerank, {}),
        (nx.pagerank, {"alpha": 0.5, "weight": None}),
        (nx.betweenness_centrality, {}),
        (nx.betweenness_centrality, {"normalized": False}),
        (nx.betweenness_centrality_subset, {"sources": [3, 1, 7, "alone"], "targets": [7, 8, 20, 3]}),
    ],
)
def test_by_name_it_answers_what_networkx_does(function: Any, asked: dict[str, Any], graph: nx.Graph[Any]) -> None:
    more = {"tol": 1e-12, "max_iter": 1000} if function is nx.pagerank else {}
    answer = ask(function, graph, **asked, **more, backend=NAME)
    assert list(answer) == list(graph)
    assert answer == pytest.approx(ask(function, graph, **asked, **more, backend=OWN), abs=1e-9)


@pytest.mark.parametrize("graph", GRAPHS, ids=["undirected", "directed"])
@pytest.mark.parametrize("weight", ["cost", None])
def test_ways_are_those_of_networkx(weight: str | None, graph: nx.Graph[Any]) -> None:
    both = [list(islice(ask(nx.shortest_simple_paths, graph, 0, 9, weight, backend=b), 30)) for b in (NAME, OWN)]
    costs = [[nx.path_weight(graph, way, weight) if weight else len(way) for way in ways] for ways in both]
    assert len(both[0]) == 30
    assert costs[0] == pytest.approx(costs[1])
    # Ways of equal cost have no order.
    assert weight is None or both[0] == both[1]


def test_all_ways_end() -> None:
    square: nx.Graph[int] = nx.cycle_graph(5)
    assert list(ask(nx.shortest_simple_paths, square, 0, 1, backend=NAME)) == [[0, 1], [0, 4, 3, 2, 1]]


@pytest.mark.parametrize("backend", [NAME, OWN])
def test_where_no_way_leads_it_says_what_networkx_says(backend: str) -> None:
    with pytest.raises(nx.NetworkXNoPath):
        next(ask(nx.shortest_simple_paths, GRAPHS[0], 0, "alone", backend=backend))
    with pytest.raises(nx.NodeNotFound):
        next(ask(nx.shortest_simple_paths, GRAPHS[0], 0, "nobody", backend=backend))


def test_leiden_parts_a_graph_at_least_as_well_as_louvain() -> None:
    graph = joined(MADE).graph()
    leiden = ask(nx.community.leiden_communities, graph, seed=1, backend=NAME)
    louvain = ask(nx.community.louvain_communities, graph, seed=1)
    assert nx.community.is_partition(graph, leiden)
    assert nx.community.modularity(graph, leiden) > nx.community.modularity(graph, louvain) - 0.01


@pytest.mark.parametrize(
    ("function", "graph", "asked"),
    [
        (nx.pagerank, GRAPHS[0], {"personalization": {3: 1}}),
        (nx.betweenness_centrality, GRAPHS[0], {"k": 5, "seed": 1}),
        (nx.betweenness_centrality, GRAPHS[0], {"weight": "cost"}),
        (nx.pagerank, nx.MultiGraph([(0, 1), (0, 1), (1, 2)]), {}),
        (nx.pagerank, nx.Graph([(0, 0), (0, 1)]), {}),
        (nx.closeness_centrality, GRAPHS[0], {}),
    ],
)
def test_what_it_cannot_do_networkx_does(function: Any, graph: nx.Graph[Any], asked: dict[str, Any], used: Any) -> None:
    assert ask(function, graph, **asked) == ask(function, graph, **asked, backend=OWN)
    assert used() == []
    with pytest.raises(NotImplementedError, match=NAME):
        ask(function, graph, **asked, backend=NAME)


@pytest.mark.parametrize("graph", GRAPHS, ids=["undirected", "directed"])
def test_a_graph_comes_back_as_it_was(graph: nx.Graph[Any]) -> None:
    held = Engine.convert_from_nx(graph, {"cost": 1, "weight": 1})
    back = Engine.convert_to_nx(held)
    assert nx.utils.graphs_equal(back, graph)
    assert ask(nx.pagerank, held) == ask(nx.pagerank, graph, backend=NAME)
    assert ask(nx.pagerank, held, backend=OWN) == ask(nx.pagerank, graph, backend=OWN)


@pytest.mark.parametrize("measure", ["pagerank", "betweenness"])
def test_measures_and_ranks_are_the_same_either_way(measure: Measure, monkeypatch: pytest.MonkeyPatch) -> None:
    for exact in (1000, 100):
        monkeypatch.setattr("kg.analysis.centrality.EXACT", exact)
        monkeypatch.setattr("kg.analysis.centrality.SOURCES", 50)
        fast, slow = centrality(MADE, measure, backend=NAME), centrality(MADE, measure, backend=OWN)
        assert centrality(MADE, measure) == fast
        assert fast == pytest.approx(slow, rel=1e-5)
        assert sorted(fast, key=lambda one: (-fast[one], one)) == sorted(slow, key=lambda one: (-slow[one], one))


def test_communities_are_as_good_either_way() -> None:
    graph, number = joined(MADE).graph(), {node: n for n, node in enumerate(joined(MADE).nodes)}
    worth = [
        nx.community.modularity(graph, [{number[member] for member in one.members} for one in found])
        for found in (communities(MADE), communities(MADE, backend=NAME), communities(MADE, backend=OWN))
    ]
    assert worth[0] == worth[1]
    assert worth == pytest.approx([worth[0]] * 3, abs=0.02)


def answers(made: Dataset) -> list[object]:
    """Return what the questions that networkx is asked come to, to the digits that both ways share."""
    measures = [{k: f"{v:.5g}" for k, v in centrality(made, m).items()} for m in ("pagerank", "betweenness")]
    return [*measures, route(TOLD, "甲", "东园"), route(TOLD, "甲", "东园", strongest=True)]


def test_questions_are_handed_over(used: Any) -> None:
    answers(MADE)
    communities(MADE)
    assert set(used()) == {"pagerank", "betweenness_centrality", "shortest_simple_paths", "leiden_communities"}


def test_without_igraph_networkx_answers_the_same(used: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = answers(MADE)
    assert used()
    handed = len(used())
    monkeypatch.setitem(sys.modules, "igraph", None)
    assert answers(MADE) == expected
    assert sum(len(one.members) for one in communities(MADE)) == len(MADE.entities)
    assert len(used()) == handed


def test_the_backend_that_a_user_prefers_goes_before(used: Any) -> None:
    with nx.config.backend_priority(algos=[OWN]):
        centrality(MADE, "pagerank")
    assert used() == []


def test_a_backend_that_is_not_there_is_told() -> None:
    with pytest.raises(ImportError, match="'cugraph' backend is not installed"):
        centrality(MADE, "pagerank", backend="cugraph")
    with pytest.raises(OptionError, match="closeness"):
        centrality(MADE, "closeness", backend=NAME)  # type: ignore[arg-type]

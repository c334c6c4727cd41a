"""How much turns on each entity: by its statements, by a reader's walk, by the ways that lead over it."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.analysis.centrality import MEASURES, Measure, centrality
from kg.analysis.network import to_networkx
from kg.errors import OptionError
from kg.records import Dataset
from tests.analysis.material import grouped, linked

CHAIN = linked([(0, 1), (1, 2), (2, 3)], entities=5)


def test_degree_counts_statements_also_denied_ones() -> None:
    twice = linked([(0, 1), (0, 1), (2, 2)], entities=3, status="Denied")
    assert centrality(twice, "degree") == {"e00000": 2, "e00001": 2, "e00002": 2}


def test_betweenness_counts_the_pairs_whose_way_leads_over_one() -> None:
    assert list(centrality(CHAIN, "betweenness").values()) == [0, 2, 2, 0, 0]


def test_ways_lead_over_no_denied_statement() -> None:
    denied = linked([(0, 1), (1, 2)], entities=3, status="Denied")
    assert set(centrality(denied, "betweenness").values()) == {0}
    assert set(centrality(denied, "pagerank").values()) == {0.333333}


def test_pagerank_is_that_of_networkx() -> None:
    made = grouped(200, 700, 5)
    simple = nx.Graph()
    simple.add_nodes_from(entity.id for entity in made.entities)
    for a, b in to_networkx(made).edges():
        if a != b:
            simple.add_edge(a, b, weight=simple.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    expected = nx.pagerank(simple, tol=1e-12, max_iter=1000)
    assert centrality(made, "pagerank") == pytest.approx(expected, rel=1e-4)


def test_betweenness_of_a_large_graph_is_near_the_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    made = grouped(1200, 4000, 8)
    exact = centrality(made, "betweenness")
    monkeypatch.setattr("kg.analysis.centrality.EXACT", 1000)
    estimate = centrality(made, "betweenness")
    assert estimate != exact
    assert sum(estimate.values()) == pytest.approx(sum(exact.values()), rel=0.05)
    busiest = max(exact, key=exact.__getitem__)
    assert estimate[busiest] == pytest.approx(exact[busiest], rel=0.1)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_dataset_and_its_graph_give_the_same(measure: Measure) -> None:
    made = grouped(300, 900, 10)
    values = centrality(made, measure)
    assert values == centrality(to_networkx(made), measure)
    assert list(values) == sorted(entity.id for entity in made.entities)


@pytest.mark.parametrize("measure", MEASURES)
def test_nothing_has_no_measures(measure: Measure) -> None:
    assert centrality(Dataset((), ()), measure) == {}


def test_an_unknown_measure_is_told_with_the_known_ones() -> None:
    with pytest.raises(OptionError, match="degree, pagerank, betweenness"):
        centrality(CHAIN, "closeness")  # type: ignore[arg-type]

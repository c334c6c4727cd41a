"""The dataset as a networkx graph."""

from __future__ import annotations

from kg.analysis.network import to_networkx
from tests.views.material import dataset, entity, statement

TEXT = "甲公司落户乙园，投资3亿元。"
FIRM, PARK, LONE = entity("甲公司", aliases=("甲",)), entity("乙园", "Park"), entity("丙市", "Place")
LOCATED = statement(1, FIRM, "locatedIn", PARK, text=TEXT, quote="甲公司落户乙园")
INVESTED = statement(2, FIRM, "investedIn", PARK, text=TEXT, quote=TEXT, amount="3亿元", status="Planned")


def test_entities_are_nodes_with_their_fields() -> None:
    graph = to_networkx(dataset([FIRM, PARK, LONE], [LOCATED, INVESTED], text=TEXT))
    assert sorted(graph) == sorted([FIRM.id, PARK.id, LONE.id])
    assert graph.nodes[FIRM.id] == {"cls": "Firm", "name": "甲公司", "aliases": ("甲",), "code": None, "degree": 2}
    assert graph.nodes[LONE.id]["degree"] == 0


def test_statements_are_edges_keyed_by_their_id() -> None:
    graph = to_networkx(dataset([FIRM, PARK], [LOCATED, INVESTED], text=TEXT))
    assert [(s, o, key) for s, o, key in graph.edges(keys=True)] == [
        (FIRM.id, PARK.id, "st1"),
        (FIRM.id, PARK.id, "st2"),
    ]
    edge = graph.edges[FIRM.id, PARK.id, "st2"]
    assert (edge["predicate"], edge["status"], edge["amount"], edge["doc"]) == (
        "investedIn",
        "Planned",
        "3亿元",
        "page.txt",
    )


def test_a_statement_about_an_unknown_entity_is_left_out() -> None:
    graph = to_networkx(dataset([FIRM], [LOCATED], text=TEXT))
    assert graph.number_of_edges() == 0

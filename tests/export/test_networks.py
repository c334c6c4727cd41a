"""GraphML and GEXF: networkx reads every entity as a node and every statement as an edge; GEXF fits its schema."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from lxml import etree

from kg.export.networks import write_gexf, write_graphml
from kg.export.rows import plain
from kg.graph.terms import BASE
from kg.ontology import load_ontology
from kg.records import Dataset
from tests.export.hostile import hostile_dataset
from tests.graph.gold import gold_dataset

DATASETS = {"gold": gold_dataset, "hostile": hostile_dataset}
GEXF = "{http://gexf.net/1.3}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf.rng")))
TYPES = {"string": str, "double": float, "integer": int}


def graphml(dataset: Dataset) -> bytes:
    stream = io.BytesIO()
    write_graphml(dataset, stream, BASE)
    return stream.getvalue()


def gexf(dataset: Dataset) -> bytes:
    stream = io.BytesIO()
    write_gexf(dataset, stream, BASE)
    return stream.getvalue()


@pytest.mark.parametrize("name", DATASETS)
def test_networkx_reads_graphml(name: str) -> None:
    dataset = DATASETS[name]()
    graph = nx.read_graphml(io.BytesIO(graphml(dataset)), edge_key_type=str, force_multigraph=True)
    assert {key: node["name"] for key, node in graph.nodes(data=True)} == {
        e.id: plain(e.name) for e in dataset.entities
    }
    assert {e.id: e.cls for e in dataset.entities} == dict(graph.nodes(data="class"))
    found = {key: (a, b, edge) for a, b, key, edge in graph.edges(keys=True, data=True)}
    for s in dataset.statements:
        subject, obj, edge = found.pop(s.id)
        assert (subject, obj, edge["predicate"]) == (s.subject, s.object, s.predicate)
        assert (edge["status"], edge["confidence"], edge["quoteStart"]) == (s.status, s.confidence, s.quote_start)
        assert edge["quote"] == plain(s.quote)
        assert edge.get("date") == s.date
        assert edge.get("amountValue") == (s.amount_value and pytest.approx(s.amount_value))
    assert found == {}


@pytest.mark.parametrize("name", DATASETS)
def test_networkx_reads_gexf(name: str) -> None:
    dataset = DATASETS[name]()
    graph = nx.read_gexf(io.BytesIO(gexf(dataset)), version="1.3")
    assert dict(graph.nodes(data="class")) == {e.id: e.cls for e in dataset.entities}
    assert dict(graph.nodes(data="name")) == {e.id: plain(e.name) for e in dataset.entities}
    found = {edge["id"]: (a, b, edge) for a, b, edge in graph.edges(data=True)}
    assert len(found) == graph.number_of_edges() == len(dataset.statements)
    for s in dataset.statements:
        subject, obj, edge = found[s.id]
        assert (subject, obj, edge["predicate"], edge["confidence"]) == (s.subject, s.object, s.predicate, s.confidence)
        assert edge["quote"] == plain(s.quote)
        assert edge["label"] == load_ontology().predicates[s.predicate].label


@pytest.mark.parametrize("name", DATASETS)
def test_gexf_is_as_its_schema_wants(name: str) -> None:
    SCHEMA.assertValid(etree.fromstring(gexf(DATASETS[name]())))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'version="1.3"', b'version="1.2"'),
        (b"<creator>", b"<creator/><creator>"),
        (b'type="integer"', b'type="int"'),
        (b' source="', b' sauce="'),
        (b"<edges ", b'<edges weight="1" '),
        (b'<attvalue value="', b'<attvalue data="'),
        (b'defaultedgetype="directed"', b'defaultedgetype="one-way"'),
    ],
)
def test_the_schema_refuses_what_is_wrong(right: bytes, wrong: bytes) -> None:
    text = gexf(gold_dataset())
    assert right in text
    assert not SCHEMA.validate(etree.fromstring(text.replace(right, wrong, 1)))


@pytest.mark.parametrize("name", DATASETS)
def test_what_no_schema_says_of_gexf(name: str) -> None:
    """Values are of the types of their attributes, counts are right, ids stand once, edges end at nodes."""
    graph = ET.fromstring(gexf(DATASETS[name]()))[1]  # noqa: S314 - our own text
    types = {
        (attributes.get("class"), one.get("id")): TYPES[str(one.get("type"))]
        for attributes in graph.findall(f"{GEXF}attributes")
        for one in attributes
    }
    for kind in ("node", "edge"):
        things = graph.findall(f"{GEXF}{kind}s/{GEXF}{kind}")
        assert graph.find(f"{GEXF}{kind}s").get("count") == str(len(things))  # type: ignore[union-attr]
        assert max(Counter(thing.get("id") for thing in things).values()) == 1
        for value in (value for thing in things for value in thing.findall(f"{GEXF}attvalues/{GEXF}attvalue")):
            types[kind, value.get("for")](value.get("value"))
    known = {node.get("id") for node in graph.iter(f"{GEXF}node")}
    assert {end for edge in graph.iter(f"{GEXF}edge") for end in (edge.get("source"), edge.get("target"))} <= known
    assert all(edge.get("id") and edge.get("kind") for edge in graph.iter(f"{GEXF}edge"))


def test_an_edge_to_nowhere_is_left_out() -> None:
    lonely = Dataset(gold_dataset().documents, gold_dataset().entities[:1])
    assert nx.read_graphml(io.BytesIO(graphml(lonely))).number_of_nodes() == 1

"""The SHACL shapes: a graph as it is written conforms, and each kind of wrong graph does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef

from kg.graph import vocabulary
from kg.graph.terms import BASE
from kg.graph.validate import validate_by_queries
from kg.graph.write import TURTLE, write_graph
from kg.ontology import load_ontology
from kg.records import Dataset, Extraction
from tests.support import extraction_from_gold

KG = Namespace(f"{BASE}ns#")
PROV = Namespace("http://www.w3.org/ns/prov#")
Messages = Callable[[Graph], list[str]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A seed page's gold graph as `write_graph` writes it."""
    page = extraction_from_gold("d01")
    folder = tmp_path_factory.mktemp("out")
    write_graph(Dataset((page,), page.entities), folder)
    return (folder / TURTLE).read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["shacl", "sparql"])
def messages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Messages:
    """Validate a graph by pySHACL or by the same checks as queries; return what the shapes say of it."""
    shapes = Graph().parse(data=vocabulary.shapes(), format="turtle")
    file = tmp_path_factory.mktemp("checks") / TURTLE

    def by_shacl(graph: Graph) -> list[str]:
        conforms, report, _ = validate(graph, shacl_graph=shapes)
        found = sorted(str(message) for message in report.objects(None, SH.resultMessage))
        assert conforms is not bool(found)
        return found

    def by_queries(graph: Graph) -> list[str]:
        graph.serialize(file, format="turtle")
        return [finding.message for finding in validate_by_queries(file)]

    return by_shacl if request.param == "shacl" else by_queries


@pytest.fixture
def graph(written: str) -> Graph:
    """A small graph cut out of the page's: the first statement of a visit with all that it needs."""
    whole = Graph().parse(data=written, format="turtle")
    visits = {s for s in whole.subjects(RDF.predicate, KG.visited) if (s, KG.status, KG.Asserted) in whole}
    statement = min(visits)
    article = whole.value(statement, PROV.wasDerivedFrom)
    ends = [whole.value(statement, end) for end in (RDF.subject, RDF.object)]
    document = next(whole.subjects(RDF.type, KG.Document))
    activity = next(whole.subjects(RDF.type, PROV.Activity))
    small = Graph()
    for node in (statement, article, document, activity):
        small += whole.triples((node, None, None))
    for end in ends:
        small += (t for t in whole.triples((end, None, None)) if t[1] not in _predicates())
    small.add((ends[0], KG.visited, ends[1]))
    return small


def _predicates() -> set[URIRef]:
    return {KG[name] for name in load_ontology().predicates}


def _allowed(page: Extraction) -> Extraction:
    """Drop the statements on which readers differ because their ends are of other classes than a predicate has."""
    cls = {entity.id: entity.cls for entity in page.entities}
    ontology = load_ontology()
    kept = tuple(s for s in page.statements if ontology.allows(s.predicate, cls[s.subject], cls[s.object]))
    return replace(page, statements=kept)


def _statement(graph: Graph) -> URIRef:
    (node,) = graph.subjects(RDF.type, RDF.Statement)
    assert isinstance(node, URIRef)
    return node


@pytest.mark.parametrize("name", ["d01", "d04"])
def test_a_page_as_it_is_written_conforms(name: str, messages: Messages, tmp_path: Path) -> None:
    page = _allowed(extraction_from_gold(name))
    write_graph(Dataset((page,), page.entities), tmp_path)
    graph = Graph().parse(tmp_path / TURTLE, format="turtle")
    assert len(set(graph.subjects(RDF.type, RDF.Statement))) == len(page.statements)
    assert messages(graph) == []


def test_a_small_graph_conforms(graph: Graph, messages: Messages) -> None:
    assert messages(graph) == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (KG.quote, "A statement has exactly one quote"),
        (KG.status, "A statement has exactly one status"),
        (KG.confidence, "A statement has exactly one confidence"),
        (KG.rule, "A statement has exactly one rule"),
        (KG.quoteStart, "A statement has exactly one start of the quote"),
        (KG.quoteEnd, "A statement has exactly one end of the quote"),
        (RDF.subject, "A statement has exactly one subject"),
        (RDF.predicate, "A statement has exactly one predicate"),
        (RDF.object, "A statement has exactly one object"),
        (PROV.wasDerivedFrom, "A statement has exactly one source article"),
    ],
)
def test_a_statement_that_lacks_something_does_not(graph: Graph, messages: Messages, path: URIRef, said: str) -> None:
    graph.remove((_statement(graph), path, None))
    assert any(message.startswith(said) for message in messages(graph))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (KG.status, KG.Rumoured, "A statement has exactly one status, one of kg:Asserted"),
        (KG.confidence, Literal("1.2", datatype=XSD.decimal), "A statement has exactly one confidence"),
        (KG.confidence, Literal("-0.1", datatype=XSD.decimal), "A statement has exactly one confidence"),
        (KG.quote, Literal("没有语言标签"), "A statement has exactly one quote, text tagged @zh."),
        (KG.quote, Literal("", "zh"), "A statement has exactly one quote"),
        (KG.quoteStart, Literal(10**9), "that is not after the end of the quote."),
        (KG.date, Literal("2022", datatype=XSD.date, normalize=False), "A statement has at most one date"),
        (KG.date, Literal("2022-02-30", datatype=XSD.date, normalize=False), "A statement has at most one date"),
        (KG.date, Literal("2022"), "A statement has at most one date"),
        (KG.amountValue, Literal("五亿", "zh"), "A statement has at most one amount as a number"),
        (RDF.predicate, KG.likes, "A statement has exactly one predicate, one of kg:cooperatesWith"),
        (RDF.object, Literal("华谊", "zh"), "A statement has exactly one object"),
    ],
)  # fmt: skip
def test_a_statement_with_a_wrong_value_does_not(
    graph: Graph, messages: Messages, path: URIRef, value: URIRef | Literal, said: str
) -> None:
    graph.set((_statement(graph), path, value))
    assert any(said in message for message in messages(graph))


@pytest.mark.parametrize(("text", "kind"), [("2022", "gYear"), ("2022-02", "gYearMonth"), ("2022-02-28", "date")])
def test_a_day_a_month_and_a_year_are_dates(graph: Graph, messages: Messages, text: str, kind: str) -> None:
    graph.set((_statement(graph), KG.date, Literal(text, datatype=XSD[kind], normalize=False)))
    assert messages(graph) == []


def test_a_second_value_does_not_conform(graph: Graph, messages: Messages) -> None:
    graph.add((_statement(graph), KG.status, KG.Planned))
    assert any("exactly one status" in message for message in messages(graph))


def test_a_direct_triple_out_of_range_does_not_conform(graph: Graph, messages: Messages) -> None:
    statement = _statement(graph)
    subject, obj = graph.value(statement, RDF.subject), graph.value(statement, RDF.object)
    graph.remove((statement, None, None))
    graph.add((obj, KG.visited, subject))
    said = messages(graph)
    assert any(message.startswith("The object of visited (调研) is one of: Agency, Firm") for message in said)


def test_a_planned_statement_out_of_range_does_not_conform(graph: Graph, messages: Messages) -> None:
    statement = _statement(graph)
    subject, obj = graph.value(statement, RDF.subject), graph.value(statement, RDF.object)
    graph.remove((subject, KG.visited, obj))
    graph.set((statement, KG.status, KG.Planned))
    assert messages(graph) == []
    graph.set((obj, RDF.type, KG.Product))
    (said,) = messages(graph)
    assert said.startswith("The object of visited (调研) is one of: Agency, Firm")


def test_the_node_that_is_named_is_the_entity_of_the_wrong_class(graph: Graph) -> None:
    obj = graph.value(_statement(graph), RDF.object)
    graph.set((obj, RDF.type, KG.Product))
    _, report, _ = validate(graph, shacl_graph=Graph().parse(data=vocabulary.shapes(), format="turtle"))
    assert set(report.objects(None, SH.focusNode)) == {obj}


def test_a_parent_takes_what_is_of_a_class_below_it(graph: Graph, messages: Messages) -> None:
    subject = graph.value(_statement(graph), RDF.subject)
    assert (subject, RDF.type, KG.Official) in graph
    graph.set((subject, RDF.type, KG.Person))
    assert messages(graph) == []


@pytest.mark.parametrize("label", [None, Literal("无标签"), Literal("另一个名称", "zh")])
def test_an_entity_has_one_name_with_a_language(graph: Graph, messages: Messages, label: Literal | None) -> None:
    subject = graph.value(_statement(graph), RDF.subject)
    if label is None:
        graph.remove((subject, SKOS.prefLabel, None))
    elif label.language:
        graph.add((subject, SKOS.prefLabel, label))
    else:
        graph.set((subject, SKOS.prefLabel, label))
    assert messages(graph) == ["An entity has exactly one preferred name, text with a language tag."]


def test_an_article_ends_after_it_starts(graph: Graph, messages: Messages) -> None:
    article = graph.value(_statement(graph), PROV.wasDerivedFrom)
    graph.set((article, KG.start, Literal(10**9)))
    assert any("start of the text" in message for message in messages(graph))


def test_a_document_has_the_checksum_of_its_text(graph: Graph, messages: Messages) -> None:
    document = next(graph.subjects(RDF.type, KG.Document))
    graph.set((document, KG.sha256, Literal("abc")))
    assert any("exactly one checksum" in message for message in messages(graph))

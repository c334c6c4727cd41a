"""The graph as written: every statement with its evidence, plans never as facts, the same bytes for the same pages."""

from __future__ import annotations

import random
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS, XSD

from kg.errors import OutputError
from kg.graph.terms import BASE, Names, number_literal, text_literal
from kg.graph.write import write_graph
from kg.ontology import load_ontology
from kg.records import ArticleInfo, Dataset, Entity, Extraction, Statement
from kg.resolve.merge import merge
from tests.graph.gold import gold_dataset
from tests.support import extraction_from_gold

OTHER = "https://example.org/other/"
KG = rdflib.Namespace(f"{BASE}ns#")
ID = rdflib.Namespace(f"{BASE}id/")
ST = rdflib.Namespace(f"{BASE}st/")
PARK = Entity("park", "Park", "青石经济开发区", aliases=("青石经开区",), hidden=("青右经开区",))
FIRM = Entity("firm", "Firm", "青石轴承有限公司")
PLACE = Entity("place", "Place", "青石市", code="000000")
CLAIM = Statement(
    id="claim",
    doc="a.txt",
    subject="firm",
    predicate="investedIn",
    object="park",
    status="Asserted",
    confidence=0.85,
    rule="investedIn.put",
    quote="青石轴承有限公司在青石经开区投资1.2亿元。",
    quote_start=3,
    quote_end=25,
    article=0,
    date="2024-10-19",
    amount="1.2亿元",
    amount_value=120_000_000.0,
    currency="CNY",
)


def page_of(*statements: Statement, doc: str = "a.txt") -> Extraction:
    """Return a page with these statements."""
    return Extraction(
        doc=doc,
        sha256="0" * 64,
        text="",
        title="青石",
        issued="2024-10-20",
        paper="青石日报",
        home="青石市",
        division=None,
        articles=(ArticleInfo(0, "news", "青石投资", "2024-10", 0, 40),),
        entities=(PARK, FIRM, PLACE),
        statements=tuple(replace(s, doc=doc) for s in statements),
    )


def graph_of(folder: Path, *statements: Statement, doc: str = "a.txt") -> rdflib.Graph:
    """Return what is written for a page, as rdflib reads it."""
    write_graph(merge([page_of(*statements, doc=doc)]), folder)
    return rdflib.Graph().parse(data=(folder / "graph.ttl").read_bytes())


def read_trig(path: Path) -> rdflib.Dataset:
    """Return a TriG file as rdflib reads it, which warns of its own old names meanwhile."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset = rdflib.Dataset()
        dataset.parse(data=path.read_bytes(), format="trig")
        return dataset


def zh(text: str) -> rdflib.Literal:
    return rdflib.Literal(text, lang="zh")


def test_a_statement_is_a_node_with_its_evidence(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, CLAIM)
    article = rdflib.URIRef(f"{BASE}doc/a.txt#article-0")
    assert set(graph.predicate_objects(ST.claim)) == {
        (RDF.type, RDF.Statement),
        (RDF.subject, ID.firm),
        (RDF.predicate, KG.investedIn),
        (RDF.object, ID.park),
        (KG.status, KG.Asserted),
        (KG.confidence, rdflib.Literal("0.85", datatype=XSD.decimal)),
        (KG.rule, rdflib.Literal("investedIn.put")),
        (KG.quote, zh(CLAIM.quote)),
        (KG.quoteStart, rdflib.Literal(3)),
        (KG.quoteEnd, rdflib.Literal(25)),
        (KG.date, rdflib.Literal("2024-10-19", datatype=XSD.date)),
        (KG.amount, zh("1.2亿元")),
        (KG.amountValue, rdflib.Literal("120000000", datatype=XSD.decimal)),
        (KG.currency, rdflib.Literal("CNY")),
        (PROV.wasDerivedFrom, article),
    }
    assert graph.value(article, DCTERMS.isPartOf) == rdflib.URIRef(f"{BASE}doc/a.txt")


def test_an_entity_has_its_names_by_kind(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, CLAIM)
    assert graph.value(ID.park, RDF.type) == KG.Park
    assert graph.value(ID.park, SKOS.prefLabel) == graph.value(ID.park, RDFS.label) == zh("青石经济开发区")
    assert graph.value(ID.park, SKOS.altLabel) == zh("青石经开区")
    assert graph.value(ID.park, SKOS.hiddenLabel) == zh("青右经开区")
    assert graph.value(ID.place, SKOS.notation) == rdflib.Literal("000000")


@pytest.mark.parametrize("status", sorted(load_ontology().statuses))
def test_only_what_is_asserted_is_a_triple(status: str, tmp_path: Path) -> None:
    graph = graph_of(tmp_path, replace(CLAIM, status=status))
    assert ((ID.firm, KG.investedIn, ID.park) in graph) == (status == "Asserted")
    assert graph.value(ST.claim, KG.status) == KG[status]


def test_one_assertion_among_plans_is_enough(tmp_path: Path) -> None:
    plan = replace(CLAIM, id="plan", status="Planned")
    assert (ID.firm, KG.investedIn, ID.park) in graph_of(tmp_path, plan, CLAIM)


def test_a_symmetric_predicate_holds_both_ways(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, replace(CLAIM, predicate="cooperatesWith"))
    assert (ID.firm, KG.cooperatesWith, ID.park) in graph
    assert (ID.park, KG.cooperatesWith, ID.firm) in graph


@pytest.mark.parametrize(
    ("iso", "datatype"), [("2022", XSD.gYear), ("2022-05", XSD.gYearMonth), ("2022-05-01", XSD.date)]
)
def test_a_date_is_as_precise_as_the_page(iso: str, datatype: rdflib.URIRef, tmp_path: Path) -> None:
    (date,) = graph_of(tmp_path, replace(CLAIM, date=iso)).objects(ST.claim, KG.date)
    assert isinstance(date, rdflib.Literal)
    assert (date.datatype, str(date)) == (datatype, iso)


def test_one_activity_a_document_and_none_a_statement(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, CLAIM, replace(CLAIM, id="two", object="place"))
    assert len(list(graph.subjects(RDF.type, PROV.Activity))) == 1


def test_all_chinese_text_is_tagged_and_no_node_is_blank(tmp_path: Path) -> None:
    write_graph(gold_dataset(), tmp_path)
    quads = list(parse(path=tmp_path / "graph.trig", format=RdfFormat.TRIG))
    literals = {quad.object for quad in quads if isinstance(quad.object, Literal)}
    assert {literal.language for literal in literals} == {"zh", None}
    assert not [x for x in literals if x.language is None and any("\u4e00" <= c <= "\u9fff" for c in x.value)]
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))


def test_turtle_and_trig_say_the_same_and_both_libraries_read_both(tmp_path: Path) -> None:
    write_graph(merge([extraction_from_gold("d02"), extraction_from_gold("d05")]), tmp_path)
    turtle = set(parse(path=tmp_path / "graph.ttl", format=RdfFormat.TURTLE))
    trig = set(parse(path=tmp_path / "graph.trig", format=RdfFormat.TRIG))
    assert {(q.subject, q.predicate, q.object) for q in trig} == {(q.subject, q.predicate, q.object) for q in turtle}
    assert len(rdflib.Graph().parse(data=(tmp_path / "graph.ttl").read_bytes())) == len(turtle)
    assert len(list(read_trig(tmp_path / "graph.trig").quads())) == len(trig)


def test_each_document_stands_in_its_own_graph_and_the_entities_in_none(tmp_path: Path) -> None:
    write_graph(merge([page_of(CLAIM), page_of(replace(CLAIM, id="b"), doc="b.txt")]), tmp_path)
    where: dict[str, set[str]] = {}
    for quad in parse(path=tmp_path / "graph.trig", format=RdfFormat.TRIG):
        subject = quad.subject
        if quad.predicate.value == str(RDF.type) and isinstance(subject, NamedNode):
            where.setdefault(getattr(quad.graph_name, "value", ""), set()).add(subject.value)
    assert {f"{BASE}id/park", f"{BASE}id/firm", f"{BASE}id/place"} == where[""]
    assert f"{BASE}st/claim" in where[f"{BASE}doc/a.txt"]
    assert f"{BASE}st/b" in where[f"{BASE}doc/b.txt"]


def test_the_order_of_pages_and_statements_is_all_one(tmp_path: Path) -> None:
    pages = list(gold_dataset().documents)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    write_graph(merge(pages), tmp_path / "a")
    chance = random.Random(7)  # noqa: S311 — a shuffle, no secret
    chance.shuffle(pages)
    shuffled = [replace(p, statements=tuple(chance.sample(p.statements, len(p.statements)))) for p in pages]
    write_graph(merge(shuffled), tmp_path / "b")
    for name in ("graph.ttl", "graph.trig"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_base_changes_every_iri_of_the_graph(tmp_path: Path) -> None:
    write_graph(merge([page_of(CLAIM)]), tmp_path, base=OTHER)
    for name in ("graph.ttl", "graph.trig"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert BASE not in text
        assert OTHER in text


@pytest.mark.parametrize("base", ["", "example.org/", "https://example.org", "https://e.org/a b/", "https://e.org/#/"])
def test_a_base_that_makes_no_iris_is_refused(base: str) -> None:
    with pytest.raises(OutputError, match="no base of IRIs"):
        Names(base)


@given(st.lists(st.text(max_size=12), unique=True, max_size=5))
def test_every_document_name_gives_an_iri_of_its_own(names: list[str]) -> None:
    iris = {Names().document(name).value for name in names}
    clean = {name.encode("utf-8", "replace") for name in names}
    assert len(iris) == len(clean)
    for iri in iris:
        assert rdflib.util.from_n3(f"<{iri}>") == rdflib.URIRef(iri)
        assert not set(iri) & set(' <>"{}|\\^`')


@pytest.mark.parametrize(
    "doc", ["a b.txt", "甲/乙.txt", "../a.txt", "./x", "a#b?c%d.txt", 'a"<b>.txt', "\ud800.txt", "a\nb", "//x", "-"]
)
def test_both_libraries_read_a_document_of_any_name(doc: str, tmp_path: Path) -> None:
    graph = graph_of(tmp_path, CLAIM, doc=doc)
    node = rdflib.URIRef(Names().document(doc).value)
    assert graph.value(node, RDF.type) == KG.Document
    shown = doc.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert str(graph.value(node, DCTERMS.identifier)) == shown
    graphs = {q.graph_name for q in parse(path=tmp_path / "graph.trig", format=RdfFormat.TRIG)}
    assert NamedNode(str(node)) in graphs
    read = {str(g.identifier) for g in read_trig(tmp_path / "graph.trig").graphs()}
    assert str(node) in read


@given(st.text(st.characters()))
def test_any_text_can_be_written(text: str) -> None:
    assert text_literal(text).value.encode("utf-8").decode("utf-8", "strict") == text_literal(text).value


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.0, "0"), (1.0, "1"), (0.85, "0.85"), (1e15, "1000000000000000"), (100.0, "100"), (2.5, "2.5")],
)
def test_a_number_is_written_without_an_exponent(number: float, text: str) -> None:
    assert number_literal(number).value == text


def test_an_empty_dataset_is_an_empty_graph(tmp_path: Path) -> None:
    write_graph(Dataset((), ()), tmp_path)
    assert list(parse(path=tmp_path / "graph.trig", format=RdfFormat.TRIG)) == []

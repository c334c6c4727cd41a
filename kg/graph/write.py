"""A dataset as RDF: ``graph.ttl`` with everything in one graph, ``graph.trig`` with one named graph per document.

In TriG the entities with their labels stand in the default graph, what a document says in a graph of its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize

from kg.graph.terms import (
    BASE,
    DCT,
    PROV,
    RDF,
    RDFS,
    SKOS,
    Names,
    clean,
    count_literal,
    date_literal,
    number_literal,
    text_literal,
)
from kg.ontology import load_ontology
from kg.records import Dataset, Entity, Extraction, Statement
from kg.version import __version__

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
Page = tuple[NamedNode, list[Triple]]

TURTLE, TRIG = "graph.ttl", "graph.trig"
_ASSERTED = "Asserted"
_TYPE = NamedNode(RDF + "type")


def write_graph(dataset: Dataset, folder: Path, *, base: str = BASE) -> None:
    """Write ``graph.ttl`` and ``graph.trig`` into `folder`; the same dataset gives the same bytes."""
    names = Names(base)
    shared, pages = _parts(dataset, names)
    merged = _sorted({*shared, *(t for _, triples in pages for t in triples)})
    for name, rows, form in (
        (TURTLE, (Quad(*t, DefaultGraph()) for t in merged), RdfFormat.TURTLE),
        (TRIG, _quads(shared, pages), RdfFormat.TRIG),
    ):
        with (folder / name).open("wb") as stream:
            serialize(rows, stream, format=form, prefixes=names.prefixes)


def quads(dataset: Dataset, names: Names) -> Iterator[Quad]:
    """Return a dataset as quads in a fixed order: entities in the default graph, what each document says in its own."""
    return _quads(*_parts(dataset, names))


def entity_triples(entity: Entity, names: Names) -> Iterator[Triple]:
    """Give what the graph says of an entity itself: its class, names and code."""
    node = names.entity(entity.id)
    label = text_literal(entity.name)
    yield node, _TYPE, names.term(entity.cls)
    yield node, NamedNode(RDFS + "label"), label
    yield node, NamedNode(SKOS + "prefLabel"), label
    for alias in entity.aliases:
        yield node, NamedNode(SKOS + "altLabel"), text_literal(alias)
    for misprint in entity.hidden:
        yield node, NamedNode(SKOS + "hiddenLabel"), text_literal(misprint)
    if entity.code:
        yield node, NamedNode(SKOS + "notation"), Literal(entity.code)


def document_triples(document: Extraction, names: Names) -> Iterator[Triple]:
    """Give what the graph says of a document, its articles and its statements."""
    node = names.document(document.doc)
    yield node, _TYPE, names.term("Document")
    yield node, NamedNode(DCT + "title"), text_literal(document.title)
    yield node, NamedNode(DCT + "identifier"), Literal(clean(document.doc))
    yield node, names.term("sha256"), Literal(document.sha256)
    if document.issued:
        yield node, NamedNode(DCT + "issued"), date_literal(document.issued)
    if document.paper:
        yield node, NamedNode(DCT + "publisher"), text_literal(document.paper)
    if document.home:
        yield node, NamedNode(DCT + "spatial"), text_literal(document.home)
    activity = names.activity(document.doc)
    yield activity, _TYPE, NamedNode(PROV + "Activity")
    yield activity, NamedNode(PROV + "used"), node
    yield activity, names.term("version"), Literal(f"yuanqu {__version__}")
    for article in document.articles:
        place = names.article(document.doc, article.index)
        yield place, _TYPE, names.term("Article")
        yield place, NamedNode(DCT + "title"), text_literal(article.title)
        yield place, NamedNode(DCT + "isPartOf"), node
        yield place, NamedNode(PROV + "wasGeneratedBy"), activity
        yield place, names.term("start"), count_literal(article.start)
        yield place, names.term("end"), count_literal(article.end)
        if article.issued:
            yield place, NamedNode(DCT + "issued"), date_literal(article.issued)
    for statement in document.statements:
        yield from statement_triples(statement, names)


def statement_triples(statement: Statement, names: Names) -> Iterator[Triple]:
    """Give the statement with its evidence, and the triple itself where the page says that it is so."""
    node = names.statement(statement.id)
    subject, obj = names.entity(statement.subject), names.entity(statement.object)
    predicate = names.term(statement.predicate)
    if statement.status == _ASSERTED:
        yield subject, predicate, obj
        if load_ontology().predicates[statement.predicate].symmetric:
            yield obj, predicate, subject
    yield node, _TYPE, NamedNode(RDF + "Statement")
    yield node, NamedNode(RDF + "subject"), subject
    yield node, NamedNode(RDF + "predicate"), predicate
    yield node, NamedNode(RDF + "object"), obj
    yield node, names.term("status"), names.term(statement.status)
    yield node, names.term("confidence"), number_literal(statement.confidence)
    yield node, names.term("rule"), Literal(statement.rule)
    yield node, names.term("quote"), text_literal(statement.quote)
    yield node, names.term("quoteStart"), count_literal(statement.quote_start)
    yield node, names.term("quoteEnd"), count_literal(statement.quote_end)
    yield node, NamedNode(PROV + "wasDerivedFrom"), names.article(statement.doc, statement.article)
    if statement.date:
        yield node, names.term("date"), date_literal(statement.date)
    if statement.title:
        yield node, names.term("title"), text_literal(statement.title)
    yield from _sums(statement, node, names)


def _sums(statement: Statement, node: NamedNode, names: Names) -> Iterator[Triple]:
    if statement.amount:
        yield node, names.term("amount"), text_literal(statement.amount)
    if statement.amount_value is not None:
        yield node, names.term("amountValue"), number_literal(statement.amount_value)
    if statement.currency:
        yield node, names.term("currency"), Literal(statement.currency)
    if statement.capacity:
        yield node, names.term("capacity"), text_literal(statement.capacity)
    if statement.capacity_value is not None:
        yield node, names.term("capacityValue"), number_literal(statement.capacity_value)
    if statement.capacity_unit:
        yield node, names.term("capacityUnit"), text_literal(statement.capacity_unit)


def _sorted(triples: Iterable[Triple]) -> list[Triple]:
    return sorted(set(triples), key=lambda t: (t[0].value, t[1].value, str(t[2])))


def _parts(dataset: Dataset, names: Names) -> tuple[list[Triple], list[Page]]:
    """Return the triples of the entities, and those of each document with the name of its graph."""
    shared = _sorted(t for entity in dataset.entities for t in entity_triples(entity, names))
    pages = [(names.document(d.doc), _sorted(document_triples(d, names))) for d in dataset.documents]
    return shared, sorted(pages, key=lambda page: page[0].value)


def _quads(shared: list[Triple], pages: list[Page]) -> Iterator[Quad]:
    yield from (Quad(*t, DefaultGraph()) for t in shared)
    yield from (Quad(*t, graph) for graph, triples in pages for t in triples)

"""A dataset as RDF: ``graph.ttl`` with everything in one graph, ``graph.trig`` with one named graph per document.

In TriG the entities with their labels stand in the default graph, what a document says in a graph of its name. Both
files hold the same text, section by section, so that a page that says what it said is copied and not written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, groupby, islice
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize
from pyoxigraph import Triple as _Triple

from kg.documents import names_of
from kg.graph.sections import FOOT, Earlier, Section, head_of
from kg.graph.terms import (
    BASE,
    DCT,
    OWL,
    PROV,
    RDF,
    RDFS,
    SKOS,
    Names,
    count_literal,
    date_literal,
    number_literal,
    string_literal,
    text_literal,
)
from kg.ontology import load_ontology
from kg.records import Dataset, Entity, Extraction, Readable, Statement
from kg.version import __version__

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

TURTLE, TRIG = "graph.ttl", "graph.trig"
_ASSERTED = "Asserted"
_SUBJECTS = 1000
"""Entities that are made Turtle of at a time."""
TYPE, _STATEMENT = NamedNode(RDF + "type"), NamedNode(RDF + "Statement")
_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(RDF + end) for end in ("subject", "predicate", "object"))
_REIFIES = NamedNode(RDF + "reifies")
_LABEL = NamedNode(RDFS + "label")
PREFERRED, OTHER, MISPRINT = (NamedNode(f"{SKOS}{kind}Label") for kind in ("pref", "alt", "hidden"))
_SAME, _REPLACED = NamedNode(OWL + "sameAs"), NamedNode(DCT + "isReplacedBy")
CODE = NamedNode(SKOS + "notation")
_TITLE, _IDENTIFIER, _ISSUED = (NamedNode(DCT + name) for name in ("title", "identifier", "issued"))
_PUBLISHER, _SPATIAL, _PART_OF = (NamedNode(DCT + name) for name in ("publisher", "spatial", "isPartOf"))
_ACTIVITY, _USED = NamedNode(PROV + "Activity"), NamedNode(PROV + "used")
_GENERATED_BY, _DERIVED_FROM = NamedNode(PROV + "wasGeneratedBy"), NamedNode(PROV + "wasDerivedFrom")


def write_graph(
    dataset: Dataset, folder: Path, *, base: str = BASE, earlier: Earlier | None = None
) -> dict[str, Section]:
    """Write ``graph.ttl`` and ``graph.trig`` into `folder`; the same dataset gives the same bytes.

    A document of which `earlier` has the section is not looked at. Return where each document's section stands.
    """
    names = Names(base)
    prefixes = _prefixes_of(names)
    sections: dict[str, Section] = {}
    with (
        (folder / TURTLE).open("wb") as turtle,
        (folder / TRIG).open("wb") as trig,
        (earlier or Earlier(folder / TRIG, {})).opened(names) as known,
    ):
        for text in chain((prefixes,), _texts(dataset_triples(dataset, names), names, prefixes)):
            turtle.write(text)
            trig.write(text)
        for number, doc in _numbered(dataset, names):
            found = known(doc)
            text = (
                _text(document_triples(dataset.documents[number], names), names, prefixes) if found is None else found
            )
            turtle.write(text)
            trig.write(head_of(names.document(doc).value))
            start = trig.tell()
            trig.write(text)
            sections[doc] = Section(start, trig.tell())
            trig.write(FOOT)
    return sections


def _texts(triples: Iterable[Triple], names: Names, prefixes: bytes) -> Iterator[bytes]:
    """Give triples as Turtle without its prefixes, so many subjects at a time."""
    subjects = (about for _, about in groupby(triples, key=lambda triple: triple[0]))
    while several := list(chain.from_iterable(islice(subjects, _SUBJECTS))):
        yield _text(several, names, prefixes)


def _text(triples: Iterable[Triple], names: Names, prefixes: bytes) -> bytes:
    """Return triples as Turtle without its prefixes."""
    text = serialize((_Triple(*t) for t in triples), format=RdfFormat.TURTLE, prefixes=names.prefixes) or b""
    return text[len(prefixes) :]


@lru_cache(maxsize=4)
def _prefixes_of(names: Names) -> bytes:
    """Return the prefixes as the writer of Turtle puts them before every text."""
    node = NamedNode("urn:x")
    text = serialize([_Triple(node, node, node)], format=RdfFormat.TURTLE, prefixes=names.prefixes) or b""
    return text.partition(b"<urn:x>")[0]


def quads(dataset: Readable, names: Names) -> Iterator[Quad]:
    """Give a dataset as quads in a fixed order: entities in the default graph, what each document says in its own."""
    default = DefaultGraph()
    yield from (Quad(*t, default) for t in dataset_triples(dataset, names))
    for document in in_order(dataset, names):
        yield from document_quads(document, names)


def in_order(dataset: Readable, names: Names) -> Iterable[Extraction]:
    """Return the documents in the order in which every graph holds them: that of their IRIs."""
    return dataset.in_order(lambda doc: names.document(doc).value)


def _numbered(dataset: Dataset, names: Names) -> list[tuple[int, str]]:
    """Return the number and the name of each document in that order; none is read."""
    return sorted(enumerate(names_of(dataset)), key=lambda one: names.document(one[1]).value)


def document_quads(document: Extraction, names: Names) -> Iterator[Quad]:
    """Give what a document says as quads in a graph of its name."""
    graph = names.document(document.doc)
    return (Quad(*t, graph) for t in document_triples(document, names))


def reified_quads(dataset: Readable, names: Names) -> Iterator[Quad]:
    """Give the quads of `quads` in RDF 1.2: a statement reifies the triple term of its claim (``rdf:reifies``)."""
    default = DefaultGraph()
    yield from (Quad(*t, default) for t in dataset_triples(dataset, names))
    for document in in_order(dataset, names):
        graph = names.document(document.doc)
        yield from (Quad(*t, graph) for t in _facts(document.statements, names))
        yield from (Quad(*t, graph) for t in _source(document, names))
        for statement in sorted(document.statements, key=lambda s: s.id):
            node = names.statement(statement.id)
            yield Quad(node, _REIFIES, _Triple(*_claim(statement, names)), graph)
            yield from (Quad(*t, graph) for t in _said(statement, node, names))


def dataset_triples(dataset: Readable, names: Names) -> Iterator[Triple]:
    """Give what the graph says of entities themselves, and which ids other ones stand for."""
    above = divisions(dataset.entities)
    for entity in dataset.entities:
        yield from entity_triples(entity, names)
        if entity.id in above:
            yield names.entity(entity.id), names.term("within"), names.entity(above[entity.id])
    for old, new in sorted(dataset.replaced.items()):
        yield names.entity(old), _SAME, names.entity(new)
        yield names.entity(old), _REPLACED, names.entity(new)


def divisions(entities: Iterable[Entity]) -> dict[str, str]:
    """Return for each administrative division the nearest one above it that the dataset has."""
    by_code = {entity.code: entity.id for entity in entities if entity.code}
    return {
        key: above
        for code, key in by_code.items()
        if (above := next((by_code[code[:n]] for n in (4, 2) if n < len(code) and code[:n] in by_code), None))
    }


def entity_triples(entity: Entity, names: Names) -> Iterator[Triple]:
    """Give what the graph says of an entity itself: its class, names and code."""
    node = names.entity(entity.id)
    label = text_literal(entity.name)
    yield node, TYPE, names.term(entity.cls)
    yield node, _LABEL, label
    yield node, PREFERRED, label
    for alias in sorted(entity.aliases):
        yield node, OTHER, text_literal(alias)
    for misprint in sorted(entity.hidden):
        yield node, MISPRINT, text_literal(misprint)
    if entity.code:
        yield node, CODE, string_literal(entity.code)


def document_triples(document: Extraction, names: Names) -> Iterator[Triple]:
    """Give what the graph says of a document, its articles and its statements, in a fixed order."""
    yield from _facts(document.statements, names)
    yield from _evidence(document, names)


def _facts(statements: Iterable[Statement], names: Names) -> list[Triple]:
    """Return the triples that at least one statement asserts, once each and in order."""
    symmetric = {name for name, term in load_ontology().predicates.items() if term.symmetric}
    facts = set()
    for s in statements:
        if s.status == _ASSERTED:
            facts.add((s.subject, s.predicate, s.object))
            if s.predicate in symmetric:
                facts.add((s.object, s.predicate, s.subject))
    return [(names.entity(s), names.term(p), names.entity(o)) for s, p, o in sorted(facts)]


def _evidence(document: Extraction, names: Names) -> Iterator[Triple]:
    """Give the document, its extraction, its articles and its statements."""
    yield from _source(document, names)
    for statement in sorted(document.statements, key=lambda s: s.id):
        yield from statement_triples(statement, names)


def _source(document: Extraction, names: Names) -> Iterator[Triple]:
    """Give the document, its extraction and its articles."""
    page, activity = names.document(document.doc), names.activity(document.doc)
    yield page, TYPE, names.term("Document")
    yield page, _TITLE, text_literal(document.title)
    yield page, _IDENTIFIER, string_literal(document.doc)
    yield page, names.term("sha256"), string_literal(document.sha256)
    if document.issued:
        yield page, _ISSUED, date_literal(document.issued)
    if document.paper:
        yield page, _PUBLISHER, text_literal(document.paper)
    if document.home:
        yield page, _SPATIAL, text_literal(document.home)
    yield activity, TYPE, _ACTIVITY
    yield activity, _USED, page
    yield activity, names.term("version"), string_literal(f"yuanqu {__version__}")
    for article in sorted(document.articles, key=lambda a: a.index):
        place = names.article(document.doc, article.index)
        yield place, TYPE, names.term("Article")
        yield place, _TITLE, text_literal(article.title)
        yield place, _PART_OF, page
        yield place, _GENERATED_BY, activity
        yield place, names.term("start"), count_literal(article.start)
        yield place, names.term("end"), count_literal(article.end)
        if article.issued:
            yield place, _ISSUED, date_literal(article.issued)


def statement_triples(statement: Statement, names: Names) -> Iterator[Triple]:
    """Give the node of a statement: its claim, its qualifiers and its evidence."""
    node = names.statement(statement.id)
    subject, predicate, obj = _claim(statement, names)
    yield node, TYPE, _STATEMENT
    yield node, _SUBJECT, subject
    yield node, _PREDICATE, predicate
    yield node, _OBJECT, obj
    yield from _said(statement, node, names)


def _claim(statement: Statement, names: Names) -> tuple[NamedNode, NamedNode, NamedNode]:
    """Return what a statement claims, as a triple."""
    return names.entity(statement.subject), names.term(statement.predicate), names.entity(statement.object)


def _said(statement: Statement, node: NamedNode, names: Names) -> Iterator[Triple]:
    """Give what a statement says beside its claim."""
    yield node, names.term("status"), names.term(statement.status)
    if statement.date:
        yield node, names.term("date"), date_literal(statement.date)
    if statement.title:
        yield node, names.term("title"), text_literal(statement.title)
    yield from _sums(statement, node, names)
    yield node, names.term("quote"), text_literal(statement.quote)
    yield node, names.term("quoteStart"), count_literal(statement.quote_start)
    yield node, names.term("quoteEnd"), count_literal(statement.quote_end)
    yield node, _DERIVED_FROM, names.article(statement.doc, statement.article)
    yield node, names.term("rule"), string_literal(statement.rule)
    yield node, names.term("confidence"), number_literal(statement.confidence)


def _sums(statement: Statement, node: NamedNode, names: Names) -> Iterator[Triple]:
    if statement.amount:
        yield node, names.term("amount"), text_literal(statement.amount)
    if statement.amount_value is not None:
        yield node, names.term("amountValue"), number_literal(statement.amount_value)
    if statement.currency:
        yield node, names.term("currency"), string_literal(statement.currency)
    if statement.capacity:
        yield node, names.term("capacity"), text_literal(statement.capacity)
    if statement.capacity_value is not None:
        yield node, names.term("capacityValue"), number_literal(statement.capacity_value)
    if statement.capacity_unit:
        yield node, names.term("capacityUnit"), text_literal(statement.capacity_unit)

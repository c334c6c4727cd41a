"""What a SPARQL endpoint answers: a query checked, run, cut at a number of rows and written in the form asked for.

After the SPARQL 1.1 Protocol, the SPARQL 1.1 Service Description and the formats of the W3C for results.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg.errors import LargeQuery, QueryError, UnknownForm
from kg.graph.query import NamedQuery, ask
from kg.graph.stores.base import Graphs, Store
from kg.graph.terms import RDF, XSD, Names

RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
}
"""Media types of rows and of yes or no; the first is the usual one, the last what many programs ask for."""
TRIPLES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
"""Media types of triples."""
LARGEST = 64_000_000
"""Bytes of an answer."""

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
"""The formats as https://www.w3.org/ns/formats/ names them."""
_TEXT = {XSD + "string", RDF + "langString", RDF + "dirLangString"}
"""Datatypes that results do not write out."""


@dataclass(frozen=True, slots=True)
class Request:
    """A query as it comes in."""

    text: str
    graphs: Graphs | None = None
    """Those named by default-graph-uri and named-graph-uri; None where there is neither."""
    accept: str = "*/*"
    """What the header Accept says."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes out."""

    media: str
    body: bytes
    cut: bool = False
    """Whether there were more rows or triples than are in it."""


def reply(store: Store, request: Request, *, rows: int) -> Reply:
    """Return the answer to a query with at most so many rows or triples.

    Raises `RefusedQuery` for a query that would do more than read, `UnknownForm` where it has no form that is asked
    for, `LargeQuery` where it is over `LARGEST` bytes, `QueryError` for every other fault of the query.
    """
    result = ask(store, NamedQuery("query", "", "", "", (), request.text), graphs=request.graphs)
    try:
        if isinstance(result, QueryBoolean):
            media = chosen(request.accept, RESULTS)
            body, cut = result.serialize(format=RESULTS[media]) or b"", False
        elif isinstance(result, QuerySolutions):
            media = chosen(request.accept, RESULTS)
            body, cut = _rows(result, RESULTS[media], rows)
        else:
            media = chosen(request.accept, TRIPLES)
            body, cut = _triples(result, TRIPLES[media], rows, Names(store.base).prefixes)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
    if len(body) > LARGEST:
        raise LargeQuery(f"the answer has more than {LARGEST // 1_000_000} MB; ask for fewer rows or columns")
    return Reply(media, body, cut)


def describe(endpoint: str, accept: str) -> Reply:
    """Return the description of the service at the URL `endpoint`. Raises `UnknownForm`."""
    media = chosen(accept, TRIPLES)
    service = NamedNode(f"{endpoint}#service")
    said = [
        (RDF + "type", NamedNode(_SD + "Service")),
        (_SD + "endpoint", NamedNode(endpoint)),
        (_SD + "supportedLanguage", NamedNode(_SD + "SPARQL11Query")),
        (_SD + "feature", NamedNode(_SD + "UnionDefaultGraph")),
        *((_SD + "resultFormat", NamedNode(_FORMATS + name)) for name in _NAMES),
    ]
    triples = [Triple(service, NamedNode(predicate), value) for predicate, value in said]
    return Reply(media, serialize(triples, format=TRIPLES[media], prefixes={"sd": _SD, "format": _FORMATS}) or b"")


def chosen(accept: str, known: Iterable[str]) -> str:
    """Return the media type among `known` that an Accept header likes best, the first of several it likes as much.

    Raises `UnknownForm` where it likes none. After RFC 9110, section 12.5.1: the most specific range counts.
    """
    ranges = dict(_ranges(accept)) or {"*/*": 1.0}
    have = tuple(known)

    def liked(media: str) -> float:
        main = media.partition("/")[0]
        return next((ranges[name] for name in (media, f"{main}/*", "*/*") if name in ranges), 0.0)

    best = max(have, key=liked)
    if liked(best) <= 0:
        raise UnknownForm(f"no answer in that form; this query's answer can be {', '.join(have)}")
    return best


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    """Give the media ranges of an Accept header with how much each is liked; one that cannot be read is passed over."""
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((value[2:] for value in parameters if value.startswith("q=")), "1")
        try:
            quality = float(weight)
        except ValueError:
            continue
        if name and 0 <= quality <= 1:
            yield name, quality


def _rows(solutions: QuerySolutions, form: QueryResultsFormat, most: int) -> tuple[bytes, bool]:
    """Return the first rows in a format, and whether there are more."""
    names = [variable.value for variable in solutions.variables]
    bindings = [
        {name: _term(value) for name in names if (value := row[name]) is not None} for row in islice(solutions, most)
    ]
    cut = next(iter(solutions), None) is not None
    text = json.dumps(
        {"head": {"vars": names}, "results": {"bindings": bindings}}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    if form is QueryResultsFormat.JSON:
        return text, cut
    # pyoxigraph writes a result only as a whole, so the other formats are made of the cut one.
    again = parse_query_results(text, QueryResultsFormat.JSON)
    return again.serialize(format=form) or b"", cut


def _term(term: object) -> Mapping[str, Any]:
    """Return a term as the SPARQL 1.1 Query Results JSON Format writes it; a triple as that of SPARQL 1.2."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    if not isinstance(term, Literal):
        return {"type": "bnode", "value": str(term).removeprefix("_:")}
    said = {"type": "literal", "value": term.value}
    if term.language:
        said["xml:lang"] = term.language
    if term.direction is not None:
        said["its:dir"] = term.direction.value
    if term.datatype.value not in _TEXT:
        said["datatype"] = term.datatype.value
    return said


def _triples(found: Iterable[Triple], form: RdfFormat, most: int, prefixes: Mapping[str, str]) -> tuple[bytes, bool]:
    """Return the first triples in a format, each once, and whether there are more."""
    kept: dict[Triple, None] = {}
    for triple in found:
        if triple not in kept and len(kept) == most:
            return _written(kept, form, prefixes), True
        kept[triple] = None
    return _written(kept, form, prefixes), False


def _written(triples: Iterable[Triple], form: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    return serialize(sorted(triples, key=str), format=form, prefixes=dict(prefixes)) or b""

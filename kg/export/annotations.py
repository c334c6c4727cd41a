"""Web Annotations (W3C, Web Annotation Data Model, 2017): where on its page each statement is written."""

from __future__ import annotations

from typing import IO, Any

from kg.export.rows import Edge, edges, json_line, label_of, number
from kg.graph.terms import LANGUAGE, XSD, Names, date_literal
from kg.records import Readable

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The model wants exactly this address; programs for annotations know what it stands for and do not fetch it."""
_AROUND = 32
"""Characters of the page on either side of a quote, by which it is found again where the page has moved."""


def write_annotations(dataset: Readable, stream: IO[bytes], base: str) -> None:
    """Write an annotation for each statement, a line of JSON-LD each.

    The target is the document with the quote as it stands on the page, by its text and by its position in code points;
    the body is the statement with its claim, and that claim as a sentence.
    """
    names = Names(base)
    for edge in edges(dataset):
        stream.write(json_line(_annotation(edge, names)))


def _annotation(edge: Edge, names: Names) -> dict[str, Any]:
    statement = names.statement(edge.statement.id).value
    return {
        "@context": [_CONTEXT, {"kg": f"{names.base}ns#"}],
        "id": f"{statement}#annotation",
        "type": "Annotation",
        "motivation": "describing",
        "body": [_claim(edge, names), _sentence(edge)],
        "target": {"source": names.document(edge.document.doc).value, "selector": _selectors(edge)},
    }


def _claim(edge: Edge, names: Names) -> dict[str, Any]:
    """Return the statement as the graph words it, without its evidence, which the target holds."""
    s = edge.statement
    claim = {
        "id": names.statement(s.id).value,
        "type": "rdf:Statement",
        "rdf:subject": {"id": names.entity(s.subject).value},
        "rdf:predicate": {"id": names.term(s.predicate).value},
        "rdf:object": {"id": names.entity(s.object).value},
        "kg:status": {"id": names.term(s.status).value},
        "kg:confidence": {"@value": number(s.confidence), "@type": f"{XSD}decimal"},
    }
    if s.date:
        claim["kg:date"] = {"@value": s.date, "@type": date_literal(s.date).datatype.value}
    beside = {"kg:title": s.title, "kg:amount": s.amount, "kg:capacity": s.capacity}
    return claim | {name: {"@value": text, "@language": LANGUAGE} for name, text in beside.items() if text}


def _sentence(edge: Edge) -> dict[str, Any]:
    text = f"{edge.subject.name} {label_of(edge.statement.predicate)} {edge.object.name}（{edge.statement.status}）"
    return {"type": "TextualBody", "value": text, "format": "text/plain", "language": LANGUAGE}


def _selectors(edge: Edge) -> list[dict[str, Any]]:
    """Return how the quote is found: by its text, and by its place where the statement has one on the page."""
    text, start, end = edge.document.text, edge.statement.quote_start, edge.statement.quote_end
    exact = text[start:end]
    if not exact:
        return [{"type": "TextQuoteSelector", "exact": edge.statement.quote}]
    around = {"prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND]}
    quote = {"type": "TextQuoteSelector", "exact": exact, **{name: part for name, part in around.items() if part}}
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]

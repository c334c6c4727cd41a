"""What the formats share: which statements can be drawn, their fields by name, and text that every reader takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kg.graph.terms import clean
from kg.ontology import load_ontology
from kg.records import Entity, Extraction, Readable, Statement, row_of

_REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2, ``Char``) has no place for; NUL and its like stop readers of CSV too."""
_BREAKS = re.compile(r"\r\n?")
SEPARATOR = " | "
"""Stands between the names in one value, where a format has no lists; a bar inside a name becomes a full-width one."""
QUALIFIERS: Mapping[str, type] = {
    "status": str,
    "confidence": float,
    "date": str,
    "title": str,
    "amount": str,
    "amountValue": float,
    "currency": str,
    "capacity": str,
    "capacityValue": float,
    "capacityUnit": str,
    "quote": str,
    "quoteStart": int,
    "quoteEnd": int,
    "rule": str,
    "doc": str,
    "article": int,
}
"""What a statement says beside its claim, in the order of columns; named as in the ontology."""


class Edge(NamedTuple):
    """A statement with its page and both its ends, of which id, class and name are told."""

    document: Extraction
    statement: Statement
    subject: Entity
    object: Entity


def edges(dataset: Readable) -> Iterator[Edge]:
    """Give the statements page by page; one about an entity that the dataset does not hold has nowhere to be drawn."""
    # All that is kept of a build while its pages go by: no more of an entity than an edge needs.
    known = {entity.id: Entity(entity.id, entity.cls, entity.name) for entity in dataset.entities}
    for document in dataset.documents:
        for s in document.statements:
            if s.subject in known and s.object in known:
                yield Edge(document, s, known[s.subject], known[s.object])


def qualifiers(statement: Statement) -> dict[str, str | float | int | None]:
    """Return the fields of `QUALIFIERS` that a statement has, None for those that it lacks."""
    s = statement
    said = (s.status, s.confidence, s.date, s.title)
    sums = (s.amount, s.amount_value, s.currency, s.capacity, s.capacity_value, s.capacity_unit)
    evidence = (s.quote, s.quote_start, s.quote_end, s.rule, s.doc, s.article)
    return dict(zip(QUALIFIERS, (*said, *sums, *evidence), strict=True))


def label_of(predicate: str) -> str:
    """Return the Chinese label of a predicate, or its name where the ontology does not have it."""
    term = load_ontology().predicates.get(predicate)
    return term.label if term else predicate


def plain(text: str) -> str:
    """Return text without the characters that XML refuses, each replaced by U+FFFD; its line ends are newlines."""
    return _REFUSED.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub("\n", text))


def number(value: float) -> str:
    """Return a number without an exponent, at most six digits behind the point."""
    return f"{value:.6f}".rstrip("0").rstrip(".") or "0"


def joined(texts: tuple[str, ...]) -> str:
    """Return names as one value."""
    return SEPARATOR.join(plain(text).replace("|", "｜") for text in texts)


def json_line(row: Mapping[str, Any]) -> bytes:
    """Return a row of JSON lines in UTF-8; half of a surrogate pair becomes U+FFFD."""
    return clean(row_of(row)).encode()

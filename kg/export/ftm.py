"""Entities of FollowTheMoney (followthemoney.tech), as JSON lines: what OpenAleph and its like take.

Only what a page asserts becomes a link that says so (a post, an employment, a part in a project). What is planned,
denied or reported is an ``UnknownLink`` whose role says which: nobody shall read a plan as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date as calendar
from pathlib import PurePosixPath
from typing import IO

from kg.export.rows import Edge, edges, json_line, label_of, plain
from kg.ontology import load_ontology
from kg.records import Dataset, Entity, Extraction, Statement, digest

SCHEMATA: Mapping[str, str] = {
    "Official": "Person",
    "Person": "Person",
    "Firm": "Company",
    "Agency": "PublicBody",
    "Organization": "Organization",
    "Park": "Organization",
    "Place": "Address",
    "Project": "Project",
    "Policy": "Project",
    "Product": "Asset",
}
"""The schema of each class. A park acts as a body; a policy has a goal and phases and those who take part, as a project
has; a product is an asset of no owner. What each really is stands in ``keywords``."""
_OTHER = "LegalEntity"
"""The schema of a class that came later than this list."""
_PAGES = {".htm": "HyperText", ".html": "HyperText", ".pdf": "Pages", ".txt": "PlainText"}
_BODIES = frozenset({"Company", "PublicBody", "Organization"})
_ACTORS = _BODIES | {"Person", "LegalEntity"}
_ASSERTED = "Asserted"
_NAME, _STRING, _TEXT = 384, 1024, 65_000
"""The longest values that the model takes for a name, a string and a text."""
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")

Properties = dict[str, list[str]]


def write_ftm(dataset: Dataset, stream: IO[bytes], _base: str) -> None:
    """Write entities, then documents, then a link for each statement with the post it is about, a line each.

    ``recordId`` of a link is the id of its statement; ``proof`` is the document, ``description`` the quote.
    """
    for entity in dataset.entities:
        stream.write(_line(f"kg-{entity.id}", _schema(entity), _thing(entity)))
    for document in dataset.documents:
        stream.write(_document(document))
    posts: set[str] = set()
    for edge in edges(dataset):
        for key, schema, properties in _link(edge):
            # Many hold the same post, or one on many days: it is told once.
            if schema == "Position" and key in posts:
                continue
            if schema == "Position":
                posts.add(key)
            stream.write(_line(key, schema, properties))


def _line(key: str, schema: str, properties: Properties) -> bytes:
    filled = {name: held for name, values in sorted(properties.items()) if (held := [v for v in values if v])}
    return json_line({"id": key, "schema": schema, "properties": filled})


def _schema(entity: Entity) -> str:
    return SCHEMATA.get(entity.cls, _OTHER)


def _thing(entity: Entity) -> Properties:
    name = _name(entity.name) or entity.id
    term = load_ontology().classes.get(entity.cls)
    return {
        "name": [name],
        "alias": list(dict.fromkeys(filter(None, map(_name, entity.aliases)))),
        "keywords": [entity.cls, *([term.label] if term else [])],
        # An address is told by its wording, not by a name.
        "full": [name] if _schema(entity) == "Address" else [],
    }


def _document(document: Extraction) -> bytes:
    schema = _PAGES.get(PurePosixPath(document.doc).suffix.lower(), "PlainText")
    properties = {
        "fileName": [_short(document.doc)],
        "title": [_short(document.title)],
        "publisher": [_short(document.paper or "")],
        "publishedAt": _dates(document.issued),
        "language": ["zho"],
        # Of a page as PDF the text stands with the file; this schema has room for it too.
        "bodyText": [_long(document.text)],
    }
    return _line(_document_id(document), schema, properties)


def _document_id(document: Extraction) -> str:
    return f"doc-{digest(document.doc)}"


def _link(edge: Edge) -> Iterator[tuple[str, str, Properties]]:
    """Give the link of a statement, behind the post that it is about, if it is about one."""
    s, ends = edge.statement, (f"kg-{edge.subject.id}", f"kg-{edge.object.id}")
    subject, obj = _schema(edge.subject), _schema(edge.object)
    said = _said(edge)
    role = said | {"role": [_role(s)], "status": [s.status]}
    key = f"st-{s.id}"
    if s.status == _ASSERTED and subject == "Person" and s.predicate == "holdsPost":
        if s.title and obj in {"PublicBody", "Address"}:
            post = f"post-{digest(edge.object.id, s.title)}"
            yield post, "Position", _position(edge, s.title)
            yield key, "Occupancy", said | {"holder": [ends[0]], "post": [post], "status": [s.status]}
            return
        if obj in _BODIES:
            title = {"role": [_short(s.title or _role(s))]}
            yield key, "Employment", role | title | {"employee": [ends[0]], "employer": [ends[1]]}
            return
    if s.status == _ASSERTED and subject in _ACTORS and obj == "Project":
        yield key, "ProjectParticipant", role | {"participant": [ends[0]], "project": [ends[1]]}
        return
    yield key, "UnknownLink", role | {"subject": [ends[0]], "object": [ends[1]]}


def _position(edge: Edge, title: str) -> Properties:
    body = edge.object
    place = _schema(body) == "Address"
    return {
        "name": [_name(f"{body.name} {title}") or title],
        "organization": [] if place else [f"kg-{body.id}"],
        "subnationalArea": [_short(body.name)] if place else [],
    }


def _role(statement: Statement) -> str:
    """Return what a link is: the predicate, and how the page puts it where it does not assert it."""
    return statement.predicate if statement.status == _ASSERTED else f"{statement.predicate} ({statement.status})"


def _said(edge: Edge) -> Properties:
    """Return the evidence of a statement and what it says beside its claim; the model has no field for sums here."""
    s = edge.statement
    claim = f"{edge.subject.name} {label_of(s.predicate)} {edge.object.name}"
    beside = {"title": s.title, "amount": s.amount, "capacity": s.capacity, "confidence": f"{s.confidence:g}"}
    terms = load_ontology()
    labels = {name: terms.term(name).label for name in beside}
    more = "；".join(f"{labels[name]}：{value}" for name, value in beside.items() if value)
    return {
        "recordId": [s.id],
        "summary": [_long(f"{claim}（{more}）")],
        "description": [_long(s.quote)],
        "proof": [_document_id(edge.document)],
        "date": _dates(s.date),
        "publisher": [_short(edge.document.paper or "")],
    }


def _name(text: str) -> str:
    """Return a name as the model takes it, empty where it is none: white space joined, no marks of quotation around."""
    found = " ".join(plain(text).split())[:_NAME].strip()
    return found if any(c.isalnum() for c in found) else ""


def _short(text: str) -> str:
    return " ".join(plain(text).split())[:_STRING].strip()


def _long(text: str) -> str:
    return plain(text)[:_TEXT].strip()


def _dates(iso: str | None) -> list[str]:
    """Return a date as the model takes it: a day, a month or a year; none for what is no date."""
    if not iso or not _DATE.fullmatch(iso):
        return []
    try:
        calendar.fromisoformat(f"{iso}-01-01"[:10])
    except ValueError:
        return []
    return [iso]

"""Entities of FollowTheMoney (followthemoney.tech), as JSON lines: what OpenAleph and its like take.

Only what a page asserts becomes a link that says so (a post, an employment, a part in a project). What is planned,
denied or reported is an ``UnknownLink`` whose role says which: nobody shall read a plan as a fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import IO, Any

import yaml

from kg import paths
from kg.errors import RuleError
from kg.export.rows import Edge, edges, json_line, label_of, plain
from kg.ontology import load_ontology
from kg.records import Entity, Extraction, Readable, Statement, digest, is_date

FILE = paths.RESOURCES / "ftm.yml"

_ASSERTED = "Asserted"
_ADDRESS, _PLAIN = "Address", "PlainText"
_UNKNOWN = "UnknownLink"
_NAME, _STRING, _TEXT = 384, 1024, 65_000
"""The longest values that the model takes for a name, a string and a text."""

Properties = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Link:
    """A schema for statements, and which it fits."""

    schema: str
    ends: tuple[str, str]
    predicates: tuple[str, ...] = ()
    from_: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    post: bool = False

    def fits(self, edge: Edge, subject: str, obj: str) -> bool:
        """Return whether a statement between entities of two schemata becomes this."""
        s = edge.statement
        named = not self.predicates or s.predicate in self.predicates
        return named and subject in self.from_ and obj in self.to and bool(s.title or not self.post)


@dataclass(frozen=True, slots=True)
class Model:
    """The file ``kg/resources/ftm.yml`` as it is asked."""

    classes: Mapping[str, str]
    other: str
    pages: Mapping[str, str]
    links: tuple[Link, ...]

    def schema(self, entity: Entity) -> str:
        """Return the schema of an entity."""
        return self.classes.get(entity.cls, self.other)


@cache
def model() -> Model:
    """Return what classes and statements become; raises `RuleError` where the file is wrong."""
    try:
        data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        links = tuple(_read(row) for row in data["links"])
        return Model(data["classes"], data["other"], data["pages"], links)
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise RuleError(f"{FILE}: not as it should be ({error!r}); see the comments in it") from error


def _read(row: Mapping[str, Any]) -> Link:
    first, second = row["ends"]
    predicates, subjects, objects = (tuple(row.get(name, ())) for name in ("predicates", "from", "to"))
    return Link(row["schema"], (first, second), predicates, subjects, objects, post=bool(row.get("post")))


def write_ftm(dataset: Readable, stream: IO[bytes], _base: str) -> None:
    """Write entities, then documents, then a link for each statement with the post it is about, a line each.

    ``recordId`` of a link is the id of its statement; ``proof`` is the document, ``description`` the quote.
    """
    for entity in dataset.entities:
        stream.write(_line(f"kg-{entity.id}", model().schema(entity), _thing(entity)))
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


def _thing(entity: Entity) -> Properties:
    name = _name(entity.name) or entity.id
    term = load_ontology().classes.get(entity.cls)
    return {
        "name": [name],
        "alias": list(dict.fromkeys(filter(None, map(_name, entity.aliases)))),
        "keywords": [entity.cls, *([term.label] if term else [])],
        # An address is told by its wording, not by a name.
        "full": [name] if model().schema(entity) == _ADDRESS else [],
    }


def _document(document: Extraction) -> bytes:
    schema = model().pages.get(PurePosixPath(document.doc).suffix.lower(), _PLAIN)
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
    s = edge.statement
    found = _fitting(edge)
    properties = _said(edge) | {"status": [s.status]}
    second = f"kg-{edge.object.id}"
    if found.post and s.title:
        second = f"post-{digest(edge.object.id, s.title)}"
        yield second, "Position", _position(edge, s.title)
    else:
        # Of an employment the title is the role; of a link for any predicate the role tells which.
        properties["role"] = [(_short(s.title) if s.title and found.predicates else "") or _role(s)]
    ends = {found.ends[0]: [f"kg-{edge.subject.id}"], found.ends[1]: [second]}
    yield f"st-{s.id}", found.schema, properties | ends


def _fitting(edge: Edge) -> Link:
    """Return the schema of a statement."""
    subject, obj = model().schema(edge.subject), model().schema(edge.object)
    links = model().links if edge.statement.status == _ASSERTED else ()
    return next((link for link in links if link.fits(edge, subject, obj)), Link(_UNKNOWN, ("subject", "object")))


def _position(edge: Edge, title: str) -> Properties:
    body = edge.object
    place = model().schema(body) == _ADDRESS
    return {
        "name": [_name(f"{body.name} {title}") or body.id],
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
    return [iso] if iso and is_date(iso) else []

"""One term of a file under ``schemas/``, checked: its keys, and that each holds what it should."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.errors import OntologyError
from kg.ontology.terms import PREFIXES, ClassTerm, NodeTerm, PredicateTerm, PropertyTerm, QualifierTerm, StatusTerm

TYPES = ("date", "text", "string", "decimal", "integer")
"""What a qualifier may hold."""

Row = Mapping[str, Any]

_COLOR = re.compile(r"#[0-9a-f]{6}")
_LISTS = {"from", "to", "qualifiers", "aligned", "of"}
_FLAGS = {"abstract", "symmetric", "required", "many"}
_NUMBERS = {"min", "max"}

_CLASS = {"label", "labelEn", "parent", "abstract", "color", "shape", "aligned", "comment", "not"}
_PREDICATE = {"label", "labelEn", "from", "to", "symmetric", "qualifiers", "color", "aligned", "comment", "not"}
_PROPERTY = {
    "label", "labelEn", "of", "type", "required", "many", "min", "max", "pattern", "upto", "beside",
    "comment",
}  # fmt: skip


def class_term(name: str, row: Row, where: str) -> ClassTerm:
    """Return a class; raise OntologyError in one line where its row is wrong."""
    _check(name, row, where, keys=_CLASS, needed=("label", "color", "shape"))
    return ClassTerm(
        name, row["label"], row.get("parent"), row.get("abstract", False), row["color"], row["shape"],
        tuple(row.get("aligned", ())), row.get("comment", ""), row.get("not", ""), row.get("labelEn", ""),
    )  # fmt: skip


def predicate_term(name: str, row: Row, where: str) -> PredicateTerm:
    """Return a predicate; raise OntologyError in one line where its row is wrong."""
    _check(name, row, where, keys=_PREDICATE, needed=("label", "color", "from", "to"))
    return PredicateTerm(
        name, row["label"], tuple(row["from"]), tuple(row["to"]), row.get("symmetric", False),
        tuple(row.get("qualifiers", ())), row["color"], row.get("comment", ""), row.get("not", ""),
        row.get("labelEn", ""), tuple(row.get("aligned", ())),
    )  # fmt: skip


def qualifier_term(name: str, row: Row, where: str) -> QualifierTerm:
    """Return a qualifier; raise OntologyError in one line where its row is wrong."""
    _check(name, row, where, keys={"label", "labelEn", "type", "comment"}, needed=("label", "type"))
    return QualifierTerm(name, row["label"], row["type"], row.get("comment", ""), row.get("labelEn", ""))


def status_term(name: str, row: Row, where: str) -> StatusTerm:
    """Return a status; raise OntologyError in one line where its row is wrong."""
    _check(name, row, where, keys={"label", "labelEn", "comment"}, needed=("label",))
    return StatusTerm(name, row["label"], row.get("comment", ""), row.get("labelEn", ""))


def node_term(name: str, row: Row, where: str) -> NodeTerm:
    """Return a node; raise OntologyError in one line where its row is wrong."""
    _check(name, row, where, keys={"label", "labelEn", "iri", "aligned", "comment"}, needed=("label", "labelEn"))
    aligned = tuple(row.get("aligned", ()))
    return NodeTerm(name, row["label"], row.get("iri"), aligned, row.get("comment", ""), row["labelEn"])


def property_term(name: str, row: Row, where: str) -> PropertyTerm:
    """Return a property; raise OntologyError in one line where its row is wrong."""
    _check(name, row, where, keys=_PROPERTY, needed=("label", "labelEn", "of", "type"))
    if ":" in name:
        _prefixed(name, name, where)
    return PropertyTerm(
        name, row["label"], tuple(row["of"]), row["type"], row.get("required", False), row.get("many", False),
        row.get("min"), row.get("max"), row.get("pattern"), row.get("upto"), row.get("beside"), row.get("comment", ""),
        row["labelEn"],
    )  # fmt: skip


def _check(name: str, row: Row, where: str, *, keys: set[str], needed: tuple[str, ...]) -> None:
    """Raise OntologyError for a key that is not there, is missing, or holds the wrong kind of thing."""
    if unknown := sorted(map(str, set(row) - keys)):
        raise OntologyError(f"{where}: {name} has no key {unknown[0]!r}; there are {', '.join(sorted(keys))}")
    for key in needed:
        if not row.get(key):
            raise OntologyError(f"{where}: {name} needs a {key}")
    for key, value in row.items():
        if not _fits(key, value):
            raise OntologyError(f"{where}: {name} has {value!r} as {key}; {_wanted(key)} is wanted")
    for term in (*row.get("aligned", ()), *([row["iri"]] if "iri" in row else [])):
        _prefixed(term, name, where)


def _fits(key: str, value: Any) -> bool:
    if key == "color":
        return isinstance(value, str) and _COLOR.fullmatch(value) is not None
    if key in _LISTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if key in _FLAGS:
        return isinstance(value, bool)
    if key in _NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)


def _wanted(key: str) -> str:
    if key == "color":
        return "a color as #rrggbb"
    if key in _LISTS:
        return "a list of names"
    return "true or false" if key in _FLAGS else "a whole number" if key in _NUMBERS else "text"


def _prefixed(term: str, name: str, where: str) -> None:
    prefix, colon, local = term.partition(":")
    if not colon or not local.isalnum() or prefix not in PREFIXES:
        raise OntologyError(f"{where}: {name} names {term!r}; a name with one of {', '.join(PREFIXES)} is wanted")

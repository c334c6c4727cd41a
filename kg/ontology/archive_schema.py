"""The rows of an archive (``statements/*.jsonl``) as JSON Schema, from the records that they hold."""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from kg.ontology.terms import Ontology

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0},
    bool: {"type": "boolean"},
}
_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_APART = {"page": ("entities", "statements")}
"""What has rows of its own."""
_FILLED = {"statement": ("quote", "subject", "object", "rule", "id", "doc"), "entity": ("name", "id"), "page": ("doc",)}
"""What may not be empty."""


def archive_schema(ontology: Ontology, base: str, *, records: dict[str, Any], form: int) -> str:
    """Return the JSON Schema of a row, JSON text; `records` are the record classes of page, entity and statement."""
    rows = {kind: _record(kind, record, ontology) for kind, record in records.items()}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{base}statements.schema.json",
        "title": "A row of statements/*.jsonl",
        "description": "The first row of a file is its page; its entities and its statements follow.",
        "oneOf": [{"$ref": f"#/$defs/{kind}-row"} for kind in rows],
        "$defs": {f"{kind}-row": _row(kind, form) for kind in rows} | rows,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _row(kind: str, form: int) -> dict[str, Any]:
    properties: dict[str, Any] = {"format": {"const": form}} if kind == "page" else {}
    return _object(properties | {kind: {"$ref": f"#/$defs/{kind}"}}, required=[*properties, kind])


def _record(kind: str, record: Any, ontology: Ontology) -> dict[str, Any]:
    """Return the schema of a record as a row holds it: fields that are empty are left out."""
    hints = get_type_hints(record)
    held = [f for f in fields(record) if f.name not in _APART.get(kind, ())]
    properties = {f.name: _field(f.name, hints[f.name], ontology, inner=False) for f in held}
    for name in _FILLED[kind]:
        properties[name] = properties[name] | {"minLength": 1}
    required = [
        f.name for f in held if not _has_default(f) and (f.name in _FILLED[kind] or not _may_be_empty(f, hints))
    ]
    schema = _object(properties, required=required)
    return schema | ({"allOf": _elsewhere(ontology)} if kind == "statement" else {})


def _elsewhere(ontology: Ontology) -> list[dict[str, Any]]:
    """Return for each qualifier that the predicates which do not take it stand without it."""
    rules = []
    for name in ontology.qualifiers:
        others = [p.name for p in ontology.predicates.values() if name not in p.qualifiers]
        if others:
            condition = {"properties": {"predicate": {"enum": others}}}
            rules.append({"if": condition, "then": {"properties": {name: False}}})
    return rules


def _inner(record: Any, ontology: Ontology) -> dict[str, Any]:
    """Return the schema of a record inside a row: all of its fields are there, null where they are empty."""
    hints = get_type_hints(record)
    properties = {f.name: _field(f.name, hints[f.name], ontology, inner=True) for f in fields(record)}
    return _object(properties, required=list(properties))


def _field(name: str, hint: Any, ontology: Ontology, *, inner: bool) -> dict[str, Any]:
    known: dict[str, dict[str, Any]] = {
        "cls": {"enum": list(ontology.concrete)},
        "predicate": {"enum": list(ontology.predicates)},
        "status": {"enum": list(ontology.statuses)},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "date": {"type": "string", "pattern": _DATE},
    }
    if name in known:
        return known[name]
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return {"type": "array", "items": _PLAIN.get(item) or _inner(item, ontology)}
    if isinstance(hint, UnionType):
        plain = _PLAIN[next(a for a in get_args(hint) if a is not type(None))]
        plain = plain | {"pattern": _DATE} if name == "issued" else plain
        return plain | {"type": [plain["type"], "null"]} if inner else plain
    return _PLAIN[hint]


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _may_be_empty(field: Field[Any], hints: dict[str, Any]) -> bool:
    """Return whether a row leaves the field out where it is empty: a text, a list, or what may be None."""
    hint = hints[field.name]
    known = {"cls", "predicate", "status", "sha256"}
    return field.name not in known and (hint is str or get_origin(hint) is tuple or isinstance(hint, UnionType))


def _object(properties: dict[str, Any], *, required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

"""The archive of one page as JSON lines: the page, then its entities, then its statements."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, fields
from functools import cache
from operator import attrgetter
from pathlib import Path
from sys import intern
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from kg.errors import DamagedInput
from kg.records import ArticleInfo, Entity, Extraction, Issue, Statement, row_of

FORMAT = 2

_LISTS = frozenset(field.name for field in fields(Entity) if field.default == ())
_APART = ("entities", "statements")
"""Fields of a page that have rows of their own."""
_REPEATED = {
    Entity: ("id", "cls", "name", "code"),
    Statement: ("doc", "subject", "predicate", "object", "status", "rule", "subject_mention", "object_mention"),
}
"""Fields whose texts other rows have too: they are kept once, for many pages are held at a time."""
_ENCODING = "utf-8"
_ERRORS = "surrogatepass"  # half of a surrogate pair comes back as it was; JSON's own escapes would join two of them

Record = TypeVar("Record")


def write_archive(extraction: Extraction, path: Path) -> None:
    """Write what a page gave into the file `path`, the same bytes for the same page."""
    path.write_bytes(archive_bytes(extraction))


def archive_bytes(extraction: Extraction) -> bytes:
    """Return the archive of what a page gave, the same bytes for the same page."""
    rows: list[dict[str, Any]] = [{"format": FORMAT, "page": _page(extraction)}]
    rows += [{"entity": _row(entity)} for entity in extraction.entities]
    rows += [{"statement": _row(statement)} for statement in extraction.statements]
    return "".join([row_of(row, sort_keys=True) for row in rows]).encode(_ENCODING, _ERRORS)


def read_archive(path: Path, *, checked: bool = False) -> Extraction:
    """Return what a page gave; raise `DamagedInput` in one line where the file is no archive or breaks off.

    `checked` says that the file is known to be as `write_archive` left it: its fields are not looked at one by one.
    """
    try:
        with path.open(encoding=_ENCODING, errors=_ERRORS, newline="\n") as stream:
            lines = list(stream)
        if not lines or not lines[-1].endswith("\n"):
            raise DamagedInput(f"{path}: the archive breaks off; run `kg build` again")
        rows = [json.loads(line) for line in lines]
        if rows[0]["format"] != FORMAT:
            raise DamagedInput(f"{path}: an archive of another version; run `kg build` again")
        return _extraction(rows[0]["page"], rows[1:], _known if checked else _record)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedInput(f"{path}: not an archive that can be read ({error!r}); run `kg build` again") from error


def _page(extraction: Extraction) -> dict[str, Any]:
    page = {f.name: getattr(extraction, f.name) for f in fields(extraction) if f.name not in _APART}
    lists = {name: [asdict(one) for one in page.pop(name)] for name in ("articles", "issues")}
    return {name: value for name, value in (page | lists).items() if value not in (None, [])}


def _row(record: Entity | Statement) -> dict[str, Any]:
    """Return the fields of a record but for those that reading fills in the same."""
    names, pick, usual = _COLUMNS[type(record)]
    pairs = zip(names, pick(record), usual, strict=True)
    return {name: value for name, value, default in pairs if value is not None and value not in ((), default)}


def _columns(cls: type[Entity | Statement]) -> tuple[tuple[str, ...], Callable[[Any], Any], tuple[object, ...]]:
    """Return the names of the fields of a record, what takes their values, and those that a field has unless told."""
    names = tuple(field.name for field in fields(cls))
    usual = tuple(None if field.default is MISSING else field.default for field in fields(cls))
    return names, attrgetter(*names), usual


_COLUMNS = {cls: _columns(cls) for cls in (Entity, Statement)}


def _extraction(
    page: dict[str, Any], rows: list[dict[str, Any]], record: Callable[[Callable[..., Any], dict[str, Any]], Any]
) -> Extraction:
    unknown = next((row for row in rows if len(row) != 1 or row.keys() - {"entity", "statement"}), None)
    if unknown is not None:
        raise ValueError(f"a row of {', '.join(unknown) or 'nothing'}")
    entities = tuple(record(Entity, _shared(Entity, row["entity"])) for row in rows if "entity" in row)
    statements = tuple(record(Statement, _shared(Statement, row["statement"])) for row in rows if "statement" in row)
    empty: dict[str, Any] = {"issued": None, "paper": None, "home": None, "division": None}
    lists = {
        "articles": tuple(_record(ArticleInfo, row) for row in page.get("articles", ())),
        "issues": tuple(_record(Issue, row) for row in page.get("issues", ())),
    }
    return _record(Extraction, empty | page | lists | {"entities": entities, "statements": statements})


def _shared(cls: type, row: dict[str, Any]) -> dict[str, Any]:
    for name in _REPEATED[cls]:
        if type(text := row.get(name)) is str:
            row[name] = intern(text)
    return row


def _known(cls: Callable[..., Record], row: dict[str, Any]) -> Record:
    """Return the record of a row that is known to be right."""
    for name in _LISTS.intersection(row):
        row[name] = tuple(row[name])
    return cls(**row)


def _record(cls: Callable[..., Record], row: Mapping[str, Any]) -> Record:
    """Return the record that a row holds; raise ValueError for a field of another type, TypeError for a strange one."""
    kinds = _kinds(cls)
    for name, value in row.items():
        if name in kinds and not isinstance(value, kinds[name]):
            raise ValueError(f"{name} is {value!r:.40}")
    return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})


@cache
def _kinds(cls: Callable[..., object]) -> dict[str, tuple[type, ...]]:
    """Return for each field the types that JSON may give it."""
    kinds = {}
    for name, hint in get_type_hints(cls).items():
        choices = get_args(hint) if isinstance(hint, UnionType) else (get_origin(hint) or hint,)
        more = {float: (float, int), tuple: (tuple, list)}
        kinds[name] = tuple(kind for choice in choices for kind in more.get(choice, (choice,)))
    return kinds

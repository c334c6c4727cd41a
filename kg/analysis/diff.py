"""What changed between two builds: entities and statements that came, went, or say something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from kg.records import Entity, Statement

if TYPE_CHECKING:
    from kg.records import Dataset

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
ENTITY, STATEMENT = "entity", "statement"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two builds."""

    what: str
    """``entity`` or ``statement``."""
    change: str
    """``added``, ``removed`` or ``changed``."""
    id: str
    told: str
    """The entity with its class, or the statement as subject, predicate and object."""
    doc: str = ""
    """Where the statement is written."""
    fields: tuple[tuple[str, str, str], ...] = ()
    """For what changed each field with its value before and after."""


def diff(before: Dataset, after: Dataset) -> list[Change]:
    """Return what changed from one dataset to another, entities first, in order of ids; empty for equal ones.

    An entity that was merged into another is changed: its id leads to the other now.
    """
    old, new = ({e.id: e for e in dataset.entities} for dataset in (before, after))
    names = {**{k: e.name for k, e in old.items()}, **{k: e.name for k, e in new.items()}}
    found = []
    for key in sorted(old.keys() | new.keys()):
        entity = new.get(key) or old[key]
        told = f"{entity.name} ({entity.cls})"
        if key not in old:
            found.append(Change(ENTITY, ADDED, key, told))
        elif key in new:
            if changed := _fields(old[key], new[key], names):
                found.append(Change(ENTITY, CHANGED, key, told, fields=changed))
        elif (target := after.replaced.get(key)) is not None:
            found.append(Change(ENTITY, CHANGED, key, told, fields=(("is now", key, f"{target} {names[target]}"),)))
        else:
            found.append(Change(ENTITY, REMOVED, key, told))
    olds, news = ({s.id: s for s in dataset.statements} for dataset in (before, after))
    for key in sorted(olds.keys() | news.keys()):
        statement = news.get(key) or olds[key]
        ends = [names.get(end, end) for end in (statement.subject, statement.object)]
        told = f"{ends[0]} {statement.predicate} {ends[1]}"
        if key not in olds:
            found.append(Change(STATEMENT, ADDED, key, told, statement.doc))
        elif key not in news:
            found.append(Change(STATEMENT, REMOVED, key, told, statement.doc))
        elif changed := _fields(olds[key], news[key], names):
            found.append(Change(STATEMENT, CHANGED, key, told, statement.doc, changed))
    return found


def counts(changes: Iterable[Change]) -> dict[tuple[str, str], int]:
    """Return how many changes there are of each kind."""
    found: dict[tuple[str, str], int] = {}
    for change in changes:
        key = change.what, change.change
        found[key] = found.get(key, 0) + 1
    return found


def _fields(
    old: Entity | Statement, new: Entity | Statement, names: Mapping[str, str]
) -> tuple[tuple[str, str, str], ...]:
    """Return the fields in which two records of one id differ, ends of statements by their names."""
    found = []
    for field in fields(old):
        a, b = getattr(old, field.name), getattr(new, field.name)
        if a != b:
            found.append((field.name, _text(a, names), _text(b, names)))
    return tuple(found)


def _text(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    if value is None:
        return ""
    return f"{names[value]} [{value}]" if isinstance(value, str) and value in names else str(value)

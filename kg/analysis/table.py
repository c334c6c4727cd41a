"""What an analysis answers with: a table whose every row names the statements behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in CSV and JSON, and what it is called in a table for people."""

    name: str
    zh: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row, and where to read why it says so."""

    cells: tuple[Value, ...]
    statements: tuple[str, ...] = ()
    """Ids of the statements behind it, the surest first."""


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a question."""

    name: str
    """The question as a command: ``kg analyze NAME``."""
    title: str
    title_zh: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    """What a reader must know: what was sampled, left out or counted how; each one sentence."""

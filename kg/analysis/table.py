"""What an analysis answers with: a table whose every row names the statements behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int | float | None
ENTITY = "entity"
"""The name of a column of ids of entities: for programs, left out of tables for people."""
SENTENCE = "sentence"
"""The name of a column of whole sentences, which stand below a table on a terminal."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in CSV and JSON, and what it is called in a table for people."""

    name: str
    zh: str
    unit: str | None = None

    @property
    def called(self) -> str:
        """Return what it is called in a table for people, with its unit."""
        return f"{self.zh}（{self.unit}）" if self.unit else self.zh


@dataclass(frozen=True, slots=True)
class Row:
    """A row, and where to read why it says so."""

    cells: tuple[Value, ...]
    statements: tuple[str, ...] = ()
    """Ids of the statements behind it, the surest first."""

    def __post_init__(self) -> None:
        # A whole number is written as one: 130000000, not 130000000.0.
        whole = (int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in self.cells)
        object.__setattr__(self, "cells", tuple(whole))


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


def written(value: Value) -> str:
    """Return a cell for people: of numbers four digits at least, thousands apart; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, float) and not value.is_integer() and abs(value) < 1000:
        return f"{value:.4g}"
    return value if isinstance(value, str) else f"{value:,.0f}"

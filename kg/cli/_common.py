"""What several commands share: lines on stderr, a progress bar, tables."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.analysis.chosen import Whole
    from kg.records import Issue


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    json = "json"


_TOLD = 20
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What moves the cursor, changes its colour or turns the direction of writing."""
NOTHING = "nothing in the graph answers to that"
"""What is said on stderr where an answer has no rows."""


def _share(value: float) -> float:
    from kg.analysis.confident import check_share

    check_share(value)
    return value


MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence", metavar="X", callback=_share, help="Only statements at least this sure, from 0 to 1."
    ),
]
"""The option of every command that reads statements; 0 keeps them all."""
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what pages printed up to this day, month or year say."),
]
Between = Annotated[
    str | None,
    typer.Option("--between", metavar="A..B", help="Only what was so from one day, month or year to another."),
]
"""The options of every command that reads statements: when they were printed, and when they were so."""
NoModel = Annotated[bool, typer.Option("--no-model", help="Read by the rules alone, without the trained components.")]
"""The option of every command that reads pages."""
Workers = Annotated[
    int | None,
    typer.Option("--workers", "-n", metavar="N", help="Processes that read pages; else the cores, where it pays."),
]
EngineName = Annotated[str, typer.Option("--engine", metavar="NAME", help="Who reads pages: local or dask.")]
Cluster = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help="A cluster of that engine, such as tcp://HOST:8786.")
]
"""The options of the commands that read many pages; without an address an engine runs on this machine."""


def part_of(dataset: Whole, *, least: float = 0.0, as_of: str | None = None, between: str | None = None) -> Whole:
    """Return the part of a dataset that the options of a command ask for; raises `OptionError`."""
    from kg.analysis import when
    from kg.analysis.confident import confident

    if least:
        dataset = confident(dataset, least)
    if as_of is not None:
        dataset = when.as_of(dataset, as_of)
    if between is not None:
        first, dots, last = between.partition("..")
        if not (first and dots and last):
            raise OptionError(f"--between {between}: give two dates with .. between them, such as 2024-03..2024-06")
        dataset = when.between(dataset, first, last)
    return dataset


def say(message: str) -> None:
    """Write one line to stderr, whatever line breaks and control characters `message` holds."""
    sys.stderr.write(f"kg: {' '.join(plain(message).split())}\n")


def say_failed(issues: Sequence[Issue]) -> None:
    """Write a line to stderr for each page that could not be read, up to some."""
    for issue in issues[:_TOLD]:
        say(issue.message)
    if len(issues) > _TOLD:
        say(f"and {len(issues) - _TOLD} more pages that could not be read")


@contextmanager
def going_on(folder: Path, kept: str) -> Iterator[None]:
    """Say that nothing is lost, where long work is stopped that has left `kept` in its folder."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        if (folder / kept).is_dir():
            say(f"stopped; what was read is kept in {folder}, and the same command goes on from there")
        raise


@contextmanager
def progress_bar(*, quiet: bool = False) -> Iterator[Callable[[str, int, int], None] | None]:
    """Give a function that moves a progress bar (what, done, of how many), or None where stderr is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def move(what: str, done: int, steps: int) -> None:
            bar.update(task, description=what, completed=done, total=steps)

        yield move


def show_table(header: Sequence[str], rows: Sequence[Sequence[object]], *, title: str = "") -> None:
    """Draw rows as a table on stdout, for a person at a terminal; a column of numbers stands right, 0 is left out."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left")
    for position, name in enumerate(header):
        numeric = position > 0 and all(isinstance(row[position], int | float) for row in rows)
        table.add_column(name, justify="right" if numeric else "left", no_wrap=position == 0, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if value in (0, None) else plain(str(value))) for value in row))
    Console().print(table)


def write_line(text: str) -> None:
    """Write a line to stdout; on a terminal nothing in it can steer that."""
    sys.stdout.write(f"{plain(text) if sys.stdout.isatty() else text}\n")


def write_json(row: Mapping[str, object]) -> None:
    """Write a row as a JSON line to stdout; what could steer a terminal stands there as its code."""
    import json

    write_coded(json.dumps(row, ensure_ascii=False) + "\n")


def write_coded(text: str) -> None:
    """Write JSON or Turtle to stdout; on a terminal what could steer it stands as its code, which means the same."""
    if sys.stdout.isatty():
        text = _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    sys.stdout.write(text)


def write_csv(header: Sequence[object], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as CSV on stdout, where no text is taken for a formula; on a terminal none can steer it either."""
    import csv

    from kg.formulas import guarded

    shown = plain if sys.stdout.isatty() else str
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in (header, *rows):
        writer.writerow([shown(guarded(cell)) if isinstance(cell, str) else cell for cell in row])


def plain(text: str) -> str:
    """Return text that cannot steer the terminal, whatever a page holds."""
    return "".join(c if c.isprintable() else " " for c in text)


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 page``, ``3 pages``."""
    return f"{number} {one if number == 1 else many or one + 's'}"

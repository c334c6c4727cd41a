"""``kg analyze``: what the whole graph says, each row with the statements behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from inspect import Parameter, Signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Optional

import typer

from kg.analysis.questions import QUESTIONS
from kg.analysis.table import ENTITY, SENTENCE, written
from kg.cli._common import (
    NOTHING,
    AsOf,
    Between,
    Format,
    MinConfidence,
    count,
    part_of,
    plain,
    say,
    show_table,
    write_csv,
    write_json,
)

if TYPE_CHECKING:
    from kg.analysis.evidence import Cited
    from kg.analysis.questions import Option, Question
    from kg.analysis.table import Row, Table, Value
    from kg.records import Dataset

app = typer.Typer(
    help="Ask what the whole graph says: rows with the statements behind them. See docs/analyze.md.",
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
)

Out = Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")]
Form = Annotated[
    Format | None, typer.Option("--format", "-f", help="Default: a table on a terminal, JSON lines in a pipe.")
]
Evidence = Annotated[bool, typer.Option("--evidence", "-e", help="Show the sentences behind each row.")]
Plot = Annotated[
    Path | None, typer.Option("--plot", metavar="FILE", help="Draw the answer as a .png or .svg; needs matplotlib.")
]
_COMMON: tuple[tuple[str, Any, Any], ...] = (
    ("form", Form, None),
    ("evidence", Evidence, False),
    ("plot", Plot, None),
    ("out", Out, Path("out")),
    ("min_confidence", MinConfidence, 0.0),
    ("as_of", AsOf, None),
    ("between", Between, None),
)
"""The options of every question: what they are called in `_answer`, what they are, their default."""


def _command(question: Question) -> Callable[..., None]:
    """Return a command that answers a question, with the question's options and the common ones."""

    def command(**given: Any) -> None:
        common = {name: given.pop(name) for name, _, _ in _COMMON}
        _answer(question, given, **common)

    parameters = [_parameter(option) for option in question.options]
    parameters += [Parameter(name, Parameter.KEYWORD_ONLY, annotation=a, default=d) for name, a, d in _COMMON]
    # Typer reads what a command takes from its signature.
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    command.__doc__ = (
        f"{question.title_zh}: {question.title[0].lower()}{question.title[1:]}.\n\n"
        f"\b\nExample:\n  kg analyze {question.name} {question.example}".rstrip()
    )
    return command


def _parameter(option: Option) -> Parameter:
    """Return an option of a question as a parameter of its command."""
    kind: Any = Literal[option.choices] if option.choices else str if option.default is None else type(option.default)
    if option.required:
        taken: Any = typer.Argument(metavar=option.name.upper(), help=option.help)
        return Parameter(option.name, Parameter.KEYWORD_ONLY, annotation=Annotated[kind, taken])
    least = 1 if kind is int else None
    # A flag has no counterpart --no-NAME.
    taken = typer.Option(f"--{option.name.replace('_', '-')}", help=option.help, min=least)
    kind = Optional[kind] if option.default is None else kind  # noqa: UP045 - made at run time
    return Parameter(option.name, Parameter.KEYWORD_ONLY, annotation=Annotated[kind, taken], default=option.default)


for _question in QUESTIONS.values():
    app.command(_question.name)(_command(_question))


@app.command("report")
def report(
    out: Out = Path("out"),
    *,
    min_confidence: MinConfidence = 0.0,
    as_of: AsOf = None,
    between: Between = None,
) -> None:
    """Write OUT/report.html: all answers that need no name, with pictures and the sentences behind each row.

    \b
    Example:
      kg analyze report
      kg analyze report --between 2024..2025 --min-confidence 0.8
    """
    from kg.views.report import write_report

    dataset = _asked(out, min_confidence, as_of, between)
    written_to = write_report(dataset, out / "report.html")
    questions, rows = count(written_to.questions, "question"), count(written_to.rows, "row")
    sys.stdout.write(f"{written_to.path}: {questions}, {rows}\n")


def _asked(out: Path, least: float, as_of: str | None, between: str | None) -> Dataset:
    """Return the part of a build that the options of a command ask for, in memory: questions go through it often."""
    from kg.api import open_paged
    from kg.documents import in_memory

    return part_of(in_memory(open_paged(out)), least=least, as_of=as_of, between=between)


def _answer(
    question: Question,
    options: dict[str, Any],
    *,
    form: Format | None,
    evidence: bool,
    plot: Path | None,
    out: Path,
    min_confidence: float,
    as_of: str | None,
    between: str | None,
) -> None:
    """Write the answer to a question on stdout, what a reader must know of it on stderr, its picture into a file."""
    question.check(options)
    if plot is not None:
        from kg.views.plot import check_plot

        check_plot(question, plot)
    dataset = _asked(out, min_confidence, as_of, between)
    table = question.answer(dataset, **options)
    _show(table, dataset, form or (Format.table if sys.stdout.isatty() else Format.json), evidence=evidence)
    for note in table.notes:
        say(note)
    if not table.rows:
        say(NOTHING)
    elif plot is not None and question.picture is not None:
        from kg.views.plot import write_plot

        write_plot(table, question.picture, plot)
        say(f"{plot}: the picture")


def _show(table: Table, dataset: Dataset, form: Format, *, evidence: bool) -> None:
    """Write the rows of an answer in a format; with `evidence` the sentences behind them too."""
    from kg.analysis.evidence import cite

    if form is Format.table:
        evidence = evidence or any(column.name == SENTENCE for column in table.columns)
    cited = cite(dataset, (one for row in table.rows for one in row.statements)) if evidence else {}
    if form is Format.json:
        for row in table.rows:
            write_json(_object(table, row, cited, evidence=evidence))
    elif form is Format.csv:
        header = [*(column.name for column in table.columns), "statements", *(["evidence"] if evidence else [])]
        rows = ((*row.cells, " ".join(row.statements), *_quotes(row, cited, evidence=evidence)) for row in table.rows)
        write_csv(header, rows)
    elif table.rows:
        _draw(table, cited)


def _quotes(row: Row, cited: dict[str, Cited], *, evidence: bool) -> list[str]:
    """Return the sentences behind a row as one cell, where they are asked for."""
    return [" | ".join(cited[one].quote for one in row.statements if one in cited)] if evidence else []


def _object(table: Table, row: Row, cited: dict[str, Cited], *, evidence: bool) -> dict[str, Any]:
    """Return a row as what JSON calls an object."""
    cells: dict[str, Any] = {column.name: cell for column, cell in zip(table.columns, row.cells, strict=True)}
    cells["statements"] = row.statements
    if evidence:
        cells["evidence"] = [asdict(cited[one]) for one in row.statements if one in cited]
    return cells


def _draw(table: Table, cited: dict[str, Cited]) -> None:
    """Draw an answer for a person at a terminal; below it the sentences that its last column numbers."""
    number = {one: n for n, one in enumerate(cited, 1)}
    # The ids of entities are for programs; these and sentences leave a terminal no room for names.
    shown = [place for place, column in enumerate(table.columns) if column.name not in {ENTITY, SENTENCE}]
    header = [table.columns[place].called for place in shown]
    rows: list[list[object]] = [[_cell(row.cells[place]) for place in shown] for row in table.rows]
    if cited:
        header.append("依据")
        for drawn, row in zip(rows, table.rows, strict=True):
            drawn.append(" ".join(str(number[one]) for one in row.statements if one in number))
    show_table(header, rows, title=plain(f"{table.title_zh} · {table.title}"))
    for one, cite in cited.items():
        when = cite.printed or "undated"
        where = ", ".join(filter(None, (cite.paper, cite.page, when, cite.status, f"{cite.confidence:.2f}")))
        sys.stdout.write(plain(f"[{number[one]}] {cite.quote} ({where})") + "\n")
    sys.stdout.write(f"{count(len(rows), 'row')}\n")


def _cell(value: Value) -> Value:
    """Return a cell for a table of `show_table`, which takes a column for one of numbers by what is in it."""
    return value if isinstance(value, int) and value else plain(written(value))

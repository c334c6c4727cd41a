"""The report: the answers to all questions of ``kg analyze`` in one HTML file, which asks no host for anything."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.analysis.evidence import SHOWN, cite
from kg.analysis.questions import QUESTIONS
from kg.analysis.table import ENTITY, SENTENCE, written
from kg.views.files import write_file
from kg.views.look import labels
from kg.views.page import TEMPLATES, clean, policy
from kg.views.plot import plot, why_not

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.analysis.evidence import Cited
    from kg.analysis.questions import Question
    from kg.analysis.table import Column, Row, Table
    from kg.records import Dataset

ROWS = 60
"""Rows of a table beyond which a reader is sent to the command."""
TITLE = "园区知识图谱：分析报告"
GRAPH = "graph.html"
"""The page that the evidence leads to, beside the report."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was written: where, and of how much."""

    path: Path
    questions: int
    rows: int


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    numeric: bool
    heads: bool
    """Whether it says what its row is about."""


@dataclass(frozen=True, slots=True)
class _Line:
    cells: tuple[_Cell, ...]
    evidence: tuple[Cited, ...]
    more: int
    """Statements behind it that are not shown."""


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    title: str
    title_zh: str
    columns: tuple[Column, ...]
    lines: tuple[_Line, ...]
    left_out: int
    notes: tuple[str, ...]
    picture: str | None
    """As a data: address."""


def write_report(dataset: Dataset, path: Path) -> Report:
    """Write the answers to all questions that need not be told anything as one HTML file, and return what was written.

    Each row has its evidence, with links into the page `GRAPH` beside it; pictures are in it where matplotlib is
    installed. The same dataset gives the same bytes with the same matplotlib and fonts. Raises `OutputError`.
    """
    sections, html = _made(dataset)
    write_file(path, html.encode(), what="the report")
    return Report(path, len(sections), sum(len(one.lines) for one in sections))


def report_html(dataset: Dataset) -> str:
    """Return the report as text."""
    return _made(dataset)[1]


def _made(dataset: Dataset) -> tuple[list[_Section], str]:
    plain = why_not()
    asked = [question for question in QUESTIONS.values() if question.reported]
    sections = [_section(dataset, question, drawn=plain is None) for question in asked]
    called = labels()
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters["address"] = _address
    html = environment.get_template("report.html.j2").render(
        title=TITLE,
        policy=policy([], style),
        style=style,
        sections=sections,
        counts=(len(dataset.documents), len(dataset.entities), len(dataset.statements)),
        printed=_printed(dataset),
        plain=plain,
        predicates=called["predicate"],
        statuses=called["status"],
    )
    return sections, clean(html)


def _section(dataset: Dataset, question: Question, *, drawn: bool) -> _Section:
    """Return the answer to a question as it stands in the report."""
    table = question.answer(dataset, **question.report)
    kept = table.rows[:ROWS]
    cited = cite(dataset, (one for row in kept for one in row.statements[:SHOWN]))
    # The ids of entities are for programs, and sentences stand below each row.
    places = [place for place, column in enumerate(table.columns) if column.name not in {ENTITY, SENTENCE}]
    called = labels()
    picture = None
    if drawn and question.picture is not None and table.rows:
        svg = plot(table, question.picture, titled=False)
        picture = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    return _Section(
        name=table.name,
        title=table.title,
        title_zh=table.title_zh,
        columns=tuple(table.columns[place] for place in places),
        lines=tuple(_line(table, row, places, cited, called) for row in kept),
        left_out=len(table.rows) - len(kept),
        notes=table.notes,
        picture=picture,
    )


def _line(
    table: Table, row: Row, places: list[int], cited: Mapping[str, Cited], called: Mapping[str, Mapping[str, str]]
) -> _Line:
    """Return a row with its evidence; what names a term of the ontology in a column made for it is in Chinese."""
    names = [column.name for column in table.columns]
    head = names.index("name") if "name" in names else places[0]
    cells = []
    for place in places:
        value = row.cells[place]
        text = called.get(names[place], {}).get(str(value), written(value))
        cells.append(_Cell(text, isinstance(value, int | float), heads=place == head))
    shown = tuple(cited[one] for one in row.statements if one in cited)[:SHOWN]
    return _Line(tuple(cells), shown, max(0, len(row.statements) - SHOWN))


def _printed(dataset: Dataset) -> tuple[str, str] | None:
    """Return the days that the first and the last page were printed on."""
    days = sorted(document.issued for document in dataset.documents if document.issued)
    return (days[0], days[-1]) if days else None


def _address(statement: str) -> str:
    """Return where a statement is shown in the page of the graph."""
    return f"{GRAPH}#statement={quote(clean(statement), safe='')}"

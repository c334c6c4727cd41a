"""``kg score``: what the pipeline finds on pages, beside what a careful reader found."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._common import progress_bar, show_table

if TYPE_CHECKING:
    from kg.score import Figure, PageScore


def score(
    gold: Annotated[list[str], typer.Argument(metavar="GOLD...", help="Gold files, or folders of them.")],
    pages: Annotated[
        Path | None, typer.Option("--pages", metavar="FOLDER", help="Where the pages lie, if not beside the gold.")
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List what went wrong, with its sentence.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines on a terminal too.")] = False,
) -> None:
    """Mark what is found on pages against gold: precision, recall, F1 by class and predicate.

    A page is looked for in --pages, beside its gold, and in seeds/. Writes a table on a terminal, JSON lines in a pipe.

    \b
    Example:
      kg score tests/gold
      kg score tests/gold/d01.json --misses
    """
    from kg.api import extract
    from kg.nlp import load_pipeline
    from kg.score import figures, find_gold, find_page, load_gold, score_page, total

    asked = [load_gold(path) for path in find_gold(gold)]
    found = [find_page(one, pages) for one in asked]
    nlp = load_pipeline()
    scores = []
    with progress_bar() as progress:
        for done, (one, page) in enumerate(zip(asked, found, strict=True)):
            if progress:
                progress(one.doc, done, len(asked))
            scores.append(score_page(one, extract(page, nlp)))
    marks = figures(total(each.tally for each in scores)).values()
    if as_json or not sys.stdout.isatty():
        _write_lines(marks, scores if misses else ())
    else:
        _show(marks, scores if misses else ())


def _write_lines(marks: Iterable[Figure], scores: Iterable[PageScore]) -> None:
    """Write a line a figure, then a line a miss."""
    for mark in marks:
        shares = {"precision": mark.precision, "recall": mark.recall, "f1": mark.f1}
        _line({"figure": mark.name, **{k: round(v, 4) for k, v in shares.items()}, **asdict(mark), "name": None})
    for page in scores:
        for miss in page.misses:
            _line({"miss": miss.kind, "doc": page.doc, **asdict(miss), "kind": None})


def _line(row: dict[str, object]) -> None:
    told = {key: value for key, value in row.items() if value is not None}
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


def _show(marks: Iterable[Figure], scores: Iterable[PageScore]) -> None:
    """Draw the figures as a table, then write the misses page by page."""
    header = ("figure", "precision", "recall", "F1", "right", "extra", "missing", "split")
    rows = [(m.name, f"{m.precision:.1%}", f"{m.recall:.1%}", f"{m.f1:.1%}", m.tp, m.fp, m.fn, m.split) for m in marks]
    show_table(header, rows)
    for page in scores:
        sys.stdout.write(f"\n{page.doc}\n")
        for miss in page.misses:
            detail = f" ({miss.detail})" if miss.detail else ""
            sys.stdout.write(f"{miss.kind} {miss.term} {' → '.join(miss.names)}{detail}\n")
            if miss.sentence:
                sys.stdout.write(f"    {miss.sentence}\n")

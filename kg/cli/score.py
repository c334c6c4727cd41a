"""``kg score``: what the pipeline finds on pages, beside what a careful reader found."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._common import MinConfidence, NoModel, progress_bar, show_table, write_json, write_line

if TYPE_CHECKING:
    from kg.score import Figure, PageScore
    from kg.score.challenge import Row
    from kg.score.identity import Row as IdentityRow


class Part(StrEnum):
    """Which passages of the challenge are tried."""

    OPEN = "open"
    KEPT = "kept"
    ALL = "all"


def score(
    gold: Annotated[list[str] | None, typer.Argument(metavar="GOLD...", help="Gold files, or folders of them.")] = None,
    pages: Annotated[
        Path | None, typer.Option("--pages", metavar="FOLDER", help="Where the pages lie, if not beside the gold.")
    ] = None,
    challenge: Annotated[
        Part | None, typer.Option("--challenge", help="Mark the passages of tests/challenge, or of GOLD, instead.")
    ] = None,
    identity: Annotated[
        Part | None,
        typer.Option("--identity", help="Mark which entities of different pages become one: tests/identity, or GOLD."),
    ] = None,
    *,
    misses: Annotated[bool, typer.Option("--misses", help="List what went wrong, with its sentence.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines on a terminal too.")] = False,
    min_confidence: MinConfidence = 0.0,
    no_model: NoModel = False,
) -> None:
    """Mark what is found on pages against gold: precision, recall, F1 by class and predicate.

    A page is looked for in --pages, beside its gold, and in seeds/. Writes a table on a terminal, JSON lines in a pipe.
    With --identity pairs of namings on different pages are marked: precision, recall and F1 of what becomes one.
    With --challenge the marks come by phenomenon; the misses of its kept part stay hidden, so that no rule is made of
    them.

    \b
    Example:
      kg score tests/gold
      kg score tests/gold/d01.json --misses
      kg score --challenge open --misses
      kg score --identity all
    """
    model = not no_model
    plain = as_json or not sys.stdout.isatty()
    if challenge is not None:
        _score_challenge(gold, challenge.value, min_confidence, model, misses=misses, plain=plain)
    elif identity is not None:
        _score_identity(gold, identity.value, model, misses=misses, plain=plain)
    elif not gold:
        raise typer.BadParameter("give gold files or folders, --challenge or --identity", param_hint="GOLD")
    else:
        _score_pages(gold, pages, min_confidence, model, misses=misses, plain=plain)


def _score_pages(gold: list[str], pages: Path | None, least: float, model: bool, *, misses: bool, plain: bool) -> None:
    from kg.analysis.confident import sure
    from kg.api import extract
    from kg.nlp import load_pipeline
    from kg.score import figures, find_gold, find_page, load_gold, score_page, total

    asked = [load_gold(path) for path in find_gold(gold)]
    found = [find_page(one, pages) for one in asked]
    nlp = load_pipeline(model=model)
    scores = []
    with progress_bar() as progress:
        for done, (one, page) in enumerate(zip(asked, found, strict=True)):
            if progress:
                progress(one.doc, done, len(asked))
            scores.append(score_page(one, sure(extract(page, nlp), least)))
    marks = figures(total(each.tally for each in scores)).values()
    if plain:
        _write_lines(marks, scores if misses else ())
    else:
        _show(marks, scores if misses else ())


def _score_challenge(
    sources: list[str] | None, part: str, least: float, model: bool, *, misses: bool, plain: bool
) -> None:
    from kg.analysis.confident import sure
    from kg.extract import extract
    from kg.nlp import load_pipeline
    from kg.score.challenge import CHALLENGE, load_items, rows_of, score_items

    items = [item for source in sources or [str(CHALLENGE)] for item in load_items(source, part)]
    nlp = load_pipeline(model=model)
    scores = score_items(items, lambda page: sure(extract(page, nlp), least))
    rows = rows_of(items, scores)
    told = [each for item, each in zip(items, scores, strict=True) if misses and item.part == "open"]
    if plain:
        for row in rows:
            marks = {"entities": _shares(row.entities), "relations": _shares(row.relations)}
            _line({"phenomenon": row.phenomenon, "items": row.items, **marks})
        _write_misses(told)
    else:
        _show_challenge(rows)
        _show_misses(each for each in told if each.misses)


def _score_identity(sources: list[str] | None, part: str, model: bool, *, misses: bool, plain: bool) -> None:
    from kg.extract import extract
    from kg.nlp import load_pipeline
    from kg.resolve.merge import merge
    from kg.score.identity import IDENTITY, judge, load_cases, rows_of

    cases = [case for source in sources or [str(IDENTITY)] for case in load_cases(source)]
    nlp = load_pipeline(model=model)
    judged = [each for each in judge(cases, lambda page: extract(page, nlp), merge) if part in ("all", each.part)]
    rows = rows_of(judged)
    if plain:
        for row in rows:
            _line({**asdict(row), "precision": row.precision, "recall": row.recall, "f1": row.f1})
    else:
        header = ("phenomenon", "pairs", "precision", "recall", "F1", "right", "false", "missed", "not found")
        show_table(header, [_identity_row(row) for row in rows])
    for each in judged if misses else ():
        if each.found and each.pair.same != each.joined and each.part == "open":
            wrong = "missed" if each.pair.same else "false"
            pair = each.pair
            text = f"{wrong} {pair.name} ({pair.doc}) {pair.other_name} ({pair.other_doc}): {pair.about}"
            if plain:
                write_json({"miss": text})
            else:
                write_line(text)


def _identity_row(row: IdentityRow) -> tuple[object, ...]:
    shares = (f"{share:.1%}" for share in (row.precision, row.recall, row.f1))
    return (row.phenomenon, row.pairs, *shares, row.right, row.false, row.missed, row.unfound)


def _shares(mark: Figure) -> dict[str, float]:
    """Return precision, recall and F1 of a figure, and its counts."""
    shares = {"precision": mark.precision, "recall": mark.recall, "f1": mark.f1}
    return {**{k: round(v, 4) for k, v in shares.items()}, "tp": mark.tp, "fp": mark.fp, "fn": mark.fn}


def _show_challenge(rows: Iterable[Row]) -> None:
    """Draw a row a phenomenon: entities on the left, relations on the right."""
    header = ("phenomenon", "items", "P ent", "R ent", "F1 ent", "P rel", "R rel", "F1 rel")
    lines = [
        (row.phenomenon, row.items, *(f"{x:.1%}" for m in (row.entities, row.relations) for x in _three(m)))
        for row in rows
    ]
    show_table(header, lines)


def _three(mark: Figure) -> tuple[float, float, float]:
    return mark.precision, mark.recall, mark.f1


def _write_lines(marks: Iterable[Figure], scores: Iterable[PageScore]) -> None:
    """Write a line a figure, then a line a miss."""
    for mark in marks:
        _line({"figure": mark.name, **_shares(mark), "split": mark.split})
    _write_misses(scores)


def _write_misses(scores: Iterable[PageScore]) -> None:
    for page in scores:
        for miss in page.misses:
            _line({"miss": miss.kind, "doc": page.doc, **asdict(miss), "kind": None})


def _line(row: dict[str, object]) -> None:
    write_json({key: value for key, value in row.items() if value is not None})


def _show(marks: Iterable[Figure], scores: Iterable[PageScore]) -> None:
    """Draw the figures as a table, then write the misses page by page."""
    header = ("figure", "precision", "recall", "F1", "right", "extra", "missing", "split")
    rows = [(m.name, f"{m.precision:.1%}", f"{m.recall:.1%}", f"{m.f1:.1%}", m.tp, m.fp, m.fn, m.split) for m in marks]
    show_table(header, rows)
    _show_misses(scores)


def _show_misses(scores: Iterable[PageScore]) -> None:
    for page in scores:
        sys.stdout.write(f"\n{page.doc}\n")
        for miss in page.misses:
            detail = f" ({miss.detail})" if miss.detail else ""
            write_line(f"{miss.kind} {miss.term} {' → '.join(miss.names)}{detail}")
            if miss.sentence:
                write_line(f"    {miss.sentence}")

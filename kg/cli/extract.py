"""``kg extract``: what one page gives, stage by stage."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli._common import (
    Cluster,
    EngineName,
    MinConfidence,
    NoModel,
    Workers,
    count,
    going_on,
    progress_bar,
    say_failed,
    write_json,
    write_line,
)
from kg.errors import OptionError


class Stage(StrEnum):
    """How far a page is taken."""

    articles = "articles"
    mentions = "mentions"
    entities = "entities"
    relations = "relations"


def extract(
    pages: Annotated[list[str], typer.Argument(metavar="PAGE...", help="A page, or - for stdin; many with --to.")],
    stage: Annotated[Stage, typer.Option("--stage", "-s", help="What to write.")] = Stage.relations,
    why: Annotated[
        tuple[str, str, str] | None,
        typer.Option("--why", metavar="A PREDICATE B", help="Say why the page states this, or why not."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="Write all that many pages give, as Parquet.")
    ] = None,
    *,
    workers: Workers = None,
    engine: EngineName = "local",
    cluster: Cluster = "",
    min_confidence: MinConfidence = 0.0,
    no_model: NoModel = False,
) -> None:
    """Write the statements of one page as JSON lines, or its articles, mentions or entities.

    Offsets count Unicode code points of the source text, the end exclusive. With --why: which rule, which words, which
    memory made a statement, or what is missing for it (exit code 1).

    With --to: the pages are files, folders, patterns or URLs, as for `kg build`, which takes the folder as a source
    then (see docs/scale.md). Exit code 1: some of them could not be read.

    \b
    Example:
      kg extract seeds/d01.txt --min-confidence 0.9
      kg extract seeds/d01.txt --stage mentions | grep Firm
      kg extract seeds/d01.txt --why 沈砚秋 visited 泰兴市
      kg extract seeds --to shards --workers 2
    """
    if to is not None:
        if why is not None or min_confidence or stage is not Stage.relations:
            raise OptionError("--to: takes all that pages give; leave out --stage, --why and --min-confidence")
        _shard(pages, to, model=not no_model, who={"workers": workers, "engine": engine, "cluster": cluster})
        return
    if len(pages) > 1 or workers is not None or engine != "local" or cluster:
        raise OptionError(
            "several pages, --workers, --engine and --cluster go with --to FOLDER; give one page without them"
        )
    (page,) = pages
    if why is not None:
        if stage is not Stage.relations or min_confidence:
            raise OptionError("--why: speaks of one statement, however sure; leave out --stage and --min-confidence")
        _explain(page, why, _pipeline(no_model))
        return
    from kg.api import read_stage

    if min_confidence and stage is not Stage.relations:
        raise OptionError(f"--min-confidence: {stage.value} have none; only relations do")
    for row in read_stage(page, stage.value, _pipeline(no_model)):
        if row.get("confidence", 1) >= min_confidence:
            write_json(row)


def _pipeline(no_model: bool) -> Any:
    """Return the pipeline without the trained components, or None for the usual one."""
    if not no_model:
        return None
    from kg.nlp import load_pipeline

    return load_pipeline(model=False)


def _shard(pages: list[str], to: Path, *, model: bool, who: dict[str, Any]) -> None:
    """Write shards, and what was done."""
    from kg.api import shard
    from kg.run.shards import DOCUMENTS

    with progress_bar() as progress, going_on(to, DOCUMENTS):
        report = shard(pages, to, model=model, progress=progress, **who)
    say_failed(report.failed)
    said = [f"{count(report.pages, 'page')} ({report.reused} unchanged)", count(report.parts, "part")]
    if report.failed:
        said.append(f"{len(report.failed)} not read")
    write_line(f"{to}: {', '.join(said)}")
    anew = report.pages - report.reused
    if anew:
        found = f"{report.characters:,} characters, {count(report.articles, 'article')}"
        write_line(f"read anew: {count(anew, 'page')}, {found}, {count(report.statements, 'statement')}")
    write_line(f"next: kg build {to} --out out")
    if report.failed:
        raise typer.Exit(1)


def _explain(page: str, asked: tuple[str, str, str], nlp: Any) -> None:
    """Write how each statement came about, or what is missing for one."""
    from kg.api import why

    accounts = why(page, *asked, nlp)
    for account in accounts:
        unsaid = "" if account.statement else "nothing on the page says: "
        write_line(f"{unsaid}{account.subject} {account.predicate} {account.object}")
        for fact in account.facts:
            write_line(f"  {fact.about}: {fact.text}")
    if not any(account.statement for account in accounts):
        raise typer.Exit(1)

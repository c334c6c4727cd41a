"""``kg build``: pages in, graph out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli._common import (
    Cluster,
    EngineName,
    NoModel,
    Workers,
    count,
    going_on,
    progress_bar,
    say_failed,
    show_table,
)
from kg.errors import OptionError

# `kg --help` must not load what a build loads.
if TYPE_CHECKING:
    from kg.run import BuildReport


def build(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Pages, folders, or - for stdin.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the results go.")] = Path("out"),
    base: Annotated[str | None, typer.Option("--base", metavar="IRI", help="Base of all IRIs of the graph.")] = None,
    watch: Annotated[bool, typer.Option("--watch", "-w", help="Go on: build again whenever a page changes.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.")] = False,
    *,
    workers: Workers = None,
    engine: EngineName = "local",
    cluster: Cluster = "",
    no_model: NoModel = False,
) -> None:
    """Build the graph of all pages in files and folders: Turtle, TriG, a page to look at, and the statements.

    A source can also be a pattern, a URL such as s3://bucket/papers, or a folder of shards (see docs/scale.md).

    An unchanged page is not extracted again. Exit code 1: some pages could not be read (see issues.jsonl).

    Judgements in OUT/judgements.jsonl (see `kg review`) are heeded, and ids once given out (OUT/ids.jsonl) stay.

    \b
    Example:
      kg build seeds --out out
      kg build pages --watch
      kg build "papers/*/1998" --workers 8
      curl -s https://example.org/news.html | kg build - --out out
    """
    from kg.api import build as build_graph
    from kg.run.kept import FOLDER

    who: dict[str, Any] = {"workers": workers, "engine": engine, "cluster": cluster}
    if watch:
        _watch(sources, out, base, model=not no_model, quiet=quiet, who=who)
        return
    with progress_bar(quiet=quiet) as progress, going_on(out, FOLDER):
        report = build_graph(sources, out, base=base, model=not no_model, progress=progress, **who)
    say_failed(report.failed)
    if not quiet:
        _summary(report)
    if report.failed:
        raise typer.Exit(1)


def _watch(sources: list[str], out: Path, base: str | None, *, model: bool, quiet: bool, who: dict[str, Any]) -> None:
    """Build again and again until interrupted, with a line for each build."""
    from kg.api import watch as watch_graph
    from kg.run.remote import is_url

    if "-" in sources:
        raise OptionError("--watch cannot watch standard input; name files or folders")
    far = next((source for source in sources if is_url(source)), None)
    if far is not None:
        raise OptionError(f"--watch cannot watch {far}; name files or folders")
    for number, report in enumerate(watch_graph(sources, out, base=base, model=model, **who)):
        say_failed(report.failed)
        if number == 0 and not quiet:
            _summary(report)
            _line("watching; Ctrl-C ends")
        elif not quiet:
            statements = sum(sum(counts.values()) for counts in report.statements.values())
            read = report.pages - report.reused
            _line(f"{count(report.pages, 'page')}, {read} read anew, {count(statements, 'statement')}")
        sys.stdout.flush()


def _summary(report: BuildReport) -> None:
    """Write what was found, where it lies and what to do next."""
    read = f"{count(report.pages, 'page')} ({report.reused} unchanged), {count(report.articles, 'article')}"
    _line(f"{read}, {len(report.failed)} not read" if report.failed else read)
    if sys.stdout.isatty():
        _tables(report)
    else:
        _line(f"entities: {_listed(report.entities)}")
        for predicate, counts in report.statements.items():
            _line(f"{predicate}: {sum(counts.values())} ({_listed(counts)})")
    remarks = len(report.issues) - len(report.failed)
    if remarks:
        _line(f"{count(remarks, 'remark')} on pages in {report.out / 'issues.jsonl'}")
    names = sorted({path.relative_to(report.out).parts[0] for path in report.files})
    _line(f"written to {report.out}: {', '.join(names)}")
    _line(f"next: open {report.out / 'graph.html'} in a browser, or ask: kg query --help, kg analyze --help")


def _tables(report: BuildReport) -> None:
    """Draw the entities by class, and the statements by predicate and status."""
    show_table(("class", "entities"), list(report.entities.items()))
    status = sorted({name for counts in report.statements.values() for name in counts})
    rows = [
        (predicate, sum(counts.values()), *(counts.get(name, 0) for name in status))
        for predicate, counts in report.statements.items()
    ]
    show_table(("predicate", "statements", *(name.lower() for name in status)), rows)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items()) or "none"


def _line(text: str) -> None:
    sys.stdout.write(f"{text}\n")

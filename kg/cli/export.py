"""``kg export``: a build in the formats of other programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli._common import AsOf, Between, MinConfidence, count, part_of, show_table


def export(
    form: Annotated[
        str | None, typer.Argument(metavar="[FORMAT]", help="A format; without one they are listed.")
    ] = None,
    listing: Annotated[
        bool, typer.Option("--list", "-l", help="List the formats with what each cannot carry.")
    ] = False,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")] = Path("out"),
    *,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="PATH", help="The file, or for csv and neo4j the folder, to write.")
    ] = None,
    min_confidence: MinConfidence = 0.0,
    as_of: AsOf = None,
    between: Between = None,
) -> None:
    """Write a build as RDF, tables, a network or annotations, to stdout or to a file; csv and neo4j are folders.

    Without --to a folder is OUT/export/FORMAT. What stands there already is replaced where it is such an export.

    \b
    Example:
      kg export
      kg export nq > graph.nq
      kg export csv
      kg export gexf --to graph.gexf --min-confidence 0.8
      kg export neo4j --to import --between 2024..2025
    """
    from kg.export import export as write
    from kg.export import format_named, place_of, stream_out

    if listing or form is None:
        _list()
        return
    folder = format_named(form).folder is not None

    from kg.api import open_stream
    from kg.export import Counted
    from kg.graph.store import base_at

    dataset = Counted(part_of(open_stream(out), least=min_confidence, as_of=as_of, between=between))
    if to is None and not folder:
        sys.stdout.flush()
        stream_out(dataset, form, sys.stdout.buffer, base=base_at(out))
        sys.stdout.buffer.flush()
        return
    path = write(dataset, form, to or place_of(out, form), base=base_at(out))
    entities = count(dataset.entity_count, "entity", "entities")
    sys.stdout.write(f"{path}: {entities}, {count(dataset.statement_count, 'statement')}\n")


def _list() -> None:
    """Show the formats: a table on a terminal, JSON lines in a pipe."""
    from kg.export import FORMATS

    if sys.stdout.isatty():
        rows = [(one.name, one.what, one.suffix or "a folder", one.lacks) for one in FORMATS.values()]
        show_table(("format", "what it is", "file", "what it cannot carry"), rows)
        return
    for one in FORMATS.values():
        row = {"format": one.name, "what": one.what, "media": one.media, "suffix": one.suffix, "lacks": one.lacks}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")

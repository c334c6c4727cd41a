"""``kg validate``: the graph against the shapes of the ontology, and what pages say against each other."""

from __future__ import annotations

import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli._common import count, show_table, write_coded, write_json


class Format(StrEnum):
    """How findings are written."""

    table = "table"
    json = "json"
    turtle = "turtle"


class Engine(StrEnum):
    """What checks the shapes."""

    shacl = "shacl"
    sparql = "sparql"


def validate(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")] = Path("out"),
    form: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: a table on a terminal, JSON lines in a pipe.")
    ] = None,
    engine: Annotated[
        Engine | None, typer.Option("--engine", help="Default: pySHACL for small graphs, SPARQL for big ones.")
    ] = None,
    *,
    shapes_only: Annotated[bool, typer.Option("--shapes-only", help="Leave out what pages say.")] = False,
) -> None:
    """Check the graph of a build; exit code 1 where something is found.

    Against the shapes of the ontology (severity Violation), and for what cannot all be so (Warning), with the sentences
    that say it: two persons in one chief post at a time, a firm in two cities, capacities that are orders of magnitude
    apart, facts dated after their page.

    \b
    Example:
      kg validate
      kg validate --format turtle > report.ttl
    """
    from kg.api import validate as check
    from kg.graph.report import report
    from kg.graph.store import base_at

    findings = check(out, engine=engine.value if engine else None, shapes_only=shapes_only)
    chosen = form or (Format.table if sys.stdout.isatty() else Format.json)
    if chosen is Format.turtle:
        write_coded(report(findings, base=base_at(out)))
    elif not findings:
        more = "" if shapes_only else ", and no page speaks against another"
        sys.stdout.write(f"{out}: the graph keeps to every shape{more}\n")
    elif chosen is Format.table:
        rows = []
        for f in findings:
            rows.append((f.severity, f.value or f.node, f.message, f.path))
            rows += [("", doc, quote, "") for _, doc, quote in f.evidence]
        show_table(("severity", "what", "message", "path"), rows)
        sys.stdout.write(f"{count(len(findings), 'finding')}\n")
    else:
        for finding in findings:
            write_json(asdict(finding))
    if findings:
        raise typer.Exit(1)

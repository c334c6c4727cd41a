"""``kg validate``: the graph against the shapes of the ontology."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli._common import count, show_table


def validate(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")] = Path("out"),
) -> None:
    """Check the graph of a build against the shapes of the ontology; exit code 1 where something is found.

    Findings are a table on a terminal and JSON lines in a pipe.

    \b
    Example:
      kg validate
      kg validate --out other | head
    """
    from kg.graph.validate import validate_build

    findings = validate_build(out)
    if not findings:
        sys.stdout.write(f"{out}: the graph keeps to every shape\n")
        return
    if sys.stdout.isatty():
        show_table(("node", "path", "value", "message"), [(f.node, f.path, f.value, f.message) for f in findings])
        sys.stdout.write(f"{count(len(findings), 'finding')}\n")
    else:
        for finding in findings:
            sys.stdout.write(json.dumps(asdict(finding), ensure_ascii=False) + "\n")
    raise typer.Exit(1)

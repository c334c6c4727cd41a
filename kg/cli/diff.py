"""``kg diff``: what changed between two builds."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli._common import count, write_json, write_line


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="The folder of a finished build.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The folder of another one.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines instead of text.")] = False,
) -> None:
    """Tell what came, went and changed from build A to build B. Exit code 1: they differ.

    \b
    Example:
      kg diff yesterday out
      kg diff yesterday out --json | grep investedIn
    """
    from kg.analysis.diff import counts
    from kg.analysis.diff import diff as compare
    from kg.api import open_dataset

    changes = compare(open_dataset(before), open_dataset(after))
    if as_json:
        for change in changes:
            write_json(asdict(change))
    else:
        for change in changes:
            sign = {"added": "+", "removed": "-", "changed": "~"}[change.change]
            write_line(f"{sign} {change.what} {change.told}{f' [{change.doc}]' if change.doc else ''}")
            for name, old, new in change.fields:
                write_line(f"    {name}: {old} → {new}")
        told = [f"{count(number, what, _MANY[what])} {kind}" for (what, kind), number in counts(changes).items()]
        sys.stdout.write(f"{', '.join(told) or 'no difference'}\n")
    if changes:
        raise typer.Exit(1)


_MANY = {"entity": "entities", "statement": "statements"}

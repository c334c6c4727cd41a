"""``kg schema``: the classes and predicates of the ontology."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli._common import show_table

# `kg --help` must not load what a command loads.
if TYPE_CHECKING:
    from kg.ontology import Ontology

app = typer.Typer(help="See what classes and predicates there are.", no_args_is_help=True)


@app.command("classes")
def list_classes() -> None:
    """List the classes: a table on a terminal, JSON lines in a pipe.

    \b
    Example:
      kg schema classes
    """
    from kg.ontology import load_ontology

    terms = load_ontology().classes.values()
    if sys.stdout.isatty():
        rows = [(t.name, t.label, t.parent, "abstract" if t.abstract else None, t.comment) for t in terms]
        show_table(("class", "label", "parent", "", "what it is"), rows)
        return
    for term in terms:
        sys.stdout.write(_line(asdict(term)))


@app.command("show")
def show(
    term: Annotated[str, typer.Argument(metavar="TERM", help="The name of a class, predicate, qualifier or status.")],
) -> None:
    """Show one term: a table on a terminal, a line of JSON in a pipe.

    \b
    Examples:
      kg schema show Firm
      kg schema show visited
    """
    from kg.ontology import load_ontology

    ontology = load_ontology()
    row = asdict(ontology.term(term)) | _uses(ontology, term)
    if sys.stdout.isatty():
        show_table(("", term), [(key.strip("_"), _words(value)) for key, value in row.items() if key != "name"])
        return
    sys.stdout.write(_line(row))


def _uses(ontology: Ontology, name: str) -> dict[str, list[str]]:
    """Return the predicates that lead from and to a class, or that take a qualifier."""
    predicates = ontology.predicates.values()
    if name in ontology.qualifiers:
        return {"predicates": [p.name for p in predicates if name in p.qualifiers]}
    if name not in ontology.classes:
        return {}
    return {
        "subject_of": [p.name for p in predicates if any(ontology.is_a(name, d) for d in p.domain)],
        "object_of": [p.name for p in predicates if any(ontology.is_a(name, r) for r in p.range)],
    }


def _line(row: dict[str, Any]) -> str:
    kept = {key.strip("_"): value for key, value in row.items() if value not in (None, "", (), [])}
    return json.dumps(kept, ensure_ascii=False) + "\n"


def _words(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value

"""``kg schema``: the classes and predicates that there are, and the files generated from them."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli._common import count, show_table

app = typer.Typer(
    help="List or show the terms of the ontology, check its files, or write what is generated from them.",
    epilog="Example: kg schema show Firm",
    no_args_is_help=True,
)

_KEYS = {"label_en": "labelEn", "not_": "not", "domain": "from", "range": "to"}
"""Fields that the files under ``schemas/`` call otherwise."""


@app.command("classes")
def classes() -> None:
    """List the classes and predicates: a table on a terminal, JSON lines in a pipe.

    \b
    Example:
      kg schema classes
    """
    from kg.ontology import load_ontology

    ontology = load_ontology()
    if not sys.stdout.isatty():
        for name in (*ontology.classes, *ontology.predicates):
            _write_json(_row(name))
        return
    above = [(t.name, t.label, t.label_en, t.parent, "yes" if t.abstract else "") for t in ontology.classes.values()]
    show_table(("class", "label", "in English", "parent", "abstract"), above)
    ends = [(t.name, t.label, ", ".join(t.domain), ", ".join(t.range)) for t in ontology.predicates.values()]
    show_table(("predicate", "label", "from", "to"), ends)


@app.command("show")
def show(
    term: Annotated[
        str, typer.Argument(metavar="TERM", help="A class, predicate, qualifier, status or record: Firm, visited.")
    ],
) -> None:
    """Show all there is to know of a term: a table on a terminal, a JSON line in a pipe.

    \b
    Example:
      kg schema show visited
    """
    row = _row(term)
    if sys.stdout.isatty():
        show_table(("key", "value"), [(key, _plain(value)) for key, value in row.items()])
        return
    _write_json(row)


@app.command("check")
def check() -> None:
    """Check the ontology and the files generated from it; exit code 1 where a file is out of step."""
    from kg.graph.vocabulary import differences, generate, places
    from kg.ontology import load_ontology

    ontology = load_ontology()
    found = differences(generate(ontology), places())
    for line in found:
        sys.stdout.write(f"{line}\n")
    terms = f"{count(len(ontology.classes), 'class', 'classes')}, {count(len(ontology.predicates), 'predicate')}"
    sys.stdout.write(f"{terms}, {count(len(found), 'file')} out of step\n")
    if found:
        raise typer.Exit(1)


@app.command("write")
def write(
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="FOLDER", help="All files into this folder, instead of schemas/generated/ and docs/."
        ),
    ] = None,
) -> None:
    """Write OWL, SHACL, JSON-LD context, JSON Schema and the page of documentation.

    \b
    Example:
      kg schema write --to vocabulary
    """
    from kg.graph import vocabulary

    where = vocabulary.places(to)
    vocabulary.write(vocabulary.generate(), where)
    for path in where.values():
        sys.stdout.write(f"{path}\n")


def _row(name: str) -> dict[str, Any]:
    """Return a term as a row: its kind, its IRI, its fields, and what other terms say of it."""
    from kg.graph.vocabulary import term_iri
    from kg.ontology import load_ontology

    ontology = load_ontology()
    term = ontology.term(name)
    fields = {_KEYS.get(key, key): value for key, value in asdict(term).items()}
    row = {"term": fields.pop("name"), "kind": ontology.kind(name), "iri": term_iri(name)} | fields
    if name in ontology.classes:
        row["above"] = [c for c in ontology.classes if c != name and ontology.is_a(name, c)]
        row["below"] = [c for c in ontology.classes if c != name and ontology.is_a(c, name)]
        row["subject of"] = [p.name for p in ontology.predicates.values() if _any_is(name, p.domain)]
        row["object of"] = [p.name for p in ontology.predicates.values() if _any_is(name, p.range)]
    if name in ontology.qualifiers:
        row["qualifies"] = [p.name for p in ontology.predicates.values() if name in p.qualifiers]
    return {key: value for key, value in row.items() if value not in (None, "", (), [], False)}


def _any_is(name: str, ends: tuple[str, ...]) -> bool:
    from kg.ontology import load_ontology

    return any(load_ontology().is_a(name, end) for end in ends)


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _write_json(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")

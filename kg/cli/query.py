"""``kg query``: SPARQL, named or one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._common import (
    NOTHING,
    AsOf,
    Between,
    Format,
    MinConfidence,
    count,
    part_of,
    plain,
    say,
    show_table,
    write_coded,
    write_csv,
    write_json,
)
from kg.cli._question import filled_in, text_of
from kg.errors import OptionError

# `kg --help` must not load what a command loads.
if TYPE_CHECKING:
    from kg.graph.query import Answer, NamedQuery, Value
    from kg.graph.store import Store


def query(
    question: Annotated[
        str | None, typer.Argument(metavar="[NAME|FILE.rq|-]", help="A named query, a file of SPARQL, or - for stdin.")
    ] = None,
    parameters: Annotated[list[str] | None, typer.Argument(metavar="[KEY=VALUE]...", help="What to fill in.")] = None,
    listing: Annotated[bool, typer.Option("--list", "-l", help="List the named queries.")] = False,
    form: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: a table on a terminal, JSON lines in a pipe.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")] = Path("out"),
    *,
    url: Annotated[
        str | None, typer.Option("--store", metavar="URL", help="Ask this store instead; see docs/stores.md.")
    ] = None,
    min_confidence: MinConfidence = 0.0,
    as_of: AsOf = None,
    between: Between = None,
) -> None:
    """Ask the graph: a named query, SPARQL of your own, or nothing for the list of named ones.

    A value is a name or a part of one. The prefixes kg, id, st, rdf, rdfs, skos, prov, dct and xsd are declared.

    \b
    Example:
      kg query
      kg query inside place=泰兴
      kg query products maker=沃谷 --format csv > products.csv
      kg query investors --min-confidence 0.9
      kg query investors --between 2024-03..2024-06
      kg query inside place=泰兴 --store sparql+http://localhost:7878
      echo 'SELECT (COUNT(*) AS ?n) { ?s a kg:Firm }' | kg query -
    """
    from kg.graph.query import find_query, makes_triples, run_construct, run_query

    chosen = form or (Format.table if sys.stdout.isatty() else Format.json)
    if listing or question is None:
        _list(chosen)
        return
    text = text_of(question)
    filled = filled_in(parameters or ())
    find_query(text)
    triples = form is None and makes_triples(text)
    store = _store(url or out, min_confidence, as_of, between)
    if triples:
        write_coded(run_construct(store, text, filled))
        return
    _show(run_query(store, text, filled), chosen)


def _store(out: Path | str, least: float, as_of: str | None, between: str | None) -> Store:
    """Return a store, or the part of a build that the options ask for."""
    from kg.graph.store import base_at, open_store, store_of

    if not least and as_of is None and between is None:
        return open_store(out)
    if isinstance(out, str):
        raise OptionError("--min-confidence, --as-of and --between read a build: give --out, not --store")
    from kg.api import open_paged

    return store_of(part_of(open_paged(out), least=least, as_of=as_of, between=between), base=base_at(out))


def _list(form: Format) -> None:
    from kg.graph.query import Answer, named_queries

    known = named_queries().values()
    if form is Format.json:
        for one in known:
            parameters = {p.name: {"default": p.default, "description": p.description} for p in one.parameters}
            row = {"name": one.name, "title": one.title, "titleZh": one.title_zh, "description": one.description}
            write_json(row | {"parameters": parameters})
        return
    rows = [(one.name, _parameters(one), one.title, one.title_zh) for one in known]
    _show(Answer(("name", "parameters", "title", "titleZh"), list(rows)), form)


def _parameters(one: NamedQuery) -> str:
    return " ".join(f"{p.name}={p.default}" for p in one.parameters)


def _plain(value: Value) -> Value:
    """Return a value with truth as SPARQL writes it."""
    return str(value).lower() if isinstance(value, bool) else value


def _shown(value: Value) -> Value:
    """Return a value for a table: a zero is shown, and what a page holds cannot steer the terminal."""
    if value == 0 or isinstance(value, str | bool):
        return plain(str(_plain(value)))
    return value


def _show(answer: Answer, form: Format) -> None:
    """Write rows in a format; say on stderr where there are none."""
    if form is Format.csv:
        write_csv(answer.columns, ([_plain(value) for value in row] for row in answer.rows))
    elif form is Format.json:
        for row in answer.rows:
            write_json(dict(zip(answer.columns, row, strict=True)))
    elif answer.rows:
        show_table(answer.columns, [[_shown(value) for value in row] for row in answer.rows])
        sys.stdout.write(f"{count(len(answer.rows), 'row')}\n")
    if not answer.rows:
        say(NOTHING)

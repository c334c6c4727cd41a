"""``kg view``: the interactive page, whole, around one entity, or of what a question is about."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._common import NOTHING, AsOf, Between, MinConfidence, count, part_of
from kg.cli._question import filled_in, text_of, title_of
from kg.errors import NotFound, OptionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.records import Dataset, Entity


def view(
    entity: Annotated[str | None, typer.Argument(metavar="[ENTITY]", help="A name, another name, or an id.")] = None,
    parameters: Annotated[
        list[str] | None, typer.Argument(metavar="[KEY=VALUE]...", help="What to fill in, with --query.")
    ] = None,
    hops: Annotated[int, typer.Option("--hops", min=0, help="How many relations away from the entity.")] = 2,
    question: Annotated[
        str | None,
        typer.Option(
            "--query", "-q", metavar="NAME|FILE.rq|-", help="Show what a named query, or SPARQL of your own, is about."
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")] = Path("out"),
    *,
    min_confidence: MinConfidence = 0.0,
    as_of: AsOf = None,
    between: Between = None,
) -> None:
    """Write OUT/view.html, the page of the whole graph, of the part around one entity, or of what a query is about.

    \b
    Example:
      kg view 乌海市
      kg view 乌海市 --hops 1 --min-confidence 0.9
      kg view 乌海市 --between 2024-03..2024-06
      kg view --query inside place=泰兴
    """
    from kg.analysis.names import entity_named
    from kg.api import open_paged
    from kg.documents import claims_of
    from kg.graph.store import base_at
    from kg.views.page import TITLE, write_overview

    words = [word for word in (entity, *(parameters or ())) if word is not None]
    _check(words, question)
    asked = text_of(question) if question is not None else ""
    whole = open_paged(out)
    part = partial(part_of, least=min_confidence, as_of=as_of, between=between)
    page = out / "view.html"
    title, focus = TITLE, None
    if question is not None:
        dataset = _about(whole, asked, words, out, part)
        title = " · ".join(filter(None, (title_of(question, asked), TITLE)))
    elif entity is not None:
        found = entity_named(whole, entity)
        dataset = _around(whole, found, hops, part)
        title, focus = f"{found.name} · {TITLE}", found.id
    else:
        dataset = part(whole)
    write_overview(dataset, page, title=title, focus=focus, base=base_at(out), patient=True)
    entities = count(len(dataset.entities), "entity", "entities")
    sys.stdout.write(f"{page}: {entities}, {count(sum(map(len, claims_of(dataset))), 'statement')}\n")


def _check(words: list[str], question: str | None) -> None:
    """Raise `OptionError` where an entity and a question, or two entities, are asked for."""
    if question is None and len(words) > 1:
        raise OptionError(f"{words[1]}: the page is drawn around one entity; KEY=VALUE goes with --query")
    if question is not None and (plain := next((word for word in words if "=" not in word), None)) is not None:
        raise OptionError(f"{plain}: an entity does not go with --query; give one of them, or a parameter as KEY=VALUE")


def _around(whole: Dataset, entity: Entity, hops: int, part: Callable[[Dataset], Dataset]) -> Dataset:
    """Return the neighbourhood of an entity in a part of a dataset; raises `NotFound` where it is not in that."""
    from kg.analysis.neighbourhood import around

    # What is near in a part is near in the whole: only that is read. One hop tells whether something is said of it.
    dataset = part(around(whole, entity.id, max(hops, 1)))
    if entity.id not in {one.id for one in dataset.entities}:
        raise NotFound(f"{entity.name}: nothing of what you ask for is said of it; ask for less or another time")
    return around(dataset, entity.id, hops)


def _about(whole: Dataset, text: str, words: list[str], out: Path, part: Callable[[Dataset], Dataset]) -> Dataset:
    """Return what a question is about in a part of a dataset; raises `NotFound` where that is nothing."""
    from kg.analysis.part import part as chosen
    from kg.documents import Documents
    from kg.graph.query import bound_nodes
    from kg.graph.store import base_at, open_store, store_of

    dataset = part(whole)
    # The graph of the build says all of what is read from it; not so of a part, or where judgements were made since.
    same = dataset is whole and isinstance(whole.documents, Documents)
    store = open_store(out) if same else store_of(dataset, base=base_at(out))
    nodes = bound_nodes(store, text, filled_in(words))
    about = chosen(dataset, nodes.entities, nodes.statements)
    if not about.entities:
        raise NotFound(NOTHING)
    return about

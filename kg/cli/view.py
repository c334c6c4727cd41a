"""``kg view``: the interactive page, whole or around one entity."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli._common import AsOf, Between, MinConfidence, count, part_of
from kg.errors import NotFound


def view(
    entity: Annotated[str | None, typer.Argument(metavar="[ENTITY]", help="A name, another name, or an id.")] = None,
    hops: Annotated[int, typer.Option("--hops", min=0, help="How many relations away from the entity.")] = 2,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")] = Path("out"),
    *,
    min_confidence: MinConfidence = 0.0,
    as_of: AsOf = None,
    between: Between = None,
) -> None:
    """Write OUT/view.html, the page of the whole graph or of the part around one entity.

    \b
    Example:
      kg view 乌海市
      kg view 乌海市 --hops 1 --min-confidence 0.9
      kg view 乌海市 --between 2024-03..2024-06
    """
    from kg.analysis.names import entity_named
    from kg.analysis.neighbourhood import around
    from kg.api import open_dataset
    from kg.views.page import TITLE, write_overview, write_page

    whole = open_dataset(out)
    dataset = part_of(whole, least=min_confidence, as_of=as_of, between=between)
    page = out / "view.html"
    if entity is None:
        write_overview(dataset, page)
    else:
        found = entity_named(whole, entity)
        if found.id not in {one.id for one in dataset.entities}:
            raise NotFound(f"{found.name}: nothing of what you ask for is said of it; ask for less or another time")
        dataset = around(dataset, found.id, hops)
        write_page(dataset, page, title=f"{found.name} · {TITLE}", focus=found.id)
    entities = count(len(dataset.entities), "entity", "entities")
    sys.stdout.write(f"{page}: {entities}, {count(len(dataset.statements), 'statement')}\n")

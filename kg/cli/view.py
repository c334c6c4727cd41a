"""``kg view``: the interactive page, whole or around one entity."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli._common import MinConfidence, count


def view(
    entity: Annotated[str | None, typer.Argument(metavar="[ENTITY]", help="A name, another name, or an id.")] = None,
    hops: Annotated[int, typer.Option("--hops", min=0, help="How many relations away from the entity.")] = 2,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")] = Path("out"),
    *,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write OUT/view.html, the page of the whole graph or of the part around one entity.

    \b
    Example:
      kg view 乌海市
      kg view 乌海市 --hops 1 --min-confidence 0.9
    """
    from kg.analysis.confident import confident
    from kg.analysis.names import entity_named
    from kg.analysis.neighbourhood import around
    from kg.api import open_dataset
    from kg.views.page import TITLE, write_page

    dataset = confident(open_dataset(out), min_confidence)
    page = out / "view.html"
    if entity is None:
        write_page(dataset, page)
    else:
        found = entity_named(dataset, entity)
        dataset = around(dataset, found.id, hops)
        write_page(dataset, page, title=f"{found.name} · {TITLE}", focus=found.id)
    entities = count(len(dataset.entities), "entity", "entities")
    sys.stdout.write(f"{page}: {entities}, {count(len(dataset.statements), 'statement')}\n")

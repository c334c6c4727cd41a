"""``kg extract``: what one page gives, stage by stage."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer


class Stage(StrEnum):
    """How far a page is taken."""

    articles = "articles"
    mentions = "mentions"
    entities = "entities"
    relations = "relations"


def extract(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A page, or - for stdin.")],
    stage: Annotated[Stage, typer.Option("--stage", "-s", help="What to write.")] = Stage.relations,
) -> None:
    """Write the statements of one page as JSON lines, or its articles, mentions or entities.

    Offsets count Unicode code points of the source text, the end exclusive.

    \b
    Example:
      kg extract seeds/d01.txt
      kg extract seeds/d01.txt --stage mentions | grep Firm
    """
    from kg.api import read_stage

    for row in read_stage(page, stage.value):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")

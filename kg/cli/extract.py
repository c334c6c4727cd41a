"""``kg extract``: what one page gives, stage by stage."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from kg.cli._common import MinConfidence
from kg.errors import OptionError


class Stage(StrEnum):
    """How far a page is taken."""

    articles = "articles"
    mentions = "mentions"
    entities = "entities"
    relations = "relations"


def extract(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A page, or - for stdin.")],
    stage: Annotated[Stage, typer.Option("--stage", "-s", help="What to write.")] = Stage.relations,
    *,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write the statements of one page as JSON lines, or its articles, mentions or entities.

    Offsets count Unicode code points of the source text, the end exclusive.

    \b
    Example:
      kg extract seeds/d01.txt --min-confidence 0.9
      kg extract seeds/d01.txt --stage mentions | grep Firm
    """
    from kg.api import read_stage

    if min_confidence and stage is not Stage.relations:
        raise OptionError(f"--min-confidence: {stage.value} have none; only relations do")
    for row in read_stage(page, stage.value):
        if row.get("confidence", 1) >= min_confidence:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")

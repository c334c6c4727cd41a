"""The gold graphs of all seed pages as one dataset, with the numbers a build would read beside the sums."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.graph.archive import write_archive
from kg.graph.terms import BASE
from kg.graph.write import write_graph
from kg.records import Dataset, Extraction, Statement
from kg.resolve.merge import merge
from kg.values import find_amounts
from tests.support import extraction_from_gold

NAMES = tuple(f"d0{number}" for number in range(1, 9))


@cache
def gold_dataset() -> Dataset:
    """Return the eight gold pages, merged."""
    return merge(with_numbers(extraction_from_gold(name)) for name in NAMES)


def with_numbers(page: Extraction) -> Extraction:
    """Return a page whose sums of money have their number and currency."""
    return replace(page, statements=tuple(map(_number, page.statements)))


def gold_build(folder: Path, *, base: str = BASE) -> Path:
    """Write the gold graph into `folder` as a build would, and return the folder."""
    write_graph(gold_dataset(), folder, base=base)
    (folder / "statements").mkdir()
    for page in gold_dataset().documents:
        write_archive(page, folder / "statements" / f"{page.doc}.jsonl")
    return folder


def _number(statement: Statement) -> Statement:
    found = find_amounts(statement.amount or "")
    return replace(statement, amount_value=found[0].value, currency=found[0].currency) if found else statement

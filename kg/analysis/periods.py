"""A dataset cut into the years, quarters or months that its statements were so in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from kg.analysis.when import printed
from kg.errors import OptionError
from kg.records import Dataset

if TYPE_CHECKING:
    from kg.records import Statement

Period: TypeAlias = Literal["year", "quarter", "month"]
PERIODS: tuple[Period, ...] = get_args(Period)
_LENGTH = {"year": 4, "quarter": 7, "month": 7}
"""Characters of an ISO date that tell a period."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a dataset by period, and what could not be told of its statements."""

    parts: dict[str, Dataset]
    """In the order of time; of each the pages, statements and entities that it has."""
    by_print: int
    """Statements without a date of their own, which stand under the day their page was printed."""
    undated: int
    """Statements with neither; they are in no part."""
    coarse: int
    """Statements whose date does not tell the period (a year, where months are asked for); they are in no part."""

    def notes(self, by: Period) -> tuple[str, ...]:
        """Return what a reader must know of the statements that bear no date of their own, or too coarse a one."""
        told = [
            (self.by_print, "have no date of their own and count under the day that their page was printed"),
            (self.undated, "have no date, nor have their pages, and are left out"),
            (self.coarse, f"have a date that does not tell the {by} and are left out"),
        ]
        return tuple(f"{number:,} of the statements {what}." for number, what in told if number)


def period_of(date: str, by: str) -> str | None:
    """Return the period of an ISO date (2024, 2024-Q1, 2024-03); None where the date does not tell it."""
    if len(date) < _LENGTH[by]:
        return None
    return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}" if by == "quarter" else date[: _LENGTH[by]]


def by_period(dataset: Dataset, by: Period) -> Parts:
    """Return a dataset in parts by when its statements were so: by their own date, else by the day of their page.

    Raises `OptionError` for a period that there is none of.
    """
    if by not in PERIODS:
        raise OptionError(f"no period is named {by!r}; there are {', '.join(PERIODS)}")
    found: defaultdict[str, defaultdict[int, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    by_print = undated = coarse = 0
    for number, document in enumerate(dataset.documents):
        for statement in document.statements:
            date = statement.date or printed(document, statement)
            period = period_of(date, by)
            if not date:
                undated += 1
            elif period is None:
                coarse += 1
            else:
                by_print += statement.date is None
                found[period][number].append(statement)
    return Parts({period: _part(dataset, found[period]) for period in sorted(found)}, by_print, undated, coarse)


def _part(dataset: Dataset, said: dict[int, list[Statement]]) -> Dataset:
    """Return the pages that say something in a period with what they say, and the entities that it names."""
    documents = tuple(replace(dataset.documents[n], statements=tuple(those)) for n, those in said.items())
    named = {end for those in said.values() for one in those for end in (one.subject, one.object)}
    return replace(dataset, documents=documents, entities=tuple(e for e in dataset.entities if e.id in named))

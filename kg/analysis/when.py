"""The part of a dataset that was said, or so, at a time.

Two times belong to a statement: when it was so, as the page says (``date``), and when the page was printed
(``issued`` of its article, else of the page). `as_of` asks for the second: what a reader could know on that day;
`between` asks for the first, and for the second where the page gives no date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.analysis.chosen import Whole, chosen
from kg.errors import OptionError
from kg.records import is_date

if TYPE_CHECKING:
    from kg.records import Extraction, Statement

_LAST = "-12-31"


def as_of(dataset: Whole, day: str) -> Whole:
    """Return what pages printed up to a day (ISO day, month or year, its end) say; pages without a date are left out.

    Entities that lose all their statements go with them. Raises `OptionError` for what is no date.
    """
    last = _end(day)
    return _where(dataset, lambda document, s: bool(day := printed(document, s)) and _start(day) <= last)


def between(dataset: Whole, first: str, last: str) -> Whole:
    """Return the statements that were so from one date to another, both included; dates as in `as_of`.

    A month or year counts where any day of it lies between. Raises `OptionError` for what is no date, and where the
    last comes before the first.
    """
    start, end = _start(first), _end(last)
    if end < start:
        raise OptionError(f"between {first} and {last}: the last comes before the first")

    def lies(document: Extraction, statement: Statement) -> bool:
        date = statement.date or printed(document, statement)
        return bool(date) and _start(date) <= end and _end(date) >= start

    return _where(dataset, lies)


def printed(document: Extraction, statement: Statement) -> str:
    """Return when the article of a statement was printed, as far as the page says; else nothing."""
    own = next((a.issued for a in document.articles if a.index == statement.article), None)
    return own or document.issued or ""


def _where(dataset: Whole, keep: Callable[[Extraction, Statement], bool]) -> Whole:
    """Return a dataset with the statements that are kept, and without the entities that only others named."""
    named = {end for d in dataset.documents for s in d.statements if keep(d, s) for end in (s.subject, s.object)}

    def page(document: Extraction) -> Extraction | None:
        said = tuple(s for s in document.statements if keep(document, s))
        known = tuple(e for e in document.entities if e.id in named)
        return replace(document, statements=said, entities=known) if said else None

    return chosen(dataset, page, named.__contains__)


def _start(date: str) -> str:
    return f"{_checked(date)}-01-01"[:10] if len(date) == 4 else f"{_checked(date)}-01"[:10]


def _end(date: str) -> str:
    """Return the last day that a date may mean; days of a month are not counted, for dates are compared as text."""
    return f"{_checked(date)}{_LAST}"[:10] if len(date) == 4 else f"{_checked(date)}-31"[:10]


def _checked(date: str) -> str:
    if not is_date(date):
        raise OptionError(f"{date!r} is no date; give a year, a month or a day such as 2024, 2024-03 or 2024-03-16")
    return date

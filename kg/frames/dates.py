"""When what a stretch of a sentence tells took place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.frames.marks import Masked
from kg.frames.memory import Memory
from kg.values import DateMention, DateValue, resolve

_DAY = len("2024-10-19")
_HEADS = frozenset("，。；：（“ 　于")
"""What stands before a date that is that of its clause."""
_TOUR = 10
"""How many days a tour may last."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that an article as a whole has."""

    issued: date | None
    """When it was printed."""
    lead: str | None
    """ISO day of what it reports."""


def date_of(
    masked: Masked, start: int, end: int, days: Days, *, memory: Memory | None = None, future: bool = False
) -> str | None:
    """Return the ISO date of ``masked.text[start:end]``: the last one before its end in its part of the sentence.

    With a `memory` that is else the last day told before, or that of the article.
    """
    anchor = DateValue(*map(int, days.lead.split("-"))) if days.lead else None
    head = _part_start(masked.text, start)
    for mention in _latest_first(masked, head, end):
        iso = resolve(mention, issued=days.issued, anchor=anchor, future=future)
        if iso is not None:
            return iso
    if memory is None:
        return None
    told = resolve(memory.date, issued=days.issued, anchor=anchor) if memory.date is not None else None
    return told if told and _near(told, days) else days.lead


def _latest_first(masked: Masked, head: int, end: int) -> list[DateMention]:
    """Return the dates of a stretch, the last first; days at the head of a clause go before what is inside one.

    3月8日，市长察看了2月20日开工的项目 tells of 8 March.
    """
    placed = [(at, u.value) for at, u in masked.placed_in(head, end) if isinstance(u.value, DateMention)]
    days = [(at, value) for at, value in placed if value.kind in {"day", "range"}]
    heads = [value for at, value in days if at == head or masked.text[at - 1] in _HEADS]
    return [*reversed(heads), *(value for _, value in reversed(placed) if value not in heads)]


def _part_start(text: str, at: int) -> int:
    """Return where the part of a sentence begins that an offset belongs to: behind ；, ： or the “ of its quotation."""
    quote = text.rfind("“", 0, at)
    if quote >= 0 and text.find("”", quote, at) >= 0:
        quote = -1
    return max(quote, *(text.rfind(sign, 0, at) for sign in "；：")) + 1


def _near(iso: str, days: Days) -> bool:
    """Return whether a day told on the way can be that of what follows: not to come, and close to the article's own."""
    if days.issued is not None and iso > days.issued.isoformat():
        return False
    if days.lead is None or len(iso) < _DAY or len(days.lead) < _DAY:
        return True
    return abs((date.fromisoformat(iso) - date.fromisoformat(days.lead)).days) <= _TOUR

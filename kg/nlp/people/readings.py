"""Possible readings of characters as names, and the choice among them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_RECURS = 2.0
_LISTED = 5.5
_NEIGHBOUR = 2.0
_NEAR = -2.5
"""Two neighbours of a list that are each as good as this hold each other up."""


class Scored(NamedTuple):
    """A stretch that may be a name; above 0 it is more likely one than not."""

    start: int
    end: int
    score: float
    left: float
    """What stands before it says for it; `right` what stands behind it."""
    right: float
    source: str
    """``han``, ``minority`` or ``translit``."""


def choose(text: str, readings: Sequence[Scored], next_places: Callable[[int], Iterable[int]]) -> list[Scored]:
    """Return the readings that hold, in order and without overlap.

    A name that recurs before other characters is helped, and so is one that continues a list of names:
    `next_places` gives the positions where the name after one that ends at a position would begin.
    """
    worth = _neighbours(_recurrence(text, readings), next_places)
    listed: set[int] = set()
    taken: list[Scored] = []
    while True:
        taken = _best(len(text), ((w + _LISTED * (r.start in listed), r) for r, w in worth))
        places = {place for reading in taken for place in next_places(reading.end)}
        if places <= listed:
            return taken
        listed |= places


def _recurrence(text: str, readings: Sequence[Scored]) -> list[tuple[Scored, float]]:
    """Return each reading with its score, changed by what follows the same characters elsewhere on the page."""
    followers: dict[str, dict[int, str]] = defaultdict(dict)
    for reading in readings:
        followers[text[reading.start : reading.end]][reading.start] = text[reading.end : reading.end + 1]
    gains = {
        name: 0.0 if len(after) < 2 else _RECURS if len(set(after.values())) > 1 else -_RECURS
        for name, after in followers.items()
    }
    return [(reading, reading.score + gains[text[reading.start : reading.end]]) for reading in readings]


def _neighbours(
    worth: Sequence[tuple[Scored, float]], next_places: Callable[[int], Iterable[int]]
) -> list[tuple[Scored, float]]:
    """Return the readings, those raised that stand in a list beside another that is nearly a name."""
    starts = {reading.start for reading, score in worth if score > _NEAR}
    before = {place for reading, score in worth if score > _NEAR for place in next_places(reading.end)}
    return [
        (
            reading,
            score + _NEIGHBOUR * (score > _NEAR and (reading.start in before or _meets(reading, starts, next_places))),
        )
        for reading, score in worth
    ]


def _meets(reading: Scored, starts: set[int], next_places: Callable[[int], Iterable[int]]) -> bool:
    return any(place in starts for place in next_places(reading.end))


def _best(length: int, readings: Iterable[tuple[float, Scored]]) -> list[Scored]:
    """Return those worth something of which none crosses a better one, each with what it is worth."""
    busy = bytearray(length + 1)
    taken = []
    for score, reading in sorted((r for r in readings if r[0] >= 0), key=lambda r: (-r[0], r[1].start, r[1].end)):
        if not any(busy[reading.start : reading.end]):
            busy[reading.start : reading.end] = b"\x01" * (reading.end - reading.start)
            taken.append(reading._replace(score=score))
    return sorted(taken)

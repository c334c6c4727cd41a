"""The trips that an article tells of one after the other, so that who came along on one is not sent on the next."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.frames.memory import Told
from kg.frames.relations import PREFIX, Relation
from kg.frames.rules import FOLDER, read_yaml, settings
from kg.frames.status import ASSERTED
from kg.frames.template import concrete, people

_OUTSIDE = frozenset({"headline", "caption"})
"""Parts of an article that are outside of its story."""
FOLLOWED = "tours."
"""How the rules begin whose visits follow from other visits."""
_INFERRED = (FOLLOWED, PREFIX)
"""How the rules begin whose visits no sentence says by itself."""


def in_story(one: Told) -> bool:
    """Return whether a sentence belongs to the story of its article."""
    return one.sentence.part not in _OUTSIDE


@dataclass(frozen=True, slots=True)
class Trips:
    """Which trip an article tells of from where on, and on which of them each person is named."""

    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    """The trip that is told of from each of `starts` on; trip 0 before the first of them."""
    named: Mapping[str | None, frozenset[int]]

    def of(self, position: int) -> int:
        """Return the number of the trip that a position of the text tells of."""
        at = bisect_right(self.starts, position)
        return self.numbers[at - 1] if at else 0

    def made(self, visit: Relation) -> bool:
        """Return whether the trip that comes to what was visited is one on which the visitor is named."""
        known = self.named.get(visit.subject.entity)
        return not known or self.of(visit.object.start) in known


def trips_of(told: Sequence[Told], found: Iterable[Relation]) -> Trips:
    """Return the trips of an article whose visits relations tell.

    A new one begins with a visitor not named before; an earlier one goes on where its visitor is named again.
    """
    visitors = _visitors(found)
    leads: dict[str | None, int] = {}
    known: set[str | None] = set()
    named: dict[str | None, set[int]] = {}
    changes: list[tuple[int, int]] = []
    now, last = 0, 0
    for one in filter(in_story, told):
        here = visitors.get(one.masked.start, set())
        persons = {m.entity for m in one.mentions if m.cls in people() and not m.source.startswith("coref")}
        before = now
        if tour_words("apart").search(one.masked.text):
            continue  # 甲、乙、丙分赴一线: none of them was with another.
        if led := sorted({leads[person] for person in (here or persons) if person in leads}):
            now = led[0]
        elif leads and here and here <= persons - known and not tour_words("same").search(one.masked.text):
            now = last = last + 1
        leads |= {person: now for person in here if person not in leads}
        if now != before:
            changes.append((one.masked.start, now))
        known |= persons
        for person in persons:
            named.setdefault(person, set()).add(now)
    starts, numbers = zip(*changes, strict=True) if changes else ((), ())
    return Trips(tuple(starts), tuple(numbers), {person: frozenset(on) for person, on in named.items()})


def _visitors(found: Iterable[Relation]) -> dict[int, set[str | None]]:
    """Return by sentence the officials of whom it says itself that they went to see something."""
    visitors: dict[int, set[str | None]] = {}
    for visit in found:
        if visit.predicate != settings()["scene"]["visited"] or visit.subject.cls not in _beginners():
            continue
        if visit.status == ASSERTED and not visit.rule.startswith(_INFERRED):
            visitors.setdefault(visit.start, set()).add(visit.subject.entity)
    return visitors


@cache
def tour_words(name: str) -> re.Pattern[str]:
    """Return the expression of this name in ``tours.yml``: `same`, `apart`, `divided` or `each`."""
    return re.compile(read_yaml(FOLDER / "tours.yml")[name])


@cache
def _beginners() -> frozenset[str]:
    """Return the classes of persons who begin a trip."""
    return concrete((read_yaml(FOLDER / "tours.yml")["begins"],))

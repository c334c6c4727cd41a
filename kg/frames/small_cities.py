"""Posts of a city below a prefecture that a report in the prefecture's paper tells of: 永城市举行…，市长林知远致辞."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.frames import post_words as words
from kg.frames.memory import Memory
from kg.lexicon import Division, load
from kg.records import Mention

_BEFORE = 4
"""How many clauses before the sentence the city may have been its subject."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a title in its sentence."""

    before: str
    """The characters directly before it."""
    at: int
    """Where it begins in the text."""
    mentions: Sequence[Mention]
    """All that the sentence names."""
    last: Mention | None
    """Whose the last post of the sentence was."""


def small_city(home: Mention | None, memory: Memory, around: Around) -> Mention | None:
    """Return the city below a prefecture whose post a bare 市长 is; None where it is that of `home`, the prefecture.

    It is the city that the sentence or the one before tells of, or has told a post of. Whom one of the city comes along
    with is of the prefecture.
    """
    above = load().division(home.entity or "") if home is not None else None
    if above is None or above.level != "city":
        return None
    last = around.last
    if last is not None and _is_below(last, above):
        city = None if _along().search(around.before) else last
    else:
        told = memory.topic(words.places(), reach=memory.clock - memory.sentence + _BEFORE)
        one = told[0] if len(told) == 1 and _is_below(told[0], above) else None
        city = one if one is not None and _is_last_named(one, memory) else None
    return None if city is None or _contrasted(city, above, around) else city


def _contrasted(city: Mention, above: Division, around: Around) -> bool:
    """Return whether a sentence names the prefecture as well, or the city anew behind a title: 市长到永城市调研."""
    own = load().division(city.entity or "")
    named = [(m.start, load().division(m.entity or "")) for m in around.mentions if m.cls in words.places()]
    return any(division == above or (division == own and start > around.at) for start, division in named)


def _is_below(place: Mention, above: Division) -> bool:
    """Return whether a place is a city below this prefecture."""
    division = load().division(place.entity or "")
    if division is None or division.level != "county" or not division.name.endswith("市"):
        return False
    return above.code in load().lineage(division)


def _is_last_named(city: Mention, memory: Memory) -> bool:
    """Return whether no other county or city has been named since a city."""
    divisions = (load().division(m.entity or "") for m in memory.recent if m.cls in words.places())
    last = next((division for division in divisions if division is not None), None)
    return last == load().division(city.entity or "")


@cache
def _along() -> re.Pattern[str]:
    """Return the expression for what stands before whom one comes along with: 陪同|市委书记."""
    return re.compile(words.data()["along"])

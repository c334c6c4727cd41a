"""Delegations: of which division those are whom one brings, though their posts do not say it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.frames.marks import Masked
from kg.frames.memory import Memory
from kg.frames.post_words import data
from kg.frames.template import people
from kg.lexicon import load
from kg.records import Mention

_AWAY = 80
"""How many characters before a sentence a delegation may be told of that somebody in it leads."""
Lookup = Callable[[str], Mention | None]


def led_from(masked: Masked, match: re.Match[str], memory: Memory, lookup: Lookup) -> Mention | None:
    """Return the division of the delegation that the holder of a post is said to lead: 考察团由|市委书记甲|带队."""
    before, behind, leads = (_words(key) for key in ("before", "behind", "leads"))
    by = before.search(masked.text, 0, match.start()) is not None
    if not (by and behind.match(masked.text, match.end())) and not leads.match(masked.text, match.end()):
        return None
    return sent_from(memory, lookup, since=masked.start - _AWAY)


def sent_from(memory: Memory, lookup: Lookup, *, since: int = 0) -> Mention | None:
    """Return the division whose delegation was told of last, in a text from `since` on: 濉溪县 for 濉溪县考察团."""
    named = (m for m in memory.recent if m.cls not in people() and _words("name").search(m.text))
    team = next((m for m in named if m.start >= since), None)
    if team is None:
        return None
    rest, last = team.text, ""
    while name := load().leading(rest):
        rest, last = rest[len(name) :], name
    return lookup(last) if last else None


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(data()["delegation"][key])

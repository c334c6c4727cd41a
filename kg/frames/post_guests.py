"""Delegations: of which division those are whom one brings, though their posts do not say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from kg.frames.marks import Masked
from kg.frames.memory import Memory, Told
from kg.frames.post_words import data
from kg.frames.relations import Relation
from kg.frames.spans import organ_kinds
from kg.frames.status import ASSERTED
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
    rest, last = team.entity or team.text, ""
    while name := load().leading(rest):
        rest, last = rest[len(name) :], name
    return lookup(last) if last else None


def apart(held: Sequence[Relation], told: Sequence[Told]) -> list[Relation]:
    """Return posts without those of hosts at the bureau of a guest who has the same post: 市场监管局局长乙|陪同."""
    masks = {one.masked.start: one.masked for one in told}
    heads = {(r.object.entity, post): r.subject.entity for r in reversed(held) if (post := single_of(r)) is not None}
    return [
        r
        for r in held
        if heads.get((r.object.entity, single_of(r) or ""), r.subject.entity) == r.subject.entity
        or load().leading(r.object.text)
        or not load().leading(r.object.entity or "")
        or not _receives(masks[r.start], r.subject)
    ]


def single_of(post: Relation) -> str | None:
    """Return the post that an organ has one of and somebody has there, the last of a title: 党组书记、|局长."""
    if post.object.cls not in organ_kinds() or post.status != ASSERTED:
        return None
    found = _single().search(post.title or "")
    return None if found is None else found[0]


def _receives(masked: Masked, who: Mention) -> bool:
    """Return whether a sentence says that somebody shows guests around."""
    position = masked.position_of(who)
    return position is not None and _shows().match(masked.text, position + 1) is not None


@cache
def _single() -> re.Pattern[str]:
    """Return the pattern of posts that an organ has one of."""
    return re.compile(data()["single"])


@cache
def _shows() -> re.Pattern[str]:
    """Return the pattern of what is said behind whoever receives guests."""
    return re.compile(data()["receives"])


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(data()["delegation"][key])

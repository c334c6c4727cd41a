"""Organs of Party, state and public administration: 市工信局, 云城海关, 农业农村部."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.nlp.bodies.scene import Scene
from kg.nlp.bodies.words import patterns, words
from kg.nlp.candidates import Candidate

CLASS = "Agency"
_NOT_AFTER = re.compile(r"[长员]?(?:限|域|面|势|门(?!口)|分|件|署(?!长)|位|队(?!长)|落|下|族|里)")


def find_agencies(scene: Scene, parks: Iterable[Candidate] = ()) -> list[Candidate]:
    """Return the organs that a text names; the span of a park may stand before one (云城高新区管委会)."""
    park_ends = {}
    for park in parks:
        park_ends[park.end] = min(park.start, park_ends.get(park.end, park.start))
    found = []
    for match in _pattern().finditer(scene.text):
        found += _agency(scene, match, park_ends)
    return sorted(set(found))


def _agency(scene: Scene, match: re.Match[str], park_ends: dict[int, int]) -> list[Candidate]:
    text = scene.text
    start, end = match.span()
    group = match.lastgroup
    if group == "built" and _NOT_AFTER.match(text, end):
        return []
    if group == "bare":
        begin = _proper_left(scene, start, park_ends)
        source = "bodies:agency.bare"
        return [Candidate(begin, end, CLASS, source)]
    if group == "national":
        return [Candidate(start, end, CLASS, "bodies:agency.national")]
    begin = _proper_left(scene, start, park_ends)
    if begin < start:
        return [Candidate(begin, end, CLASS, "bodies:agency.placed")]
    if match["level"]:
        return [Candidate(start, end, CLASS, "bodies:agency.level")]
    return []


def _proper_left(scene: Scene, start: int, park_ends: dict[int, int]) -> int:
    """Return where the place or park directly before `start` begins; `start` if there is none."""
    if start in park_ends:
        return park_ends[start]
    begin = start
    while (place := scene.place_ends.get(begin)) is not None:
        begin = place.start
    return begin


@cache
def _pattern() -> re.Pattern[str]:
    data = patterns("agencies")
    field = _any(words("agency_words"))
    level = _any(data["levels"])
    built = rf"(?:{field})(?:[和与]?(?:{field})){{0,6}}(?:{_any(data['heads'])})"
    return re.compile(
        rf"(?P<national>{_any(data['national'])})|(?P<level>{level})?(?:(?P<short>{_any(data['shorts'])})|(?P<built>{built}))"
        rf"|(?P<bare>{_any(data['bare'])})"
    )


def _any(entries: Iterable[str]) -> str:
    return "|".join(re.escape(entry) for entry in sorted(entries, key=lambda e: (-len(e), e)))

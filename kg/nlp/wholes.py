"""Names with and without what stands right before them: 青石镇|轴承产业园, 云澜集团|育苗基地, 清江镇|云澜纺织厂.

Papers count a town, or the body that owns a site, to a name or do not; both are forms of it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from kg.lexicon import load
from kg.naming.anatomy import LEVEL_ENDS
from kg.nlp.candidates import Candidate
from kg.nlp.towns import TOWN

_PLACE, _FIRM = "Place", "Firm"
_SITES = frozenset({_PLACE, "Park", "Project"})
"""What may bear the name of the body that owns it before its own."""
_PLACED = _SITES | {_FIRM, "Organization"}
"""What may bear the name of the place that it lies in."""
_OWNERS = frozenset({_FIRM, "Park", "Organization"})
_CHAIN = 3
"""So many names are counted to one: 平川县|青石镇|沿江村|轴承产业园."""
_HEAD = 9
"""The longest name of a division or town that is looked for at the head of a name."""
_LEAST = 4
"""Characters of a name that tell what is meant without the place before it."""
_GOES_ON = re.compile("[镇乡县市区村委政党人府级内外中]")
"""What a name that begins with a division does not go on with: 青石乡|村振兴, 清江市|级粮库."""


def placed(text: str, filed: Iterable[Candidate]) -> Iterator[Candidate]:
    """Give names with each of the places, and sites with each of the bodies, that stand right before them."""
    filed = sorted(filed)
    places = {c.end: c.start for c in filed if c.cls == _PLACE}
    owners = {c.end: c.start for c in filed if c.cls in _OWNERS}
    for candidate in filed:
        if candidate.cls not in _PLACED or (candidate.cls == _PLACE and _is_division(text[slice(*candidate[:2])])):
            continue
        yield from _led(candidate, places, owners if candidate.cls in _SITES else {})


def _led(candidate: Candidate, places: Mapping[int, int], owners: Mapping[int, int]) -> Iterator[Candidate]:
    """Give a name with one name after another before it."""
    start: int | None = candidate.start
    for _ in range(_CHAIN):
        start = places.get(start, owners.get(start)) if start is not None else None
        if start is None:
            return
        yield candidate._replace(start=start)


def _is_division(name: str) -> bool:
    return name in load().by_name or TOWN.fullmatch(name) is not None


def without_place(name: str, cls: str, places: Container[str] = ()) -> str | None:
    """Return a name without the division or town that it begins with, if it tells what is meant without.

    `places` are names of places of the page.
    """
    if cls not in _PLACED or _is_division(name):
        return None
    rest = name
    for _ in range(_CHAIN):
        size = _leading(rest, places)
        if not size or len(rest) - size < _LEAST or _GOES_ON.match(rest, size):
            break
        rest = rest[size:].removeprefix("的")
    return rest if rest != name else None


def _leading(name: str, places: Container[str]) -> int:
    """Return how long the division or town, with its level, is that a name begins with; 0 for none."""
    lexicon = load()
    for size in range(min(_HEAD, len(name)), 2, -1):
        head = name[:size]
        if head[-1] in LEVEL_ENDS and head in lexicon.by_name:
            return size
        if TOWN.fullmatch(head) and (head in lexicon.towns or head in places):
            return size
    return 0

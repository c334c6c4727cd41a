"""What the name of a body is made of: place, the name proper, trade, and legal form or kind."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicon import load
from kg.naming.words import kinds, words

_OPEN, _CLOSE = "（(", "）)"
LEVEL_ENDS = "省市县区旗盟州"
"""Last characters of the names of divisions."""


class Anatomy(NamedTuple):
    """The parts of a name; each may be empty."""

    place: str
    """Division or country at the left, or in brackets: 江苏 of 江苏云澜化学有限公司."""
    core: str
    """The name proper: 云澜."""
    trade: str
    """化学."""
    form: str
    """Legal form or kind at the right: 有限公司, 集团, 经济开发区."""


@lru_cache(maxsize=1 << 10)
def anatomy(name: str) -> Anatomy:
    """Return the parts of the name of a firm, park or organ; what cannot be told apart is in `core`."""
    name, bracketed = _without_bracket(name)
    form = _longest_end(name, _forms())
    rest = name[: len(name) - len(form)]
    place = _place(rest)
    rest = rest[len(place) :]
    trade = _trade(rest)
    return Anatomy(place or bracketed, rest[: len(rest) - len(trade)], trade, form)


def _without_bracket(name: str) -> tuple[str, str]:
    """Return a name without the place in brackets, and that place."""
    for opening, closing in zip(_OPEN, _CLOSE, strict=True):
        start, end = name.find(opening), name.find(closing)
        if 0 < start < end and name[start + 1 : end] in _places():
            return name[:start] + name[end + 1 :], name[start + 1 : end]
    return name, ""


def _longest_end(name: str, endings: frozenset[str]) -> str:
    for start in range(1, len(name)):
        if name[start:] in endings:
            return name[start:]
    return ""


def _place(rest: str) -> str:
    """Return the places at the left of a name, several in a row as one; the name proper is left over."""
    taken, last = 0, ""
    while True:
        size = next((n for n in range(min(12, len(rest) - taken), 1, -1) if rest[taken : taken + n] in _places()), 0)
        if not size:
            return rest[:taken]
        place, left = rest[taken : taken + size], rest[taken + size :]
        if len(left) == 1 or (taken and _is_trade(left) and (not left or not _fits(last, place))):
            return rest[:taken]
        taken, last = taken + size, place


def _fits(outer: str, name: str) -> bool:
    """Return whether a name behind a place is a place too: 安徽|泰和电子 is no firm of 泰和县, which lies elsewhere."""
    known = load().by_name
    if name[-1] in LEVEL_ENDS or name not in known:
        return True
    return any(inner.code.startswith(o.code) for o in known.get(outer, ()) for inner in known[name])


def _trade(rest: str) -> str:
    """Return the trade words at the right of a name, as many as leave two characters for the name proper."""
    if _is_trade(rest):
        return rest
    starts = [n for n in range(2, len(rest)) if _is_trade(rest[n:])]
    return rest[min(starts) :] if starts else ""


@cache
def _is_trade(text: str) -> bool:
    """Return whether a text is made of trade words, numbers and joining characters alone."""
    if not text:
        return True
    return any(
        text[:size] in words("trades") and _is_trade(text[size:]) for size in range(min(8, len(text)), 1, -1)
    ) or (text[0] in "和与及" and len(text) > 1 and _is_trade(text[1:]))


@cache
def _places() -> frozenset[str]:
    return frozenset(name for name in load().by_name if len(name) > 1) | words("regions")


@cache
def _forms() -> frozenset[str]:
    firms = {word for word, kind in kinds("firm_heads").items() if kind != "trade"}
    return frozenset(firms) | frozenset(kinds("park_heads"))

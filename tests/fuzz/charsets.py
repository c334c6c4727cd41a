"""Sets of characters as an expression names them: ranges of code points in order, both ends inclusive."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

Chars = tuple[tuple[int, int], ...]
NONE: Chars = ()
ALL: Chars = ((0, 0x10FFFF),)
_LINE_END = 10
_CLASSES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}


def chars_of(op: str, argument: Any) -> Chars | None:
    """Return the characters that an element of a parsed expression matches; None where it is no single character."""
    if op == "LITERAL":
        return ((argument, argument),)
    if op == "NOT_LITERAL":
        return less(ALL, ((argument, argument),))
    if op == "ANY":
        return less(ALL, ((_LINE_END, _LINE_END),))
    if op != "IN":
        return None
    found: list[tuple[int, int]] = []
    negated = False
    for kind, value in argument:
        match str(kind):
            case "NEGATE":
                negated = True
            case "LITERAL":
                found.append((value, value))
            case "RANGE":
                found.append(value)
            case "CATEGORY":
                found.extend(_category(str(value)))
    chars = _joined(found)
    return less(ALL, chars) if negated else chars


@cache
def _category(name: str) -> Chars:
    """Return what a category such as digits matches below U+10000; above it there is none of Chinese text."""
    matches = re.compile(_CLASSES[name]).match
    return _joined((code, code) for code in range(0x10000) if matches(chr(code)))


def _joined(ranges: Iterable[tuple[int, int]]) -> Chars:
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)


def either(sets: Iterable[Chars]) -> Chars:
    """Return what is in one of some sets."""
    return _joined(pair for chars in sets for pair in chars)


def both(one: Chars, other: Chars) -> Chars:
    """Return what is in two sets."""
    found = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return _joined((low, high) for low, high in found if low <= high)


def less(one: Chars, other: Chars) -> Chars:
    """Return what is in one set and not in the other."""
    left: list[tuple[int, int]] = []
    for start, end in one:
        low = start
        for a, b in other:
            if b >= low and a <= end:
                left += [(low, a - 1)] if a > low else []
                low = b + 1
        left += [(low, end)] if low <= end else []
    return tuple(left)


def one_of(chars: Chars) -> str:
    """Return a character of a set: a Chinese one if it has any."""
    chinese = (max(low, 0x4E00) for low, high in chars if high >= 0x4E00 and low <= 0x9FFF)
    return chr(next(chinese, chars[0][0]))

"""Names of a Chinese surname and a given name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import load
from kg.nlp.people.context import SPACES, TITLE
from kg.nlp.people.model import given_odds, surnames
from kg.nlp.people.readings import Scored
from kg.nlp.people.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.lexicon import load
from kg.nlp.people.context import Context

_PRIOR = -8.0
_INNER_WORD = -3.0
_GIVEN_WORD = -4.5
_PLACE = -6.0
_SPACED = -4.0
_ENOUGH = 14.0
"""No given name with what stands behind it is worth more."""
_LEAST = -5.0
"""A reading worth less is not made true by a list it stands in."""


def find_han(context: Context) -> list[Scored]:
    """Return the readings of every possible name, each a surname and one or two more characters."""
    text = context.text
    odds = surnames()
    found: list[Scored] = []
    for match in _start().finditer(text):
        start = match.start()
        left = context.left(start)
        surname = text[start : start + 2] if text[start : start + 2] in odds else text[start]
        if surname not in odds:
            continue
        base = odds[surname] + left + _PRIOR
        if base > -_ENOUGH:
            found.extend(_readings(context, start, start + len(surname), base, left))
    return found


def _readings(context: Context, start: int, middle: int, base: float, left: float) -> Iterator[Scored]:
    text = context.text
    if text[middle] in SPACES:
        yield from _spaced(context, start, middle, base, left)
        return
    for end in (middle + 1, middle + 2):
        given = text[middle:end]
        if middle + len(given) < end or not _is_han(given[-1]):
            return
        right = context.right(end)
        score = base + given_odds(given) + right + _inner(context, start, middle, end, left)
        if score > _LEAST:
            yield Scored(start, end, score, left, right, "han")


def _spaced(context: Context, start: int, middle: int, base: float, left: float) -> Iterator[Scored]:
    """Yield a name of two characters printed as wide as one of three: 伏 明."""
    text = context.text
    at = middle
    while at < len(text) and text[at] in SPACES:
        at += 1
    if at == len(text) or at - middle > 3 or not _is_han(text[at]) or _is_han(text[at + 1 : at + 2] or " "):
        return
    right = context.right(at + 1)
    bracketed = text[start - 1 : start] in ("（", "(") and text[at + 1 : at + 2] in ("）", ")")
    score = base + given_odds(text[at]) + right + (0.0 if left >= TITLE or bracketed else _SPACED)
    if score > _LEAST:
        yield Scored(start, at + 1, score, left, right, "han")


def _inner(context: Context, start: int, middle: int, end: int, left: float) -> float:
    """Return what speaks against a name in the words and places it is made of: 高新, 高水平, 沙河镇."""
    word_end = context.words.get(start, start)
    if left >= TITLE:
        return _INNER_WORD if word_end > middle and end - start == 2 else 0.0
    name = context.text[start:end]
    worth = _PLACE if name[-1] in _tails() or name in load().by_name else 0.0
    if word_end > middle and not (word_end == end and end - start == 3):
        worth += _INNER_WORD
    if end - middle == 2 and context.words.get(middle) == end:
        worth += _GIVEN_WORD
    return worth


@cache
def _tails() -> frozenset[str]:
    return frozenset(words("place_tails"))


@cache
def _start() -> re.Pattern[str]:
    return re.compile("[" + "".join(sorted({name[0] for name in surnames()})) + rf"](?=[\u4e00-\u9fff{SPACES}])")


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char == "〇"

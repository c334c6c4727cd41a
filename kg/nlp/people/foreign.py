"""Names without a Chinese surname: of Mongolian, Uyghur, Kazakh, Tibetan and Yi people, and of foreigners."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import Matcher, load, matcher
from kg.nlp.people.context import TITLE
from kg.nlp.people.readings import Scored
from kg.nlp.people.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.nlp.people.context import Context

DOTS = "·•‧・∙"
_PRIOR = -8.0
_PER_CHAR = 0.8
_PER_PART_CHAR = 1.6
_DOTTED = 30.0
_LONGEST = 9


def find_foreign(context: Context) -> list[Scored]:
    """Return the readings of every possible name of these kinds."""
    text = context.text
    parts = {start: end for start, end, _ in _parts().scan(text)}
    found = list(_dotted(context, parts))
    starts = {context.forward(end) for end in (*context.title_ends, *context.bylines, *context.leaders)}
    starts |= {_run_start(context, start) for start in parts}
    for start in sorted(starts):
        if start < len(text) and (text[start] in _chars() or start in parts):
            found.extend(_plain(context, start, _run_end(context, start, parts), parts))
    return found


def _dotted(context: Context, parts: dict[int, int]) -> Iterator[Scored]:
    text = context.text
    for match in _dot().finditer(text):
        start = _run_start(context, match.start("dots"))
        end = _run_end(context, match.end("dots"), parts)
        if start < match.start("dots") and end > match.end("dots") and _all_allowed(match["dots"]):
            left, right = context.left(start), context.right(end)
            yield Scored(start, end, _DOTTED, left, right, "minority" if start in parts else "translit")


def _plain(context: Context, start: int, end: int, parts: dict[int, int]) -> Iterator[Scored]:
    """Yield the run as a name, counting how much of it is made of parts of names."""
    text = context.text
    if end - start < 2 or _is_place(text, start, end):
        return
    known = 0
    at = start
    while at < end:
        step = parts.get(at, at)
        known += max(0, min(step, end) - at)
        at = step if step > at else at + 1
    left, right = context.left(start), context.right(end)
    score = _PRIOR + left + right + _PER_CHAR * (end - start - known) + _PER_PART_CHAR * known
    if known == 0 and (left < TITLE or end - start < 3):
        score -= TITLE
    yield Scored(start, end, score, left, right, "minority" if known else "translit")


def _run_start(context: Context, end: int) -> int:
    text, at = context.text, end
    while at > max(0, end - _LONGEST) and text[at - 1] in _chars():
        if at in context.title_ends or at in context.bylines or at in context.leaders:
            break
        at -= 1
    return at


def _run_end(context: Context, start: int, parts: dict[int, int]) -> int:
    """Return where the characters of transliteration that begin at `start` end; a verb ends them too."""
    text, at = context.text, start
    while at < len(text) and at - start < _LONGEST:
        if at in parts and parts[at] - start <= _LONGEST:
            at = parts[at]
        elif text[at] not in _chars() or (at > start and _is_verb(context, at)):
            break
        else:
            at += 1
    return at


def _is_verb(context: Context, at: int) -> bool:
    return at in context.saying or (at in context.acting and context.words.get(at, at) - at > 1)


def _is_place(text: str, start: int, end: int) -> bool:
    return text[start:end] in load().by_name or text.startswith(words("place_ends"), end)


def _all_allowed(dots: str) -> bool:
    return all(char in _chars() or char in DOTS for char in dots)


@cache
def _chars() -> frozenset[str]:
    found = load().translit | frozenset(char for part in load().minority_name_parts for char in part)
    return found.difference(words("no_translit"))


@cache
def _parts() -> Matcher:
    return matcher(load().minority_name_parts)


@cache
def _dot() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\u4e00-\u9fff])(?P<dots>[{DOTS}](?:[\u4e00-\u9fff]{{1,8}}[{DOTS}])*)(?=[\u4e00-\u9fff])")

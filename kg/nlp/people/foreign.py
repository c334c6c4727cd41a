"""Names without a Chinese surname: of Mongolian, Uyghur, Kazakh, Tibetan and Yi people, and of foreigners."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import rjieba

from kg.lexicon import Matcher, load, matcher
from kg.nlp.people.context import TITLE
from kg.nlp.people.model import is_name_word
from kg.nlp.people.readings import Scored
from kg.nlp.people.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.nlp.people.context import Context

DOTS = "·•‧・∙"
_PRIOR = -8.0
_PER_CHAR = 0.8
_PER_PART_CHAR = 1.6
_ADDRESSED = 3.5
_DOTTED = 30.0
_LONGEST = 9


def find_foreign(context: Context) -> list[Scored]:
    """Return the readings of every possible name of these kinds."""
    text = context.text
    parts = {start: end for start, end, _ in _parts().scan(text)}
    found = list(_dotted(context, parts))
    starts = {context.forward(end) for end in (*context.title_ends, *context.bylines, *context.leaders)}
    starts |= {_run_start(context, start) for start in parts}
    starts |= {match.start() for match in _run().finditer(text) if match.start() in context.words}
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
    if end - start < 2 or _is_place(context, start, end):
        return
    known = 0
    at = start
    while at < end:
        step = parts.get(at, at)
        known += max(0, min(step, end) - at)
        at = step if step > at else at + 1
    left, right = context.left(start), context.right(end)
    score = _PRIOR + left + right + _PER_CHAR * (end - start - known) + _PER_PART_CHAR * known
    if known == 0:
        score += _unknown(context, start, end, left)
    yield Scored(start, end, score, left, right, "minority" if known else "translit")


def _unknown(context: Context, start: int, end: int, left: float) -> float:
    """Return what speaks against a run without any part of a name that is known: 满意地, 西门子, 莫斯科."""
    word = context.text[start : context.words.get(start, end)]
    if end - start < 3 or (len(word) > 1 and not is_name_word(word)):
        return -TITLE
    if left >= TITLE:
        return 0.0
    return _ADDRESSED if end in context.address or context.text.startswith(words("spoken"), end) else -TITLE / 2


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
    return _whole_words(context, start, at, parts)


def _whole_words(context: Context, start: int, end: int, parts: dict[int, int]) -> int:
    """Return `end` moved to the left out of a word that goes on behind it: 日前, 利用."""
    if not context.inside[end] or end in parts.values():
        return end
    at = end
    while at > start and context.inside[at]:
        at -= 1
    return at if at - start > 1 else end


def _is_verb(context: Context, at: int) -> bool:
    return (
        at in context.saying or at in context.address or (at in context.acting and context.words.get(at, at) - at > 1)
    )


def _is_place(context: Context, start: int, end: int) -> bool:
    name = context.text[start:end]
    if name in load().by_name or name in words("countries") or context.text.startswith(words("place_ends"), end):
        return True
    return context.words.get(start) == end and rjieba.tag(name)[0][1] in ("ns", "nz", "nt")


def _all_allowed(dots: str) -> bool:
    return all(char in _chars() or char in DOTS for char in dots)


@cache
def _chars() -> frozenset[str]:
    found = load().translit | frozenset(char for part in load().minority_name_parts for char in part)
    return found.difference(words("no_translit"))


@cache
def _run() -> re.Pattern[str]:
    return re.compile("[" + "".join(sorted(load().translit)) + "]{3,}")


@cache
def _parts() -> Matcher:
    return matcher(load().minority_name_parts)


@cache
def _dot() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\u4e00-\u9fff])(?P<dots>[{DOTS}](?:[\u4e00-\u9fff]{{1,8}}[{DOTS}])*)(?=[\u4e00-\u9fff])")

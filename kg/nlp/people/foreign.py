"""Names without a Chinese surname: of Mongolian, Uyghur, Kazakh, Tibetan and Yi people, and of foreigners."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import rjieba

from kg.lexicon import Matcher, load, matcher
from kg.nlp.people.context import ACTING, TITLE
from kg.nlp.people.model import is_name_word, surnames
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
_PART = 5
_FRAMED = -2.0
_JAPANESE = 20.0
_RARE = -3.0
"""Who is called by a character of no greater odds has no Chinese surname."""


def find_foreign(context: Context) -> list[Scored]:
    """Return the readings of every possible name of these kinds."""
    text = context.text
    parts = {start: end for start, end, _ in _parts().scan(text)}
    found = [*_dotted(context, parts), *_japanese(context)]
    starts = {context.forward(end) for end in (*context.title_ends, *context.bylines, *context.leaders)}
    starts |= {_run_start(context, start) for start in parts}
    starts |= {match.start() for match in _run().finditer(text) if match.start() in context.words}
    for start in sorted(starts):
        if start < len(text) and (text[start] in _chars() or start in parts):
            found.extend(_plain(context, start, _run_end(context, start, parts), parts))
    return found


def _japanese(context: Context) -> Iterator[Scored]:
    """Yield the names behind a title that begin with a Japanese surname: 社长佐藤健一、."""
    japan = any(word in context.text for word in ("日本", "株式会社", "日资", "日方"))
    for start, middle, _ in _of_japan().scan(context.text):
        left = context.left(start)
        # 高木兰 is of the family 高 where the page speaks of no Japan.
        known = japan or surnames().get(context.text[start], _RARE) <= _RARE
        grammar = context.text[middle : middle + 1] in load().function_chars
        end = _given_end(context, middle) if left >= TITLE and known and not grammar else middle
        if end > middle:
            yield Scored(start, end, _JAPANESE, left, context.right(end), "translit")


def _given_end(context: Context, middle: int) -> int:
    """Return where a given name of up to three characters ends: at a mark, else at the first word that may follow."""
    ends = range(middle + 1, min(middle + 4, len(context.text) + 1))
    whole = [end for end in ends if context.text[middle:end].isalpha()]
    closed = [end for end in whole if not context.text[end : end + 1].isalpha()]
    return next((end for end in closed or whole if context.right(end) > 0), middle)


def _dotted(context: Context, parts: dict[int, int]) -> Iterator[Scored]:
    text = context.text
    for match in _dot().finditer(text):
        start = _after_title(context, match.start("dots"))
        end = _run_end(context, match.end("dots"), parts)
        if end == match.end("dots") and start in context.title_ends:
            end = _unlike(context, end)
        if start < match.start("dots") and end > match.end("dots") and _all_allowed(match["dots"]):
            left, right = context.left(start), context.right(end)
            yield Scored(start, end, _DOTTED, left, right, "minority" if start in parts else "translit")


def _after_title(context: Context, dot: int) -> int:
    """Return where the first part of a name with a dot begins: behind the title before it, whatever its characters."""
    begin = next((at for at in range(dot - 1, max(-1, dot - _LONGEST), -1) if at in context.title_ends), None)
    return begin if begin is not None and context.text[begin:dot].isalpha() else _run_start(context, dot)


def _unlike(context: Context, start: int) -> int:
    """Return where the last part of a name with a dot ends that is made of other characters: at a verb or a mark."""
    at = start
    while at < len(context.text) and at - start < _PART and context.text[at].isalpha() and at not in context.acting:
        at += 1
    return at if at - start > 1 else start


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
    framed = left >= TITLE and context.right(end) >= ACTING and len(word) == 1
    if end - start == 2 and framed and not load().function_chars & set(context.text[start:end]):
        return _FRAMED
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
def _of_japan() -> Matcher:
    return matcher(words("japanese_surnames"))


@cache
def _dot() -> re.Pattern[str]:
    return re.compile(rf"(?P<dots>[{DOTS}](?<=[\u4e00-\u9fff].)(?:[\u4e00-\u9fff]{{1,8}}[{DOTS}])*)(?=[\u4e00-\u9fff])")

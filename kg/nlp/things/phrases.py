"""Where a noun phrase begins and ends: the words around it, as far as a fast tagger and the word lists tell."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from typing import NamedTuple

import rjieba

from kg.lexicon import load
from kg.nlp.things.lists import word_set
from kg.nlp.things.quantities import last_measure
from kg.patterns import alternation

_CLOSED = frozenset(
    {"u", "uj", "ul", "uv", "ud", "ug", "uz", "p", "c", "r", "rr", "rz", "y", "e", "o", "d", "df", "tg", "t"}
)
_COUNT = re.compile(
    r"[一二两三四五六七八九十百千万亿几数多]+[个条座家批项种套台栋类大名位次年月日天期些]?|\d[\d.,]*[\u4e00-\u9fff]*"
)
_RUN_LEFT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9\u0370-\u03ff\-－·/+ .,，]{0,30}$")
_RUN_RIGHT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9\u0370-\u03ff\-－·/+ ]*")
_LOCANT = re.compile(r"(?:\d{1,2}[,，])*\d{1,2}['′]?-")
_LOCANT_LEFT = re.compile(r"(?:(?<![\d,，])\d{1,2}[,，](?:\d{1,2}[,，])*)\d{1,2}['′]?-[\u4e00-\u9fff]+$")
_CHEMICAL = re.compile(r"[一二三四五六七八九十]+(?=[氟氯溴碘甲乙丙丁戊己庚辛壬癸苯氧硫烯醇酸胺聚氢水硝磷碳羟元])")
"""A number that begins the name of a chemical: 六氟磷酸锂, 三氯蔗糖."""
_KEPT = frozenset({"高速", "正极", "半", "一体", "子午", "三元", "多层", "等离子", "等静压", "对位", "间位", "无缝"})
PHASES = frozenset({"一期", "二期", "三期", "四期", "五期"})
_REACH = 30


class Token(NamedTuple):
    """A word of a text at its offsets in code points, with the tagger's part of speech."""

    start: int
    end: int
    text: str
    tag: str


_TOKEN = partial(tuple.__new__, Token)
"""Makes a token of its fields, and as quickly as a tuple is made."""


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words between two offsets of a text."""
    found, position = [], start
    for word, tag in _tagged(text[start:end]):
        close = position + len(word)
        found.append(_TOKEN((position, close, word, tag)))
        position = close
    return found


@lru_cache(maxsize=1 << 12)
def _tagged(phrase: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a phrase, each with the tagger's part of speech; several readers look at the same phrase."""
    return tuple(rjieba.tag(phrase))


def phrase_before(text: str, end: int, *, allowed: frozenset[str] = frozenset()) -> int:
    """Return the offset at which the noun phrase that ends at `end` begins; `end` itself where there is none.

    Words of `allowed` are taken into it although they end other phrases.
    """
    low = max(0, end - _REACH)
    run = _RUN_LEFT.search(text, low, end)
    start = last_measure(text, run.start() if run else end, end)
    comma = max(text.rfind(",", start, end), text.rfind("，", start, end))
    if comma >= 0:
        locant = _LOCANT_LEFT.search(text, start, end)
        if locant is not None:
            return locant.start()
        start = comma + 1
    begin = end
    has_noun = False
    for token in reversed(tokens(text, start, end)):
        if token.text not in allowed and (is_edge(token) or (has_noun and _is_verb(token))):
            break
        has_noun = has_noun or not (_is_verb(token) or token.text in word_set("product_trim"))
        begin = token.start
    while begin < end and text[begin] in " -－·/+.":
        begin += 1
    return begin


def phrase_after(text: str, start: int, stops: frozenset[str]) -> int:
    """Return the offset at which the noun phrase that begins at `start` ends; a word of `stops` ends it too."""
    high = min(len(text), start + _REACH)
    locant = _LOCANT.match(text, start, high)
    begin = locant.end() if locant else start
    run = _RUN_RIGHT.match(text, begin, high)
    limit = run.end() if run else begin
    cut = _cut().search(text, begin + 1, limit)
    end = begin
    found = tokens(text, begin, cut.start() if cut else limit)
    for number, token in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        number_inside = _CHEMICAL.match(text, token.start) is not None
        ends_here = (is_edge(token) and not number_inside) or (
            token.text in stops and not _is_inside(token, following, stops)
        )
        if ends_here and not (token.start == begin and token.text == "工程"):
            break
        end = token.end
    while end > begin and text[end - 1] in " -－·/+":
        end -= 1
    return start if end == begin else end


def is_edge(token: Token) -> bool:
    """Return whether a word is never part of a name of a thing: grammar, a count, a verb of the clause."""
    word = token.text
    if word in _KEPT or word in PHASES:
        return False
    if word in word_set("verbs_edge") or word in {"，", ",", "."}:
        return True
    if _COUNT.fullmatch(word):
        return True
    return token.tag in _CLOSED and (word in load().function_chars or word in _function_words())


def _is_inside(token: Token, following: Token | None, stops: frozenset[str]) -> bool:
    """Return whether a word that may stand behind goods stands inside their name: 检测 of 基因检测试剂."""
    return (
        token.text in word_set("phrase_modifiers")
        and following is not None
        and following.tag.startswith("n")
        and following.text not in stops
        and not is_edge(following)
    )


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(alternation(word_set("phrase_cuts")))


def _is_verb(token: Token) -> bool:
    word = token.text
    return token.tag == "v" and not word.endswith("化") and word not in word_set("phrase_modifiers")


@cache
def _function_words() -> frozenset[str]:
    return load().function_words - word_set("phrase_inner")

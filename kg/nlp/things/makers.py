"""The firm that a project's name begins with: 云澜铝业 of 云澜铝业轮毂生产项目."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from kg.lexicon import load
from kg.naming.words import words as body_words
from kg.nlp.things.lists import word_set, words
from kg.patterns import alternation

_LONGEST = 4
_KNOWN_LONGEST = 8
_TRADE_END = "业"
_AND = "和"
"""The one word of grammar that ends coined names: 嘉和新材."""
_NAMES = frozenset({"nz", "nr", "nrt"})
_UNTOLD = frozenset({"x", "j", "n", "ns"})
"""Parts of speech that no coined name is told by: 衡泰 is a word for nobody."""
_SIZES = frozenset("新老大小高多")


def maker_end(text: str, start: int, end: int, *, alone: bool = False) -> int | None:
    """Return where the short name of a firm ends that stands at `start`; None where none does.

    More of a description must follow it before `end`, unless it may stand `alone`: 云澜铝业|二期.
    """
    for size in range(_KNOWN_LONGEST, 1, -1):
        if start + size < end + alone and text[start : start + size] in body_words("known_firms"):
            rest = text[start + size : end]
            return None if rest in word_set("product_trim") and not alone else start + size
    for size in range(2, _LONGEST + 1):
        trade = _trade().match(text, start + size, end)
        if trade is None or text[trade.end() : end] in word_set("product_trim"):
            continue
        if trade.end() < end + alone and _is_coined(text[start : start + size], trade[0]):
            return trade.end()
    return None


def _is_coined(name: str, trade: str) -> bool:
    """Return whether characters before a trade are a name and no description: 云澜, but not 可再生."""
    known = name in load().by_name and not trade.endswith(_TRADE_END)
    if known or name in word_set("project_general") or name in word_set("phrase_modifiers"):
        return False
    if any((sign in load().function_chars and name[1:] != _AND) or sign.isdigit() for sign in name) or (
        len(name) == 2 and name[0] in _SIZES
    ):
        return False
    parts = rjieba.cut(name, False)  # noqa: FBT003 - the library's second argument, no guessed words
    if len(parts) == len(name):
        return name not in load().nouns
    if len(parts) > 1:
        return False
    # A word of the dictionary is a firm's name before a trade that only firms bear: 金澜铜业; a name is before any.
    tag = rjieba.tag(name)[0][1]
    return (
        tag in _NAMES
        if name not in load().nouns and not trade.endswith(_TRADE_END)
        else (trade.endswith(_TRADE_END) and tag in _NAMES | {"n", "nt", "j"})
    )


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(alternation(set(words("trades")) | body_words("brand_ends")))


_BEFORE_LISTED = re.compile("(?<=[、：])([\u4e00-\u9fff]{2,6})\\Z")


def maker_before(text: str, end: int) -> int | None:
    """Return where the coined name of a firm begins that an item of a list of works has before its measure.

    云澜化工年产5万吨A、|衡川|10万吨B等项目. None where words of the language stand there.
    """
    found = _BEFORE_LISTED.search(text, max(0, end - 7), end)
    if found is None:
        return None
    name = found[1]
    lexicon = load()
    known = name in lexicon.nouns or name in lexicon.verbs or name in lexicon.by_name
    if known or any(sign in lexicon.function_chars or sign in _SIZES for sign in name):
        return None
    tags = {tag for word, tag in rjieba.tag(name) if len(word) > 1}
    return (
        found.start(1) if tags <= _NAMES | {"x", "j", "n", "ns"} and name not in word_set("project_general") else None
    )

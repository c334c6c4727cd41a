"""Whether a noun phrase names goods, a material or a chemical."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from kg.lexicon import load
from kg.nlp.things.lists import marked, word_set
from kg.nlp.things.makers import maker_end
from kg.nlp.things.phrases import Token, tokens

_LATIN = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z0-9]{1,5}")
_LONGEST = 18
_COUNTED = frozenset("套台条批种类件个款座项")
_TOLD = 3
"""From how many characters on the last one tells goods: 麻屑板, but not 看板."""
_LOOSE_END = re.compile(r"[A-Za-z0-9\u4e00-\u9fff]")


def is_goods(name: str) -> bool:
    """Return whether `name` ends as goods do and is no general noun."""
    name = name.strip()
    if _LATIN.fullmatch(name):
        return name not in word_set("latin_not_goods")
    if not 2 <= len(name) <= _LONGEST or name in word_set("goods_general"):
        return False
    if name[0] in _COUNTED and name[1:] in word_set("goods_general"):
        return False
    if name[-2:] in word_set("goods_not_ends"):
        return False
    if len(name) >= _TOLD and name[-1] in word_set("goods_chars"):
        return True
    return name in word_set("goods_names") or any(name[-size:] in _heads() for size in range(1, len(name) + 1))


def is_listed_goods(name: str) -> bool:
    """Return whether all of a name stands in the vocabulary of goods: 铝箔, and not 云澜新能源光伏支架."""
    return name in word_set("goods_names") or name in _heads()


def is_thing(name: str) -> bool:
    """Return whether `name`, standing where only goods stand, may name some: a noun that is no general one."""
    if is_goods(name):
        return True
    if not 2 <= len(name) <= _LONGEST or name in word_set("goods_general") or not _LOOSE_END.match(name[-1]):
        return False
    last = tokens(name, 0, len(name))[-1]
    return (
        last.tag.startswith(("n", "j", "eng", "zg"))
        and last.tag not in {"ns", "nt"}
        and last.text not in word_set("goods_not_ends")
    )


def product_of(text: str, start: int, end: int, *, branded: bool = False) -> tuple[int, int]:
    """Return the span of the product in the description of a project or line: 电子级双氧水 of 电子级双氧水扩产.

    The description of a project may be `branded`: it begins with its maker's short name.
    """
    found: list[Token] = tokens(text, start, end)
    while found and _is_trim(found[-1].text):
        found.pop()
    while len(found) > 1 and found[0].text in word_set("product_lead"):
        found.pop(0)
    while branded and len(found) > 1 and found[0].text in load().by_name:
        found.pop(0)
    found = _without_brand(text, found, coined=branded)
    return (found[0].start, found[-1].end) if found else (start, start)


def _without_brand(text: str, found: list[Token], *, coined: bool) -> list[Token]:
    """Return the words without the maker's short name before them: 阀门 of 云澜阀门, 蔗糖 of 云澜生物蔗糖."""
    if len(found) < 2 or found[0].text in word_set("goods_heads"):
        return found
    trade = maker_end(text, found[0].start, found[-1].end)
    if trade is not None and found[-1].start >= trade:
        return [token for token in found if token.start >= trade]
    # The dictionary does not know a coined name: the tagger has guessed it.
    parts = len(rjieba.cut(found[0].text, False)) if coined else 1  # noqa: FBT003 - as in makers.py
    guessed = parts > 1 and (found[0].tag == "nr" or (parts == len(found[0].text) and _is_brand(found[0].text)))
    return found[1:] if guessed and is_goods(text[found[1].start : found[-1].end]) else found


def _is_brand(word: str) -> bool:
    """Return whether a word that is in no dictionary is made as names of firms are: 唯康, but not 萘系."""
    return not set(word) & word_set("goods_chars") and not set(word).isdisjoint(word_set("brand_chars"))


def ends() -> dict[str, str]:
    """Return the words that stand behind products, each with how sure it is."""
    return marked("product_ends")


def _is_trim(word: str) -> bool:
    return word in word_set("product_trim")


@cache
def _heads() -> frozenset[str]:
    """Return what names of goods end with: known last parts, and names too long to be a part of another word."""
    return word_set("goods_heads") | {name for name in word_set("goods_names") if len(name) >= _TOLD}

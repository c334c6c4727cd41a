"""A text cut into the words of the dictionary and of the lists, without guessing at unknown ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import rjieba

from kg.lexicon import Matcher, load, matcher
from kg.naming.anatomy import LEVEL_ENDS
from kg.naming.words import kinds, words
from kg.nlp.segment import cut_words

_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇]+|[A-Za-z0-9]+(?:[.&\-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)
_SIGNS = "，。、；：“”（）《》！？…\\n\u3000"
_MIXED = re.compile(rf"(?<![^{_SIGNS}])[^{_SIGNS}]*?[^{_SIGNS}\u4e00-\u9fd5][^{_SIGNS}]*")
"""What stands between two signs and is not all Chinese: the dictionary has words of both scripts, which no name has."""
_BLANK = re.compile(r"\s\s+")
WORD_COUNTIES = frozenset({"和县", "任县", "应县"})
"""Counties that are two words as well: 县情|和|县经开区, 李平|任|县财政局局长, 应|县委书记…邀请."""
_INVITED = re.compile("(?<!山西)应县(?!县)[^，。；]{0,30}?(?:邀|要求|请求|约请)")
_BODIES = frozenset({"公司", "集团", "企业", "银行", "大学", "学院", "医院", "园区", "发区", "新区", "开区", "聚区"})
_JOINT = re.compile(f"[和与及](?:(?<=(?:{'|'.join(sorted(_BODIES))}).)|(?<=和)(?=县))|[任应](?=县)")


def cut(text: str) -> bytearray:
    """Return for each code point of a text, and for its end, 1 where a word begins, else 0."""
    edges = _cut(text)
    _glue(text, edges)
    _part(text, edges)
    return edges


def _cut(text: str) -> bytearray:
    edges = bytearray(len(text) + 1)
    _mark(cut_words(text), 0, edges)
    for mixed in _MIXED.finditer(text):
        start, end = mixed.span()
        edges[start:end] = bytes(end - start)
        for match in _WORD.finditer(text, start, end):
            edges[match.start()] = 1
            if text[match.start()] >= "\u3400" and match[0].isalpha():
                _mark(rjieba.cut(match[0], False), match.start(), edges)  # noqa: FBT003 - as in `cut_words`
    for blank in _BLANK.finditer(text):
        edges[blank.start() + 1 : blank.end()] = bytes(blank.end() - blank.start() - 1)
    edges[len(text)] = 1
    return edges


def _mark(words_in_order: Iterable[str], position: int, edges: bytearray) -> None:
    """Note in `edges` where words begin that stand one behind the other from a position on."""
    for word in words_in_order:
        edges[position] = 1
        if len(word) > 3:
            edges[position + len(_halves(word)[0])] = 1
        position += len(word)


def _glue(text: str, edges: bytearray) -> None:
    """Make one of the words that a list has as one: 新|材料, 高新|区."""
    cursor = 0
    for start, end, _ in _glue_matcher().scan(text):
        if not edges[end] or start < cursor:
            continue
        if not edges[start] and (end - start < 4 or start - 1 < cursor or not edges[start - 1]):
            continue
        edges[start] = 1
        edges[start + 1 : end] = bytes(end - start - 1)
        cursor = end


@lru_cache(maxsize=1 << 14)
def _halves(word: str) -> tuple[str, ...]:
    """Return a word of the dictionary, cut where it ends in a head of its own: 华为公司, 签订协议."""
    if len(word) > 3:
        for head in ("有限公司", "集团", "公司", "海关", "大学", "医院", "政协", "人大"):
            if word.endswith(head) and word != head and word not in words("trades"):
                return (word[: -len(head)], head)
        if word.endswith("政府") and word[-3] in LEVEL_ENDS:
            return (word[:-2], "政府")
        for cut in (2, 3):
            if word[:cut] in words("stops") or (word[:cut] in words("regions") and len(word) > cut + 2):
                return (word[:cut], word[cut:])
            if word[:cut] in load().by_name and word[cut:] in load().by_name:
                return (word[:cut], word[cut:])  # 福建|厦门
    return (word,)


def _part(text: str, edges: bytearray) -> None:
    """Cut 和 off where it joins two bodies: …公司|和|云煤集团 is no 和平."""
    for match in _JOINT.finditer(text):
        start = match.start()
        if edges[start : start + 3] == b"\1\0\1" and _joins(text, start, start + 2):
            edges[start + 1] = 1


def _joins(text: str, start: int, end: int) -> bool:
    """Return whether 和, 与 or 及 at `start` joins what is on both sides of it, and is no part of the word there."""
    return text[max(0, start - 2) : start] in _BODIES or (text[start:end] in WORD_COUNTIES and is_joined(text, start))


def is_joined(text: str, start: int) -> bool:
    """Return whether 和县 at `start` is 和 and the county of the page: 县情和县经开区, 应县委邀请."""
    if text[start] == "应":
        return _INVITED.match(text, start) is not None
    before = text[start - 1 : start]
    return before.isalpha() and before not in "省市在到赴于向往以从由自"


@cache
def _glue_matcher() -> Matcher:
    entries = (
        words("trades")
        | words("brand_ends")
        | words("brand_placed")
        | words("stops")
        | words("roles")
        | words("proper")
        | words("known_firms")
        | words("generic")
    )
    return matcher(sorted(entry for entry in entries | frozenset(kinds("park_heads")) if len(entry) > 1))

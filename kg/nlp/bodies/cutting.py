"""A text cut into the words of the dictionary and of the lists, without guessing at unknown ones."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import rjieba

from kg.lexicon import Matcher, matcher
from kg.nlp.bodies.words import kinds, words

_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇]+|[A-Za-z0-9]+(?:[.&\-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)
AND_COUNTY = "和县"
_BODIES = frozenset({"公司", "集团", "企业", "银行", "大学", "学院", "医院", "园区", "发区", "新区", "开区", "聚区"})
_JOINT = re.compile(f"(?<={'|'.join(sorted(_BODIES))})[和与及]|{AND_COUNTY}")


def cut(text: str) -> list[tuple[int, int]]:
    """Return start and end of each word of a text, in code points."""
    return _parted(text, _glue(text, _cut(text)))


def _cut(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        position, end = match.span()
        if text[position] < "\u3400" or not match[0].isalpha():
            found.append((position, end))
            continue
        for word in rjieba.cut(match[0], False):  # noqa: FBT003 - the library's second argument, no guessed words
            for part in _halves(word) if len(word) > 3 else (word,):
                end = position + len(part)
                found.append((position, end))
                position = end
    return found


def _glue(text: str, raw: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words with those made one that a list has as one: 新|材料, 高新|区."""
    starts, stops = zip(*raw, strict=True) if raw else ((), ())
    at, ends = dict(zip(starts, range(len(raw)), strict=True)), set(stops)
    found: list[tuple[int, int]] = []
    cursor = 0
    for start, end, _ in _glue_matcher().scan(text):
        if start not in at and end in ends and end - start > 3 and start - 1 in at and start - 1 >= cursor:
            found.extend(raw[at[cursor] : at[start - 1]] if cursor < start - 1 else ())
            found.extend([(start - 1, start), (start, end)])
            cursor = end
        elif start in at and end in ends and start >= cursor:
            found.extend(raw[at[cursor] : at[start]] if cursor < start else ())
            found.append((start, end))
            cursor = end
    if cursor < len(text):
        found.extend(raw[at[cursor] :])
    return found


@lru_cache(maxsize=1 << 14)
def _halves(word: str) -> tuple[str, ...]:
    """Return a word of the dictionary, cut where it ends in a head of its own: 华为公司, 签订协议."""
    if len(word) > 3:
        for head in ("有限公司", "集团", "公司", "海关", "大学", "医院"):
            if word.endswith(head) and word != head and word not in words("trades"):
                return (word[: -len(head)], head)
        for cut in (2, 3):
            if word[:cut] in words("stops") or (word[:cut] in words("regions") and len(word) > cut + 2):
                return (word[:cut], word[cut:])
    return (word,)


def _parted(text: str, raw: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words with 和 cut off where it joins two bodies: …公司|和|平煤集团 is no 和平."""
    joints = {match.start() for match in _JOINT.finditer(text)}
    found: list[tuple[int, int]] = []
    for start, end in raw if joints else ():
        if start in joints and end - start == 2 and _joins(text, start, end):
            found += ((start, start + 1), (start + 1, end))
        else:
            found.append((start, end))
    return found if joints else raw


def _joins(text: str, start: int, end: int) -> bool:
    """Return whether 和, 与 or 及 at `start` joins what is on both sides of it, and is no part of the word there."""
    return text[max(0, start - 2) : start] in _BODIES or (text[start:end] == AND_COUNTY and is_joined(text, start))


def is_joined(text: str, start: int) -> bool:
    """Return whether 和县 at `start` is 和 and the county of the page: 县情和县经开区, 定江镇和县信访局."""
    before = text[start - 1 : start]
    return before.isalpha() and before not in "省市在到赴于向往以从由自"


@cache
def _glue_matcher() -> Matcher:
    entries = (
        words("trades") | words("stops") | words("roles") | words("proper") | words("known_firms") | words("generic")
    )
    return matcher(sorted(entry for entry in entries | frozenset(kinds("park_heads")) if len(entry) > 1))

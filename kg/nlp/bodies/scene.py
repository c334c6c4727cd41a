"""A text cut into words once, each with the part it can play in a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import rjieba

from kg.lexicon import Matcher, load, matcher
from kg.nlp.bodies.words import kinds, words

LEVEL_ENDS = "省市县区旗盟州"
_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇]+|[A-Za-z0-9]+(?:[.&\-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)
_COUNTED = re.compile(
    r"(?:[0-9０-９][0-9,.]*|[一二两三四五六七八九十百千万亿数几多首]+)(?:余|多)?"
    r"(?:[个家户座批条项名位所种款处支只笔间台套列辆艘栋届次场](?!庄|口|坡|湾|集|坪)|大(?=[开产工企集])|年|月|日|号|吨|万|亿|元|期|千伏)+"
)
_WEAK = frozenset("太正有自才若如则即同非无未均所其自曾因比之")
_DIRECTION_PLACES = frozenset({"山西", "山东", "河南", "河北", "湖南", "湖北", "江西", "江南", "海南", "河西"})
_SIDES = frozenset("麓坡侧岸脚端面")
_BODIES = frozenset({"公司", "集团", "企业", "银行", "大学", "学院", "医院", "园区"})
_TIME_ENDS = frozenset("日天年月周时前后午晚夜间期初末底今")
_CLAUSE_ENDS = frozenset("在于到至向往自入为是给")
_TOWN_END = re.compile(r"(?:民族)?(?:镇|乡|街道|苏木)$")
_SURE_SUFFIX = re.compile(r"(?:委|政府|人大|政协|委员会)")


class Token(NamedTuple):
    """A word of a text at its offsets in code points, with its kind."""

    start: int
    end: int
    kind: str
    """``place``, ``proper`` (a word known to begin names), ``head`` (last words of a park), ``stop`` (a verb or role that a name begins after), ``role``, ``func`` (grammar), ``count``, ``trade``,
    ``generic``, ``word`` (of the dictionary), ``char`` (a single character), ``latin``, ``break`` (punctuation)."""


class PlaceSpan(NamedTuple):
    """A name of the lists of places in a text; offsets in code points."""

    start: int
    end: int
    kind: str
    """``full``, ``short``, ``maybe`` (also a common word or the name of several places), ``town``, ``stem`` (of a town), ``region``."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with its words and the listed places in it."""

    text: str
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    places: tuple[PlaceSpan, ...]
    place_starts: dict[int, PlaceSpan]
    place_ends: dict[int, PlaceSpan]

    def before(self, offset: int) -> int:
        """Return the index of the last token that begins before `offset`; -1 if there is none."""
        return bisect_right(self.starts, offset - 1) - 1

    def is_edge(self, offset: int) -> bool:
        """Return whether a word begins at `offset`."""
        index = self.before(offset + 1)
        return offset >= len(self.text) or (index >= 0 and self.tokens[index].start == offset)


def read_scene(text: str) -> Scene:
    """Return the words of a text and the listed places in it."""
    raw = _glue(text, _cut(text))
    places = _places(text, {start for start, _ in raw} | {len(text)}, dict(raw))
    tokens = _merge(text, raw, places)
    return Scene(
        text,
        tuple(tokens),
        tuple(token.start for token in tokens),
        tuple(places),
        {place.start: place for place in places},
        {place.end: place for place in places},
    )


@cache
def kind_of(word: str) -> str:
    """Return the part that a word can play in a name."""
    if not word[0].isalnum() and word not in "·":
        return "break"
    if word[0].isascii():
        return "latin" if any(c.isalpha() for c in word) else "count"
    if len(word) == 1:
        return "func" if word in load().function_chars else "stop" if word in words("stops") else "char"
    return _listed_kind(word) or _tagged_kind(word)


def _listed_kind(word: str) -> str | None:
    for kind, entries in (
        ("proper", words("proper")),
        ("head", kinds("park_heads")),
        ("role", words("roles")),
        ("trade", words("trades")),
        ("stop", words("stops")),
        ("generic", words("generic")),
        ("func", load().function_words),
    ):
        if word in entries:
            return kind
    return None


def _tagged_kind(word: str) -> str:
    """Return the kind of a word that stands in no list, by its form and its part of speech."""
    tag = tag_of(word)
    if len(word) > 4 and any(word.endswith(head) for head in kinds("park_heads") if len(head) > 2):
        return "head"
    if len(word) == 2 and word[-1] in _CLAUSE_ENDS and word not in load().nouns:
        return "stop"
    if len(word) == 4 and (word[2:] in words("stops") or is_verb(word[2:])):
        return "stop"
    if tag == "m" and word[0] in "第一二两三四五六七八九十百千万":
        return "word"
    if tag == "t":
        return "stop" if word[-1] in _TIME_ENDS and word[-2:] not in {"青年", "少年", "老年", "中年"} else "word"
    return {"m": "generic", "r": "func", "d": "func", "c": "func", "p": "func"}.get(tag, "word")


@cache
def tag_of(word: str) -> str:
    """Return the part of speech of a word of the dictionary; an empty text where it is none."""
    tagged = rjieba.tag(word, False)  # noqa: FBT003 - the library's second argument, no guessed words
    return tagged[0][1] if len(tagged) == 1 else ""


@cache
def is_proper(word: str) -> bool:
    """Return whether a word is a name, not a common noun: by its part of speech, or since no list has it."""
    return tag_of(word) in {"nz", "nr", "nrt", "nrfg", "ns", "nt", "j", ""} and word not in load().nouns


@cache
def is_verb(word: str) -> bool:
    """Return whether a word is a verb and nothing else."""
    if word in words("trades") or word in words("agency_words"):
        return False
    return tag_of(word) in {"v", "vd", "vi"}


def is_weak(char: str) -> bool:
    """Return whether a character of grammar may also stand inside a coined name."""
    return char in _WEAK


def _cut(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        if match[0][0] >= "\u3400" and match[0].isalpha():
            position = match.start()
            for word in rjieba.cut(match[0], False):  # noqa: FBT003 - the library's second argument, no guessed words
                for part in _halves(word):
                    found.append((position, position + len(part)))
                    position += len(part)
        else:
            found.append(match.span())
    return found


def _glue(text: str, raw: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words with those made one that a list has as one: 新|材料, 高新|区."""
    at = {start: index for index, (start, _) in enumerate(raw)}
    ends = {end for _, end in raw}
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


def _places(text: str, edges: set[int], ends: dict[int, int]) -> list[PlaceSpan]:
    found = []
    last = 0
    for begin, stop, index in _place_matcher().scan(text):
        name = _place_matcher().names[index]
        end, kind = stop, _place_kinds()[name]
        if begin < last:
            continue
        if kind in {"full", "town"} and end not in edges and not _ends_within(text, end, ends, edges):
            short = name.rstrip(LEVEL_ENDS)
            if short not in _place_kinds() or begin + len(short) not in edges:
                continue
            name, end, kind = short, begin + len(short), "short"
        if kind in {"short", "maybe", "region", "stem"} and (begin not in edges or end not in edges):
            continue
        if kind in {"full", "town"} and begin not in edges and len(name) < 3:
            continue
        if name in _DIRECTION_PLACES and text[end : end + 1] in _SIDES:
            continue
        if kind in {"short", "maybe"} and _cuts_trade(text, begin, end):
            continue
        found.append(PlaceSpan(begin, end, kind))
        last = end
    return found


def _cuts_trade(text: str, start: int, end: int) -> bool:
    """Return whether a word for a trade runs across the end of a short place name: 长衡|水务 is no 衡水."""
    trades = words("trades")
    return (
        any(
            text[first : first + size] in trades
            for first in range(start + 1, end)
            for size in range(end - first + 1, 5)
        )
        and text[end : end + 2] not in trades
    )


def _ends_within(text: str, end: int, ends: dict[int, int], edges: set[int]) -> bool:
    """Return whether the word across `end` is cut there in truth: 泰兴|市委 stays 泰兴 市委, 戴窑镇|工业 does not cross."""
    before = end - 1
    while before not in edges and before > 0:
        before -= 1
    return ends.get(before, end) - before == 1 or (
        _SURE_SUFFIX.match(text, end) is None and ends.get(before, end) == end
    )


def _merge(text: str, raw: list[tuple[int, int]], places: list[PlaceSpan]) -> list[Token]:
    clear = {text[p.start : p.end] for p in places if p.kind == "full"}
    counted = [match.span() for match in _COUNTED.finditer(text)]
    fixed = sorted(
        [Token(p.start, p.end, "place") for p in places if p.kind != "maybe" or _is_place(text[p.start : p.end], clear)]
        + [Token(s, e, "count") for s, e in counted]
    )
    tokens: list[Token] = []
    cursor = 0
    at = 0
    raw = _parted(text, raw)
    for start, end in raw:
        while at < len(fixed) and fixed[at].end <= start:
            at += 1
        while at < len(fixed) and fixed[at].start < end:
            block = fixed[at]
            if block.start >= cursor:
                _spell(text, max(start, cursor), block.start, tokens)
                tokens.append(block)
                cursor = block.end
            at += 1
        if cursor < end:
            _spell(text, max(start, cursor), end, tokens)
            cursor = end
    return tokens


def _parted(text: str, raw: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words with 和 cut off where it joins two bodies: …公司|和|平煤集团 is no 和平."""
    found: list[tuple[int, int]] = []
    for start, end in raw:
        joins = text[start] in "和与及" and end - start == 2 and text[max(0, start - 2) : start] in _BODIES
        found.extend([(start, start + 1), (start + 1, end)] if joins else [(start, end)])
    return found


def _is_place(name: str, clear: set[str]) -> bool:
    """Return whether an unclear name of a division may lead another name: no common word, or named in full too."""
    if any(division.name in clear for division in load().by_name.get(name, ()) if division.name != name):
        return True
    return name not in words("evidence") and tag_of(name) in {"ns", "nr", "nz", ""}


def _spell(text: str, start: int, end: int, tokens: list[Token]) -> None:
    if start < end:
        tokens.append(Token(start, end, kind_of(text[start:end])))


@cache
def _place_kinds() -> dict[str, str]:
    lexicon = load()
    found: dict[str, str] = dict.fromkeys((t for t in lexicon.towns if len(t) > 2 and _TOWN_END.search(t)), "town")
    for division in lexicon.divisions:
        for name in division.names:
            if len(name) < 2:
                continue
            kind = (
                "maybe"
                if name in division.ambiguous or name in words("evidence")
                else "full"
                if name == division.name
                else "short"
            )
            if found.get(name) not in {"full", "short"} or kind == "full":
                found[name] = kind
    for name in words("regions"):
        found.setdefault(name, "region")
    for town in lexicon.towns:
        stem = _TOWN_END.sub("", town)
        if len(stem) > 2 and stem not in kinds("park_heads") and stem not in lexicon.nouns:
            found.setdefault(stem, "stem")
    return found


@cache
def _glue_matcher() -> Matcher:
    entries = words("trades") | words("stops") | words("roles") | words("proper") | words("generic")
    return matcher(sorted(entry for entry in entries | frozenset(kinds("park_heads")) if len(entry) > 1))


@cache
def _place_matcher() -> Matcher:
    return matcher(_place_kinds())

"""The places of the word lists in a text: divisions in full and in short, towns, regions, countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.lexicon import Matcher, load, matcher
from kg.naming.anatomy import LEVEL_ENDS
from kg.naming.shorts import without_level
from kg.naming.words import kinds, words
from kg.nlp.bodies.cutting import WORD_COUNTIES, is_joined
from kg.nlp.bodies.speech import only_describes

_DIRECTION_PLACES = frozenset({"山西", "山东", "河南", "河北", "湖南", "湖北", "江西", "江南", "海南", "河西"})
_SKY = frozenset("东西南北")
_TO = frozenset("向往以从由自")
_SIDES = frozenset("麓坡侧岸脚端面")
_TOWN_ENDS = ("镇", "乡", "街道", "苏木")
_AUTONOMOUS = re.compile(r"自治[县州旗]$")
"""Papers leave out the peoples: 宽甸自治县 for 宽甸满族自治县."""
_ORGAN = re.compile(
    "人民|政府|公安|第[一二三四五六七八九十]|中级|高级|检察院|法院|委员会|委(?=[组宣统政办副书常、])|人大|政协|[一-鿿]{2,6}局|[一-鿿]{1,6}厅|总工会"
)
"""What organs of a division begin with, which dictionaries have as one word with it: 合肥市|公安局."""
_SURE_SUFFIX = re.compile(r"(?:委|政府|人大|政协|委员会)")
_COUNTRYSIDE = frozenset("村镇亲土里下间音情愁贤民野邻友党贸巴思")
"""Behind 乡 it is no town: 清河|乡村, 清河|乡镇."""


_UNLISTED = re.compile(
    "(?![各的和与及等下所在有两三四五六七八九十几多全])[\u4e00-\u9fff]{2,3}?(?:镇|乡(?!镇))"
    "(?=[，。、；]|(?![一-鿿]{0,2}(?:镇|乡))[\u4e00-\u9fff]{1,4}?(?:村|社区|嘎查))"
)
"""汉滨区|建民镇|四垱村: a town that no list has, behind its county."""


_SHORTEST = 2
"""Characters of the shortest name of a place."""
_REACH = 10
"""How far behind a name that is none another is looked for that begins in it."""


class PlaceSpan(NamedTuple):
    """A name of the lists of places in a text; offsets in code points."""

    start: int
    end: int
    kind: str
    """``full``, ``short``, ``maybe`` (also a common word or the name of several places), ``town``, ``stem`` (of a
    town), ``region``."""


def find_listed(text: str, edges: bytearray) -> list[PlaceSpan]:
    """Return the places of the lists in a text that is cut into words at `edges`; none of them overlap."""
    found: list[PlaceSpan] = []
    last = 0
    for begin, stop, index in _matches(text, edges):
        name = _place_matcher().names[index]
        end, kind = stop, _place_kinds()[name]
        if begin < last:
            continue
        levelled = kind == "short" and len(name) > 2 and name[-1] in LEVEL_ENDS
        if (levelled or kind in {"full", "town"}) and not edges[end] and not _ends_within(text, end, edges, kind):
            short = without_level(name)
            if short not in _place_kinds() or not edges[begin + len(short)]:
                continue
            name, end, kind = short, begin + len(short), "short"
        if kind == "short" and found and found[-1].end == begin and _lies_in(text, found[-1], name):
            levelled = True
        if kind in {"short", "maybe", "region", "stem"} and not (edges[begin] and (levelled or edges[end])):
            continue
        if kind in {"short", "maybe"} and _directed(text, begin, edges):
            continue
        if found and found[-1].end == begin and kind == "short" and _elsewhere(text, found[-1], name):
            continue
        if kind in {"full", "town"} and not edges[begin] and len(name) < 3:
            continue
        if _is_words(text, name, begin, end):
            continue
        if kind in {"short", "maybe"} and _cuts_trade(text, begin, end):
            continue
        found.append(PlaceSpan(begin, end, kind))
        last = end
    return sorted([*found, *_unlisted(text, found)])


def _matches(text: str, edges: bytearray) -> Iterator[tuple[int, int, int]]:
    """Give start, end and index of the names of the lists in a text.

    Where a short one ends within a word, the one that begins in it follows: 从江 hides none of 从|江西省.
    """
    scan = _place_matcher().scan
    for begin, stop, index in scan(text):
        yield begin, stop, index
        if stop - begin == _SHORTEST and not edges[stop]:
            for first, last, hidden in scan(text[begin + 1 : stop + _REACH])[:1]:
                if first == 0:
                    yield begin + 1, begin + 1 + last, hidden


def _unlisted(text: str, found: list[PlaceSpan]) -> list[PlaceSpan]:
    """Return the towns that stand directly behind the full name of a county and are in no list."""
    starts = {place.start for place in found}
    more = []
    for place in found:
        match = _UNLISTED.match(text, place.end) if place.kind == "full" and text[place.end - 1] in "县区市旗" else None
        if match is None or starts & set(range(match.start(), match.end())):
            continue
        if not only_describes(match[0][:-1]):
            more.append(PlaceSpan(*match.span(), "town"))
    return more


def lies_in(inner: str, outer: str) -> bool:
    """Return whether a division with its level lies in a city by its name: 山海关区 in 秦皇岛."""
    lexicon = load()
    above = {d.code for d in lexicon.by_name.get(outer, ()) if d.level != "county"}
    return inner[-1] in LEVEL_ENDS and any(above & set(lexicon.lineage(d)) for d in lexicon.by_name.get(inner, ()))


def _lies_in(text: str, before: PlaceSpan, name: str) -> bool:
    codes = tuple(d.code for d in load().by_name.get(text[before.start : before.end], ()))
    return bool(codes) and any(d.code.startswith(codes) for d in load().by_name.get(name, ()))


def _is_words(text: str, name: str, begin: int, end: int) -> bool:
    """Return whether a name is words here: 河南|侧 of a river, 和|县 between two bodies."""
    sided = name in _DIRECTION_PLACES and text[end : end + 1] in _SIDES
    return sided or (name in WORD_COUNTIES and is_joined(text, begin))


def _directed(text: str, begin: int, edges: bytearray) -> bool:
    """Return whether a side of the sky stands before a name as part of a longer one: 西|黑山 is no 黑山."""
    apart = text[begin - 1 : begin] in _SKY and edges[begin - 1 : begin + 1] == b"\1\1"
    return apart and text[begin - 2 : begin - 1] not in _TO


def _elsewhere(text: str, before: PlaceSpan, name: str) -> bool:
    """Return whether a county's short name stands behind a division that it does not lie in: 柳州|龙城."""
    codes = tuple(d.code for d in load().by_name.get(text[before.start : before.end], ()))
    divisions = load().by_name.get(name, ())
    return bool(codes) and all(d.level == "county" and not d.code.startswith(codes) for d in divisions)


def _cuts_trade(text: str, start: int, end: int) -> bool:
    """Return whether a word for a trade runs across the end of a short place name: 云衡|水务 is no 衡水."""
    trades = words("trades")
    return (
        any(
            text[first : first + size] in trades
            for first in range(start + 1, end)
            for size in range(end - first + 1, 5)
        )
        and text[end : end + 2] not in trades
    )


def _ends_within(text: str, end: int, edges: bytearray, kind: str) -> bool:
    """Return whether a name may end inside a word: at a word of one character, or before an organ: 云城市|委.

    So may a town, whose name is sure: 青石镇|西河沟 where the dictionary has 镇西.
    """
    if kind == "town":
        return text[end - 1] != "乡" or text[end] not in _COUNTRYSIDE
    first = end - 1
    while first > 0 and not edges[first]:
        first -= 1
    if kind == "full" and first <= end - 3 and _ORGAN.match(text, end):
        return True
    return edges[first + 1] == 1 or (first == end - 1 and _SURE_SUFFIX.match(text, end) is not None)


@cache
def _place_kinds() -> dict[str, str]:
    lexicon = load()
    stems = {town: _stem(town) for town in lexicon.towns if town.endswith(_TOWN_ENDS)}
    found: dict[str, str] = dict.fromkeys((town for town in stems if len(town) > 2), "town")
    for division in lexicon.divisions:
        for name in division.names:
            if len(name) < 2:
                continue
            unclear = name in division.ambiguous or name in words("evidence")
            whole = name == division.name or (name in division.former and name[-1] in LEVEL_ENDS + "盟")
            kind = "maybe" if unclear else "full" if whole else "short"
            if found.get(name) not in {"full", "short"} or kind == "full":
                found[name] = kind
        if (named := _AUTONOMOUS.search(division.name)) and division.shorts and len(division.shorts[0]) > 1:
            found.setdefault(division.shorts[0] + named[0], "full")
    for name in words("regions"):
        found.setdefault(name, "region")
    for name in words("zone_areas"):
        found.setdefault(name, "stem")
    for stem in stems.values():
        if (
            len(stem) > 2
            and stem not in kinds("park_heads")
            and stem not in kinds("place_heads")
            and stem not in lexicon.nouns
        ):
            found.setdefault(stem, "stem")
    return found


def _stem(town: str) -> str:
    """Return the name of a town without what it is: 青石 of 青石镇."""
    end = next(end for end in _TOWN_ENDS if town.endswith(end))
    return town[: -len(end)].removesuffix("民族")


@cache
def _place_matcher() -> Matcher:
    return matcher(_place_kinds())

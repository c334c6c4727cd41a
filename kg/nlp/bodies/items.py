"""The items of a list of sites: where each begins and ends, whatever words stand around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.lexicon import load
from kg.naming.words import patterns
from kg.nlp.bodies.listed import lies_in
from kg.nlp.bodies.scene import Scene

_VILLAGE = re.compile("[\u4e00-\u9fff]{2,4}?村(?=(?![民委务部级集]|社区|安置)[\u4e00-\u9fff]{4})")
"""白泥镇|桂花村|小叶苦丁茶基地."""
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）·“”/.×-]{2,44}")
_SPLIT = re.compile("，?(?:以及|还有)|、|，(?:(?:并|又|还)?(?:参观|考察|察看|走访)了)?")
_LAST = re.compile("以及|和|及|与")
_INNER = re.compile(
    "(?:(?<=公司)|(?<=集团)|(?<=产业园)|(?<=工业园)|(?<=园区)|(?<=开发区)|(?<=社区)|(?<=项目)|(?<=工程)|(?<=博物馆)|(?<=展示馆)|(?<=展览馆)"
    "|(?<=纪念馆)|(?<=中心)|(?<=码头)|(?<=基地)|(?<=公园)|(?<=广场)|(?<=[镇村]))(?:以及|和|及|与)(?=[\u4e00-\u9fff（）A-Za-z0-9]{4})"
)
"""What joins two names before the last of a list."""
_NUMBERED = re.compile("[0-9]+(?:国道|省道|县道|乡道|高速|号|线|米)")
"""351国道: a number that belongs to a name."""
_LEADING = frozenset({"stop", "func", "count"})
_LONG_ENOUGH = 4
"""Characters of a name behind the county and the town it lies in: 平川县|青石镇|云澜蔬菜基地."""
_MUST = frozenset("要应需能可")


class Item(NamedTuple):
    """An item of a list, at offsets in code points."""

    start: int
    end: int
    text: str
    placed: int
    """Where the town or zone begins that it lies in, directly before it; else its own start."""


def items_of(scene: Scene, offset: int, listed: str, *, least: int = 2) -> Iterator[Item]:
    """Give the items of a list without the words around their names, if it has at least so many."""
    parts = _spans(listed, _SPLIT)
    if len(parts) < least and not _LAST.search(listed):
        return
    start, end = parts.pop()
    closed = pattern("close").search(listed, start + 2, end)
    end = closed.start() if closed else end
    parts = [(a + c, a + d) for a, b in parts for c, d in _spans(listed[a:b], _INNER)]
    parts += [(start + a, start + b) for a, b in _spans(listed[start:end], _LAST)]
    for a, b in parts:
        begin = a
        while (lead := pattern("before").match(listed, begin)) and lead.end() > begin:
            begin = lead.end()
        begin = _behind_verbs(scene, offset + begin, offset + b) - offset
        placed = begin
        begin = _behind_place(scene, offset + begin, offset + b) - offset
        village = _VILLAGE.match(listed, begin, b) if begin > placed else None
        begin = village.end() if village is not None else begin
        text = listed[begin:b]
        if _ITEM.fullmatch(text):
            yield Item(offset + begin, offset + b, text, offset + placed)


def _spans(text: str, sign: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the stretches of a text between the matches of `sign`."""
    spans, start = [], 0
    for match in sign.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, len(text))]


def _behind_verbs(scene: Scene, start: int, end: int) -> int:
    """Return where a name begins behind verbs and words of grammar: 邀请|泓泰金属, 要|重视|纺织."""
    for token in scene.tokens[scene.before(start + 1) :]:
        text = scene.text[token.start : token.end]
        leads = text in _MUST or (len(text) > 1 and (token.kind in _LEADING or text in load().verbs))
        if token.start != start or token.end > end or not leads or _NUMBERED.match(scene.text, start):
            break
        start = token.end
    return start


def _behind_place(scene: Scene, start: int, end: int) -> int:
    """Return where a name begins behind the town or zone it lies in, if more than a trade or a service follows it."""
    place = scene.place_starts.get(start)
    if place is None or place.end >= end or place.kind not in {"full", "town"}:
        return start
    city = scene.place_starts.get(place.end)
    if (
        city is not None
        and city.end < end
        and lies_in(scene.text[start : place.end], scene.text[city.start : city.end])
    ):
        return place.end  # 山海关区|秦皇岛…有限公司
    if end - place.end < 3 or scene.text[place.end : end] in data("trades"):
        return start
    if ends(scene.text[start:end], "services"):
        return start
    town = city if city is not None and city.kind in {"full", "town"} else None
    return town.end if town is not None and end - town.end > _LONG_ENOUGH else place.end


def ends(text: str, name: str) -> str:
    """Return the longest entry of a list that a text ends with, and is not itself; empty if none."""
    entries = data(name)
    return next((text[cut:] for cut in range(1, len(text) - 1) if text[cut:] in entries), "")


@cache
def data(name: str) -> frozenset[str]:
    """Return the words of this name in ``visits.yml``."""
    return frozenset(patterns("visits")[name])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the expression of this name in ``visits.yml``."""
    return re.compile(patterns("visits")[name])

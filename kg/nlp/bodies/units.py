"""Units of organs, and organs for one trade: 商务部外国投资管理司, 市公安局清江分局, 市酒业发展局."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.lexicon import load
from kg.naming.anatomy import LEVEL_ENDS
from kg.naming.words import patterns, words
from kg.nlp.bodies.scene import Scene
from kg.nlp.bodies.speech import is_verb
from kg.nlp.candidates import Candidate
from kg.patterns import Quick, alternation

_WORDS = 4
"""How many words say at most what a unit or an organ does."""
_ONE_WORD = frozenset({"trade", "word", "char", "generic", "proper", "place"})
_DUTIES = frozenset({"合作", "发展", "管理", "监督", "交流", "服务", "保护", "规划"})
"""Verbs that say what a unit does: 农业农村部|国际合作|司."""
_AND = frozenset("和与及")
_NOT_AFTER = ("长", "机", "令", "法", "区", "群", "城")
"""Behind the name of a unit: 局|长 is a post, 司|机 no unit, 中心|城 a place."""


def unit_end(scene: Scene, end: int, *, national: bool) -> int | None:
    """Return where a unit ends that stands directly behind the organ that ends at `end`; None if there is none."""
    found = _units().match(scene.text, end)
    if found is not None:
        return found.end()
    local = _local_end(scene, end)
    return local if local is not None or not national else _national_end(scene, end)


def _local_end(scene: Scene, end: int) -> int | None:
    """Return where the unit ends that an organ has in a place: 分局 in 市公安局清江分局, 驻江城办事处."""
    start = end + 1 if scene.text.startswith("驻", end) else end
    place = scene.place_starts.get(start)
    if place is None and start > end and scene.text[start : start + 1] in load().abbreviations:
        behind = start + 1  # 驻|沪|办事处
    elif place is not None:
        behind = place.end
    else:
        return None
    unit = _local_units().match(scene.text, behind)
    return None if unit is None else _free_end(scene, unit.end())


def _national_end(scene: Scene, end: int) -> int | None:
    """Return where the unit of a national organ ends: some words, no verb among them, and 司 or 中心."""
    index = scene.before(end + 1)
    for number, token in enumerate(scene.tokens[index : index + 2 * _WORDS]):
        text = scene.text[token.start : token.end]
        if number == 0 and (token.start != end or is_verb(text)):
            return None
        if number:
            unit = _national_unit().match(scene.text, token.start)
            if unit is not None:
                return _free_end(scene, unit.end())
            if text.endswith("司") and token.kind == "word" and (whole := _free_end(scene, token.end)) is not None:
                return whole
        if token.kind not in _ONE_WORD and not (number and (text in _AND or text in _DUTIES)):
            return None
    return None


def _free_end(scene: Scene, end: int) -> int | None:
    """Return the end of a unit; None where what stands behind it makes it a post or a place."""
    return None if scene.text.startswith(_NOT_AFTER, end) else end


def special_organs(scene: Scene, left: Callable[[int, int], int], cls: str) -> list[Candidate]:
    """Return the organs for one trade, behind a level or a division: 市酒业发展局, 云城市茶叶产业服务中心.

    `left` gives where the place or park begins that stands before an offset, behind the level that ends at the other.
    """
    found = []
    for tail in _special_ends().finditer(scene.text):
        start = _trade_start(scene, tail.start())
        if start is None:
            continue
        level = scene.text[start - 1 : start]
        place = scene.place_ends.get(start)
        if place is not None and place.kind == "full":
            found.append(Candidate(left(start, start), tail.end(), cls, "bodies:agency.placed"))
        elif level in LEVEL_ENDS and place is None and scene.is_edge(start - 1) and _is_free(scene, start - 1):
            found.append(Candidate(start - 1, tail.end(), cls, "bodies:agency.level"))
    return found


def _trade_start(scene: Scene, end: int) -> int | None:
    """Return where the words begin that say what an organ is for and end at `end`; None where a verb is among them."""
    index = scene.before(end)
    start = None
    for token in reversed(scene.tokens[max(0, index - _WORDS + 1) : index + 1]):
        text = scene.text[token.start : token.end]
        if token.end > end or token.kind not in {"trade", "word"} or len(text) < 2 or is_verb(text):
            break
        start = token.start
    return start


def _is_free(scene: Scene, start: int) -> bool:
    """Return whether the word before a level is no part of the name: not 城|市."""
    before = scene.tokens[scene.before(start)] if start else None
    return before is None or before.kind in {"break", "func", "stop", "role", "count"}


@cache
def _units() -> re.Pattern[str]:
    """Return the pattern of a unit directly after its organ: 禁毒支队, 直属分局, and of a zone's: 招商局."""
    data = patterns("agencies")
    field = alternation(words("agency_words") | set(data["unit_words"]))
    numbered = rf"第[一二三四五六七八九十]+{alternation(data['missions'])}"
    zones = rf"(?<=管委会){field}{{1,3}}{alternation(data['zone_units'])}"
    return re.compile(rf"(?:{field}{{1,3}}{alternation(data['units'])}|{numbered}|{zones})(?!长(?!沙))")


@cache
def _local_units() -> re.Pattern[str]:
    return re.compile(alternation(patterns("agencies")["local_units"]))


@cache
def _national_unit() -> re.Pattern[str]:
    return re.compile(alternation(patterns("agencies")["national_units"]))


@cache
def _special_ends() -> Quick:
    return Quick(rf"{alternation(patterns('agencies')['special_ends'])}(?!长沙)")

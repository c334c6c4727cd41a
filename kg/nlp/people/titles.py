"""Posts and roles of persons as a text words them: 市委副书记, 常务副市长, 采购部部长, 技术员."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.lexicon import Matcher, load, matcher
from kg.nlp.people.words import heads, words
from kg.patterns import alternation
from kg.records import Span

_REACH = 26
"""How far to the left of a head its organ, department and organisation are looked for."""
_SCRIBE = "书记"
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}、")
"""What stands between two posts of a list."""
_LEVELS = tuple("市县区")
"""How the full names of most divisions end."""
_BARE_LEVEL = re.compile("(?<![\u4e00-\u9fff])[省市县区州盟旗]$")
_HAN = re.compile(r"[\u4e00-\u9fff]{1,40}$")


@dataclass(frozen=True, slots=True, order=True)
class Title:
    """One post or role; offsets in code points."""

    start: int
    end: int
    text: str
    kind: str
    """``official``, ``business`` or ``other``."""
    head: str
    """The bare title without 副 and organ: 书记 of 市委副书记."""
    org_part: Span
    """The organ or department that the title names itself (市委 in 市委书记); empty at `start` if there is none."""


def find_titles(text: str) -> list[Title]:
    """Return the titles in `text`, in order and without overlap."""
    names, patterns = _heads()
    found: list[Title] = []
    last = 0
    for first, last_read, index in patterns.scan(text):
        modifier, head = names[index]
        start, end = first, last_read
        if head.endswith(_SCRIBE[0]) and text.startswith(_SCRIBE, end - 1):
            start, end, modifier, head = end - 1, end + 1, "", _SCRIBE  # 党总支|书记, not 党总|支书|记….
        if head == "" or (not modifier and (_is_part(text, end) or _is_division(text, end))):
            continue
        window = text[max(last, start - _REACH) : start]
        begin = start - _organ_length(window)
        if text[begin - 1 : begin + 2] in load().by_name:
            begin += 1  # 新乡市|政协: 乡 is of the name.
        if begin == start and head in words("ranks") and _BARE_LEVEL.search(window):
            begin -= 1  # 市|一级巡视员
        kind = heads()[head]
        if kind == "either":
            kind = _kind_by_organisation(text[start - len(window) : _without_common_organ(text, begin, start)])
        of_organ = head in words("experts") and window.endswith(words("expert_organs"))
        member = head in words("organ_members") and begin < start
        if of_organ or member or (kind == "business" and _state_body().search(window)):
            kind = "official"
        found.append(Title(begin, end, text[begin:end], kind, head, Span(begin, start)))
        last = end
    return _of_firms(text, found)


def _of_firms(text: str, titles: list[Title]) -> list[Title]:
    """Return the titles, those that firms have too as business where such a post stands beside: 党委书记、董事长."""
    found = list(titles)
    for number, title in enumerate(titles):
        if title.kind != "official" or text[title.org_part[0] : title.org_part[1]] not in words("common_organs"):
            continue
        beside = [t for t in titles[max(0, number - 1) : number + 2] if t is not title]
        joined = (t for t in beside if text[min(t.end, title.end) : max(t.start, title.start)] == "、")
        listed = (
            number
            and titles[number - 1].kind == "business"
            and _NAME.fullmatch(text, titles[number - 1].end, title.start)
        )
        if listed or any(t.kind == "business" for t in joined):
            found[number] = replace(title, kind="business")
    return found


@cache
def _heads() -> tuple[tuple[tuple[str, str], ...], Matcher]:
    """Return modifier and head of each pattern, and the patterns; a head of "" marks a word that is no title."""
    modified = {
        word + head: (word, head)
        for head, kind in heads().items()
        for word in words("modifiers")
        if kind == "official" or word not in words("official_modifiers")
    }
    plain = {head: ("", head) for head in heads()}
    others = dict.fromkeys(words("no_titles"), ("", ""))
    table = modified | plain | others
    return tuple(table.values()), matcher(table)


def _is_part(text: str, end: int) -> bool:
    """Tell whether a head is only a part of another word: 代表 of 代表团, 专家 of 专家组."""
    return _continued().match(text, end) is not None


def _is_division(text: str, end: int) -> bool:
    """Tell whether the last character of a head begins a division: 山西省|长治市, 浙江省|长兴县."""
    return text[end - 1] == "长" and any(
        text[end - 1 : last] in load().by_name for last in (end + 2, end + 3) if text[last - 1 : last] in _LEVELS
    )


@cache
def _continued() -> re.Pattern[str]:
    return re.compile(alternation(words("no_title_before")))


@cache
def _organ() -> re.Pattern[str]:
    place, organ = alternation(words("organ_places")), alternation(words("organs"))
    short = alternation(words("short_organs"))
    return re.compile(rf"(?:{place}{{0,3}}{organ}|{place}{short}(?:{organ})?){{1,4}}$")


@cache
def _office() -> re.Pattern[str]:
    """Return the pattern of an office without its level, where a post of another ends: 副市长、公安|局长."""
    return re.compile(rf"(?<=[、兼]){alternation(words('bare_offices'))}$")


@cache
def _department() -> re.Pattern[str]:
    ends = alternation(words("department_ends"))
    return re.compile(rf"^.*(?:{alternation(words('organisation_ends'))})(?P<name>[\u4e00-\u9fff]{{1,8}}?{ends})$")


@cache
def _marks() -> re.Pattern[str]:
    business, official = alternation(words("business_marks")), alternation(words("official_marks"))
    return re.compile(rf"(?P<business>{business})|(?P<official>{official})")


@cache
def _state_body() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('state_bodies'))})[\u4e00-\u9fff]{{0,12}}$")


def _organ_length(window: str) -> int:
    if window.endswith("自治区"):
        return 3
    if found := _organ().search(window) or _office().search(window):
        length = len(found.group())
        return length - 1 if window[-length - 1 : len(window) - length + 1] in words("no_organ_place") else length
    matches = _department().search(window)
    return len(matches["name"]) if matches else 0


def _without_common_organ(text: str, begin: int, start: int) -> int:
    """Return where the organ ends that tells whose the post is: firms have a 党委 and a 工会 too."""
    return begin if text[begin:start] in words("common_organs") else start


def _kind_by_organisation(window: str) -> str:
    """Return the kind of a post that firms and public bodies both have, by the organisation named nearest before it."""
    near = _HAN.search(window.rstrip("、 　"))
    kind = "official"
    for mark in _marks().finditer(near.group() if near else ""):
        kind = "business" if mark["business"] else "official"
    return kind

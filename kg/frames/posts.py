"""Posts: titles beside names, and the body each of them belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from kg.frames import post_words as words
from kg.frames.marks import TITLE, Masked, Title, Unit, mark_of, marks_of
from kg.frames.memory import Memory, Told
from kg.frames.relations import Relation
from kg.frames.spans import organ_kinds
from kg.frames.status import ASSERTED
from kg.frames.template import LINK, concrete, people
from kg.lexicon import load
from kg.ontology import load_ontology
from kg.records import Mention

_NEAR = 10
"""How many clauses back the body of a public post may have been told."""
_BEFORE = 16
"""How many characters before a title are looked at for a body that nothing took for a name."""
_TOWN, _CORPS = "town", "corps"
_NAMED = frozenset({_TOWN, _CORPS})
"""Levels whose divisions are those spoken of: no home has them."""
_LEVEL_SIGN = "[省市县区州盟旗]"
_BEHIND = "holdsPost.behind"
"""The rule of a title directly behind a name: 林知远副市长."""
_PARK = "Park"
_LATELY = 6
"""How many clauses back a firm was told that goes before the one the article is about."""
_FAR = 40
"""How many clauses back the firm of a manager may have been told."""
Home = Callable[[str], Mention | None]
Lookup = Callable[[str], Mention | None]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a run of titles stands: what is known of the page there, and whose the last post of the sentence was."""

    memory: Memory
    home: Home
    lookup: Lookup
    last: Mention | None
    joined: bool = False
    """Whether that post stands directly before, so that the list goes on."""
    guest: Mention | None = None
    """The last body of the list that is a division, or an organ named with its own."""


def posts(one: Told, home: Home, lookup: Lookup = lambda _name: None) -> list[Relation]:
    """Return who holds which post by the titles of a sentence.

    `home` gives the division that 市委 or 县长 speak of, by level: ``city``, ``county``, ``province``; `lookup` the
    entity of a name, if the page has one.
    """
    masked, allows = one.masked, load_ontology().allows
    found: list[Relation] = []
    last: Mention | None = None
    guest: Mention | None = None
    end = -1
    for match, rule, score in _matches(masked.text):
        joined = 0 <= end <= match.start() and words.between().fullmatch(masked.text, end, match.start()) is not None
        if match.start("people") < match.start("titles") and rule == _BEHIND and not _levelled(masked, match):
            continue
        guest = guest if joined else None
        place = _Place(one.memory(match.start()), home, lookup, last, joined, guest)
        groups = _grouped(masked, match, place)
        last = groups[-1][0] if groups else None
        guest = next((body for body, _ in reversed(groups) if _division_in(body)), guest)
        end = match.end()
        found += [
            Relation(name, holding(), body, rule, ASSERTED, score, masked.start, masked.end, title=title)
            for body, title in groups
            for unit in masked.units_in(*match.span("people"))
            if (name := unit.mention) is not None
            and body.entity != name.entity
            and allows(holding(), name.cls, body.cls)
        ]
    return found


def _levelled(masked: Masked, match: re.Match[str]) -> bool:
    """Return whether the titles of a match speak of a division: 副市长 does, 总书记 and 老师 do not."""
    values = [unit.value for unit in masked.units_in(*match.span("titles"))]
    return any(words.level_of(v.text) is not None for v in values if isinstance(v, Title))


def _matches(text: str) -> list[tuple[re.Match[str], str, float]]:
    """Return what says who holds a post, in the order of the sentence."""
    if mark_of(TITLE) not in text:
        return []
    found = [(match, rule, score) for pattern, rule, score in _patterns() for match in pattern.finditer(text)]
    return sorted(found, key=lambda row: row[0].start())


@cache
def holding() -> str:
    """Return the predicate that says who holds a post: it has a title among its qualifiers."""
    return next(term.name for term in load_ontology().predicates.values() if TITLE in term.qualifiers)


@cache
def _bodies() -> frozenset[str]:
    return concrete(tuple(load_ontology().predicates[holding()].range))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str, float]]:
    """Return the expressions for titles beside names, with the id and score of what they say."""
    body, title, name = f"[{marks_of(_bodies())}]", mark_of(TITLE), f"[{marks_of(people())}]"
    run = f"{title}(?:[、，和兼]?(?:{body}{LINK})?{title}){{0,12}}"
    # 共青团永城市委书记 leads no city.
    titles = f"(?<!共青团)(?<!共青团{body})(?P<titles>(?:{body}{LINK})?{run})"
    placed = f"(?P<titles>{body}{LINK}{run})"
    loose = f"(?P<titles>(?:{body}{LINK}[^，。；、]{{0,4}}?)?{run})"
    # 同志 may stand behind a name as a title does: 林知远同志任….
    comrade = f"(?:{title}(?=[，现已新拟曾]{{0,2}}(?:任|担任|为|出任|兼任|系)))?"
    names = f"(?P<people>{name}(?:[、和]{name}){{0,40}}){comrade}"
    return [
        (re.compile(f"{titles}(?:（[\u4e00-\u9fff]{{1,4}}）|同志)?[ \u3000]?{names}"), "holdsPost.title-before", 0.93),
        (re.compile(f"(?:作为|身为)[^，。；]{{0,4}}?{placed}，{names}"), "holdsPost.title-before", 0.93),
        (
            re.compile(
                f"{names}(?:，?(?:现|已|新|拟|曾|此前|之前|曾经|先后|一直|长期|历|还|同时|原){{0,4}}(?:任|担任|是|出任|兼任|升任|调任|转任|兼|受聘为|受聘担任|受聘)|当选为?|获任){loose}"
            ),
            "holdsPost.copula",
            0.85,
        ),
        (
            re.compile(f"(?:任命|聘任|聘请|选举|推选|提名|决定){names}(?:（[^（）]{{1,12}}）|同志)?[为任]{loose}"),
            "holdsPost.copula",
            0.85,
        ),
        (re.compile(f"(?:调任|升任|转任|出任|担任|现任|新任|时任|曾任){placed}的{names}"), "holdsPost.copula", 0.85),
        (re.compile(f"(?<=[、；：]){names}(?:（[^（）]{{1,12}}）|同志)?[为任]{placed}"), "holdsPost.copula", 0.85),
        (re.compile(f"{names}，?[均原]?系原?{placed}(?![{marks_of(people())}])"), "holdsPost.copula", 0.85),
        (re.compile(f"{names}，[男女]，[^。；]{{0,60}}?(?:现任|任|担任){placed}"), "holdsPost.copula", 0.85),
        (re.compile(f"{names}（{titles}）"), "holdsPost.bracket", 0.8),
        (re.compile(f"(?<!{title}){names}(?P<titles>{title})(?![{marks_of(people())}（、])"), _BEHIND, 0.8),
        (
            re.compile(f"{names}等[^，。；、]{{0,4}}?(?P<titles>{title})(?![{marks_of(people())}])"),
            "holdsPost.bracket",
            0.8,
        ),
        (re.compile(f"{names}(?:，|[ \u3000]+){placed}(?=[，。；）]|$)"), "holdsPost.bracket", 0.8),
    ]


def _grouped(masked: Masked, match: re.Match[str], place: _Place) -> list[tuple[Mention, str]]:
    """Return each body of a run of titles with the titles held there, as printed."""
    start, end = match.span("titles")
    groups: list[tuple[Mention, list[Title]]] = []
    body: Mention | None = None
    lost = False
    for position, unit in masked.placed_in(start, end):
        if unit.kind in _bodies():
            body, lost = unit.mention, False
            continue
        title = unit.value
        if not isinstance(title, Title) or not _binds(title, body, place):
            continue
        spoken = words.spoken().search(masked.text, max(start - _BEFORE, 0), position)
        owner = body or (None if lost else _owner(unit, title, place, spoken[0] if spoken else ""))
        if owner is None:
            lost = True
            continue
        owner = _of_guests(owner, place) or _led(owner, place) or _run(owner, place.memory) or owner
        if groups and groups[-1][0].entity == owner.entity:
            groups[-1][1].append(title)
        else:
            groups.append((owner, [title]))
        body = owner
    return [(owner, "、".join(t.text for t in titles)) for owner, titles in groups]


def _binds(title: Title, body: Mention | None, place: _Place) -> bool:
    """Return whether words are a post at all: no role without a body, no farmer or trader of a place."""
    if title.kind == "official":
        return True
    if body is not None:
        return body.cls not in words.places()
    listed = place.joined and place.last is not None and words.chairs().search(title.text) is not None
    return listed or title.kind == "business" or words.staff().search(title.text) is not None


def _owner(unit: Unit, title: Title, place: _Place, before: str) -> Mention | None:
    """Return the body of a title that stands without one: the home division, or the body spoken of.

    `before` are the characters before the title: a body that nothing took for a name has the post itself.
    """
    level = words.level_of(title.text)
    if level in _NAMED:
        return _town(title, place) or (_at(place.home("any"), unit, title) if level == _CORPS else None)
    if level is not None:
        return _at(_guests(level, title.text, place) or _own(level, title.text, place), unit, title)
    if zone := words.zone().search(before):
        return _park(zone[0], place.memory)
    if words.unnamed().search(before):
        return None
    if place.joined and (place.last is None or title.kind == "official" or place.last.cls not in words.places()):
        return place.last
    if title.kind == "official":
        if words.home_offices().search(title.text):
            return place.last or _at(place.home("any"), unit, title)
        spoken = place.memory.topic(words.offices(), reach=_NEAR)
        return _chamber(title, place) or next(iter(spoken), None)
    return _employer(place.memory, reach=_FAR if title.kind == "business" else _LATELY)


def _guests(level: str, text: str, place: _Place) -> Mention | None:
    """Return the division whose posts a list tells, where it has the level of this one: 云州市委书记甲、市长|乙."""
    for body in (place.last if place.joined else None, place.guest):
        name = _division_in(body) if body is not None else ""
        if body is not None and name and _fits((name, body.entity or ""), level, text):
            return body if body.cls in words.places() else place.lookup(name)
    return None


def _division_in(body: Mention) -> str:
    """Return the name of the division that a body with a post is, or whose organ it is (云城县|人大常委会); else ""."""
    if body.cls in words.places():
        division = load().division(body.entity or "")
        return division.name if division is not None else body.text
    name = load().leading(body.text) if body.cls in organ_kinds() else ""
    return name if name != body.text else ""


def _own(level: str, text: str, place: _Place) -> Mention | None:
    """Return the division at home of a level; one spoken of lately where only that is such a one as the words say."""
    home = place.home(level)
    if home is None or level == "province" or _fits((_division_in(home), home.entity or ""), level, text):
        return home
    spoken = (m for m in place.memory.recent if m.cls in words.places() and load().division(m.entity or "") is not None)
    return next((m for m in spoken if _fits((_division_in(m), m.entity or ""), level, text)), home)


def _fits(names: Iterable[str], level: str, text: str) -> bool:
    """Return whether the words of a post or organ speak of a division so called: 市长 of a 市, 县委 of a 县."""
    sign = re.search(_LEVEL_SIGN, text)
    if sign is None:
        return False
    return any(name.endswith(sign[0]) or (level == "province" and name[-1:] in set("省区市")) for name in names)


def _of_guests(body: Mention, place: _Place) -> Mention | None:
    """Return the division whose posts a list tells, for its committee named without it: 云州市委书记甲，市委|常委乙."""
    level = words.level_of(body.text) if words.committee().search(body.text) and body.text[0] in _LEVEL_SIGN else None
    found = _guests(level, body.text, place) if level is not None and level not in _NAMED else None
    return None if found is None else replace(found, start=body.start, end=body.end, text=body.text)


def _chamber(title: Title, place: _Place) -> Mention | None:
    """Return the chamber whose meeting an article reports, where a title is one there: 副主任 for the first in it."""
    body, post = words.chamber()
    if place.joined or not post.search(title.text):
        return None
    told = (place.memory.lead, *reversed(place.memory.recent))
    return next((m for m in told if m is not None and body.search(m.text)), None)


def _at(place: Mention | None, unit: Unit, title: Title) -> Mention | None:
    """Return a division as the body of a title that speaks of it."""
    return None if place is None else replace(place, start=unit.start, end=unit.end, text=title.text)


def advises(body: Mention) -> bool:
    """Return whether a body only watches or advises: what one of it asks for is for the government to do."""
    return re.search(words.data()["advises"], body.text) is not None


def division_of(body: Mention, home: Home) -> Mention | None:
    """Return the division that an organ without a name of its own acts for: the city for 市政府; None for any other."""
    if not words.governs().fullmatch(body.text):
        return None
    level = words.level_of(body.text)
    place = home(level) if level is not None and level not in _NAMED else None
    return None if place is None else replace(place, start=body.start, end=body.end, text=body.text)


def _town(title: Title, place: _Place) -> Mention | None:
    """Return the town, village or division of the corps that a title speaks of: of the last post, or named last."""
    level = title.text[-2:-1] if title.text[-1:] == "长" else title.text[:1]
    named = (m for m in place.memory.recent if m.cls in words.places())
    return next((m for m in (place.last, *named) if m is not None and level in m.text[1:]), None)


def _employer(memory: Memory, *, reach: int) -> Mention | None:
    """Return whose a title of business is: of the body spoken of at most `reach` clauses ago, a firm before others."""
    if memory.hero is not None and not memory.topic(concrete((memory.hero.cls,)), reach=_LATELY):
        return memory.hero
    for kinds in words.employers():
        if spoken := memory.topic(kinds, reach=reach):
            return spoken[0]
    return None


def _led(body: Mention, place: _Place) -> Mention | None:
    """Return what a Party committee leads, where the post is one there: 泰兴市 for 泰兴市委."""
    match = words.committee().search(body.text)
    found = place.lookup(match["body"]) if match is not None else None
    return None if found is None else replace(found, start=body.start, end=body.end, text=body.text)


def _run(body: Mention, memory: Memory) -> Mention | None:
    """Return the park that a management body without a name of its own runs: 园区管委会, 开发区党工委."""
    match = words.zone_office().fullmatch(body.text) if body.entity == body.text else None
    found = _park(match["zone"], memory) if match is not None else None
    return None if found is None else replace(found, start=body.start, end=body.end, text=body.text)


def _park(word: str, memory: Memory) -> Mention | None:
    """Return the park that 园区 or 开发区 before a post is."""
    wanted = next(fits for zone, fits in words.zones().items() if zone in word)
    parks = concrete((_PARK,))
    named = [memory.scene, *memory.topic(parks, reach=_NEAR), *memory.recent, memory.lead]
    return next((m for m in named if m is not None and m.cls in parks and wanted.search(m.text)), None)

"""Posts: titles beside names, and the body each of them belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kg.frames import post_words as words
from kg.frames.marks import Masked, Title, Unit
from kg.frames.memory import Memory, Told
from kg.frames.post_patterns import BEHIND, NAMED, bodies, holding, matches
from kg.frames.relations import Relation
from kg.frames.spans import organ_kinds
from kg.frames.status import ASSERTED
from kg.frames.template import concrete
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
    for match, rule, score in matches(masked.text):
        joined = 0 <= end <= match.start() and words.between().fullmatch(masked.text, end, match.start()) is not None
        if rule in (BEHIND, NAMED) and _seat(masked, match) is None and not _levelled(masked, match):
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


def _grouped(masked: Masked, match: re.Match[str], place: _Place) -> list[tuple[Mention, str]]:
    """Return each body of a run of titles with the titles held there, as printed."""
    start, end = match.span("titles")
    groups: list[tuple[Mention, list[Title]]] = []
    body = _seat(masked, match)
    lost = False
    for position, unit in masked.placed_in(start, end):
        if unit.kind in bodies():
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


def _seat(masked: Masked, match: re.Match[str]) -> Mention | None:
    """Return the body apart from a title that has it, if there is one: 市水利局|甲局长, 青石镇|（镇长甲）."""
    start = match.start("titles")
    behind = "seat" in match.re.groupindex
    if not behind and masked.text[start - 1 : start] != "（":
        return None
    unit = masked.units.get(match.start("seat") if behind else start - 2)
    first = masked.units[start].value
    if unit is None or unit.kind not in bodies() or not isinstance(first, Title):
        return None
    return unit.mention if unit.mention is not None and _suits(unit.mention, first, named=not behind) else None


def _suits(body: Mention, title: Title, *, named: bool) -> bool:
    """Return whether a body may have a title that stands apart from it, and not as its own name begins: 书记 of a town.

    `named` is whether it stands as a list names those who stand for it: 青石镇（镇长甲）.
    """
    level = words.level_of(title.text)
    if body.cls not in words.places():
        return level is None or words.governs().search(body.text) is not None
    if level in _NAMED:
        return _town_sign(title) in body.text[1:]
    if level is not None:
        return _fits((_division_in(body), body.entity or ""), level, title.text)
    return named or (title.kind != "other" and words.leads().search(title.text) is not None)


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
    level = _town_sign(title)
    named = (m for m in place.memory.recent if m.cls in words.places())
    return next((m for m in (place.last, *named) if m is not None and level in m.text[1:]), None)


def _town_sign(title: Title) -> str:
    """Return the word of a post of a town that says which kind of town it is of: 镇 for 副镇长 and 镇党委书记."""
    return title.text[-2:-1] if title.text[-1:] == "长" else title.text[:1]


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

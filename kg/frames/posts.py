"""Posts: titles beside names, and the body each of them belongs to."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.frames import post_words as words
from kg.frames.marks import Masked, Title
from kg.frames.memory import Memory, Told
from kg.frames.post_guests import Lookup, led_from
from kg.frames.post_owners import (
    NAMED_LEVELS,
    Home,
    Spot,
    at_title,
    division_in,
    fits,
    housed,
    meant,
    owner_of,
    ruled_by,
    town_sign,
)
from kg.frames.post_patterns import ADDRESS, BEHIND, NAMED, RESPECTIVE, ROLL, TURNED, bodies, holding, matches
from kg.frames.relations import Relation
from kg.frames.status import ASSERTED, PLANNED
from kg.frames.template import people
from kg.ontology import load_ontology
from kg.records import Mention

_BEFORE = 16
"""How many characters before a title are looked at for a body that nothing took for a name."""
_RECORD = 4
"""How many clauses back the person of a record was told of."""
_APART = frozenset({BEHIND, ADDRESS, NAMED, ROLL, TURNED})
"""Rules by which a title may be read that stands apart from its name or behind it."""
_JOINS = "、，兼"
"""What joins the posts of one person."""
_SELF = "自己"
"""Who has a post himself, and not the relative told of before: 交给儿子甲，|自己担任."""
_NEXT = "、和及"
"""What joins those of several."""


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
        if not _is_whole(masked, match, rule):
            continue
        guest = guest if joined else None
        memory = one.memory(match.start())
        guest = guest or led_from(masked, match, memory, lookup)
        place = Spot(memory, home, lookup, last, joined, one.mentions, guest)
        groups = _grouped(masked, match, place)
        if rule == ADDRESS:
            groups = [(body, title) for body, title in groups if _is_called(body, title)]
        last = groups[-1][0] if groups else None
        guest = next((body for body, _ in reversed(groups) if division_in(body)), guest)
        end = match.end()
        status = PLANNED if words.planned().search(masked.text, max(0, match.start() - 1), match.end()) else ASSERTED
        found += [
            Relation(name, holding(), body, rule, status, score, masked.start, masked.end, title=title)
            for name, body, title in _shared(_holders(masked, match, place.memory), groups, rule)
            if body.entity != name.entity and allows(holding(), name.cls, body.cls)
        ]
    return found


def _shared(names: list[Mention], groups: list[tuple[Mention, str]], rule: str) -> list[tuple[Mention, Mention, str]]:
    """Return who has which post where: each of several the one that is his, else all of them all."""
    if rule != RESPECTIVE:
        return [(name, body, title) for body, title in groups for name in names]
    each = [(body, title) for body, held in groups for title in held.split(_JOINS[0])]
    return [(name, *post) for name, post in zip(names, each, strict=True)] if len(names) == len(each) else []


def _is_called(body: Mention, title: str) -> bool:
    """Return whether a post behind a name says what its division is called: 甲县长 may be a guest in a city."""
    level = words.level_of(title)
    if level is None or level in NAMED_LEVELS:
        return True
    return fits((division_in(body), body.entity or ""), level, title)


def _holders(masked: Masked, match: re.Match[str], memory: Memory) -> list[Mention]:
    """Return who holds the posts of a match: those named in it, else the person named last, or the one spoken of."""
    if "people" in match.re.groupindex:
        placed = masked.placed_in(*match.span("people"))
        return [u.mention for at, u in placed if u.mention is not None and not is_followed(masked.text, at)]
    alone = match[0].startswith(_SELF)
    before = [
        u.mention
        for at, u in masked.placed_in(0, match.start())
        if u.mention is not None and u.kind in people() and not (alone and words.kin().search(masked.text, 0, at))
    ]
    spoken = memory.topic(people(), reach=_RECORD)
    return before[-1:] or (list(spoken) if len(spoken) == 1 else [])


def is_followed(text: str, at: int) -> bool:
    """Return whether the person at a place of masked text leaves a post to another there: 接替|甲, 甲|手中."""
    before, behind = words.followed()
    return before.search(text, 0, at) is not None or behind.match(text, at + 1) is not None


def _is_whole(masked: Masked, match: re.Match[str], rule: str) -> bool:
    """Return whether a match says whose the post is, where its expression alone is too little to go by."""
    if "organ" in match.re.groupindex:
        return any(words.party().search(title.text) for title in _titles_in(masked, match))
    if rule != ADDRESS and rule in _APART and _seat(masked, match) is not None:
        return True
    return rule not in _APART or (rule != BEHIND and _levelled(masked, match))


def _levelled(masked: Masked, match: re.Match[str]) -> bool:
    """Return whether the titles of a match speak of a body: 副市长 and 水利局局长 do, 总书记 and 老师 do not."""
    units = masked.units_in(*match.span("titles"))
    return any(unit.kind in bodies() for unit in units) or any(
        words.level_of(title.text) is not None for title in _titles_in(masked, match)
    )


def _titles_in(masked: Masked, match: re.Match[str]) -> list[Title]:
    """Return the titles of a match."""
    values = [unit.value for unit in masked.units_in(*match.span("titles"))]
    return [value for value in values if isinstance(value, Title)]


def _grouped(masked: Masked, match: re.Match[str], place: Spot) -> list[tuple[Mention, str]]:
    """Return each body of a run of titles with the titles held there, as printed."""
    start, end = match.span("titles")
    groups: list[tuple[Mention, list[Title]]] = []
    body = _seat(masked, match) or _led_from(match, place)
    lost = False
    for position, unit in masked.placed_in(start, end):
        if unit.kind in bodies():
            body, lost = unit.mention, False
            continue
        title = unit.value
        if not isinstance(title, Title) or not _binds(title, body, place) or _is_nameless(masked, position, title):
            continue
        if body is not None and masked.text[position - 1] in _JOINS:
            kept = _kept(body, title, place)
            body, lost = (body if kept is body else at_title(kept, unit, title)), kept is None
        spoken = words.spoken().search(masked.text, max(start - _BEFORE, 0), position)
        owner = body or (None if lost else owner_of(unit, title, place, spoken[0] if spoken else ""))
        if owner is None:
            lost = True
            continue
        for body in meant(owner, place):
            if groups and groups[-1][0].entity == body.entity:
                groups[-1][1].append(title)
            else:
                groups.append((body, [title]))
    return [(owner, "、".join(t.text for t in titles)) for owner, titles in groups]


def _kept(body: Mention, title: Title, place: Spot) -> Mention | None:
    """Return the body of a post that stands behind one of the same person at another: as a rule the same."""
    if words.own().search(title.text):
        return ruled_by(body, place)
    return housed(title, place) if body.cls in words.places() and words.house_of(title.text) else body


def _is_nameless(masked: Masked, position: int, title: Title) -> bool:
    """Return whether a title is of somebody without a name, before the post of another: 某局|负责人、某镇镇长甲."""
    after = masked.units.get(position + 2)
    if after is None or after.kind not in bodies() or masked.text[position + 1] not in _NEXT:
        return False
    return words.nameless().search(title.text) is not None


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


def _led_from(match: re.Match[str], place: Spot) -> Mention | None:
    """Return the division at home whose committee stands before a name with its post: 市委|甲书记."""
    level = words.level_of(match["organ"]) if "organ" in match.re.groupindex else None
    return None if level is None else place.home(level)


def _suits(body: Mention, title: Title, *, named: bool) -> bool:
    """Return whether a body may have a title that stands apart from it, and not as its own name begins: 书记 of a town.

    `named` is whether it stands as a list names those who stand for it: 青石镇（镇长甲）.
    """
    level = words.level_of(title.text)
    if body.cls not in words.places():
        return level is None or words.governs().search(body.text) is not None
    if level in NAMED_LEVELS:
        return town_sign(title) in body.text[1:]
    if level is not None:
        return fits((division_in(body), body.entity or ""), level, title.text)
    return named or (title.kind != "other" and words.leads().search(title.text) is not None)


def _binds(title: Title, body: Mention | None, place: Spot) -> bool:
    """Return whether words are a post at all: no role without a body, no farmer or trader of a place."""
    if title.kind == "official":
        return True
    if words.studies().search(title.text):
        return False
    if body is not None:
        return body.cls not in words.places()
    listed = place.joined and place.last is not None and words.chairs().search(title.text) is not None
    return listed or title.kind == "business" or words.staff().search(title.text) is not None


def advises(body: Mention) -> bool:
    """Return whether a body only watches or advises: what one of it asks for is for the government to do."""
    return re.search(words.data()["advises"], body.text) is not None


def governed(body: Mention, lookup: Lookup) -> Mention | None:
    """Return the division of the page whose government a body is by its name: 平川县 for 平川县人民政府."""
    match = words.government().fullmatch(body.text)
    place = lookup(match["place"]) if match is not None else None
    return None if place is None else replace(place, start=body.start, end=body.end, text=body.text)


def division_of(body: Mention, home: Home) -> Mention | None:
    """Return the division that an organ without a name of its own acts for: the city for 市政府; None for any other."""
    if not words.governs().fullmatch(body.text):
        return None
    level = words.level_of(body.text)
    place = home(level) if level is not None and level not in NAMED_LEVELS else None
    return None if place is None else replace(place, start=body.start, end=body.end, text=body.text)

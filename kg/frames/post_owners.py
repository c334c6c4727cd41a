"""Whose a post is that is told without its body: of the division at home, or of what was spoken of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.frames import post_words as words
from kg.frames.marks import Title, Unit
from kg.frames.memory import Memory
from kg.frames.post_guests import Lookup, sent_from
from kg.frames.post_patterns import bodies
from kg.frames.small_cities import Around, small_city
from kg.frames.spans import organ_kinds
from kg.frames.template import concrete
from kg.lexicon import load
from kg.records import Mention

_NEAR = 10
"""How many clauses back the body of a public post may have been told."""
_TOWN, _CORPS = "town", "corps"
NAMED_LEVELS = frozenset({_TOWN, _CORPS})
"""Levels whose divisions are those spoken of: no home has them."""
_LEVEL_SIGN = "[省市县区州盟旗]"
_PARK = "Park"
_LATELY = 6
"""How many clauses back a firm was told that goes before the one the article is about."""
_FAR = 40
"""How many clauses back the firm of a manager may have been told."""
Home = Callable[[str], Mention | None]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a run of titles stands: what is known of the page there, and whose the last post of the sentence was."""

    memory: Memory
    home: Home
    lookup: Lookup
    last: Mention | None
    joined: bool = False
    """Whether that post stands directly before, so that the list goes on."""
    mentions: Sequence[Mention] = ()
    """All that the sentence names."""
    guest: Mention | None = None
    """The last body of the list that is a division, or an organ named with its own."""


def meant(owner: Mention, spot: Spot) -> list[Mention]:
    """Return whose a post at a body is: what its committee leads, a park and the office that runs it, else the body."""
    led = _of_guests(owner, spot) or _led(owner, spot)
    if led is not None:
        return [led]
    park = _run(owner, spot.memory)
    return [owner] if park is None else [owner, park]


def ruled_by(body: Mention, place: Spot) -> Mention | None:
    """Return the division that an organ is one of: of 云州市水利局, at home of 市水利局; any other body itself."""
    if body.cls in words.places() or body.cls not in organ_kinds():
        return body
    name = division_in(body)
    level = words.level_of(f"{body.text[0]}委")
    return place.lookup(name) if name else place.home(level or "any")


def owner_of(unit: Unit, title: Title, place: Spot, before: str) -> Mention | None:
    """Return the body of a title that stands without one: the home division, or the body spoken of.

    `before` are the characters before the title: a body that nothing took for a name has the post itself.
    """
    level = words.level_of(title.text)
    if level in NAMED_LEVELS:
        return _town(title, place) or (at_title(place.home("any"), unit, title) if level == _CORPS else None)
    if level is not None:
        around = Around(before, unit.start, place.mentions, place.last)
        return at_title(_guests(level, title.text, place) or _own(level, title.text, place, around), unit, title)
    if words.own().search(title.text) or words.league().search(title.text):
        return _of_each_division(unit, title, place)
    if zone := words.zone().search(before):
        return _park(zone[0], place.memory)
    if looks := words.kind_of(before):
        return _told_last(looks, place)
    if words.unnamed().search(before):
        return None
    if words.runs()[0].search(title.text):
        return _runs(place)
    return _short_town(before, unit, title, place) or _spoken_of(unit, title, place)


def _spoken_of(unit: Unit, title: Title, place: Spot) -> Mention | None:
    """Return the body of a title that says nothing of it: of the post before in a list, else the body spoken of."""
    if words.house_of(title.text):
        return housed(title, place)
    if place.joined and (place.last is None or title.kind == "official" or place.last.cls not in words.places()):
        return place.last
    looks = words.hint_of(title.text)
    if looks is not None and (hinted := _told_last(looks, place)) is not None:
        return hinted
    if title.kind == "official":
        if words.home_offices().search(title.text):
            return place.last or at_title(place.home("any"), unit, title)
        spoken = place.memory.topic(words.offices(), reach=_NEAR)
        return _chamber(title, place) or next(iter(spoken), None)
    return _employer(place.memory, reach=_FAR if title.kind == "business" else _LATELY)


def housed(title: Title, place: Spot) -> Mention | None:
    """Return the school or the like told last that a title speaks of: 校长 behind a university."""
    looks = words.house_of(title.text)
    return _told_last(looks, place) if looks is not None else None


def _told_last(looks: re.Pattern[str], place: Spot) -> Mention | None:
    """Return the body told of last whose name looks so."""
    told = (place.last, *place.memory.recent, place.memory.lead)
    named = (m for m in told if m is not None and m.cls in bodies())
    return next((m for m in named if looks.search(m.text)), None)


def _runs(place: Spot) -> Mention | None:
    """Return the park spoken of last, or the office of one, where a post is at what runs one: |管委会副主任."""
    office = words.runs()[1]
    told = (place.last, place.memory.scene, *place.memory.recent, place.memory.lead)
    parks = concrete((_PARK,))
    return next((m for m in told if m is not None and (m.cls in parks or office.search(m.text))), None)


def _of_each_division(unit: Unit, title: Title, place: Spot) -> Mention | None:
    """Return the division of a post at a body that each has one of: 妇联主席; None for the league, which leads none."""
    last = place.last or place.home("any")
    if last is None or words.league().search(title.text):
        return None
    return at_title(ruled_by(last, place), unit, title)


def _short_town(before: str, unit: Unit, title: Title, place: Spot) -> Mention | None:
    """Return the town, told of or of the county at home, that is named without its kind: 清溪|党委书记 for 清溪镇."""
    if words.leads().search(title.text) is None:
        return None
    names = [before[-size:] + kind for size in (4, 3, 2) if len(before) >= size for kind in words.towns()]
    spoken = {m.text: m for m in place.memory.recent if m.cls in words.places()}
    if town := next((spoken[name] for name in names if name in spoken), None):
        return at_title(town, unit, title)
    home = place.home("county")
    county = load().division(home.entity or "") if home is not None else None
    own = load().towns_of(county) if county is not None else frozenset()
    return at_title(next((place.lookup(name) for name in names if name in own), None), unit, title)


def _guests(level: str, text: str, place: Spot) -> Mention | None:
    """Return the division whose posts a list tells, where it has the level of this one: 云州市委书记甲、市长|乙."""
    for body in (place.last if place.joined else None, place.guest):
        name = division_in(body) if body is not None else ""
        if body is not None and name and fits((name, body.entity or ""), level, text):
            return body if body.cls in words.places() else place.lookup(name)
    return None


def division_in(body: Mention) -> str:
    """Return the name of the division that a body with a post is, or whose organ it is (云城县|人大常委会); else ""."""
    if body.cls in words.places():
        division = load().division(body.entity or "")
        return division.name if division is not None else body.text
    name = load().leading(body.text) if body.cls in organ_kinds() else ""
    return name if name != body.text else ""


def _own(level: str, text: str, place: Spot, around: Around) -> Mention | None:
    """Return the division at home of a level; one spoken of lately where only that is such a one as the words say."""
    home = place.home(level)
    if home is None or level == "province":
        return home
    if fits((division_in(home), home.entity or ""), level, text):
        return small_city(home, place.memory, around) or home
    named = (m for m in place.memory.recent if m.cls in words.places() and load().division(m.entity or "") is not None)
    sent = sent_from(place.memory, place.lookup)
    spoken = (*named, *((sent,) if sent is not None else ()))
    return next((m for m in spoken if fits((division_in(m), m.entity or ""), level, text)), home)


def fits(names: Iterable[str], level: str, text: str) -> bool:
    """Return whether the words of a post or organ speak of a division so called: 市长 of a 市, 县委 of a 县."""
    sign = re.search(_LEVEL_SIGN, text)
    if sign is None:
        return False
    return any(name.endswith(sign[0]) or (level == "province" and name[-1:] in set("省区市")) for name in names)


def _of_guests(body: Mention, place: Spot) -> Mention | None:
    """Return the division whose posts a list tells, for its committee named without it: 云州市委书记甲，市委|常委乙."""
    level = words.level_of(body.text) if words.committee().search(body.text) and body.text[0] in _LEVEL_SIGN else None
    found = _guests(level, body.text, place) if level is not None and level not in NAMED_LEVELS else None
    return None if found is None else replace(found, start=body.start, end=body.end, text=body.text)


def _chamber(title: Title, place: Spot) -> Mention | None:
    """Return the chamber whose meeting an article reports, where a title is one there: 副主任 for the first in it."""
    body, post = words.chamber()
    if place.joined or not post.search(title.text):
        return None
    told = (place.memory.lead, *reversed(place.memory.recent))
    return next((m for m in told if m is not None and body.search(m.text)), None)


def at_title(place: Mention | None, unit: Unit, title: Title) -> Mention | None:
    """Return a division as the body of a title that speaks of it."""
    return None if place is None else replace(place, start=unit.start, end=unit.end, text=title.text)


def _town(title: Title, place: Spot) -> Mention | None:
    """Return the town, village or division of the corps that a title speaks of: of the last post, or named last."""
    level = town_sign(title)
    named = (m for m in place.memory.recent if m.cls in words.places())
    return next((m for m in (place.last, *named) if m is not None and level in m.text[1:]), None)


def town_sign(title: Title) -> str:
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


def _led(body: Mention, place: Spot) -> Mention | None:
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

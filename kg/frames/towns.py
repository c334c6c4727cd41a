"""Towns of the counties that an article names, and villages of the town of a sentence, called by their names alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.frames.elsewhere import is_one_of_several, is_town, is_village
from kg.frames.memory import Told
from kg.frames.relations import Relation
from kg.frames.rules import settings
from kg.frames.spans import containers, division_kinds
from kg.frames.status import ASSERTED
from kg.frames.template import people
from kg.lexicon import Division, load
from kg.records import Mention

_RULE, _SCORE = "scene.county", 0.7
_VILLAGE = "scene.village"
_COUNTY = "county"


def at_home(told: Sequence[Told], found: Iterable[Relation], home: Callable[[str], Mention | None]) -> list[Relation]:
    """Return the towns that lie in a county an article is about or names, each by the first sentence that names it.

    `found` tells which lie elsewhere; `home` gives the division that the page is about. A town is of the one of these
    counties that has it by the lists. Of a town that none has by them, its name being an old one, the county is that
    of the page, unless the sentence names another county or city.
    """
    gives = settings()["scene"]["gives"]
    placed = {relation.subject.entity for relation in found if relation.predicate == gives}
    towns = [(one, town) for one, town in _towns(told) if town.entity not in placed]
    if not towns:
        return []
    main = home("any")
    own = load().division(main.entity or "") if main is not None else None
    counties = {division.code: (division, county) for division, county in _counties(told)}
    if main is not None and own is not None:
        counties.setdefault(own.code, (own, main))
    new: dict[str | None, Relation] = {}
    for one, town in towns:
        having = [county for division, county in counties.values() if town.text in load().towns_of(division)]
        if not having and main is not None and own is not None and own.level == _COUNTY and not _elsewhere(one, own):
            having = [main]
        if len(having) == 1 and town.entity not in new:
            span = one.masked.start, one.masked.end
            new[town.entity] = Relation(town, gives, having[0], _RULE, ASSERTED, _SCORE, *span)
    return list(new.values())


def in_towns(told: Iterable[Told], found: Iterable[Relation]) -> list[Relation]:
    """Return the villages that lie in a town: in the only one that their sentence names, which it names before them.

    `found` tells which lie elsewhere.
    """
    gives = settings()["scene"]["gives"]
    placed = {relation.subject.entity for relation in found if relation.predicate == gives}
    new: dict[str | None, Relation] = {}
    for one in told:
        towns = [m for m in one.mentions if m.cls in division_kinds() and is_town(m.text)]
        if len({town.entity for town in towns}) != 1 or is_one_of_several(one.masked, towns[0]):
            continue
        for village in _villages(one):
            if village.start > towns[0].end and village.entity not in placed and village.entity not in new:
                span = one.masked.start, one.masked.end
                new[village.entity] = Relation(village, gives, towns[0], _VILLAGE, ASSERTED, _SCORE, *span)
    return list(new.values())


def _villages(one: Told) -> Iterator[Mention]:
    """Give the villages that a sentence names, or begins longer names with, without what they lie in."""
    for position, unit in sorted(one.masked.units.items()):
        whole = unit.mention
        if whole is None or whole.source.startswith("coref") or containers(one.masked, position):
            continue
        for place in one.mentions:
            inside = place.cls in division_kinds() and place.start == whole.start and place.end <= whole.end
            if inside and is_village(place.text):
                yield place


def _counties(told: Iterable[Told]) -> Iterator[tuple[Division, Mention]]:
    """Give the divisions that an article names."""
    for one in told:
        for mention in one.mentions:
            division = load().division(mention.entity or "") if mention.cls in division_kinds() else None
            if division is not None:
                yield division, mention


def _towns(told: Iterable[Told]) -> Iterator[tuple[Told, Mention]]:
    """Give the towns that stand without what they lie in, with their sentences."""
    called = re.compile(settings()["town"])
    listed = load().towns
    for one in told:
        for position, unit in sorted(one.masked.units.items()):
            town = unit.mention
            named = town is not None and unit.kind in division_kinds() and not town.source.startswith("coref")
            if town is None or not named or town.text not in listed or not called.search(town.text):
                continue
            if not containers(one.masked, position):
                yield one, town
        yield from ((one, town) for town in _heading(one))


def _heading(one: Told) -> Iterator[Mention]:
    """Give the towns that longer names begin with, where nothing stands before these: 青石镇|蘑菇市场."""
    called, listed = re.compile(settings()["town"]), load().towns
    for position, unit in sorted(one.masked.units.items()):
        whole = unit.mention
        if whole is None or whole.source.startswith("coref") or whole.cls in people():
            continue
        for town in one.mentions:
            inside = town.cls in division_kinds() and town.start == whole.start and town.end < whole.end
            if inside and town.text in listed and called.search(town.text) and not containers(one.masked, position):
                yield town


def _elsewhere(one: Told, own: Division) -> bool:
    """Return whether a sentence names a division that the county is not, nor lies in."""
    lineage = load().lineage(own)
    others = (load().division(m.entity or "") for m in one.mentions)
    return any(division is not None and division.code not in lineage for division in others)

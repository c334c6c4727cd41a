"""What stands beside something lies where that lies: 与它一墙之隔的X, 隔壁的X, 同在园里的X."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.frames.marks import marks_of
from kg.frames.memory import Told
from kg.frames.relations import Relation
from kg.frames.rules import settings
from kg.frames.spans import containers, described_kinds
from kg.frames.status import ASSERTED, DENIED
from kg.ontology import load_ontology
from kg.records import Mention

_RULE, _SCORE = "scene.beside", 0.65


def beside(told: Sequence[Told], found: Iterable[Relation]) -> list[Relation]:
    """Return where firms and projects lie that an article calls the neighbours of one whose place `found` tells.

    That one is the last named before. A neighbour with a place of its own is left.
    """
    gives = settings()["scene"]["gives"]
    placed: dict[str | None, Relation] = {}
    for relation in sorted(found, key=lambda r: r.score):
        if relation.predicate == gives and relation.status != DENIED:
            placed[relation.subject.entity] = relation
    new: list[Relation] = []
    for one, thing, other in _pairs(told) if placed else ():
        place = placed.get(other.entity)
        if place is None or thing.entity in placed or thing.entity == place.object.entity:
            continue
        if load_ontology().allows(gives, thing.cls, place.object.cls):
            span = one.masked.start, one.masked.end
            placed[thing.entity] = Relation(thing, gives, place.object, _RULE, ASSERTED, _SCORE, *span)
            new.append(placed[thing.entity])
    return new


def _pairs(told: Sequence[Told]) -> Iterator[tuple[Told, Mention, Mention]]:
    """Give each neighbour with its sentence and the thing that it stands beside."""
    last: Mention | None = None
    for one in told:
        nearby = {match.end() - 1 for match in _nearby().finditer(one.masked.text)}
        for position, unit in sorted(one.masked.units.items()):
            if unit.mention is None or unit.kind not in described_kinds():
                continue
            if position in nearby and last is not None and not containers(one.masked, position):
                yield one, unit.mention, last
            last = unit.mention


@cache
def _nearby() -> re.Pattern[str]:
    """Return the expression for a neighbour: what says so, and up to its mark."""
    names = marks_of(load_ontology().concrete)
    return re.compile(f"(?:{settings()['scene']['beside']})[^。；{names}]{{0,14}}?[{marks_of(described_kinds())}]")

"""Bodies whose people somebody takes along on a visit: 林知远带领甲、乙等企业负责人来到…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.frames.marks import TITLE, Masked, mark_of, marks_of
from kg.frames.memory import Told
from kg.frames.relations import Relation
from kg.frames.rules import FOLDER, read_yaml
from kg.frames.status import DENIED
from kg.frames.template import concrete, people
from kg.frames.trips import Trips
from kg.records import Mention

RULE = "tours.led-bodies"
"""The rule for the bodies whose people came along."""

_SURE = 0.8
"""How likely a visit is, at least, that those who were taken along made too."""


def followers(told: Sequence[Told], visits: Sequence[Relation], trips: Trips) -> Iterator[Relation]:
    """Give the visits of who leads others to the bodies that those are of, all of the same trip."""
    for one in told if visits else ():
        for match in _led().finditer(one.masked.text):
            leader = _leader(one, match.start())
            bodies = list(_bodies(one.masked, *match.span("bodies")))
            if leader is None or not bodies:
                continue
            trip = trips.of(one.masked.start)
            seen = [v for v in visits if v.subject.entity == leader.entity and v.score >= _SURE]
            for visit in seen:
                for body in bodies if trips.of(visit.object.start) == trip else ():
                    if visit.status != DENIED and body.entity != visit.object.entity:
                        yield replace(visit, subject=body, rule=RULE, score=visit.score * 0.9)


def _leader(one: Told, position: int) -> Mention | None:
    """Return the last person named in a sentence before a position, or who leads the tour."""
    named = [unit.mention for unit in one.masked.units_in(0, position) if unit.mention is not None]
    persons = [mention for mention in named if mention.cls in people()]
    return persons[-1] if persons else one.memory(position).leader


def _bodies(masked: Masked, start: int, end: int) -> Iterator[Mention]:
    """Give the bodies of a list; of one before a name, 衡川轴承厂厂长孟知行, the person came along and not the body."""
    for position, unit in masked.units.items():
        mention = unit.mention
        if mention is None or mention.cls not in _kinds() or not start <= position < end:
            continue
        if not _holder().match(masked.text, position + 1):
            yield mention


@cache
def _led() -> re.Pattern[str]:
    """Return what says that people of some bodies are taken along."""
    words = str(read_yaml(FOLDER / "tours.yml")[RULE])
    return re.compile(words.replace("{title}", mark_of(TITLE)))


@cache
def _holder() -> re.Pattern[str]:
    """Return what follows a body of which a person is named."""
    return re.compile(f"[^，。；、和及]{{0,12}}[{marks_of(people())}]")


@cache
def _kinds() -> frozenset[str]:
    """Return the classes of bodies whose people come along."""
    return concrete(tuple(str(read_yaml(FOLDER / "tours.yml")["followers"]).split("|")))

"""Hosts: nobody visits the division whose post he holds, and who receives guests sees with them what lies there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.frames.marks import TITLE, Masked, mark_of, marks_of
from kg.frames.memory import Told
from kg.frames.relations import Relation
from kg.frames.rules import settings
from kg.frames.spans import organ_kinds
from kg.frames.template import ANY, people
from kg.lexicon import Division, load
from kg.records import Mention

_COUNTY = "county"
"""The level of the divisions whose officials show guests their own."""
_SEVERAL = 2
"""So many sites of his county a host has shown."""
Homes = Mapping[str | None, Sequence[Division]]
"""For each person the divisions that he holds a post of."""


def homes_of(found: Iterable[Relation], *, organs: bool = False) -> dict[str | None, list[Division]]:
    """Return for each person of an article the divisions whose posts relations say that he holds.

    With `organs` the posts in their organs count too.
    """
    homes: dict[str | None, list[Division]] = {}
    for relation in found:
        held = relation.object if relation.title is not None else None
        division = None if held is None else _own(held) if organs else load().division(held.entity or "")
        if division is not None:
            homes.setdefault(relation.subject.entity, []).append(division)
    return homes


def keepers_of(found: Iterable[Relation]) -> set[tuple[str | None, str | None]]:
    """Return each person with each body or place that he holds a post of: who shows his own to guests is no guest."""
    return {(relation.subject.entity, relation.object.entity) for relation in found if relation.title is not None}


def _own(body: Mention) -> Division | None:
    """Return the division that a mention is, or whose organ it is by its name (云城县人大常委会), or None."""
    name = body.entity or ""
    found = load().division(name)
    if found is not None or body.cls not in organ_kinds():
        return found
    return load().division(load().leading(name[:-1]))


def abroad(found: Sequence[Relation], homes: Homes | None = None) -> list[Relation]:
    """Return relations without the visits of persons to a division that they hold a post of, or to one above it."""
    known = homes_of(found, organs=True) if homes is None else homes
    return [relation for relation in found if not at_home(relation, known)]


def themselves(told: Sequence[Told], found: Sequence[Relation]) -> list[Relation]:
    """Return relations without the visits of organs that only sent those who came, or that are at home there.

    市政协视察组到云城考察 and 省厅副厅长林知远来…: who comes is named behind the organ.
    """
    masks = {one.masked.start: one.masked for one in told}
    return [relation for relation in found if not _sent(relation, masks.get(relation.start))]


def _sent(visit: Relation, masked: Masked | None) -> bool:
    """Return whether the visitor is an organ of which only people came."""
    if visit.predicate != settings()["scene"]["visited"] or visit.subject.cls not in organ_kinds() or masked is None:
        return False
    if visit.object.source.startswith("coref:home") and visit.object.text[-1] == visit.subject.text[0]:
        return True  # 市人大常委会视察全市…
    position = masked.position_of(visit.subject)
    return position is not None and _members().match(masked.text, position + 1) is not None


@cache
def _members() -> re.Pattern[str]:
    """Return what follows an organ of which somebody is told: its group, its leaders, one with a post there."""
    return re.compile(
        f"[^，。；、{ANY}]{{0,14}}?(?:{settings()['scene']['members']}|[{marks_of(people())}{mark_of(TITLE)}])"
    )


def at_home(visit: Relation, homes: Homes) -> bool:
    """Return whether a relation tells of a visit to one's own division."""
    if visit.predicate != settings()["scene"]["visited"]:
        return False
    organ = _own(visit.subject) if visit.subject.cls in organ_kinds() else None
    own = homes.get(visit.subject.entity, ()) if organ is None else (organ,)
    there = load().division(visit.object.entity or "") if own else None
    return there is not None and any(there.code in load().lineage(division) for division in own)


def shared(
    who: str | None, visits: Sequence[Relation], homes: Homes, told: Sequence[Mention], *, each: bool
) -> list[Relation]:
    """Return which visits of those whom a person came along with were his too.

    `told` are the divisions that the article names. Of guests from elsewhere a host saw what lies in his division, and
    so did all hosts where `each` of several (分别) had his part.
    """
    lexicon, own = load(), homes.get(who, ())
    if not own:
        return list(visits)
    guests = {visit.subject.entity for visit in visits}
    theirs = [division for guest in guests for division in homes.get(guest, ())]
    if not each and (not theirs or any(_related(mine, other) for mine in own for other in theirs)):
        return list(visits)
    # 青石县党政代表团来到…: where the guests come from is not where they are.
    there = [place for place in told if lexicon.division(place.entity or "") not in theirs]
    return [visit for visit in visits if _lies_in(visit, there, own)]


def _related(one: Division, other: Division) -> bool:
    """Return whether one division is, or lies in, the other."""
    lexicon = load()
    return one.code in lexicon.lineage(other) or other.code in lexicon.lineage(one)


@dataclass(frozen=True, slots=True)
class Counties:
    """The counties that a tour leads through, whose hosts each saw what lies in their own."""

    visits: Sequence[Relation]
    """Of the one who leads the tour."""
    homes: Homes
    told: Sequence[Mention]
    """The divisions that the article names."""

    def host(self, who: str | None, *, least: int = _SEVERAL) -> Sequence[Division]:
        """Return the county whose official somebody is, if the leader saw so many sites of it; else nothing."""
        own = self.homes.get(who, ())
        if not own or any(division.level != _COUNTY for division in own):
            return ()
        here = {visit.object.entity for visit in self.visits if _is_within(_there(visit, self.told), own)}
        return own if len(here) >= least else ()

    def guests(self) -> list[Division]:
        """Return where the leader comes from."""
        return [
            division for who in {visit.subject.entity for visit in self.visits} for division in self.homes.get(who, ())
        ]

    def is_beyond(self, visit: Relation, own: Sequence[Division]) -> bool:
        """Return whether a site lies in another county than those of its own."""
        there = _there(visit, self.told)
        return there is not None and there.level == _COUNTY and not _is_within(there, own)

    def seen_by(self, who: str | None) -> list[Relation]:
        """Return what somebody saw who came along: all of it, if he or the leader is of the county or of none."""
        own = self.host(who)
        if not own or not all(_is_above(other, own) for other in self.guests()):
            return list(self.visits)
        return [visit for visit in self.visits if not self.is_beyond(visit, own)]

    def strays(self, visit: Relation) -> bool:
        """Return whether a visit would take a host to another county than his, with guests from elsewhere."""
        guests, mine = self.guests(), self.homes.get(visit.subject.entity, ())
        above = all(_is_above(other, mine) for other in guests)
        own = self.host(visit.subject.entity, least=1 if above else _SEVERAL)
        if not own or not guests or any(_is_within(other, own) for other in guests if not _is_above(other, own)):
            return False
        return self.is_beyond(visit, own)


def _is_within(place: Division | None, own: Iterable[Division]) -> bool:
    """Return whether a place is, holds or lies in one of these divisions."""
    return place is not None and any(_related(mine, place) for mine in own)


def _is_above(other: Division, own: Iterable[Division]) -> bool:
    """Return whether one of these divisions lies in another one."""
    return any(other.code in load().lineage(mine) and other != mine for mine in own)


def _lies_in(visit: Relation, told: Iterable[Mention], own: Sequence[Division]) -> bool:
    """Return whether a site lies in one of these divisions: by its name, else by the last one named before it."""
    lexicon, there = load(), _there(visit, told)
    if there is None:
        return True
    itself = lexicon.division(visit.object.entity or "") is not None
    return any(division.code in lexicon.lineage(there) and not (itself and division == there) for division in own)


def _there(visit: Relation, told: Iterable[Mention]) -> Division | None:
    """Return the division that a site is, else the last one named before it."""
    there = load().division(visit.object.entity or "")
    if there is not None:
        return there
    before = max((m for m in told if m.start <= visit.object.start), key=lambda m: m.start, default=None)
    return load().division(before.entity or "") if before is not None else None

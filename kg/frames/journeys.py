"""Sites that do not lie where an article was before: one had come back, went there from home, or others went there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.frames.memory import Told
from kg.frames.relations import Relation
from kg.frames.rules import settings
from kg.frames.spans import firm_kinds
from kg.records import Mention

_Ends = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Journeys:
    """Who of an article went where, and from where on one is back."""

    visits: tuple[tuple[int, str | None, str | None], ...]
    """The sentence, the visitor and what was visited."""
    went: frozenset[_Ends]
    """Each visitor with what he visited."""
    owners: frozenset[str | None]
    """Firms, and who holds a post in one."""
    homes: frozenset[_Ends]
    """Each head of a firm with each place that the firm is said to lie in."""
    returns: tuple[tuple[int, str | None], ...]
    """Where one has come back, and the entity that one came back to."""

    @classmethod
    def of(cls, told: Iterable[Told], found: Iterable[Relation]) -> Journeys:
        """Return the journeys that relations of an article tell of."""
        firms, found = firm_kinds(), tuple(found)
        visits = tuple(
            (r.start, r.subject.entity, r.object.entity) for r in found if r.predicate == settings()["scene"]["visited"]
        )
        posts = {(r.subject.entity, r.object.entity) for r in found if r.title is not None and r.object.cls in firms}
        owners = {who for who, _ in posts} | {r.subject.entity for r in found if r.subject.cls in firms}
        lies: dict[str | None, list[str | None]] = {}
        for relation in found:
            if relation.predicate == settings()["scene"]["gives"]:
                lies.setdefault(relation.subject.entity, []).append(relation.object.entity)
        homes = {(who, place) for who, firm in posts for place in lies.get(firm, ())}
        went = frozenset(visit[1:] for visit in visits)
        return cls(visits, went, frozenset(owners), frozenset(homes), tuple(_returns(told)))

    def left(self, place: Mention, site: Mention) -> bool:
        """Return whether one has come back from a place before a site is named."""
        return any(place.end <= at < site.start and to != place.entity for at, to in self.returns)

    def leads_out(self, visitor: str | None, place: Mention) -> bool:
        """Return whether a visitor is at home in a place, not come to it: the head of a firm there, or the firm."""
        return visitor in self.owners and (visitor, place.entity) not in self.went

    def at_home(self, visitor: Mention, place: Mention) -> bool:
        """Return whether a place is where the firm of a visitor lies: nobody visits that."""
        return (visitor.entity, place.entity) in self.homes

    def apart(self, place: Mention, site: Mention) -> bool:
        """Return whether a site does not lie in a place by what an article tells of its visitors."""
        if any(what == place.entity for _, what in self.went) and self.left(place, site):
            return True
        visitors = {who for who, what in self.went if what == site.entity}
        return bool(visitors) and (
            all(self.leads_out(who, place) for who in visitors) or self._parted(place.entity, site.entity)
        )

    def _parted(self, place: str | None, site: str | None) -> bool:
        """Return whether a sentence sends some to a place and others to a site: 甲赴云城考察，乙到X公司调研."""
        there = {(start, who) for start, who, what in self.visits if what == place}
        here = {(start, who) for start, who, what in self.visits if what == site}
        return there.isdisjoint(here) and not {start for start, _ in there}.isdisjoint(start for start, _ in here)


def _returns(told: Iterable[Told]) -> Iterator[tuple[int, str | None]]:
    """Give where an article says that one has come back, and the entity of the place one came back to."""
    pattern = re.compile(settings()["scene"]["returns"])
    for one in told:
        for match in pattern.finditer(one.masked.text):
            unit = one.masked.units.get(match.end())
            to = unit.mention.entity if unit is not None and unit.mention is not None else None
            yield one.masked.origins[match.start()], to

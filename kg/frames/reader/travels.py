"""Whether a visit that the reader takes for likely agrees with what the rest of the article tells of its travellers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.frames.hosts import Counties, homes_of, keepers_of
from kg.frames.journeys import Journeys
from kg.frames.memory import Told
from kg.frames.reader.speakers import speakers
from kg.frames.relations import Relation
from kg.frames.rules import settings
from kg.frames.spans import firm_kinds
from kg.frames.template import people
from kg.frames.tours import leading_visits, met, scenes_of
from kg.frames.trips import FOLLOWED, Trips, in_story, trips_of


@dataclass(frozen=True, slots=True)
class Travels:
    """Who of an article went where, by its rules."""

    trips: Trips
    journeys: Journeys
    counties: Counties
    keepers: frozenset[tuple[str | None, str | None]]
    """Each person with what he holds a post of."""
    hosts: frozenset[str | None]
    """Those whom the visitors talk with, and who went nowhere."""
    travellers: Mapping[str | None, int]
    """Those of whom a sentence says by itself that they saw something, with where the story first names them."""
    speakers: frozenset[str | None]
    """Those who only spoke or took part in a meeting."""
    opens: tuple[int, ...]
    """Where the paragraphs of the story begin."""

    @classmethod
    def of(cls, told: Sequence[Told], found: Sequence[Relation], asked: Iterable[Relation]) -> Travels:
        """Return the travels of an article; `found` may be of others of the page too.

        `asked` are the visits that are likely.
        """
        visits = [relation for relation in found if relation.predicate == settings()["scene"]["visited"]]
        starts = {one.masked.start for one in told}
        led = [visit for visit in visits if visit.start in starts and not visit.rule.startswith(FOLLOWED)]
        return cls(
            trips=trips_of(told, found),
            journeys=Journeys.of(told, found),
            counties=Counties(leading_visits(led), homes_of(found, organs=True), scenes_of(told) if led else ()),
            keepers=frozenset(keepers_of(found)),
            hosts=met(told) - {visit.subject.entity for visit in visits},
            travellers=_first_named(told, {visit.subject.entity for visit in led}),
            speakers=speakers(told, {visit.subject.entity for visit in asked if visit.subject.cls in people()}),
            opens=tuple(sorted(_opens(told).values())),
        )

    def may_hold(self, visit: Relation) -> bool:
        """Return whether nothing speaks against a visit: another trip, a host who stays in his own."""
        who, site = visit.subject.entity, visit.object
        return (
            self.trips.made(visit)
            and not self.journeys.at_home(visit.subject, site)
            and who not in self.hosts
            and who not in self.speakers - self.travellers.keys()
            and not (site.cls in firm_kinds() and (who, site.entity) in self.keepers)
            and not (self._is_before(visit) if who in self.travellers else self.counties.strays(visit))
        )

    def _is_before(self, visit: Relation) -> bool:
        """Return whether something was seen in a paragraph before the first that names the traveller."""
        named = self.travellers[visit.subject.entity]
        return 0 < bisect_right(self.opens, visit.object.start) < bisect_right(self.opens, named)


def _first_named(told: Sequence[Told], who: Collection[str | None]) -> dict[str | None, int]:
    """Return where the story of an article first names each of some persons; 0 where it does not."""
    named = dict.fromkeys(who, 0)
    for one in filter(in_story, reversed(told)):
        named |= {m.entity: m.start for m in reversed(one.mentions) if m.entity in who}
    return named


def _opens(told: Sequence[Told]) -> dict[int, int]:
    """Return where each paragraph of the story of an article begins."""
    opens: dict[int, int] = {}
    for one in filter(in_story, told):
        opens[one.sentence.paragraph] = min(one.masked.start, opens.get(one.sentence.paragraph, one.masked.start))
    return opens

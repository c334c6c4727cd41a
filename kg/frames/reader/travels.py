"""Whether a visit that the reader takes for likely agrees with what the rest of the article tells of its travellers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.frames.hosts import Counties, homes_of, keepers_of
from kg.frames.journeys import Journeys
from kg.frames.memory import Told
from kg.frames.relations import Relation
from kg.frames.rules import settings
from kg.frames.spans import firm_kinds
from kg.frames.tours import FOLLOWED, leading_visits, met, places_of
from kg.frames.trips import Trips, trips_of


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
    travellers: frozenset[str | None]
    """Those of whom a sentence says by itself that they saw something."""

    @classmethod
    def of(cls, told: Sequence[Told], found: Sequence[Relation]) -> Travels:
        """Return the travels of an article; `found` may be of others of the page too."""
        visits = [relation for relation in found if relation.predicate == settings()["scene"]["visited"]]
        starts = {one.masked.start for one in told}
        led = [visit for visit in visits if visit.start in starts and not visit.rule.startswith(FOLLOWED)]
        return cls(
            trips=trips_of(told, found),
            journeys=Journeys.of(told, found),
            counties=Counties(leading_visits(led), homes_of(found, organs=True), places_of(told) if led else ()),
            keepers=frozenset(keepers_of(found)),
            hosts=met(told) - {visit.subject.entity for visit in visits},
            travellers=frozenset(visit.subject.entity for visit in led),
        )

    def may_hold(self, visit: Relation) -> bool:
        """Return whether nothing speaks against a visit: another trip, a host who stays in his own."""
        who, site = visit.subject.entity, visit.object
        return (
            self.trips.made(visit)
            and not self.journeys.at_home(visit.subject, site)
            and who not in self.hosts
            and not (site.cls in firm_kinds() and (who, site.entity) in self.keepers)
            and (who in self.travellers or not self.counties.strays(visit))
        )

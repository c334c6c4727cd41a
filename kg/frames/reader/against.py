"""What an article says elsewhere against what the trained reader takes for likely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.frames.elsewhere import is_below_counties
from kg.frames.hosts import Homes, at_home, homes_of
from kg.frames.memory import Told
from kg.frames.post_guests import single_of
from kg.frames.post_patterns import holding
from kg.frames.post_words import level_of
from kg.frames.reader.model import Reading
from kg.frames.reader.refuting import REFUTING
from kg.frames.reader.travels import Travels
from kg.frames.relations import Relation
from kg.frames.rules import settings
from kg.frames.spans import division_kinds, organ_kinds, place_kinds
from kg.lexicon import LEVELS, load
from kg.ontology import load_ontology

_PARTED = re.compile("[，；]")
"""What stands between two clauses."""


@dataclass(frozen=True, slots=True)
class Against:
    """What the relations of rules say against those of the reader."""

    told: _Told
    trips: Mapping[int, set[tuple[str | None, str | None]]]
    homes: Homes
    used: set[str | None]
    taken: _Taken
    travels: Travels

    @classmethod
    def of(cls, told: Sequence[Told], found: Sequence[Relation], visits: Iterable[Relation]) -> Against:
        """Return what an article says; `found` may be of others of the page too, `visits` are those that are likely."""
        return cls(
            _told_of(found),
            _trips_told(found),
            homes_of(found, organs=True),
            _used(found),
            _Taken.by(found),
            Travels.of(told, found, visits),
        )

    def holds(self, reading: Reading, relation: Relation) -> bool:
        """Return whether something speaks against a reading; `relation` is what it claims."""
        row = settings()
        return (
            _is_told(reading, self.told)
            or _crosses(reading, self.trips)
            or any(refutes(reading) for refutes in REFUTING)
            or at_home(relation, self.homes)
            or (relation.predicate == row["made"] and relation.object.entity in self.used)
            or self.taken.holds(relation)
            or _is_elsewhere(relation)
            or (
                relation.predicate == row["scene"]["gives"]
                and self.travels.journeys.apart(relation.object, relation.subject)
            )
            or _is_of_another_level(relation)
            or (relation.predicate == row["scene"]["visited"] and not self.travels.may_hold(relation))
        )


_Told = Mapping[tuple[int, int], Sequence[Relation]]


def _told_of(found: Iterable[Relation]) -> _Told:
    """Return what rules say is made, issued or carried out: by the sentence and where in the text it stands."""
    told: dict[tuple[int, int], list[Relation]] = {}
    for relation in found:
        if relation.predicate in {settings()["made"], *settings()["ruled"]}:
            told.setdefault((relation.start, relation.object.start), []).append(relation)
    return told


def _is_told(reading: Reading, told: _Told) -> bool:
    """Return whether a rule says who makes or issues this here, while the reader thinks of one of another clause.

    Of goods, of one of another sentence.
    """
    pair = reading.pair
    if pair.object is None:
        return False
    masked = pair.object.line.told.masked
    others = [
        r for r in told.get((masked.start, pair.object.mention.start), ()) if r.subject.entity != pair.ends[0].entity
    ]
    if pair.subject is None or pair.subject.line is not pair.object.line:
        made = reading.predicate == settings()["made"]
        return made and any(r.subject.cls in {pair.ends[0].cls, *place_kinds()} for r in others)
    own = pair.subject.position
    if reading.predicate == settings()["made"]:
        apart = _PARTED.search(masked.text, min(own, pair.object.position), max(own, pair.object.position))
        return apart is not None and any(r.subject.cls == pair.ends[0].cls for r in others)
    if reading.predicate not in settings()["ruled"]:
        return False
    places = (masked.position_of(r.subject) for r in others)
    return any(p is not None and _PARTED.search(masked.text, min(own, p), max(own, p)) is not None for p in places)


def _trips_told(found: Iterable[Relation]) -> Mapping[int, set[tuple[str | None, str | None]]]:
    """Return by sentence who is said to have seen what."""
    told: dict[int, set[tuple[str | None, str | None]]] = {}
    for relation in found:
        if relation.predicate == settings()["scene"]["visited"]:
            told.setdefault(relation.start, set()).add((relation.subject.entity, relation.object.entity))
    return told


def _crosses(reading: Reading, told: Mapping[int, set[tuple[str | None, str | None]]]) -> bool:
    """Return whether rules say of a sentence that two went to different sites: 甲到A调研，乙到B调研."""
    pair = reading.pair
    if reading.predicate != settings()["scene"]["visited"] or pair.subject is None or pair.object is None:
        return False
    if pair.subject.line is not pair.object.line:
        return False
    who, what = (end.entity for end in pair.ends)
    seen = told.get(pair.object.line.told.masked.start, set())
    own = {site for one, site in seen if one == who}
    others = {one for one, site in seen if site == what}
    theirs = {site for one, site in seen if one in others}
    return bool(own) and bool(others) and own.isdisjoint(theirs)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What rules have read, beside which another end is no likely one."""

    partners: frozenset[tuple[str, int, str | None]]
    """Who has a partner in a sentence, by predicate."""
    paid: frozenset[str | None]
    """Projects and firms that somebody is said to pay for."""
    payers: frozenset[tuple[str | None, int]]
    """Who is said to pay for something in a sentence."""
    posts: frozenset[tuple[str | None, int]]
    """Who is said to hold a post in a sentence."""
    heads: frozenset[tuple[str | None, str | None]]
    """Bodies with the posts of which they have one, and which somebody is said to hold."""

    @classmethod
    def by(cls, found: Iterable[Relation]) -> _Taken:
        """Return what relations of the rules say."""
        found = tuple(found)
        symmetric = {name for name, term in load_ontology().predicates.items() if term.symmetric}
        joined = [(r, end) for r in found if r.predicate in symmetric for end in (r.subject, r.object)]
        paid = [r for r in found if r.predicate == settings()["invested"]]
        return cls(
            frozenset((r.predicate, r.start, end.entity) for r, end in joined),
            frozenset(r.object.entity for r in paid),
            frozenset((r.subject.entity, r.start) for r in paid),
            frozenset((r.subject.entity, r.start) for r in found if r.predicate == holding()),
            frozenset((r.object.entity, single_of(r)) for r in found if r.predicate == holding() and single_of(r)),
        )

    def holds(self, relation: Relation) -> bool:
        """Return whether an end of a relation is taken: it has its partner or post there, or who pays for it."""
        if relation.predicate == holding() and (relation.subject.entity, relation.start) in self.posts:
            return True
        if relation.predicate == holding() and (relation.object.entity, single_of(relation)) in self.heads:
            return True
        ends = (relation.subject, relation.object)
        if any((relation.predicate, relation.start, end.entity) in self.partners for end in ends):
            return True
        if relation.predicate != settings()["invested"]:
            return False
        return relation.object.entity in self.paid or (relation.object.entity, relation.start) in self.payers


def _is_elsewhere(relation: Relation) -> bool:
    """Return whether a post of a division is said to be held at what is none: 市长 of a park, 县委书记 of a firm."""
    if relation.predicate != holding() or relation.title is None or relation.object.cls in _public():
        return False
    return "区" not in relation.title[:3] and level_of(relation.title) is not None


def _is_of_another_level(relation: Relation) -> bool:
    """Return whether the post of a division is said to be held at one of another level: 副市长 of a county or town."""
    if relation.predicate != holding() or relation.title is None:
        return False
    division, own = load().division(relation.object.entity or ""), level_of(relation.title)
    if division is None:
        return own in LEVELS and relation.object.cls in place_kinds() and is_below_counties(relation.object.text)
    own = own or division.level
    if own == "city" and division.name.endswith("市"):
        return False
    return own in LEVELS and own != division.level


@cache
def _public() -> frozenset[str]:
    """Return the classes of divisions and of their organs."""
    return division_kinds() | organ_kinds()


def _used(found: Sequence[Relation]) -> set[str | None]:
    """Return what is only told of as what others are made from: nobody there is said to make it."""
    row = settings()
    made = {r.object.entity for r in found if r.predicate == row["made"]}
    steps = [r for r in found if r.predicate == row["used"]]
    return {r.object.entity for r in steps} - {r.subject.entity for r in steps} - made

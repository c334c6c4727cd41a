"""From what the reader takes for likely to relations, with what qualifies them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.frames.dates import Days, date_of
from kg.frames.elsewhere import is_below_counties
from kg.frames.engine import Setting, lead_date
from kg.frames.headed import lies_where_one_went
from kg.frames.hosts import abroad, homes_of
from kg.frames.marks import AMOUNT, CAPACITY, DATE, TITLE
from kg.frames.memory import Told
from kg.frames.outputs import capacity_of, sum_of
from kg.frames.post_guests import single_of
from kg.frames.post_patterns import holding
from kg.frames.post_words import level_of
from kg.frames.reader.model import Reader, Reading
from kg.frames.reader.pairs import Home
from kg.frames.reader.places import nearest
from kg.frames.reader.policy import load_policy
from kg.frames.reader.refuting import REFUTING
from kg.frames.reader.travels import Travels
from kg.frames.relations import Claim, Relation
from kg.frames.rules import settings
from kg.frames.spans import division_kinds, organ_kinds, place_kinds
from kg.frames.status import ASSERTED, PLANNED, combine, cues, status_of
from kg.lexicon import LEVELS, load
from kg.ontology import load_ontology

PREFIX = "reader."
"""How the rule of a relation begins that the reader filed; its predicate follows."""
_PARTED = re.compile("[，；]")
"""What stands between two clauses."""


def revise(
    told: Sequence[Told], setting: Setting, reader: Reader, *, homes: Sequence[Home], found: Sequence[Relation]
) -> list[Relation]:
    """Return the relations `found`, those of the article with how likely the reader takes them, and what it adds."""
    starts = {one.masked.start for one in told}
    unasked = load_policy().unasked
    read = [relation.start in starts and relation.rule not in unasked for relation in found]
    asked = {claim for relation, one in zip(found, read, strict=True) if one for claim in _claims(relation)}
    opinion = reader.read(told, homes, asked)
    weighed = [
        _weighed(relation, opinion.asked) if one else relation for relation, one in zip(found, read, strict=True)
    ]
    added = _added(told, setting, opinion.readings, weighed)
    return [*weighed, *added, *_covered(told, weighed, added)]


def _covered(told: Sequence[Told], found: Sequence[Relation], added: Sequence[Relation]) -> list[Relation]:
    """Return where sites lie that only the reader takes for seen: where their sentence says that one went."""
    row = settings()["scene"]
    known = {(r.subject.entity, r.object.entity) for r in (*found, *added) if r.predicate == row["gives"]}
    seen = {visit.object: visit for visit in added if visit.predicate == row["visited"] and visit.status == ASSERTED}
    by_start = {one.masked.start: one for one in told}
    placed = [lies_where_one_went(by_start[v.start], v) for v in seen.values() if v.start in by_start]
    return [r for r in placed if r is not None and (r.subject.entity, r.object.entity) not in known]


def _weighed(relation: Relation, asked: Mapping[Claim, float]) -> Relation:
    """Return a relation with how likely the reader takes it, where it was asked and looked at the two ends."""
    likely = next((asked[claim] for claim in _claims(relation) if claim in asked), None)
    return relation if likely is None else replace(relation, opinion=likely)


def _claims(relation: Relation) -> tuple[Claim, ...]:
    """Return what a relation claims, of a symmetric one the other way round too."""
    subject, predicate, obj = relation.claim
    symmetric = load_ontology().predicates[predicate].symmetric
    return (relation.claim, (obj, predicate, subject)) if symmetric else (relation.claim,)


def _added(
    told: Sequence[Told], setting: Setting, readings: Iterable[Reading], found: Sequence[Relation]
) -> list[Relation]:
    """Return what the reader takes for likely and is not `found`, less what other things on the page speak against."""
    row = settings()
    known = {claim for relation in found for claim in _claims(relation)}
    days = Days(setting.issued, lead_date(told, setting.issued))
    told_of, trips_told = _told_of(found), _trips_told(found)
    relations = [
        _relation(reading, setting, days)
        for reading in readings
        if not (
            _is_told(reading, told_of) or _crosses(reading, trips_told) or any(refutes(reading) for refutes in REFUTING)
        )
    ]
    relations = abroad(relations, homes_of(found, organs=True))
    used = _used(found)
    visits = [relation for relation in relations if relation.predicate == row["scene"]["visited"]]
    taken, travels = _Taken.by(found), Travels.of(told, found, visits)
    left = [
        r
        for r in relations
        if r.claim not in known
        and not (r.predicate == row["made"] and r.object.entity in used)
        and not taken.holds(r)
        and not _is_elsewhere(r)
        and not (r.predicate == row["scene"]["gives"] and travels.journeys.apart(r.object, r.subject))
        and not _is_of_another_level(r)
        and (r.predicate != row["scene"]["visited"] or travels.may_hold(r))
    ]
    return nearest(left, found)


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


def _relation(reading: Reading, setting: Setting, days: Days) -> Relation:
    pair, predicate = reading.pair, reading.predicate
    term = load_ontology().predicates[predicate]
    subject, obj = pair.ends
    anchor = pair.anchor
    masked = anchor.line.told.masked
    places = [seen.position for seen in (pair.subject, pair.object) if seen is not None and seen.line is anchor.line]
    start, end = min(places), max(places) + 1
    stated = status_of(masked.text, start, end, wide=predicate in cues().stages)
    status = combine(stated, setting.stage_of(subject, obj), predicate)
    visit = predicate == settings()["scene"]["visited"]
    memory = anchor.line.told.memory(anchor.position) if visit else None
    title = pair.subject.title if TITLE in term.qualifiers and pair.subject is not None else None
    makes = CAPACITY in term.qualifiers and pair.object is not None and pair.object.line is anchor.line
    return Relation(
        subject=subject,
        predicate=predicate,
        object=obj,
        rule=f"{PREFIX}{predicate}",
        status=status,
        score=reading.likely,
        start=masked.start,
        end=masked.end,
        date=date_of(masked, start, end, days, memory=memory, future=status == PLANNED)
        if DATE in term.qualifiers
        else None,
        amount=sum_of(masked, *_clauses(masked.text, start, end)) if AMOUNT in term.qualifiers else None,
        title=title.text if title is not None else None,
        capacity=capacity_of(masked, pair.object.position) if makes and pair.object is not None else None,
    )


def _clauses(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the clauses that a stretch of a sentence touches."""
    head = max(text.rfind(sign, 0, start) for sign in "，。；") + 1
    tail = min((i for sign in "，。；" if (i := text.find(sign, end)) >= 0), default=len(text))
    return head, tail

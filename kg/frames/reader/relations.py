"""From what the reader takes for likely to relations, with what qualifies them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.frames.dates import Days, date_of
from kg.frames.engine import Setting, lead_date
from kg.frames.headed import lies_where_one_went
from kg.frames.marks import AMOUNT, CAPACITY, DATE, TITLE
from kg.frames.memory import Told
from kg.frames.outputs import capacity_of, sum_of
from kg.frames.reader.against import Against
from kg.frames.reader.claims import Claimed, Weigh, claims_of
from kg.frames.reader.model import Reader, Reading
from kg.frames.reader.pairs import Home
from kg.frames.reader.policy import load_policy
from kg.frames.relations import PREFIX, Claim, Relation, claim_of
from kg.frames.rules import settings
from kg.frames.status import ASSERTED, PLANNED, combine, cues, status_of
from kg.ontology import load_ontology

_LIKELY = 0.5
"""So likely a visit must be for who is asked about in speeches to be looked for."""


def revise(
    told: Sequence[Told],
    setting: Setting,
    reader: Reader,
    weigh: Weigh,
    *,
    homes: Sequence[Home],
    found: Sequence[Relation],
) -> list[Relation]:
    """Return the relations `found`, those of the article with how likely they are taken to be, and what is added."""
    seen = seen_of(told, reader, homes=homes, found=found)
    likely = dict(zip(seen, weigh(seen), strict=True))
    weighed = [_weighed(relation, likely) if asked else relation for relation, asked in _asked(told, found)]
    days = Days(setting.issued, lead_date(told, setting.issued))
    least = load_policy().doubt
    added = [
        replace(_whole(one.reading, setting, days), score=round(likely[claim], 3))
        for claim, one in seen.items()
        if one.reading is not None and not one.relations and likely[claim] >= least
    ]
    return [*weighed, *added, *_covered(told, weighed, added)]


def seen_of(
    told: Sequence[Told], reader: Reader, *, homes: Sequence[Home], found: Sequence[Relation]
) -> dict[Claim, Claimed]:
    """Return what an article may claim by its rules and by the reader, less what other things speak against."""
    asked = [relation for relation, is_asked in _asked(told, found) if is_asked]
    ends = {(r.subject.entity, r.object.entity) for r in asked}
    opinion = reader.read(told, homes, ends | {(o, s) for s, o in ends})
    claimed = [(reading, _relation(reading)) for reading in opinion.readings]
    row = settings()["scene"]["visited"]
    visits = [r for reading, r in claimed if r.predicate == row and reading.likely >= _LIKELY]
    against = Against.of(told, found, visits)
    known, weighed = ({claim_of(*relation.claim) for relation in some} for some in (found, asked))
    kept = []
    for reading, relation in claimed:
        claim = claim_of(*relation.claim)
        if claim in weighed or not (claim in known or against.holds(reading, relation)):
            kept.append(reading)
    return claims_of(asked, kept, opinion)


def _asked(told: Sequence[Told], found: Sequence[Relation]) -> Iterator[tuple[Relation, bool]]:
    """Give each relation with whether it is weighed: of the article, of no rule that is barred, of a predicate read."""
    starts, policy = {one.masked.start for one in told}, load_policy()
    for relation in found:
        barred = relation.rule in policy.unasked or relation.predicate not in policy.reach
        yield relation, relation.start in starts and not barred


def _covered(told: Sequence[Told], found: Sequence[Relation], added: Sequence[Relation]) -> list[Relation]:
    """Return where sites lie that only the reader takes for seen: where their sentence says that one went."""
    row = settings()["scene"]
    known = {(r.subject.entity, r.object.entity) for r in (*found, *added) if r.predicate == row["gives"]}
    seen = {visit.object: visit for visit in added if visit.predicate == row["visited"] and visit.status == ASSERTED}
    by_start = {one.masked.start: one for one in told}
    placed = [lies_where_one_went(by_start[v.start], v) for v in seen.values() if v.start in by_start]
    return [r for r in placed if r is not None and (r.subject.entity, r.object.entity) not in known]


def _weighed(relation: Relation, likely: Mapping[Claim, float]) -> Relation:
    """Return a relation with how likely it is taken to be."""
    return replace(relation, opinion=round(likely[claim_of(*relation.claim)], 3))


def _relation(reading: Reading) -> Relation:
    """Return what a reading claims, without what qualifies it but the title of a post."""
    pair, predicate = reading.pair, reading.predicate
    titled = TITLE in load_ontology().predicates[predicate].qualifiers
    title = pair.subject.title if titled and pair.subject is not None else None
    masked = pair.anchor.line.told.masked
    subject, obj = pair.ends
    return Relation(
        subject=subject,
        predicate=predicate,
        object=obj,
        rule=f"{PREFIX}{predicate}",
        status=ASSERTED,
        score=reading.likely,
        start=masked.start,
        end=masked.end,
        title=title.text if title is not None else None,
    )


def _whole(reading: Reading, setting: Setting, days: Days) -> Relation:
    """Return what a reading claims, with what qualifies it."""
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
    makes = CAPACITY in term.qualifiers and pair.object is not None and pair.object.line is anchor.line
    return replace(
        _relation(reading),
        status=status,
        date=date_of(masked, start, end, days, memory=memory, future=status == PLANNED)
        if DATE in term.qualifiers
        else None,
        amount=sum_of(masked, *_clauses(masked.text, start, end)) if AMOUNT in term.qualifiers else None,
        capacity=capacity_of(masked, pair.object.position) if makes and pair.object is not None else None,
    )


def _clauses(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the clauses that a stretch of a sentence touches."""
    head = max(text.rfind(sign, 0, start) for sign in "，。；") + 1
    tail = min((i for sign in "，。；" if (i := text.find(sign, end)) >= 0), default=len(text))
    return head, tail

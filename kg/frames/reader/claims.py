"""What an article may say, each claim once: who of rules and reader speaks for it, and what else is claimed there.

A claim is weighed by the numbers that are given here (`kg.frames.reader.weigher`). Of two names the reader sees the
words around them; here is seen besides whether another place is claimed for what lies somewhere, whether those who went
along saw the other sites too, and what the rules that found it are worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, nan, prod

import numpy as np

from kg.frames.measured import by_rule, load_table, logit, weaknesses
from kg.frames.post_patterns import holding
from kg.frames.reader.model import Opinion, Reading
from kg.frames.reader.policy import load_policy
from kg.frames.reader.trees import Table
from kg.frames.relations import Claim, Relation, claim_of
from kg.frames.rules import settings
from kg.ontology import load_ontology
from kg.records import Mention

_NEVER = -4.0
"""The logit of what the reader did not look at, or takes for less likely than it tells."""
_NO_RULE = -8.0
_SHARE = 0.8
"""How far the first guess goes of what one of rules and reader says alone."""
_HEARD = 0.3
"""So likely others must have been somewhere for what else they saw to count."""
_FAR = 99
"""How far the ends of a claim stand from each other of which one is the division that the article writes about."""
_LEVELS = {"county": 1, "city": 2, "province": 3}


@dataclass(slots=True, eq=False)
class Claimed:
    """A claim with what speaks for it."""

    subject: Mention
    predicate: str
    object: Mention
    reading: Reading | None = None
    """Where the reader takes it for likeliest; None where it does not take it for likely anywhere."""
    votes: list[float] = field(default_factory=list)
    """The logits of the pairs of names that speak for it."""
    relations: list[Relation] = field(default_factory=list)
    """What rules found."""
    logits: Sequence[float] = ()
    """What the reader thinks of each predicate between the two; nothing where it did not look."""
    worth: Sequence[float] = ()
    """How often what the rules find that found it is right, the highest first."""
    guess: float = 0.0
    """How likely it is by rules and reader, whatever else is claimed."""

    @property
    def logit(self) -> float:
        """Return the logit of the claim by the reader alone."""
        return max(self.logits[_columns()[self.predicate]], _NEVER) if self.logits else _NEVER


def claims_of(found: Iterable[Relation], readings: Iterable[Reading], opinion: Opinion) -> dict[Claim, Claimed]:
    """Return what is claimed by relations of rules and by readings, with all that speaks for each."""
    claims: dict[Claim, Claimed] = {}

    def claimed(subject: Mention, predicate: str, obj: Mention) -> Claimed:
        return claims.setdefault(claim_of(subject.entity, predicate, obj.entity), Claimed(subject, predicate, obj))

    for reading in readings:
        subject, obj = reading.pair.ends
        one = claimed(subject, reading.predicate, obj)
        one.votes += opinion.votes[subject.entity, reading.predicate, obj.entity]
        if one.reading is None or one.reading.likely < reading.likely:
            one.reading = reading
    for relation in found:
        claimed(relation.subject, relation.predicate, relation.object).relations.append(relation)
    table = load_table()
    for one in claims.values():
        ends = one.subject.entity, one.object.entity
        symmetric = load_ontology().predicates[one.predicate].symmetric
        one.logits = opinion.logits.get(ends) or (opinion.logits.get(ends[::-1]) if symmetric else None) or ()
        one.worth = sorted((by_rule(r.rule, r.score, weaknesses(r), table) for r in one.relations), reverse=True)
        one.guess = _SHARE * max(_any_right(one.worth), 1 / (1 + exp(-one.logit)))
    return claims


def _any_right(worth: Iterable[float]) -> float:
    """Return how likely one of several is right at least, were they independent."""
    return 1 - prod(1 - value for value in worth)


def table_of(claims: Mapping[Claim, Claimed]) -> Table:
    """Return a row of numbers for each claim, in order."""
    around = _Around.of(claims)
    rows = [
        [*_of_ends(one), *_of_reader(one), *_of_rules(one), *_where(one), *around.seen(claim)]
        for claim, one in claims.items()
    ]
    return np.array(rows, dtype=np.float32)


def _of_ends(one: Claimed) -> Iterator[float]:
    kinds = _kinds()
    yield from (_columns()[one.predicate], kinds[one.subject.cls], kinds[one.object.cls])
    read = [one.reading.pair.ends] if one.reading is not None else []
    told = [(relation.subject, relation.object) for relation in one.relations]
    for mentions in zip((one.subject, one.object), *read, *told, strict=True):
        likely = [mention.likely for mention in mentions if mention.likely is not None]
        yield from (max(likely, default=nan), min(likely, default=nan), len(mentions[0].text))


@cache
def _kinds() -> Mapping[str, int]:
    return {name: number for number, name in enumerate(load_policy().letters)}


@cache
def _columns() -> Mapping[str, int]:
    return {name: number for number, name in enumerate(load_policy().reach)}


def _of_reader(one: Claimed) -> Iterator[float]:
    votes = sorted(one.votes, reverse=True)
    yield from (one.logit, votes[1] if len(votes) > 1 else _NEVER, len(votes))
    yield from one.logits or [nan] * len(_columns())


def _of_rules(one: Claimed) -> Iterator[float]:
    first, second = ([logit(value) for value in one.worth[:2]] + [_NO_RULE] * 2)[:2]
    yield from (len(one.worth), len({relation.rule for relation in one.relations}), first, second)
    yield _any_right(one.worth)
    yield max((relation.score for relation in one.relations), default=0)
    yield min((len(weaknesses(relation)) for relation in one.relations), default=-1)


def _where(one: Claimed) -> Iterator[float]:
    """Give where the two names stand in the pair that speaks for it most."""
    if one.reading is None:
        yield from [nan] * 7
        return
    pair = one.reading.pair
    both = pair.subject is not None and pair.object is not None
    away = pair.object.line.number - pair.subject.line.number if pair.subject and pair.object else _FAR
    yield from (both and away == 0, away, 0 if pair.home is None else _LEVELS.get(pair.home.level, 4))
    yield from (pair.apart, len(pair.memory), pair.behind, pair.anchor.line.told.sentence.part == "headline")


_Guessed = Mapping[str | None, float]


@dataclass(frozen=True, slots=True)
class _Around:
    """What else is claimed, by how likely it is guessed to be."""

    objects: Mapping[tuple[str | None, str], _Guessed]
    """Of each subject and predicate; ``subjects`` likewise of each object."""
    subjects: Mapping[tuple[str | None, str], _Guessed]
    between: Mapping[tuple[str | None, str | None], Mapping[str, float]]
    """The predicates between two entities."""
    number: Mapping[str, int]

    @classmethod
    def of(cls, claims: Mapping[Claim, Claimed]) -> _Around:
        """Return what the claims of an article are to each other."""
        objects: dict[tuple[str | None, str], dict[str | None, float]] = {}
        subjects: dict[tuple[str | None, str], dict[str | None, float]] = {}
        between: dict[tuple[str | None, str | None], dict[str, float]] = {}
        number = dict.fromkeys(_columns(), 0)
        for (subject, predicate, obj), one in claims.items():
            objects.setdefault((subject, predicate), {})[obj] = one.guess
            subjects.setdefault((obj, predicate), {})[subject] = one.guess
            between.setdefault((subject, obj), {})[predicate] = one.guess
            number[predicate] += 1
        return cls(objects, subjects, between, number)

    def seen(self, claim: Claim) -> Iterator[float]:
        """Give the numbers that tell what else is claimed of the ends of a claim."""
        subject, predicate, obj = claim
        own, rivals = self.objects[subject, predicate], self.subjects[obj, predicate]
        for some, but in ((own, obj), (rivals, subject)):
            others = [guess for entity, guess in some.items() if entity != but]
            yield from (max(others, default=0), sum(others), len(others))
        yield from self._company(subject, predicate, obj)
        yield from self._around_place(subject, obj)
        yield max((g for p, g in self.between[subject, obj].items() if p != predicate), default=0)
        yield max(self.between.get((obj, subject), {}).values(), default=0)
        yield from (self.number[predicate], sum(self.number.values()))

    def _company(self, subject: str | None, predicate: str, obj: str | None) -> Iterator[float]:
        """Give how much of what the other subjects of an object have is the subject's too, and how much is not."""
        own = self.objects[subject, predicate]
        shared = apart = 0.0
        for other, guess in self.subjects[obj, predicate].items():
            if other == subject or guess < _HEARD:
                continue
            theirs = {entity: value for entity, value in self.objects[other, predicate].items() if entity != obj}
            same = sum(min(value, own.get(entity, 0.0)) for entity, value in theirs.items())
            shared += guess * same
            apart += guess * (sum(theirs.values()) - same)
        yield from (shared, apart)

    def _around_place(self, subject: str | None, obj: str | None) -> Iterator[float]:
        """Give how likely the ends lie, are seen, are made or hold posts at all, and lie where the other does."""
        gives, visited, made = settings()["scene"]["gives"], settings()["scene"]["visited"], settings()["made"]
        over, seen = self.objects.get((subject, gives), {}), self.objects.get((subject, visited), {})
        above = self.objects.get((obj, gives), {})
        inside = (min(g, self.objects.get((p, gives), {}).get(obj, 0.0)) for p, g in over.items() if p != obj)
        yield max(inside, default=0)
        for some in (above, over, self.objects.get((subject, holding()), {}), seen):
            yield max(some.values(), default=0)
        for entity in (subject, obj):
            yield max(self.subjects.get((entity, visited), {}).values(), default=0)
        yield max((g for s, g in self.subjects.get((obj, made), {}).items() if s != subject), default=0)
        yield len(self.objects.get((subject, made), {}))
        yield max((min(g, seen.get(place, 0.0)) for place, g in above.items()), default=0)


Weigh = Callable[[Mapping[Claim, Claimed]], Sequence[float]]
"""Returns how likely each claim is, from 0 to 1, in order."""

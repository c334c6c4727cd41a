"""What the frames give: a relation between two mentions, with what qualifies it and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.ontology import load_ontology
from kg.records import Mention
from kg.values import Amount, Capacity

Claim = tuple[str | None, str, str | None]
"""Entity of the subject, predicate, entity of the object."""
PREFIX = "reader."
"""How the rule of a relation begins that the trained reader filed; its predicate follows."""


def claim_of(subject: str | None, predicate: str, obj: str | None) -> Claim:
    """Return what two entities are claimed to do, of a symmetric predicate the same whichever stands first."""
    if load_ontology().predicates[predicate].symmetric and (subject or "") > (obj or ""):
        subject, obj = obj, subject
    return subject, predicate, obj


@dataclass(frozen=True, slots=True)
class Relation:
    """One claim of one sentence; offsets count in the running text."""

    subject: Mention
    predicate: str
    object: Mention
    rule: str
    status: str
    score: float
    start: int
    end: int
    """The sentence that proves it."""
    date: str | None = None
    """ISO: 2024-10-19, 2024-10 or 2024."""
    title: str | None = None
    amount: Amount | None = None
    capacity: Capacity | None = None
    opinion: float | None = None
    """How likely the trained weigher takes what a rule found, from 0 to 1; None of what it does not weigh."""

    @property
    def claim(self) -> Claim:
        """Return what it says, without who says it and how: subject, predicate and object entities."""
        return self.subject.entity, self.predicate, self.object.entity


_ADDED = ("date", "amount", "capacity")


def united(relations: Iterable[Relation]) -> list[Relation]:
    """Return one relation for each claim of a sentence: the best scored, with what the others add to it."""
    best: dict[tuple[object, ...], Relation] = {}
    for relation in relations:
        key = (*relation.claim, relation.start, relation.title)
        known = best.get(key)
        if known is None:
            best[key] = relation
            continue
        first, second = (relation, known) if relation.score > known.score else (known, relation)
        added = {name: found for name in _ADDED if not getattr(first, name) and (found := getattr(second, name))}
        best[key] = replace(first, **added) if added else first
    return list(best.values())

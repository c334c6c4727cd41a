"""Relations of a page beside those of its gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.records import Statement
from kg.score.gold import QUALIFIERS, Gold, GoldRelation, fold
from kg.score.terms import Terms

Edge = tuple[str, str, str]
"""Ids of subject and object about the predicate, as found."""
Key = tuple[int, str, int]
"""Positions of subject and object in gold about the predicate; of a symmetric one the lower stands first."""


@dataclass(slots=True)
class Found:
    """A relation that was found: what all its statements say."""

    edge: Edge
    claimed: bool = False
    """Whether a statement says that it holds or will; not, where all deny it."""
    states: set[str] = field(default_factory=set)
    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    quotes: list[str] = field(default_factory=list)
    mirrored: bool = False
    """Whether it is only the other way round of a symmetric one, which the graph holds beside it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The relations of gold, by what finding one is worth."""

    rows: dict[Key, list[GoldRelation]]
    """Those that count, with all rows that state them."""
    optional: frozenset[Key]
    denied: frozenset[Key]
    implied: frozenset[Key]
    """Those that follow through a chain of transitive ones."""


def key_of(subject: int, predicate: str, obj: int, terms: Terms) -> Key:
    """Return the key of a relation, the same both ways round for a symmetric one."""
    if predicate in terms.symmetric:
        subject, obj = min(subject, obj), max(subject, obj)
    return subject, predicate, obj


def gather(statements: Iterable[Statement], entities: frozenset[str], terms: Terms) -> list[Found]:
    """Return the relations found between `entities`, one for all statements with the same ends."""
    found: dict[Edge, Found] = {}
    asserted: list[Edge] = []
    for statement in statements:
        edge = (statement.subject, statement.predicate, statement.object)
        if statement.predicate not in terms.predicates or not {edge[0], edge[2]} <= entities:
            continue
        relation = found.setdefault(edge, Found(edge))
        state = statement.status.lower()
        # What is reported is given as a fact; gold knows no hearsay.
        relation.states.add(state if state in {"planned", "denied"} else "asserted")
        relation.claimed |= state != "denied"
        relation.quotes.append(statement.quote)
        for name in QUALIFIERS:
            if value := getattr(statement, name):
                relation.values[name].add(fold(value))
        if statement.predicate in terms.symmetric and state == "asserted":
            asserted.append(edge)
    for subject, predicate, obj in asserted:
        back = (obj, predicate, subject)
        found.setdefault(back, Found(back, mirrored=True)).claimed = True
    return list(found.values())


def wanted(gold: Gold, terms: Terms) -> Wanted:
    """Return the relations of gold that count, those that are optional, denied, or follow from others."""
    counts: set[Key] = set()
    optional: set[Key] = set()
    denied: set[Key] = set()
    rows: dict[Key, list[GoldRelation]] = defaultdict(list)
    for row in gold.relations:
        key = key_of(row.subject, row.predicate, row.object, terms)
        if row.status == "denied":
            denied.add(key)
            continue
        shy = row.optional or gold.entities[row.subject].optional or gold.entities[row.object].optional
        (optional if shy else counts).add(key)
        rows[key].append(row)
    denied -= counts
    optional -= counts | denied
    implied = {key for predicate in terms.transitive for key in _chains(counts | optional, predicate)}
    kept = {key: rows[key] for key in sorted(counts)}
    return Wanted(kept, frozenset(optional), frozenset(denied), frozenset(implied - denied))


def _chains(keys: Iterable[Key], predicate: str) -> set[Key]:
    """Return every relation that one or more steps of a transitive predicate make."""
    steps: dict[int, set[int]] = defaultdict(set)
    for subject, name, obj in keys:
        if name == predicate:
            steps[subject].add(obj)
    reached: set[Key] = set()
    for start, nearest in steps.items():
        waiting, seen = list(nearest), set[int]()
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                waiting.extend(steps.get(at, ()))
        reached |= {(start, predicate, end) for end in seen}
    return reached


def carries(name: str, value: str, found: Iterable[str]) -> bool:
    """Return whether one of the values found is right: a date the same or finer, a text as long or part of it."""
    right = fold(value)
    if name == "date":
        return any(one.startswith(right) for one in found)
    return any(right in one or one in right for one in found if one)

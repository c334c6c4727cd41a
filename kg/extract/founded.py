"""What falls with what it follows from: a firm's goods and money in a project that it is not held to build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kg.errors import RuleError
from kg.extract.confidence import confidence
from kg.frames.relations import Relation
from kg.frames.rules import settings
from kg.records import Statement

_Made = tuple[Statement, Relation]
_Builders = Mapping[str, Mapping[str, float]]
"""For each project who builds it, and how sure that is."""


def founded(kept: Iterable[_Made], doubted: Iterable[Statement] = ()) -> Iterator[_Made]:
    """Give statements without those that follow from who builds a project where none of `kept` says so.

    `doubted` are statements of the page that were left out: they tell what a project makes as well. One that is sure
    by itself stands. Of several who build a project the surest makes its goods; the others pay for it, or work there.
    """
    kept = list(kept)
    row = settings()
    built: dict[str, dict[str, float]] = {}
    makers: dict[str, set[str]] = {}
    for statement in (*(s for s, _ in kept), *doubted):
        if statement.predicate == row["made"]:
            makers.setdefault(statement.object, set()).add(statement.subject)
    for statement, _ in kept:
        if statement.predicate == row["owning"]:
            sure = built.setdefault(statement.object, {})
            sure[statement.subject] = max(statement.confidence, sure.get(statement.subject, 0.0))
    for statement, relation in kept:
        if not rests(relation) or _stands(statement, built, makers):
            yield statement, relation


def rests(relation: Relation) -> bool:
    """Return whether a relation follows from who builds a project, and is not so sure as to stand by itself."""
    rules, sure = _resting()
    return relation.rule in rules and confidence(relation) < sure


def _stands(statement: Statement, built: _Builders, makers: Mapping[str, set[str]]) -> bool:
    """Return whether its subject builds what it says something of, or is the surest to build what makes that."""
    if statement.subject in built.get(statement.object, ()):
        return True
    return any(_leads(statement.subject, built.get(project, {})) for project in makers.get(statement.object, ()))


def _leads(who: str, builders: Mapping[str, float]) -> bool:
    """Return whether somebody builds a project for sure, and nobody else as surely."""
    sure = builders.get(who)
    return sure is not None and all(other < sure for name, other in builders.items() if name != who)


@cache
def _resting() -> tuple[frozenset[str], float]:
    """Return the rules whose statements rest on others, and how sure one stands by itself."""
    try:
        row = settings()["resting"]
        return frozenset(row["rules"]), float(row["sure"])
    except (KeyError, TypeError, ValueError) as error:
        raise RuleError(f"derived.yml, resting: {error!r}") from error

"""Which predicates are marked together, and which are read both ways or through a chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from kg.errors import UnknownTerm
from kg.ontology import load_ontology
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml

TERMS = RESOURCES / "score" / "terms.yml"


@dataclass(frozen=True, slots=True)
class Terms:
    """What marking needs of the ontology."""

    classes: frozenset[str]
    """Classes that an entity can be of."""
    predicates: frozenset[str]
    core: frozenset[str]
    symmetric: frozenset[str]
    transitive: frozenset[str]
    later: frozenset[str] = frozenset()
    """Predicates that came after most gold was written: they are marked where gold tells of them."""

    def asked(self, told: Iterable[str]) -> Terms:
        """Return the terms for gold that tells relations of these predicates."""
        unasked = self.later.difference(told)
        return replace(self, predicates=self.predicates - unasked) if unasked else self

    def bucket(self, predicate: str) -> str:
        """Return ``core`` or ``more``."""
        return "core" if predicate in self.core else "more"


@cache
def load_terms() -> Terms:
    """Return the terms of the ontology as marking groups them; raise UnknownTerm for a group's unknown predicate."""
    ontology = load_ontology()
    groups = load_yaml(TERMS)
    for name in (*groups["core"], *groups["transitive"], *groups["later"]):
        if name not in ontology.predicates:
            raise UnknownTerm(name, where=TERMS.name, known=ontology.predicates)
    return Terms(
        classes=frozenset(ontology.concrete),
        predicates=frozenset(ontology.predicates),
        core=frozenset(groups["core"]),
        symmetric=frozenset(name for name, term in ontology.predicates.items() if term.symmetric),
        transitive=frozenset(groups["transitive"]),
        later=frozenset(groups["later"]),
    )

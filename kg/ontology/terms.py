"""The terms of the ontology, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import UnknownTerm


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class of entities, or an abstract parent of some."""

    name: str
    label: str
    """In Chinese."""
    parent: str | None
    abstract: bool
    color: str
    """As ``#rrggbb``."""
    shape: str
    """A shape of vis-network."""
    aligned: tuple[str, ...] = ()
    """Terms of public vocabularies it corresponds to, as prefixed names."""
    comment: str = ""
    not_: str = ""
    """What it is not."""


@dataclass(frozen=True, slots=True)
class PredicateTerm:
    """A relation between two entities."""

    name: str
    label: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    symmetric: bool
    qualifiers: tuple[str, ...]
    color: str
    comment: str = ""
    not_: str = ""


@dataclass(frozen=True, slots=True)
class QualifierTerm:
    """What a statement may say beside its two ends."""

    name: str
    label: str
    type: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class StatusTerm:
    """How sure a page is of a statement."""

    name: str
    label: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Ontology:
    """All terms by name, in the order of their names."""

    classes: Mapping[str, ClassTerm]
    predicates: Mapping[str, PredicateTerm]
    qualifiers: Mapping[str, QualifierTerm]
    statuses: Mapping[str, StatusTerm]
    _ancestors: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @property
    def concrete(self) -> tuple[str, ...]:
        """Return the names of the classes that an entity may be of."""
        return tuple(name for name, term in self.classes.items() if not term.abstract)

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Return whether a class is another or descends from it; raise UnknownTerm for one that is not there."""
        for name in (cls, ancestor):
            if name not in self.classes:
                raise UnknownTerm(name, where="ontology", known=self.classes)
        return ancestor in self._ancestors[cls]

    def allows(self, predicate: str, subject: str, obj: str) -> bool:
        """Return whether the predicate may hold between entities of these classes; raise UnknownTerm."""
        if predicate not in self.predicates:
            raise UnknownTerm(predicate, where="ontology", known=self.predicates)
        term = self.predicates[predicate]
        return any(self.is_a(subject, d) for d in term.domain) and any(self.is_a(obj, r) for r in term.range)

"""How classes, predicates and statuses are drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClassLook:
    """How the entities of one class are drawn and called."""

    zh: str
    en: str
    color: str
    shape: str


@dataclass(frozen=True, slots=True)
class PredicateLook:
    """How the statements of one predicate are drawn and called."""

    zh: str
    en: str
    color: str
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class StatusLook:
    """How the statements of one status are drawn: dashes in pixels, a colour of their own if they have one."""

    zh: str
    en: str
    dashes: tuple[int, ...] = ()
    color: str | None = None


STATUSES = {
    "Asserted": StatusLook("事实", "Fact"),
    "Reported": StatusLook("转述", "Reported", dashes=(2, 4)),
    "Planned": StatusLook("计划", "Planned", dashes=(8, 5)),
    "Denied": StatusLook("否定", "Denied", color="#c62f2f"),
}
"""Strongest first: an edge with statements of several statuses is drawn as the first of them."""


@dataclass(frozen=True, slots=True)
class Look:
    """How everything on the page is drawn."""

    classes: dict[str, ClassLook]
    predicates: dict[str, PredicateLook]
    statuses: dict[str, StatusLook]


def default_look() -> Look:
    """Return how the ontology in ``schemas/`` wants its classes and predicates drawn.

    Abstract classes are left out: no entity is of one. Raises `kg.errors.OntologyError` where the files are wrong.
    """
    from kg.ontology import load_ontology

    ontology = load_ontology()
    classes = {
        term.name: ClassLook(term.label, _english(term.name), term.color, term.shape)
        for term in ontology.classes.values()
        if not term.abstract
    }
    predicates = {
        term.name: PredicateLook(term.label, _english(term.name), term.color, term.symmetric)
        for term in ontology.predicates.values()
    }
    return Look(classes, predicates, STATUSES)


def labels() -> dict[str, dict[str, str]]:
    """Return what the cells of some columns of an answer, which are terms of the ontology, are called in Chinese."""
    look = default_look()
    return {
        "kind": {name: one.zh for name, one in look.classes.items()},
        "predicate": {name: one.zh for name, one in look.predicates.items()},
        "status": {name: one.zh for name, one in look.statuses.items()},
    }


def _english(name: str) -> str:
    """Return the name of a term as words: holdsPost as holds post."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return words if name[:1].isupper() else words.lower()

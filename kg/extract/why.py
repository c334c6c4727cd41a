"""Why a page gives a statement, or does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.errors import UnknownTerm
from kg.extract.facts import Fact
from kg.extract.missing import missing
from kg.extract.names import answers
from kg.extract.origin import origin
from kg.extract.page import find
from kg.ontology import load_ontology
from kg.records import Page, Statement


@dataclass(frozen=True, slots=True)
class Account:
    """What led to a statement, or what kept it from being made."""

    statement: Statement | None
    """None where the page does not give it."""
    subject: str
    """The name of the entity, as asked for where there is none; ``object`` likewise."""
    predicate: str
    object: str
    facts: tuple[Fact, ...]


def why(page: Page, nlp: Any, subject: str, predicate: str, obj: str) -> list[Account]:
    """Return an account of every statement of a page with these ends, else the one of what is missing for it.

    `subject` and `obj` are names, other names, ids or parts of names. Raises `UnknownTerm` for the predicate.
    """
    known = load_ontology().predicates
    if predicate not in known:
        raise UnknownTerm(predicate, where="why", known=known)
    found = find(page, nlp)
    subjects, objects = answers(found, subject), answers(found, obj)
    pairs = {(s.id, o.id) for s in subjects for o in objects}
    if known[predicate].symmetric:
        pairs |= {(o, s) for s, o in pairs}
    names = {entity.id: entity.name for entity in found.entities.values()}
    accounts = [
        Account(
            statement,
            names[statement.subject],
            predicate,
            names[statement.object],
            origin(found, statement, relation),
        )
        for statement, relation in found.made
        if statement.predicate == predicate and (statement.subject, statement.object) in pairs
    ]
    if accounts:
        return accounts
    told = (subjects[0].name if len(subjects) == 1 else subject, objects[0].name if len(objects) == 1 else obj)
    return [Account(None, told[0], predicate, told[1], missing(found, subject, predicate, obj))]

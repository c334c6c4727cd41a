"""Which entities of a page a name means."""

from __future__ import annotations

from difflib import get_close_matches

from kg.extract.page import Found
from kg.folding import fold
from kg.records import Entity


def answers(found: Found, name: str) -> list[Entity]:
    """Return the entities with this id or name, else with this other name, else with this in a name, by id."""
    wanted = fold(name)
    every = {entity.id: entity for entity in found.entities.values()}
    entities = [every[key] for key in sorted(every)]
    forms = {entity.id: [fold(form) for form in (entity.name, *entity.aliases)] for entity in entities}
    for group in (
        [e for e in entities if name == e.id or forms[e.id][0] == wanted],
        [e for e in entities if wanted in forms[e.id]],
        [e for e in entities if wanted and any(wanted in form for form in forms[e.id])],
    ):
        if group:
            return group
    return []


def nearest(found: Found, name: str) -> list[str]:
    """Return the names of the page that look most like this one, the likest first."""
    forms = {form: None for entity in found.entities.values() for form in (entity.name, *entity.aliases)}
    return get_close_matches(name, sorted(forms), n=3, cutoff=0.4)

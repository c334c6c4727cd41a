"""Which entity a person means by a name."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from kg.errors import NotFound

if TYPE_CHECKING:
    from kg.records import Dataset, Entity

_LISTED = 8


def entity_named(dataset: Dataset, name: str) -> Entity:
    """Return the entity with this id or name, else with this other name or misprint, else with this in its name.

    Raises `NotFound`, whose message lists the entities that answer to the name where there are several, and the
    nearest names where there is none.
    """
    name = dataset.replaced.get(name, name)
    for answers in (
        [e for e in dataset.entities if name in (e.id, e.name)],
        [e for e in dataset.entities if name in e.aliases or name in e.hidden],
        [e for e in dataset.entities if name and any(name in own for own in (e.name, *e.aliases))],
    ):
        if len(answers) == 1:
            return answers[0]
        if answers:
            raise NotFound(
                f"{name}: {len(answers)} entities answer to it: {_listed(answers)}; give a full name or an id"
            )
    names = [own for e in dataset.entities for own in (e.name, *e.aliases)]
    near = get_close_matches(name, dict.fromkeys(names), n=3, cutoff=0.4)
    hint = f"; did you mean {'、'.join(near)}?" if near else "; see the search box of graph.html"
    raise NotFound(f"{name}: no entity of that name{hint}")


def _listed(entities: list[Entity]) -> str:
    nearest = sorted(entities, key=lambda e: (len(e.name), e.name, e.id))[:_LISTED]
    named = "、".join(f"{e.name} ({e.cls}, {e.id})" for e in nearest)
    return named + ("、…" if len(entities) > _LISTED else "")

"""Many pages as one dataset: entities of one id are one, under their fullest name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.ontology import load_ontology
from kg.records import Dataset, Entity, Extraction


def merge(documents: Iterable[Extraction]) -> Dataset:
    """Return the pages in order of their names with their entities merged by id; the order given is all one."""
    pages = tuple(sorted(documents, key=lambda d: (d.doc, d.sha256)))
    found: dict[str, list[Entity]] = defaultdict(list)
    for page in pages:
        for entity in page.entities:
            found[entity.id].append(entity)
    return Dataset(pages, tuple(_one(found[key]) for key in sorted(found)))


def _one(same: Sequence[Entity]) -> Entity:
    """Return one entity for the namings of several pages."""
    forms = {form for entity in same for form in (entity.name, *entity.aliases)}
    name = min((entity.name for entity in same), key=lambda n: (-len(n), n))
    hidden = {form for entity in same for form in entity.hidden} - forms
    codes = sorted({entity.code for entity in same if entity.code})
    return Entity(
        id=same[0].id,
        cls=_class(Counter(entity.cls for entity in same)),
        name=name,
        aliases=tuple(sorted(forms - {name})),
        hidden=tuple(sorted(hidden)),
        code=codes[0] if len(codes) == 1 else None,
    )


def _class(votes: Counter[str]) -> str:
    """Return the class most pages give; of two that tie the one that descends from the other, then by name."""
    ontology = load_ontology()
    most = max(votes.values())
    tied = sorted(cls for cls, number in votes.items() if number == most)
    specific = [a for a in tied if any(a != b and ontology.is_a(a, b) for b in tied)]
    return (specific or tied)[0]

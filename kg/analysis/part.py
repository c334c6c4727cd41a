"""A part of a dataset: some of its entities, and what is said between them."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.documents import claims_of

if TYPE_CHECKING:
    from kg.records import Dataset


def part(dataset: Dataset, entities: Collection[str], statements: Collection[str]) -> Dataset:
    """Return the statements with these ids and the entities they join; without ids of any, what `cut` does.

    An entity may be given by an id that another stands for now. Ids that are not in the dataset count for nothing.
    """
    if statements:
        wanted = set(statements)
        kept = (s for document in dataset.documents for s in document.statements if s.id in wanted)
        return cut(dataset, {end for s in kept for end in (s.subject, s.object)}, wanted)
    return cut(dataset, {dataset.replaced.get(entity, entity) for entity in entities})


def cut(dataset: Dataset, entities: AbstractSet[str], statements: AbstractSet[str] | None = None) -> Dataset:
    """Return the entities with these ids and what is said between them, or of it only the statements with these ids.

    Documents that keep no statement are left out, and so are entities a document names without keeping them.
    """
    documents = []
    for number, claims in enumerate(claims_of(dataset)):
        if not any(claim.subject in entities and claim.object in entities for claim in claims):
            continue
        document = dataset.documents[number]
        said = tuple(
            s
            for s in document.statements
            if s.subject in entities and s.object in entities and (statements is None or s.id in statements)
        )
        if said:
            named = tuple(e for e in document.entities if e.id in entities)
            documents.append(replace(document, statements=said, entities=named))
    return replace(dataset, documents=tuple(documents), entities=tuple(e for e in dataset.entities if e.id in entities))

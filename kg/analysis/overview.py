"""The part of a large dataset that one page can show."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.records import Dataset


def overview(dataset: Dataset, most: int) -> Dataset:
    """Return the `most` entities with the most statements and what is said between them; all where there are no more.

    Documents that keep no statement are left out. Of two entities with as many statements the one with the lower id
    stays.
    """
    if len(dataset.entities) <= most:
        return dataset
    degree: Counter[str] = Counter()
    for document in dataset.documents:
        degree.update(s.subject for s in document.statements)
        degree.update(s.object for s in document.statements)
    ranked = sorted(dataset.entities, key=lambda entity: (-degree[entity.id], entity.id))
    kept = {entity.id for entity in ranked[:most]}
    documents = []
    for document in dataset.documents:
        statements = tuple(s for s in document.statements if s.subject in kept and s.object in kept)
        if statements:
            entities = tuple(e for e in document.entities if e.id in kept)
            documents.append(replace(document, statements=statements, entities=entities))
    return replace(dataset, documents=tuple(documents), entities=tuple(e for e in dataset.entities if e.id in kept))

"""The part of a large dataset that one page can show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.analysis.part import cut
from kg.documents import claims_of

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
    for claims in claims_of(dataset):
        degree.update(claim.subject for claim in claims)
        degree.update(claim.object for claim in claims)
    ranked = sorted(dataset.entities, key=lambda entity: (-degree[entity.id], entity.id))
    return cut(dataset, {entity.id for entity in ranked[:most]})

"""The part of a dataset around one entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analysis.part import cut
from kg.documents import claims_of

if TYPE_CHECKING:
    from kg.records import Dataset


def around(dataset: Dataset, entity_id: str, hops: int) -> Dataset:
    """Return the entities at most `hops` statements away from one entity, and every statement between them.

    Direction does not matter. Documents that keep no statement are left out, and so are entities a document names
    without keeping them. A page that says nothing between them is not read.
    """
    return cut(dataset, _reached(dataset, entity_id, hops))


def _reached(dataset: Dataset, start: str, hops: int) -> set[str]:
    """Return the ids within `hops` of `start`, itself included."""
    reached = edge = {start}
    for _ in range(hops):
        # Each time through all claims: to know the neighbours of each entity of a million takes hundreds of megabytes.
        ends = ((claim.subject, claim.object) for claims in claims_of(dataset) for claim in claims)
        edge = {far for one, other in ends for near, far in ((one, other), (other, one)) if near in edge} - reached
        reached = reached | edge
    return reached

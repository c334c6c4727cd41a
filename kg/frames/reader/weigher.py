"""The trained weigher of claims: how likely each is by rules, reader and all else that the article claims.

Boosted trees over the numbers of `kg.frames.reader.claims`; ``claims.npz`` holds them and `training/claims.py` makes
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.frames.reader.claims import Claimed, table_of
from kg.frames.reader.trees import Trees
from kg.frames.relations import Claim
from kg.paths import RESOURCES
from kg.weights import opened

WEIGHTS = RESOURCES / "model" / "claims.npz"


class Weigher:
    """The trees, and what they make of the claims of an article."""

    def __init__(self, path: Path) -> None:
        """Read the trees; raise ModelError where the file is missing or of another make."""
        with opened(path) as data:
            self._trees = Trees(data)

    def __call__(self, claims: Mapping[Claim, Claimed]) -> list[float]:
        """Return how likely each claim is, from 0 to 1, in order."""
        return self._trees.likely(table_of(claims)) if claims else []


@cache
def load_weigher(path: Path = WEIGHTS) -> Weigher:
    """Return the weigher with these trees, read once; raise ModelError where they are not there."""
    return Weigher(path)

"""How likely two names stand in a relation: logistic regression over what the reader sees of each and of both.

A weight for each feature and predicate lies in ``relations.npz``; `training/relations.py` makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from kg.errors import ModelError
from kg.frames.memory import Told
from kg.frames.reader.pairs import Home, Pair, pairs_of
from kg.frames.reader.policy import load_policy
from kg.frames.reader.seen import Seen
from kg.paths import RESOURCES

WEIGHTS = RESOURCES / "model" / "relations.npz"
_HOPE = 4.0
"""What two names are seen to do together adds at most this to the logit: pairs that need more are not looked at."""

Row = npt.NDArray[np.float32]


class Reading(NamedTuple):
    """A relation that the reader takes for likely."""

    pair: Pair
    predicate: str
    likely: float
    """From 0 to 1."""


def features_of(pair: Pair) -> list[str]:
    """Return all features of a pair: those of the two together, and behind s, o and f those of the names alone."""
    alone = (("s", pair.subject), ("o", pair.object), ("f", pair.first))
    return [*pair.features(), *(role + f for role, seen in alone if seen is not None for f in seen.features)]


class Reader:
    """The weights, and what they make of an article."""

    def __init__(self, path: Path) -> None:
        """Read the weights; raise ModelError where the file is missing or of another make."""
        try:
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as data:
                self.predicates = [str(name) for name in data["predicates"]]
                names = bytes(data["features"]).decode("utf-8").split("\n")
                self._weights: Row = data["weights"].astype(np.float32) * data["scale"].astype(np.float32)
                self._bias: Row = data["bias"].astype(np.float32)
        except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
            raise ModelError(f"{path.name}: {' '.join(str(error).split())}") from error
        self._rows = {name: number for number, name in enumerate(names)}
        least = load_policy().least
        self._columns = {name: column for column, name in enumerate(self.predicates)}
        self._least = {name: float(np.log(least[name] / (1 - least[name]))) for name in self.predicates}

    def weigh(self, features: Iterable[str]) -> Row:
        """Return what features add to the logit of each predicate."""
        rows = self._rows
        known = [rows[feature] for feature in features if feature in rows]
        total: Row = self._weights[known].sum(axis=0) if known else np.zeros_like(self._bias)
        return total

    def read(self, told: Sequence[Told], homes: Sequence[Home] = ()) -> list[Reading]:
        """Return the likely relations of an article, each claim once, where it is likeliest."""
        kept: dict[tuple[str, Seen], Row] = {}

        def alone(role: str, seen: Seen | None) -> Row:
            if seen is None:
                return np.zeros_like(self._bias)
            known = kept.get((role, seen))
            if known is None:
                known = kept[role, seen] = self.weigh(role + feature for feature in seen.features)
            return known

        best: dict[tuple[str | None, str, str | None], Reading] = {}
        for pair in pairs_of(told, homes):
            apart = self._bias + alone("s", pair.subject) + alone("o", pair.object) + alone("f", pair.first)
            hoped = [p for p in pair.predicates if apart[self._columns[p]] + _HOPE >= self._least[p]]
            if not hoped:
                continue
            total = apart + self.weigh(pair.features())
            subject, obj = pair.ends
            for predicate in hoped:
                logit = float(total[self._columns[predicate]])
                if logit < self._least[predicate]:
                    continue
                likely = round(1 / (1 + float(np.exp(-logit))), 3)
                claim = subject.entity, predicate, obj.entity
                if claim not in best or best[claim].likely < likely:
                    best[claim] = Reading(pair, predicate, likely)
        return list(best.values())


@cache
def load_reader() -> Reader:
    """Return the reader that the package carries, read once; raise ModelError where its weights are not there."""
    return Reader(WEIGHTS)

"""How likely two names stand in a relation: logistic regression over what the reader sees of each and of both.

A weight for each feature and predicate lies in ``relations.npz``; `training/relations.py` makes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.frames.memory import Told
from kg.frames.reader.pairs import Home, Pair, pairs_of
from kg.frames.reader.policy import load_policy
from kg.frames.reader.seen import Seen
from kg.frames.relations import Claim
from kg.paths import RESOURCES
from kg.weights import opened

WEIGHTS = RESOURCES / "model" / "relations.npz"
_TOGETHER = 2048
"""So many groups of features are weighed at once: more would take memory, and no less time."""

Row = npt.NDArray[np.float32]
NEVER = -9.0
"""The logit of a predicate that may not join two names."""


class Reading(NamedTuple):
    """A relation that the reader takes for likely."""

    pair: Pair
    predicate: str
    likely: float
    """From 0 to 1."""


class Opinion(NamedTuple):
    """What the reader thinks of the claims of an article."""

    readings: list[Reading]
    """What it does not take for quite unlikely: each claim once, where it is likeliest."""
    votes: dict[Claim, list[float]]
    """Of each such claim the logits of all pairs that speak for it."""
    logits: dict[tuple[str | None, str | None], list[float]]
    """Of two entities the highest logit of each predicate, `NEVER` of one that may not join them: of those of readings,
    and of those it was asked about and looked at."""


def features_of(pair: Pair) -> list[str]:
    """Return all features of a pair: those of the two together, and behind s, o and f those of the names alone."""
    alone = (("s", pair.subject), ("o", pair.object), ("f", pair.first))
    return [*pair.features(), *(role + f for role, seen in alone if seen is not None for f in seen.features)]


class Reader:
    """The weights, and what they make of an article."""

    def __init__(self, path: Path) -> None:
        """Read the weights; raise ModelError where the file is missing or of another make."""
        with opened(path) as data:
            self.predicates = [str(name) for name in data["predicates"]]
            if self.predicates != [*load_policy().reach]:
                raise ValueError("its predicates are not those of reader.yml, in their order")
            names = bytes(data["features"]).decode("utf-8").split("\n")
            self._weights: Row = data["weights"].astype(np.float32) * data["scale"].astype(np.float32)
            self._bias: Row = data["bias"].astype(np.float32)
        self._rows = dict(zip(names, range(len(names)), strict=True))
        seen = load_policy().seen
        self._seen = float(np.log(seen / (1 - seen)))

    def weigh(self, groups: Iterable[Iterable[str]]) -> Row:
        """Return what each group of features adds to the logit of each predicate: a row for a group."""
        left = iter(groups)
        some = iter(lambda: list(islice(left, _TOGETHER)), [])
        return np.concatenate([np.zeros((0, len(self._bias)), dtype=np.float32), *map(self._weigh, some)])

    def _weigh(self, groups: Sequence[Iterable[str]]) -> Row:
        row_of = self._rows.get
        known = [[row for row in map(row_of, features) if row is not None] for features in groups]
        sizes = np.array([len(found) for found in known], dtype=np.intp)
        total: Row = np.zeros((len(known), len(self._bias)), dtype=np.float32)
        weighed = np.flatnonzero(sizes)
        if len(weighed):
            weights = self._weights[np.fromiter(chain.from_iterable(known), dtype=np.intp, count=sizes.sum())]
            total[weighed] = np.add.reduceat(weights, (np.cumsum(sizes) - sizes)[weighed], axis=0)
        return total

    def read(
        self, told: Sequence[Told], homes: Sequence[Home] = (), asked: Collection[tuple[str | None, str | None]] = ()
    ) -> Opinion:
        """Return what the reader thinks of what an article may say, and of the pairs of entities `asked`."""
        pairs = list(pairs_of(told, homes))
        if not pairs:
            return Opinion([], {}, {})
        alone = self._bias + sum(self._alone(role, pairs) for role in ("subject", "object", "first"))
        logits = np.where(self._may(pairs), alone + self.weigh(pair.features() for pair in pairs), NEVER)
        wanted = np.array([(s.entity, o.entity) in asked for s, o in (pair.ends for pair in pairs)])
        best: dict[Claim, Reading] = {}
        opinion = Opinion([], {}, {})
        for row in np.flatnonzero(wanted | (logits >= self._seen).any(axis=1)):
            pair = pairs[row]
            subject, obj = pair.ends
            told_of: list[float] = logits[row].tolist()
            known = opinion.logits.get((subject.entity, obj.entity), told_of)
            opinion.logits[subject.entity, obj.entity] = list(map(max, known, told_of))
            for predicate, logit in zip(self.predicates, told_of, strict=True):
                if logit >= self._seen:
                    claim = subject.entity, predicate, obj.entity
                    opinion.votes.setdefault(claim, []).append(logit)
                    likely = round(1 / (1 + float(np.exp(-logit))), 3)
                    best[claim] = _better(best.get(claim), Reading(pair, predicate, likely))
        opinion.readings.extend(best.values())
        return opinion

    def _alone(self, role: str, pairs: Sequence[Pair]) -> Row:
        """Return what the names in one role add to the logits of each pair by themselves."""
        named: list[Seen | None] = [getattr(pair, role) for pair in pairs]
        rows = {seen: row for row, seen in enumerate(dict.fromkeys(named))}
        table = self.weigh([role[0] + feature for feature in seen.features] if seen else () for seen in rows)
        found: Row = table[[rows[seen] for seen in named]]
        return found

    def _may(self, pairs: Sequence[Pair]) -> npt.NDArray[np.bool_]:
        """Return for each pair which predicates may join it."""
        kinds = {predicates: row for row, predicates in enumerate({pair.predicates: None for pair in pairs})}
        table = np.array([[name in predicates for name in self.predicates] for predicates in kinds])
        found: npt.NDArray[np.bool_] = table[[kinds[pair.predicates] for pair in pairs]]
        return found


def _better(known: Reading | None, other: Reading) -> Reading:
    """Return of two readings of a claim the likelier one; where one is of a headline, the other as likely as either."""
    if known is None:
        return other
    first, second = (known, other) if known.likely >= other.likely else (other, known)
    if _is_headline(first) and not _is_headline(second):
        return second._replace(likely=first.likely)
    return first


def _is_headline(reading: Reading) -> bool:
    return reading.pair.anchor.line.told.sentence.part == "headline"


@cache
def load_reader(path: Path = WEIGHTS) -> Reader:
    """Return the reader with these weights, read once; raise ModelError where they are not there."""
    return Reader(path)

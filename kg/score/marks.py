"""Counts, and the figures made of them: precision, recall, F1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Tally = Mapping[str, Counter[str]]
"""By bucket (``core``, ``type:Firm``, ``p:visited`` …) its ``tp``, ``fp``, ``fn``, ``wrong``, ``split``."""

ORDER = ("entities", "typed", "core", "more", "qualifiers", "evidence")
"""The buckets that stand first in a table; the others follow by name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The marks of one bucket, its counts beside the shares made of them."""

    name: str
    tp: int
    fp: int
    fn: int
    """Those not found, and those found as something else."""
    split: int
    """Those of `fp` that name an entity already found under another name."""

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.tp / ((self.tp + self.fp) or 1)

    @property
    def recall(self) -> float:
        """Return the share of what is there that was found."""
        return self.tp / ((self.tp + self.fn) or 1)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def total(tallies: Iterable[Tally]) -> dict[str, Counter[str]]:
    """Return the sum of the counts of many pages."""
    added: dict[str, Counter[str]] = defaultdict(Counter)
    for tally in tallies:
        for bucket, counts in tally.items():
            added[bucket].update(counts)
    return dict(added)


def figures(tally: Tally) -> dict[str, Figure]:
    """Return the figure of every bucket, in the order of a table."""
    names = [*(name for name in ORDER if name in tally), *sorted(name for name in tally if name not in ORDER)]
    return {name: _figure(name, tally) for name in names}


def _figure(name: str, tally: Tally) -> Figure:
    counts = tally[name]
    fp, fn = counts["fp"], counts["fn"] + counts["wrong"]
    if name == "typed":
        # What is found under the wrong class is missed there, and one too many here.
        found = tally.get("entities", Counter[str]())
        fp, fn = found["fp"] + counts["wrong"], found["fn"] + counts["wrong"]
    return Figure(name, counts["tp"], fp, fn, counts["split"])

"""What the tagger makes of some sentences: the names on its best path, and how likely any other span is a name.

The likelihoods are those of the field: the share of all paths through the labels that spell the span as a name of a
class, from the forward and backward sums (Sutton and McCallum 2012, section 3.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

OUTSIDE, BEGIN, INSIDE = "O", "B-", "I-"
"""Labels: outside of names, and before a class that one begins or goes on."""


class Tagged(NamedTuple):
    """A name as the model sees it; offsets count in the text."""

    start: int
    end: int
    cls: str
    sure: float
    """How likely the model holds it to be a name of this class, from 0 to 1: the least of its characters."""


class Sums(NamedTuple):
    """What is known of each character of the sentences, one row each: logarithms by label."""

    local: Floats
    """What its features say."""
    ahead: Floats
    """The sum over all paths that lead to it, itself included."""
    behind: Floats
    """The sum over all paths that lead on from it."""


class Lattice:
    """The paths through the labels of some sentences of a text."""

    def __init__(
        self, labels: Sequence[str], moves: Floats, spans: Sequence[tuple[int, int]], sums: Sums, names: list[Tagged]
    ) -> None:
        """Take the labels, the logarithms of the moves between them, where the sentences stand, and their sums."""
        self.names = names
        """In order."""
        self.inner: Lattice | None = None
        """The same of the names inside names, of the sentences that may have some."""
        self.classes: list[str] = [label.removeprefix(BEGIN) for label in labels if label.startswith(BEGIN)]
        """The columns of what `likely` returns."""
        place = {label: column for column, label in enumerate(labels)}
        begins, insides = ([place[kind + cls] for cls in self.classes] for kind in (BEGIN, INSIDE))
        size = max((end for _, end in spans), default=0)
        self._row: Numbers = np.full(size + 1, -1, dtype=np.int64)
        lengths = np.array([end - start for start, end in spans], dtype=np.int64)
        ends = np.cumsum(lengths)
        for (start, end), last in zip(spans, ends, strict=True):
            self._row[start:end] = np.arange(last - (end - start), last)
        self._last: Numbers = np.repeat(ends - 1, lengths)
        self._starts = np.zeros(len(sums.local), dtype=bool)
        self._starts[ends - lengths] = True
        self._total: Floats = np.repeat(_summed(sums.ahead[ends - 1]), lengths)
        self._sums, self._begins, self._insides = sums, begins, insides
        steps = np.exp(moves)
        self._into = steps[:, begins]
        self._out_of = [_leaving(steps, from_, insides) for from_ in (begins, insides)]
        inside = sums.local[:, insides].astype(np.float64)
        self._inside = np.concatenate((np.zeros((1, len(insides))), inside.cumsum(axis=0)))
        self._first_step, self._next_step = moves[begins, insides], moves[insides, insides]

    def likely(self, spans: Sequence[tuple[int, int]]) -> Floats:
        """Return how likely each span is a name of each class, from 0 to 1: a row for a span, 0 where none can be."""
        found = np.zeros((len(spans), len(self.classes)), dtype=np.float32)
        if not len(self._total) or not spans:
            return found
        limit = len(self._row) - 1
        start, end = (np.array(column, dtype=np.int64) for column in zip(*spans, strict=True))
        first, last = self._row[np.minimum(start, limit)], self._row[np.minimum(end - 1, limit)]
        within = np.flatnonzero((first >= 0) & (last - first == end - 1 - start) & (last <= self._last[first]))
        found[within] = self._share(first[within], last[within])
        return found

    def _share(self, first: Numbers, last: Numbers) -> Floats:
        """Return which share of all paths makes the characters from row `first` to row `last` a name, by class."""
        local, ahead, behind = self._sums
        steps = last - first
        score = local[first][:, self._begins] + self._inside[last + 1] - self._inside[first + 1]
        score += (steps > 0)[:, None] * self._first_step + np.maximum(steps - 1, 0)[:, None] * self._next_step
        inner = np.flatnonzero(~self._starts[first])
        score[inner] += spread(ahead[first[inner] - 1], self._into)
        goes_on = last < self._last[first]
        for out_of, rows in zip(self._out_of, (goes_on & (steps == 0), goes_on & (steps > 0)), strict=True):
            after = last[rows] + 1
            score[rows] += spread(local[after] + behind[after], out_of)
        found: Floats = np.exp(np.minimum(score - self._total[first][:, None], 0)).astype(np.float32)
        return found


_BLOCK = 64
"""So many rows are multiplied at once: for more, the library starts threads that cost more than they bring."""


def spread(rows: Floats, steps: Floats) -> Floats:
    """Return the logarithm of what `rows`, logarithms, sum up to over moves; `steps` are their weights themselves."""
    if not len(rows):
        return np.zeros((0, steps.shape[1]), dtype=np.float32)
    if len(rows) > _BLOCK:
        return np.concatenate([spread(rows[at : at + _BLOCK], steps) for at in range(0, len(rows), _BLOCK)])
    most = rows.max(axis=1, keepdims=True)
    total: Floats = np.log(np.exp(rows - most) @ steps + np.float32(1e-30)) + most
    return total


def _summed(rows: Floats) -> Floats:
    if not len(rows):
        return np.zeros(0, dtype=np.float32)
    most = rows.max(axis=1, keepdims=True)
    total: Floats = np.log(np.exp(rows - most).sum(axis=1)) + most[:, 0]
    return total


def _leaving(steps: Floats, from_: Sequence[int], insides: Sequence[int]) -> Floats:
    """Return the moves that end a name, a column for each class, from its label `from_` to any but its inside."""
    found: Floats = steps[from_].T.copy()
    found[insides, range(len(insides))] = 0
    return found

"""Names by a linear-chain conditional random field (Lafferty et al. 2001).

What a label is worth at a character a network makes of the sentence (`kg.nlp.model.network`). Its weights lie in
``names.npz``; `training/names.py` makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.nlp.model.columns import Marked, columns_of
from kg.nlp.model.lattice import OUTSIDE, Floats, Lattice, Sums, Tagged, spread
from kg.nlp.model.network import Network
from kg.paths import RESOURCES
from kg.weights import opened

WEIGHTS = RESOURCES / "model" / "names.npz"
_NAMES, _INNER = 0, 1
"""The layers of the network."""
_HOPE = 1.0
"""So much less it counts that no name lies inside a name: the judge is told of what might be one."""
_TOGETHER = 64
"""So many sentences of about one length are read at once."""

Labels = npt.NDArray[np.int64]


class Tagger:
    """The model with its weights."""

    def __init__(self, path: Path) -> None:
        """Read the weights; raise ModelError where the file is missing or of another make."""
        with opened(path) as data:
            self.labels: list[str] = [str(label) for label in data["labels"]]
            self._network = Network(data)

    def read(self, text: str, spans: Sequence[tuple[int, int]], values: Iterable[Marked] = ()) -> Lattice:
        """Return what the model makes of the sentences `spans` of a text, without overlap and in order."""
        spans = [span for span in spans if span[0] < span[1]]
        seen = self._network.scores(columns_of(text, spans, values), [end - start for start, end in spans])
        names, inside = np.moveaxis(seen, 1, 0)
        lattice = self._lattice(spans, names, self._network.moves[_NAMES])
        inside[:, self.labels.index(OUTSIDE)] -= _HOPE
        some, rows = self._hopeful(spans, inside)
        lattice.inner = self._lattice(some, inside[rows], self._network.moves[_INNER])
        return lattice

    def _hopeful(self, spans: Sequence[tuple[int, int]], scores: Floats) -> tuple[list[tuple[int, int]], Labels]:
        """Return the sentences in which a label is likelier than that of no name somewhere, and their rows."""
        ends = np.cumsum([end - start for start, end in spans], dtype=np.int64)
        named = np.flatnonzero(scores.argmax(axis=1) != self.labels.index(OUTSIDE))
        numbers = np.unique(np.searchsorted(ends, named, side="right")).tolist()
        some = [spans[number] for number in numbers]
        rows = [np.arange(ends[n] - (end - start), ends[n]) for n, (start, end) in zip(numbers, some, strict=True)]
        return some, np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)

    def _lattice(self, spans: Sequence[tuple[int, int]], local: Floats, moves: Floats) -> Lattice:
        """Return the paths through the labels of sentences, from what each label is worth at each character."""
        sums = Sums(local, np.zeros_like(local), np.zeros_like(local))
        path = np.zeros(len(local), dtype=np.int64)
        lengths = np.array([end - start for start, end in spans], dtype=np.int64)
        ends = np.cumsum(lengths)
        order = np.argsort(-lengths, kind="stable")
        for begin in range(0, len(order), _TOGETHER):
            rows = [slice(ends[i] - lengths[i], ends[i]) for i in order[begin : begin + _TOGETHER]]
            best, ahead, behind = self._walk([local[row] for row in rows], moves)
            for column, row in enumerate(rows):
                size = row.stop - row.start
                path[row], sums.ahead[row], sums.behind[row] = (x[:size, column] for x in (best, ahead, behind))
        sure = _shares(sums.ahead + sums.behind, path)
        names = [
            name
            for (start, end), last in zip(spans, ends, strict=True)
            for name in self._spell(start, path[last - end + start : last], sure[last - end + start : last])
        ]
        return Lattice(self.labels, moves, spans, sums, names)

    def _walk(self, scores: Sequence[Floats], moves: Floats) -> tuple[Labels, Floats, Floats]:
        """Return the best path through the labels of each sentence, the longest first, and the sums to and from a step.

        Viterbi for the path, forward and backward sums of logarithms.
        """
        lengths = np.array([len(row) for row in scores])
        count, longest, size = len(scores), int(lengths[0]), len(self.labels)
        local = np.zeros((longest, count, size), dtype=np.float32)
        for column, row in enumerate(scores):
            local[: len(row), column] = row
        active = [int((lengths > step).sum()) for step in range(longest)]
        back = np.zeros((longest, count, size), dtype=np.int64)
        best = local[0].copy()
        ahead = np.zeros_like(local)
        ahead[0] = local[0]
        steps = np.exp(moves)
        for step in range(1, longest):
            here = active[step]
            reached = best[:here, :, None] + moves
            back[step, :here] = reached.argmax(axis=1)
            best[:here] = reached.max(axis=1) + local[step, :here]
            ahead[step, :here] = spread(ahead[step - 1, :here], steps) + local[step, :here]
        path = np.zeros((longest, count), dtype=np.int64)
        path[lengths - 1, np.arange(count)] = best.argmax(axis=1)
        behind = np.zeros_like(local)
        for step in range(longest - 1, 0, -1):
            here = active[step]
            path[step - 1, :here] = back[step, np.arange(here), path[step, :here]]
            behind[step - 1, :here] = spread(behind[step, :here] + local[step, :here], steps.T)
        return path, ahead, behind

    def _spell(self, start: int, path: Labels, sure: Floats) -> Iterator[Tagged]:
        """Give the names that a path of labels spells from an offset on."""
        begun: int | None = None
        cls = ""
        for position, label in enumerate([*(self.labels[state] for state in path), OUTSIDE]):
            kind, _, name = label.partition("-")
            if begun is not None and (kind != "I" or name != cls):
                yield Tagged(start + begun, start + position, cls, round(float(sure[begun:position].min()), 4))
                begun = None
            if kind == "B" or (kind == "I" and begun is None):
                begun, cls = position, name


def _shares(rows: Floats, path: Labels) -> Floats:
    """Return how large a share the label on the path has of each row of logarithms."""
    if not len(rows):
        return np.zeros(0, dtype=np.float32)
    shares = np.exp(rows - rows.max(axis=1, keepdims=True))
    found: Floats = shares[np.arange(len(path)), path] / shares.sum(axis=1)
    return found


@cache
def load_names(path: Path = WEIGHTS) -> Tagger:
    """Return the tagger with these weights, read once; raise ModelError where they are not there."""
    return Tagger(path)

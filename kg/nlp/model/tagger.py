"""Names by a linear-chain conditional random field (Lafferty et al. 2001).

What a label is worth at a character a network makes of the sentence (`kg.nlp.model.network`). Its weights lie in
``names.npz``; `training/names.py` makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from kg.nlp.model.columns import Marked, columns_of
from kg.nlp.model.lattice import OUTSIDE, Floats, Lattice, Sums, Tagged
from kg.nlp.model.network import Network
from kg.nlp.model.walk import Labels, walk
from kg.paths import RESOURCES
from kg.weights import opened

WEIGHTS = RESOURCES / "model" / "names.npz"
_NAMES, _INNER = 0, 1
"""The layers of the network."""
_HOPE = 1.0
"""So much less it counts that no name lies inside a name: the judge is told of what might be one."""
_TOGETHER = 64
"""So many sentences of about one length are read at once."""


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
            found = walk([local[row] for row in rows], moves)
            for column, row in enumerate(rows):
                size = row.stop - row.start
                path[row] = found.path[:size, column]
                sums.ahead[row], sums.behind[row] = found.ahead[:size, :, column], found.behind[:size, :, column]
        sure = _shares(sums.ahead + sums.behind, path)
        named = np.concatenate(([0], (path != self.labels.index(OUTSIDE)).cumsum()))
        names = [
            name
            for (start, end), last in zip(spans, ends, strict=True)
            if named[last] > named[last - end + start]
            for name in self._spell(start, path[last - end + start : last], sure[last - end + start : last])
        ]
        return Lattice(self.labels, moves, spans, sums, names)

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

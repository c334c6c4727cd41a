"""The best path through the labels of sentences, and the sums over all paths (Lafferty et al. 2001; Viterbi 1967).

Sentences are walked together, the longest first. A row is a label and a column a sentence, so that each step is a few
operations on whole rows; sums are kept as shares of the largest, and are made logarithms at the end (Rabiner 1989).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.nlp.model.lattice import Floats

Labels = npt.NDArray[np.int64]
_LEAST = np.float32(1e-30)
"""What no path leads to has a logarithm too."""


class Walk(NamedTuple):
    """What is found of sentences that are walked together: by step, and the last column is the shortest sentence."""

    path: Labels
    """The best label: steps by sentences."""
    ahead: Floats
    """Logarithms of the sums over all paths that lead to a label, itself included: steps by labels by sentences."""
    behind: Floats
    """Of those that lead on from it."""


def walk(scores: Sequence[Floats], moves: Floats) -> Walk:
    """Return the paths and sums of sentences, the longest first; `scores` and `moves` are logarithms."""
    lengths = np.array([len(row) for row in scores])
    local = np.zeros((int(lengths[0]), len(moves), len(scores)), dtype=np.float32)
    for column, row in enumerate(scores):
        local[: len(row), :, column] = row
    active = [int((lengths > step).sum()) for step in range(len(local))]
    return Walk(_best(local, moves, lengths, active), *_sums(local, moves, lengths, active))


def _best(local: Floats, moves: Floats, lengths: Labels, active: Sequence[int]) -> Labels:
    """Return the likeliest labels of each sentence."""
    reached = local.copy()
    steps = np.ascontiguousarray(moves[:, :, None])
    for step in range(1, len(local)):
        here = active[step]
        reached[step, :, :here] += (reached[step - 1, :, None, :here] + steps).max(axis=0)
    path = np.zeros((len(local), len(lengths)), dtype=np.int64)
    path[lengths - 1, np.arange(len(lengths))] = reached[lengths - 1, :, np.arange(len(lengths))].argmax(axis=1)
    for step in range(len(local) - 1, 0, -1):
        here = active[step]
        path[step - 1, :here] = (reached[step - 1, :, :here] + moves[:, path[step, :here]]).argmax(axis=0)
    return path


def _sums(local: Floats, moves: Floats, lengths: Labels, active: Sequence[int]) -> tuple[Floats, Floats]:
    """Return the logarithms of the sums over all paths to and from each label."""
    top = local.max(axis=1, keepdims=True)
    shares = np.exp(local - top)
    steps = np.exp(moves)
    ahead, behind = shares.copy(), np.ones_like(shares)
    scale = np.ones((2, len(local), 1, local.shape[2]), dtype=np.float32)
    for step in range(1, len(local)):
        here = active[step]
        into = ahead[step, :, :here]
        into *= steps.T @ ahead[step - 1, :, :here]
        scale[0, step, 0, :here] = most = into.max(axis=0)
        into /= most
    for step in range(len(local) - 1, 0, -1):
        here = active[step]
        out_of = steps @ (behind[step, :, :here] * shares[step, :, :here])
        scale[1, step, 0, :here] = most = out_of.max(axis=0)
        behind[step - 1, :, :here] = out_of / most
    grown = np.log(scale) + np.where(np.arange(len(local))[:, None, None] < lengths, top, 0)
    before = grown[0].cumsum(axis=0, dtype=np.float64)
    after = np.zeros_like(before)
    after[:-1] = grown[1, :0:-1].cumsum(axis=0, dtype=np.float64)[::-1]
    sums = (np.log(part + _LEAST) + total for part, total in ((ahead, before), (behind, after)))
    first, second = (found.astype(np.float32) for found in sums)
    return first, second

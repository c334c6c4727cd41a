"""The best path through labels and the sums over all paths, against every path counted one by one."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from kg.nlp.model.lattice import Floats
from kg.nlp.model.walk import walk

DICE = np.random.default_rng(5)
MOVES = DICE.normal(size=(3, 3)).astype(np.float32)
SENTENCES = [
    DICE.normal(scale=scale, size=(length, 3)).astype(np.float32) for length, scale in ((5, 2), (4, 9), (1, 1))
]


def worth(path: tuple[int, ...], scores: Floats) -> float:
    """What a path is worth: its labels and the moves between them."""
    moves = sum(MOVES[a, b] for a, b in pairwise(path))
    return float(sum(scores[step, label] for step, label in enumerate(path)) + moves)


@pytest.mark.parametrize("column", range(len(SENTENCES)))
def test_paths_and_sums_are_those_of_all_paths(column: int) -> None:
    scores = SENTENCES[column]
    found = walk(SENTENCES, MOVES)
    paths = list(product(range(3), repeat=len(scores)))
    assert tuple(found.path[: len(scores), column]) == max(paths, key=lambda path: worth(path, scores))
    for step, label in product(range(len(scores)), range(3)):
        through = np.log(sum(np.exp(worth(path, scores)) for path in paths if path[step] == label))
        assert found.ahead[step, label, column] + found.behind[step, label, column] == pytest.approx(through, abs=1e-4)
    assert found.behind[len(scores) - 1, :, column] == pytest.approx(0)


def test_a_long_sentence_neither_runs_over_nor_out() -> None:
    scores = np.full((4000, 3), 30, dtype=np.float32)
    scores[:, 1] = -30
    found = walk([scores], MOVES)
    assert np.isfinite(found.ahead).all()
    assert np.isfinite(found.behind).all()
    assert 1 not in found.path

"""Boosted trees: each row goes down each tree, and what the leaves say adds up."""

from __future__ import annotations

import math

import numpy as np
import pytest

from kg.frames.reader.trees import Trees

# Two trees: one asks of column 1 whether it is at most 2, the other is a single leaf.
ARRAYS = {
    "roots": np.array([0, 3]),
    "column": np.array([1, 0, 0, 0]),
    "bound": np.array([2.0, 0, 0, 0]),
    "left": np.array([1, 1, 2, 3]),
    "right": np.array([2, 1, 2, 3]),
    "value": np.array([0, -1.0, 1.0, 0.5]),
    "start": np.float64(0.25),
    "depth": np.int32(1),
}


def likely(row: list[float], *, unknown_left: bool = True) -> float:
    (found,) = Trees({**ARRAYS, "unknown_left": np.full(4, unknown_left)}).likely(np.array([row], dtype=np.float32))
    return found


def logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


@pytest.mark.parametrize(("number", "leaf"), [(1.0, -1.0), (2.0, -1.0), (2.5, 1.0)])
def test_a_row_goes_left_where_it_has_at_most_the_bound(number: float, leaf: float) -> None:
    assert likely([9.0, number]) == pytest.approx(logistic(0.25 + leaf + 0.5))


@pytest.mark.parametrize(("unknown_left", "leaf"), [(True, -1.0), (False, 1.0)])
def test_what_is_not_known_goes_as_the_node_says(leaf: float, *, unknown_left: bool) -> None:
    assert likely([0.0, math.nan], unknown_left=unknown_left) == pytest.approx(logistic(0.25 + leaf + 0.5))


def test_each_row_has_its_own_way() -> None:
    trees = Trees({**ARRAYS, "unknown_left": np.ones(4)})
    assert trees.likely(np.array([[0, 1], [0, 3]], dtype=np.float32)) == [likely([0, 1]), likely([0, 3])]
    assert trees.likely(np.zeros((0, 2), dtype=np.float32)) == []


def test_a_missing_array_is_an_error() -> None:
    with pytest.raises(KeyError):
        Trees(ARRAYS)

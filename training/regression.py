"""Logistic regression over what has features or has not, with an L2 penalty (liblinear, Fan et al. 2008)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

STRENGTH = 0.3
"""The inverse of the penalty."""


def regression(
    rows: Sequence[Sequence[int]], right: Sequence[bool], size: int, *, often: int, counts: Sequence[int]
) -> tuple[np.ndarray, float]:
    """Return a weight for each of `size` features, and the bias, that examples teach.

    `rows` are the numbers of the features of each example, `right` whether it is one of those that are looked for,
    `counts` how often it counts; features that fewer than `often` examples have weigh nothing.
    """
    matrix = _matrix(rows, size)
    known = np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() >= often)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    model.fit(matrix[:, known], right, sample_weight=counts)
    table = np.zeros(size)
    table[known] = model.coef_[0]
    return table, float(model.intercept_[0])


def _matrix(rows: Sequence[Sequence[int]], size: int) -> csr_matrix:
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=ends[-1])
    return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(rows), size))

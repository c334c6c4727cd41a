"""Boosted trees (Friedman 2001): how likely each row of a table of numbers is something, as arrays that numpy walks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float32]


class Trees:
    """The nodes of all trees, one after the other; a leaf leads to itself."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take the arrays of a file of weights; raises KeyError where one is missing."""
        self._roots: npt.NDArray[np.intp] = data["roots"].astype(np.intp)
        self._column: npt.NDArray[np.intp] = data["column"].astype(np.intp)
        self._bound: Table = data["bound"].astype(np.float32)
        self._unknown_left: npt.NDArray[np.bool_] = data["unknown_left"].astype(np.bool_)
        self._left: npt.NDArray[np.intp] = data["left"].astype(np.intp)
        self._right: npt.NDArray[np.intp] = data["right"].astype(np.intp)
        self._value: Table = data["value"].astype(np.float32)
        self._start, self._depth = float(data["start"]), int(data["depth"])

    def likely(self, rows: Table) -> list[float]:
        """Return for each row, a number or NaN for each column, how likely it is one: from 0 to 1."""
        at = np.repeat(self._roots[None, :], len(rows), axis=0)
        which = np.arange(len(rows))[:, None]
        for _ in range(self._depth):
            value = rows[which, self._column[at]]
            left = np.where(np.isnan(value), self._unknown_left[at], value <= self._bound[at])
            at = np.where(left, self._left[at], self._right[at])
        logits = self._start + self._value[at].sum(axis=1, dtype=np.float64)
        found: list[float] = (1 / (1 + np.exp(-logits))).tolist()
        return found

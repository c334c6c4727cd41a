"""A network that reads the sentences of a page from both ends: what it makes of each character, by label.

A layer of gated recurrent units (Cho et al. 2014), read forwards and backwards, over what is known of each character.
`training/network.py` makes the weights; numpy alone runs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from kg.nlp.model.columns import LISTS, TAIL, Columns, Numbers
from kg.nlp.model.lattice import Floats
from kg.threads import one_thread

WIDE = {"char": "char", "pair": "pair", "next": "pair", "word": "word"}
"""What has many values, each with the table in which it is looked up: the pair with the character before and with the
next one in the same."""
NARROW = ("tag", "value", "listed", "before", "after", "tail")
"""What has few."""
_TOGETHER, _LONGEST = 4096, 512
"""So many characters are read at once, and of one sentence: more would take memory, and no less time."""
_KINDS = 5
"""Places in a word, and none."""
_CODES = 1 << 21
"""Characters have codes below."""


class Network:
    """The weights, and what they make of sentences."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take the arrays of a file of weights; raises KeyError where one is missing."""

        def given(name: str) -> Floats:
            array: Floats = np.ascontiguousarray(data[name], dtype=np.float32)
            return array

        tables = dict.fromkeys(WIDE.values())
        self._keys: dict[str, Numbers] = {name: data[f"{name}_keys"].astype(np.int64) for name in [*tables, *NARROW]}
        self._wide = {name: given(name) * given(f"{name}_scale") for name in tables}
        self._narrow = {name: given(name) for name in NARROW}
        self._mix, self._lists, self._known_bias = given("mix"), given("lists"), given("known_bias")
        # From what is known to the gates: reset, update, new; columns of forwards, then of backwards.
        self._into, self._into_bias = given("into"), given("into_bias")
        # From the state before to the gates, by direction, and what it adds to the new state before the reset.
        self._again, self._again_bias = given("again"), given("again_bias")
        self._out, self._out_bias, self.moves = given("out"), given("out_bias"), given("moves")

    def scores(self, columns: Columns, lengths: Sequence[int]) -> Floats:
        """Return logarithms for each character: by layer, of names and of names inside them, and by label.

        `lengths` are those of the sentences, in order.
        """
        total = np.empty((len(columns.at), len(self._out_bias)), dtype=np.float32)
        lengths = [piece for length in lengths for piece in _pieces(length)]
        ends = np.cumsum(lengths, dtype=np.int64)
        with one_thread():
            for some in _together(lengths):
                rows = np.concatenate([np.arange(ends[number] - lengths[number], ends[number]) for number in some])
                known = self._known(_of_rows(columns, rows))
                states = self._read(known, _walk(np.array([lengths[number] for number in some])))
                total[rows] = np.concatenate((states, known), axis=1) @ self._out + self._out_bias
        return total.reshape(len(total), *self.moves.shape[:2])

    def _known(self, columns: Columns) -> Floats:
        """Return what is known of each character, a row each."""
        values = seen(columns)
        wide = [self._wide[table][rows_of(self._keys[table], values[name])] for name, table in WIDE.items()]
        total: Floats = np.concatenate(wide, axis=1) @ self._mix + lists_of(columns) @ self._lists + self._known_bias
        for name, table in self._narrow.items():
            total += table[rows_of(self._keys[name], values[name])]
        return np.maximum(total, 0, out=total)

    def _read(self, known: Floats, walk: _Walk) -> Floats:
        """Return the states of some sentences, forwards and backwards beside each other: a row for a character."""
        size = self._again_bias.shape[-1]
        gates = known @ self._into + self._into_bias
        ahead = np.stack((gates[walk.forwards, : 3 * size], gates[walk.backwards, 3 * size :]))
        found = np.empty((2, len(known), size), dtype=np.float32)
        state = np.zeros((2, walk.steps[1], size), dtype=np.float32)
        for begin, end in pairwise(walk.steps):
            here = ahead[:, begin:end]
            state = state[:, : end - begin]
            again = np.matmul(state, self._again)
            # The logistic function, with half the weights: one call for both gates.
            both = np.tanh(here[..., : 2 * size] + again[..., : 2 * size])
            both += 1
            both *= 0.5
            new = np.tanh(here[..., 2 * size :] + both[..., :size] * (again[..., 2 * size :] + self._again_bias))
            state = new + both[..., size:] * (state - new)
            found[:, begin:end] = state
        states = np.empty((len(known), 2 * size), dtype=np.float32)
        states[walk.forwards, :size], states[walk.backwards, size:] = found
        return states


class _Walk(NamedTuple):
    """How sentences are read together: step by step, in each step all that reach so far."""

    forwards: Numbers
    """The characters as they are read from the beginnings, step after step."""
    backwards: Numbers
    """The same from the ends."""
    steps: list[int]
    """Where each step begins among them, and where the last ends."""


def _walk(lengths: Numbers) -> _Walk:
    """Return how sentences one behind the other are read, the longest first."""
    ends = np.cumsum(lengths)
    active = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
    forwards = np.concatenate([(ends - lengths)[:count] + step for step, count in enumerate(active)])
    backwards = np.concatenate([ends[:count] - 1 - step for step, count in enumerate(active)])
    return _Walk(forwards, backwards, [0, *np.cumsum(active).tolist()])


def _pieces(length: int) -> Iterator[int]:
    """Give the lengths of what is read of a sentence by itself."""
    for start in range(0, length, _LONGEST):
        yield min(_LONGEST, length - start)


def _together(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Give the numbers of the sentences that are read at once: of about one length, the longest first."""
    some: list[int] = []
    size = 0
    for number in sorted(range(len(lengths)), key=lambda number: -lengths[number]):
        if some and size + lengths[number] > _TOGETHER:
            yield some
            some, size = [], 0
        some.append(number)
        size += lengths[number]
    if some:
        yield some


def _of_rows(columns: Columns, rows: Numbers) -> Columns:
    """Return what is known of some of the characters."""
    c = columns
    return c._replace(
        at=c.at[rows],
        kinds=c.kinds[rows],
        values=c.values[rows],
        listed=c.listed[rows],
        word=c.word[rows],
        before=c.before[rows],
        after=c.after[rows],
    )


def seen(columns: Columns) -> dict[str, Numbers]:
    """Return what is looked up of each character, as numbers."""
    c = columns
    char = c.chars[c.at]
    return {
        "char": char,
        "pair": c.chars[c.at - 1] * _CODES + char,
        "next": char * _CODES + c.chars[c.at + 1],
        "word": c.words[c.word],
        "tag": c.tags[c.word] * _KINDS + c.kinds,
        "value": c.values,
        "listed": c.listed,
        "before": c.before,
        "after": c.after,
        "tail": c.classes[c.word] & ((1 << TAIL) - 1),
    }


def lists_of(columns: Columns) -> Floats:
    """Return for each character whether its word stands in each list: a row for a character, 0 or 1."""
    classes = columns.classes[columns.word] >> TAIL
    return ((classes[:, None] >> np.arange(len(LISTS))) & 1).astype(np.float32)


def rows_of(keys: Numbers, values: Numbers) -> Numbers:
    """Return the row of each value in a table: 0 for those that are not among the sorted keys."""
    at = np.searchsorted(keys, values)
    at[at == len(keys)] = 0
    return np.where(keys[at] == values, at + 1, 0)

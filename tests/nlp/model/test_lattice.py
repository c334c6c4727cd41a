"""How likely spans are names: against the sum over every path, told one by one."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from kg.nlp.model import load_names
from kg.nlp.model.lattice import Lattice, Sums, spread

LABELS = ("B-Firm", "B-Place", "I-Firm", "I-Place", "O")
SPANS = ((0, 3), (4, 6))
"""Two sentences; the character between them is in none."""
DICE = np.random.default_rng(5)
MOVES = DICE.normal(size=(5, 5)).astype(np.float32)
LOCAL = DICE.normal(size=(5, 5)).astype(np.float32)


def _sums() -> Sums:
    ahead, behind = np.zeros_like(LOCAL), np.zeros_like(LOCAL)
    steps = np.exp(MOVES)
    for rows in (range(3), range(3, 5)):
        ahead[rows[0]] = LOCAL[rows[0]]
        for row in rows[1:]:
            ahead[row] = spread(ahead[row - 1 : row], steps)[0] + LOCAL[row]
        for row in reversed(rows[1:]):
            behind[row - 1] = spread((behind[row] + LOCAL[row])[None], steps.T)[0]
    return Sums(LOCAL, ahead, behind)


def _share(rows: range, first: int, last: int, cls: str) -> float:
    """Return the share of the paths through a sentence that make its characters `first` to `last` a name."""
    total = found = 0.0
    for path in product(range(5), repeat=len(rows)):
        weight = sum(LOCAL[row, label] for row, label in zip(rows, path, strict=True))
        weight += sum(MOVES[one, other] for one, other in pairwise(path))
        names = [LABELS[label] for label in path]
        inside = names[first + 1 : last + 1]
        closed = last + 1 == len(rows) or names[last + 1] != f"I-{cls}"
        total += np.exp(weight)
        if names[first] == f"B-{cls}" and all(name == f"I-{cls}" for name in inside) and closed:
            found += np.exp(weight)
    return found / total


@pytest.fixture(scope="module")
def lattice() -> Lattice:
    return Lattice(LABELS, MOVES, SPANS, _sums(), [])


@pytest.mark.parametrize("span", [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (4, 5), (4, 6), (5, 6)])
def test_a_span_is_as_likely_as_the_paths_that_spell_it(lattice: Lattice, span: tuple[int, int]) -> None:
    (row,) = lattice.likely([span])
    rows, offset = (range(3), 0) if span[1] <= 3 else (range(3, 5), 4)
    told = [_share(rows, span[0] - offset, span[1] - 1 - offset, cls) for cls in lattice.classes]
    assert row.tolist() == pytest.approx(told, rel=1e-4)


@pytest.mark.parametrize("span", [(2, 5), (3, 4), (2, 4), (5, 9)])
def test_what_lies_in_no_one_sentence_is_no_name(lattice: Lattice, span: tuple[int, int]) -> None:
    assert not lattice.likely([span]).any()


def test_no_spans_and_no_sentences_have_no_rows() -> None:
    lattice = load_names().read("", [])
    assert lattice.likely([]).shape == (0, len(lattice.classes))
    assert not lattice.likely([(0, 1)]).any()


def test_names_on_the_best_path_are_about_as_likely_as_their_least_sure_character() -> None:
    text = "县长林知远走进希润米业的车间，流水线上正在灌装山茶油。"
    lattice = load_names().read(text, [(0, len(text))])
    assert lattice.names
    for name in lattice.names:
        (row,) = lattice.likely([(name.start, name.end)])
        likely = row[lattice.classes.index(name.cls)]
        assert 0 < likely <= name.sure + 1e-3

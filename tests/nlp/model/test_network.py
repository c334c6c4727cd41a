"""The network of the tagger, against what its equations say, one character after another."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from kg.nlp.model import network as module
from kg.nlp.model.columns import LISTS, columns_of
from kg.nlp.model.network import NARROW, WIDE, Network, lists_of, seen

SENTENCES = ("县长林知远走进希润米业的车间。", "青石镇落雪。", "一", "青石经济开发区的云澜电子主产连接器、传感器。")
TEXT = "".join(SENTENCES)
SPANS = list(pairwise(np.cumsum([0, *map(len, SENTENCES)]).tolist()))
SIZE, WIDTH, LAYERS, LABELS = 4, 5, 2, 3
Vector = npt.NDArray[np.float64]
Arrays = dict[str, Vector]


@pytest.fixture(scope="module")
def arrays() -> Arrays:
    """Weights drawn by chance; every other value is known."""
    dice = np.random.default_rng(0)
    columns = columns_of(TEXT, SPANS)
    found: Arrays = {}
    for name in ("char", "pair", "word", *NARROW):
        found[f"{name}_keys"] = keys = np.unique(seen(columns)[name])[::2]
        found[name] = dice.normal(size=(len(keys) + 1, WIDTH if name in WIDE else SIZE))
        found[f"{name}_scale"] = np.array(0.5)
    shapes = {
        "mix": (len(WIDE) * WIDTH, SIZE),
        "lists": (len(LISTS), SIZE),
        "known_bias": (SIZE,),
        "into": (SIZE, 6 * SIZE),
        "into_bias": (6 * SIZE,),
        "again": (2, SIZE, 3 * SIZE),
        "again_bias": (2, 1, SIZE),
        "out": (3 * SIZE, LAYERS * LABELS),
        "out_bias": (LAYERS * LABELS,),
        "moves": (LAYERS, LABELS, LABELS),
    }
    return found | {name: dice.normal(size=shape) for name, shape in shapes.items()}


def test_sentences_read_together_give_what_the_equations_give(arrays: Arrays) -> None:
    network = Network(arrays)
    got = network.scores(columns_of(TEXT, SPANS), [end - start for start, end in SPANS])
    wanted = np.concatenate([_scores(arrays, sentence) for sentence in SENTENCES])
    assert got.shape == (len(TEXT), LAYERS, LABELS)
    assert got.reshape(wanted.shape) == pytest.approx(wanted, abs=1e-4)


def test_what_is_read_at_once_is_bounded(arrays: Arrays, monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(arrays)
    lengths = [end - start for start, end in SPANS]
    columns = columns_of(TEXT, SPANS)
    whole = network.scores(columns, lengths)
    monkeypatch.setattr(module, "_TOGETHER", 1)
    assert network.scores(columns, lengths) == pytest.approx(whole, abs=1e-5)
    monkeypatch.setattr(module, "_LONGEST", 4)
    cut = network.scores(columns, lengths)
    pieces = [(at, min(at + 4, end)) for start, end in SPANS for at in range(start, end, 4)]
    # At the edges of a piece the columns know the neighbours, so that only what is read of it differs.
    assert cut.shape == whole.shape
    assert np.isfinite(cut).all()
    assert cut != pytest.approx(whole, abs=1e-3)
    assert cut == pytest.approx(network.scores(columns, [end - start for start, end in pieces]), abs=1e-5)


def test_nothing_read_gives_nothing(arrays: Arrays) -> None:
    network = Network(arrays)
    assert network.scores(columns_of("", []), []).shape == (0, LAYERS, LABELS)


def _scores(arrays: Arrays, sentence: str) -> Vector:
    """Return the scores of a sentence by the equations of Cho et al. (2014), the reset behind the product."""
    columns = columns_of(sentence, [(0, len(sentence))])
    values, lists = seen(columns), lists_of(columns)
    known = []
    for place in range(len(sentence)):
        wide = [_looked_up(arrays, table, values[name][place]) * 0.5 for name, table in WIDE.items()]
        narrow = [_looked_up(arrays, name, values[name][place]) for name in NARROW]
        total = np.concatenate(wide) @ arrays["mix"] + sum(narrow) + lists[place] @ arrays["lists"]
        known.append(np.maximum(total + arrays["known_bias"], 0))
    ahead = _walk(known, arrays, 0)
    behind = _walk(known[::-1], arrays, 1)[::-1]
    rows = [np.concatenate(three) for three in zip(ahead, behind, known, strict=True)]
    return np.array(rows) @ arrays["out"] + arrays["out_bias"]


def _looked_up(arrays: Arrays, table: str, value: int) -> Vector:
    keys = arrays[f"{table}_keys"].tolist()
    row: Vector = arrays[table][keys.index(value) + 1 if value in keys else 0]
    return row


def _walk(rows: list[Vector], arrays: Arrays, way: int) -> list[Vector]:
    columns = slice(way * 3 * SIZE, (way + 1) * 3 * SIZE)
    into, bias = arrays["into"][:, columns], arrays["into_bias"][columns]
    again, held = arrays["again"][way], arrays["again_bias"][way, 0]
    state, found = np.zeros(SIZE), []
    for row in rows:
        reset, update, new = np.split(row @ into + bias, 3)
        reset_again, update_again, new_again = np.split(state @ again, 3)
        # The file holds half the weights of the gates.
        reset, update = (1 / (1 + np.exp(-2 * gate)) for gate in (reset + reset_again, update + update_again))
        state = update * state + (1 - update) * np.tanh(new + reset * (new_again + held))
        found.append(state)
    return found

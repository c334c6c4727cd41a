"""What the tagger knows of each character."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.model.columns import Marked, columns_of
from kg.nlp.model.network import seen

FIRST, SECOND = "云澜化工年产12万吨聚醚多元醇。", "青石镇的桂花糕卖到了省城。"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(0, 59))
def test_every_character_of_any_text_has_a_row(text: str, cut: int) -> None:
    spans = [(0, min(cut, len(text))), (min(cut, len(text)), len(text))]
    columns = columns_of(text, [span for span in spans if span[0] < span[1]])
    assert {len(values) for values in seen(columns).values()} == {len(text)}


def test_a_sentence_is_seen_the_same_wherever_it_stands() -> None:
    alone = seen(columns_of(SECOND, [(0, len(SECOND))]))
    text = FIRST + SECOND
    behind = seen(columns_of(text, [(0, len(FIRST)), (len(FIRST), len(text))]))
    assert all(np.array_equal(alone[name], values[len(FIRST) :]) for name, values in behind.items())


def test_a_value_is_seen() -> None:
    span = [(0, len(FIRST))]
    at = FIRST.index("12万吨")
    plain, marked = (
        seen(columns_of(FIRST, span)),
        seen(columns_of(FIRST, span, [Marked(at, at + 4, "capacity")])),
    )
    assert {name for name, values in plain.items() if not np.array_equal(values, marked[name])} == {"value"}
    assert np.flatnonzero(plain["value"] != marked["value"]).tolist() == [*range(at, at + 4)]

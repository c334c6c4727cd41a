"""What the tagger sees of each character."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.model.features import BITS, Marked, columns_of, features_of

FIRST, SECOND = "云澜化工年产12万吨聚醚多元醇。", "青石镇的桂花糕卖到了省城。"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(0, 59))
def test_every_character_of_any_text_has_a_row(text: str, cut: int) -> None:
    spans = [(0, min(cut, len(text))), (min(cut, len(text)), len(text))]
    rows = features_of(columns_of(text, [span for span in spans if span[0] < span[1]]))
    assert len(rows) == len(text)
    assert rows.size == 0 or (rows.min() >= 0 and rows.max() < 1 << BITS)


def test_a_sentence_is_seen_the_same_wherever_it_stands() -> None:
    alone = features_of(columns_of(SECOND, [(0, len(SECOND))]))
    text = FIRST + SECOND
    behind = features_of(columns_of(text, [(0, len(FIRST)), (len(FIRST), len(text))]))[len(FIRST) :]
    assert np.array_equal(alone, behind)


def test_a_value_is_seen() -> None:
    span = [(0, len(FIRST))]
    at = FIRST.index("12万吨")
    plain, marked = (
        features_of(columns_of(FIRST, span)),
        features_of(columns_of(FIRST, span, [Marked(at, at + 4, "capacity")])),
    )
    assert not np.array_equal(plain[at : at + 4], marked[at : at + 4])
    assert np.array_equal(plain[: at - 1], marked[: at - 1])

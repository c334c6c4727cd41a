"""Texts cut into words: a page is cut as a whole, what is not all Chinese by its runs of one script."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.bodies.cutting import cut


def _words(text: str) -> list[str]:
    starts = [at for at, edge in enumerate(cut(text)) if edge]
    return [text[a:b] for a, b in pairwise(starts)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("市民，来到公园。", ["市民", "，", "来到", "公园", "。"]),
        ("一条T恤生产线。", ["一条", "T", "恤", "生产线", "。"]),
        ("A-B公司  和\n\n我们", ["A-B", "公司", "  ", "和", "\n\n", "我们"]),
    ],
)
def test_words_are_those_of_the_dictionary_within_one_script(text: str, words: list[str]) -> None:
    assert _words(text) == words


@given(text=st.text("市民来到公园投资T恤AB1-，。 \n〇㐀", max_size=16), sign=st.sampled_from("，。；"))
def test_a_sign_parts_what_is_on_both_sides(text: str, sign: str) -> None:
    assert _words(text + sign + text) == [*_words(text), sign, *_words(text)]

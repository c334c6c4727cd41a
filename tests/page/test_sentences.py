"""Sentences that are longer than any that papers print are cut, so that the work on each is bounded."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.page.sentences import sentences_of

LONGEST = 1000


def pieces(text: str) -> list[str]:
    spans = list(sentences_of(text))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    return [text[span.start : span.end] for span in spans]


def test_a_sentence_of_a_thousand_characters_is_whole() -> None:
    text = "轴" * (LONGEST - 1) + "。"
    assert pieces(text) == [text]


def test_a_longer_one_is_cut() -> None:
    text = "轴" * LONGEST + "。"
    assert [len(piece) for piece in pieces(text)] == [LONGEST, 1]


@pytest.mark.parametrize(
    "text",
    [
        "生产轴承、齿轮，" * 700,
        "轴" * 4321,
        "林知远、" * 999 + "来到江城市。他说，好。",
        "“" + "巴赫蒂亚尔·" * 500,
        ("a b" * 450 + "；") * 3,
        "前面一句。" + "轴承；" * 2000 + "后面一句。",
    ],
)
def test_the_pieces_hold_the_whole_text_and_none_is_too_long(text: str) -> None:
    found = pieces(text)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert max(map(len, found)) <= LONGEST


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("轴承，齿轮；" * 200, "；"),
        ("轴承、齿轮，" * 200, "，"),
        ("轴承、" * 400, "、"),
        ("a" * 600 + "；" + "轴承、" * 200, "；"),
    ],
)
def test_it_is_cut_at_the_best_pause(text: str, end: str) -> None:
    found = pieces(text)
    assert len(found) > 1
    assert all(piece.endswith(end) for piece in found[:-1])


def test_the_sentences_around_it_stay_whole() -> None:
    found = pieces("林知远来到江城。" + "轴承、" * 500 + "等产品。好。")
    assert found[0] == "林知远来到江城。"
    assert found[-1] == "好。"

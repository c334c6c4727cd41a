"""A source text as passages, and a quote inside its passage."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.passages import LONGEST, passage_of, passage_spans
from tests.support import extraction_from_gold

TEXT = "　　甲公司去年\n投产，年产\n5万吨。\n　　乙公司今年开\n工。\n"


def marked(text: str, quote: str) -> tuple[str, str]:
    """Return the passage of a quote and its marked part."""
    start = text.index(quote)
    passage = passage_of(text, passage_spans(text), start, start + len(quote))
    return passage.text, passage.text[passage.start : passage.end]


def test_a_passage_ends_before_an_indented_line() -> None:
    assert [TEXT[a:b] for a, b in passage_spans(TEXT)] == [
        "　　甲公司去年\n投产，年产\n5万吨。\n",
        "　　乙公司今年开\n工。\n",
    ]


def test_a_passage_ends_at_a_short_line_that_closes_a_sentence() -> None:
    text = "一二三四五六七八九十\n一二三。\n一二三四五六七八九十\n一二"
    assert [text[a:b] for a, b in passage_spans(text)] == [
        "一二三四五六七八九十\n一二三。\n",
        "一二三四五六七八九十\n一二",
    ]


def test_a_long_passage_is_cut_after_a_sentence() -> None:
    text = "园区建设提速。" * 200
    lengths = [b - a for a, b in passage_spans(text)]
    assert max(lengths) < LONGEST + 8
    assert all(text[b - 1] == "。" for _, b in passage_spans(text))


def test_broken_lines_are_joined_around_the_mark() -> None:
    assert marked(TEXT, "去年\n投产") == ("甲公司去年投产，年产5万吨。", "去年投产")


def test_latin_words_keep_a_space_where_a_line_breaks() -> None:
    assert marked("称 Blue\nSea 公司投产。", "Blue\nSea") == ("称 Blue Sea 公司投产。", "Blue Sea")


def test_a_quote_over_two_passages_shows_both() -> None:
    assert marked(TEXT, "5万吨。\n　　乙公司") == ("甲公司去年投产，年产5万吨。\n乙公司今年开工。", "5万吨。\n乙公司")


def test_characters_beyond_the_bmp_count_as_one() -> None:
    assert marked("　　𬭚业公司与𬭚\n材公司签约。", "𬭚\n材公司") == ("𬭚业公司与𬭚材公司签约。", "𬭚材公司")


def test_an_empty_stretch_has_no_passage() -> None:
    assert passage_of(TEXT, passage_spans(TEXT), 0, 0).text == ""


@given(st.text(alphabet="甲乙。？ a1\n　𬭚”", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_the_mark_holds_what_the_span_holds(text: str, a: int, b: int) -> None:
    """Whatever the text, the mark has the characters of the span, white space aside, and spans make up the text."""
    spans = passage_spans(text)
    assert "".join(text[x:y] for x, y in spans) == text
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    passage = passage_of(text, spans, start, end)
    assert re.sub(r"\s", "", passage.text[passage.start : passage.end]) == re.sub(r"\s", "", text[start:end])


@pytest.mark.parametrize("page", ["d01", "d02", "d05", "d08"])
def test_every_quote_of_a_seed_page_is_marked_whole(page: str) -> None:
    extraction = extraction_from_gold(page)
    spans = passage_spans(extraction.text)
    for s in extraction.statements:
        passage = passage_of(extraction.text, spans, s.quote_start, s.quote_end)
        shown = re.sub(r"\s", "", passage.text[passage.start : passage.end])
        assert shown == re.sub(r"\s", "", extraction.text[s.quote_start : s.quote_end])

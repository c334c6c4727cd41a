"""Any text is read: offsets lead back to it, and the work grows with its length alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values import DateValue, find_amounts, find_capacities, find_dates, resolve

FINDERS: tuple[Callable[[str], Sequence[Any]], ...] = (find_dates, find_amounts, find_capacities)
PIECES = [
    *(
        "1",
        "2",
        "19",
        "2024",
        "０",
        "一",
        "十",
        "二〇二四",
        "年",
        "月",
        "日",
        "、",
        "至",
        "—",
        "-",
        ".",
        ",",
        "万",
        "亿",
        "千",
    ),
    *(
        "元",
        "美元",
        "吨",
        "/",
        "条",
        "产",
        "每",
        "今年",
        "去年",
        "年产",
        "约",
        "余",
        "底",
        "投资",
        "。",
        "\n",
        "能力",
        "的",
        "×",
        "同日",
    ),
]
GENRE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(st.text() | GENRE)
def test_offsets_lead_back_to_the_text(text: str) -> None:
    for find in FINDERS:
        end = 0
        for value in find(text):
            assert value.text == text[value.start : value.end] != ""
            assert value.start >= end
            end = value.end


@given(text=GENRE, issued=st.dates() | st.none(), future=st.booleans())
def test_every_date_is_answered(*, text: str, issued: date | None, future: bool) -> None:
    for mention in find_dates(text):
        for anchor in (None, DateValue(2024), DateValue(2024, 2, 29), DateValue(9999, 12, 31)):
            iso = resolve(mention, issued=issued, anchor=anchor, future=future)
            assert iso is None or DateValue.parse(iso).iso == iso


def _seconds(find: Callable[[str], Sequence[Any]], text: str) -> float:
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        find(text)
        best = min(best, time.perf_counter() - start)
    return best


@pytest.mark.parametrize("find", FINDERS)
@pytest.mark.parametrize("piece", ["1", "一", "1,", "1至", "年产", "每", "吨、", "1吨、", "2×", "1日、", "前一"])
def test_four_times_the_text_takes_about_four_times_as_long(find: Callable[[str], Sequence[Any]], piece: str) -> None:
    short, long = piece * 2000, piece * 8000
    assert _seconds(find, long) < 10 * _seconds(find, short) + 0.01

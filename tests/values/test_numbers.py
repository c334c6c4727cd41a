"""Numbers keep their value in whatever digits a paper prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values import parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,418.75", 2418.75),
        ("12.6", 12.6),
        ("近3", 3),
        ("十一", 11),
        ("二十", 20),
        ("三千二百", 3200),
        ("三千零五", 3005),
        ("两", 2),
        ("半", 0.5),
        ("两万五", 25000),
        ("百亿", 1e10),
        ("上百亿", 1e10),
        ("3万亿", 3e12),
        ("1亿2000万", 1.2e8),
        ("5000余万", 5e7),
        ("3000多", 3000),
        ("１２．５万", 125000),
        ("2×350", 700),
        ("二〇二四", 2024),
        ("数百", None),
        ("十几", None),
        ("", None),
        ("1.2.3", None),
        ("吨", None),
    ],
)
def test_a_number_has_the_value_a_reader_gives_it(text: str, value: float | None) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["9" * 400, "９" * 400, "1亿" + "亿" * 60, "一" * 400, "1亿" + "亿" * 50, "9" * 200 + "×" + "9" * 200]
)
def test_what_is_too_large_for_a_number_has_no_value(text: str) -> None:
    assert parse_number(text) is None


def test_many_factors_are_multiplied() -> None:
    assert parse_number("1×" * 5000 + "3") == 3


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert parse_number(text) is None or isinstance(parse_number(text), float)


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_thousands_commas_read_back(number: int) -> None:
    assert parse_number(f"{number:,}") == number

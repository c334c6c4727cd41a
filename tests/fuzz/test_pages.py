"""Pages that nobody would print: each is read, or refused in one line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from kg.page import page_of
from kg.records import Page
from tests.fuzz import strategies, targets

SOME = settings(max_examples=150)
FEW = settings(max_examples=60)


@SOME
@given(strategies.text_files())
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    targets.pages(b"\0" + data)


@SOME
@given(strategies.html_files())
def test_any_bytes_are_a_web_page_or_refused(data: bytes) -> None:
    targets.pages(b"\1" + data)


@FEW
@given(strategies.pdf_files())
def test_any_bytes_are_a_pdf_or_refused_by_the_process_apart(data: bytes) -> None:
    targets.pdfs(data)


@SOME
@given(strategies.texts())
def test_what_is_true_of_every_page_is_true_of_those_that_nobody_prints(text: str) -> None:
    targets.check_text(text)


@pytest.mark.parametrize("name", strategies.NESTED)
def test_brackets_by_the_ten_thousand_are_read(name: str) -> None:
    targets.check_text(strategies.NESTED[name])


@pytest.mark.parametrize("name", strategies.LONG)
def test_a_page_of_a_megabyte_is_read(name: str) -> None:
    text = strategies.LONG[name]
    assert page_of(text.encode(), doc="a.txt", name="a.txt").text == text
    targets.check_page(Page("a.txt", text))

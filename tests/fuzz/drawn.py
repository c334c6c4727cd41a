"""Targets whose inputs strategies make: the bytes of the fuzzer are what they draw from."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import strategies, targets
from tests.fuzz.targets import warm

__all__ = ["pages", "pdfs", "templates", "texts", "warm"]

_QUIET = settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))


@_QUIET
@given(strategies.text_files() | strategies.html_files(), st.integers(0, 2))
def _pages(data: bytes, name: int) -> None:
    targets.pages(bytes([name]) + data)


@_QUIET
@given(strategies.pdf_files())
def _pdfs(data: bytes) -> None:
    targets.pdfs(data)


@_QUIET
@given(strategies.templates())
def _templates(template: str) -> None:
    targets.check_template(template)


@_QUIET
@given(strategies.texts())
def _texts(text: str) -> None:
    targets.check_text(text)


def pages(data: bytes) -> None:
    """Read files of text and web pages."""
    _pages.hypothesis.fuzz_one_input(data)


def pdfs(data: bytes) -> None:
    """Read PDFs."""
    _pdfs.hypothesis.fuzz_one_input(data)


def texts(data: bytes) -> None:
    """Extract pages of text."""
    _texts.hypothesis.fuzz_one_input(data)


def templates(data: bytes) -> None:
    """Compile templates."""
    _templates.hypothesis.fuzz_one_input(data)

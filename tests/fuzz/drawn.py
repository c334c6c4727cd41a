"""Targets whose inputs strategies make: the bytes of the fuzzer are what they draw from."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import strategies, targets
from tests.fuzz.targets import warm

__all__ = ["pages", "templates", "texts", "warm"]

_QUIET = settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))


@_QUIET
@given(st.one_of(strategies.text_files(), strategies.html_files(), strategies.pdf_files()), st.sampled_from(b"\0\1\2"))
def _pages(data: bytes, name: int) -> None:
    targets.pages(bytes([name]) + data)


@_QUIET
@given(strategies.templates())
def _templates(template: str) -> None:
    targets.check_template(template)


@_QUIET
@given(strategies.texts())
def _texts(text: str) -> None:
    targets.check_text(text)


def pages(data: bytes) -> None:
    """Read pages of all kinds."""
    _pages.hypothesis.fuzz_one_input(data)


def texts(data: bytes) -> None:
    """Extract pages of text."""
    _texts.hypothesis.fuzz_one_input(data)


def templates(data: bytes) -> None:
    """Compile templates."""
    _templates.hypothesis.fuzz_one_input(data)

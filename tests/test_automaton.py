"""The scans for many words: what they find, by either library."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import automaton

if TYPE_CHECKING:
    from types import ModuleType

WORDS = st.lists(st.text("县城市局😀a", min_size=1, max_size=4), min_size=1, max_size=6, unique=True)
TEXT = st.text("县城市局😀a。", max_size=30)


@pytest.fixture(scope="module")
def other() -> ModuleType:
    """Return the module as it is on a machine for which daachorse is not built."""
    pytest.importorskip("ahocorasick_rs")
    spec = spec_from_file_location("kg.automaton", automaton.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "daachorse", None)
        spec.loader.exec_module(module)
    assert not module.QUICK
    return module


def places(words: list[str], text: str) -> set[tuple[int, int, int]]:
    """Return every place of every word, found by looking."""
    every = ((at, index) for at in range(len(text)) for index in range(len(words)))
    return {(at, at + len(words[i]), i) for at, i in every if text.startswith(words[i], at)}


@given(words=WORDS, text=TEXT)
def test_all_places_of_all_words(words: list[str], text: str, other: ModuleType) -> None:
    assert set(automaton.scan_for_all(words)(text)) == places(words, text)
    assert set(other.scan_for_all(words)(text)) == places(words, text)


@given(words=WORDS, text=TEXT)
def test_leftmost_and_longest(words: list[str], text: str, other: ModuleType) -> None:
    wanted, end = [], 0
    for found in sorted(places(words, text), key=lambda p: (p[0], -p[1])):
        if found[0] >= end:
            wanted.append(found)
            end = found[1]
    assert automaton.scan_for(words)(text) == wanted
    assert other.scan_for(words)(text) == wanted

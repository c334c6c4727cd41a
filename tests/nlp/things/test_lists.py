"""The word lists are read with their marks, and a wrong one is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.nlp.things.lists import FOLDER, marked, words


def test_an_unknown_list_names_the_known_ones() -> None:
    with pytest.raises(RuleError, match="no word list 'goods' .*goods_heads"):
        words("goods")


def test_a_list_without_marks_is_refused() -> None:
    with pytest.raises(RuleError, match="one field, not two"):
        marked("goods_heads")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_list_says_where_it_comes_from(path: Path) -> None:
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert any(line.startswith("# Source:") for line in head)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_no_entry_stands_twice(path: Path) -> None:
    entries = words(path.stem)
    assert sorted({entry for entry in entries if entries.count(entry) > 1}) == []

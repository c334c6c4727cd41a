"""The lists, and their errors."""

from __future__ import annotations

import pytest

from kg.errors import RuleError
from kg.naming.words import kinds, patterns, words


def test_a_list_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(RuleError, match=r"no word list 'stop.txt'.*stops.txt"):
        words("stop")


def test_a_pattern_file_that_is_not_there_is_an_error_of_rules() -> None:
    with pytest.raises(RuleError, match="agency.yml"):
        patterns("agency")


@pytest.mark.parametrize("table", ["firm_heads", "park_heads", "org_heads", "place_heads"])
def test_every_head_has_a_kind(table: str) -> None:
    assert all(kinds(table).values())

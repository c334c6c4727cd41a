"""The places of the lists in a text."""

from __future__ import annotations

import pytest

from kg.nlp.bodies.cutting import cut
from kg.nlp.bodies.listed import find_listed


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("企业从江苏引进", ["江苏"]),
        ("客商从江西省来", ["江西省"]),
        ("考察团来安徽考察", ["安徽"]),
        ("来到贵州省从江县", ["贵州省", "从江县"]),
        ("来到四川省甘孜州乡城县", ["四川省", "甘孜州", "乡城县"]),
    ],
)
def test_a_name_that_is_none_hides_none_that_begins_in_it(text: str, places: list[str]) -> None:
    assert [text[place.start : place.end] for place in find_listed(text, cut(text))] == places

"""Zones that a page calls by their kind alone."""

from __future__ import annotations

import pytest

from kg.nlp.bare import bare_zones
from kg.nlp.candidates import Candidate


def zones(text: str, *parks: str) -> list[str]:
    filed = [Candidate(text.index(park), text.index(park) + len(park), "Park", "test") for park in parks]
    busy = bytearray(len(text))
    for park in filed:
        busy[park.start : park.end] = b"\x01" * (park.end - park.start)
    return [text[c.start : c.end] for c in bare_zones(text, "Park", filed, busy)]


def test_a_zone_where_one_goes_is_the_one_that_readers_know() -> None:
    assert zones("林知远到高新区调研。高新区现有企业9家。在高新区，他察看车间。") == ["高新区"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "高新区现有企业9家。",
        "林知远到高新区管委会调研。",
        "林知远到高新区级园区调研。",
        "各市县到高新企业调研。",
    ],
)
def test_nobody_goes_to_a_zone_there(text: str) -> None:
    assert zones(text) == []


def test_a_zone_that_is_named_in_full_is_no_bare_one() -> None:
    assert zones("林知远来到经开区。青石经济开发区有企业9家。", "青石经济开发区") == []
    assert zones("林知远来到经开区。青石高新区有企业9家。", "青石高新区") == ["经开区"]

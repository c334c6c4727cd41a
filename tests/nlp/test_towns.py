"""Towns called without their level behind their full names."""

from __future__ import annotations

import pytest

from kg.nlp.candidates import Candidate
from kg.nlp.towns import town_shorts


def shorts(text: str, *names: str) -> list[tuple[str, str]]:
    """The short names of towns that a text has, with their full ones; `names` are the places it names."""
    filed = [Candidate(text.index(n), text.index(n) + len(n), "Place", "test") for n in names]
    busy = bytearray(len(text))
    for candidate in filed:
        busy[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
    return [(text[c.start : c.end], full) for c, full in town_shorts(text, "Place", filed, busy)]


def test_a_town_named_in_full_may_be_called_without_its_level() -> None:
    told = "胜岭镇招商，集团在胜岭建厂，一年后又到胜岭考察，落户胜岭。"
    assert shorts(told, "胜岭镇") == [("胜岭", "胜岭镇")] * 3


@pytest.mark.parametrize(
    "text",
    [
        "集团在胜岭建厂，胜岭镇招商。",
        "胜岭镇招商，一行到胜岭村看。",
        "胜岭镇招商，一行到胜岭路看。",
        "胜岭镇招商，胜岭美。",
    ],
)
def test_before_it_in_a_longer_name_or_where_no_place_stands_it_is_none(text: str) -> None:
    assert shorts(text, "胜岭镇") == []


@pytest.mark.parametrize("core", ["发展", "新建", "安吉"])
def test_a_word_or_a_division_is_no_short_name_of_a_town(core: str) -> None:
    assert shorts(f"{core}镇招商，一行到{core}看。", f"{core}镇") == []


def test_of_two_towns_of_a_name_neither_is_meant() -> None:
    assert shorts("胜岭镇、胜岭乡招商，一行到胜岭看。", "胜岭镇", "胜岭乡") == []

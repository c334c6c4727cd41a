"""Zones of which a division has one, whatever the judge makes of them."""

from __future__ import annotations

import pytest

from kg.nlp.candidates import Candidate
from kg.nlp.model import assured, load_policy

ZONE = "bodies:park.zone"


def at_least(text: str, name: str, *others: tuple[str, str, float], source: str = ZONE) -> float:
    """Return how likely `name` is in a text where the judge doubts it and gives the `others` their likelihood."""
    asked = {_candidate(text, name, "Park", source): 0.1}
    asked |= {_candidate(text, other, cls, "model:names"): value for other, cls, value in others}
    return assured(text, asked, load_policy())[_candidate(text, name, "Park", source)]


def _candidate(text: str, name: str, cls: str, source: str) -> Candidate:
    start = text.index(name)
    return Candidate(start, start + len(name), cls, source)


@pytest.mark.parametrize("name", ["泰兴高新区", "泰兴市经济开发区", "长葛产业集聚区A区", "长葛经开区", "泰兴工业园区"])
def test_a_zone_that_is_called_after_its_division_is_a_name(name: str) -> None:
    text = f"{name}轴承产业园与衡川轴承有限公司签约。"
    assert at_least(text, name, ("衡川轴承有限公司", "Firm", 1.0)) == load_policy().zone


@pytest.mark.parametrize("name", ["泰兴轴承产业园", "江苏省开发区", "云澜高新区", "高新区"])
def test_what_is_called_otherwise_is_left_to_the_judge(name: str) -> None:
    assert at_least(f"{name}与衡川轴承有限公司签约。", name) == 0.1


def test_other_sources_are_left_to_the_judge() -> None:
    assert at_least("泰兴高新区签约。", "泰兴高新区", source="bodies:park.part") == 0.1


def test_a_zone_at_the_head_of_a_likely_name_is_left_to_the_judge() -> None:
    text = "泰兴高新区管委会与衡川轴承有限公司签约。"
    assert at_least(text, "泰兴高新区", ("泰兴高新区管委会", "Agency", 0.9)) == 0.1
    assert at_least(text, "泰兴高新区", ("泰兴高新区管委会", "Agency", 0.1)) == load_policy().zone


def test_a_park_that_goes_on_behind_a_zone_must_be_likelier() -> None:
    text = "泰兴高新区轴承产业园与衡川轴承有限公司签约。"
    assert at_least(text, "泰兴高新区", ("泰兴高新区轴承产业园", "Park", 0.4)) == load_policy().zone
    assert at_least(text, "泰兴高新区", ("泰兴高新区轴承产业园", "Park", 0.9)) == 0.1

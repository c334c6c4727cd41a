"""Sites that lie where their sentence says that one went."""

from __future__ import annotations

import pytest

from kg.frames.examples import tell_marked
from kg.frames.headed import headed


def lies(marked: str, site: str) -> str | None:
    """Where a site of a sentence lies by where that goes."""
    (one,) = tell_marked(marked)
    mention = next(m for m in one.mentions if m.text == site)
    position = one.masked.position_of(mention)
    assert position is not None
    place = headed(one, position, mention)
    return place.text if place is not None else None


@pytest.mark.parametrize(
    "marked",
    [
        "在[青石镇|Place]，一行察看了[云岭粮站|Place]和[石桥中学|Organization]。",
        "[林知远|Official]还到[青石镇|Place]察看了[云岭粮站|Place]。",
        "随后来到[平川县|Place][青石镇|Place]，走进[云岭粮站|Place]。",
    ],
)
def test_a_site_lies_where_its_sentence_went(marked: str) -> None:
    assert lies(marked, "云岭粮站") == "青石镇"


@pytest.mark.parametrize(
    "marked",
    [
        "在[青石镇|Place]。一行察看了[云岭粮站|Place]。",
        "到[青石镇|Place]、[白沙镇|Place]调研，察看了[云岭粮站|Place]。",
        "在[青石镇|Place]，一行与[云岭粮站|Place]座谈。",
        "到[青石镇|Place]看了麦田，又到[云岭粮站|Place]看了新仓。",
        "在[青石镇|Place]，一行察看了[白沙镇|Place]的[石桥中学|Organization]、[云岭粮站|Place]。",
        "在[青石展厅|Place]，一行察看了[云岭粮站|Place]。",
    ],
    ids=["another sentence", "two towns", "only dealt with", "went on", "another town between", "no place for sites"],
)
def test_a_site_that_the_sentence_leaves_the_town_for_lies_elsewhere(marked: str) -> None:
    assert lies(marked, "云岭粮站") is None


def test_a_county_goes_on_behind_its_towns() -> None:
    told = "在[平川县|Place]，一行察看了[白沙镇|Place]的[石桥中学|Organization]、[云岭粮站|Place]。"
    assert lies(told, "云岭粮站") == "平川县"
    assert lies("在[青石镇|Place]，一行察看了[白沙镇|Place]。", "白沙镇") is None

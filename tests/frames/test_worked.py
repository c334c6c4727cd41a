"""Grain and beasts that a firm only works up are not what it makes."""

from __future__ import annotations

import pytest

from kg.frames.examples import read_marked
from kg.frames.marks import mask
from kg.frames.worked import is_worked_up


@pytest.mark.parametrize(
    ("marked", "worked"),
    [
        ("年加工[小麦|Product]12万吨", True),
        ("日处理[鲜奶|Product]300吨", True),
        ("年屠宰[肉牛|Product]3万头", True),
        ("年加工[面粉|Product]、[小麦|Product]12万吨", True),
        ("年加工20万吨[稻谷|Product]", True),
        ("年产[小麦|Product]12万吨", False),
        ("年加工[面粉|Product]12万吨", False),
        ("加工设备到货，种植[小麦|Product]3万亩", False),
    ],
)
def test_what_is_only_worked_up(marked: str, worked: bool) -> None:  # noqa: FBT001 - a column of a table
    text, mentions, _ = read_marked(marked)
    sentence = mask(text, 0, len(text), mentions)
    position = sentence.position_of(mentions[-1])
    assert position is not None
    assert is_worked_up(sentence, position) is worked


def test_what_makes_no_mention_is_not_asked_about() -> None:
    assert not is_worked_up(mask("年加工小麦12万吨", 0, 9, []), 0)

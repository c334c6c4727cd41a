"""Grain and beasts that a firm only works up are not what it makes."""

from __future__ import annotations

import pytest

from kg.frames.examples import read_marked
from kg.frames.marks import mask
from kg.frames.worked import guesses_makers, is_bought, is_worked_up
from kg.records import Mention


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


def named(text: str, cls: str) -> Mention:
    return Mention(0, len(text), cls, text, "test", text)


@pytest.mark.parametrize(
    ("maker", "cls", "goods", "bought"),
    [
        ("云澜糖业有限公司", "Firm", "甘蔗", True),
        ("云澜糖业有限公司", "Firm", "优质甘蔗", True),
        ("云澜糖业有限公司", "Firm", "甘蔗汁", False),
        ("云澜甘蔗种植专业合作社", "Firm", "甘蔗", False),
        ("甘蔗深加工项目", "Project", "甘蔗", True),
        ("甘蔗标准化种植项目", "Project", "甘蔗", False),
        ("平川县", "Place", "甘蔗", False),
    ],
)
def test_what_is_grown_is_made_by_who_grows_it(maker: str, cls: str, goods: str, bought: bool) -> None:  # noqa: FBT001 - a column of a table
    assert is_bought(named(maker, cls), named(goods, "Product")) is bought


def test_the_rules_that_only_guess_the_maker_read_names() -> None:
    assert guesses_makers() == {"produces.project-name"}

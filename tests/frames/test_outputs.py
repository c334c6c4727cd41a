"""The quantity of a product: beside it, behind its list, or told of the line that is named after it."""

from __future__ import annotations

import pytest

from kg.frames.marks import Masked, mask
from kg.frames.outputs import capacity_of, output_of
from kg.records import Mention


def masked(text: str, *names: tuple[str, str]) -> tuple[Masked, list[int]]:
    mentions = []
    for name, cls in names:
        start = text.index(name)
        mentions.append(Mention(start, start + len(name), cls, name, "test", name))
    sentence = mask(text, 0, len(text), mentions)
    positions = [sentence.position_of(mention) for mention in mentions]
    return sentence, [position for position in positions if position is not None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("做检测试剂，年产2000万人份。", "2000万人份"),
        ("年产3万吨检测试剂。", "3万吨"),
        ("检测试剂8.2万吨。", "8.2万吨"),
        ("检测试剂，一年能出8000万件。", "8000万件"),
        ("检测试剂年产量由10万吨增加到20万吨。", "20万吨"),
        ("检测试剂产能从每年3万吨提升至8万吨。", "8万吨"),
    ],
)
def test_the_quantity_of_a_product(text: str, found: str) -> None:
    sentence, (position,) = masked(text, ("检测试剂", "Product"))
    capacity = capacity_of(sentence, position)
    assert capacity is not None
    assert capacity.text == found


def test_the_quantity_may_stand_by_another_naming_of_the_product() -> None:
    text = "还生产柠檬油、柠檬酸，其中柠檬油年产60吨。"
    again = text.rindex("柠檬油")
    spans = [(3, 6), (7, 10), (again, again + 3)]
    mentions = [Mention(a, b, "Product", text[a:b], "test", text[a:b]) for a, b in spans]
    sentence = mask(text, 0, len(text), mentions)
    first, other, _ = (sentence.position_of(mention) for mention in mentions)
    assert first is not None
    assert other is not None
    found, none = capacity_of(sentence, first), capacity_of(sentence, other)
    assert found is not None
    assert found.text == "60吨"
    assert none is None


def test_quantities_that_follow_a_list_one_by_one() -> None:
    sentence, positions = masked(
        "能做双氧水和氨水，年产能分别为3万吨、2万吨。", ("双氧水", "Product"), ("氨水", "Product")
    )
    capacities = [capacity_of(sentence, position) for position in positions]
    assert [c and c.text for c in capacities] == ["3万吨", "2万吨"]


def test_the_output_told_of_a_line() -> None:
    sentence, (position,) = masked("铝箔生产线开足马力，设计年产能3.5万吨，最薄。", ("铝箔生产线", "Project"))
    capacity = output_of(sentence, position)
    assert capacity is not None
    assert capacity.text == "3.5万吨"


def test_the_output_of_a_line_is_what_it_rose_to() -> None:
    sentence, (position,) = masked("扩建铝箔生产线，年产量由80万吨增加到300万吨。", ("铝箔生产线", "Project"))
    capacity = output_of(sentence, position)
    assert capacity is not None
    assert capacity.text == "300万吨"


def test_the_output_of_another_line_is_not_its_own() -> None:
    sentence, positions = masked(
        "铝箔生产线投产，铜箔生产线年产能3万吨。", ("铝箔生产线", "Project"), ("铜箔生产线", "Project")
    )
    assert output_of(sentence, positions[0]) is None

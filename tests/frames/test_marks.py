"""Masks: which name or value each mark stands for, and the way back to the text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.frames.marks import FIRST, VALUES, Masked, Title, mark_of, mask
from kg.ontology import load_ontology
from kg.records import Mention

FIRM, PARK, PLACE, OFFICIAL, PROJECT = map(mark_of, ("Firm", "Park", "Place", "Official", "Project"))
DATE, AMOUNT, CAPACITY, TITLE = map(mark_of, VALUES)


def name(text: str, part: str, cls: str, source: str = "test") -> Mention:
    start = text.index(part)
    return Mention(start, start + len(part), cls, part, source, entity=part)


def head(text: str, part: str) -> Title:
    start = text.index(part)
    return Title(start, start + len(part), part, "official")


def masked(text: str, mentions: Sequence[Mention] = (), titles: Sequence[Title] = ()) -> Masked:
    return mask(text, 0, len(text), mentions, titles)


def test_every_kind_has_a_mark_of_its_own_in_the_private_use_area() -> None:
    marks = [mark_of(kind) for kind in (*load_ontology().concrete, *VALUES)]
    assert len(set(marks)) == len(marks)
    assert all(FIRST <= ord(mark) < 0xF8FF for mark in marks)


def test_names_and_values_become_one_character_each() -> None:
    text = "2024年3月5日，市长林知远到青石镇看投资8亿元、年产30万吨的云澜纺织厂。"
    names = [name(text, "林知远", "Official"), name(text, "青石镇", "Place"), name(text, "云澜纺织厂", "Firm")]
    got = masked(text, names, [head(text, "市长")]).text
    assert got == f"{DATE}，{TITLE}{OFFICIAL}到{PLACE}看投资{AMOUNT}、年产{CAPACITY}的{FIRM}。"


def test_a_unit_says_what_stands_at_its_mark() -> None:
    text = "到青石镇看云澜纺织厂。"
    got = masked(text, [name(text, "青石镇", "Place"), name(text, "云澜纺织厂", "Firm")])
    assert {i: text[u.start : u.end] for i, u in got.units.items()} == {1: "青石镇", 3: "云澜纺织厂"}
    assert [u.kind for u in got.units_in(0, 3)] == ["Place"]


def test_origins_lead_back_to_the_text() -> None:
    text = "前文。到青石镇看云澜纺织厂。"
    got = mask(text, 3, len(text), [name(text, "青石镇", "Place"), name(text, "云澜纺织厂", "Firm")])
    assert [text[i : i + 1] for i in got.origins] == ["到", "青", "看", "云", "。", ""]


def test_a_name_outside_the_sentence_is_not_in_it() -> None:
    text = "青石镇。云澜纺织厂。"
    got = mask(text, 4, len(text), [name(text, "青石镇", "Place"), name(text, "云澜纺织厂", "Firm")])
    assert got.text == f"{FIRM}。"


def test_of_names_inside_names_the_outermost_counts() -> None:
    text = "青石镇轴承项目开工。"
    names = [name(text, "青石镇轴承项目", "Project"), name(text, "青石镇", "Place")]
    got = masked(text, names)
    assert got.text == f"{PROJECT}开工。"
    assert [u.mention for u in got.units.values()] == [names[0]]


def test_a_title_gives_up_what_a_name_before_it_has_taken() -> None:
    text = "平川县县委书记到任。"
    got = masked(text, [name(text, "平川县县委", "Agency")], [head(text, "县委书记")])
    assert got.text == f"{mark_of('Agency')}{TITLE}到任。"
    assert [text[u.start : u.end] for u in got.units.values()] == ["平川县县委", "书记"]


def test_a_bare_part_of_a_title_is_no_body() -> None:
    text = "市委书记到任。"
    got = masked(text, [name(text, "市委", "Agency", "bodies:agency.bare")], [head(text, "市委书记")])
    assert got.text == f"{TITLE}到任。"


def test_a_title_inside_a_name_is_none() -> None:
    text = "书记工作室揭牌。"
    assert masked(text, [name(text, "书记工作室", "Organization")], [head(text, "书记")]).text[1:] == "揭牌。"


def test_a_title_of_one_character_is_none() -> None:
    assert masked("长短不一。", (), [head("长短不一。", "长")]).text == "长短不一。"


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("年产30万吨轴承钢项目开工。", "年产30万吨轴承钢项目"),
        ("投资8亿元轴承钢项目开工。", "投资8亿元轴承钢项目"),
        ("2024年3月5日路改造项目开工。", "2024年3月5日路改造项目"),
    ],
)
def test_a_value_inside_a_name_belongs_to_the_name(text: str, project: str) -> None:
    assert masked(text, [name(text, project, "Project")]).text == f"{PROJECT}开工。"


def test_a_character_of_the_page_cannot_pass_for_a_mark() -> None:
    got = masked(f"{FIRM}到{chr(0xF8FF)}青石镇", [])
    assert got.text == "\ufffd到\ufffd青石镇"
    assert got.units == {}


def test_a_character_of_the_page_keeps_offsets_right() -> None:
    text = f"{FIRM}到青石镇。"
    got = masked(text, [name(text, "青石镇", "Place")])
    assert got.text == f"\ufffd到{PLACE}。"
    assert text[got.origins[2] : got.origins[3]] == "青石镇"

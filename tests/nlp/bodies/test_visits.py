"""Sites by their bare names in the list of a visit."""

from __future__ import annotations

import pytest

from kg.nlp.bodies import find_bodies
from kg.nlp.bodies.scene import read_scene
from kg.nlp.bodies.visits import find_visits


def visits(text: str) -> dict[str, str]:
    """The names found, each with its class."""
    return {text[c.start : c.end]: c.cls for c in find_visits(read_scene(text), ())}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "县长先后来到云澜科技、东河鞋业、清江公园等处。",
            {"云澜科技": "Firm", "东河鞋业": "Firm", "清江公园": "Place"},
        ),
        ("调研组一行深入达润领航、衡川重工等企业。", {"达润领航": "Firm", "衡川重工": "Firm"}),
        ("他走访了衡川科技和东河纺织，", {"衡川科技": "Firm", "东河纺织": "Firm"}),
        ("林知远先后深入衡川石化、东方晴川、云澜大厦等处，", {"衡川石化": "Firm", "云澜大厦": "Place"}),
        ("考察云澜药业、中建工等企业。", {"云澜药业": "Firm", "中建工": "Firm"}),
        ("先后到我县衡川食品、东河米业建设现场察看。", {"衡川食品": "Firm", "东河米业": "Firm"}),
    ],
)
def test_bare_names_in_the_list_of_a_visit_are_sites(text: str, found: dict[str, str]) -> None:
    assert visits(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "县长调研城市建设、产业发展、精细化工等工作。",
        "县长考察了新能源、新材料、现代农业等项目。",
        "县长先后深入车间、厂房、田间地头，",
        "县长来到云澜科技，察看车间。",
        "会议研究了云澜、东河等企业的事。",
        "县长先后走访乡镇、部门、企业，",
    ],
)
def test_work_goods_and_common_nouns_are_no_sites(text: str) -> None:
    assert visits(text) == {}


def test_lists_of_those_who_are_here_name_firms() -> None:
    text = "园区引进了衡川汽车、赛川车、温河乳业、渔家灯等一批知名企业，"
    assert visits(text) == {"衡川汽车": "Firm", "赛川车": "Firm", "温河乳业": "Firm", "渔家灯": "Firm"}
    assert visits("东菱树脂、衡川轮胎、云澜二期等7个项目，") == {"东菱树脂": "Firm", "衡川轮胎": "Firm"}


def test_lists_of_trades_name_no_firms() -> None:
    assert visits("园区形成了以精细化工、生物医药、装备制造等主导产业的企业，") == {}


def test_a_name_goes_on_before_a_place_in_brackets() -> None:
    text = "深入衡川科技、天泽（湖州）循环经济产业园。"
    assert "天泽（湖州）循环经济产业园" in {text[c.start : c.end] for c in find_bodies(text)}

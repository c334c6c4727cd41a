"""Names with and without the place or the owner that stands right before them."""

from __future__ import annotations

import pytest

from kg.nlp.candidates import Candidate
from kg.nlp.identity import identify
from kg.nlp.wholes import placed, without_place


def _filed(text: str, *names: tuple[str, str]) -> list[Candidate]:
    return sorted(Candidate(text.index(name), text.index(name) + len(name), cls, "test") for name, cls in names)


def joined(text: str, *names: tuple[str, str]) -> list[str]:
    return sorted(text[c.start : c.end] for c in placed(text, _filed(text, *names)))


def test_a_site_is_known_by_the_village_and_town_before_it() -> None:
    text = "来到青石镇沿江村育秧大棚。"
    names = (("青石镇", "Place"), ("沿江村", "Place"), ("育秧大棚", "Place"))
    assert joined(text, *names) == sorted(["沿江村育秧大棚", "青石镇沿江村育秧大棚", "青石镇沿江村"])


def test_a_site_is_known_by_the_firm_before_it_and_a_firm_is_not() -> None:
    assert joined("走进云澜药业育苗基地。", ("云澜药业", "Firm"), ("育苗基地", "Place")) == ["云澜药业育苗基地"]
    assert joined("走进云澜药业衡川轴承厂。", ("云澜药业", "Firm"), ("衡川轴承厂", "Firm")) == []


def test_divisions_and_towns_are_not() -> None:
    assert joined("泰兴市黄桥镇的路。", ("泰兴市", "Place"), ("黄桥镇", "Place")) == []


@pytest.mark.parametrize(
    ("name", "cls", "rest"),
    [
        ("泰兴市衡川轴承有限公司", "Firm", "衡川轴承有限公司"),
        ("青石镇云澜养殖合作社", "Organization", "云澜养殖合作社"),
        ("泰兴市青石镇云澜轴承厂", "Firm", "云澜轴承厂"),
        ("衡川轴承有限公司", "Firm", None),
        ("泰兴市的轴承产业园", "Park", "轴承产业园"),
        ("泰兴市粮站", "Firm", None),
        ("青石镇", "Place", None),
        ("泰兴市委党校报告厅", "Place", None),
        ("泰兴市财政局", "Agency", None),
    ],
)
def test_a_name_is_known_without_the_place_it_begins_with(name: str, cls: str, rest: str | None) -> None:
    assert without_place(name, cls, {"青石镇"}) == rest


def test_both_are_forms_of_the_entity_and_its_name_stays() -> None:
    text = "来到青石镇育秧大棚、泰兴市衡川轴承有限公司。"
    names = (("青石镇", "Place"), ("育秧大棚", "Place"), ("泰兴市衡川轴承有限公司", "Firm"))
    filed = _filed(text, *names)
    _, clusters = identify(text, filed, list(placed(text, filed)))
    told = {cluster.name: cluster.aliases for cluster in clusters.values()}
    assert told["育秧大棚"] == ("青石镇育秧大棚",)
    assert told["泰兴市衡川轴承有限公司"] == ("衡川轴承有限公司",)


def test_what_the_page_names_by_itself_is_no_form_of_another() -> None:
    text = "泰兴市衡川轴承有限公司与衡川轴承有限公司。"
    names = (("泰兴市衡川轴承有限公司", "Firm"), ("与衡川轴承有限公司"[1:], "Firm"))
    _, clusters = identify(text, _filed(text, *names), [])
    assert len({cluster.name for cluster in clusters.values()}) == len(clusters)

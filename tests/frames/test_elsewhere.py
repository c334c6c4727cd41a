"""Sites whose names tell that they lie elsewhere, and tours that go on to them."""

from __future__ import annotations

import pytest

from kg.frames.elsewhere import is_elsewhere
from kg.frames.engine import Setting, read_article
from kg.frames.examples import tell_marked
from kg.records import Mention


def lie(*marked: str) -> set[tuple[str, str]]:
    found = read_article(tell_marked(*marked), Setting())
    return {(r.subject.text, r.object.text) for r in found if r.predicate == "locatedIn"}


@pytest.mark.parametrize(
    ("site", "where", "elsewhere"),
    [
        ("衡东县云澜化工厂", "衡南县", True),
        ("衡东县云澜化工厂", "衡东县", False),
        ("衡东县云澜化工厂", "新塘镇", False),
        ("湖南云澜化工厂", "衡南县", False),
        ("泗安镇卫生院", "煤山镇", True),
        ("长兴县泗安镇卫生院", "煤山镇", True),
        ("泗安镇卫生院", "泗安镇", False),
        ("泗安镇卫生院", "长兴经济开发区", False),
    ],
)
def test_a_county_or_town_in_a_name_is_where_its_bearer_lies(site: str, where: str, *, elsewhere: bool) -> None:
    one, other = (Mention(0, 0, cls, name, "test", entity=name) for cls, name in (("Firm", site), ("Place", where)))
    assert is_elsewhere(one, other) == elsewhere


def test_the_sites_of_a_list_lie_in_their_own_counties() -> None:
    told = "[林知远|Official]到[衡南县|Place][云澜工业园|Park]、[衡东县云澜化工厂|Firm]、[衡川轴承厂|Firm]考察。"
    assert lie(told) == {("云澜工业园", "衡南县")}


def test_a_site_of_a_county_is_not_in_the_town_that_was_seen_before() -> None:
    town, site = "[林知远|Official]来到[青石镇|Place]", "[长兴县云澜纺织厂|Firm]"
    inside = {("长兴县云澜纺织厂", "青石镇")}
    assert lie(f"{town}。", f"随后，[林知远|Official]来到{site}。") == set()
    assert lie(f"{town}。", f"[林知远|Official]来到{site}。") == inside
    assert lie(f"{town}、{site}。") == set()
    assert lie(f"{town}，察看了{site}。") == inside


def test_one_that_names_no_county_may_lie_there() -> None:
    seen = ("[林知远|Official]来到[青石镇|Place]。", "随后，[林知远|Official]来到[云澜纺织厂|Firm]。")
    assert lie(*seen) == {("云澜纺织厂", "青石镇")}

"""Which names of a page are forms of one another."""

from __future__ import annotations

import pytest

from kg.folding import fold
from kg.link.cluster import Links, Named
from kg.nlp.forms import link_forms


def joined(cls: str, *names: str) -> list[list[str]]:
    """Return the names of a page by what they name, those that stand alone left out."""
    links = Links()
    link_forms(links, [Named(cls, name, at) for at, name in enumerate(names)])
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(links.root(fold(name)), []).append(name)
    return [group for group in groups.values() if len(group) > 1]


@pytest.mark.parametrize("end", ["村", "岛", "农场", "社区"])
def test_a_place_may_be_named_without_the_word_for_what_it_is(end: str) -> None:
    assert joined("Place", f"石凹子{end}", "石凹子") == [[f"石凹子{end}", "石凹子"]]
    assert joined("Place", f"石凹子{end}", "石凹子镇", "石凹子") == []


def test_the_end_of_the_only_name_that_ends_so_stands_for_it() -> None:
    assert joined("Firm", "清江云澜酱醋厂", "酱醋厂") == [["清江云澜酱醋厂", "酱醋厂"]]
    assert joined("Firm", "清江云澜酱醋厂", "青石酱醋厂", "酱醋厂") == []


def test_a_bare_zone_is_the_only_one_of_its_kind() -> None:
    assert joined("Park", "青石高新技术产业开发区", "高新区") == [["青石高新技术产业开发区", "高新区"]]
    assert joined("Park", "青石高新区", "清江高新区", "高新区") == []

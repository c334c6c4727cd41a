"""Ids: made from content, the same for the same thing, and apart for namesakes of two places."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.extract.ids import digest, division_code, entity_id
from kg.link.cluster import Cluster
from kg.link.home import Home, find_home

ANJI = find_home("我县落雪。", ["安吉县"])
DEQING = find_home("我县落雪。", ["德清县"])


def made(cls: str, name: str, home: Home | None = ANJI) -> str:
    return entity_id(Cluster(cls, name), home)


def code(name: str, *aliases: str) -> str | None:
    return division_code(Cluster("Place", name, Counter([name, *aliases])))


def test_a_digest_is_sixteen_hexadecimal_digits() -> None:
    assert len(digest("x")) == 16
    assert int(digest("x"), 16) >= 0


def test_a_digest_tells_its_parts_apart() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("c", "ab")}) == 4


def test_a_digest_takes_a_lone_surrogate() -> None:
    assert digest("\ud800") != digest("\ufffd")


def test_one_name_printed_in_two_ways_has_one_id() -> None:
    assert made("Firm", "云澜（江城）纺织厂") == made("Firm", "云澜(江城)纺织厂")


def test_things_of_two_classes_have_two_ids() -> None:
    assert made("Firm", "云澜") != made("Product", "云澜")


def test_an_official_and_a_person_of_one_name_have_one_id() -> None:
    assert made("Official", "林知远") == made("Person", "林知远")


@pytest.mark.parametrize("cls", ["Official", "Person"])
def test_namesakes_of_two_counties_have_two_ids(cls: str) -> None:
    assert made(cls, "林知远") != made(cls, "林知远", DEQING)


@pytest.mark.parametrize("name", ["县工信局", "市工信局", "区商务局"])
def test_a_body_named_relative_to_its_place_is_another_elsewhere(name: str) -> None:
    assert made("Agency", name) != made("Agency", name, DEQING)


@pytest.mark.parametrize(
    ("cls", "name"),
    [("Firm", "云澜纺织厂"), ("Agency", "安吉县工信局"), ("Place", "石桥村"), ("Policy", "《招商办法》")],
)
def test_what_is_named_in_full_is_the_same_everywhere(cls: str, name: str) -> None:
    assert made(cls, name) == made(cls, name, DEQING) == made(cls, name, None)


@pytest.mark.parametrize(
    ("name", "expected"), [("安吉县", "330523"), ("湖州市", "3305"), ("浙江省", "33"), ("宁夏", "64"), ("北坡村", None)]
)
def test_a_division_has_its_code(name: str, expected: str | None) -> None:
    assert code(name) == expected


def test_a_division_is_known_by_an_alias() -> None:
    assert code("北坡", "安吉县") == "330523"


def test_a_name_of_several_divisions_has_no_code() -> None:
    assert code("朝阳区") is None

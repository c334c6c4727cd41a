"""Ids: made from content, the same for the same thing, and apart for namesakes of two places."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.extract.ids import division_code, entity_id
from kg.link.cluster import Cluster
from kg.link.home import Home, find_home
from kg.records import digest

ANJI = find_home("我县落雪。", ["安吉县"])
DEQING = find_home("我县落雪。", ["德清县"])
WUXING = find_home("我区落雪。", ["吴兴区"])
"""Three counties of one city."""


def made(cls: str, name: str, home: Home | None = ANJI, doc: str = "a.txt") -> str:
    return entity_id(Cluster(cls, name), home, doc)


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


@pytest.mark.parametrize(
    ("cls", "name"),
    [
        ("Agency", "县工信局"),
        ("Firm", "云澜"),
        ("Firm", "云澜集团"),
        ("Park", "高新区"),
        ("Policy", "“十五五”规划"),
        ("Project", "二期工程"),
        ("Place", "石桥村"),
        ("Organization", "县第一中学"),
    ],
)
def test_what_does_not_tell_by_itself_is_another_elsewhere(cls: str, name: str) -> None:
    assert made(cls, name) != made(cls, name, DEQING)
    assert made(cls, name, None, "a.txt") != made(cls, name, None, "b.txt")


@pytest.mark.parametrize(
    ("cls", "name"),
    [
        ("Firm", "江苏云澜纺织有限公司"),
        ("Firm", "长兴县云澜纺织厂"),
        ("Agency", "长兴县工信局"),
        ("Agency", "商务部"),
        ("Park", "长兴经济开发区"),
        ("Policy", "《长兴县招商办法》"),
        ("Policy", "“一带一路”"),
        ("Product", "轴承"),
        ("Place", "长兴县"),
    ],
)
def test_what_is_named_in_full_is_the_same_everywhere(cls: str, name: str) -> None:
    assert made(cls, name) == made(cls, name, DEQING) == made(cls, name, None, "b.txt")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县工信局", "安吉县工业和信息化局"),
        ("县工信局", "安吉工信局"),
        ("市发改委", "湖州市发展和改革委员会"),
        ("省商务厅", "浙江省商务厅"),
        ("县政府", "安吉县人民政府"),
        ("县委", "安吉县委"),
    ],
)
def test_the_place_of_a_page_is_part_of_the_name_of_its_own_organs(one: str, other: str) -> None:
    assert made("Agency", one) == made("Agency", other, DEQING)


def test_an_organ_of_the_city_is_the_same_in_its_counties() -> None:
    assert made("Agency", "市工信局") == made("Agency", "市工信局", DEQING)


def test_a_division_is_the_same_by_its_short_name() -> None:
    assert made("Place", "安吉县") == made("Place", "安吉", DEQING)


def test_a_district_of_a_common_name_is_that_of_the_page() -> None:
    assert made("Place", "南湖区", WUXING) == made("Place", "南湖区", None)
    beijing, changchun = find_home("我市落雪。", ["北京市"]), find_home("我市落雪。", ["长春市"])
    assert made("Place", "朝阳区", beijing) != made("Place", "朝阳区", changchun)


@pytest.mark.parametrize(
    ("name", "expected"), [("安吉县", "330523"), ("湖州市", "3305"), ("浙江省", "33"), ("宁夏", "64"), ("北坡村", None)]
)
def test_a_division_has_its_code(name: str, expected: str | None) -> None:
    assert code(name) == expected


def test_a_division_is_known_by_an_alias() -> None:
    assert code("北坡", "安吉县") == "330523"


def test_a_name_of_several_divisions_has_no_code() -> None:
    assert code("朝阳区") is None


def test_a_district_that_is_part_of_another_now_is_not_the_other() -> None:
    assert code("江干区") is None
    assert code("沧浪区") is None
    assert code("川沙县") == "310115"
    assert code("邓县") == "411381"
    assert made("Place", "沧浪区") != made("Place", "金阊区")

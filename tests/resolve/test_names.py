"""What a name tells, and how it is written out in full."""

from __future__ import annotations

import pytest

from kg.lexicon import load
from kg.resolve.names import PLACE, division_named, head, told, written_out

WUHAI = "1503"
HAIBOWAN = "150302"


def code(name: str) -> str:
    return next(d.code for d in load().by_name[name])


@pytest.mark.parametrize(
    ("name", "home", "full"),
    [
        ("市工信局", WUHAI, "乌海市工业和信息化局"),
        ("市工信局", HAIBOWAN, "乌海市工业和信息化局"),
        ("区发改委", HAIBOWAN, "海勃湾区发展和改革委员会"),
        ("自治区党委", WUHAI, "内蒙古自治区党委"),
        ("市政府", WUHAI, "乌海市人民政府"),
        ("市行政审批局", WUHAI, "乌海市行政审批局"),
        ("市文旅体局", WUHAI, "乌海市文旅体局"),
        ("市商务科技局", WUHAI, "乌海市商务科技局"),
        ("市政府采购中心", WUHAI, "乌海市政府采购中心"),
        ("乌海市工信局", WUHAI, "乌海市工信局"),
        ("商务部", WUHAI, "商务部"),
        ("市场监督管理局", WUHAI, "市场监督管理局"),
        ("市工信局", None, "市工信局"),
    ],
)
def test_an_organ_is_written_out_with_the_place_of_its_page(name: str, home: str | None, full: str) -> None:
    assert written_out("Agency", name, home) == full


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市工信局", "乌海市工业和信息化局"),
        ("市政府", "乌海市人民政府"),
        ("政协乌海市委员会", "乌海市政协"),
        ("中共乌海市委员会", "乌海市委"),
        ("国家税务总局乌海市税务局", "市税务局"),
        ("乌海市中级人民法院", "市中院"),
    ],
)
def test_organs_are_told_by_the_same_name_however_they_are_built(one: str, other: str) -> None:
    assert told("Agency", one, WUHAI) == told("Agency", other, WUHAI)


@pytest.mark.parametrize(
    ("cls", "name", "alone"),
    [
        ("Firm", "内蒙古云澜科技有限公司", True),
        ("Firm", "云澜科技有限公司", False),
        ("Firm", "云澜", False),
        ("Firm", "旗滨集团", False),
        ("Firm", "市供电公司", True),
        ("Firm", "中国石油", True),
        ("Park", "乌海高新区", True),
        ("Park", "高新区", False),
        ("Policy", "“一带一路”", True),
        ("Policy", "“十五五”规划", False),
        ("Policy", "《乌海市市容条例》", True),
        ("Policy", "《推动城市低空物流规范有序发展行动方案》", True),
        ("Place", "日本", True),
        ("Place", "石桥村", False),
        ("Person", "林知远", False),
        ("Product", "BDO", True),
    ],
)
def test_which_names_tell_by_themselves(cls: str, name: str, *, alone: bool) -> None:
    assert told(cls, name, WUHAI).alone is alone


@pytest.mark.parametrize(
    ("name", "home", "division", "rest"),
    [
        ("江苏省泰兴市石桥镇", None, "泰兴市", "石桥镇"),
        ("乌海高新区", None, "乌海市", "高新区"),
        ("鼓楼区商务局", "3201", "鼓楼区", "商务局"),
        ("云澜纺织厂", None, None, "云澜纺织厂"),
    ],
)
def test_the_division_at_the_head_of_a_name(name: str, home: str | None, division: str | None, rest: str) -> None:
    found, left = head(name, home)
    assert (found.name if found else None, left) == (division, rest)


def test_a_district_of_a_common_name_is_that_of_the_page() -> None:
    found = {home: division_named("鼓楼区", home) for home in ("3201", "3501", None)}
    assert {home: d.code[:4] if d else None for home, d in found.items()} == {
        "3201": "3201",
        "3501": "3501",
        None: None,
    }


def test_a_river_is_no_county_but_in_it() -> None:
    county = code("沅江市")
    assert division_named("沅江", "4307") is None
    assert division_named("沅江", county) is not None
    assert division_named("浙江", "4307") is not None


def test_goods_of_two_names_are_one() -> None:
    assert told("Product", "土豆", None) == told("Product", "马铃薯", None)
    assert told(PLACE, "土豆", None) != told(PLACE, "马铃薯", None)

"""Half-width signs beside Chinese are read as full-width ones."""

from __future__ import annotations

import pytest

from kg.page import read_articles
from kg.page.signs import widen
from kg.records import Page


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("县长来到园区,察看车间.", "县长来到园区，察看车间。"),
        ("时间:2013年", "时间：2013年"),
        ("同比增长20%,利润", "同比增长20%，利润"),
        ("衡川(云澜)有限公司", "衡川（云澜）有限公司"),
        ("丁二醇(BDO)", "丁二醇（BDO）"),
        ('推进"强链补链"行动', "推进“强链补链”行动"),
        ("怎么办?干!", "怎么办？干！"),
        ("县长阿里木?托合提说", "县长阿里木·托合提说"),
        ("县长吾布力.艾尔肯到会", "县长吾布力·艾尔肯到会"),
        ("好不好?阿里说好", "好不好？阿里说好"),
        ("生产1，4-丁二醇、2，6-二叔丁基酚", "生产1,4-丁二醇、2,6-二叔丁基酚"),
        ("1，2，4-三甲苯", "1,2,4-三甲苯"),
    ],
)
def test_signs_beside_chinese_are_widened(text: str, wide: str) -> None:
    assert widen(text) == wide


@pytest.mark.parametrize(
    "text",
    [
        "10,000",
        "16:02:33",
        "1,4-BDO",
        "http://a.b/c?d=1",
        "f(x)",
        "3.5",
        "一.建设",
        'say "yes"',
        "第2.1节",
        "建成12，3-5月投产",
        "投资2015，4-羟基",
    ],
)
def test_numbers_addresses_and_latin_keep_theirs(text: str) -> None:
    assert widen(text) == text


def test_what_is_printed_has_the_signs_of_the_page() -> None:
    reading = read_articles(Page("a.txt", "县长来到衡川(云澜)有限公司,察看车间。\n"))
    assert "，" in reading.text
    assert reading.printed(0, len(reading.text)).strip() == "县长来到衡川(云澜)有限公司,察看车间。"

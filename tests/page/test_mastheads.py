"""The paper or website of a page, where its masthead, source line or signature names it."""

from __future__ import annotations

import pytest

from kg.page import read_articles
from kg.records import Page

NEWS = "　　市委书记林知远来到衡川轴承有限公司，察看新生产线。他说，要抓好安全生产。\n"


@pytest.mark.parametrize(
    ("head", "paper"),
    [
        ("泰兴新闻　2008年4月25日　第二版", "泰兴新闻"),
        ("泰兴视窗　总第118期　2014年5月6日", "泰兴视窗"),
        ("泰兴新闻　第138期", "泰兴新闻"),
        ("来源：泰兴乡讯　日期：2012-10-16", "泰兴乡讯"),
        ("作者：林知远　来源：今日泰兴　2013年11月5日", "今日泰兴"),
        ("2023-04-24 15:20　来源：泰兴市政协　【字体：大 中 小】", "泰兴市政协"),
        ("泰　兴　日　报\n2009年11月27日　星期五", "泰兴日报"),
        ("泰州日报·泰兴专刊　2022年11月11日", "泰兴专刊"),
        ("云澜动静　2008年4月25日　第二版", None),
    ],
)
def test_the_head_of_a_page_names_the_paper(head: str, paper: str | None) -> None:
    assert read_articles(Page("a.txt", f"{head}\n\n林知远调研工业\n{NEWS}")).paper == paper


def test_the_last_line_may_name_it() -> None:
    page = f"林知远调研工业\n{NEWS}\n——摘自《泰兴报》二○一○年十一月十日\n"
    assert read_articles(Page("a.txt", page)).paper == "泰兴报"


def test_a_headline_that_begins_with_a_city_is_no_paper() -> None:
    assert read_articles(Page("a.txt", f"泰兴讯息技术项目开工\n{NEWS}")).paper is None
    assert read_articles(Page("a.txt", f"来源：江苏省发改委\n林知远调研工业\n{NEWS}")).paper is None

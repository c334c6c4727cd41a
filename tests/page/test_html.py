"""Web pages: main text, headline, date and site."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.page import read, read_articles
from kg.records import Page

SITE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>清江县举行集中签约仪式 - 清江县人民政府</title>{meta}</head>
<body><div class="nav"><a href="/">首页</a> &gt; <a href="/x">要闻动态</a></div>
<div class="main"><h1>清江县举行集中签约仪式</h1><p>发布时间：2024-03-18 09:12 来源：县融媒体中心</p>
<div id="zoom"><p>　　3月15日，清江县举行项目集中签约仪式，
县委书记罗大同出席。</p><p>清江华远材料有限公司拟投资12亿元，<b>建设</b>年产10万吨BDO项目。</p></div></div>
<ul><li><a href="/1">县政府召开常务会议研究部署安全生产工作</a></li><li><a href="/2">下一条</a></li></ul>
<script>var text = "不是正文";</script><div class="footer">主办：清江县人民政府</div></body></html>"""
META = '<meta name="SiteName" content="清江县政府网"><meta name="PubDate" content="2024-03-19 08:00">'


def page(tmp_path: Path, html: str, encoding: str = "utf-8") -> Page:
    """Return the page read from some HTML."""
    path = tmp_path / "a.html"
    path.write_bytes(html.encode(encoding))
    return read(path)


def test_the_main_text_is_kept_with_its_paragraphs(tmp_path: Path) -> None:
    lines = page(tmp_path, SITE.format(charset="utf-8", meta="")).text.split("\n")
    assert lines[0] == "清江县举行集中签约仪式"
    assert lines[-1] == "清江华远材料有限公司拟投资12亿元，建设年产10万吨BDO项目。"
    assert not any("安全生产" in line or "不是正文" in line or "要闻动态" in line for line in lines)


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gb18030"), ("gbk", "gb18030"), ("utf-8", "gb18030")])
def test_a_charset_is_believed_only_where_it_holds(tmp_path: Path, charset: str, encoding: str) -> None:
    assert "罗大同" in page(tmp_path, SITE.format(charset=charset, meta=""), encoding).text


@pytest.mark.parametrize(
    "charset", ["undefined", "unicode_escape", "Raw-Unicode-Escape", "idna", "punycode", "utf-7", "rot13"]
)
def test_a_charset_that_no_page_is_written_in_is_not_believed(tmp_path: Path, charset: str) -> None:
    html = SITE.format(charset=charset, meta="").replace("12亿元", "\\ud83d+AGE-12亿元")
    assert "拟投资\\ud83d+AGE-12亿元" in page(tmp_path, html).text


def test_the_head_tells_date_and_site(tmp_path: Path) -> None:
    told = page(tmp_path, SITE.format(charset="utf-8", meta=META))
    assert (told.issued, told.paper, told.title) == ("2024-03-19", "清江县政府网", "清江县举行集中签约仪式")


def test_without_a_head_the_page_tells_date_and_site(tmp_path: Path) -> None:
    told = page(tmp_path, SITE.format(charset="utf-8", meta=""))
    assert (told.issued, told.paper) == ("2024-03-18", "清江县人民政府")


def test_a_title_that_the_text_lacks_is_put_before_it(tmp_path: Path) -> None:
    told = page(
        tmp_path, "<html><head><title>县长走访企业</title></head><body><p>3月1日，县长来到园区。</p></body></html>"
    )
    assert told.text == "县长走访企业\n\n3月1日，县长来到园区。"


def test_a_website_is_read_headline_first(tmp_path: Path) -> None:
    reading = read_articles(page(tmp_path, SITE.format(charset="utf-8", meta="")))
    (article,) = reading.articles
    assert [reading.text[slice(*span)] for span in article.headlines] == ["清江县举行集中签约仪式"]
    assert article.issued == reading.issued == "2024-03-18"
    assert len(article.paragraphs) == 2

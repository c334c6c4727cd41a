"""Each seed is what ``seeds/README.md`` says it is, and has gold whose quotes stand on it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.page import find_pages, read
from kg.score import load_gold
from tests.seeds import make_pdf
from tests.support import GOLD, SEEDS

PAGES = dict(find_pages(SEEDS))
ROWS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))}
NAMED = pytest.mark.parametrize("gold", ROWS.values(), ids=ROWS)


def squeezed(doc: str) -> str:
    return re.sub(r"\s", "", read(PAGES[doc]).text)


@pytest.mark.parametrize("doc", [f"d0{i}.txt" for i in range(1, 9)] + [d for d in PAGES if d.startswith("qujing/")])
def test_plain_pages_are_utf_8(doc: str) -> None:
    data = PAGES[doc].read_bytes()
    assert read(PAGES[doc]).text == data.decode("utf-8")


def test_the_county_paper_is_gb18030_and_nothing_less() -> None:
    data = PAGES["sanyuan.txt"].read_bytes()
    for narrower in ("utf-8", "gbk"):
        with pytest.raises(UnicodeDecodeError):
            data.decode(narrower)
    assert b"\r\n" in data
    assert read(PAGES["sanyuan.txt"]).text == data.decode("gb18030").replace("\r\n", "\n")


def test_the_web_page_has_a_frame_around_its_article() -> None:
    page = read(PAGES["yongfeng.html"])
    source = PAGES["yongfeng.html"].read_text(encoding="utf-8")
    assert (page.media, page.issued, page.paper) == ("text/html", "2025-05-29", "永丰县人民政府")
    for around in ("网站首页", "当前位置", "相关阅读", "网站标识码", "getElementById"):
        assert around in source
        assert around not in page.text


def test_the_city_daily_is_a_pdf_in_two_columns() -> None:
    page = read(PAGES["luohe.pdf"])
    assert page.media == "application/pdf"
    left, right = page.text.index("一条一条落到车间里"), page.text.index("一张膜的")
    assert left < right < page.text.index("检修旋耕")


def test_the_city_daily_is_what_its_script_makes() -> None:
    assert make_pdf.make() == PAGES["luohe.pdf"].read_bytes()


def test_one_paper_lies_in_a_folder_a_day() -> None:
    days = [doc for doc in PAGES if doc.startswith("qujing/")]
    assert len(days) >= 3
    for doc in days:
        year, month, day = Path(doc).parent.name.split("-")
        assert f"{year}年{int(month)}月{int(day)}日" in squeezed(doc)


def test_every_page_has_gold() -> None:
    assert sorted(gold["doc"] for gold in ROWS.values()) == sorted(PAGES)


@NAMED
def test_quotes_stand_on_the_page(gold: dict[str, Any]) -> None:
    text = squeezed(gold["doc"])
    quotes = [row["quote"] for row in gold["relations"]]
    assert quotes
    assert [quote for quote in quotes if re.sub(r"\s", "", quote) not in text] == []


@pytest.mark.parametrize("name", ROWS)
def test_gold_can_be_marked_with_and_says_nothing_twice(name: str) -> None:
    assert load_gold(GOLD / f"{name}.json").doc == ROWS[name]["doc"]
    for rows in (ROWS[name]["entities"], ROWS[name]["relations"]):
        lines = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]
        assert len(lines) == len(set(lines))


@NAMED
def test_what_counts_is_named_on_the_page(gold: dict[str, Any]) -> None:
    text = squeezed(gold["doc"])
    absent = [
        row["name"]
        for row in gold["entities"]
        if not row.get("optional")
        and not any(re.sub(r"[\s“”]", "", name) in re.sub(r"[“”]", "", text) for name in (row["name"], *row["aliases"]))
    ]
    assert absent == []

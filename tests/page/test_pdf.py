"""PDF: text in reading order."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kg.page import read, read_articles

FONT = "STSong-Light"
LEFT = ["本报讯（记者 何一帆）5月12日，县", "委书记罗大同来到清江经济开发区，调", "研园区建设。他强调，要抓好项目建"]
RIGHT = ["设，推动年产10万吨BDO项目投产。", "清江华远材料有限公司总经理何一介", "绍，项目总投资12亿元。"]


@pytest.fixture
def canvas(tmp_path: Path) -> Canvas:
    """An empty PDF that is written to ``a.pdf``."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return Canvas(str(tmp_path / "a.pdf"), pagesize=(600, 800))


def draw(canvas: Canvas, lines: list[str], *, left: int, top: int, size: int = 11) -> None:
    canvas.setFont(FONT, size)
    for i, line in enumerate(lines):
        canvas.drawString(left, top - i * size * 1.5, line)


def test_columns_are_read_one_after_the_other(canvas: Canvas, tmp_path: Path) -> None:
    draw(canvas, RIGHT, left=320, top=700)
    draw(canvas, LEFT, left=60, top=700)
    draw(canvas, ["清江县推进园区建设"], left=60, top=750, size=24)
    canvas.save()
    assert read(tmp_path / "a.pdf").text == "\n".join(["清江县推进园区建设", "", *LEFT, "", *RIGHT])


def test_a_sentence_goes_on_in_the_next_column(canvas: Canvas, tmp_path: Path) -> None:
    draw(canvas, LEFT, left=60, top=700)
    draw(canvas, RIGHT, left=320, top=700)
    canvas.save()
    reading = read_articles(read(tmp_path / "a.pdf"))
    assert "要抓好项目建设，推动年产10万吨BDO项目投产。" in reading.text


def test_a_headline_is_kept_apart_from_the_text(canvas: Canvas, tmp_path: Path) -> None:
    draw(canvas, ["清江县推进园区建设"], left=60, top=722, size=24)
    draw(canvas, LEFT, left=60, top=700)
    canvas.save()
    assert read(tmp_path / "a.pdf").text.startswith("清江县推进园区建设\n\n本报讯")


def test_sheets_follow_one_another(canvas: Canvas, tmp_path: Path) -> None:
    for line in ("第一页的文字。", "第二页的文字。"):
        draw(canvas, [line], left=60, top=700)
        canvas.showPage()
    canvas.save()
    assert read(tmp_path / "a.pdf").text == "第一页的文字。\n\n第二页的文字。"


def test_words_of_latin_keep_their_space(canvas: Canvas, tmp_path: Path) -> None:
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 700, "Qingjiang Daily News")
    canvas.setTitle("Front page")
    canvas.save()
    page = read(tmp_path / "a.pdf")
    assert (page.text, page.title) == ("Qingjiang Daily News", "Front page")

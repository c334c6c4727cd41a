"""Make ``seeds/luohe.pdf``: a page of a city daily in two columns, the same bytes in every run.

python -m tests.seeds.make_pdf
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.support import SEEDS

TEXT = Path(__file__).with_name("city_daily.yml")
PAGE = SEEDS / "luohe.pdf"
FONT = "STSong-Light"
WIDTH, HEIGHT = 420, 595
MARGIN, GUTTER = 30, 24
COLUMN = (WIDTH - 2 * MARGIN - GUTTER) // 2
SMALL, LARGE = 9, 13
LEADING = 13
NOT_FIRST = "，。；：、！？）》”’％%"
NOT_LAST = "（《“‘"


def make() -> bytes:
    """Return the page as PDF."""
    page = yaml.safe_load(TEXT.read_text(encoding="utf-8"))
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0)
    canvas.setTitle(page["title"])
    for left, articles in ((MARGIN, page["left"]), (MARGIN + COLUMN + GUTTER, page["right"])):
        _column(canvas, left, articles)
    canvas.setFont(FONT, SMALL)
    canvas.drawString(MARGIN, MARGIN - SMALL, page["foot"])
    canvas.save()
    return buffer.getvalue()


def _column(canvas: Canvas, left: float, articles: Iterable[dict[str, Any]]) -> None:
    """Draw the articles of one column from top to bottom."""
    top = HEIGHT - MARGIN - LARGE
    for article in articles:
        canvas.setFont(FONT, LARGE)
        for line in article["headline"]:
            canvas.drawString(left, top, line)
            top -= 1.4 * LARGE
        canvas.setFont(FONT, SMALL)
        for paragraph in article["body"]:
            for line in _lines("\u3000\u3000" + paragraph):
                canvas.drawString(left, top, line)
                top -= LEADING
        top -= 1.5 * LARGE


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a paragraph; no line begins with a closing mark or ends with an opening one."""
    line = ""
    for char in text:
        if pdfmetrics.stringWidth(line + char, FONT, SMALL) > COLUMN and char not in NOT_FIRST:
            kept = line[-1] if line[-1] in NOT_LAST else ""
            yield line.removesuffix(kept) if kept else line
            line = kept
        line += char
    yield line


if __name__ == "__main__":
    PAGE.write_bytes(make())

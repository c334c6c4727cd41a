"""A PDF: its text in reading order, column by column, headlines apart from the text."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import DamagedInput, EmptyInput, TooLarge
from kg.page.quiet import quiet
from kg.records import Page

MEDIA = "application/pdf"
SHEETS = 1000
"""Pages of the longest PDF."""
_UNNAMED = frozenset({"untitled", "anonymous", "无标题", "未命名", "unspecified"})
_LEAST_GUTTER = 0.6
"""Widths of a character between two columns; Chinese lines have no spaces as wide inside them."""
_LEAST_GAP = 0.35
"""Heights of a line between two blocks that may be cut apart."""
_LEADING = 0.9
"""Heights of a line between two lines of one paragraph, at the most."""
_NEW_TYPE = 1.2
"""Ratio of sizes from which on it is another type, such as that of a headline."""


@dataclass(slots=True)
class Run:
    """Characters on one line: their text and their box; `top` and `bottom` count from the top of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    spaced: bool = False
    """Whether a space stands before it."""


def read_pdf(data: bytes, *, doc: str, name: str) -> Page:
    """Return a PDF as text.

    Raises DamagedInput where it is broken or encrypted, EmptyInput where it is scanned, TooLarge where it has more than
    `SHEETS` pages.
    """
    import pypdfium2

    with quiet():
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            what = "encrypted" if "assword" in str(error) else "damaged"
            advice = "save it without a password" if what == "encrypted" else "get it again"
            raise DamagedInput(f"{name}: a PDF that is {what}; {advice}") from error
        try:
            if len(pdf) > SHEETS:
                raise TooLarge(f"{name}: a PDF of {len(pdf):,} pages, over {SHEETS:,}; split it")
            sheets = [_sheet(page) for page in pdf]
            title = _title(pdf)
        except pypdfium2.PdfiumError as error:
            raise DamagedInput(f"{name}: a PDF that is damaged; get it again") from error
        finally:
            pdf.close()
    text = "\n\n".join(sheet for sheet in sheets if sheet)
    if not text:
        raise EmptyInput(f"{name}: a PDF without text, scanned pictures only; run text recognition over it first")
    return Page(doc, text, MEDIA, title=title)


def _title(pdf: Any) -> str | None:
    """Return the title in the PDF's metadata, if it is one."""
    title = " ".join(pdf.get_metadata_dict().get("Title", "").split())
    return title if title and title.lower() not in _UNNAMED else None


def _sheet(page: Any) -> str:
    """Return the text of one page of the PDF."""
    runs = list(_runs(page))
    if not runs:
        return ""
    out: list[str] = []
    above: list[Run] = []
    for block in _cut(_lines(runs)):
        if above:
            out.append("\n" if _goes_on(above, block) else "\n\n")
        out.append(_block(block))
        above = block
    return "".join(out)


def _goes_on(above: Sequence[Run], below: Sequence[Run]) -> bool:
    """Return whether a block stands below another in its column, no further than its next line would."""
    sizes = [statistics.median(run.size for run in block) for block in (above, below)]
    gap = min(run.top for run in below) - max(run.bottom for run in above)
    shared = min(max(r.right for r in block) for block in (above, below)) - max(
        min(r.left for r in block) for block in (above, below)
    )
    return shared > 0 and max(sizes) <= _NEW_TYPE * min(sizes) and -min(sizes) <= gap <= _LEADING * min(sizes)


def _runs(page: Any) -> Iterator[Run]:
    """Yield the characters of a page, each with its box."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    height = page.get_height()
    spaced = False
    try:
        for i in range(textpage.count_chars()):
            code = raw.FPDFText_GetUnicode(textpage.raw, i)
            char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            if char.isspace() or ord(char) < 32 or char in "\ufffe\uffff":
                spaced = True
                continue
            left, bottom, right, top = textpage.get_charbox(i, loose=True)
            size = raw.FPDFText_GetFontSize(textpage.raw, i) or top - bottom
            kind = max(abs(top - bottom), size * 0.5, 1.0)
            yield Run(char, left, right, height - top, height - bottom, kind, spaced)
            spaced = False
    finally:
        textpage.close()


def _lines(runs: Sequence[Run]) -> list[Run]:
    """Return characters joined to runs: those that follow each other on a line without the gap of a column."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and _follows(last, run):
            gap = run.left - last.right
            last.text += " " * (run.spaced or gap > 0.4 * last.size) + run.text
            last.right = max(last.right, run.right)
            last.top, last.bottom = min(last.top, run.top), max(last.bottom, run.bottom)
            last.size = max(last.size, run.size)
        else:
            joined.append(run)
    return joined


def _follows(last: Run, run: Run) -> bool:
    """Return whether `run` goes on with the line of `last`."""
    overlap = min(last.bottom, run.bottom) - max(last.top, run.top)
    level = overlap > 0.5 * min(last.bottom - last.top, run.bottom - run.top)
    return level and -0.5 * run.size <= run.left - last.right <= 1.2 * max(last.size, run.size)


def _cut(runs: list[Run]) -> Iterator[list[Run]]:
    """Yield the blocks of a page: cut at gutters from left to right, else at the widest gap from top to bottom."""
    waiting = [runs]
    while waiting:
        part = waiting.pop()
        size = statistics.median(run.size for run in part)
        columns = _split(part, gap=_LEAST_GUTTER * size, across=True)
        if len(columns) == 1:
            columns = _split(part, gap=_LEAST_GAP * size, across=False)
            columns = _widest(columns) if len(columns) > 1 else columns
        if len(columns) == 1:
            yield part
        else:
            waiting.extend(reversed(columns))


def _split(runs: Sequence[Run], *, gap: float, across: bool) -> list[list[Run]]:
    """Return runs in groups with at least `gap` between them, from left to right or from top to bottom."""
    ordered = sorted(runs, key=lambda r: (r.left, r.top) if across else (r.top, r.left))
    groups: list[list[Run]] = []
    edge = 0.0
    for run in ordered:
        start, end = (run.left, run.right) if across else (run.top, run.bottom)
        if not groups or start - edge >= gap:
            groups.append([])
            edge = end
        groups[-1].append(run)
        edge = max(edge, end)
    return groups


def _widest(groups: list[list[Run]]) -> list[list[Run]]:
    """Return groups from top to bottom as two: those above and below the widest gap."""
    edges = [max(run.bottom for run in group) for group in groups]
    gaps = [min(run.top for run in below) - edge for edge, below in zip(edges, groups[1:], strict=False)]
    at = max(range(len(gaps)), key=lambda i: gaps[i]) + 1
    above, below = groups[:at], groups[at:]
    return [[run for group in part for run in group] for part in (above, below)]


def _block(runs: Sequence[Run]) -> str:
    """Return a block as lines, a blank one where the size of the type changes."""
    rows = _split(runs, gap=-0.3 * statistics.median(run.size for run in runs), across=False)
    out: list[str] = []
    before = 0.0
    for row in rows:
        size = statistics.median(run.size for run in row)
        if out and max(size, before) > _NEW_TYPE * min(size, before):
            out.append("")
        out.append(" ".join(run.text for run in sorted(row, key=lambda r: r.left)))
        before = size
    return "\n".join(out)

"""A source text cut into passages short enough to read beside a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.records import Span

LONGEST = 240
"""Code points of a passage beyond which it is cut at the next sentence."""

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_SENTENCE_END = re.compile(r"[。！？!?][”’」』）)]*")
_INDENT = (" ", "\u3000", "\t")
_BREAK = re.compile(r"[^\S\n]{0,40}\n\s*")
_LATIN = re.compile(r"[A-Za-z0-9,.;:]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it is read, its broken lines joined, with a stretch of it marked; all in code points."""

    text: str
    start: int
    end: int


def passage_spans(text: str) -> tuple[Span, ...]:
    """Return the passages of a source text, in order, in code points; together they are the whole text.

    A passage ends at an empty line, before an indented line, and after a line that closes a sentence well short of
    the width of the column. A passage longer than `LONGEST` is cut after a sentence.
    """
    lines = [Span(*m.span()) for m in _LINE.finditer(text) if m.end() > m.start()]
    width = max((len(text[line.start : line.end].strip()) for line in lines), default=0)
    starts = [0]
    for before, line in pairwise(lines):
        above, here = text[before.start : before.end], text[line.start : line.end]
        closes = len(above.strip()) < width * 0.8 and _SENTENCE_END.search(above.rstrip()[-2:]) is not None
        if not above.strip() or here.startswith(_INDENT) or closes:
            starts.append(line.start)
    return tuple(part for start, end in pairwise([*starts, len(text)]) for part in _shorter(text, Span(start, end)))


def passage_of(text: str, spans: tuple[Span, ...], start: int, end: int) -> Passage:
    """Return the passages that hold ``text[start:end]``, as they are read, with that stretch marked.

    Passages stand on lines of their own. An empty stretch has no passage: its text is empty.
    """
    read = ""
    begins = ends = 0
    for span in spans:
        if span.start >= end or start >= span.end:
            continue
        read += "\n" if read else ""
        marks = (max(start, span.start), min(end, span.end))
        joined, (first, last) = _joined(text, span, marks)
        begins = len(read) + first if start >= span.start else begins
        ends = len(read) + last
        read += joined
    return Passage(read, begins, ends)


def _shorter(text: str, span: Span) -> list[Span]:
    """Return a passage cut after sentences into parts of about `LONGEST` code points."""
    parts = []
    start = span.start
    for match in _SENTENCE_END.finditer(text, span.start, span.end):
        if match.end() - start >= LONGEST:
            parts.append(Span(start, match.end()))
            start = match.end()
    if start < span.end:
        parts.append(Span(start, span.end))
    return parts


def _joined(text: str, span: Span, marks: tuple[int, int]) -> tuple[str, list[int]]:
    """Return a passage with its broken lines joined, and where two offsets of the source text lie in it.

    Nothing stands between joined Chinese characters, a space between Latin words.
    """
    lead = len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip())
    stop = span.start + len(text[span.start : span.end].rstrip())
    read = ""
    moved = [0, 0]
    at = min(span.start + lead, stop)
    breaks = [*_BREAK.finditer(text, at, stop), None]
    for broken in breaks:
        until = broken.start() if broken else stop
        moved = [len(read) + mark - at if at <= mark <= until else old for mark, old in zip(marks, moved, strict=True)]
        read += text[at:until]
        if broken:
            latin = _LATIN.match(text[until - 1]) and _LATIN.match(text[broken.end() : broken.end() + 1])
            read += " " if latin else ""
            at = broken.end()
    return read, [len(read) if mark > stop else old for mark, old in zip(marks, moved, strict=True)]

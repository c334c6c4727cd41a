"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.page.lines import CLOSERS
from kg.records import Span

_END = re.compile(
    r"[。！？!?….](?:(?<=[。！？!?])[。！？!?]*|(?<=…)…*|(?<=[A-Za-z\d)\"'][a-z\d)\"']\.)(?=[\"')\]]*(?:\s|$)))"
    rf"[{re.escape(CLOSERS)}']*"
)
_GOES_ON = re.compile(r"[，、；：,;:。）)》”’」』]|[的等和与及或](?!方)")
_PAIRS = {"《": "》", "（": "）", "(": ")", "【": "】"}
_PAIR = re.compile(r"[《》（）()【】]")
_LONGEST_PAIR = 80
_LONGEST = 1000
"""Characters of the longest sentence, twice what papers print: what is read of one grows faster than it does."""
_PAUSES = "；;，,、 "
"""Where a longer one is cut, the best first."""
_DEEPEST = 8


def _closed(text: str) -> list[Span]:
    """Return the stretches of text inside titles and brackets; one that is not closed soon counts for nothing."""
    spans: list[Span] = []
    stack: list[tuple[str, int]] = []
    for found in _PAIR.finditer(text):
        sign = found[0]
        if sign in _PAIRS:
            stack = [*stack[-_DEEPEST:], (_PAIRS[sign], found.start())]
        elif any(sign == closer for closer, _ in stack):
            while stack:
                closer, start = stack.pop()
                if closer == sign:
                    if found.end() - start <= _LONGEST_PAIR:
                        spans.append(Span(start, found.end()))
                    break
    return sorted(spans)


def sentences_of(text: str) -> Iterator[Span]:
    """Yield the sentences of a paragraph, without white space at their edges; together they hold all its words."""
    start = 0
    inside = iter(_closed(text))
    pair = next(inside, None)
    for mark in _END.finditer(text):
        while pair is not None and pair.end <= mark.start():
            pair = next(inside, None)
        if pair is not None and pair.start < mark.start() < pair.end:
            continue
        if _GOES_ON.match(text, mark.end()):
            continue
        yield from _pieces(text, start, mark.end())
        start = mark.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a span, cut at its pauses where it is longer than a sentence may be."""
    while end - start > _LONGEST:
        reach = range(start + _LONGEST // 2, start + _LONGEST)
        pauses = (text.rfind(sign, reach.start, reach.stop) + 1 for sign in _PAUSES)
        cut = next(filter(None, pauses), reach.stop)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a span without white space at its edges, unless nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)

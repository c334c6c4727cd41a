"""Projects without a head of their own: numbered lines, plants rebuilt, mills paid for, phases, items of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import load
from kg.nlp.things.lists import word_set
from kg.nlp.things.phrases import is_edge, phrase_before, tokens
from kg.nlp.things.works import Works, is_general, measure

_PHASE = re.compile(r"(?<![第分一二两三四0-9])[二三四五]期(?![\u4e00-\u9fff]{0,3}工程|项目|年产|日产|[0-9间货房限权])")
_NUMBERED = re.compile(
    r"生产\s?[0-9一二三四五六七八九十]+\s?号线|[0-9一二三四五六七八九十]+\s?号(?:生产线|机组|高炉|焦炉|装置)"
)
_ELLIPTIC = re.compile(
    r"[亿万]元的([\u4e00-\u9fffA-Za-z0-9（）()\-]{4,24}?)(?=、[^。；]{0,120}?项目|和[^。；]{0,60}?项目|等[^，。；、]{0,8}?项目)"
)
"""投资30亿元的|锂电池回收利用、10亿元的|电解液等项目."""
_MILL = re.compile(r"(?:[亿万]元的|[新在投兴]建的)([\u4e00-\u9fff]{2,8}?厂)(?![\u4e00-\u9fff]?[房区长家商址])")
"""投了7000万元的|衬衫厂."""
_RETROFIT = re.compile(r"技改(?!项目|工程|改造|升级|扩)")


def works_by_form(text: str) -> Iterator[Works]:
    """Yield the projects of a text that no head word names."""
    for match in _NUMBERED.finditer(text):
        works = measure(text, match.start(), match.end(), "numbered")
        if works.measured or works.inner_start < works.inner_end:
            yield works
    for match in _RETROFIT.finditer(text):
        works = measure(text, match.start(), match.end(), "plant")
        if works.measured and works.inner_start < works.inner_end:
            yield works
    for match in _MILL.finditer(text):
        start, end = match.span(1)
        yield Works(start, end, start, end - 1, measured=False, source="things:project.plant")
    for match in _ELLIPTIC.finditer(text):
        if listed := _elliptic(text, *match.span(1)):
            yield listed
    for match in _PHASE.finditer(text):
        if phase := _phase(text, *match.span()):
            yield phase


def _elliptic(text: str, start: int, end: int) -> Works | None:
    """Return a project of a list that is closed by 等项目, without that word of its own."""
    inner = text[start:end]
    if "的" in inner or inner.endswith("期") or is_general(inner) or is_edge(tokens(text, start, end)[0]):
        return None
    return Works(start, end, start, end, measured=False, source="things:project.listed")


def _phase(text: str, start: int, end: int) -> Works | None:
    begin = phrase_before(text, start)
    inner = text[begin:start]
    if (
        len(inner) < 2
        or inner[0] in "亿万元个"
        or inner in load().nouns
        or is_general(inner)
        or inner.endswith(tuple(word_set("phase_not_after")))
    ):
        return None
    return Works(begin, end, begin, start, measured=False, source="things:project.phase")

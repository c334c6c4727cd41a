"""Goods called by a brand in quotation marks or by a variety or model alone, where they are said to be made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import load
from kg.nlp.candidates import Candidate
from kg.nlp.things.lists import with_mark, word_set
from kg.patterns import alternation

_LIST = "badge_words"
_SOURCE = "things:product.set"
_GOODS = ("goods_names", "goods_heads", "goods_general", "goods_plain")
"""Lists of words that goods are called by."""
_BADGE = re.compile("“(?P<name>[\u4e00-\u9fffA-Za-z0-9·]{2,8})”[、和]?")
_ROW = re.compile("(?:“[\u4e00-\u9fffA-Za-z0-9·]{2,6}”[、和]?){2,12}+")
"""Several brands one after the other."""
_MODEL = re.compile("(?P<name>(?P<core>[\u4e00-\u9fff]{1,4}?)[A-Z]{0,3}-?[0-9]{1,4}号?)(?P<more>[、和及])?")
_NO_MODEL = re.compile("[达约近超过至区线第共各逾]$")
"""How no name of a variety ends before its number: 能力达|300, 园区|12号."""
_BEHIND_MODEL = re.compile("[，。；]|等|$|的?(?:[\u4e00-\u9fff]{0,4}品种|车型|型号|系列)")
_RUNS_ON = re.compile("[区线中能]")
"""What goes on with a verb of making as part of another word: 开发|区12号, 生产|能力达300."""
_LEAD = re.compile("(?:的|了|出了?)?(?:优质|新品种|新品|自主研发的)?")


def find_badges(text: str, cls: str) -> Iterator[Candidate]:
    """Give the goods that follow a verb of making and are called so: “云慕”“金澜”等产品, 云麦16号、云豆6号."""
    for verb in _verbs().finditer(text):
        lead = _LEAD.match(text, verb.end())
        start = verb.end() if lead is None else lead.end()
        for begin, end in (*_quoted(text, start), *_models(text, start)):
            yield Candidate(begin, end, cls, _SOURCE)
    for row in _ROW.finditer(text) if "”" in text else ():
        # Whoever has them: “甲”、“乙”三个产品.
        if _kinds().match(text, row.end()) is not None:
            yield from (Candidate(*one.span("name"), cls, _SOURCE) for one in _BADGE.finditer(text, *row.span()))


def _quoted(text: str, start: int) -> list[tuple[int, int]]:
    """Return the spans of the brands in quotation marks from `start` on, if what stands behind says that they are."""
    spans = []
    end = start
    while (match := _BADGE.match(text, end)) is not None:
        spans.append(match.span("name"))
        end = match.end()
    sold = text[start - 1] == "的" and _sold().match(text, end) is not None
    return spans if spans and (sold or _kinds().match(text, end) is not None) else []


def _models(text: str, start: int) -> list[tuple[int, int]]:
    """Return the spans of the varieties or models listed from `start` on, up to what is counted goods."""
    spans: list[tuple[int, int]] = []
    if _RUNS_ON.match(text, start):
        return spans
    while (match := _MODEL.match(text, start)) is not None and not _is_common(match["core"]):
        if _NO_MODEL.search(match["core"]):
            break
        start = match.end()
        if match["more"] is None and _BEHIND_MODEL.match(text, start) is None:
            break
        spans.append(match.span("name"))
        if match["more"] is None:
            break
    return spans


def _is_common(core: str) -> bool:
    """Return whether what stands before a number is a word, or a verb and more: 小麦|379, 车间|3, 种植云薯|6号."""
    lexicon = load()
    if core in lexicon.nouns or core[:2] in lexicon.verbs or core in lexicon.function_words:
        return True
    return any(core in word_set(name) for name in _GOODS)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(alternation(with_mark(_LIST, "make")))


@cache
def _kinds() -> re.Pattern[str]:
    """Return the pattern of what brands are behind their list: 等系列|产品."""
    kind = alternation(with_mark(_LIST, "kind"))
    return re.compile(
        rf"等?(?:[一二两三四五六七八九十几多0-9]{{1,3}}[个款种大]?)?(?:知名|著名|驰名|注册|主打|系列|自主|高端|新|优质|区域){{0,2}}{kind}"
        "(?![店楼吧家园馆山城])"
    )


@cache
def _sold() -> re.Pattern[str]:
    return re.compile(f"等?{alternation(with_mark(_LIST, 'sold'))}")

"""Goods listed from an offset on, with their quantities: A、B和C, 11万吨A、3万吨B."""

from __future__ import annotations

import re
from functools import cache

from kg.nlp.candidates import Candidate
from kg.nlp.things.goods import ends, is_goods, is_thing, product_of
from kg.nlp.things.lists import word_set
from kg.nlp.things.named import CLASS, named
from kg.nlp.things.phrases import phrase_after
from kg.values import Capacity

_SEPARATOR = re.compile(r"\s*(?:、|以及|和|及|与|，(?=\d))")
_AND_MORE = re.compile(
    r"等(?:(?:[0-9]+|[一二三四五六七八九十几多]+)[多余]?[种类个](?:系列的?)?)?(?=[\u4e00-\u9fff]{3})"
)
"""闸阀、隔膜阀等|核级阀门."""
BRACKET = re.compile(r"（([A-Z][A-Za-z0-9]{1,7}|\d[^（）]{2,16})）")
_LEAD = re.compile(
    r"(?>中高档|中高端|中低端|高中档|各类|各式|各种|多种|高档|高端的?|优质|各种[^，。、的]{0,4}的)+(?=[\u4e00-\u9fff]{2})"
)
_SHORT = 8
"""How long an item of a list may be that no word list knows."""


def list_after(text: str, start: int, capacities: dict[int, Capacity], *, strong: bool, source: str) -> list[Candidate]:
    """Return the goods listed from an offset on: A、B和C, 11万吨A、3万吨B, A11万吨、B3万吨."""
    found: list[Candidate] = []
    doubtful: list[tuple[int, int]] = []
    position = start + len(lead[0]) if (lead := _LEAD.match(text, start)) else start
    for _ in range(16):
        while position < len(text) and text[position] == " ":
            position += 1
        position = _skip(capacities, position)
        end = phrase_after(text, position, stops())
        if end == position:
            break
        end = _used_for(text, position, end)
        first, last = product_of(text, position, end)
        candidate = named(text, first, last, source, strong=strong, plain=strong)
        if candidate is None and end - position > 12:
            break
        if candidate:
            found.append(candidate)
        else:
            doubtful.append((first, last))
        bracket = BRACKET.match(text, end)
        position = _skip(capacities, bracket.end() if bracket else end)
        separator = _SEPARATOR.match(text, position) or (_AND_MORE.match(text, position) if found else None)
        if not separator:
            break
        position = separator.end()
    return found + _among(text, found, doubtful, source)


def _used_for(text: str, start: int, end: int) -> int:
    """Return where goods end that are named by what they are for: 吸尘器用|伸缩管."""
    if end == start or not text.startswith("用", end):
        return end
    further = phrase_after(text, end + 1, stops())
    return further if further > end + 1 and is_goods(text[end + 1 : further]) else end


def _among(text: str, found: list[Candidate], doubtful: list[tuple[int, int]], source: str) -> list[Candidate]:
    """Return the items of a list that no word list knows, if most of it is goods: 花环 of 灯串、网布、花环."""
    if len(found) < max(2, len(doubtful)):
        return []
    return [
        Candidate(start, end, CLASS, f"things:product.{source}")
        for start, end in doubtful
        if 2 <= end - start <= _SHORT and is_thing(text[start:end])
    ]


def _skip(capacities: dict[int, Capacity], position: int) -> int:
    return capacities[position].end if position in capacities else position


@cache
def stops() -> frozenset[str]:
    """Return the words that end a phrase of goods."""
    return frozenset(ends()) | word_set("product_stops")

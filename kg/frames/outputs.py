"""How much of something is made: the quantity that stands by a product, or by the project that is named after it."""

from __future__ import annotations

import re
from functools import cache

from kg.frames.marks import CAPACITY, Masked, mark_of, marks_of
from kg.frames.template import concrete, goods
from kg.ontology import load_ontology
from kg.values import Amount, Capacity


def capacity_of(masked: Masked, position: int) -> Capacity | None:
    """Return the quantity that stands by the product at `position`: after it, else before it, else after its list.

    Where none does, that by another naming of it in the sentence: 生产柠檬油和果胶，其中柠檬油年产60吨.
    """
    if value := _stands_by(masked, position):
        return value
    unit = masked.units.get(position)
    entity = unit.mention.entity if unit is not None and unit.mention is not None else None
    others = (p for p, u in masked.units.items() if u.mention is not None and u.mention.entity == entity)
    return next((value for p in others if p != position and (value := _stands_by(masked, p))), None)


def _stands_by(masked: Masked, position: int) -> Capacity | None:
    text = masked.text
    if "分别" in text and (paired := _respectively(masked, position)):
        return paired
    after, before, beyond = _beside()
    for match in (after.match(text, position + 1), before.search(text, 0, position), beyond.match(text, position + 1)):
        if match is not None:
            at = match.start("later") if match.groupdict().get("later") else match.start("quantity")
            if value := _value(masked, at):
                return value
    return None


def sum_of(masked: Masked, start: int, end: int) -> Amount | None:
    """Return the only sum of money in ``masked.text[start:end]`` that is no price of a unit; None if there are more."""
    sums = [u.value for u in masked.units_in(start, end) if isinstance(u.value, Amount) and not u.value.per_unit]
    return sums[0] if len(sums) == 1 else None


def output_of(masked: Masked, position: int) -> Capacity | None:
    """Return the output that is told of the project at `position` in what follows: …生产线，设计年产能3.5万吨."""
    match = _told().match(masked.text, position + 1)
    return _value(masked, match.start("quantity")) if match is not None else None


def _value(masked: Masked, at: int) -> Capacity | None:
    value = masked.units[at].value if at in masked.units else None
    return value if isinstance(value, Capacity) else None


def _respectively(masked: Masked, position: int) -> Capacity | None:
    """Return the quantity of a product whose list is followed by as many: A和B，年产能分别为3万吨、2万吨."""
    for match in _lists().finditer(masked.text):
        if not match.start() <= position < match.start("quantities"):
            continue
        things = [p for p in range(match.start(), match.start("quantities")) if masked.text[p] in marks_of(goods())]
        quantities = [p for p in range(match.start("quantities"), match.end()) if masked.text[p] == mark_of(CAPACITY)]
        if len(things) == len(quantities) and position in things:
            return _value(masked, quantities[things.index(position)])
    return None


@cache
def _rate() -> str:
    """Return the expression for words that speak of an output per time: 设计年产能, 规模为每年, 一年能打."""
    return (
        "(?:(?:设计|综合|加工|供货|生产|年|月|日|总|新增|单线){0,4}(?:产能|能力|产量|规模)[^，。；、]{0,6}?"
        "|(?:年|月|日)(?:生产|产|供货|可产|加工)|(?:一年|每年|每月|每天|一天|一个月|全年)[^，。；、]{0,6}?)"
    )


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the expressions of a quantity after a product, before it, and after the list it stands in."""
    quantity = f"(?P<quantity>{mark_of(CAPACITY)})"
    later = f"(?P<later>{mark_of(CAPACITY)})"
    thing = marks_of(goods())
    was = _was()
    return (
        re.compile(
            f"(?:（[^（）]{{0,12}}）)?[^，。；、：{thing}]{{0,8}}?(?:{was}[^，。；、]{{0,6}}?{later}|{quantity})"
        ),
        re.compile(f"{quantity}(?:的|以上的?|级)?\\Z"),
        re.compile(
            f"(?:[、和及与][{thing}]){{1,40}}(?:等)?[^，。；、]{{0,6}}?{quantity}"
            f"|[^。；{thing}{mark_of(CAPACITY)}]{{0,40}}?{_rate()}{later}"
        ),
    )


def _was() -> str:
    """Return the expression for what it was before: 由10万吨增加 of 由10万吨增加到20万吨."""
    begun = f"[由从][^，。；、：{marks_of(goods())}{mark_of(CAPACITY)}]{{0,4}}"
    return f"{begun}{mark_of(CAPACITY)}[^，。；、]{{0,6}}?[增提扩升跃]"


@cache
def _told() -> re.Pattern[str]:
    owned = concrete(
        tuple(
            kind
            for term in load_ontology().predicates.values()
            if "capacity" in term.qualifiers
            for kind in term.domain
        )
    )
    others = f"{marks_of(goods() | owned)}{mark_of(CAPACITY)}"
    return re.compile(
        f"[^。；{others}]{{0,48}}?{_rate()}(?:{_was()}[^，。；、]{{0,6}}?)?(?P<quantity>{mark_of(CAPACITY)})"
    )


@cache
def _lists() -> re.Pattern[str]:
    thing, quantity = f"[{marks_of(goods())}]", mark_of(CAPACITY)
    return re.compile(
        f"{thing}(?:[、和及与]{thing}){{1,40}}[^。；]{{0,16}}?分别(?:为|达|是|达到)?(?P<quantities>{quantity}(?:[、和及]{quantity}){{1,40}})"
    )

"""Capacities and quantities of goods: 年产2万吨…, 13.5万吨/年, 日处理能力4万立方米, 2×350MW, 3800吨."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache

from kg.errors import RuleError
from kg.paths import RESOURCES
from kg.values.numbers import COUNTING, NUMBER, is_count, parse_number

_FOLDER = RESOURCES / "lexicon"
_PERIODS = {"天": "日", "时": "小时", "h": "小时", "H": "小时", "d": "日", "a": "年", "个月": "月"}
_REACH = 30
"""How many characters may stand between the word of capacity and the number: 年产A、B和C 800吨."""
_LINK = re.compile(r"[^，。；！？,;：\n0-9]{0,14}[、和及与至到或][^，。；！？,;：\n0-9]{0,14}")
_LOOSE_LINK = re.compile(r"[^，。；！？,;：\n0-9]{0,10}[，,][^，。；！？,;：\n0-9]{0,8}")
_BREAK = re.compile(r"[去今前明]年|目前|其中|投资|建设|另|现有|库存|完成|占地|每")
_AFTER = re.compile(
    r"[^，。；！？,;：\n0-9]{0,14}?的(?P<period>年|月|日)?(?:生产|加工|处理|供应|制造|总)*+(?:能力|产能|规模)"
)


@dataclass(frozen=True, slots=True, order=True)
class Capacity:
    """One capacity or quantity; ``text`` is what stands printed at ``start`` to ``end``, in code points."""

    start: int
    end: int
    text: str
    """Number, unit and a printed period: 13.5万吨/年."""
    canonical: str
    """The number and unit with the period that the sentence gives: 年产2万吨 is 2万吨/年."""
    value: float | None
    """In single units, 万 and 亿 multiplied out; None for a vague number (数万吨)."""
    unit: str
    period: str | None
    """年, 月, 日 or 小时; None for a plain quantity."""
    number_start: int
    number_end: int


@dataclass(frozen=True, slots=True)
class _Unit:
    mode: str
    pattern: str


def find_capacities(text: str) -> list[Capacity]:
    """Return the capacities and quantities of goods in `text`, in order and without overlap."""
    if COUNTING.search(text) is None:
        return []
    found = [_quantity(match) for match in _quantities().finditer(text) if is_count(match["number"])]
    if not found:
        return []
    cues = list(_cues().finditer(text))
    cue_ends = [cue.end() for cue in cues]
    periods: list[str | None] = []
    for i, quantity in enumerate(found):
        period = quantity.period
        index = bisect_right(cue_ends, quantity.start) - 1
        if period is None and index >= 0 and _reaches(text, cues[index], found[i - 1] if i else None, quantity):
            period = _period(cues[index])
        if period is None and i and periods[i - 1] and _linked(_LINK, text, found[i - 1], quantity):
            period = periods[i - 1]
        periods.append(period)
    _read_back(text, found, periods)
    return [
        _with_period(quantity, period)
        for quantity, period in zip(found, periods, strict=True)
        if period or _is_plain(quantity)
    ]


def _quantity(match: re.Match[str]) -> Capacity:
    period = match["period"]
    return Capacity(
        start=match.start(),
        end=match.end(),
        text=match[0],
        canonical=(match["number"] + match["unit"]).replace(" ", ""),
        value=parse_number(match["number"]),
        unit=match["unit"],
        period=_PERIODS.get(period, period) if period else None,
        number_start=match.start("number"),
        number_end=match.end("number"),
    )


def _with_period(quantity: Capacity, period: str | None) -> Capacity:
    if period is None:
        return quantity
    return replace(quantity, canonical=f"{quantity.canonical}/{period}", period=period)


def _is_plain(quantity: Capacity) -> bool:
    """Return whether a number of this unit counts goods without a word of capacity beside it."""
    mode = _units()[quantity.unit].mode
    return mode == "yes" or (mode == "large" and (quantity.value or 0) >= 1000)


def _period(cue: re.Match[str]) -> str:
    period = cue["each"] or cue["one"] or cue["bare"]
    return _PERIODS.get(period, period)


def _reaches(text: str, cue: re.Match[str], before: Capacity | None, quantity: Capacity) -> bool:
    """Return whether a word of capacity speaks of the quantity: same clause, no other quantity between."""
    if quantity.start - cue.end() > _REACH or (before and before.start >= cue.start()):
        return False
    return re.search(r"[，。；！？,;：\n]", text[cue.end() : quantity.start]) is None


def _linked(link: re.Pattern[str], text: str, before: Capacity, quantity: Capacity) -> bool:
    gap = text[before.end : quantity.start]
    return link.fullmatch(gap) is not None and _BREAK.search(gap) is None


def _read_back(text: str, found: list[Capacity], periods: list[str | None]) -> None:
    """Give the period to a list that is closed by it: A 5200万条、B 1100万条的年生产能力."""
    for last in range(len(found) - 1, -1, -1):
        after = _AFTER.match(text, found[last].end)
        if after is None or periods[last]:
            continue
        first = last
        while first and periods[first - 1] is None and _linked(_LINK, text, found[first - 1], found[first]):
            first -= 1
        period = after["period"]
        if period is None and first and _linked(_LOOSE_LINK, text, found[first - 1], found[first]):
            period = periods[first - 1]
        for index in range(first, last + 1):
            periods[index] = period


@cache
def _units() -> dict[str, _Unit]:
    """Return the units of ``units.tsv`` with how far they count goods and how they are matched."""
    units = {}
    for number, fields in _rows("units.tsv"):
        unit, mode, *stop = fields
        if mode not in {"yes", "large", "cue"}:
            raise RuleError(f"units.tsv, line {number}: {mode!r} is none of yes, large, cue; correct the second field")
        latin = unit[-1].isascii() and unit[-1].isalpha()
        guard = "(?![A-Za-z])" if latin else f"(?![{re.escape(stop[0])}])" if stop and stop[0] else ""
        units[unit] = _Unit(mode, (" ?" if unit[0].isascii() else "") + f"{re.escape(unit)}{guard}")
    return units


@cache
def _quantities() -> re.Pattern[str]:
    units = "|".join(_units()[unit].pattern for unit in sorted(_units(), key=len, reverse=True))
    return re.compile(
        rf"(?={COUNTING.pattern})(?P<number>{NUMBER})(?P<unit>{units})(?:[/／每](?P<period>年|月|日|天|小时|时|[hHda](?![A-Za-z])))?+(?!级)"
    )


@cache
def _cues() -> re.Pattern[str]:
    verbs = "|".join(re.escape(fields[0]) for _, fields in sorted(_rows("capacity_verbs.txt"), reverse=True))
    verbs = "|".join(sorted(verbs.split("|"), key=len, reverse=True))
    fill = r"(?:新增|可以?|均|将|能|设计|实际|综合|总|最大|最高|预计|规划|计划)*+"
    whole = r"(?:产能|能力|产量|处理量|发电量|吞吐量|供应量|规模)"
    return re.compile(
        rf"每(?P<each>年|月|日|天|小时)|一(?P<one>年|天|个月)(?:就|约|大约)?+(?:能|可以?|{verbs})"
        r"|(?P<bare>[年月日])(?<![去今前明当本近同多几全半常周历往数0-9０-９一二三四五六七八九十个].)(?<!(?<![新以])上.)"
        rf"(?:{fill}(?:{verbs})(?![值业权区地])|[^，。；、！？,;：\s0-9年月日]{{1,8}}?{whole})"
    )


def _rows(name: str) -> list[tuple[int, list[str]]]:
    """Return the lines of a word list as fields, with their line numbers."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [(i, line.split("\t")) for i, line in enumerate(lines, 1) if line and not line.startswith("#")]

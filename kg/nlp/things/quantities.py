"""The measure that a project's name begins with: 年产12GWh, 一期年产10万吨, 10.4万吨/年, 110千伏, 2座10万吨级."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import rows
from kg.nlp.things.lists import words
from kg.patterns import alternation

_REACH = 28
_NEW = r"(?:(?<![，。；、：\n][\u4e00-\u9fff])新)?"
"""新年产5万吨, but not 云新|年产5万吨 at the head of a clause, where it is of a name."""
_OUTPUT = re.compile(rf"(?:[一二三四]期)?{_NEW}[年月日]")
_CLASSIFIERS = frozenset("个批票单座口对部发面把副顶床位")
_FEW = re.compile(r"(?<![\d.])\d{1,2}[台套条]$")
_TIMES = "(?:[年月日天时]|小时|[adhADH](?![A-Za-z]))"
"""What output is measured by: 600吨/天, 4500t/d."""
_WRITTEN = "[一二两三四五六七八九十百千万零点]{0,8}[百千万亿]"
"""A large number in characters, as papers write it whose figures are no digits: 十万|吨, 六百|吨."""


def quantity_left(text: str, end: int) -> tuple[int, bool]:
    """Return where the measure that ends at `end` begins, and whether there is one."""
    low = max(0, end - _REACH)
    match = _measured(text, low, end)
    if match is None and text[end - 1 : end] == "的":
        # 年产4万吨的铝灰砖生产线
        match = _measured(text, low, end - 1)
        match = match if match is not None and _OUTPUT.match(match[0]) else None
    if match is None or _FEW.search(match[0].strip()):
        return end, False
    return match.start(), True


def _measured(text: str, low: int, end: int) -> re.Match[str] | None:
    """Return the measure that ends at `end`, no further back than `low`."""
    return _measure().search(text, low, end) if text[end - 1 : end] in _measure_ends() else None


def count_left(text: str, end: int) -> bool:
    """Return whether a count of several things ends at `end`: 27个, 多条."""
    return _count().search(text, max(0, end - 8), end) is not None


def last_measure(text: str, start: int, end: int) -> int:
    """Return the end of the last measure between two offsets, or `start` where there is none."""
    last = start
    for match in _plain().finditer(text, start, end):
        last = match.end()
    return last


@cache
def _plain() -> re.Pattern[str]:
    written = "[一二两三四五六七八九十百千万零点]"
    return re.compile(
        rf"(?:(?<![A-Za-z\d.])\d[\d.,]{{0,15}}\s?(?:[×xX]\d[\d.]{{0,9}})?[多余]?[万亿千百十]{{0,4}}\s?"
        rf"(?:{_units()}|[个位家项批类座栋号])|(?<!{written}){_WRITTEN}余?{_written_units()})"
        rf"(?:级|[（(]套[）)])?(?:\s?[/／]\s?{_TIMES}|每[年日月天])?"
    )


@cache
def _units() -> str:
    units = ({row[0] for row in rows("units.tsv")} | set(words("project_units"))) - _CLASSIFIERS
    latin = {unit for unit in units if unit[-1].isascii()}
    return f"(?:{alternation(units - latin)}|{alternation(latin)}(?![A-Za-z]))"


@cache
def _written_units() -> str:
    return "(?:吨|千克|公斤|千瓦|兆瓦|千伏|立方米|平方米|米|锭|[台套件只支片辆条根双瓶罐盒袋粒头羽])"


@cache
def _measure_ends() -> frozenset[str]:
    """Return what a measure may end with: the last character of its unit, of 级, or of what it is measured by."""
    units = {row[0] for row in rows("units.tsv")} | set(words("project_units"))
    return frozenset(f"{_written_units()}级年月日天时adhADH \u3000") | {unit[-1] for unit in units}


@cache
def _measure() -> re.Pattern[str]:
    verbs = alternation(row[0] for row in rows("capacity_verbs.txt"))
    number = (
        r"(?:约|近|超)?(?:\d[\d.,]{0,15}|[二两三四五六七八九十百]{1,8})(?:[×xX]\d[\d.]{0,9})?[多余]?[万亿千百十]{0,4}"
    )
    blank = r"[ \u3000]{0,4}"
    rate = rf"(?:{_NEW}[年日月]{verbs}{blank})?"
    phase = rf"(?:(?:[一二三四五]期|首期){blank})?{rate}(?:{number}[座条栋]\s?)?"
    first = rf"(?<![\d.])(?:\d[\d.,]{{0,15}}\s?[万亿千百十]{{0,4}}{_units()}[/／])?"
    figure = r"\d[\d.,]{0,15}(?:[×xX]\d[\d.]{0,9})?\s?[多余]?[万亿千百十]{0,4}\s?"
    amount = rf"(?:{figure}{_units()}|{_WRITTEN}余?{_written_units()})"
    return re.compile(rf"(?<![\d.]){phase}{first}{amount}级?(?:\s?[/／]\s?{_TIMES}|每[年日月天])?{blank}\Z")


@cache
def _count() -> re.Pattern[str]:
    return re.compile(r"(?:\d{1,8}[万千百]?|[二两三四五六七八九十百多几数]{1,8})余?多?[个批项类大家]$")

"""The day a page was issued and the paper that printed it, as far as the page says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kg.values import find_dates, resolve

_D = r"(?P<y>(?:19|20)\d\d)"
_FULL = re.compile(
    rf"(?<!\d){_D}(?:年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日|(?P<s>[-/.])(?P<m2>\d{{1,2}})(?P=s)(?P<d2>\d{{1,2}})(?:(?!\d)|(?=\d{{1,2}}[:：]\d\d)))"
)
_DATELINE = re.compile(r"^[^，。；！？]{0,24}?(?P<day>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[电讯]")
_SIGNED = re.compile(
    r"[（(](?=[^（）()]*(?:供稿|供图|记者|通讯员|撰稿|文[/／]?图|图[/／]文|摄|版|日报|网|报|中心|原载|摘自))"
    r"[^（）()。；]{0,30}?(?P<day>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[^（）()。；]{0,24}[）)]$"
)
"""What stands at the end of a report, or below it."""
_NAMED = re.compile(rf"(?<!\d){_D}(?P<s>[-_./年]?)(?P<m>\d{{2}})(?:(?P=s)|月)(?P<d>\d{{2}})(?!\d)")
_DAY = re.compile(r"(?<![年\d])(?P<m>1[0-2]|[1-9])月(?:\d{1,2}日(?:至|—|-))?(?P<d>[12]\d|3[01]|[1-9])日")
_YEAR_SURE = re.compile(
    r"(?<!\d)(?P<y>20\d\d)年(?:度)?(?:第[\d一二三四五六七八九十]+次|[^，。、；]{0,12}(?:政府工作报告|仪式|大会|推介会|博览会|论坛|会议))"
    r"|写在(?P<y2>20\d\d)"
)
_YEAR = re.compile(r"(?<![\d—\-－~～至到])(?P<y>20\d\d)年(?![—\-－~～至])")
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_AHEAD = 15
"""So many years ahead papers plan."""
_TO_COME = re.compile(r"(?:到了?|至|底|预计|计划|拟于?|将于?|力争|争取|明年|目标|截至)[^，。]{0,3}$")


def iso(year: str | int, month: str | int, day: str | int) -> str | None:
    """Return the date as ISO text, or None where the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def full_date(text: str) -> str | None:
    """Return the first full date of a line such as 发布时间：2025-03-21 as ISO text."""
    for found in _FULL.finditer(text):
        if value := iso(found["y"], found["m"] or found["m2"], found["d"] or found["d2"]):
            return value
    # Days written out: 二〇二五年五月十四日.
    told = (resolve(mention, issued=None) for mention in find_dates(text) if mention.kind == "day")
    return next((value for value in told if value is not None), None)


def date_of_line(opening: str) -> str | None:
    """Return the full date of the dateline that a report opens with, as ISO text: 新华网云城2011年11月8日电."""
    found = _DATELINE.match(opening)
    return full_date(found["day"]) if found is not None else None


def date_of_signature(line: str) -> str | None:
    """Return the full date in the bracket that signs a report, as ISO text: （文/图 林知远 2018年1月19日）."""
    found = _SIGNED.search(line)
    return full_date(found["day"]) if found is not None else None


def date_in_name(doc: str) -> str | None:
    """Return the date in a document's name, such as ``wuhai-2024-10-20-01.txt`` or ``20241020/1.html``."""
    for found in _NAMED.finditer(doc):
        if value := iso(found["y"], found["m"], found["d"]):
            return value
    return None


def likely_date(text: str, openings: Iterable[str]) -> str | None:
    """Return the latest day that the articles' openings name, in the year that the page names; None if unsure.

    A year stands where an article begins with it (2025年5月14日上午), where the page names it with what happens now
    (2025年第9次常务会议); else it is the latest one that is not still to come, and then only from April on: in winter
    last year's figures are this year's news.
    """
    openings = tuple(openings)
    if full := _first_words(text, openings):
        return full
    days = [(int(f["m"]), int(f["d"])) for opening in openings if (f := _DAY.search(opening))]
    if not days:
        return None
    sure = [int(f["y"] or f["y2"]) for f in _YEAR_SURE.finditer(text) if not _planned(text, f.start())]
    named = [int(f["y"]) for f in _YEAR.finditer(text) if not _planned(text, f.start())]
    month, day = _latest(days)
    if sure:
        year = max(sure)
    elif named and month > 3:
        year = max(named)
    else:
        return None
    return iso(year, month, day)


def _first_words(text: str, openings: Iterable[str]) -> str | None:
    """Return the latest full date that an article begins with; None where the page names a later year."""
    begins = [f[0] for opening in openings if (f := _FULL.match(opening.rpartition("\n")[2]))]
    days = [day for first in begins if (day := full_date(first))]
    if not days:
        return None
    latest = int(max(days)[:4])
    years = ((int(f[0]), _planned(text, f.start())) for f in _ANY_YEAR.finditer(text))
    return max(days) if all(year <= latest + (_AHEAD if planned else 0) for year, planned in years) else None


def _planned(text: str, at: int) -> bool:
    return bool(_TO_COME.search(text[max(0, at - 8) : at]))


def _latest(days: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the latest day; in a page that has both December and January, January's."""
    if any(m == 1 for m, _ in days) and any(m == 12 for m, _ in days):
        days = [d for d in days if d[0] < 6]
    return max(days)

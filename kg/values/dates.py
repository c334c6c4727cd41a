"""Dates as Chinese papers print them, found in a text and read on the day of issue."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple, Self

from kg.values.numbers import ARABIC, parse_number

_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_YEARS_TOLD = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}
_MONTHS = {"上个月": -1, "上月": -1, "本月": 0, "下个月": 1, "下月": 1}
_MONTHS_TOLD = {"当月": 0, "同月": 0, "次月": 1}
_GO = timedelta(days=10)
"""How long a visit or a meeting may last."""
_DAYS = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1}
_DAYS_TOLD = {"此前一天": -1, "前一天": -1, "前一日": -1, "当天": 0, "当日": 0, "同日": 0, "次日": 1, "第二天": 1}

_N = rf"(?:[{ARABIC}](?<![{ARABIC}.．][{ARABIC}])[{ARABIC}]?(?![{ARABIC}.．])|[一二三四五六七八九十]{{1,3}})"
_Y = (
    rf"(?:(?:19|20|１９|２０)(?<![{ARABIC}.．]..)[{ARABIC}]{{2}}(?![{ARABIC}])"
    r"|[一二][九〇○零][一二三四五六七八九〇○零]{2})"
)
_TO = r"(?:至|到|—{1,2}|–|-|－|~|～)"


def _words(*tables: dict[str, int]) -> str:
    return "|".join(word for table in tables for word in table)


# 前年 is no word in 目前年产, nor 后年 in 达产后年产, nor 前天 in 目前天然气.
_TOKEN = re.compile(
    rf"""(?=[{ARABIC}一二三四五六七八九十去今前明后当上本下昨同次翌年月近日此不第连岁全])(?:
     (?=[{ARABIC}一二三四五六七八九十])(?:
     (?P<iso>(?P<y0>{_Y})(?P<sign>[-/.])(?P<m0>[{ARABIC}]{{1,2}})(?P=sign)(?P<d0>[{ARABIC}]{{1,2}})(?![{ARABIC}]))
    |(?P<year>(?:(?P<y1>{_Y})年?{_TO})?(?P<y>{_Y})年度?)
    |(?P<month>(?:(?P<m1>{_N}){_TO})?(?P<m>{_N})月份?(?![亮球饼薪租均刊]))
    |(?P<day>(?:(?P<d1>{_N}){_TO})?(?P<d>{_N})[日号])
    |(?P<plan>十[一二三四五六]五(?=[”"’」时规期末，。、]|$)))
    |(?P<vague>近日|(?<![节假])日前|近期|不久前|前不久|连日来|近年来?|近几年|岁末年初)
    |(?P<part>前{_N}个月|(?:前|第)?[一二三四]季度|[上下]半年|年[初底末内]|月[初底末])
    |(?P<relative_day>(?<![目以之提当先])(?!(?<=[一-龥])第二天)(?:{_words(_DAYS_TOLD, _DAYS)}))
    |(?P<relative_month>(?<!基)(?:{_words(_MONTHS, _MONTHS_TOLD)}))
    |(?P<relative_year>(?<![目以之提此当先基新])(?:{_words(_YEARS, _YEARS_TOLD)})
      (?!(?<=[前后]年)[产新可均能加处供发销封组]))
    )""",
    re.VERBOSE,
)
_SUFFIX = re.compile(r"年?[初底末]|[上中下]旬")
_NO_BARE_DAY = re.compile(r"元|均|产[量能]|处理|供[水气热电]|[以之]?内|游|龄|夜|制|本[^报市县区州盟旗省]|[后来]")
_CLAUSE_ENDS = frozenset({"", "，", "。", "；", "：", "“", "\n", "\u3000"})
_TIME_OF_DAY = re.compile("[，至到]|[上下]午|凌?晨|早|晚|傍晚|中午|一早")
_RANGE_SIGN = re.compile(rf"{_TO}|[、和及]")
_RANKS = {"year": 1, "relative_year": 1, "month": 2, "relative_month": 2, "day": 3, "part": 3}


class DateValue(NamedTuple):
    """A date of day, month or year precision."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, iso: str) -> Self:
        """Return the value of ``2024-10-19``, ``2024-10`` or ``2024``; raise ValueError for anything else."""
        if not re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", iso):
            raise ValueError(f"{iso!r} is no ISO date")
        value = cls(*map(int, iso.split("-")))
        date(value.year, value.month or 1, value.day or 1)
        return value

    @property
    def iso(self) -> str:
        """Return ``2024-10-19``, ``2024-10`` or ``2024``."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


class Parts(NamedTuple):
    """What is printed of a date: a number, a word such as 去年 or 上个月, or nothing."""

    year: int | str | None = None
    month: int | str | None = None
    day: int | str | None = None
    part: str | None = None
    """上旬, 底, 上半年, 前5个月 …"""


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date as printed: ``text`` stands at ``start`` to ``end``, in code points."""

    start: int
    end: int
    text: str
    kind: str
    """``day``, ``month``, ``year``, ``part``, ``range``, ``vague`` (近日, 2018年以来) or ``plan`` (十四五)."""
    parts: Parts = field(default_factory=Parts)
    until: Parts | None = None
    """The other end of a range."""


def find_dates(text: str) -> list[DateMention]:
    """Return the dates in `text`, vague ones too, in order and without overlap."""
    mentions: list[DateMention] = []
    tokens = list(_TOKEN.finditer(text))
    index = 0
    while index < len(tokens):
        chain = [tokens[index]]
        index += 1
        while (
            index < len(tokens)
            and tokens[index].start() == chain[-1].end()
            and 0 < _rank(chain[-1]) < _rank(tokens[index])
        ):
            chain.append(tokens[index])
            index += 1
        mention = _assemble(text, chain)
        if mention is None:
            continue
        joined = _join(text, mentions[-1], mention) if mentions else None
        if joined:
            mentions[-1] = joined
        else:
            mentions.append(mention)
    return mentions


def _rank(token: re.Match[str]) -> int:
    return _RANKS.get(token.lastgroup or "", 0)


def _assemble(text: str, chain: list[re.Match[str]]) -> DateMention | None:
    """Return the mention that adjacent tokens make up; None where they are no date."""
    start, end = chain[0].start(), chain[-1].end()
    fields: dict[str, int | str] = {}
    opening: dict[str, int] = {}
    for token in chain:
        match token.lastgroup:
            case "vague" | "plan" as kind:
                return DateMention(start, end, text[start:end], kind)
            case "relative_day" | "relative_month" | "relative_year" | "part" as kind:
                fields[kind.removeprefix("relative_")] = token[0]
            case "iso":
                fields |= {"year": _int(token["y0"]), "month": _int(token["m0"]), "day": _int(token["d0"])}
            case "year" | "month" | "day" as kind:
                letter = kind[0]
                fields[kind] = _int(token[letter])
                if token[letter + "1"]:
                    opening[kind] = _int(token[letter + "1"])
    suffix = _SUFFIX.match(text, end) if {"day", "part"}.isdisjoint(fields) else None
    if suffix:
        fields["part"], end = suffix[0], suffix.end()
    parts = _parts(fields)
    if (chain[0].lastgroup == "day" and not _is_bare_day(text, chain[0], end)) or not _possible(parts):
        return None
    if text.startswith("以来", end) and isinstance(parts.year, int):
        return DateMention(start, end + 2, text[start : end + 2], "vague", parts)
    if opening:
        first = _parts({**{k: v for k, v in fields.items() if k != "part"}, **opening})
        return DateMention(start, end, text[start:end], "range", first, parts) if _possible(first) else None
    kind = next(name for name in ("part", "day", "month", "year") if name in fields)
    return DateMention(start, end, text[start:end], kind, parts)


def _is_bare_day(text: str, token: re.Match[str], end: int) -> bool:
    """Return whether a day without a month is a date: 24日, 二十四日 at the head of a clause, but not 历时二十四日."""
    if text[end - 1] == "号" or _NO_BARE_DAY.match(text, end):
        return False
    opens = text[max(0, token.start() - 1) : token.start()] in _CLAUSE_ENDS and _TIME_OF_DAY.match(text, end)
    return token["d"][0].isdigit() or bool(opens)


def _parts(fields: dict[str, int | str]) -> Parts:
    part = fields.get("part")
    return Parts(fields.get("year"), fields.get("month"), fields.get("day"), None if part is None else str(part))


def _int(digits: str) -> int:
    return int(parse_number(digits) or 0)


def _possible(parts: Parts) -> bool:
    """Return whether the numbers can be a date of the calendar (a leap year where none is printed)."""
    numbers = [
        value if isinstance(value, int) else default for value, default in zip(parts, (2000, 1, 1), strict=False)
    ]
    try:
        date(*numbers)
    except ValueError:
        return False
    return True


def _join(text: str, first: DateMention, second: DateMention) -> DateMention | None:
    """Return one range for 5月13日 至 14日, or for 24日、25日; None where the two are apart."""
    sign = text[first.end : second.start]
    if not _RANGE_SIGN.fullmatch(sign) or first.until or second.until or "vague" in (first.kind, second.kind):
        return None
    listed = sign in "、和及"
    if listed and not (isinstance(first.parts.day, int) and second.kind == "day" and second.parts.month is None):
        return None
    return DateMention(first.start, second.end, text[first.start : second.end], "range", first.parts, second.parts)


def resolve(
    mention: DateMention, *, issued: date | None, anchor: DateValue | None = None, future: bool = False
) -> str | None:
    """Return the ISO form of a mention: 2024-10-19, 2024-10 or 2024; None where it is vague or cannot be told.

    `issued` is the day of the paper, `anchor` the date last told in the article (同日, 19日 and 当年 lean on it),
    `future` whether the sentence speaks of what is to come. A range of a
    few days gives its first, another what its two ends have in common; the end of a year (底, 末) is its December.
    """
    if mention.kind in {"vague", "plan"}:
        return None
    first = _value(mention.parts, issued, anchor, future=future)
    if first is None or mention.until is None:
        return first.iso if first else None
    until = mention.until
    if until.year is None:
        month = until.month if until.month is not None or until.day is None else first.month
        until = until._replace(year=first.year, month=month)
    second = _value(until, issued, first, future=future)
    if second is None or first.year != second.year:
        return None
    if first.month is not None and first.day is not None and second.day is not None and _short(first, second):
        return first.iso
    return DateValue(first.year, first.month if first.month == second.month else None).iso


def _short(first: DateValue, second: DateValue) -> bool:
    """Return whether a range of days is what one does in one go: a visit of five days, and no quarter."""
    days = [date(value.year, value.month or 1, value.day or 1) for value in (first, second)]
    return timedelta() <= days[1] - days[0] <= _GO


def _value(parts: Parts, issued: date | None, anchor: DateValue | None, *, future: bool) -> DateValue | None:
    """Return the date that printed parts stand for."""
    year, month, day, part = parts
    if isinstance(day, str):
        return _relative_day(day, issued, anchor)
    if isinstance(year, str):
        base = anchor.year if anchor and year in _YEARS_TOLD else issued.year if issued and year in _YEARS else None
        if base is None:
            return None
        year = base + (_YEARS | _YEARS_TOLD)[year]
    if isinstance(month, str):
        told = month in _MONTHS_TOLD
        base_date = anchor if told else DateValue(issued.year, issued.month) if issued else None
        if base_date is None or base_date.month is None:
            return None
        years, month = divmod(base_date.month - 1 + (_MONTHS | _MONTHS_TOLD)[month], 12)
        year, month = base_date.year + years, month + 1
    elif month is not None and year is None:
        if issued is None:
            return None
        year = _nearest_year(month, day or 1, issued, future=future)
    elif month is None and day is not None:
        return _bare_day(day, issued, anchor)
    elif year is None:
        if issued is None:
            return None
        year, month = issued.year, issued.month if part and part.startswith("月") else None
    if part and part[-1] in "底末" and month is None:
        month = 12
    return _checked(year, month, day)


def _checked(year: int | None, month: int | None, day: int | None) -> DateValue | None:
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return DateValue(year or 0, month, day)


def _relative_day(word: str, issued: date | None, anchor: DateValue | None) -> DateValue | None:
    if word in _DAYS:
        base = issued
    else:
        base = date(anchor.year, anchor.month, anchor.day) if anchor and anchor.month and anchor.day else None
    if base is None:
        return None
    try:
        day = base + timedelta(days=(_DAYS | _DAYS_TOLD)[word])
    except OverflowError:
        return None
    return DateValue(day.year, day.month, day.day)


def _nearest_year(month: int, day: int, issued: date, *, future: bool) -> int:
    """Return the year of a month without one: the past is likelier, unless the day lies just ahead (11月15日前)."""
    ahead = (month - issued.month) * 30 + day - issued.day
    if future:
        return issued.year + 1 if ahead < -240 else issued.year
    return issued.year - 1 if ahead > 120 else issued.year


def _bare_day(day: int, issued: date | None, anchor: DateValue | None) -> DateValue | None:
    """Return 19日 in the month told last, or in that of the paper where the last date was background (2021年7月)."""
    if anchor and anchor.month:
        far = issued is not None and abs((issued.year - anchor.year) * 12 + issued.month - anchor.month) > 2
        if anchor.day or not far:
            return _checked(anchor.year, anchor.month, day)
    if issued is None:
        return None
    if day <= issued.day + 7:
        return _checked(issued.year, issued.month, day)
    return _checked(issued.year - (issued.month == 1), (issued.month - 2) % 12 + 1, day)

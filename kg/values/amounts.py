"""Sums of money: 12.6亿元, 近3亿美元, 5000余万元, 上百亿元."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.values.numbers import APPROXIMATE, COUNTING, MULTIPLIERS, NUMBER, is_count, parse_number

CURRENCIES = {
    "元人民币": "CNY",
    "人民币": "CNY",
    "新台币": "TWD",
    "新加坡元": "SGD",
    "瑞士法郎": "CHF",
    "澳门元": "MOP",
    "坚戈": "KZT",
    "美元": "USD",
    "美金": "USD",
    "港元": "HKD",
    "港币": "HKD",
    "欧元": "EUR",
    "日元": "JPY",
    "英镑": "GBP",
    "韩元": "KRW",
    "澳元": "AUD",
    "加元": "CAD",
    "新元": "SGD",
    "卢布": "RUB",
    "泰铢": "THB",
    "元": "CNY",
}
"""Currency words of the genre and their ISO 4217 codes, the longest first."""

_SIGNS = {"¥": "CNY", "￥": "CNY", "$": "USD", "＄": "USD", "€": "EUR", "£": "GBP"}
_RANGE = r"(?:至|到|—{1,2}|–|-|－|~|～)"
_WORDS = "|".join(CURRENCIES)
_CURRENCY = re.compile(f"[{''.join(sorted({word[-1] for word in CURRENCIES}))}]")
"""What every word for a currency ends with: without it there is no need to look at the numbers."""
_SIGNS_OR_LARGE = re.compile(f"[{''.join(_SIGNS)}万亿]")
"""What every sum without such a word has one of."""
_AMOUNT = re.compile(
    rf"(?={COUNTING.pattern})(?P<number>{NUMBER})(?:{_RANGE}(?P<upper>{NUMBER}))?+(?P<currency>{_WORDS})(?!级|[素件旦宵宝老首帅])"
)
_SIGNED = re.compile(rf"(?P<sign>[¥￥$＄€£])\s?(?P<number>{NUMBER})")
_BARE = re.compile(
    r"(?:投资|出资|增资|注资|融资|投入|斥资|耗资|资本|资金|[再新]投)(?:总?额|规模)?+(?:共|已|达到|达|为|了|约|近|超过|超|逾)*+"
    rf"(?P<number>{NUMBER})(?<=[万亿])(?=[，。；、！？,;）)\s]|$)"
)
_PER = re.compile(r"每(?![年月日天])[^，。；、,;\s]{1,6}$")


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """One sum of money; ``text`` is what stands printed at ``start`` to ``end``, in code points."""

    start: int
    end: int
    text: str
    """As printed, with 约, 近, 超 or 余."""
    value: float | None
    """In units of the currency; None for a range or a vague sum (数亿元)."""
    currency: str
    """ISO 4217 code."""
    per_unit: bool = False
    """Whether it is a price or grant for one of something (每吨5000元, 80元/吨)."""


def find_amounts(text: str) -> list[Amount]:
    """Return the sums of money in `text`, in order and without overlap."""
    found = []
    for match in _AMOUNT.finditer(text) if _CURRENCY.search(text) else ():
        number = match["number"]
        if not is_count(number):
            continue
        value = None if match["upper"] else parse_number(number)
        found.append(_amount(text, match.start(), match.end(), value, CURRENCIES[match["currency"]]))
    if _SIGNS_OR_LARGE.search(text):
        found += [
            _amount(text, m.start(), m.end(), parse_number(m["number"]), _SIGNS[m["sign"]])
            for m in _SIGNED.finditer(text)
        ]
        for match in _BARE.finditer(text):
            found.append(_amount(text, match.start("number"), match.end(), parse_number(match["number"]), "CNY"))
    found.sort()
    return [amount for i, amount in enumerate(found) if i == 0 or amount.start >= found[i - 1].end]


def _amount(text: str, start: int, end: int, value: float | None, currency: str) -> Amount:
    """Return the amount at a span, widened by the word of approximation before it and 人民币 after it."""
    before = text[max(0, start - 3) : start]
    for word in APPROXIMATE:
        if before.endswith(word) and not before.endswith(("最近", "附近")):
            start -= len(word)
            break
    else:
        if before.endswith("上") and text[start] in MULTIPLIERS:
            start -= 1
    if text.startswith("人民币", end):
        end += 3
    # 元/吨 is a price, 亿元/年 is a sum for every year.
    priced = text[end : end + 1] == "/" and text[end + 1 : end + 2] not in {"年", "月", "日"}
    per_unit = priced or _PER.search(text, max(0, start - 8), start) is not None
    return Amount(start, end, text[start:end], value, currency, per_unit)

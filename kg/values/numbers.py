"""Numbers as Chinese papers print them: 2,418.75, 3000多万, 三千二百, 上百亿, 2×350."""

from __future__ import annotations

import math
import re

ARABIC = "0-9０-９"
DIGITS = "〇零○一二两三四五六七八九"
MULTIPLIERS = "十百千万亿"

_MULTIPLIERS = frozenset(MULTIPLIERS)
_UNITS = r"(?:[十百万亿]|千(?![瓦克米伏升卡]))"
NUMBER = (
    rf"(?:(?!(?<=[{ARABIC}],)[{ARABIC}]{{3}}(?![{ARABIC}]))[{ARABIC}](?<![{ARABIC}.．][{ARABIC}])[{ARABIC}]*+(?:,[{ARABIC}]{{3}}(?![{ARABIC}])|[.．][{ARABIC}]++)*+"
    rf"(?:[×xX*][{ARABIC}]++(?:[.．][{ARABIC}]++)?+)?+"
    rf"[多余来]?+{_UNITS}*+(?:[{ARABIC}]++万)?+[多余]?+"
    rf"|[数几{DIGITS}{MULTIPLIERS}](?<![数几{ARABIC}{DIGITS}{MULTIPLIERS}].)"
    rf"(?:[几{DIGITS}]|{_UNITS})*+[多余]?+[万亿]*+[多余]?+)"
)
"""Regular expression of one number, without words such as 约 before it; it never starts inside a longer number."""

COUNTING = re.compile(f"[数几{ARABIC}{DIGITS}{MULTIPLIERS}]")
"""The characters of which every number begins with one."""
APPROXIMATE = ("不少于", "不低于", "超过", "大约", "至少", "接近", "将近", "约", "近", "超", "逾")
"""Words before a number that say it is no exact one, the longest first."""

_TIMES = re.compile("[×xX*]")
_DIGITS = 300
"""Digits of a number that is surely finite."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_CHINESE = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}


def parse_number(text: str) -> float | None:
    """Return the value of a number, words such as 约, 近 or 余 left aside; None where it has none (数百, 十几).

    None is also the value of what is too large to be one (亿 forty times over).
    """
    if text.isascii() and text.isdigit() and len(text) < _DIGITS:
        return float(text)
    value = 1.0
    for part in _TIMES.split(text):
        factor = _factor(part)
        if factor is None:
            return None
        value *= factor
    return value if math.isfinite(value) else None


def _factor(text: str) -> float | None:
    """Return the value of a number without ×; it may be infinite."""
    core = text.strip().translate(_FULL_WIDTH)
    if core == "半":
        return 0.5
    for word in (*APPROXIMATE, "上"):
        core = core.removeprefix(word)
    core = core.replace("多", "").replace("余", "").replace("来", "").replace(",", "")
    if len(core) > 1 and all(character in _CHINESE for character in core):
        return float("".join(str(_CHINESE[character]) for character in core))
    return _evaluate(core)


def _evaluate(core: str) -> float | None:
    """Return the value of digits and 十百千万亿 read from left to right; None for anything else."""
    total = section = 0.0
    number: float | None = None
    last_unit, position = 1, 0
    while position < len(core):
        character = core[position]
        if character in _CHINESE:
            number = _CHINESE[character]
            last_unit = 1 if character in "零〇○" else last_unit
        elif character in _SMALL:
            section += (1 if number is None else number) * _SMALL[character]
            number, last_unit = None, _SMALL[character]
        elif character in _LARGE:
            last_unit = _LARGE[character]
            section += number or 0
            if character == "亿":
                total, section = (total + section or 1.0) * last_unit, 0
            else:
                total, section = total + (section or 1.0) * last_unit, 0
            number = None
        elif character.isascii() and (character.isdigit() or character == "."):
            end = position
            while end < len(core) and core[end].isascii() and (core[end].isdigit() or core[end] == "."):
                end += 1
            try:
                number = float(core[position:end])
            except ValueError:
                return None
            position = end - 1
        else:
            return None
        position += 1
    if not core:
        return None
    # 两万五 is 25,000: a lone digit at the end counts in the next lower unit.
    if number is not None and last_unit > 10 and core[-1] in _CHINESE and core[-1] not in "零〇○":
        number *= last_unit // 10
    return total + section + (number or 0)


def is_count(number: str) -> bool:
    """Return whether a match of `NUMBER` counts something: 三 (of 三元前驱体) and 亿 (of 亿元以上) alone do not."""
    return number[0].isdigit() or (len(number) > 1 and not _MULTIPLIERS.isdisjoint(number))

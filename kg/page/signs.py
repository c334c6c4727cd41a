"""Punctuation read as what it stands for: half-width in Chinese text, full-width in the names of compounds."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load

_HAN = "\u3400-\u9fff"
_BESIDE = f"{_HAN}“”‘’《》〈〉【】（）％%℃"
_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_SIGN = re.compile(
    rf"[,:;?!.](?:(?<!\.)(?:(?<=[{_BESIDE}].)|(?=[{_BESIDE}]))"
    # A stop between words or at the end of a line; behind a number it numbers (一.).
    rf"|(?<=[{_HAN}”）]\.)(?<![一二三四五六七八九十]\.)(?=[{_HAN}“]|\s*$))",
    re.MULTILINE,
)
_BRACKETS = re.compile(r"\(([^()\n]{0,80})\)")
_CHINESE = re.compile(f"[{_HAN}]")
_PLACES = re.compile(rf"(?<![\d.])\d{{1,2}}(?:，\d{{1,2}}){{1,5}}(?=[-－‐–—][A-Za-z\u0370-\u03ff{_HAN}])")
"""Where in a compound something is bound, with the comma of prose: 1，4-丁二醇."""
_QUOTED = re.compile(r'"([^"\n]{1,80})"')


def widen(text: str) -> str:
    """Return a text of the same length with the half-width signs that stand beside Chinese made full-width.

    Numbers (10,000; 16:02), addresses and Latin text keep theirs, and the names of compounds get theirs. The dot in the
    names of other peoples is read where a site has lost it.
    """
    if "，" in text:
        text = _PLACES.sub(lambda match: match[0].replace("，", ","), text)
    if not re.search(r"""[,:;?!.()"？．]""", text):
        return text
    text = _lost_dot().sub("·", text)
    text = _BRACKETS.sub(_bracket, text)
    text = _QUOTED.sub(_quote, text)
    return _SIGN.sub(lambda match: _WIDE[match[0]], text)


@cache
def _lost_dot() -> re.Pattern[str]:
    """Return the expression for what web sites print for the dot in names of other peoples: 阿里木?托合提."""
    lexicon = load()
    part = f"[{''.join(sorted(lexicon.translit.union(*lexicon.minority_name_parts)))}]{{2}}"
    return re.compile(f"(?<={part})(?<![{_ASKING}])[?？.．](?={part})")


_ASKING = "吗么呢哪谁何啥里好了是的有来多不"
"""Characters before a question mark that asks."""


def _bracket(match: re.Match[str]) -> str:
    around = match.string[max(0, match.start() - 1) : match.end() + 1]
    return f"（{match[1]}）" if _CHINESE.search(around) else match[0]


def _quote(match: re.Match[str]) -> str:
    return f"“{match[1]}”" if _CHINESE.search(match[1]) else match[0]

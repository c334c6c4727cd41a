"""Those for whom somebody else does something: 为甲公司落实减税政策 is what the office does, and not the firm."""

from __future__ import annotations

import re

from kg.frames.template import ANY

_WORDS = f"(?:[^，。；：、{ANY}]{{0,6}}(?:企业|公司|集团|单位|客户|商户|主体|民企|国企|园区))?"
_FOR = re.compile(
    f"(?:(?<![作成视名认行称因定列])为|给|(?<!面)向|替)(?:{_WORDS}[{ANY}]{{1,3}}[、和及]){{0,9}}{_WORDS}[{ANY}]{{0,2}}$"
)
"""What stands before them: the word for it, others of their list, what they are called, and what holds them.

对 is none: 对甲公司落实政策情况开展检查 tells what the firm does."""


def is_served(text: str, position: int) -> bool:
    """Return whether something is done for whoever stands at a position of a masked text."""
    return _FOR.search(text, 0, position) is not None

"""Firms that a sentence only compares with, deals with or looks back on: models, buyers, sellers, former employers."""

from __future__ import annotations

import re
from functools import cache

from kg.frames.rules import load_rules, settings
from kg.frames.template import ANY, compile_template

_AND = "、和及与"
_MOST = 9
"""Items of a list before the one that is asked of."""
_REACH = 40
"""How many characters before a list are looked at: more than any of the expressions takes."""


def is_outsider(text: str, position: int) -> bool:
    """Return whether the words of a masked sentence around the mark at `position`, or its list, say that it is away.

    对标X, 供货给X、Y, 曾在X工作: nobody is taken to such a firm, and it need not lie where its like do.
    """
    firsts, last = _bounds_of(text, position)
    return any(
        behind.match(text, last + 1) and any(before.search(text, max(0, at - _REACH), at) for at in firsts)
        for before, behind in _patterns()
    )


def _bounds_of(text: str, position: int) -> tuple[list[int], int]:
    """Return where the list may begin that the mark at `position` is one of, the nearest first, and its last item.

    The firm before 与 and 和 may be one that deals with the others.
    """
    firsts, last = [position], position
    while len(firsts) <= _MOST and (found := _EARLIER.search(text, max(0, firsts[-1] - 3), firsts[-1])) is not None:
        firsts.append(found.start())
    while (found := _LATER.match(text, last + 1)) is not None:
        last = found.end() - 1
    return firsts, last


_EARLIER = re.compile(f"[{ANY}][{_AND}][{ANY}]?\\Z")
_LATER = re.compile(f"[{_AND}][{ANY}]{{1,2}}")
"""An item beside another one, which may have its place before its name: 青石|轴承公司."""


def holder_of(text: str, position: int) -> int | None:
    """Return where the park or place stands that is said to have what the list at `position` names: 青石县有X、Y."""
    at = _bounds_of(text, position)[0][-1]
    match = _has().search(text, max(0, at - _REACH), at)
    return match.start() if match is not None else None


@cache
def _has() -> re.Pattern[str]:
    """Return the expression for a park or place that has something, up to the first that it has."""
    return compile_template(settings()["has"], ends={}, words=load_rules().words, where="derived.yml, has")


@cache
def _patterns() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Return the expressions for what stands before and behind such a list."""
    words = load_rules().words

    def compiled(row: dict[str, str], side: str) -> re.Pattern[str]:
        return compile_template(row.get(side, ""), ends={}, words=words, where="derived.yml, outsiders")

    return [(compiled(row, "before"), compiled(row, "behind")) for row in settings()["outsiders"]]

"""The posts that belong to one mention of a person: before the name, behind it, or as an apposition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.nlp.people.words import words

if TYPE_CHECKING:
    from kg.nlp.people.context import Context
    from kg.nlp.people.titles import Title

_CLAUSE_END = re.compile(r"[，。；！？、,;\n]")
_CLAUSE = 40
"""How long a clause is that says at its end what post somebody holds."""
_REACH = 20
_BRACKET = re.compile(r"（[\u4e00-\u9fff]{1,4}）$")
"""What may stand between a post and its name: 副县长（挂职）|沈砚秋."""
_NOTE = 6


def posts_beside(context: Context, start: int, end: int) -> tuple[Title, ...]:
    """Return the titles of a mention at `start` to `end`, in order."""
    before = _before(context, start)
    entry = None if before else context.entry(start, end)
    return before or ((entry,) if entry is not None else _behind(context, end))


def _before(context: Context, start: int) -> tuple[Title, ...]:
    """Return the titles that end where the name begins, with those joined to them: 市委副书记、市长."""
    found: list[Title] = []
    at = context.back(start)
    if bracket := _BRACKET.search(context.text, max(0, at - _NOTE), at):
        at = bracket.start()
    while at in context.title_ends:
        title = context.title_ends[at]
        found.append(title)
        at = title.start
        if at and context.text[at - 1] in "、兼":
            at -= 1
        elif at not in context.title_ends:
            at = _over_organ(context, at)
    return tuple(reversed(found))


def _over_organ(context: Context, at: int) -> int:
    """Return where a title ends that is joined to the one at `at` by 、 and an organ's name; -1 if there is none."""
    joint = context.text.rfind("、", max(0, at - _REACH), at)
    between = context.text[joint + 1 : at]
    another = any(end in context.title_ends for end in range(joint + 1, at))
    return joint if joint in context.title_ends and between.isalnum() and not another else -1


def _behind(context: Context, end: int) -> tuple[Title, ...]:
    """Return the titles behind a name: 沈砚秋书记, 沈砚秋（市委书记）, 沈砚秋，市委书记。"""
    text = context.text
    if end in context.title_starts and context.title_starts[end].org_part[0] == context.title_starts[end].org_part[1]:
        return (context.title_starts[end],)
    if text.startswith(words("copulas"), end):
        return _predicate(context, end)
    if text[end : end + 1] not in ("，", "（", "("):
        return ()
    found = []
    at = end + 1
    for _ in range(3):
        stop = next((i for i in range(at, min(len(text), at + _REACH)) if i in context.title_starts), None)
        if stop is None or not (text[at:stop].isalnum() or stop == at):
            return ()
        title = context.title_starts[stop]
        found.append(title)
        if text[title.end : title.end + 1] != "、":
            return tuple(found) if text[title.end : title.end + 1] in ("，", "）", ")", "。", "；", "") else ()
        at = title.end + 1
    return ()


def _predicate(context: Context, start: int) -> tuple[Title, ...]:
    """Return the title that the clause at `start` ends with: 甲是海纳公司的班长."""
    close = _CLAUSE_END.search(context.text, start, start + _CLAUSE)
    title = context.title_ends.get(close.start() if close else len(context.text))
    return (title,) if title is not None and title.start > start else ()

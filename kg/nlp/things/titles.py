"""Titles of laws, plans and other official documents in 《》, and their short forms."""

from __future__ import annotations

import re
from functools import cache

from kg.nlp.things.lists import word_set
from kg.patterns import alternation

TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,90})》")
_NOTE = re.compile(r"[（(][^（）()]*[）)]$")


def is_title(inner: str) -> bool:
    """Return whether what stands in 《》 is the title of an official document."""
    core = inner.strip()
    while (cut := _NOTE.sub("", core)) != core:
        core = cut
    return core in word_set("programmes") or (_head().search(core) is not None and _other().search(core) is None)


def title_short_form(full: str, short: str) -> bool:
    """Return whether `short` (《若干措施》) is a short form of the title `full`, with or without 《》.

    It is one where it is shorter, ends as the title does, and its characters stand in the title in their order.
    """
    long, brief = _bare(full), _bare(short)
    if not brief or len(brief) >= len(long) or long[-2:] != brief[-2:]:
        return False
    if long.endswith(brief):
        return True
    rest = iter(long)
    return all(character in rest for character in brief)


def _bare(title: str) -> str:
    core = re.sub(r"[《》“”\s]", "", title)
    while (cut := _NOTE.sub("", core)) != core:
        core = cut
    return core


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(word_set('policy_heads'))}|[一二三四五六七八九十百]条|\d条)$")


@cache
def _other() -> re.Pattern[str]:
    return re.compile(alternation(word_set("policy_not_titles")))

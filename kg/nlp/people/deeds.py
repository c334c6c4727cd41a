"""Where a name ends before what its bearer did, told without a word between: 刘志|昨赴…, 刘伟|来永调研."""

from __future__ import annotations

import re

from kg.lexicon import load
from kg.nlp.people.model import given_odds
from kg.nlp.people.words import words

_SEES = (
    "(?:调研|考察|督导|督查|督办|督战|洽谈|检查|指导|视察|参观|访问|走访|看望|慰问|巡查|暗访|观摩|对接|推介|宣讲|授课"
    "|投资|签约|参加|出席|开展|挂职|创业|商谈|座谈|交流|采风)"
)
_DEED = re.compile(
    f"昨|今(?=[到赴抵飞](?!日)|会见|出席|主持召开)|来(?![提克率带再前又就到作做进下上参一实以自共主听陪])(?=[\u4e00-\u9fff]{_SEES})"
)
"""Yesterday, today, and the place of the page in one character, which is no 率 and no 提 of 阿不来提."""
_COMES = "来"
_SHORTEST, _LONGEST = 2, 6
"""Characters of the name of a division that somebody comes to; one of two is surer with what is done there."""
_THERE = re.compile(_SEES)
_SEX = re.compile("[男女]，(?:[\u4e00-\u9fff]{1,4}族|[0-9]{4}年|[0-9]{1,2}岁)")
_NAME = 2
"""Characters of the names that are told of so: longer ones may end in what looks like it, 达来."""


def told_end(text: str, start: int, end: int) -> int:
    """Return where the name at `start` ends, before what its bearer did, if that begins before `end`; else `end`."""
    at = start + _NAME
    return at if at < end and (_DEED.match(text, at) or _comes(text, at)) else end


def told_behind(text: str, start: int, at: int) -> bool:
    """Return whether what is told of who is named at `start` begins at an offset: 甲|升任, 甲|男，汉族.

    升任 and 新任 may hold the end of a name, by which of the two is the likelier one: 王东升|任, but 刘强|升任.
    """
    if _SEX.match(text, at) is not None:
        return True
    if not text.startswith(words("taking_office"), at):
        return False
    given = text[start + 1 : at]
    return len(given) != 1 or given_odds(given + text[at]) < given_odds(given) or text[at] not in _ENDS_NAMES


_ENDS_NAMES = "升新原继"


def _comes(text: str, at: int) -> bool:
    """Return whether what stands at an offset is 来 before the name of a division: 来|霍城县."""
    if not text.startswith(_COMES, at):
        return False
    names = load().by_name
    return any(
        text[at + 1 : at + 1 + size] in names and (size > _SHORTEST or _THERE.match(text, at + 1 + size) is not None)
        for size in range(_SHORTEST, _LONGEST + 1)
    )

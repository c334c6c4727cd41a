"""Communes and brigades of the years up to 1983, which are what towns and villages are: 碧溪公社|东张大队."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.naming.anatomy import LEVEL_ENDS

_TODAY = "(?<![警防察侦法化缉])"
"""What 大队 of a commune does not follow: 交警|大队."""
_OF_THE_AGE = re.compile(
    "公社(?:社员|党委|革委|管委|书记|干部)|社员|生产队|人民公社|生产大队"
    f"|公社[\u4e00-\u9fff]{{1,4}}{_TODAY}大队|{_TODAY}大队(?:书记|干部|党支部|会计)"
)
_NAME = "(?:(?![的了在是有和与及、到赴对向从个各该本全两几多])[\u4e00-\u9fff])"
_COMMUNE = re.compile(rf"(?P<name>{_NAME}{{2,4}}?)(?:人民)?公社")
_PART = re.compile(rf"{_NAME}{{1,4}}?(?:生产)?大队(?!长)|第[一二三四五六七八九十]{{1,3}}生产队|{_NAME}{{1,3}}?生产队")


def is_of_communes(text: str) -> bool:
    """Return whether a text speaks of communes as they were, so that 公社 is in no firm's name."""
    return "公社" in text and _OF_THE_AGE.search(text) is not None


def find_communes(text: str) -> Iterator[tuple[int, int]]:
    """Give the spans of the communes of a text, and of the brigades and teams directly behind each."""
    if is_of_communes(text):
        yield from parts_of_commune(text)


def parts_of_commune(text: str) -> Iterator[tuple[int, int]]:
    """Give the spans of what 公社 ends in a text that speaks of communes, and of what stands behind each."""
    for head in _COMMUNE.finditer(text):
        start = head.start() + max(
            (at + 1 for at, char in enumerate(head["name"][:-2]) if char in LEVEL_ENDS), default=0
        )
        yield start, head.end()
        end = head.end()
        while (part := _PART.match(text, end)) is not None:
            yield part.span()
            end = part.end()

"""Communes and brigades of the years up to 1983, which are what towns and villages are: 碧溪公社|东张大队."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OF_THE_AGE = re.compile("公社(?:社员|党委|革委|管委|书记|干部)|大队|社员|生产队|人民公社")
_NAME = "(?:(?![的了在是有和与及、到赴对向从个各该本全两几多])[\u4e00-\u9fff])"
_COMMUNE = re.compile(rf"(?P<name>{_NAME}{{2,4}}?)(?:人民)?公社")
_PART = re.compile(rf"{_NAME}{{1,4}}?(?:生产)?大队(?!长)|第[一二三四五六七八九十]{{1,3}}生产队|{_NAME}{{1,3}}?生产队")
_LEVELS = "县市区旗州省"


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
        start = head.start() + max((at + 1 for at, char in enumerate(head["name"][:-2]) if char in _LEVELS), default=0)
        yield start, head.end()
        end = head.end()
        while (part := _PART.match(text, end)) is not None:
            yield part.span()
            end = part.end()

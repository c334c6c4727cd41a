"""What only seems to lie in a place: another item of the same list, and a division in what is none above it."""

from __future__ import annotations

import re

from kg.frames.reader.model import Reading
from kg.frames.reader.seen import Seen
from kg.frames.rules import settings
from kg.frames.template import ANY
from kg.lexicon import load

_LOWEST = "county"
_JOINED = "、和及与"
_ENDED = re.compile("[、和及与，。；等]")
_LIST = re.compile(f"[^，。；：{ANY}]{{0,16}}[、和及与](?:[^，。；：]{{0,80}})?")
"""What stands between two items of a list: more of the first, a sign, perhaps other items, the head of the second."""


def is_apart(reading: Reading) -> bool:
    """Return whether what seems to lie in a place is named beside it in a list, or is a division lying elsewhere."""
    who, where = reading.pair.subject, reading.pair.object
    if reading.predicate != settings()["scene"]["gives"] or who is None or where is None:
        return False
    division, above = load().division(who.mention.entity or ""), load().division(where.mention.entity or "")
    if division is not None:
        # A county may lie in a zone, a city and a province do not.
        lies = division.level == _LOWEST if above is None else above.code in load().lineage(division)
        if not lies:
            return True
    return who.line is where.line and _beside(who, where)


def _beside(who: Seen, where: Seen) -> bool:
    """Return whether a place is an item of a list by itself, and what seems to lie in it another: 云城园、甲公司."""
    text = where.line.told.masked.text
    low, high = sorted((who.position, where.position))
    if _LIST.fullmatch(text, low + 1, high) is None or _ENDED.match(text, where.position + 1) is None:
        return False
    return where.position < who.position or text[where.position - 1 : where.position] in _JOINED

"""What only seems to lie in a place: another item of the same list, and divisions and towns that lie elsewhere."""

from __future__ import annotations

import re

from kg.frames.elsewhere import goes_on, is_elsewhere, is_town
from kg.frames.reader.model import Reading
from kg.frames.reader.seen import Seen
from kg.frames.rules import settings
from kg.frames.spans import division_kinds
from kg.frames.template import ANY
from kg.lexicon import load
from kg.records import Mention

_LOWEST = "county"
_JOINED = "、和及与"
_ENDED = re.compile("[、和及与，。；等]")
_LIST = re.compile(f"[^，。；：{ANY}]{{0,16}}[、和及与](?:[^，。；：]{{0,80}})?")
"""What stands between two items of a list: more of the first, a sign, perhaps other items, the head of the second."""


def is_apart(reading: Reading) -> bool:
    """Return whether what seems to lie in a place is named beside it in a list, or lies elsewhere by the lists."""
    if reading.predicate != settings()["scene"]["gives"]:
        return False
    pair = reading.pair
    if _is_elsewhere(*pair.ends):
        return True
    who, where = pair.subject, pair.object
    if who is None or where is None:
        return False
    if goes_on(who.line.told.masked, who.mention, who.position, where.mention):
        return True
    return who.line is where.line and _beside(who, where)


def _is_elsewhere(who: Mention, where: Mention) -> bool:
    """Return whether what seems to lie in a place is a division or a town that the lists have elsewhere.

    No town lies in another.
    """
    lexicon = load()
    if (is_town(who.text) and is_town(where.text)) or is_elsewhere(who, where):
        return True
    division, above = lexicon.division(who.entity or ""), lexicon.division(where.entity or "")
    if division is not None:
        # A county may lie in a zone, a city and a province do not.
        return division.level != _LOWEST if above is None else above.code not in lexicon.lineage(division)
    if above is None or who.cls not in division_kinds() or who.text not in lexicon.towns:
        return False
    return not any(above.code in lexicon.lineage(lexicon.by_code[code]) for code in lexicon.having(who.text))


def _beside(who: Seen, where: Seen) -> bool:
    """Return whether a place is an item of a list by itself, and what seems to lie in it another: 云城园、甲公司."""
    text = where.line.told.masked.text
    low, high = sorted((who.position, where.position))
    if _LIST.fullmatch(text, low + 1, high) is None or _ENDED.match(text, where.position + 1) is None:
        return False
    return where.position < who.position or text[where.position - 1 : where.position] in _JOINED

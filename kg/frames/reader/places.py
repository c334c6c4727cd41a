"""What only seems to lie in a place: another item of the same list, and divisions and towns that lie elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.frames.elsewhere import (
    goes_on,
    is_abroad,
    is_elsewhere,
    is_guest,
    is_one_of_several,
    is_shown,
    is_town,
)
from kg.frames.outsiders import holder_of
from kg.frames.reader.model import Reading
from kg.frames.reader.seen import Seen
from kg.frames.rules import settings
from kg.frames.spans import division_kinds, firm_kinds, parks
from kg.frames.template import ANY
from kg.lexicon import Division, load
from kg.records import Mention

_LOWEST = "county"
_JOINED = "、和及与"
_ENDED = re.compile("[、和及与，。；等]")
_ZONE = re.compile("(?:国家级?|省级)?(?:经济|经开|高新|综合保税|综保|农业科技)")
"""What follows the name of a division in the name of its own zone."""
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
    if who is not None and (where is None or where.line is not who.line) and _is_from_abroad(who):
        return True
    if who is None or where is None:
        return False
    if _is_held_elsewhere(who, where.mention):
        return True
    if goes_on(who.line.told.masked, who.mention, who.position, where.mention):
        return True
    if is_one_of_several(where.line.told.masked, where.mention) and _is_seen_later(who, where):
        return True
    return who.line is where.line and (_beside(who, where) or _is_guest(who, where))


def _is_elsewhere(who: Mention, where: Mention) -> bool:
    """Return whether what seems to lie in a place is a division or a town that the lists have elsewhere.

    No town lies in another.
    """
    lexicon = load()
    if _is_foreign(_zone_of(who), where):
        return True
    if (is_town(who.text) and is_town(where.text)) or is_elsewhere(who, where):
        return True
    division, above = lexicon.division(who.entity or ""), lexicon.division(where.entity or "")
    if division is not None:
        # A county may lie in a zone, a city and a province do not.
        return division.level != _LOWEST if above is None else above.code not in lexicon.lineage(division)
    if above is None or who.cls not in division_kinds() or who.text not in lexicon.towns:
        return False
    return not any(above.code in lexicon.lineage(lexicon.by_code[code]) for code in lexicon.having(who.text))


def _is_seen_later(who: Seen, where: Seen) -> bool:
    """Return whether a firm is told of behind the clause that goes to a place, without the place in its name."""
    if who.mention.cls not in firm_kinds() or who.mention.text.startswith(where.mention.text[:2]):
        return False
    if who.line is not where.line:
        return who.mention.start > where.mention.start
    return "，" in who.line.told.masked.text[where.position : who.position]


def _is_guest(who: Seen, where: Seen) -> bool:
    """Return whether a firm only serves others or is a guest, behind a clause about a park: …承办，甲提供平台."""
    text = who.line.told.masked.text
    if who.mention.cls not in firm_kinds() or where.mention.cls not in parks():
        return False
    return "，" in text[where.position : who.position] and is_guest(text, who.position)


def _is_from_abroad(who: Seen) -> bool:
    """Return whether a firm of another country is named and not shown where it stands: 丹麦云澜公司下了订单."""
    if who.mention.cls not in firm_kinds() or not is_abroad(who.mention):
        return False
    text = who.line.told.masked.text
    start = max(text.rfind(sign, 0, who.position) for sign in "，。；：") + 1
    return not is_shown(text, who.position, start, len(text))


def _is_held_elsewhere(who: Seen, where: Mention) -> bool:
    """Return whether a division or its zone is said to have what seems to lie in another: 云城高新区有X公司."""
    masked = who.line.told.masked
    at = holder_of(masked.text, who.position)
    holder = masked.units[at].mention if at is not None else None
    if holder is None or holder.entity == where.entity:
        return False
    return _is_foreign(load().by_name.get(holder.entity or "", ()) or _zone_of(holder), where)


def _zone_of(park: Mention) -> Sequence[Division]:
    """Return the divisions whose own zone a park may be by its name: 云城高新区, but not 云城青石工业园, a guest's."""
    name = load().leading(park.text)
    return load().by_name[name] if name and _ZONE.match(park.text, len(name)) else ()


def _is_foreign(divisions: Sequence[Division], where: Mention) -> bool:
    """Return whether a place is a division, and none of `divisions` lies in it or around it."""
    lexicon = load()
    there = lexicon.by_name.get(where.entity or "", ())
    return bool(divisions and there) and not any(
        one.code in lexicon.lineage(other) or other.code in lexicon.lineage(one) for one in divisions for other in there
    )


def _beside(who: Seen, where: Seen) -> bool:
    """Return whether a place is an item of a list by itself, and what seems to lie in it another: 云城园、甲公司."""
    text = where.line.told.masked.text
    low, high = sorted((who.position, where.position))
    if _LIST.fullmatch(text, low + 1, high) is None or _ENDED.match(text, where.position + 1) is None:
        return False
    return where.position < who.position or text[where.position - 1 : where.position] in _JOINED

"""Sites whose names tell that they do not lie in the place named before them: a county or town of their own."""

from __future__ import annotations

import re
from functools import cache

from kg.frames.marks import Masked, marks_of
from kg.frames.rules import load_rules, settings
from kg.frames.spans import spot_kinds
from kg.frames.template import ANY, compile_template
from kg.lexicon import load
from kg.naming.words import words
from kg.records import Mention

_LEVEL = "county"
_LISTED = re.compile(f"[{ANY}]{{0,3}}[、和及][^，。；]*")
"""What stands between a place and a site that follows it in a list."""
_LONGEST = 5
"""The most characters that the name of a town has."""


def is_elsewhere(site: Mention, where: Mention) -> bool:
    """Return whether a site has another county in its name than a place, or another town than one that is a town."""
    name = where.entity or where.text
    own, there = _county(site.text), _county(name)
    if own and there and own != there:
        return True
    town = _town_of(site.text[len(own) :])
    return bool(town) and is_town(name) and not name.endswith(town)


def goes_on(masked: Masked, site: Mention, position: int, where: Mention) -> bool:
    """Return whether a tour goes on from a town to a site with a county in its name, and does not stay there.

    It does in a list of stops, or by words like 随后; `position` is where the site's mark stands.
    """
    if not _county(site.text) or not is_town(where.entity or where.text):
        return False
    at = masked.position_of(where)
    if at is None:
        return _left().search(masked.text, 0, position) is not None
    between = masked.text[at + 1 : position]
    return _LISTED.fullmatch(between) is not None or _left().search(between) is not None


def is_guest(text: str, position: int) -> bool:
    """Return whether who stands at a position of a masked text only serves others there, or is a guest: …提供平台."""
    return _serves().match(text, position + 1) is not None


@cache
def _serves() -> re.Pattern[str]:
    """Return the expression for what stands behind one, or a list, who serves others or is their guest."""
    source = f"(?:[、和及与][{ANY}]){{0,9}}(?:等[^，。；{ANY}]{{0,8}})?[^，。；{ANY}]{{0,6}}?<serves>"
    return compile_template(source, ends={}, words=load_rules().words, where="what one does for somebody else")


def is_one_of_several(masked: Masked, place: Mention) -> bool:
    """Return whether a place stands in a list of places: 赴云州、青石考察."""
    at = masked.position_of(place)
    if at is None:
        return False
    ahead, behind = _several()
    return ahead.match(masked.text, at + 1) is not None or behind.search(masked.text, 0, at) is not None


@cache
def _several() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the expressions for what stands behind and before an item of a list of places, each with what holds it."""
    spots = marks_of(spot_kinds())
    return re.compile(f"[{spots}]?[、和及与][{spots}]"), re.compile(f"[{spots}][、和及与][{spots}]?$")


def is_abroad(site: Mention) -> bool:
    """Return whether a name begins with that of another country, where its bearer is at home: 丹麦云澜公司."""
    return site.text.startswith(tuple(words("countries")))


def is_shown(text: str, position: int, start: int, end: int) -> bool:
    """Return whether the words of a clause around the mark at `position` show what it is: 在X的车间, 做Y的X."""
    before, after = text[start:position], text[position + 1 : end]
    return any(
        re.search(row["before"], before) and re.match(row["after"], after) for row in settings()["scene"]["shown"]
    )


def is_town(name: str) -> bool:
    """Return whether a name is that of a town, which lies in a county and in no other town."""
    return re.search(settings()["town"], name) is not None


def is_below_counties(name: str) -> bool:
    """Return whether a name is that of a town, a village or a quarter."""
    return is_town(name) or is_village(name)


def is_village(name: str) -> bool:
    """Return whether a name is that of a village or a quarter, which one leaves for the next site."""
    return _small().search(name) is not None


@cache
def _small() -> re.Pattern[str]:
    """Return the expression for the names of villages and quarters."""
    return re.compile(settings()["scene"]["passed"])


def _county(name: str) -> str:
    """Return the full name of the county that a name begins with; "" if none."""
    found = load().leading(name)
    divisions = load().by_name.get(found, ())
    return found if any(d.level == _LEVEL and d.name == found for d in divisions) else ""


def _town_of(name: str) -> str:
    """Return the town that the name of a site begins with; "" if none."""
    longest = min(_LONGEST, len(name) - 1)
    return next((name[:n] for n in range(longest, 2, -1) if name[:n] in load().towns and is_town(name[:n])), "")


@cache
def _left() -> re.Pattern[str]:
    """Return the words by which one leaves a place for the next."""
    return re.compile(settings()["scene"]["leaves"])

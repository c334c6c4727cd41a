"""Sites seen where their sentence says that one went: 在青石镇，一行察看了农贸市场; 到青石镇看了粮站."""

from __future__ import annotations

import re
from functools import cache

from kg.frames.elsewhere import is_one_of_several, is_town
from kg.frames.marks import marks_of
from kg.frames.memory import Told
from kg.frames.nesting import higher
from kg.frames.rules import load_rules
from kg.frames.spans import body_kinds, described_kinds, parks, spot_kinds
from kg.frames.template import ANY, GO, LINK, compile_template
from kg.records import Mention


def headed(one: Told, position: int, site: Mention) -> Mention | None:
    """Return the town, village or county that the clauses before a site at `position` went to last.

    Who goes on to what lies in another town or village of the sentence has left the town.
    """
    text = one.masked.text
    match = None
    for match in _heads().finditer(text, 0, position):
        pass
    if match is None or any(sign in text[match.end() : position] for sign in "。；"):
        return None
    place = one.masked.units[match.start("place")].mention
    if place is None or place.cls in parks() or place.entity == site.entity or is_one_of_several(one.masked, place):
        return None
    left = _holds().search(text, match.end(), position) is not None
    if not higher(place, site) or (left and (is_town(place.text) or is_town(site.text))):
        return None
    return place


@cache
def _heads() -> re.Pattern[str]:
    """Return the expression for a place that a clause goes to before it tells what was seen there."""
    spots = marks_of(spot_kinds())
    source = f"{GO}了?(?:[{spots}]{LINK})*(?P<place>[{spots}])(?!的)[^，。；、{ANY}]{{0,8}}?(?:，|<visit_see>)"
    return compile_template(source, ends={}, words=load_rules().words, where="where a clause goes")


@cache
def _holds() -> re.Pattern[str]:
    """Return the expression for a place, and what lies in it behind it."""
    return re.compile(f"[{marks_of(spot_kinds())}]{LINK}[{marks_of(body_kinds() | described_kinds() | spot_kinds())}]")

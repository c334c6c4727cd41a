"""Sites seen where their sentence says that one went: 在青石镇，一行察看了农贸市场; 到青石镇看了粮站."""

from __future__ import annotations

import re
from functools import cache

from kg.frames.elsewhere import is_elsewhere, is_one_of_several, is_town
from kg.frames.marks import marks_of
from kg.frames.memory import Told
from kg.frames.nesting import higher
from kg.frames.relations import Relation
from kg.frames.rules import load_rules, settings
from kg.frames.spans import body_kinds, containers, described_kinds, parks, spot_kinds
from kg.frames.template import ANY, GO, LINK, compile_template
from kg.lexicon import load
from kg.ontology import load_ontology
from kg.records import Mention

RULE, SCORE = "scene.headed", 0.65
_PARTED = re.compile(f"[。；]|[与同][^，。；]*\\Z|[又再还]{GO}了?\\Z")
"""What parts a site from where one went: the end of the story, that one only dealt with it, or went on to it."""


def headed(one: Told, position: int, site: Mention) -> Mention | None:
    """Return the town, village or county that the clauses before a site at `position` went to last.

    Who goes on to what lies in another town or village of the sentence has left the town.
    """
    text = one.masked.text
    match = max(_heads().finditer(text, 0, position), key=lambda m: m.start(), default=None)
    if match is None or _PARTED.search(text, match.end(), position) is not None:
        return None
    place = one.masked.units[match.start("place")].mention
    if place is None or place.cls in parks() or place.entity == site.entity or not _holds_sites(place):
        return None
    if is_one_of_several(one.masked, place):
        return None
    left = _holds().search(text, match.end(), position) is not None
    if not higher(place, site) or (left and (is_town(place.text) or is_town(site.text))):
        return None
    return place


def lies_where_one_went(one: Told, visit: Relation) -> Relation | None:
    """Return where the object of a visit lies by the sentence of the visit, if that names no place of its own."""
    position = one.masked.position_of(visit.object)
    if position is None or containers(one.masked, position):
        return None
    place = headed(one, position, visit.object)
    gives = settings()["scene"]["gives"]
    if place is None or not load_ontology().allows(gives, visit.object.cls, place.cls):
        return None
    if is_elsewhere(visit.object, place) or load().division(visit.object.entity or "") is not None:
        return None
    return Relation(visit.object, gives, place, RULE, visit.status, SCORE, visit.start, visit.end)


def _holds_sites(place: Mention) -> bool:
    """Return whether sites may lie in a place by its name: in a division, a town, a village, not in a hall."""
    return load().division(place.entity or "") is not None or re.search(settings()["site"], place.text) is not None


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

"""The names in a stretch of a masked sentence: the items of a list, what contains them, and the classes asked for."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from kg.frames.marks import Masked, Unit, mark_of, marks_of
from kg.frames.rules import load_rules, settings
from kg.frames.template import ANY, LINK, compile_template, concrete, goods, people
from kg.ontology import load_ontology


def heads(masked: Masked, start: int, end: int, kinds: Container[str]) -> list[Unit]:
    """Return the units of a stretch that are items of its list, not containers or bodies of the next unit.

    A place at the head of a name that is not known (上海|某某设计院) is none either.
    """
    return [unit for _, unit in placed_heads(masked, start, end, kinds)]


def placed_heads(masked: Masked, start: int, end: int, kinds: Container[str]) -> list[tuple[int, Unit]]:
    """Return what `heads` does, each with where its mark stands."""
    found = []
    for position, unit in masked.placed_in(start, end):
        kind = unit.kind
        if kind not in kinds or unit.mention is None:
            continue
        if kind not in _without_owner() and _followed().match(masked.text, position + 1, end):
            continue
        if kind in _open_spots() and _begins().match(masked.text, position + 1):
            continue
        found.append((position, unit))
    return found


def containers(masked: Masked, position: int, kinds: frozenset[str] | None = None) -> list[Unit]:
    """Return the units that stand right before one at `position` as what it belongs to, the nearest first.

    `kinds` are their classes: places and parks, unless others are named.
    """
    found = []
    while match := _preceded(kinds or spot_kinds()).search(masked.text[:position]):
        position = match.start()
        found.append(masked.units[position])
    return found


@cache
def documents() -> frozenset[str]:
    """Return the classes of what bodies issue: nothing belongs to it, so that 《…》《…》 is a list."""
    issues, _ = settings()["governing"]
    return concrete(tuple(load_ontology().predicates[issues].range))


@cache
def _without_owner() -> frozenset[str]:
    """Return the classes of what nothing behind it belongs to."""
    return people() | documents()


@cache
def _followed() -> re.Pattern[str]:
    every = marks_of(set(load_ontology().concrete) - goods())
    return re.compile(f"{LINK}(?:{mark_of('title')}[、，]?)*[{every}]")


@cache
def _begins() -> re.Pattern[str]:
    """Return the expression for what follows a place that only begins something longer.

    That is the rest of a name no finder knows (上海|某某设计院), or words up to another name (湖州援建第一村|石桥村).
    """
    rest = settings()["unread"]
    others = marks_of(body_kinds() | spot_kinds())
    words = "<visit_go>|<visit_see>|<visit_look>|<sign>|<lie>|<build>|<rank>|<place_verb>|投资"
    words += "|[的了在来到是将把对和及与为有给让]"
    source = f"{rest}|(?:(?!{words})[^，。；、：！？“”（）《》{ANY}]){{2,10}}[{others}]"
    source += f"|(?:(?!{words}|一带|境内|城区|市区|县城|各地|[两三四]地|全境|地区|方面)[一-龥]){{2,8}}(?=、)"
    return compile_template(source, ends={}, words=load_rules().words, where="derived.yml, unread")


@cache
def _preceded(kinds: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{marks_of(kinds)}]{LINK}\\Z")


@cache
def spot_kinds() -> frozenset[str]:
    """Return the classes that things lie in."""
    return concrete(tuple(load_ontology().predicates[settings()["scene"]["gives"]].range))


@cache
def _open_spots() -> frozenset[str]:
    return spot_kinds() - parks()


@cache
def place_kinds() -> frozenset[str]:
    """Return the classes of sites and places that a visitor goes to."""
    return concrete(tuple(settings()["scene"]["places"]))


@cache
def described_kinds() -> frozenset[str]:
    """Return the classes of what a text turns to in the park that it tells of."""
    return concrete(tuple(settings()["scene"]["described"]))


@cache
def division_kinds() -> frozenset[str]:
    """Return the classes of places that are no sites."""
    return place_kinds() - parks()


@cache
def organ_kinds() -> frozenset[str]:
    """Return the classes of organs of a division."""
    return concrete((settings()["organ"],))


@cache
def firm_kinds() -> frozenset[str]:
    """Return the classes of firms."""
    return concrete((settings()["hero"],))


@cache
def parks() -> frozenset[str]:
    """Return the classes of sites that others are seen in."""
    return concrete(tuple(settings()["scene"]["places"][:1]))


@cache
def owned_kinds() -> frozenset[str]:
    """Return the classes of what is built."""
    return concrete(tuple(load_ontology().predicates[settings()["owning"]].range))


@cache
def body_kinds() -> frozenset[str]:
    """Return the classes that can sign an agreement."""
    signing = (term.domain for term in load_ontology().predicates.values() if term.symmetric)
    return frozenset(kind for domain in signing for kind in concrete(tuple(domain))) - people()


@cache
def owner_kinds() -> frozenset[str]:
    """Return the classes of bodies that lie somewhere, and of what they own."""
    return body_kinds() - spot_kinds() | concrete((*load_ontology().predicates[settings()["owning"]].range,))

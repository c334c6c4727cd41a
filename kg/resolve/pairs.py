"""Which units may be one: those that share a name, or of which one has a name that could be the other's short one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, combinations

from kg.folding import fold
from kg.lexicon import load
from kg.naming import anatomy, short_forms
from kg.naming.shorts import without_level
from kg.naming.words import kinds
from kg.resolve.apart import AT
from kg.resolve.names import AGENCY, FIRM, ORGANIZATION, PARK, PERSON, POLICY, PRODUCT, PROJECT, head, own_level
from kg.resolve.policy import policy
from kg.resolve.units import Unit

_SHORTENED = {FIRM, PARK, AGENCY, ORGANIZATION, POLICY, PROJECT}
_ANYWHERE = {FIRM, PERSON, PRODUCT}
"""Classes of which two of one name may be one wherever their pages are; others must be in one city."""
_TOWN = re.compile("(?<=..)(?:镇|乡|街道)(?=...)")
_KINDS = ("集团", "股份")
_GROUP = "集团"
_HEAD, _SHORTENED_LEAST = 2, 4
"""Characters of a brand that a short name keeps, and of a short name that leaves characters out."""
_BRAND = 3
"""Characters of a brand at most."""
_IN_ZONE = re.compile("(?<=..)(?:高新区|经开区|开发区|工业园区|新区|保税区)(?P<own>.{3,40}(?:园|区|基地|城|港))$")
_PROVINCE = 2
"""Digits of the code of a province."""
_NOWHERE = ("",)
"""Stands for the cities of a unit whose pages write about no place."""
_FEW = 24
"""Namesakes up to which each is compared with each, wherever they are."""


@dataclass(slots=True)
class Bearers:
    """The units of one class that a folded form is printed for, and those it could be a short name of."""

    printed: list[str] = field(default_factory=list)
    possible: list[str] = field(default_factory=list)
    cities: dict[str, list[str]] | None = None
    """Both by city, once somebody has asked."""


class Blocks:
    """The units by the forms of their names."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self._units = units
        self._bearers: dict[tuple[str, str], Bearers] = defaultdict(Bearers)
        self._variants: dict[str, list[str]] = defaultdict(list)
        for unit in units.values():
            for form in unit.forms:
                self._bearers[unit.root, form].printed.append(unit.ref)
            if unit.root == FIRM:
                self._variants[core_of(unit.name)].append(unit.ref)
        for unit in units.values():
            for form in possible_forms(unit):
                # What nobody prints is nobody's name.
                bearers = self._bearers.get((unit.root, form))
                if bearers is not None and form not in unit.forms:
                    bearers.possible.append(unit.ref)
        self._shorten()

    def _shorten(self) -> None:
        """Add the firms whose full names a short name leaves characters out of: 云澜家纺 of 云澜家用纺织品."""
        brands: dict[str, list[Unit]] = defaultdict(list)
        firms = [unit for unit in self._units.values() if unit.root == FIRM]
        for unit in firms:
            if is_registered(unit):
                brands[core_of(unit.name)[:_HEAD]].append(unit)
        for unit in firms:
            for name in () if is_registered(unit) else {fold(name) for name in unit.names}:
                bearers = self._bearers[FIRM, name]
                known = {*bearers.printed, *bearers.possible}
                for full in brands.get(name[:_HEAD], ()):
                    if full.ref not in known and shortens(name, full):
                        bearers.possible.append(full.ref)

    def bearers(self, form: str, other: Unit) -> Iterable[str]:
        """Return the units of the class of another that a folded form is, or could be, a name of, and that are near it.

        Near are two with pages in one city, or where nobody knows.
        """
        found = self._bearers.get((other.root, form))
        if found is None:
            return
        if found.cities is None:
            found.cities = defaultdict(list)
            for ref in chain(found.printed, found.possible):
                for city in self._units[ref].cities or _NOWHERE:
                    found.cities[city].append(ref)
        for city in {*other.cities, *_NOWHERE} if other.cities else tuple(found.cities):
            yield from found.cities.get(city, ())

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give each pair of units that may be one, in order and once each."""
        found: set[tuple[str, str]] = set()
        for (root, _), bearers in self._bearers.items():
            found.update(self._within(root, bearers))
        for refs in self._variants.values():
            if len(refs) <= _FEW:
                found.update(_ordered(a, b) for a, b in combinations(refs, 2))
        yield from sorted(pair for pair in found if self._may_be(*pair))

    def _within(self, root: str, bearers: Bearers) -> Iterable[tuple[str, str]]:
        everyone = [*bearers.printed, *bearers.possible]
        if len(everyone) < 2 or not bearers.printed:
            return
        groups = [everyone] if root in _ANYWHERE and len(everyone) <= _FEW else self._near(everyone)
        printed = set(bearers.printed)
        for group in groups:
            for a, b in combinations(group, 2):
                if a in printed or b in printed:
                    yield _ordered(a, b)

    def _near(self, refs: list[str]) -> list[list[str]]:
        """Return units in groups that are in one city or have to do with one person or body."""
        groups: dict[str, list[str]] = defaultdict(list)
        provinces: list[tuple[str, str]] = []
        for ref in refs:
            unit = self._units[ref]
            places = unit.homes | {code for code in (named_in(unit),) if code}
            provinces += [(code, ref) for code in places if len(code) == _PROVINCE]
            for key in {code[:4] for code in places} | {post.body for post in unit.posts}:
                groups[key].append(ref)
        # What is on a page about the province may be in any of its cities.
        for code, ref in provinces:
            for key, group in groups.items():
                if key.startswith(code) and AT not in key and ref not in group:
                    group.append(ref)
        return [group for group in groups.values() if 1 < len(group) <= _FEW * 4]

    def _may_be(self, a: str, b: str) -> bool:
        """Return whether two units are not told apart by their names alone."""
        one, other = self._units[a], self._units[b]
        if one.root == FIRM and (_is_part(one, other) or _is_part(other, one)):
            return False
        if one.root == PERSON and not one.posts and not other.posts and a.partition(AT)[0] == b.partition(AT)[0]:
            # What is known of two of one place without a post was looked at when units were made.
            return False
        if (one.codes and other.codes) or _is_relative(one) or _is_relative(other):
            return False
        return not (one.alone and other.alone) or are_joined(one, other)


def are_joined(one: Unit, other: Unit) -> bool:
    """Return whether two names that each tell by themselves may tell of one: in another form, or as a page says."""
    return is_variant(one, other) or is_stated(one, other)


def _is_relative(unit: Unit) -> bool:
    """Return whether nobody can tell whose body is meant: 县委 on a page about no county."""
    return not unit.alone and unit.root in policy().placed and own_level(fold(unit.name)) is not None


def is_stated(one: Unit, other: Unit) -> bool:
    """Return whether a page gives a name of one that tells by itself as another name of the other."""
    if _is_branch(one) != _is_branch(other):
        return False
    return not one.telling.isdisjoint(other.forms) or not other.telling.isdisjoint(one.forms)


def is_registered(unit: Unit) -> bool:
    """Return whether a firm is named with its legal form."""
    return policy().tells[FIRM].search(fold(unit.name)) is not None


def shortens(short: str, full: Unit) -> bool:
    """Return whether a folded name is that of a firm with characters left out, but for its brand."""
    core = core_of(full.name)
    if len(short) < _SHORTENED_LEAST or short[:_HEAD] != core[:_HEAD]:
        return False
    rest = iter(core)
    return all(char in rest for char in short)


def _is_part(one: Unit, other: Unit) -> bool:
    """Return whether one firm has a full name that says nothing of a group, and the other is a group."""
    return is_registered(one) and not any(_GROUP in name for name in one.names) and _GROUP in other.name


def _is_branch(unit: Unit) -> bool:
    """Return whether a unit is a branch of a firm, which is not the firm."""
    return unit.root == FIRM and bool(policy().branch.search(unit.name))


def is_variant(one: Unit, other: Unit) -> bool:
    """Return whether two full names differ by a place before them, by their legal form or by long and short words."""
    if one.root == FIRM:
        a, b = anatomy(one.name), anatomy(other.name)
        full = bool(a.trade) or (is_registered(one) and is_registered(other))
        proper = full and bool(a.core) and (a.core, a.trade) == (b.core, b.trade)
        return proper and (not a.place or not b.place or _fit(a.place, b.place))
    if one.root in _SHORTENED and one.alone and other.alone:
        forms, others = possible_forms(one), possible_forms(other)
        return not other.telling.isdisjoint(forms) or not one.telling.isdisjoint(others)
    return False


@lru_cache(maxsize=1 << 14)
def _fit(place: str, other: str) -> bool:
    """Return whether of two places before the names of firms one lies in the other."""
    if place == other:
        return True
    codes = [[d.code for d in load().by_name.get(name, ())] for name in (place, other)]
    return any(a.startswith(b) or b.startswith(a) for a in codes[0] for b in codes[1])


@lru_cache(maxsize=1 << 16)
def core_of(name: str) -> str:
    """Return what of a firm's name neither place nor legal form is."""
    parts = anatomy(name)
    return f"{parts.core}{parts.trade}" if parts.core else fold(name)


def possible_forms(unit: Unit) -> Iterable[str]:
    """Return the folded short names that a unit with a full name could have; of another only those without a town."""
    if unit.root not in _SHORTENED:
        return ()
    if not unit.alone:
        return () if unit.root == FIRM else _without_town([fold(unit.name)])
    return _possible(unit.name, unit.root, next(iter(sorted(unit.homes)), None))


def _without_town(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(_TOWN.sub("", form) for form in forms if _TOWN.search(form))


@lru_cache(maxsize=1 << 16)
def _possible(name: str, root: str, home: str | None) -> tuple[str, ...]:
    forms = [fold(form) for form in short_forms(name, root)] if root not in {POLICY, PROJECT} else []
    if root == FIRM and len(core := anatomy(name).core) > _BRAND:
        # What stands between brand and legal form is not always a word that a list has.
        forms += [fold(core)[:size] for size in (2, 3)]
    if root == PARK:
        forms += [match["own"] for match in _IN_ZONE.finditer(fold(name))]
    division, rest = head(fold(name), home)
    if division is not None and root != FIRM:
        rests = [rest]
        if root not in {POLICY, PROJECT}:
            rests += [
                rest.replace(long, short)
                for long, shorts in kinds("contractions").items()
                if long in rest
                for short in shorts.split(",")
            ]
        forms += [before + form for form in rests for before in ("", division.name, without_level(division.name))]
    if root != FIRM:
        forms += _without_town([fold(name), *forms])
    # Only a group is called one by others than its own page.
    forms = [form for form in forms if not any(form.endswith(kind) and kind not in name for kind in _KINDS)]
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1))


def named_in(unit: Unit) -> str | None:
    """Return the code of the division that stands in a unit's full name."""
    division, _ = head(fold(unit.name), next(iter(sorted(unit.homes)), None))
    return division.code if division is not None else None


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)

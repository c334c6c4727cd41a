"""What is resolved: the entities of all pages, those that are sure to be one taken together, with what is said of each.

Namings of one key are one unit (`kg.extract.ids`), but for persons: of persons of one name on pages about one place
those are one whose posts say so, for a county has its namesakes too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kg.folding import fold
from kg.records import Entity, Extraction, Statement
from kg.resolve.apart import AT, county_of, is_person, persons, scattered
from kg.resolve.names import PERSON, root_class, told
from kg.resolve.policy import policy

_SPACE = re.compile(r"\s+")
_REACH = 24
"""Characters from a former post within which the name stands whose it was."""
_CITY = 4
"""Digits of the code of a city."""
_HOLDS, _LIES = "holdsPost", "locatedIn"


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """A post as a page says that somebody holds it."""

    body: str
    """The unit at which it is held."""
    title: str
    date: str
    """When the page says so, else when it was printed; empty where neither is known. ISO."""


@dataclass(slots=True)
class Unit:
    """Namings that are sure to be of one entity."""

    ref: str
    """A key, or for what one page says under a key ``KEY@DOC``; the first of `members`."""
    root: str
    """Its class, as high as it is concrete."""
    members: list[str] = field(default_factory=list)
    classes: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    """The fullest name of each page."""
    forms: set[str] = field(default_factory=set)
    """Every form of every page, folded."""
    homes: set[str] = field(default_factory=set)
    """Codes of the divisions that its pages write about."""
    cities: set[str] = field(default_factory=set)
    """Of these the codes of cities, or of provinces where a page is about no city."""
    counties: set[str] = field(default_factory=set)
    """Codes of the counties that its pages name, of those that name one only."""
    codes: set[str] = field(default_factory=set)
    """Codes of the division that it is."""
    telling: set[str] = field(default_factory=set)
    """Those of its fullest names, folded, that tell by themselves which one is meant, on a page about any place."""
    alone: bool = False
    """Whether its name tells by itself which one is meant."""
    posts: set[Post] = field(default_factory=set)
    former: set[str] = field(default_factory=set)
    """Posts that pages say somebody held before, as they are worded, folded."""
    near: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The units that statements join it with, by their class; parks that it lies in under ``locatedIn``."""
    docs: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Return its fullest name."""
        return min(self.names, key=lambda name: (-len(name), name))


class Units(NamedTuple):
    """The units of some pages."""

    by_ref: dict[str, Unit]
    of: dict[str, str]
    """The unit of every member."""
    refs: dict[str, dict[str, str]]
    """For each document the members that its entities are, by their key."""


def units_of(
    documents: Sequence[Extraction],
    apart: Collection[tuple[str, str]] = (),
    barred: Iterable[tuple[str, str]] = (),
) -> Units:
    """Return the units of pages.

    `apart` holds the keys and pages that judgements take out of what else has the key, `barred` pairs of refs that are
    judged to be different.
    """
    leaders = persons(documents, barred)
    divided = scattered(documents, apart)
    leaders.update(divided)
    keys = {ref.partition(AT)[0] for ref in divided}
    refs = {
        page.doc: {
            entity.id: f"{entity.id}{AT}{page.doc}"
            if is_person(entity.cls) or entity.id in keys or (entity.id, page.doc) in apart
            else entity.id
            for entity in page.entities
        }
        for page in documents
    }
    of: dict[str, str] = {}
    units: dict[str, Unit] = {}
    for page in documents:
        county, mine, former = county_of(page), refs[page.doc], _former(page.text)
        for entity in page.entities:
            ref = mine[entity.id]
            leader = leaders.get(ref, ref)
            unit = units.get(leader)
            if unit is None:
                unit = units[leader] = Unit(leader, root_class(entity.cls), [leader])
            if ref not in of:
                of[ref] = leader
                if ref != leader:
                    unit.members.append(ref)
            _add(unit, entity, page)
            unit.counties.update(county)
            if former and unit.root == PERSON:
                unit.former.update(post for around, post in former if entity.name in around)
    for page in documents:
        mine = {key: of[ref] for key, ref in refs[page.doc].items()}
        for statement in page.statements:
            if statement.subject in mine and statement.object in mine:
                _join(units, mine[statement.subject], mine[statement.object], statement, page.issued or "")
    return Units({ref: units[ref] for ref in sorted(units)}, of, refs)


def _former(text: str) -> list[tuple[str, str]]:
    """Return the posts that a page says somebody held before, each behind the text around it, lines joined."""
    joined = _SPACE.sub("", text)
    return [
        (joined[max(0, match.start() - _REACH) : match.end() + _REACH], fold(match["post"]))
        for match in policy().former.finditer(joined)
    ]


def _add(unit: Unit, entity: Entity, page: Extraction) -> None:
    unit.classes[entity.cls] += 1
    unit.names[entity.name] += 1
    told_by = _told_by(unit.root, entity.name, entity.aliases, page.division)
    unit.forms.update(told_by.forms)
    unit.docs.add(page.doc)
    if page.division:
        unit.homes.add(page.division)
        unit.cities.add(page.division[:_CITY])
    if entity.code:
        unit.codes.add(entity.code)
    unit.alone = unit.alone or told_by.alone or bool(entity.code)
    if told_by.anywhere:
        unit.telling.add(told_by.forms[0])


class _ToldBy(NamedTuple):
    """What the names of an entity on a page tell."""

    forms: tuple[str, ...]
    """Folded, the fullest first."""
    alone: bool
    """Whether the fullest tells by itself which one is meant, on this page."""
    anywhere: bool
    """Whether it does on a page about any place."""


@lru_cache(maxsize=1 << 17)
def _told_by(root: str, name: str, aliases: tuple[str, ...], division: str | None) -> _ToldBy:
    forms = (fold(name), *map(fold, aliases))
    return _ToldBy(forms, told(root, name, division).alone, told(root, name, None).alone)


def _join(units: Mapping[str, Unit], one: str, other: str, statement: Statement, issued: str) -> None:
    subject, obj = units[one], units[other]
    subject.near[obj.root].add(other)
    obj.near[subject.root].add(one)
    if statement.predicate == _LIES:
        subject.near[_LIES].add(other)
    if statement.predicate == _HOLDS and statement.title:
        for title in statement.title.split("、"):
            subject.posts.add(Post(other, fold(title), statement.date or issued))

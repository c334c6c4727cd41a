"""What is resolved: the entities of all pages, those that are sure to be one taken together, with what is said of each.

Namings of one key are one unit (`kg.extract.ids`), but for persons: of persons of one name on pages about one place
those are one whose posts say so, for a county has its namesakes too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from kg.folding import fold
from kg.records import Entity
from kg.resolve.apart import AT, is_person, persons, scattered
from kg.resolve.names import PERSON, root_class, told
from kg.resolve.outline import HOLDS, LIES, Outline

_CITY = 4
"""Digits of the code of a city."""

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """A post as a page says that somebody holds it."""

    body: str
    """The unit at which it is held."""
    title: str
    date: str
    """When the page says so, else when it was printed; empty where neither is known. ISO."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Namings that are sure to be of one entity. There are many: what is equal in several is kept once."""

    ref: str
    """A key, or for what one page says under a key ``KEY@DOC``; the first of `members`."""
    root: str
    """Its class, as high as it is concrete."""
    members: tuple[str, ...]
    name: str
    """The fullest of `names`."""
    classes: Mapping[str, int]
    """How many pages give it each class."""
    names: tuple[str, ...]
    """The fullest name of each page, in order."""
    forms: frozenset[str]
    """Every form of every page, folded."""
    homes: frozenset[str]
    """Codes of the divisions that its pages write about."""
    cities: frozenset[str]
    """Of these the codes of cities, or of provinces where a page is about no city."""
    counties: frozenset[str]
    """Codes of the counties that its pages name, of those that name one only."""
    codes: frozenset[str]
    """Codes of the division that it is."""
    telling: frozenset[str]
    """Those of its fullest names, folded, that tell by themselves which one is meant, on a page about any place."""
    alone: bool
    """Whether its name tells by itself which one is meant."""
    posts: frozenset[Post]
    former: frozenset[str]
    """Posts that pages say somebody held before, as they are worded, folded."""
    near: Mapping[str, tuple[str, ...]]
    """The units that statements join it with, by their class; what it lies in under ``locatedIn``."""
    docs: frozenset[str]


class Units(NamedTuple):
    """The units of some pages."""

    by_ref: dict[str, Unit]
    of: dict[str, str]
    """The unit of every member."""
    refs: dict[str, dict[str, str]]
    """For each document the members that its entities are, by their key; an entity that is not here is its key."""


def units_of(
    documents: Sequence[Outline],
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
            for entity in page.entities
            if is_person(entity.cls) or entity.id in keys or (entity.id, page.doc) in apart
        }
        for page in documents
    }
    of: dict[str, str] = {}
    drafts: dict[str, _Draft] = {}
    for page in documents:
        own = refs[page.doc]
        for entity in page.entities:
            ref = own.get(entity.id, entity.id)
            leader = leaders.get(ref, ref)
            draft = drafts.get(leader)
            if draft is None:
                draft = drafts[leader] = _Draft(root_class(entity.cls), [leader])
            if ref not in of:
                of[ref] = leader
                if ref != leader:
                    draft.members.append(ref)
            draft.namings.append((page, entity))
    for page in documents:
        own, named = refs[page.doc], {entity.id for entity in page.entities}
        for said in page.statements:
            if said.subject in named and said.object in named:
                one, other = (of[own.get(key, key)] for key in (said.subject, said.object))
                drafts[one].near.append(other)
                drafts[other].near.append(one)
                if said.predicate == LIES:
                    drafts[one].lies.append(other)
                if said.predicate == HOLDS and said.title:
                    date = said.date or page.issued or ""
                    drafts[one].posts.extend(Post(other, fold(title), date) for title in said.title.split("、"))
    roots = {ref: draft.root for ref, draft in drafts.items()}
    once = _Once()
    return Units({ref: _unit(ref, drafts.pop(ref), roots, once) for ref in sorted(drafts)}, of, refs)


@dataclass(slots=True)
class _Draft:
    """A unit while pages are gone through."""

    root: str
    members: list[str]
    namings: list[tuple[Outline, Entity]] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    lies: list[str] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)


class _Once:
    """Values of which equal ones are kept once."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def keep(self, value: Kept) -> Kept:
        """Return the first of all values that equal this one."""
        first: Kept = self._known.setdefault(value, value)
        return first

    def counts(self, values: Iterable[str]) -> Mapping[str, int]:
        """Return how often each value comes."""
        counted = Counter(values)
        first: Mapping[str, int] = self._known.setdefault(frozenset(counted.items()), counted)
        return first


def _unit(ref: str, draft: _Draft, roots: Mapping[str, str], once: _Once) -> Unit:
    """Return the unit that a draft has become."""
    keep = once.keep
    called = {(entity.name, entity.aliases, page.division) for page, entity in draft.namings}
    told_by = [_told_by(draft.root, *one) for one in called]
    homes = {page.division for page, _ in draft.namings if page.division}
    names = sorted({entity.name for _, entity in draft.namings})
    near: dict[str, list[str]] = defaultdict(list)
    for other in sorted(set(draft.near)):
        near[roots[other]].append(other)
    if draft.lies:
        near[LIES] = sorted(set(draft.lies))
    return Unit(
        ref=ref,
        root=draft.root,
        members=tuple(draft.members),
        name=min(names, key=lambda name: (-len(name), name)),
        classes=once.counts(entity.cls for _, entity in draft.namings),
        names=keep(tuple(names)),
        forms=keep(frozenset(form for one in told_by for form in one.forms)),
        homes=keep(frozenset(homes)),
        cities=keep(frozenset(home[:_CITY] for home in homes)),
        counties=keep(frozenset(page.county for page, _ in draft.namings if page.county)),
        codes=keep(frozenset(entity.code for _, entity in draft.namings if entity.code)),
        telling=keep(frozenset(one.forms[0] for one in told_by if one.anywhere)),
        alone=any(one.alone for one in told_by) or any(entity.code for _, entity in draft.namings),
        posts=keep(frozenset(draft.posts)),
        former=keep(frozenset(_held_before(draft.namings) if draft.root == PERSON else ())),
        near={kind: tuple(refs) for kind, refs in near.items()} or _NOBODY,
        docs=keep(frozenset(page.doc for page, _ in draft.namings)),
    )


_NOBODY: Mapping[str, tuple[str, ...]] = {}


def _held_before(namings: Iterable[tuple[Outline, Entity]]) -> Iterator[str]:
    """Give the posts that the pages of a person say were held before, beside the name."""
    for page, entity in namings:
        for former in page.former:
            if entity.name in former.around:
                yield former.post


class _ToldBy(NamedTuple):
    """What the names of an entity on a page tell."""

    forms: tuple[str, ...]
    """Folded, the fullest first."""
    alone: bool
    """Whether the fullest tells by itself which one is meant, on this page."""
    anywhere: bool
    """Whether it does on a page about any place."""


def _told_by(root: str, name: str, aliases: tuple[str, ...], division: str | None) -> _ToldBy:
    forms = (fold(name), *map(fold, aliases))
    return _ToldBy(forms, told(root, name, division).alone, told(root, name, None).alone)

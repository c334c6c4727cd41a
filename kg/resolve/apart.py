"""Which namings of one key are not one: namesakes of one county, villages of one name in two towns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.folding import fold
from kg.naming.persons import share_bearing
from kg.ontology import load_ontology
from kg.records import Entity
from kg.resolve.names import AGENCY, PARK, PERSON, PLACE, PRODUCT, root_class, told
from kg.resolve.outline import HOLDS, LIES, Outline
from kg.resolve.policy import policy

AT = "@"
"""Between a key and the document that it is taken apart for."""
FEW = 12
"""Pages up to which to be named on them says something."""


def is_person(cls: str) -> bool:
    """Return whether entities of a class are told apart page by page."""
    return root_class(cls) == PERSON


class _Naming(NamedTuple):
    """A person on one page."""

    ref: str
    holds: bool
    """Whether the page counts the person among those who hold office."""
    bodies: frozenset[str]
    """Keys of the bodies where the page gives the person a post."""
    high: bool
    """Whether one of them is an organ, or a division down to the county."""
    beside: frozenset[str]
    """For a rare name without a body: what the page names that few others do."""


def persons(documents: Sequence[Outline], barred: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each naming of a person the first one that it is sure to be one with.

    Of the namings of one key those are one that share a body where they hold a post; and all who hold office, unless
    their posts are at bodies below the county, of which each has its own. Of those of whom no post is known, those of a
    rare name are one whose pages name something that few others do. Two namings that are `barred` are never one.
    """
    bars: dict[str, set[str]] = defaultdict(set)
    for a, b in barred:
        bars[a].add(b)
        bars[b].add(a)
    often = Counter(entity.id for page in documents for entity in page.entities)
    groups: dict[str, list[_Naming]] = defaultdict(list)
    for page in documents:
        by_id = {entity.id: entity for entity in page.entities}
        persons = [entity for entity in page.entities if is_person(entity.cls)]
        bodies: dict[str, set[str]] = defaultdict(set)
        for statement in page.statements:
            if statement.predicate == HOLDS:
                bodies[statement.subject].add(statement.object)
        for person in persons:
            held = frozenset(bodies.get(person.id, ()))
            high = any(_is_high(by_id[body], page.division) for body in held if body in by_id)
            ref = f"{person.id}{AT}{page.doc}"
            beside: frozenset[str] = frozenset()
            if not held and share_bearing(person.name) < policy().rare:
                beside = frozenset(e.id for e in page.entities if often[e.id] <= FEW and _is_telling(e))
            held |= {zone for body in held if body in by_id and (zone := _zone(by_id[body], page.division))}
            groups[person.id].append(_Naming(ref, _holds_office(person.cls), held, high, beside))
    leaders: dict[str, str] = {}
    for namings in groups.values():
        if len(namings) > 1:
            leaders.update(_grouped(namings, bars))
    return leaders


class _Sets:
    """Refs joined into sets, each under the first of its own, none of which holds two that are barred."""

    def __init__(self, refs: Iterable[str], bars: Mapping[str, set[str]]) -> None:
        self._leader = {ref: ref for ref in refs}
        self._members = {ref: {ref} for ref in self._leader}
        self._bars = bars

    def root(self, ref: str) -> str:
        """Return the first ref of the set of one."""
        while self._leader[ref] != ref:
            ref = self._leader[ref]
        return ref

    def join(self, a: str, b: str) -> None:
        """Make one set of those of two refs, unless something in one is barred from something in the other."""
        first, second = sorted((self.root(a), self.root(b)))
        others = self._members[second]
        if first == second or any(not others.isdisjoint(self._bars.get(ref, ())) for ref in self._members[first]):
            return
        self._leader[second] = first
        self._members[first] |= self._members.pop(second)

    def leaders(self) -> dict[str, str]:
        """Return for each ref the first of its set."""
        return {ref: self.root(ref) for ref in self._leader}


def _grouped(namings: Sequence[_Naming], bars: Mapping[str, set[str]]) -> dict[str, str]:
    """Return for each naming of one key the first of those that it is one with."""
    sets = _Sets((naming.ref for naming in namings), bars)
    seen: dict[str, str] = {}
    office = ""
    for naming in sorted(namings, key=lambda n: n.ref):
        for other in sorted(naming.bodies | naming.beside):
            sets.join(naming.ref, seen.setdefault(other, naming.ref))
        if naming.holds and (naming.high or not naming.bodies):
            office = office or naming.ref
            sets.join(naming.ref, office)
    return sets.leaders()


def scattered(documents: Iterable[Outline], apart: Collection[tuple[str, str]]) -> dict[str, str]:
    """Return for each naming of a key whose pages put it into different places the first one that it is one with.

    Two villages of one name in two towns of a county, two firms of one short name. Where the page names no place, it
    means the one that most pages mean. Names that tell by themselves are not looked at.
    """
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for page in documents:
        named = {e.id: e for e in page.entities}
        inside: dict[str, set[str]] = defaultdict(set)
        places = {e.id for e in page.entities if root_class(e.cls) == PLACE and not _holds(e, page.division)}
        for statement in page.statements:
            if statement.predicate == LIES and statement.object in places:
                inside[statement.subject].add(statement.object)
        county = [e.id for e in page.entities if e.code and e.code == page.county != page.division]
        for key, entity in named.items():
            root = root_class(entity.cls)
            if root == PERSON or entity.code or told(root, entity.name, page.division).alone:
                continue
            if (key, page.doc) not in apart:
                place = county if root == PLACE else ()
                found[key][f"{key}{AT}{page.doc}"] = frozenset(inside.get(key) or place)
    leaders: dict[str, str] = {}
    for namings in found.values():
        if len({places for places in namings.values() if places}) > 1:
            leaders.update(_placed(namings))
    return leaders


def _placed(namings: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Return for each naming the first of those that lie in a place with it; nothing where all do."""
    sets = _Sets(namings, {})
    seen: dict[str, str] = {}
    for ref in sorted(namings):
        for place in sorted(namings[ref]):
            sets.join(ref, seen.setdefault(place, ref))
    sizes = Counter(sets.root(ref) for ref, places in namings.items() if places)
    if len(sizes) == 1:
        return {}
    most = min(sizes, key=lambda ref: (-sizes[ref], ref))
    for ref, places in namings.items():
        if not places:
            sets.join(ref, most)
    return sets.leaders()


def _holds(place: Entity, division: str | None) -> bool:
    """Return whether a place is the division that a page writes about, or one above it."""
    return bool(place.code and division and division.startswith(place.code))


def _zone(body: Entity, division: str | None) -> str | None:
    """Return what tells a zone and its own organs apart from others: 经开区, 经开区管委会 and 经开区党工委 have one."""
    root = root_class(body.cls)
    name = policy().zoned.sub("", fold(body.name))
    if root == PARK or (root == AGENCY and name != fold(body.name)):
        # As an organ, for organs are told by short words.
        return f"zone {told(AGENCY, name, division).name}"
    return None


def _is_telling(entity: Entity) -> bool:
    """Return whether to be named beside an entity says something: no persons, no goods, no divisions."""
    return not entity.code and root_class(entity.cls) not in {PERSON, PRODUCT}


def _holds_office(cls: str) -> bool:
    """Return whether a class of persons is that of those who hold office."""
    return cls != PERSON and load_ontology().is_a(cls, PERSON)


def _is_high(body: Entity, division: str | None) -> bool:
    """Return whether a body is an organ that its name tells of, or a division down to the county."""
    if root_class(body.cls) == PLACE:
        return body.code is not None
    return root_class(body.cls) == AGENCY and told(AGENCY, body.name, division).alone

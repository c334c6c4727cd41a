"""What several ways of counting share: pages and visits counted once, periods, where a thing lies, what comes first."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date as calendar
from typing import TYPE_CHECKING, TypeVar

from kg.analysis.evidence import every
from kg.analysis.periods import period_of
from kg.analysis.when import printed
from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.records import Dataset, Entity, Extraction, Statement

UNDATED = "undated"
RANKS = {"Asserted": 0, "Planned": 1, "Reported": 2, "Denied": 3}
"""Statuses, that of a fact first."""
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with what its page says around it."""

    statement: Statement
    printed: str
    """ISO date its article was printed; empty where the page does not say."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The days that a date may mean, both ends included."""

    first: calendar
    last: calendar

    @property
    def exact(self) -> bool:
        """Return whether it is one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor at one site on one day, however often it is told."""

    visitor: str
    site: str
    date: str | None
    """ISO day, or the month or year where the pages tell no more."""
    status: str
    """The surest status that it is told with: ``Asserted``, ``Planned`` or ``Reported``."""
    told: tuple[Told, ...]
    """Its statements, the surest first."""


def chosen(value: str, known: Iterable[str], what: str) -> str:
    """Return `value` if it is one of `known`; raises `OptionError`, which lists them, if it is not."""
    known = tuple(known)
    if value not in known:
        raise OptionError(f"{what} {value!r}: it is one of {', '.join(known)}")
    return value


def pages(dataset: Dataset) -> list[Extraction]:
    """Return the pages in the order of their names, those with one text once: a copy tells nothing new."""
    kept: dict[tuple[str, ...], Extraction] = {}
    for page in sorted(dataset.documents, key=lambda d: d.doc):
        # A page without a text is one that was put together by hand: only its name tells which it is.
        kept.setdefault((page.sha256, page.text) if page.text else (page.doc,), page)
    return list(kept.values())


def statements(dataset: Dataset, *predicates: str) -> list[Told]:
    """Return the statements with one of the predicates, of each page once, the surest first."""
    found = [Told(s, printed(page, s)) for page in pages(dataset) for s in page.statements if s.predicate in predicates]
    return sorted(found, key=lambda told: sure(told.statement))


def sure(statement: Statement) -> tuple[float, str]:
    """Return what statements are sorted by: the surest first, of equal ones the lower id."""
    return (-statement.confidence, statement.id)


def ids(told: Iterable[Told | Statement]) -> tuple[str, ...]:
    """Return the ids of all statements that count, as `every` orders them."""
    return every(one.statement if isinstance(one, Told) else one for one in told)


def grouped(items: Iterable[Told], key: Callable[[Statement], Key]) -> dict[Key, list[Told]]:
    """Return statements by a key, in their order."""
    groups: dict[Key, list[Told]] = defaultdict(list)
    for one in items:
        groups[key(one.statement)].append(one)
    return groups


def status_of(told: Iterable[Told]) -> str:
    """Return the status that comes first among statements: a fact before a plan before what is only reported."""
    return min((one.statement.status for one in told), key=lambda status: RANKS[status])


def owners(dataset: Dataset) -> dict[str, list[str]]:
    """Return who builds or runs each project, by fact or plan, the one told most surely first."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one in statements(dataset, "develops"):
        if one.statement.status in {"Asserted", "Planned"}:
            found[one.statement.object][one.statement.subject] = None
    return {project: list(bodies) for project, bodies in found.items()}


def period(date: str | None, by: str) -> str:
    """Return the month, quarter or year of an ISO date (``2025-03``, ``2025-Q1``, ``2025``).

    A date that is less exact than that gives itself, none at all ``undated``.
    """
    return period_of(date, by) or date if date else UNDATED


def interval(date: str) -> Interval:
    """Return the days that an ISO day, month or year may mean."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    last = month or 12
    return Interval(calendar(year, month or 1, day or 1), calendar(year, last, day or monthrange(year, last)[1]))


def before_print(date: str, printed_on: str) -> Interval:
    """Return the days that the date of something told as done may mean: none after the page that tells it."""
    days = interval(date)
    if not printed_on:
        return days
    end = interval(printed_on).last
    return Interval(days.first, min(days.last, end)) if days.first <= end else days


def visits(dataset: Dataset) -> list[Visit]:
    """Return who was where, each visitor at a site once a day, by date; denied visits are none.

    A visit of which only the month or year is told is the same as one by the same visitor to the same site on a day in
    it, for the two may be one.
    """
    told = [one for one in statements(dataset, "visited") if one.statement.status != "Denied"]
    result = []
    for (visitor, site), rows in grouped(told, lambda s: (s.subject, s.object)).items():
        days = grouped(rows, lambda s: s.date)
        for date in sorted(days, key=lambda d: (len(d or ""), d or "")):
            finer = sorted(other for other in days if other and other != date and other.startswith(date or ""))
            if finer:
                days[finer[0]] += days.pop(date)
        for date, same in days.items():
            ordered = tuple(sorted(same, key=lambda one: sure(one.statement)))
            result.append(Visit(visitor, site, date, status_of(same), ordered))
    return sorted(result, key=lambda v: (v.date or "", v.visitor, v.site))


class Names:
    """What entities are called in a table: their names, with their ids where several of a table's class share one."""

    def __init__(self, dataset: Dataset) -> None:
        self.entities: Mapping[str, Entity] = {e.id: e for e in dataset.entities}
        self._bearers = Counter((e.cls, e.name) for e in dataset.entities)

    def __getitem__(self, entity: str) -> str:
        known = self.entities[entity]
        return known.name if self._bearers[known.cls, known.name] == 1 else f"{known.name} ({known.id})"

    def cls(self, entity: str) -> str:
        """Return the class of an entity."""
        return self.entities[entity].cls


class Ground:
    """Where things lie: what pages say with ``locatedIn``, followed upwards.

    A fact goes before a plan; what is denied or only reported leads nowhere. Divisions lie in each other by their
    codes as well (GB/T 2260: 32 holds 3212 holds 321283).
    """

    def __init__(self, dataset: Dataset) -> None:
        self._entities = {e.id: e for e in dataset.entities}
        said: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for one in statements(dataset, "locatedIn"):
            s = one.statement
            if s.status in {"Asserted", "Planned"} and s.subject != s.object:
                said[s.subject][s.status][s.object] += 1
        self._direct = {thing: by.get("Asserted") or by["Planned"] for thing, by in said.items()}
        self._above: dict[str, frozenset[str]] = {}

    def above(self, thing: str) -> frozenset[str]:
        """Return everything that a thing lies in, by chains of any length."""
        if thing not in self._above:
            found: set[str] = set()
            ahead = [thing]
            while ahead:
                for container in self._direct.get(ahead.pop(), ()):
                    if container not in found and container != thing:
                        found.add(container)
                        ahead.append(container)
            self._above[thing] = frozenset(found)
        return self._above[thing]

    def inside(self, thing: str, container: str) -> bool:
        """Return whether a thing lies in a container, by what pages say or by the codes of divisions."""
        if container in self.above(thing):
            return True
        stem = self._stem(container)
        return bool(stem) and any(
            len(own := self._stem(one)) > len(stem) and own.startswith(stem) for one in (thing, *self.above(thing))
        )

    def known(self, thing: str) -> bool:
        """Return whether any page says where a thing lies."""
        return thing in self._direct

    def park(self, thing: str) -> str | None:
        """Return the park that is a thing or that it lies in: the nearest, of equally near ones the oftenest told."""
        if self._is_park(thing):
            return thing
        seen = {thing}
        level = [thing]
        while level:
            near: Counter[str] = Counter()
            for one in level:
                near.update(self._direct.get(one, {}))
            parks = [container for container in near if self._is_park(container) and container not in seen]
            if parks:
                # A park that holds another of them is the farther one.
                inner = [p for p in parks if not any(p in self.above(q) and q not in self.above(p) for q in parks)]
                return min(inner or parks, key=lambda p: (-near[p], self._entities[p].name, p))
            level = sorted(set(near) - seen)
            seen |= set(near)
        return None

    def _is_park(self, thing: str) -> bool:
        return thing in self._entities and self._entities[thing].cls == "Park"

    def _stem(self, thing: str) -> str:
        """Return the code of a division, which the codes of all divisions in it begin with."""
        entity = self._entities.get(thing)
        return entity.code or "" if entity and entity.cls == "Place" else ""


class Sets(dict[str, str]):
    """Which keys belong together: a disjoint-set forest whose representative is the least key of a set."""

    def find(self, key: str) -> str:
        """Return the representative of a key's set."""
        while (parent := self.setdefault(key, key)) != key:
            self[key] = key = self[parent]
        return key

    def join(self, one: str, other: str) -> None:
        """Make two sets one."""
        first, second = sorted((self.find(one), self.find(other)))
        self[second] = first

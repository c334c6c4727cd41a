"""What pages say that cannot all be so: findings for people, each with the sentences that stand against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kg.folding import fold
from kg.resolve.policy import policy

if TYPE_CHECKING:
    from kg.records import Dataset, Entity, Extraction, Statement

_APART = 10.0
"""How many times one capacity is the other before somebody should look."""
_CITY = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that speaks for one side of a finding."""

    statement: str
    doc: str
    quote: str
    said: str
    """What it says, in short."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot all be so."""

    kind: str
    """``two-chiefs``, ``two-cities``, ``capacity`` or ``future``."""
    entity: str
    name: str
    message: str
    evidence: tuple[Evidence, ...]


def conflicts(dataset: Dataset) -> list[Conflict]:
    """Return what in a dataset cannot all be so, in a fixed order.

    Two persons in one chief post over the same time, a firm in two cities, capacities of one product that are orders
    of magnitude apart, and facts dated after their page.
    """
    names = {entity.id: entity for entity in dataset.entities}
    facts = [(page, s) for page in dataset.documents for s in page.statements if s.status == "Asserted"]
    found = [
        *_two_chiefs(facts, names),
        *_two_cities(facts, names),
        *_capacities(facts, names),
        *_futures(facts, names),
    ]
    return sorted(found, key=lambda c: (c.kind, c.name, c.entity, c.message))


Facts = Iterable[tuple["Extraction", "Statement"]]


def _two_chiefs(facts: Facts, names: dict[str, Entity]) -> Iterator[Conflict]:
    """Give the chief posts that two persons hold over the same time, as the dates of pages tell."""
    held: dict[tuple[str, str], dict[str, list[tuple[str, Extraction, Statement]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for page, s in facts:
        date = s.date or page.issued or ""
        if s.predicate != "holdsPost" or not s.title or not date:
            continue
        for title in map(fold, s.title.split("、")):
            if policy().chief.search(title):
                held[s.object, title][s.subject].append((date, page, s))
    for (body, title), holders in held.items():
        spans = {person: (min(d for d, *_ in rows), max(d for d, *_ in rows)) for person, rows in holders.items()}
        for one, other in combinations(sorted(spans), 2):
            if spans[one][0] <= spans[other][1] and spans[other][0] <= spans[one][1]:
                told = f"{names[one].name} and {names[other].name} are both {title} of {names[body].name}"
                when = f"from {max(spans[one][0], spans[other][0])} to {min(spans[one][1], spans[other][1])}"
                rows = (holders[one][0][2], holders[other][0][2])
                yield Conflict("two-chiefs", body, names[body].name, f"{told} {when}", _evidence(rows, names))


def _two_cities(facts: Facts, names: dict[str, Entity]) -> Iterator[Conflict]:
    """Give the firms that pages put into two cities."""
    places: dict[str, dict[str, Statement]] = defaultdict(dict)
    for _, s in facts:
        code = names[s.object].code if s.object in names else None
        if s.predicate == "locatedIn" and names[s.subject].cls == "Firm" and code and len(code) >= _CITY:
            places[s.subject].setdefault(code[:_CITY], s)
    for firm, cities in places.items():
        if len(cities) > 1:
            rows = [cities[code] for code in sorted(cities)]
            where = " and ".join(names[s.object].name for s in rows)
            yield Conflict("two-cities", firm, names[firm].name, f"lies in {where}", _evidence(rows, names))


def _capacities(facts: Facts, names: dict[str, Entity]) -> Iterator[Conflict]:
    """Give the capacities of one product of one maker, in one unit, that are orders of magnitude apart."""
    said: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for _, s in facts:
        if s.capacity_value and s.capacity_unit:
            said[s.subject, s.object, s.capacity_unit].append(s)
    for (maker, product, _), rows in said.items():
        low, high = (pick(rows, key=lambda s: (s.capacity_value or 0.0, s.id)) for pick in (min, max))
        if (high.capacity_value or 0.0) >= _APART * (low.capacity_value or 1.0):
            told = f"{names[product].name}: {low.capacity} and {high.capacity}"
            yield Conflict("capacity", maker, names[maker].name, told, _evidence((low, high), names))


def _futures(facts: Facts, names: dict[str, Entity]) -> Iterator[Conflict]:
    """Give what is told as a fact with a date after the page's own."""
    for page, s in facts:
        printed = next((a.issued for a in page.articles if a.index == s.article), None) or page.issued
        if s.date and printed and s.date[: len(printed)] > printed[: len(s.date)]:
            told = f"dated {s.date}, printed {printed}"
            yield Conflict("future", s.subject, names[s.subject].name, told, _evidence((s,), names))


def _evidence(statements: Iterable[Statement], names: dict[str, Entity]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(s.id, s.doc, s.quote, f"{names[s.subject].name} {s.predicate} {names[s.object].name}")
        for s in statements
    )

"""Posts: titles beside names, and the body each of them belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from kg.frames.discourse import Memory, Told
from kg.frames.marks import TITLE, Masked, Title, Unit, mark_of, marks_of
from kg.frames.relations import Relation
from kg.frames.rules import FOLDER, read_yaml
from kg.frames.status import ASSERTED
from kg.frames.template import LINK, concrete, people
from kg.ontology import load_ontology
from kg.records import Mention

_NEAR = 10
"""How many clauses back the body of a public post may have been told."""
Home = Callable[[str], Mention | None]


Lookup = Callable[[str], Mention | None]


def posts(one: Told, home: Home, lookup: Lookup = lambda _name: None) -> list[Relation]:
    """Return who holds which post by the titles of a sentence.

    `home` gives the division that 市委 or 县长 speak of, by level: ``city``, ``county``, ``province``; `lookup` the
    entity of a name, if the page has one.
    """
    masked, allows = one.masked, load_ontology().allows
    return [
        Relation(name, _predicate(), body, rule, ASSERTED, score, masked.start, masked.end, title=title)
        for pattern, rule, score in _patterns()
        for match in pattern.finditer(masked.text)
        for body, title in _grouped(masked, match, one.memory(match.start()), home, lookup)
        for unit in masked.units_in(*match.span("people"))
        if (name := unit.mention) is not None
        and body.entity != name.entity
        and allows(_predicate(), name.cls, body.cls)
    ]


@cache
def _predicate() -> str:
    """Return the predicate that has a title among its qualifiers."""
    return next(term.name for term in load_ontology().predicates.values() if TITLE in term.qualifiers)


@cache
def _bodies() -> frozenset[str]:
    return concrete(tuple(load_ontology().predicates[_predicate()].range))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str, float]]:
    """Return the expressions for titles beside names, with the id and score of what they say."""
    body, title, name = f"[{marks_of(_bodies())}]", mark_of(TITLE), f"[{marks_of(people())}]"
    titles = f"(?P<titles>(?:{body}{LINK})?{title}(?:[、，和兼]?(?:{body}{LINK})?{title})*)"
    loose = f"(?P<titles>(?:{body}{LINK}[^，。；、]{{0,4}}?)?{title}(?:[、，和兼]?(?:{body}{LINK})?{title})*)"
    names = f"(?P<people>{name}(?:[、和]{name})*)"
    return [
        (re.compile(f"{titles}{names}"), "holdsPost.title-before", 0.93),
        (re.compile(f"{names}(?:，?现?(?:任|担任|是|出任|兼任)|当选为?|获任){loose}"), "holdsPost.copula", 0.85),
        (re.compile(f"{names}（{titles}）"), "holdsPost.bracket", 0.8),
    ]


def _grouped(
    masked: Masked, match: re.Match[str], memory: Memory, home: Home, lookup: Lookup
) -> list[tuple[Mention, str]]:
    """Return each body of a run of titles with the titles held there, as printed."""
    start, end = match.span("titles")
    groups: list[tuple[Mention, list[Title]]] = []
    body: Mention | None = None
    for unit in masked.units_in(start, end):
        if unit.kind in _bodies():
            body = unit.mention
            continue
        title = unit.value
        if not isinstance(title, Title) or (title.kind == "other" and (body is None or body.cls in _places())):
            continue
        owner = body or _owner(unit, title, memory, home)
        if owner is None:
            continue
        owner = _led(owner, lookup) or owner
        if groups and groups[-1][0].entity == owner.entity:
            groups[-1][1].append(title)
        else:
            groups.append((owner, [title]))
        body = owner
    return [(owner, "、".join(t.text for t in titles)) for owner, titles in groups]


def _owner(unit: Unit, title: Title, memory: Memory, home: Home) -> Mention | None:
    """Return the body of a title that stands without one: the home division, or the body spoken of."""
    level = next((level for level, pattern in _levels() if pattern.search(title.text)), None)
    if level is not None:
        place = home(level)
        return None if place is None else replace(place, start=unit.start, end=unit.end, text=title.text)
    if title.kind == "official":
        spoken = memory.topic(_offices(), reach=_NEAR)
        return spoken[0] if spoken else None
    if title.kind == "other":
        return None
    for kinds in _employers():
        if spoken := memory.topic(kinds):
            return spoken[0]
    return None


def _led(body: Mention, lookup: Lookup) -> Mention | None:
    """Return what a Party committee leads, where the post is one there: 泰兴市 for 泰兴市委."""
    match = _committee().search(body.text)
    found = lookup(match["body"]) if match is not None else None
    return None if found is None else replace(found, start=body.start, end=body.end, text=body.text)


@cache
def _committee() -> re.Pattern[str]:
    return re.compile(read_yaml(FOLDER / "posts.yml")["committee"])


@cache
def _employers() -> list[frozenset[str]]:
    """Return the classes that a title of business without a body may belong to, the likeliest first."""
    return [concrete((kind,)) for kind in read_yaml(FOLDER / "posts.yml")["employers"]]


@cache
def _offices() -> frozenset[str]:
    """Return the classes that a public post without a body may belong to."""
    return concrete(tuple(read_yaml(FOLDER / "posts.yml")["offices"]))


@cache
def _places() -> frozenset[str]:
    """Return the classes where a farmer or resident lives, and holds no post."""
    return concrete(tuple(read_yaml(FOLDER / "posts.yml")["homes"]))


@cache
def _levels() -> list[tuple[str, re.Pattern[str]]]:
    """Return the levels of divisions with the expression of titles that speak of one."""
    rows = read_yaml(FOLDER / "posts.yml")["levels"]
    return [(level, re.compile(pattern)) for level, pattern in rows.items()]

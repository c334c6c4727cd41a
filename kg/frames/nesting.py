"""What names say about the names inside them and beside them: a park named after its town lies in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.errors import RuleError
from kg.frames.marks import mask_inside
from kg.frames.memory import Told
from kg.frames.outputs import output_of
from kg.frames.relations import Relation
from kg.frames.rules import levels, settings
from kg.frames.spans import division_kinds, parks, place_kinds
from kg.frames.status import ASSERTED, come
from kg.frames.template import concrete
from kg.lexicon import LEVELS, load
from kg.records import Mention
from kg.values import Capacity, find_capacities

_BESIDE = 3
"""How far before a product the quantity may end that is its own: 10万吨/年高纯甲醇."""
_LEVELLED = 3
"""The fewest characters of a short name that may end in its level: 湘西州."""
_LARGE = frozenset(LEVELS)
"""The levels of the divisions that hold parks."""


@dataclass(frozen=True, slots=True)
class Nesting:
    """A name inside a name and what it says: a park named after its town lies in it."""

    id: str
    outer: frozenset[str]
    inner: frozenset[str]
    predicate: str
    score: float
    inverse: bool
    capacity: bool
    where: re.Pattern[str]
    like: re.Pattern[str]
    """What the inner name must look like."""
    site: bool
    """Whether a name may begin with that of a site of the article."""
    zone: re.Pattern[str]
    """What must follow an inner name that is a division without its level."""
    stem: bool
    """Whether a name may begin with a division without its level: 江陵经济开发区 where 江陵县 is told of."""
    town: bool
    """Whether the inner name must be that of no county or city: 景德镇 is no town."""


def nested(told: Iterable[Told], stages: Mapping[str, str]) -> list[Relation]:
    """Return what names say about the names inside them."""
    told = tuple(told)
    divisions, sites = _divisions(told), _sites(told)
    return [
        _nest(row, outer, inner, one, stages)
        for one in told
        for unit in one.masked.units.values()
        if (outer := unit.mention) is not None and not outer.source.startswith("coref:")
        for inside in [_inside(outer, one)]
        for row in _nestings_of(outer.cls)
        for inner in _inner(row, outer, inside)
        or (_named_after(row, outer, divisions) if row.stem else [])
        or (_begun(row, outer, sites) if row.site else [])
    ]


def inner(told: Iterable[Told]) -> Iterator[tuple[Told, Mention, Told]]:
    """Give each name that rules read the inside of, with the sentence it stands in, and its inside as a sentence."""
    kinds = concrete(tuple(settings()["inside"]["names"]))
    for one in told:
        for unit in one.masked.units.values():
            name = unit.mention
            if name is not None and name.cls in kinds and not name.source.startswith("coref:"):
                masked = mask_inside(name, one.mentions)
                if len(masked.units) > 1:
                    yield one, name, replace(one, masked=masked, clauses=one.clauses[:1])


def chained(told: Iterable[Told]) -> list[Relation]:
    """Return what places that stand side by side say where one is part of a longer name: A省[B市C园]."""
    row = settings()["scene"]
    kinds = division_kinds()
    new = []
    for one in told:
        places = [m for m in one.mentions if m.cls in kinds]
        begun: dict[int, list[Mention]] = {}
        for place in places:
            begun.setdefault(place.start, []).append(place)
        outer = {unit.mention for unit in one.masked.units.values()}
        new += [
            Relation(inside, row["gives"], m, "locatedIn.chain", ASSERTED, 0.85, one.masked.start, one.masked.end)
            for m in places
            for inside in begun.get(m.end, ())
            if not {m, inside} <= outer and _level(inside) and higher(m, inside) and not _cut(inside, begun[m.end])
        ]
    return new


def _cut(place: Mention, others: Iterable[Mention]) -> bool:
    """Return whether a name is but a longer one without its last character: 东村 of 东村乡."""
    return any(other.start == place.start and other.end == place.end + 1 for other in others)


def _level(place: Mention) -> bool:
    """Return whether a name says the level of its place: 吉首市, and not 赣州."""
    name = place.text
    named = load().by_name.get(name)
    if named is not None and len(name) < _LEVELLED:
        return any(name == division.name for division in named)
    return bool(_levels_of(name))


@lru_cache(maxsize=1 << 14)
def _levels_of(name: str) -> tuple[int, ...]:
    """Return the numbers of the levels that a name ends with, the highest first."""
    return tuple(number for number, level in enumerate(levels()) if level.search(name))


def _divisions(told: Iterable[Told]) -> dict[str, Mention]:
    """Return the divisions of an article by name and stem, the longest first; the highest where two share one."""
    row = settings()
    kinds, ending = division_kinds(), re.compile(row["stems"])
    named: dict[str, tuple[int, Mention]] = {}
    for one in told:
        for mention in one.mentions:
            if mention.cls not in kinds:
                continue
            full = mention.entity or mention.text
            if not (ranks := _levels_of(full)):
                continue
            rank = ranks[0]
            for name in {full, ending.sub("", full)} - {""}:
                if len(name) > 1 and (name not in named or rank < named[name][0]):
                    named[name] = (rank, mention)
    return {name: named[name][1] for name in sorted(named, key=len, reverse=True)}


def _sites(told: Iterable[Told]) -> dict[str, Mention]:
    """Return the parks, towns and other sites of an article by the names it gives them, the longest first."""
    kinds, like = place_kinds(), re.compile(settings()["site"])
    full = [m for one in told for m in one.mentions if m.cls in kinds and not m.source.startswith("coref:")]
    # 贵港 ends like the name of a harbour.
    named = {m.text: m for m in full if like.search(m.text) and (m.text not in load().by_name or _level(m))}
    return {name: named[name] for name in sorted(named, key=len, reverse=True)}


def _begun(row: Nesting, outer: Mention, sites: Mapping[str, Mention]) -> list[Mention]:
    """Return the site of the article that a name begins with: 北坡园区|污水处理厂, 双潭村|小学."""
    name = next((n for n in sites if outer.text.startswith(n) and len(n) < len(outer.text)), None)
    if name is None or sites[name].entity == outer.entity or not row.where.search(f"\t{outer.text[len(name) :]}"):
        return []
    return [replace(sites[name], start=outer.start, end=outer.start + len(name), text=name)]


def _named_after(row: Nesting, outer: Mention, divisions: Mapping[str, Mention]) -> list[Mention]:
    """Return the divisions that a name begins with, one after another: 平川省临江经济开发区."""
    found: list[Mention] = []
    if outer.cls not in parks() and _levels_of(outer.text):
        return found
    at = 0
    while True:
        name = next((n for n in divisions if outer.text.startswith(n, at)), None)
        if name is None or name == outer.text or divisions[name].entity == outer.entity:
            return found
        if not row.where.search(f"\t{outer.text[at + len(name) :]}"):
            return found
        start = outer.start + at
        found.append(replace(divisions[name], start=start, end=start + len(name), text=name))
        at += len(name)


def _inside(outer: Mention, one: Told) -> list[Mention]:
    """Return the names of a sentence that stand inside a name."""
    start, end, entity = outer.start, outer.end, outer.entity
    return [m for m in one.mentions if start <= m.start and m.end <= end and m.entity != entity]


def _inner(row: Nesting, outer: Mention, inside: Sequence[Mention]) -> list[Mention]:
    """Return those of the names inside a name that a nesting speaks of, the widest of each place."""
    if not inside:
        return []
    text, start = outer.text, outer.start
    fitting = [
        m
        for m in inside
        if m.cls in row.inner
        and not (row.town and m.text in load().by_name)
        # Without its level a division names its zones (湖州|国家高新区), not what is called after another (西宁片区).
        and (row.like.search(m.text) or (m.text in load().by_name and row.zone.match(text, m.end - start)))
    ]
    return [m for m in _longest(fitting) if row.where.search(f"{text[: m.start - start]}\t{text[m.end - start :]}")]


def _nest(row: Nesting, outer: Mention, inner: Mention, one: Told, stages: Mapping[str, str]) -> Relation:
    subject, obj = (inner, outer) if row.inverse else (outer, inner)
    return Relation(
        subject,
        row.predicate,
        obj,
        row.id,
        come(stages.get(outer.entity or ""), row.predicate) if row.capacity or row.inverse else ASSERTED,
        row.score,
        one.masked.start,
        one.masked.end,
        capacity=_counted(outer, inner) or _told_output(row, outer, one) if row.capacity else None,
    )


def _counted(outer: Mention, inner: Mention) -> Capacity | None:
    """Return the quantity right before what lies in a name, else its only one: 10万吨甲醇、5万吨醋酸项目."""
    counted = find_capacities(outer.text)
    at = inner.start - outer.start
    own = [one for one in counted if 0 <= at - one.end <= _BESIDE]
    return own[-1] if own else counted[0] if len(counted) == 1 else None


def _told_output(row: Nesting, outer: Mention, one: Told) -> Capacity | None:
    """Return how much a project makes whose one product is in its name, as far as its sentence tells."""
    position = one.masked.position_of(outer)
    if position is None or find_capacities(outer.text) or len(_inner(row, outer, _inside(outer, one))) != 1:
        return None
    return output_of(one.masked, position)


def _longest(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that lie in no other one."""
    return [m for m in mentions if not any(o != m and o.start <= m.start and m.end <= o.end for o in mentions)]


def higher(container: Mention, inside: Mention) -> bool:
    """Return whether a place can hold another by the levels in their names; names without a level can.

    Only divisions have levels: the 区 of 开发区 and 片区 is none.
    """
    if container.text.startswith(inside.text) and container.entity != inside.entity:
        # A zone named after its town does not hold the town.
        return False
    if container.cls in parks():
        # A town can lie in a park, a county cannot.
        return inside.cls in parks() or not any(d.level in _LARGE for d in load().by_name.get(inside.text, ()))
    if container.cls != inside.cls:
        return True
    own, above = _levels_of(inside.text), _levels_of(container.text)
    division = load().by_name
    if container.text in division and inside.text in division:
        codes = {d.code for d in division[container.text]}
        return any(codes & set(load().lineage(d)[1:]) for d in division[inside.text])
    return not own or not above or (own != above and min(above) < max(own))


@cache
def _nestings_of(cls: str) -> tuple[Nesting, ...]:
    """Return what names inside a name of this class mean."""
    return tuple(row for row in nestings() if cls in row.outer)


@cache
def nestings() -> tuple[Nesting, ...]:
    """Return what names inside names mean; raise RuleError where the file is wrong."""
    try:
        return tuple(
            Nesting(
                row["id"],
                concrete(tuple(row["outer"])),
                concrete(tuple(row["inner"])),
                row["predicate"],
                float(row.get("score", 0.8)),
                bool(row.get("inverse", False)),
                bool(row.get("capacity", False)),
                re.compile(row.get("where", "")),
                re.compile(row.get("like", "")),
                bool(row.get("site", False)),
                re.compile(row.get("zone", "(?!)")),
                bool(row.get("stem", False)),
                bool(row.get("town", False)),
            )
            for row in settings()["nested"]
        )
    except (KeyError, TypeError, re.error) as error:
        raise RuleError(f"derived.yml: {error!r}") from error

"""What an article says without a sentence of its own: parts of names, the park being toured, a project's owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.errors import RuleError
from kg.frames.discourse import Told, containers, heads, parks
from kg.frames.relations import Relation
from kg.frames.rules import levels, load_rules, settings
from kg.frames.status import ASSERTED, cues
from kg.frames.template import compile_template, concrete
from kg.ontology import load_ontology
from kg.records import Mention
from kg.values import Amount, find_capacities


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
    stem: bool
    """Whether a name may begin with a division without its level: 江陵经济开发区 where 江陵县 is told of."""


def derived(told: Sequence[Told], found: Sequence[Relation], stages: Mapping[str, str]) -> list[Relation]:
    """Return the relations that follow from names, from the scene of an article and from other relations.

    `stages` is how far each project has come.
    """
    new = [*nested(told, stages), *covered(told, found), *described(told)]
    totals = _totals(told)
    known = [*found, *new]
    new += _invested(known, totals)
    new += _made(known)
    return new


def nested(told: Iterable[Told], stages: Mapping[str, str]) -> list[Relation]:
    """Return what names say about the names inside them."""
    divisions = _divisions(told)
    return [
        _nest(row, outer, inner, one, stages)
        for one in told
        for unit in one.masked.units.values()
        if (outer := unit.mention) is not None and not outer.source.startswith("coref:")
        for row in nestings()
        if outer.cls in row.outer
        for inner in _inner(row, outer, one) or (_named_after(outer, divisions) if row.stem else [])
    ]


def _divisions(told: Iterable[Told]) -> dict[str, Mention]:
    """Return the divisions of an article by name and stem, the longest first; the highest where two share one."""
    row = settings()
    kinds, ending = concrete(tuple(row["scene"]["places"])) - parks(), re.compile(row["stems"])
    named: dict[str, tuple[int, Mention]] = {}
    for one in told:
        for mention in one.mentions:
            full = mention.entity or mention.text
            rank = next((number for number, level in enumerate(levels()) if level.search(full)), None)
            if mention.cls not in kinds or rank is None:
                continue
            for name in {full, ending.sub("", full)} - {""}:
                if len(name) > 1 and (name not in named or rank < named[name][0]):
                    named[name] = (rank, mention)
    return {name: named[name][1] for name in sorted(named, key=len, reverse=True)}


def _named_after(outer: Mention, divisions: Mapping[str, Mention]) -> list[Mention]:
    """Return the divisions that a name begins with, one after another: 平川省临江经济开发区."""
    found: list[Mention] = []
    if outer.cls not in parks() and any(level.search(outer.text) for level in levels()):
        return found
    at = 0
    while True:
        name = next((n for n in divisions if outer.text.startswith(n, at)), None)
        if name is None or name == outer.text or divisions[name].entity == outer.entity:
            return found
        start = outer.start + at
        found.append(replace(divisions[name], start=start, end=start + len(name), text=name))
        at += len(name)


def _inner(row: Nesting, outer: Mention, one: Told) -> list[Mention]:
    """Return the names inside a name that a nesting speaks of, the widest of each place."""
    inside = [m for m in one.mentions if outer.start <= m.start and m.end <= outer.end and m.entity != outer.entity]
    fitting = [m for m in inside if m.cls in row.inner and row.like.search(m.text)]
    text, start = outer.text, outer.start
    return [m for m in _longest(fitting) if row.where.search(f"{text[: m.start - start]}\t{text[m.end - start :]}")]


def _nest(row: Nesting, outer: Mention, inner: Mention, one: Told, stages: Mapping[str, str]) -> Relation:
    subject, obj = (inner, outer) if row.inverse else (outer, inner)
    counted = find_capacities(outer.text) if row.capacity else []
    return Relation(
        subject,
        row.predicate,
        obj,
        row.id,
        stages.get(outer.entity or "", ASSERTED) if row.capacity else ASSERTED,
        row.score,
        one.masked.start,
        one.masked.end,
        capacity=counted[0] if len(counted) == 1 else None,
    )


def _longest(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that lie in no other one."""
    return [m for m in mentions if not any(o != m and o.start <= m.start and m.end <= o.end for o in mentions)]


def covered(told: Sequence[Told], found: Sequence[Relation]) -> list[Relation]:
    """Return where the visited sites lie: in the park that was being toured when they were named."""
    row = settings()["scene"]
    spots, things = concrete(tuple(row["places"])), concrete(tuple(row["things"]))
    fitting = re.compile(row["fitting"])
    by_start = {one.masked.start: one for one in told}
    new = []
    for visit in found:
        if visit.predicate != row["visited"] or visit.object.cls not in things or visit.object.source[:5] == "coref":
            continue
        one = by_start.get(visit.start)
        if one is None:
            continue
        position = one.masked.position_of(visit.object)
        own = any(m.cls in spots and visit.object.start <= m.start < m.end < visit.object.end for m in one.mentions)
        if position is None or own or containers(one.masked, position):
            continue
        scene = one.memory(position).scene
        if scene is None or scene.entity == visit.object.entity or scene.cls not in spots:
            continue
        if _moved_on(one, position, scene):
            continue
        if not fitting.search(scene.text) or not load_ontology().allows(row["gives"], visit.object.cls, scene.cls):
            continue
        new.append(
            replace(
                visit,
                subject=visit.object,
                predicate=row["gives"],
                object=scene,
                rule="scene",
                score=0.7,
                date=None,
                amount=None,
                capacity=None,
            )
        )
    return new


def described(told: Sequence[Told]) -> list[Relation]:
    """Return where what is told of lies: the firms and projects a text turns to in the park it has taken us to."""
    row = settings()["scene"]
    spots, things = parks(), concrete(tuple(row["described"]))
    fitting, within = re.compile(row["fitting"]), int(row["within"])
    new = []
    known: set[str | None] = set()
    for one in told:
        for start, memory in one.clauses:
            scene = memory.scene
            if scene is None or scene.cls not in spots or memory.clock - memory.scene_at > within:
                continue
            if not fitting.search(scene.text):
                continue
            for slot in sorted(things & memory.topics.keys()):
                clock, group = memory.topics[slot]
                for thing in group if clock == memory.clock else ():
                    position = one.masked.position_of(thing)
                    if position is None or position < start or thing.source.startswith("coref"):
                        continue
                    # What was named before one came here need not be here.
                    if thing.entity in {scene.entity, *known} or _elsewhere(one, position, scene):
                        continue
                    if not containers(one.masked, position):
                        new.append(
                            Relation(
                                thing,
                                row["gives"],
                                scene,
                                "scene.described",
                                ASSERTED,
                                0.55,
                                one.masked.start,
                                one.masked.end,
                            )
                        )
        known |= {m.entity for m in one.mentions}
    return new


def _moved_on(one: Told, position: int, scene: Mention) -> bool:
    """Return whether a sentence names another place on the way to what stands at `position`: one has left the scene."""
    spots = concrete(tuple(settings()["scene"]["places"]))
    passed = (unit.mention for at, unit in one.masked.units.items() if at < position and unit.kind in spots)
    return any(m is not None and m.entity != scene.entity and m.start > scene.start for m in passed)


def _elsewhere(one: Told, position: int, scene: Mention) -> bool:
    """Return whether a sentence says that what stands at `position` is no part of the scene.

    It comes to it, has a place of its own, only puts money into it, or did not come about.
    """
    row, text = settings()["scene"], one.masked.text
    thing = one.masked.units[position]
    if thing.start < scene.start < one.masked.end:
        return True
    spots = concrete(tuple(row["places"]))
    if any(
        unit.kind in spots and unit.mention is not None and unit.mention.entity != scene.entity
        and re.search(row["there"], text[:at])
        for at, unit in one.masked.units.items()
    ):  # fmt: skip
        return True
    rest = re.split("[。；]", text[position + 1 :])[0]
    return re.match(row["outsider"], rest) is not None or cues().denied.search(rest) is not None


def _totals(told: Iterable[Told]) -> dict[str, tuple[Amount, Told]]:
    """Return the total investment of each project an article gives one for."""
    totals: dict[str, tuple[Amount, Told]] = {}
    kinds = concrete(tuple(load_ontology().predicates[settings()["owning"]].range))
    for one in told:
        for pattern in _total_patterns():
            for match in pattern.finditer(one.masked.text):
                value = one.masked.units[match.start("amount")].value
                if "object" in pattern.groupindex:
                    named = [u.mention for u in heads(one.masked, *match.span("object"), kinds) if u.mention]
                else:
                    named = list(one.memory(match.start()).topic(kinds))
                for project in named[:1]:
                    if isinstance(value, Amount) and project.entity:
                        totals.setdefault(project.entity, (value, one))
    return totals


@cache
def _total_patterns() -> list[re.Pattern[str]]:
    ends = {"object": tuple(load_ontology().predicates[settings()["owning"]].range)}
    words = load_rules().words
    return [compile_template(t, ends=ends, words=words, where="derived.yml, totals") for t in settings()["totals"]]


def _invested(found: Sequence[Relation], totals: dict[str, tuple[Amount, Told]]) -> list[Relation]:
    """Return the investment of the one developer of each project whose total is told."""
    owners: dict[str, dict[str, Relation]] = {}
    for relation in found:
        if relation.predicate == settings()["owning"] and relation.object.entity and relation.subject.entity:
            owners.setdefault(relation.object.entity, {})[relation.subject.entity] = relation
    new = []
    for project, (amount, one) in totals.items():
        if len(owners.get(project, {})) == 1:
            (owned,) = owners[project].values()
            new.append(
                replace(
                    owned,
                    predicate=settings()["invested"],
                    rule="investedIn.total",
                    score=0.75,
                    amount=amount,
                    start=one.masked.start,
                    end=one.masked.end,
                    date=None,
                )
            )
    return new


def _made(found: Sequence[Relation]) -> list[Relation]:
    """Return what the owner of a project makes in it."""
    made = [r for r in found if r.predicate == settings()["made"]]
    return [
        replace(output, subject=owned.subject, rule="produces.by-owner", score=0.6)
        for owned in found
        if owned.predicate == settings()["owning"]
        for output in made
        if output.subject.entity == owned.object.entity
        and load_ontology().allows(output.predicate, owned.subject.cls, output.object.cls)
    ]


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
                bool(row.get("stem", False)),
            )
            for row in settings()["nested"]
        )
    except (KeyError, TypeError, re.error) as error:
        raise RuleError(f"derived.yml: {error!r}") from error

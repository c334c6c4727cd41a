"""What an article says without a sentence of its own: parts of names, the park being toured, a project's owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.frames.elsewhere import goes_on, is_abroad, is_elsewhere, is_guest, is_one_of_several, is_shown, is_village
from kg.frames.headed import RULE as HEADED
from kg.frames.headed import SCORE as HEADED_SCORE
from kg.frames.headed import headed
from kg.frames.journeys import Journeys
from kg.frames.marks import AMOUNT, TITLE, mark_of, marks_of
from kg.frames.memory import PEOPLE, Memory, Told
from kg.frames.neighbours import beside
from kg.frames.nesting import chained, nested, nestings
from kg.frames.outsiders import is_outsider
from kg.frames.relations import Relation
from kg.frames.rules import load_rules, settings
from kg.frames.spans import containers, described_kinds, firm_kinds, heads, owned_kinds, parks, place_kinds
from kg.frames.status import ASSERTED, PLANNED, come, cues
from kg.frames.template import compile_template, concrete, people
from kg.frames.worked import guesses_makers, is_bought
from kg.lexicon import load
from kg.ontology import load_ontology
from kg.records import Mention
from kg.values import Amount

_SEVERAL = re.compile("[0-9两三四五六七八九百几多]个[^，。；]{0,12}项目|[0-9两三四五六七八九]大[^，。；]{0,6}项目")
"""What costs several projects is no total of one."""
_PARTNERS = 2
_BUILDS = re.compile("[^，。；]{0,8}?(?:承建|施工|承包|代建)")
"""What follows who does the work and pays for nothing."""


def derived(told: Sequence[Told], found: Sequence[Relation], stages: Mapping[str, str]) -> list[Relation]:
    """Return the relations that follow from names, from the scene of an article and from other relations.

    `stages` is how far each project has come.
    """
    named = [r for r in nested(told, stages) if not _is_grown(r)]
    new = [*named, *chained(told), *covered(told, found), *described(told, found, stages)]
    totals = _totals(told)
    known = [*found, *new]
    new += _invested(known, totals)
    new += _made(known)
    new += beside(told, known)
    return new


def pending(found: Iterable[Relation]) -> list[Relation]:
    """Return relations with those as planned that say what a product is made from which a project is still to make."""
    row, found = settings(), list(found)
    made = [r for r in found if r.predicate == row["made"]]
    planned = {(r.start, r.object.entity) for r in made if r.status == PLANNED and r.subject.cls in owned_kinds()}
    planned -= {(r.start, r.object.entity) for r in made if r.status == ASSERTED}
    return [
        replace(r, status=PLANNED)
        if r.predicate == row["used"] and r.status == ASSERTED and (r.start, r.subject.entity) in planned
        else r
        for r in found
    ]


def covered(told: Sequence[Told], found: Sequence[Relation]) -> list[Relation]:
    """Return where the visited sites lie: in the park being toured, else where one travelled to."""
    row = settings()["scene"]
    things = concrete(tuple(row["things"]))
    by_start = {one.masked.start: one for one in told}
    visits = [r for r in found if r.predicate == row["visited"]]
    trips, park, journeys = _trips(visits), _park_of(told, visits), Journeys.of(told, found)
    new = []
    for visit in visits:
        one = by_start.get(visit.start)
        spot = visit.object.cls in place_kinds() - parks() and load().division(visit.object.entity or "") is None
        if one is None or not (spot or visit.object.cls in things) or visit.object.source.startswith("coref"):
            continue
        position = one.masked.position_of(visit.object)
        if position is None or _placed(one, visit.object, position):
            continue
        scene, rule, score = None if spot else _toured(one, position, visit), "scene", 0.7
        if scene is None:
            scene, rule, score = _travelled(trips, visit, by_start), "scene.trip", 0.6
        if scene is None and not spot and park is not None and park.end <= visit.start:
            scene, rule, score = park, "scene.park", 0.6
        if scene is None:
            scene, rule, score = headed(one, position, visit.object), HEADED, HEADED_SCORE
        if scene is None or scene.entity == visit.object.entity or _moved_on(one, position, scene):
            continue
        if journeys.left(scene, visit.object) or journeys.leads_out(visit.subject.entity, scene):
            continue
        if spot and rule != HEADED and load().division(scene.entity or "") is None:
            continue  # One goes on from town to town.
        if is_elsewhere(visit.object, scene) or goes_on(one.masked, visit.object, position, scene):
            continue
        if load_ontology().allows(row["gives"], visit.object.cls, scene.cls):
            new.append(Relation(visit.object, row["gives"], scene, rule, visit.status, score, visit.start, visit.end))
    return new


def _placed(one: Told, thing: Mention, position: int) -> bool:
    """Return whether what stands at `position` has a place of its own, before its name or in it."""
    named = thing.cls not in firm_kinds()
    inside = named and any(m.cls in place_kinds() and thing.start <= m.start < m.end < thing.end for m in one.mentions)
    return inside or bool(containers(one.masked, position))


def _toured(one: Told, position: int, visit: Relation) -> Mention | None:
    """Return the park or town that is being toured at `position`; None where it is the site itself."""
    scene = one.memory(position).scene
    if scene is None or scene.entity == visit.object.entity or scene.cls not in place_kinds():
        return None
    # One leaves a village for the next site, which no sentence says.
    left = scene.start < one.sentence.start and is_village(scene.text)
    return scene if _holds_sites(scene) and not left else None


def _park_of(told: Sequence[Told], visits: Iterable[Relation]) -> Mention | None:
    """Return the one park that an article's headline and first sentence say was visited: 市长在X开发区调研."""
    first = next((one.masked.start for one in told if one.sentence.part != "headline"), None)
    opening = {one.masked.start for one in told if one.sentence.part == "headline" or one.masked.start == first}
    found = {v.object.entity: v.object for v in visits if v.start in opening and v.object.cls in parks()}
    return next(iter(found.values())) if len(found) == 1 else None


def _trips(visits: Iterable[Relation]) -> dict[str | None, dict[int, list[Mention]]]:
    """Return the places and parks that each visitor went to, by the sentence that says so."""
    trips: dict[str | None, dict[int, list[Mention]]] = {}
    for visit in visits:
        if visit.object.cls in place_kinds():
            trips.setdefault(visit.subject.entity, {}).setdefault(visit.start, []).append(visit.object)
    return trips


def _travelled(
    trips: Mapping[str | None, Mapping[int, Sequence[Mention]]], visit: Relation, by_start: Mapping[int, Told]
) -> Mention | None:
    """Return the one division that the visitor of a site went to last; None where there are several.

    `by_start` are the sentences by where they begin: one that lists several tells of them though he visits but one.
    """
    site = visit.object
    earlier = {
        start: [
            place
            for place in places
            if place.entity != site.entity
            and place.start < site.start
            and (_is_division(place) or (start < visit.start and _is_left(place)))
        ]
        for start, places in trips.get(visit.subject.entity, {}).items()
        if start <= visit.start
    }
    start = next((start for start in sorted(earlier, reverse=True) if earlier[start]), -1)
    last = earlier.get(start, [])
    one = last[0] if len({place.entity for place in last}) == 1 else None
    if one is None or not _is_division(one):
        return None
    return None if start in by_start and is_one_of_several(by_start[start].masked, one) else one


def _is_division(place: Mention) -> bool:
    """Return whether a place is a division below the provinces, or a town."""
    known = load().by_name.get(place.text) or load().by_name.get(place.entity or "", ())
    listed = any(division.level != "province" for division in known)
    named = listed or re.search(settings()["scene"]["travel"], place.entity or "") is not None
    return named and place.cls not in parks()


def _is_left(place: Mention) -> bool:
    """Return whether one who went to a place may have left the division it lies in: a park, a village, and no hall."""
    return place.cls in parks() or is_village(place.text)


@dataclass(frozen=True, slots=True)
class _Here:
    """The park that a text has taken us to, or tells of, and how sure it is that what it turns to lies there."""

    park: Mention
    rule: str
    score: float


def described(told: Sequence[Told], found: Sequence[Relation], stages: Mapping[str, str]) -> list[Relation]:
    """Return where what is told of lies: the firms and projects a text turns to in the park it is about.

    `found` tells who runs a park and so speaks of it, `stages` how far each project has come.
    """
    gives = settings()["scene"]["gives"]
    new: list[Relation] = []
    known: set[str | None] = set()
    runners = _runners(found)
    if not runners and not any(m.cls in parks() for one in told for m in one.mentions):
        return new
    for one, start, memory, here in _heres(told, runners):
        for position in _turned(one, start, memory) if here is not None else ():
            thing = one.masked.units[position].mention
            # What was named before one came here need not be here.
            if here is None or thing is None or thing.entity in {here.park.entity, *known}:
                continue
            if containers(one.masked, position) or _elsewhere(one, position, here.park):
                continue
            if _turned_to(one, start, position, here):
                status = come(stages.get(thing.entity or ""), gives)
                span = one.masked.start, one.masked.end
                new.append(Relation(thing, gives, here.park, here.rule, status, here.score, *span))
        if start == one.clauses[-1][0]:
            known |= {m.entity for m in one.mentions}
    return new


def _turned(one: Told, start: int, memory: Memory) -> list[int]:
    """Return where the firms and projects stand that a clause turns to: its subjects, what it shows (在X的车间)."""
    things = described_kinds()
    topics = {m for slot in things & memory.topics.keys() for m in memory.topics[slot][1]}
    end = next((at for at, later in one.clauses if later.clock > memory.clock), len(one.masked.text))
    found = []
    for position, unit in one.masked.placed_in(start, end):
        if unit.kind not in things or unit.mention is None:
            continue
        if not unit.mention.source.startswith("coref") and (
            (unit.mention in topics and not is_abroad(unit.mention)) or is_shown(one.masked.text, position, start, end)
        ):
            found.append(position)
    return found


def _runners(found: Iterable[Relation]) -> dict[str | None, Mention]:
    """Return the park of each person who holds a post in one."""
    held = (r for r in found if r.subject.cls in people() and r.title is not None and r.object.cls in parks())
    return {relation.subject.entity: relation.object for relation in held}


def _heres(
    told: Sequence[Told], runners: Mapping[str | None, Mention]
) -> Iterator[tuple[Told, int, Memory, _Here | None]]:
    """Give each clause with its start, what is in mind in it, and the park that it is about."""
    row = settings()["scene"]
    fitting = re.compile(row["fitting"])
    about: tuple[int, Mention] | None = None
    for one in told:
        for start, memory in one.clauses:
            about = _told_of(one, start, memory, runners) or about
            scene = memory.scene
            here = None
            if scene is not None and scene.cls in parks() and fitting.search(scene.text):
                here = (
                    _Here(scene, "scene.described", 0.55) if memory.clock - memory.scene_at <= row["within"] else None
                )
            if here is None and about is not None and 0 < memory.clock - about[0] <= row["topic"]:
                here = _Here(about[1], "scene.topic", 0.5)
            yield one, start, memory, here


def _told_of(
    one: Told, start: int, memory: Memory, runners: Mapping[str | None, Mention]
) -> tuple[int, Mention] | None:
    """Return the clause and the park where a sentence opens with one and tells of it, or with one who runs it.

    What it names as a part of it (其中A产业园…) is not what it tells of.
    """
    speakers = memory.topics.get(PEOPLE)
    if speakers is not None and speakers[0] == memory.clock and speakers[1][0].entity in runners:
        return memory.clock, runners[speakers[1][0].entity]
    for slot in parks() & memory.topics.keys():
        clock, group = memory.topics[slot]
        opens = clock == memory.clock <= memory.sentence + 1 and len(group) == 1
        if opens and not re.match(settings()["scene"]["part"], one.masked.text[start:]):
            return clock, group[0]
    return None


def _turned_to(one: Told, start: int, position: int, here: _Here) -> bool:
    """Return whether a clause is about what stands at `position`: always in a scene, else where it is its subject."""
    row = settings()["scene"]
    if here.rule != "scene.topic":
        return True
    text = one.masked.text
    speaks = re.compile(f"的?{mark_of(TITLE)}").match(text, position + 1)
    if speaks or is_guest(text, position):
        return False
    return not text[:start].endswith("——") and not re.search(row["dealt"], text[start:position])


def _moved_on(one: Told, position: int, scene: Mention) -> bool:
    """Return whether a sentence goes elsewhere on the way to what stands at `position`: one has left the scene."""
    goes = re.compile(settings()["scene"]["goes"])
    passed = (u.mention for at, u in one.masked.units.items() if at < position and u.start > scene.start)
    if any(mention is not None and is_elsewhere(mention, scene) for mention in passed):
        return True
    return any(
        unit.mention is not None
        and unit.mention.entity != scene.entity
        and unit.start > scene.start
        and (_holds_sites(unit.mention) or load().division(unit.mention.entity or "") is not None)
        and goes.search(one.masked.text[:at])
        for at, unit in one.masked.units.items()
        if at < position and unit.kind in place_kinds()
    )


def _holds_sites(place: Mention) -> bool:
    """Return whether sites may lie in a place: in a park or county, not in a hall or cemetery."""
    fits = re.search(settings()["scene"]["fitting"], place.text) is not None
    division = load().division(place.entity or "")
    return fits or (division is not None and division.level == "county")


def _elsewhere(one: Told, position: int, scene: Mention) -> bool:
    """Return whether a sentence says that what stands at `position` is no part of the scene.

    It comes to it, has a place of its own, only puts money into it, or did not come about.
    """
    row, text = settings()["scene"], one.masked.text
    thing = one.masked.units[position]
    if thing.start < scene.start < one.masked.end:
        return True
    placed = re.compile(row["there"])
    for at, unit in one.masked.units.items():
        # What stands before the scene only contains it.
        named = unit.mention if unit.kind in place_kinds() and unit.start > scene.start else None
        if named is not None and named.entity != scene.entity and placed.search(text[:at]):
            return True
    if is_outsider(text, position):
        return True
    others = marks_of(described_kinds())
    rest = re.split(f"[。；{others}]", text[position + 1 :])[0]
    return re.match(row["outsider"], rest) is not None or cues().denied.search(rest) is not None


def _totals(told: Iterable[Told]) -> dict[str, tuple[Amount, Told]]:
    """Return the total investment of each project an article gives one for."""
    totals: dict[str, tuple[Amount, Told]] = {}
    for one in told:
        for pattern in _total_patterns() if mark_of(AMOUNT) in one.masked.text else ():
            for match in pattern.finditer(one.masked.text):
                value = one.masked.units[match.start("amount")].value
                several = _SEVERAL.search(one.masked.text, 0, match.start()) is not None
                if several and "object" not in pattern.groupindex:
                    continue
                if "object" in pattern.groupindex:
                    named = [u.mention for u in heads(one.masked, *match.span("object"), owned_kinds()) if u.mention]
                else:
                    named = list(one.memory(match.start()).topic(owned_kinds()))
                for project in named[:1]:
                    if several and project.source.startswith("coref"):
                        continue
                    if isinstance(value, Amount) and project.entity:
                        totals.setdefault(project.entity, (value, one))
    return totals


@cache
def _total_patterns() -> list[re.Pattern[str]]:
    ends = {"object": tuple(load_ontology().predicates[settings()["owning"]].range)}
    words = load_rules().words
    return [compile_template(t, ends=ends, words=words, where="derived.yml, totals") for t in settings()["totals"]]


def _invested(found: Sequence[Relation], totals: dict[str, tuple[Amount, Told]]) -> list[Relation]:
    """Return the investment of the one developer, or of two partners, of each project whose total is told."""
    firms = firm_kinds()
    owners: dict[str, dict[str, Relation]] = {}
    for relation in found:
        if relation.predicate == settings()["owning"] and relation.object.entity and relation.subject.entity:
            owners.setdefault(relation.object.entity, {})[relation.subject.entity] = relation
    new = []
    for project, (amount, one) in totals.items():
        several = list(owners.get(project, {}).values())
        # A park that builds it beside a firm does not pay for it.
        payers = [relation for relation in several if relation.subject.cls in firms] or several
        # Whose name a project bears does not pay where somebody else is told to build it.
        payers = [relation for relation in payers if relation.rule not in _by_names()] or payers
        # Of two firms the one that the sentence with the sum names.
        payers = [relation for relation in payers if relation.start == one.masked.start] or payers
        # Two that one sentence says build it together share what it costs.
        together = len(payers) == _PARTNERS and len({relation.start for relation in payers}) == 1
        if len(payers) != 1 and not together:
            continue
        new += [
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
            for owned in payers
            if not _only_builds(owned, one)
        ]
    return new


@cache
def _by_names() -> frozenset[str]:
    """Return the rules that take who stands in the name of a project for its owner."""
    return frozenset(row.id for row in nestings() if row.inverse)


def _only_builds(owned: Relation, one: Told) -> bool:
    """Return whether the sentence that tells the total says that a body does the work: 总投资3亿元，由甲公司承建."""
    position = one.masked.position_of(owned.subject) if owned.start == one.masked.start else None
    return position is not None and _BUILDS.match(one.masked.text, position + 1) is not None


def _is_grown(relation: Relation) -> bool:
    """Return whether what seems to be made is grown or dug up by others: 苹果 of 苹果深加工项目."""
    return relation.rule in guesses_makers() and is_bought(relation.subject, relation.object)


def _made(found: Sequence[Relation]) -> list[Relation]:
    """Return what the firm that owns a project makes in it; parks and offices build for others.

    What a project is called after is nobody's product where its sentence does not name the owner.
    """
    made = [r for r in found if r.predicate == settings()["made"]]
    return [
        replace(output, subject=owned.subject, rule="produces.by-owner", score=0.6)
        for owned in found
        if owned.predicate == settings()["owning"]
        for output in made
        if owned.subject.cls in settings()["makers"]
        and output.subject.entity == owned.object.entity
        and (output.rule != settings()["by_name"] or output.start <= owned.subject.start < output.end)
        and load_ontology().allows(output.predicate, owned.subject.cls, output.object.cls)
    ]

"""Visits that are told as a tour: the sites a report goes on to, and those who came along and saw every one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.frames.companies import Companies
from kg.frames.followers import followers
from kg.frames.hosts import Counties, homes_of, keepers_of, shared
from kg.frames.marks import marks_of
from kg.frames.memory import ATTENDING, Memory, Told
from kg.frames.relations import Relation
from kg.frames.rules import FOLDER, load_rules, read_yaml
from kg.frames.spans import containers, division_kinds, heads, parks
from kg.frames.status import ASSERTED, DENIED
from kg.frames.template import ANY, concrete, late_template, listing, people
from kg.frames.trips import Trips, in_story, trips_of
from kg.lexicon import load
from kg.ontology import load_ontology
from kg.patterns import Late, Sieve
from kg.records import Mention
from kg.values import DateMention

JOINED = "tours.join"
"""The rule for those who took part in a whole tour."""
PARTY = "tours.party"
"""The rule for those who led the tour together."""
ATTENDED = "tours.attended"
"""The rule for those who took part in an event and saw something with all others."""
GROUP = "person.group"
"""How the source of a word ends that stands for who leads a group: 督查组."""
SHOWN = "tours.shows"
"""The rule for those who show visitors what the same sentence names."""
TEAM = "tours.team"
"""The rule for a delegation and those who lead it."""
OWNED = "tours.owned"
"""The rule for whose project was seen."""
_DEALT = re.compile(
    f"(?:由|与|同|跟|向|对|从|来自|给|为|被|据|是|籍|推介|介绍|邀请|欢迎|希望|销往|远销|出口到?|运往|迁自)[{ANY}]*$"
)
"""What stands before a place where nobody goes."""
_NEAR = 8
_EACH = "分别"
"""Each of those named had his part of the way."""


def stops(told: Sequence[Told], found: Sequence[Relation], lead: str | None) -> list[Relation]:
    """Return a visit to each site that the report of a tour turns to (在X公司，…), by those who saw the site before.

    A report that has come to a meeting has left the tour.
    """
    predicate = read_tours()["predicate"]
    visits: dict[int, list[Relation]] = {}
    for visit in found:
        if visit.predicate == predicate and visit.subject.cls in people() and visit.status == ASSERTED:
            visits.setdefault(visit.start, []).append(visit)
    new: list[Relation] = []
    last: list[Relation] = []
    for one in told if visits else ():
        if _at_table().search(one.masked.text):
            last = []
        last = visits.get(one.masked.start, last)
        if last and in_story(one):
            new.extend(_stops_in(one, last, lead))
    return new


def owned(told: Sequence[Told], found: Sequence[Relation]) -> list[Relation]:
    """Return a visit to each body whose site or project is seen by its name: 察看X公司的藕汤生产线."""
    predicate, bodies = read_tours()["predicate"], _things() - parks()
    by_start = {one.masked.start: one.masked for one in told}
    new: list[Relation] = []
    for visit in found:
        masked = by_start.get(visit.start)
        if visit.predicate != predicate or masked is None or visit.subject.cls not in people():
            continue
        position = masked.position_of(visit.object)
        owners = containers(masked, position, bodies) if position is not None else ()
        new.extend(
            replace(visit, object=unit.mention, rule=OWNED, score=visit.score * 0.9)
            for unit in owners
            if unit.mention is not None and unit.mention.entity != visit.object.entity
        )
    return new


def _stops_in(one: Told, last: Sequence[Relation], lead: str | None) -> Iterator[Relation]:
    """Give the visits of a sentence to the sites it turns to, by the visitors of the last stop."""
    for pattern, rule in _fitting("site", one.masked.text):
        for match in pattern.finditer(one.masked.text):
            for unit in heads(one.masked, *match.span("site"), _sites()):
                site = unit.mention
                if site is None or (site.cls not in _things() and not _small().search(site.text)):
                    continue
                for visit in {v.subject.entity: v for v in last}.values():
                    yield replace(
                        visit,
                        object=site,
                        rule=rule,
                        score=0.7,
                        start=one.masked.start,
                        end=one.masked.end,
                        date=visit.date or lead,
                    )


def tours(told: Sequence[Told], found: Sequence[Relation], lead: str | None) -> list[Relation]:
    """Return a visit by each companion to each site that the leading visitors of the article saw."""
    predicate = read_tours()["predicate"]
    trips = trips_of(told, found)
    joined = list(_of_teams(told, [r for r in found if r.predicate == predicate], trips))
    visits = [r for r in (*found, *joined) if r.predicate == predicate and r.subject.cls in people()]
    # Those who come along are mostly of the place: they do not visit it as a whole, if no post of theirs is elsewhere.
    own = {m.entity for one in told for m in one.mentions if m.source.startswith("coref:home")}
    joined += followers(told, [visit for visit in visits if visit.object.entity not in own], trips)
    homes, organs = homes_of(found), homes_of(found, organs=True)
    places = _places_of(told)
    joined += _together(told, [visit for visit in visits if visit.object.entity not in own], trips)
    along = list(_along(told)) if visits else []
    scenes = scenes_of(told) if along else []
    companies = Companies.of(told, [one for one, _, rule in along if rule == JOINED], visits)
    for one, match, rule in along:
        day = next((u.value for u in one.masked.units_in(*match.span()) if isinstance(u.value, DateMention)), None)
        for unit in heads(one.masked, *match.span("people"), people()):
            who = unit.mention
            if who is None:
                continue
            led = [v for v in visits if v.subject.entity != who.entity and v.status != DENIED]
            led = [v for v in led if v.object.entity not in own or who.entity in homes]
            led = [v for v in led if trips.of(v.object.start) == trips.of(one.masked.start)]
            led = _on(day, led)
            if rule != JOINED:
                # Who came along in a sentence saw what it names; who took part saw it all.
                here = [v for v in led if v.start == one.masked.start]
                led = here if here or rule == SHOWN else led
            led = shared(who.entity, leading_visits(led), homes, places, each=_EACH in match[0])
            led = Counties(led, organs, scenes).seen_by(who.entity)
            joined.extend(
                replace(
                    visit,
                    subject=who,
                    rule=rule,
                    score=visit.score * 0.9,
                    start=one.masked.start,
                    end=one.masked.end,
                    date=visit.date or lead,
                )
                for visit in led
                if rule != JOINED or not companies.missed(one, visit)
            )
    keepers = keepers_of(found)
    return [visit for visit in joined if (visit.subject.entity, visit.object.entity) not in keepers]


def _along(told: Sequence[Told]) -> Iterator[tuple[Told, re.Match[str], str]]:
    """Give each sentence that says who came along, with where it does and by which rule."""
    for one in told:
        for pattern, rule in _fitting("people", one.masked.text) if _person().search(one.masked.text) else ():
            yield from ((one, match, rule) for match in pattern.finditer(one.masked.text))


def _of_teams(told: Sequence[Told], visits: Sequence[Relation], trips: Trips) -> Iterator[Relation]:
    """Give the visits of a delegation to whoever leads it, and theirs to it: 林知远率云城县代表团来…，代表团到…."""
    by_start = {one.masked.start: one for one in told}
    led: set[tuple[str | None, str | None, int]] = set()
    for visit in visits:
        one = by_start.get(visit.start) if _is_team(visit.subject) else None
        position = one.masked.position_of(visit.object) if one is not None else None
        if one is None or position is None:
            continue
        memory, trip = one.memory(position), trips.of(visit.object.start)
        leaders = memory.party or ((memory.leader,) if memory.leader is not None else ())
        led.update((visit.subject.entity, leader.entity, trip) for leader in leaders)
        for leader in leaders:
            yield replace(visit, subject=leader, rule=TEAM, score=visit.score * 0.9)
    named = {m.entity: m for one in told for m in one.mentions if _is_team(m)}
    last = _at_end(told).leader
    if last is not None:
        led.update((team, last.entity, trips.of(last.start)) for team in _travelling(told, named))
    led.update(_in_short(visits, named.values(), trips))
    for visit in visits if led else ():
        who, trip = visit.subject.entity, trips.of(visit.object.start)
        for team, member in named.items():
            if (team, who, trip) in led:
                yield replace(visit, subject=member, rule=TEAM, score=visit.score * 0.9)


def _in_short(
    visits: Sequence[Relation], named: Collection[Mention], trips: Trips
) -> Iterator[tuple[str | None, str | None, int]]:
    """Give each team that a visitor is called after in short, him and the trip: 督查组 where only 市督查组 is named."""
    for visit in visits:
        who = visit.subject
        if who.source.endswith(GROUP):
            teams = {m.entity for m in named if m.text.endswith(who.text) and m.text != who.text}
            if len(teams) == 1:
                yield teams.pop(), who.entity, trips.of(visit.object.start)


def _travelling(told: Sequence[Told], named: Collection[str | None]) -> Iterator[str | None]:
    """Give those of the named delegations of which an article says that they come, or that somebody leads them."""
    for one in told if named else ():
        for pattern, _ in _fitting("team", one.masked.text):
            for match in pattern.finditer(one.masked.text):
                for unit in heads(one.masked, *match.span("team"), _teams()):
                    if unit.mention is not None and unit.mention.entity in named:
                        yield unit.mention.entity


def _at_end(told: Sequence[Told]) -> Memory:
    """Return what is known where the story of an article ends."""
    return next((one.clauses[-1][1] for one in reversed(told) if in_story(one)), Memory())


def _is_team(mention: Mention) -> bool:
    return mention.cls not in people() and _team().search(mention.text) is not None


@cache
def _team() -> re.Pattern[str]:
    """Return how the name of a delegation ends."""
    return re.compile(read_tours()["team"])


def _places_of(told: Sequence[Told]) -> list[Mention]:
    """Return the divisions that an article names."""
    return [m for one in told for m in _outer(one.mentions) if load().division(m.entity or "") is not None]


def scenes_of(told: Sequence[Told]) -> list[Mention]:
    """Return the divisions that an article names, but for those with which others only deal: 由平川县对口帮扶."""
    found: list[Mention] = []
    for one in told:
        for position, unit in one.masked.units.items():
            if unit.mention is None or load().division(unit.mention.entity or "") is None:
                continue
            if not _DEALT.search(one.masked.text, max(0, position - _NEAR), position):
                found.append(unit.mention)
    return found


def _outer(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give the mentions that stand in no longer one: a firm called after a town need not lie there."""
    for mention in mentions:
        if not any(m is not mention and m.start <= mention.start and mention.end <= m.end for m in mentions):
            yield mention


def _together(told: Sequence[Told], visits: Sequence[Relation], trips: Trips) -> Iterator[Relation]:
    """Give the visits of the leader of a tour to those who led it with him: 甲、乙率代表团来…，一行先后到…."""
    memory = _at_end(told)
    leader, party = memory.leader, memory.party
    if leader is None or len(party) < 2:
        return
    trip = trips.of(leader.start)
    rule = ATTENDED if leader.source.endswith(ATTENDING) else PARTY
    for visit in visits:
        if visit.subject.entity == leader.entity and trips.of(visit.object.start) == trip:
            for member in party:
                if member.entity != leader.entity:
                    yield replace(visit, subject=member, rule=rule, score=visit.score * 0.9)


def met(told: Sequence[Told]) -> frozenset[str | None]:
    """Return the persons whom the visitors of an article talk with: 一行与甲、乙座谈."""
    found: set[str | None] = set()
    for one in told:
        for pattern, _ in _fitting("partners", one.masked.text) if _person().search(one.masked.text) else ():
            for match in pattern.finditer(one.masked.text):
                units = heads(one.masked, *match.span("partners"), people())
                found |= {unit.mention.entity for unit in units if unit.mention is not None}
    return frozenset(found)


def _on(day: DateMention | None, visits: list[Relation]) -> list[Relation]:
    """Return the visits of a day, where one is told (参加25日的活动)."""
    number = day.parts.day if day is not None else None
    if not isinstance(number, int):
        return visits
    return [visit for visit in visits if visit.date is None or visit.date.endswith(f"-{number:02}")]


def leading_visits(visits: Sequence[Relation]) -> list[Relation]:
    """Return the visits of the person who made most of them."""
    counts: dict[str | None, int] = {}
    for visit in visits:
        counts[visit.subject.entity] = counts.get(visit.subject.entity, 0) + 1
    if not counts:
        return []
    leader = max(counts, key=lambda entity: counts[entity])
    return [visit for visit in visits if visit.subject.entity == leader]


@cache
def read_tours() -> dict[str, str]:
    """Return what ``tours.yml`` says: the predicate and the templates by rule id."""
    return dict(read_yaml(FOLDER / "tours.yml"))


def _fitting(slot: str, text: str) -> list[tuple[Late, str]]:
    """Return the templates with a slot that may match in a sentence, each with its rule id."""
    sieve, patterns = _patterns(slot)
    return [patterns[number] for number in sieve.numbers(text)]


@cache
def _patterns(slot: str) -> tuple[Sieve, list[tuple[Late, str]]]:
    """Return the templates with a slot, ``people`` for companions, ``site`` for stops or ``partners``, as expressions.

    With them comes what tells which of them may match.
    """
    words = load_rules().words
    lists = {
        "people": ("{people+}", f"(?P<people>{listing(people())})"),
        "site": ("{site+}", f"(?P<site>{listing(_sites())})"),
        "partners": ("{partners+}", f"(?P<partners>{listing(people())})"),
        "team": ("{team}", f"(?P<team>{listing(_teams())})"),
    }
    sign, body = lists[slot]
    patterns = [
        (late_template(t.replace(sign, body), ends={}, words=words, where=f"tours.yml, {name}"), name)
        for name, t in read_tours().items()
        if sign in t
    ]
    return Sieve([pattern for pattern, _ in patterns]), patterns


@cache
def _person() -> re.Pattern[str]:
    return re.compile(f"[{marks_of(people())}]")


@cache
def _teams() -> frozenset[str]:
    """Return the classes of delegations."""
    return concrete(tuple(read_tours()["teams"].split("|")))


@cache
def _sites() -> frozenset[str]:
    """Return the classes of what is visited."""
    return concrete(tuple(load_ontology().predicates[read_tours()["predicate"]].range))


@cache
def _things() -> frozenset[str]:
    """Return the classes of sites that are one whatever their name: firms and projects, not divisions."""
    return _sites() - division_kinds()


@cache
def _small() -> re.Pattern[str]:
    """Return what the name of a place looks like that one can stand in."""
    return re.compile(read_tours()["small"])


@cache
def _at_table() -> re.Pattern[str]:
    """Return the words that say that the tour is over."""
    return re.compile(read_tours()["table"])

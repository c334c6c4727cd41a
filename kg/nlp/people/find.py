"""Persons of a text: every mention, with the titles beside it and what they make of the person."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.automaton import Scan, scan_for_all
from kg.lexicon import matcher
from kg.nlp.people.context import SPACES, Context, read_context
from kg.nlp.people.foreign import DOTS, find_foreign
from kg.nlp.people.han import find_han
from kg.nlp.people.model import surnames
from kg.nlp.people.posts import posts_beside
from kg.nlp.people.readings import Scored, choose
from kg.nlp.people.titles import Title, find_titles
from kg.nlp.people.words import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

_ITEM = re.compile(r"(?<=、)[\u4e00-\u9fff]{2,3}(?=[、，。]|等(?![级待]))")
"""What may be a name in the midst of a list."""
_UNIT = re.compile(r"（[^（）\n]{2,24}）[、；]")
"""Of a roll, where each is from, up to the next: 甲（清江小学）、|乙."""
_LISTED = frozenset("、") | frozenset(SPACES)
"""What stands between those who share a post."""
OFFICIAL, PERSON = "Official", "Person"


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """One mention of a person; offsets in code points."""

    start: int
    end: int
    name: str
    """The full name it stands for, without spaces: 沈砚秋 also where the text says 沈书记."""
    cls: str
    source: str
    """Why it is held a name: ``people:title-before``, ``people:saying``, ``people:list``, ``people:byline``, …"""
    titles: tuple[Title, ...] = ()
    """Posts that stand beside this mention, as far as they are its own."""
    byline: bool = False
    """Whether the page names the person only as a reporter, photographer or editor."""
    leader: bool = False
    """Whether it stands in a list of 市领导 or the like."""


def find_people(text: str, titles: Sequence[Title] | None = None) -> list[Person]:
    """Return the mentions of persons in `text`, in order and without overlap; `titles` are its titles, if known."""
    context = read_context(text, find_titles(text) if titles is None else titles)
    readings = [*find_han(context), *find_foreign(context)]
    chosen = _bridged(text, choose(text, readings, lambda end: _next_places(text, end)))
    people = _named_in_full(_first_mentions(context, chosen))
    people = sorted([*people, *_again(context, people)])
    people = sorted([*people, *_skipped(context, people)])
    return _classified(context, _led(context, people))


def _bridged(text: str, chosen: Sequence[Scored]) -> list[Scored]:
    """Return the readings with the items between two names of a list that look like none: 吴春、|吕长河|、尚芝兰."""
    between = [
        Scored(match.start(), match.end(), 0.0, 0.0, 0.0, "han")
        for before, after in pairwise(chosen)
        if (match := _ITEM.match(text, before.end + 1, after.start)) is not None and match.end() + 1 == after.start
    ]
    return sorted([*chosen, *(r for r in between if {text[r.start], text[r.start : r.start + 2]} & surnames().keys())])


def _skipped(context: Context, people: Sequence[Person]) -> list[Person]:
    """Return the items of lists of leaders that look like no names: 县领导甲、|曹和川|、乙."""
    starts, ends = {person.start for person in people}, {person.end for person in people}
    led = {person.end for person in _led(context, people) if person.leader}
    found: list[Person] = []
    for match in _ITEM.finditer(context.text):
        start, end = match.span()
        if start - 1 not in led or start in starts or end in ends:
            continue
        if context.text[start] in surnames() or context.text[start : start + 2] in surnames():
            found.append(Person(start, end, match[0], PERSON, "people:list", leader=True))
            led.add(end)
    return found


def _led(context: Context, people: Sequence[Person]) -> list[Person]:
    """Return the mentions, those that follow a leader in a list marked as leaders too."""
    found: list[Person] = []
    for person in people:
        previous = found[-1] if found else None
        listed = previous is not None and previous.leader and person.start in _next_places(context.text, previous.end)
        found.append(replace(person, leader=True) if listed and not person.titles else person)
    return found


def _next_places(text: str, end: int) -> Iterable[int]:
    """Return where the next name of a list would begin."""
    if text[end : end + 1] in _joint_firsts():
        for joint in words("joints"):
            if text.startswith(joint, end):
                yield end + len(joint)
    unit = _UNIT.match(text, end)
    if unit is not None:
        yield unit.end()
    at = end
    while at < len(text) and text[at] in SPACES:
        at += 1
    if at > end:
        yield at


@cache
def _joint_firsts() -> frozenset[str]:
    return frozenset(joint[0] for joint in words("joints"))


def _first_mentions(context: Context, chosen: Sequence[Scored]) -> list[Person]:
    found: list[Person] = []
    for reading in chosen:
        start, end = reading.start, reading.end
        name = "".join(char for char in context.text[start:end] if char not in SPACES)
        previous = found[-1] if found else None
        listed = previous is not None and start in _next_places(context.text, previous.end)
        byline = context.is_byline(start, end) or (listed and previous is not None and previous.byline)
        titles = () if byline else posts_beside(context, start, end)
        if listed and not titles and previous is not None and context.text[previous.end] in _LISTED:
            titles = previous.titles
        leader = context.after_leaders(start) or (listed and previous is not None and previous.leader)
        source = _source(context, reading, listed=listed, byline=byline)
        found.append(Person(start, end, name, PERSON, f"people:{source}", titles, byline, leader))
    return _led_from_behind(context, found)


def _led_from_behind(context: Context, people: list[Person]) -> list[Person]:
    """Return the mentions, those of a list that ends with 等市领导 marked as leaders."""
    found = list(people)
    for i in range(len(found) - 1, -1, -1):
        end = found[i].end
        after = found[i + 1] if i + 1 < len(found) else None
        joined = (
            after is not None and after.leader and not after.titles and after.start in _next_places(context.text, end)
        )
        if joined or context.text.startswith(_leaders_behind(), end):
            found[i] = replace(found[i], leader=True)
    return found


@cache
def _leaders_behind() -> tuple[str, ...]:
    return tuple("等" + word for word in words("leader_words"))


def _source(context: Context, reading: Scored, *, listed: bool, byline: bool) -> str:
    if byline:
        return "byline"
    if reading.source != "han":
        return reading.source
    if context.back(reading.start) in context.title_ends or context.entry(reading.start, reading.end) is not None:
        return "title-before"
    if reading.end in context.saying:
        return "saying"
    return "list" if listed else "context"


def _named_in_full(people: Sequence[Person]) -> list[Person]:
    """Return the mentions, those by a first part that can only mean one of them under the full name."""
    names = {person.name for person in people}
    shorts = _short_forms(names, names)
    return [
        replace(person, name=shorts[person.name][0], source="people:short") if person.name in shorts else person
        for person in people
    ]


def _again(context: Context, people: Sequence[Person]) -> list[Person]:
    """Return the other occurrences of the names found, and the short forms that can only mean one of them."""
    text = context.text
    names = {person.name: (person.name, "again") for person in people}
    if not names:
        return []
    patterns = {**_short_forms(names, _addressed(text)), **names}
    busy = bytearray(len(text) + 1)
    for person in people:
        busy[person.start : person.end] = b"\x01" * (person.end - person.start)
    found = []
    forms = list(patterns.items())
    for start, end, index in matcher(patterns, once=True).scan(text):
        form, (name, source) = forms[index]
        crossed = context.inside[start] or context.inside[end]
        if any(busy[start:end]) or (len(form) < 3 and crossed):
            continue
        titles = posts_beside(context, start, end) if source == "again" else ()
        found.append(Person(start, end, name, PERSON, f"people:{source}", titles))
    return found


def _short_forms(names: Iterable[str], present: Container[str]) -> dict[str, tuple[str, str]]:
    """Return 沈书记 and the first part of a name with a dot, each with the name, where only one can be meant.

    Forms such as 沈书记 that are not `present` are left out.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for name in names:
        first = name
        for dot in DOTS:
            first = first.split(dot)[0]
        if first != name:
            if len(first) > 2:
                owners[first].add(name)
            continue
        surname = name[:2] if name[:2] in surnames() else name[0]
        if surname in surnames():
            for address in _addresses():
                if surname + address in present:
                    owners[surname + address].add(name)
    return {form: (next(iter(own)), "short") for form, own in owners.items() if len(own) == 1}


def _addressed(text: str) -> set[str]:
    """Return the addresses of a text, each with the character and with the two before it: 沈书记."""
    return {text[max(0, start - size) : end] for start, end, _ in _all_addresses()(text) for size in (1, 2)}


@cache
def _all_addresses() -> Scan:
    return scan_for_all(_addresses())


@cache
def _addresses() -> tuple[str, ...]:
    return words("addresses")


def _classified(context: Context, people: Sequence[Person]) -> list[Person]:
    """Return the mentions with the class that all mentions of the same name together give."""
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        by_name[person.name].append(person)
    classes = {name: _class_of(context, mentions) for name, mentions in by_name.items()}
    bylines = {name: all(m.byline or m.source == "people:again" for m in own) for name, own in by_name.items()}
    return [
        replace(
            person,
            cls=classes[person.name],
            byline=bylines[person.name] and any(m.byline for m in by_name[person.name]),
        )
        for person in people
    ]


def _class_of(context: Context, mentions: Sequence[Person]) -> str:
    kinds = {title.kind for mention in mentions for title in mention.titles}
    if "official" in kinds or any(mention.leader for mention in mentions):
        return OFFICIAL
    if kinds or any(mention.byline for mention in mentions):
        return PERSON
    leading = any(context.text.startswith(words("leading"), mention.end) for mention in mentions)
    return OFFICIAL if leading else PERSON

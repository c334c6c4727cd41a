"""A sentence with each mention and value masked by one character of its kind, so that rules see its build only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.ontology import load_ontology
from kg.records import Mention
from kg.values import Amount, Capacity, DateMention, find_amounts, find_capacities, find_dates

DATE, AMOUNT, CAPACITY, TITLE = "date", "amount", "capacity", "title"
VALUES = (DATE, AMOUNT, CAPACITY, TITLE)
FIRST = 0xE000
"""The first of the private-use characters that stand for kinds; no page text may keep one of its own."""

_WORK = ("Firm", "Organization")
"""The bodies that have owners and workers."""
_PERSON = "Person"
_PART = ".bare"
"""How the source of a name ends that is hardly one by itself: 市委, 管委会."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a post before or after a name; offsets count in the running text."""

    start: int
    end: int
    text: str
    kind: str
    """``official`` for a post of the Party, the state or a public body, ``business``, or ``other``."""


class Unit(NamedTuple):
    """What one mark stands for; offsets count in the running text."""

    start: int
    end: int
    kind: str
    """A class of the ontology, or one of `VALUES`."""
    mention: Mention | None = None
    value: DateMention | Amount | Capacity | Title | None = None


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence as rules see it."""

    start: int
    end: int
    """The sentence in the running text."""
    text: str
    units: dict[int, Unit]
    """What stands at each marked position of `text`, in order."""

    @property
    def origins(self) -> tuple[int, ...]:
        """Return for each character of `text`, and its end, the offset in the running text."""
        found: list[int] = []
        at = self.start
        for unit in self.units.values():
            found += range(at, unit.start)
            found.append(unit.start)
            at = unit.end
        return (*found, *range(at, self.end + 1))

    def position_of(self, mention: Mention) -> int | None:
        """Return where in `text` the mark of a mention stands; None where it has none."""
        return next((position for position, unit in self.units.items() if unit.mention == mention), None)

    def placed_in(self, start: int, end: int) -> list[tuple[int, Unit]]:
        """Return the units of ``text[start:end]`` with their positions, in order."""
        units = self.units
        if not units:
            return []
        if end - start < len(units):
            return [(position, units[position]) for position in range(start, end) if position in units]
        return [(position, unit) for position, unit in units.items() if start <= position < end]

    def units_in(self, start: int, end: int) -> list[Unit]:
        """Return the units of ``text[start:end]``, in order."""
        return [unit for _, unit in self.placed_in(start, end)]


@cache
def mark_of(kind: str) -> str:
    """Return the character that stands for a class or a kind of value."""
    return _marks()[kind]


@cache
def _marks() -> dict[str, str]:
    """Return the characters by their kinds: persons first, so that those of all others make up one range.

    Ranges take expressions less time to compile, and to match.
    """
    ontology = load_ontology()
    classes = sorted(ontology.concrete, key=lambda cls: not ontology.is_a(cls, _PERSON))
    return {kind: chr(FIRST + number) for number, kind in enumerate((*classes, *VALUES))}


def marks_of(kinds: Iterable[str]) -> str:
    """Return the characters of several kinds, for use inside a character class."""
    return "".join(sorted(mark_of(kind) for kind in set(kinds)))


def values_in(text: str, start: int, end: int) -> list[Unit]:
    """Return the dates, sums and capacities of the sentence ``text[start:end]``, each kind in order."""
    sentence = text[start:end]
    return [
        *(Unit(start + d.start, start + d.end, DATE, value=d) for d in find_dates(sentence)),
        *(Unit(start + a.start, start + a.end, AMOUNT, value=a) for a in find_amounts(sentence)),
        *(Unit(start + c.start, start + c.end, CAPACITY, value=c) for c in find_capacities(sentence)),
    ]


def mask(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    titles: Sequence[Title] = (),
    *,
    found: Sequence[Unit] | None = None,
) -> Masked:
    """Return the sentence ``text[start:end]`` with its mentions, titles and values masked.

    Where mentions overlap the outermost counts, but a chain of containers and its last part (a zone, and the park in
    it) counts as its parts. A value inside a mention belongs to its name. `found` are the values of the sentence, if
    they are known.
    """
    heads = [t for t in titles if start <= t.start and t.end <= end and t.end - t.start > 1]
    units = _outermost([Unit(m.start, m.end, m.cls, m) for m in mentions if start <= m.start and m.end <= end])
    if heads:
        firms = {m.start for m in mentions if m.cls in _employers()}
        # 业主 before a firm says what the firm is, and no post.
        heads = [t for t in heads if t.kind != "other" or t.end not in firms]
        # 市委 in 市委书记 is part of the title, no body of its own.
        units = [
            u
            for u in units
            if not (u.mention and u.mention.source.endswith(_PART))
            or not any(t.start <= u.start < t.end for t in heads)
        ]
        units = [_before_title(unit, units, heads) for unit in units]
    taken = [(u.start, u.end) for u in units]
    values = [Unit(t.start, t.end, TITLE, value=t) for t in heads]
    values += values_in(text, start, end) if found is None else found
    for value in values:
        free = _clear(value, taken)
        if free is not None:
            units.append(free)
            taken.append((free.start, free.end))
    return _placed(_PRIVATE.sub("\ufffd", text[start:end]), start, sorted(units, key=lambda u: u.start))


def mask_inside(name: Mention, mentions: Sequence[Mention]) -> Masked:
    """Return a name as a sentence of its own, with the names inside it masked."""
    inner = [Unit(m.start, m.end, m.cls, m) for m in mentions if name.start <= m.start and m.end <= name.end]
    units = _outermost([unit for unit in inner if unit.end - unit.start < name.end - name.start])
    return _placed(_PRIVATE.sub("\ufffd", name.text), name.start, units)


@cache
def _employers() -> frozenset[str]:
    """Return the classes of bodies that have posts and are no divisions or parks."""
    ontology = load_ontology()
    return frozenset(c for c in ontology.concrete if any(ontology.is_a(c, body) for body in _WORK))


def _before_title(unit: Unit, units: Sequence[Unit], titles: Sequence[Title]) -> Unit:
    """Return a place without its level where a title takes it: 平川|县长."""
    if unit.mention is None or unit.mention.source.startswith("coref"):
        return unit
    shared = any(
        title.start == unit.end - 1 and title.end > unit.end and not any(unit.end <= u.start < title.end for u in units)
        for title in titles
    )
    return unit._replace(end=unit.end - 1) if shared else unit


def _placed(sentence: str, start: int, units: Sequence[Unit]) -> Masked:
    """Return a sentence that begins at `start`, with a mark in place of each unit."""
    pieces: list[str] = []
    placed: dict[int, Unit] = {}
    at = start
    position = 0
    for unit in units:
        pieces.append(sentence[at - start : unit.start - start])
        pieces.append(mark_of(unit.kind))
        position += unit.start - at
        placed[position] = unit
        position += 1
        at = unit.end
    pieces.append(sentence[at - start :])
    return Masked(start, start + len(sentence), "".join(pieces), placed)


def _outermost(units: list[Unit]) -> list[Unit]:
    """Return the units that do not lie in another one."""
    kept: list[Unit] = []
    for unit in sorted(units, key=lambda u: (u.start, -u.end)):
        if kept and unit.start < kept[-1].end:
            continue
        kept.append(unit)
    return kept


def _clear(unit: Unit, taken: list[tuple[int, int]]) -> Unit | None:
    """Return the unit if nothing taken overlaps it; a title gives up what a name before it has taken."""
    start = unit.start
    for a, b in taken:
        if a < unit.end and start < b:
            if unit.kind == TITLE and a <= start < b < unit.end:
                start = b
            else:
                return None
    if start == unit.start:
        return unit
    # What is left of a title must still be words: 学生 behind 某某化学 is none.
    return unit._replace(start=start) if unit.end - start > 1 else None

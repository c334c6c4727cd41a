"""What an article has told so far, and its sentences with what was in mind at each of their clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from kg.frames.marks import Masked
from kg.frames.template import people
from kg.records import Mention, Sentence
from kg.values import DateMention

ATTENDING = "person.attending"
"""How the source of a word ends that stands for all who take part in an event: 与会人员."""
PEOPLE = "people"
"""The slot that all classes of persons share."""


class Memory(NamedTuple):
    """What an article has told so far. Every field holds mentions, the last ones of their kind."""

    topics: Mapping[str, tuple[int, tuple[Mention, ...]]] = MappingProxyType({})
    """By class (persons under one): when it was last the topic of a clause, and who it was."""
    named: Mapping[str, tuple[int, Mention]] = MappingProxyType({})
    """By class: when one was last named, and which."""
    entities: frozenset[str | None] = frozenset()
    """All entities named so far."""
    leader: Mention | None = None
    """The first person who went to see something: 一行 and 检查组 are with them."""
    party: tuple[Mention, ...] = ()
    """All of those who went with the leader as its subject: 甲、乙率代表团."""
    company: tuple[Mention, ...] = ()
    """Those who took part in what nobody is said to lead: 甲、乙参加视察."""
    attending: tuple[Mention, ...] = ()
    """Those who took part in an event: 甲出席仪式并致辞."""
    lead: Mention | None = None
    """The body that the headline is about."""
    hero: Mention | None = None
    """The firm that the article is about, if it names one far more than any other."""
    opened: Mention | None = None
    """The firm that the paragraph is about, if its first sentence is."""
    recent: tuple[Mention, ...] = ()
    """The last names, the latest first, each entity once."""
    scene: Mention | None = None
    """The park or place that one is in."""
    scene_at: int = 0
    """The clause that said so."""
    site: Mention | None = None
    """The firm that one has come to."""
    site_at: int = 0
    """The clause that said so."""
    date: DateMention | None = None
    """The last day or month told: the time of what follows."""
    clock: int = 0
    """The number of the clause."""
    sentence: int = 0
    """The number of the first clause of the sentence."""
    pair: tuple[Mention, ...] = ()
    """The bodies of the last clause that had several, or two: 前者 and 后者."""

    def knows(self, mention: Mention) -> bool:
        """Return whether the entity of a mention has been named already."""
        return mention.entity in self.entities

    def topic(self, kinds: Iterable[str], *, reach: int = 40) -> tuple[Mention, ...]:
        """Return the latest topic among these classes, told at most `reach` clauses ago.

        Persons go before bodies that were topics meanwhile, unless a body is a subject of the sentence.
        """
        slots = {slot_of(kind) for kind in kinds}
        told = [(*self.topics[slot], slot) for slot in slots if slot in self.topics]
        told = [t for t in told if self.clock - t[0] <= reach or t[2] == PEOPLE]
        told.sort(key=lambda t: (t[0], t[2] == PEOPLE, t[2]))
        if not told:
            return ()
        persons = self.topics.get(PEOPLE) if PEOPLE in slots else None
        if persons is not None and told[-1][0] < self.sentence:
            return persons[1]
        return told[-1][1]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its marks, and what was in mind at each of its clauses."""

    sentence: Sentence
    masked: Masked
    clauses: tuple[tuple[int, Memory], ...]
    """Where each clause starts in the masked text, with the memory that holds in it, its own subject included."""

    mentions: tuple[Mention, ...] = ()
    """All mentions in the sentence, those inside others included."""

    speaker: Mention | None = None
    """Who says what the sentence quotes, where that is told behind the quotation: “…。”林知远说."""

    def memory(self, position: int) -> Memory:
        """Return what is in mind at a position of the masked text."""
        found = self.clauses[0][1]
        for start, memory in self.clauses:
            if start > position:
                break
            found = memory
        return found


def slot_of(kind: str) -> str:
    """Return the slot of a class in the memory's topics."""
    return PEOPLE if kind in people() else kind

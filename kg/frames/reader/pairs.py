"""Which two names of an article may stand in a relation, and what the reader sees of the two together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kg.frames.memory import Told
from kg.frames.post_patterns import holding
from kg.frames.reader.policy import load_policy
from kg.frames.reader.seen import Line, Seen, grams, is_name, see, words_between
from kg.frames.rules import settings
from kg.frames.template import people
from kg.ontology import load_ontology
from kg.records import Mention

_NEAR = 3
"""How many sentences away a body may be that went to see something."""
_FEW = 2
"""How many others of its class may be named in between."""
_FAR = 12
_WINDOW = 200
"""How many names on either side of one are looked at: more than long articles have. It bounds the work."""
_LONG = 40
_MEMORY = ("hero", "opened", "scene", "lead", "leader")


class Home(NamedTuple):
    """A division that the article writes about."""

    level: str
    mention: Mention


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two names, the predicates that may join them, and where they meet."""

    subject: Seen | None
    """None where it is `home`; ``object`` likewise."""
    object: Seen | None
    predicates: tuple[str, ...]
    home: Home | None = None
    apart: int = 0
    """How many names of the class of the one that is sought lie between."""
    first: Seen | None = None
    """Where the article first names the person who is the subject, if that is elsewhere."""
    named: int = 0
    """How often the article names the person who is the subject."""
    memory: tuple[str, ...] = ()
    """What the subject, or the container, is in the memory of the article."""
    behind: bool = False
    """Whether the object stands in a sentence before that of the subject."""

    @property
    def ends(self) -> tuple[Mention, Mention]:
        """Return subject and object."""
        home = self.home.mention if self.home is not None else None
        subject = self.subject.mention if self.subject is not None else home
        obj = self.object.mention if self.object is not None else home
        if subject is None or obj is None:
            raise ValueError("a pair needs two ends")
        return subject, obj

    @property
    def anchor(self) -> Seen:
        """Return the name whose sentence says it: the object, or what is said to lie somewhere."""
        found = self.subject if self.behind or self.object is None else self.object
        if found is None:
            raise ValueError("a pair needs an end that is named")
        return found

    def features(self) -> list[str]:
        """Return what is seen of the two together."""
        subject, obj = self.ends
        found = [f"pc:{subject.cls}>{obj.cls}"]
        if self.home is not None:
            found += _at_home(self.home, self.anchor)
        elif self.subject is not None and self.object is not None:
            if self.behind:
                found += _behind(self.subject, self.object, self.apart)
            elif self.subject.line is self.object.line:
                found += _together(self.subject, self.object)
            else:
                found += _across(self.subject, self.object, self.apart)
        if subject.cls in people() and self.subject is not None:
            found.append(f"nment{min(4, self.named)}")
            if self.first is None:
                found.append("isfirst")
        head = "rm" if self.behind else "m"
        found += [f"{head}:{name}" for name in self.memory]
        if self.memory:
            found.append(f"{head}:" + "+".join(name for name in self.memory if not name.startswith("age")))
        return found


def _together(subject: Seen, obj: Seen) -> list[str]:
    """Return what is seen of two names of one sentence."""
    line, text, here, there = obj.line, obj.line.text, subject.position, obj.position
    low, high = min(here, there), max(here, there)
    between = text[low + 1 : high]
    way = ">" if here < there else "<"
    clauses = abs(line.clause[there] - line.clause[here])
    found = [f"same{way}", f"cd{way}{min(clauses, 5)}", f"dist{way}{min(12, len(between) // 4)}"]
    if len(between) <= 6:
        found.append(f"btw{way}{between}")
    found += grams(f"b{way}", between if len(between) <= _LONG else f"{between[:12]}~{between[-16:]}", (1, 2, 3))
    same = [p for p, letter in line.units if letter == subject.letter]
    found.append(f"sbtw{way}{min(3, sum(low < p < high for p in same))}")
    found.append(f"obtw{way}{min(3, sum(low < p < high for p, letter in line.units if letter == obj.letter))}")
    found.append(f"nearL:{max((p for p in same if p < there), default=-1) == here}")
    signs = "".join(char for char in between if is_name(char) or char in "tmci，；。：、“")
    found += [f"mk{way}{signs[-5:]}", f"mk3{way}{signs[-3:]}", f"mkf{way}{signs[:3]}"]
    for word in words_between(line, low + 1, high):
        found += [f"w{way}{word}", f"w{way}{word}:{'x' if clauses else 'c'}"]
    found += [f"sR{size}:{way}{text[here + 1 : here + 1 + size]}" for size in (1, 2)]
    found += [f"oL{size}:{way}{text[max(0, there - size) : there]}" for size in (1, 2)]
    found += [f"sL2:{way}{text[max(0, here - 2) : here]}", f"oR2:{way}{text[there + 1 : there + 3]}"]
    return found


def _across(subject: Seen, obj: Seen, apart: int) -> list[str]:
    """Return what is seen of two names of different sentences."""
    line, at = obj.line, obj.position
    away = max(-3, min(5, line.number - subject.line.number))
    where = "P" if subject.line.paragraph == line.paragraph else "Q"
    same = [p for p, letter in line.units if letter == subject.letter]
    found = ["other", f"ds:{away}{where}", f"sb:{min(4, apart)}{where}"]
    found += [f"here{min(2, len(same))}", f"hereL{min(2, sum(p < at for p in same))}"]
    found += [f"ocl{min(3, line.clause[at])}", f"ost:{line.text[:2]}"]
    return found + grams("p", line.text[max(0, at - 12) : at], (2, 3))


def _behind(subject: Seen, obj: Seen, apart: int) -> list[str]:
    """Return what is seen of a name and of a park or place that an earlier sentence named."""
    away = subject.line.number - obj.line.number
    where = "P" if subject.line.paragraph == obj.line.paragraph else "Q"
    return ["rev", f"rds:{min(6, away)}{where}", f"rcnt:{min(3, apart)}"]


def _at_home(home: Home, seen: Seen) -> list[str]:
    """Return what is seen of a name and the division that the article writes about."""
    bodies = sum(letter in "FAGKLJ" for _, letter in seen.line.units)
    return [f"h:{home.level}", f"hb:{min(3, bodies)}", *(f"hm{feature}" for feature in seen.features)]


def pairs_of(told: Sequence[Told], homes: Sequence[Home] = ()) -> Iterator[Pair]:
    """Give the pairs of an article that are worth a look."""
    seen = see(told)
    persons: dict[str | None, list[Seen]] = {}
    for one in seen:
        if one.mention.cls in people():
            persons.setdefault(one.mention.entity, []).append(one)
    lines: dict[Line, list[Seen]] = {}
    for one in seen:
        lines.setdefault(one.line, []).append(one)
    for number, one in enumerate(seen):
        mind = _in_mind(one)
        yield from _of_object(seen, number, lines[one.line], mind, persons)
        if one.mention.cls not in people() or one.title is not None:
            yield from _behind_of(seen, number, lines[one.line], mind)
    for home in homes:
        yield from _of_home(home, lines)


def _of_object(
    seen: Sequence[Seen],
    number: int,
    here: Sequence[Seen],
    mind: Mapping[str | None, tuple[str, ...]],
    persons: Mapping[str | None, Sequence[Seen]],
) -> Iterator[Pair]:
    """Give the pairs of an object with the names of its sentence, and with those that others name nearest."""
    obj = seen[number]
    if not _is_sought(obj.mention.cls):
        return
    known = {one.mention.entity for one in here} | {obj.mention.entity}
    found = [(one, 0) for one in here if one is not obj and one.mention.entity != obj.mention.entity]
    between: Counter[str] = Counter()
    for one in reversed(seen[max(0, number - _WINDOW) : number]):
        if one.line is not obj.line and one.mention.entity not in known:
            known.add(one.mention.entity)
            found.append((one, between[one.letter]))
            between[one.letter] += 1
    for one in seen[number + 1 : number + 1 + _WINDOW]:
        if one.line is not obj.line and one.mention.cls in people() and one.mention.entity not in known:
            known.add(one.mention.entity)
            found.append((one, 0))
    for one, apart in found:
        if not _allowed(one.mention.cls, obj.mention.cls):
            continue
        memory = mind.get(one.mention.entity, ())
        predicates = _joining(one, obj, apart, remembered=bool(memory))
        if predicates:
            named = persons.get(one.mention.entity, ())
            first = next((n for n in named if n.line.paragraph >= 0), one) if named else one
            yield Pair(one, obj, predicates, None, apart, first if first is not one else None, len(named), memory)


def _joining(subject: Seen, obj: Seen, apart: int, *, remembered: bool) -> tuple[str, ...]:
    """Return the predicates that may join two names as far apart as these."""
    return _may_join(
        subject.mention.cls,
        obj.mention.cls,
        obj.line.number - subject.line.number,
        near=remembered or apart <= _FEW,
        remembered=remembered,
        titled=subject.title is not None,
        behind=subject.position > obj.position,
    )


@lru_cache(maxsize=1 << 14)
def _may_join(
    subject: str, obj: str, away: int, *, near: bool, remembered: bool, titled: bool, behind: bool
) -> tuple[str, ...]:
    """Return the predicates that may join names of two classes, `away` sentences apart."""
    return tuple(
        predicate
        for predicate in _allowed(subject, obj)
        if (
            _may_say(predicate, titled=titled, behind=behind)
            if away == 0
            else _may_tell(predicate, subject, away, near=near, remembered=remembered)
        )
    )


def _may_say(predicate: str, *, titled: bool, behind: bool) -> bool:
    """Return whether one sentence may join two names by a predicate; one that goes both ways is asked once."""
    if predicate == holding() and not titled:
        return False
    return not (behind and load_ontology().predicates[predicate].symmetric)


def _may_tell(predicate: str, subject: str, away: int, *, near: bool, remembered: bool) -> bool:
    """Return whether names of two sentences may be joined by a predicate."""
    if predicate == settings()["scene"]["visited"]:
        return subject in people() or abs(away) <= _NEAR
    if predicate == holding() or away < 0:
        return False
    return near and (remembered or away <= load_policy().reach[predicate])


@cache
def _allowed(subject: str, obj: str) -> tuple[str, ...]:
    return tuple(predicate for predicate in load_policy().reach if load_ontology().allows(predicate, subject, obj))


@cache
def _is_sought(cls: str) -> bool:
    """Return whether anything can be said of somebody and what has this class."""
    return any(_allowed(subject, cls) for subject in load_ontology().concrete)


def _behind_of(
    seen: Sequence[Seen], number: int, here: Sequence[Seen], mind: Mapping[str | None, tuple[str, ...]]
) -> Iterator[Pair]:
    """Give the pairs of a name with the parks and places, of a title's holder with the bodies, named before it."""
    one = seen[number]
    gives = holding() if one.mention.cls in people() else settings()["scene"]["gives"]
    known = {other.mention.entity for other in here}
    apart = 0
    for other in reversed(seen[max(0, number - _WINDOW) : number]):
        away = one.line.number - other.line.number
        entity = other.mention.entity
        if away > _FAR:
            break
        if away == 0 or entity in known or gives not in _allowed(one.mention.cls, other.mention.cls):
            continue
        if entity not in mind and (away > load_policy().reach[gives] or apart > _FEW):
            continue
        known.add(entity)
        yield Pair(one, other, (gives,), None, apart, memory=mind.get(entity, ()), behind=True)
        apart += 1


def _of_home(home: Home, lines: Mapping[Line, Sequence[Seen]]) -> Iterator[Pair]:
    """Give the pairs of the division an article writes about with what sentences name that do not name it."""
    row = settings()["scene"]
    once: set[tuple[str, str | None]] = set()
    for named in lines.values():
        if any(one.mention.entity == home.mention.entity for one in named):
            continue
        for one in named:
            acting = [p for p in _allowed(home.mention.cls, one.mention.cls) if p in load_policy().home]
            if acting:
                yield Pair(None, one, tuple(acting), home)
            kinds = {row["gives"], row["visited"]} | ({holding()} if one.title is not None else set())
            told = [p for p in _allowed(one.mention.cls, home.mention.cls) if p in kinds]
            told = [p for p in told if (p, one.mention.entity) not in once]
            once.update((p, one.mention.entity) for p in told)
            if told:
                yield Pair(one, None, tuple(told), home)


def _in_mind(seen: Seen) -> dict[str | None, tuple[str, ...]]:
    """Return what each entity is in the memory of the article where a name stands."""
    memory = seen.line.told.memory(seen.position)
    found: dict[str | None, set[str]] = {}
    for slot, (clock, group) in memory.topics.items():
        told = {f"topic:{slot}", f"age:{min(6, memory.clock - clock)}", f"grp:{min(3, len(group))}"}
        for mention in group:
            found.setdefault(mention.entity, set()).update(told)
    for name in _MEMORY:
        mention = getattr(memory, name)
        if mention is not None:
            found.setdefault(mention.entity, set()).add(name)
    return {entity: tuple(sorted(names)) for entity, names in found.items()}

"""Loops of regular expressions that can be read in several ways: they make backtracking take exponential time.

``(?:a|b|ab)*`` reads abab… in as many ways as its pairs have subsets, and an engine that goes back tries them all
before it gives up. Here each loop becomes the automaton of its characters (Glushkov's), and two readers walk it side by
side: where they part on the same text and meet again, the loop is ambiguous there. A loop without such a text is safe,
whatever stands around it. Of lookarounds only the first character is seen, so some texts are none: the engine itself is
asked, with each of them many times over.

What is possessive is left only before a character that it could not have gone on with; an atomic group is read once.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, pairwise
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from tests.fuzz.charsets import ALL, NONE, Chars, both, chars_of, either, less, one_of

_LONG = 12
"""Times that a repeat may go round before it counts as a loop; up to that it is written out."""
_TEXTS, _TIMES, _SLOW = 200, 24, 0.1
"""Texts of a loop that are tried, how often each is repeated at most, and the seconds that none of them needs."""
REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
SINGLE = {"LITERAL", "NOT_LITERAL", "IN", "ANY"}
Ends = list[tuple[int, Chars]]
"""Places, each with a set of characters."""
Two = tuple[int, int]
"""Where two readers are."""


def slow_loops(pattern: str, flags: int = 0) -> list[str]:
    """Return for each loop of an expression that takes exponential time a text that it does on, many times over."""
    parsed = _parser.parse(pattern, flags)
    found = []
    for body in _loops(parsed):
        texts = list(dict.fromkeys(islice(_Loop(body).texts(), _TEXTS)))
        if texts:
            loop = (_parser.MAX_REPEAT, (0, _parser.MAXREPEAT, body))
            alone = _compiler.compile(_parser.SubPattern(parsed.state, [loop, (_parser.LITERAL, 0)]))
            found += list(islice((text for text in texts if _is_slow(alone, text)), 1))
    return found


def _is_slow(loop: re.Pattern[str], text: str) -> bool:
    """Return whether the engine gets slow where a loop is followed by what does not come."""
    matches = loop.match
    for times in range(2, _TIMES):
        start = time.process_time()
        matches(text * times)
        if time.process_time() - start > _SLOW:
            return True
    return False


def _loops(parsed: Any) -> Iterator[Any]:
    """Give the bodies of the loops that can go back into what they have read."""
    for op, argument in parsed:
        name = str(op)
        if name in REPEATS and argument[1] > _LONG and name != "POSSESSIVE_REPEAT" and not _is_plain(argument[2]):
            yield argument[2]
        for part in parts_of(name, argument):
            yield from _loops(part)


def parts_of(name: str, argument: Any) -> list[Any]:
    if name in REPEATS:
        return [argument[2]]
    if name == "SUBPATTERN":
        return [argument[3]]
    if name == "BRANCH":
        return list(argument[1])
    if name in {"ASSERT", "ASSERT_NOT"}:
        return [argument[1]]
    return [argument] if name == "ATOMIC_GROUP" else []


def _is_plain(body: Any) -> bool:
    return len(body) == 1 and str(body[0][0]) in {*SINGLE, "ATOMIC_GROUP"}


class _Part(NamedTuple):
    """An expression in the automaton."""

    first: Ends
    """Where it may begin, each with the characters that lead there."""
    last: Ends
    """Where it may end, each with the characters that must not follow."""
    empty: Chars | None
    """The characters that must not follow where it matches nothing; None where it always matches something."""


class _Loop:
    """The automaton of the body of a loop, going round."""

    def __init__(self, body: Any) -> None:
        self.follow: list[dict[int, Chars]] = []
        """By place the places that may come next, each with the characters that lead there."""
        self.atom: list[int] = []
        """By place the atomic group it is in; 0 for none."""
        self.twofold: list[Two] = []
        """Steps that can be made in two ways at once."""
        self._inside = 0
        self._known: dict[Two, list[tuple[Two, str]]] = {}
        part = self._sequence(body)
        self._join(part.last, part.first)

    def texts(self) -> Iterator[str]:
        """Give texts that are read in two ways, each from one place of the loop back to it."""
        for place, after in self.twofold:
            yield one_of(self.follow[place][after]) + self._way(after, place)
        came: dict[Two, tuple[Two, str]] = {}
        waiting: deque[Two] = deque((place, place) for place in range(len(self.follow)))
        while waiting:
            two = waiting.popleft()
            for after, char in self._steps(*two):
                if after[0] == after[1]:
                    start, text = self._read(came, two)
                    yield text + char + self._way(after[0], start)
                elif after not in came:
                    came[after] = (two, char)
                    waiting.append(after)

    @staticmethod
    def _read(came: dict[Two, tuple[Two, str]], two: Two) -> tuple[int, str]:
        """Return where two readers parted, and what they have read since."""
        text = ""
        while two[0] != two[1]:
            two, char = came[two]
            text = char + text
        return two[0], text

    def _way(self, start: int, end: int) -> str:
        """Return a text that leads from one place to another."""
        told = {start: ""}
        waiting = deque([start])
        while waiting and end not in told:
            place = waiting.popleft()
            for after, chars in self.follow[place].items():
                if after not in told:
                    told[after] = told[place] + one_of(chars)
                    waiting.append(after)
        return told.get(end, "")

    def _steps(self, one: int, other: int) -> Iterable[tuple[Two, str]]:
        """Return where two readers can get to by the same character; two that are together must part."""
        kinds = self._kinds[one], self._kinds[other]
        if one == other:
            kinds = (kinds[0], -1 - self.atom[one])
        if kinds not in self._known:
            found = {
                (min(a, b), max(a, b)): one_of(shared)
                for a, b, shared in _meetings(self.follow[one], self.follow[other])
                if one != other or (a != b and not self._is_decided(self.atom[one], a, b))
            }
            self._known[kinds] = list(found.items())
        return self._known[kinds]

    @cached_property
    def _kinds(self) -> list[int]:
        """By place a number that it shares with those after which the same may come."""
        numbers: dict[tuple[tuple[int, Chars], ...], int] = {}
        return [numbers.setdefault(tuple(sorted(after.items())), len(numbers)) for after in self.follow]

    def _is_decided(self, inside: int, one: int, other: int) -> bool:
        """Return whether an atomic group has decided which of two places comes next."""
        here, there = self.atom[one], self.atom[other]
        return here == there != 0 or (inside != 0 and inside in {here, there})

    def _sequence(self, parsed: Any) -> _Part:
        whole = _Part([], [], NONE)
        for op, argument in parsed:
            whole = self._then(whole, self._element(str(op), argument))
        return whole

    def _then(self, one: _Part, two: _Part) -> _Part:
        """Return the part that is two parts, one after the other."""
        self._join(one.last, two.first)
        first, last = list(one.first), list(two.last)
        if one.empty is not None:
            first += [(place, left) for place, chars in two.first if (left := less(chars, one.empty))]
        if two.empty is not None:
            last += [(place, either((bar, two.empty))) for place, bar in one.last]
        empty = None if one.empty is None or two.empty is None else either((one.empty, two.empty))
        return _Part(first, last, empty)

    def _element(self, name: str, argument: Any) -> _Part:
        if (chars := chars_of(name, argument)) is not None:
            self.follow.append({})
            self.atom.append(self._inside)
            place = len(self.follow) - 1
            return _Part([(place, chars)], [(place, NONE)], None)
        if name == "ATOMIC_GROUP":
            outer, self._inside = self._inside, self._inside or len(self.follow) + 1
            part = self._sequence(argument)
            self._inside = outer
            return part
        if name in {"ASSERT", "ASSERT_NOT"}:
            return _Part([], [], _barred(name, *argument))
        if name in REPEATS:
            return self._repeat(name, *argument)
        parts = [self._sequence(part) for part in parts_of(name, argument)]
        empty = next((part.empty for part in parts if part.empty is not None), None if parts else NONE)
        return _Part([end for p in parts for end in p.first], [end for p in parts for end in p.last], empty)

    def _repeat(self, name: str, least: int, most: int, body: Any) -> _Part:
        endless = most > _LONG
        copies = [self._sequence(body) for _ in range(min(least, _LONG) or 1 if endless else most)]
        for one, other in pairwise(copies):
            self._join(one.last, other.first)
        if endless:
            self._join(copies[-1].last, copies[-1].first)
        first = list(copies[0].first) if copies else []
        last = [end for copy in (copies[-1:] if endless else copies[max(0, least - 1) :]) for end in copy.last]
        empty = NONE if least == 0 or not copies else copies[0].empty
        if name == "POSSESSIVE_REPEAT":
            bar = either(chars for _, chars in first)
            last = [(place, either((old, bar))) for place, old in last]
            empty = bar if least == 0 else empty
        return _Part(first, last, empty)

    def _join(self, last: Ends, first: Ends) -> None:
        """Let what ends at one of some places go on at another."""
        for place, bar in last:
            for after, chars in first:
                left = less(chars, bar)
                known = self.follow[place].get(after, NONE)
                if both(left, known) and not self._inside:
                    self.twofold.append((place, after))
                if left:
                    self.follow[place][after] = either((known, left))


def _meetings(one: dict[int, Chars], other: dict[int, Chars]) -> Iterator[tuple[int, int, Chars]]:
    """Give the places that two readers get to by the same characters, with these."""
    words: dict[Chars, list[int]] = {}
    for place, chars in other.items():
        words.setdefault(chars, []).append(place)
    wide = [chars for chars in words if not _is_letter(chars)]
    for a, chars in one.items():
        for others in {chars: None, **dict.fromkeys(wide)} if _is_letter(chars) else words:
            if shared := both(chars, others):
                yield from ((a, b, shared) for b in words.get(others, ()))


def _is_letter(chars: Chars) -> bool:
    return len(chars) == 1 and chars[0][0] == chars[0][1]


def _barred(name: str, direction: int, body: Any) -> Chars:
    """Return the characters that cannot follow a lookahead, as far as its first one tells."""
    if direction < 0:
        return NONE
    if name == "ASSERT":
        part = _Loop([])._sequence(body)
        return NONE if part.empty is not None else less(ALL, either(chars for _, chars in part.first))
    branches = body[0][1][1] if len(body) == 1 and str(body[0][0]) == "BRANCH" else [body]
    single = (chars_of(str(branch[0][0]), branch[0][1]) for branch in branches if len(branch) == 1)
    return either(chars for chars in single if chars is not None)

"""Regular expressions over many words: built so that they are quick, and passed over where they cannot match.

Python tries the branches of an alternation one after another, at every position of a text. With thousands of words, or
dozens of patterns, that is most of what reading a page costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, product
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from kg.automaton import scan_for_all

_MOST = 400
"""Words of which one has to stand in a text; more say too little to be looked for."""
_GROUPS = 2
"""How many sets of words a text is asked for."""
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_SIZES = (3, 2, 1)
"""How many characters of the beginning of a match are looked for, unless they begin in more ways than are few."""
_FEW = 8000
_END = ""
"""In a trie: a word ends here."""
_Trie = dict[str, Any]


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression for any of some plain words, the longest first, whose common beginnings are shared.

    It matches what ``long|longer|…``, sorted by length, would, and tries only the words that begin as the text does.
    """
    root: _Trie = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[_END] = {}
    return f"(?:{_branches(root)})"


def _branches(node: _Trie) -> str:
    """Return the expression for what may follow in a trie; branches exclude each other, so their order is free."""
    single = sorted(char for char, below in node.items() if char != _END and below.keys() == {_END})
    several = sorted(char for char, below in node.items() if char != _END and below.keys() != {_END})
    branches = [f"[{''.join(map(re.escape, single))}]" if len(single) > 1 else re.escape(single[0])] if single else []
    branches += [re.escape(char) + _tail(node[char]) for char in several]
    return "|".join([*branches, ""] if _END in node and branches else branches)


def _tail(node: _Trie) -> str:
    inner = _branches(node)
    return inner if len(node) == 1 else f"(?:{inner})"


def stretches(
    anchor: re.Pattern[str], text: str, *, signs: re.Pattern[str], least: int, most: int
) -> Iterator[tuple[int, int]]:
    """Give the stretches of `least` to `most` characters without `signs` before an anchor, each as long as it can be.

    They are those of ``([^signs]{least,most}?)anchor``, which would look for the anchor from every character anew.
    """
    at = opened = 0
    for found in anchor.finditer(text):
        end = found.start()
        for sign in signs.finditer(text, opened, end):
            opened = sign.end()
        start = max(at, opened, end - most)
        if end - start >= least:
            yield start, end
            at = found.end()


class Quick:
    """A pattern whose matches begin in few ways: one scan for these tells where it is worth trying.

    `re` tries a pattern at every position of a text, and there each of its branches.
    """

    def __init__(self, pattern: str) -> None:
        """Keep a pattern; raise ValueError where its matches may begin with anything, or be empty."""
        begins = openings(pattern)
        if not begins or "" in begins:
            raise ValueError(f"{pattern[:40]!r}… may begin with anything")
        self._match = re.compile(pattern).match
        self._scan = scan_for_all(sorted(begins))

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Give the matches in ``text[start:end]``, those that ``finditer`` of the pattern would."""
        end = len(text) if end is None else end
        part = text if start == 0 and end == len(text) else text[start:end]
        match, last = self._match, start
        for at in sorted({begin for begin, _, _ in self._scan(part)}):
            if start + at >= last and (one := match(text, start + at, end)) is not None:
                yield one
                last = one.end()


class _TooMany(Exception):
    """The matches of an expression begin in more ways than are few."""


def openings(pattern: str) -> frozenset[str]:
    """Return short texts with one of which every match of a pattern begins, as long ones as are still few."""
    parsed = _parser.parse(pattern)
    for size in _SIZES:
        try:
            done, going = _openings(parsed, size, first=True)
        except _TooMany:
            continue
        if len(done | going) <= _FEW:
            return frozenset(done | going)
    return frozenset({""})


def _openings(parsed: Any, size: int, *, first: bool = False) -> tuple[set[str], set[str]]:
    """Return how the matches of a parsed expression begin, in up to `size` characters.

    The first are those of which no more is known, the second those that go on behind the expression. Where the
    expression is the `first` of a pattern, raise `_TooMany` as soon as they are more than few.
    """
    done: set[str] = set()
    going = {""}
    for op, argument in parsed.data:
        after: set[str] = set()
        # What stands behind counts only as far as there is room for it.
        for length in {len(text) for text in going}:
            before = [text for text in going if len(text) == length]
            ends, more = _opening(str(op), argument, size - length, first=first and before == [""])
            done.update([text + behind for text in before for behind in ends])
            after.update([text + behind for text in before for behind in more])
        done.update([text for text in after if len(text) == size])
        going = {text for text in after if len(text) < size}
        if first and len(done) > _FEW:
            raise _TooMany
        if not going:
            break
    return done, going


def _opening(op: str, argument: Any, size: int, *, first: bool) -> tuple[set[str], set[str]]:
    """Return the same for one element; one that may begin with anything ends as an empty text."""
    if op == "LITERAL":
        return set(), {chr(argument)}
    if op == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return set(), {chr(code) for _, code in argument}
    if op in {"AT", "ASSERT", "ASSERT_NOT"}:
        return set(), {""}
    if op == "SUBPATTERN":
        return _openings(argument[3], size, first=first)
    if op == "BRANCH":
        several = [_openings(branch, size, first=first) for branch in argument[1]]
        return set().union(*(ends for ends, _ in several)), set().union(*(more for _, more in several))
    if op in _REPEATS:
        least, most, inner = argument
        ends, more = _openings(inner, size, first=first)
        if most != 1:
            # It may be repeated, so what would go on is not known.
            ends, more = ends | more, set()
        return ends, more | ({""} if least == 0 else set())
    return {""}, set()


class Late:
    """A regular expression that is made ready when it is first searched for: most rules never meet a sentence."""

    def __init__(self, pattern: str, brief: str | None = None) -> None:
        """Read a pattern; raise `re.error` where it is none.

        `brief` has the same groups and is quicker to read: it says no more than the pattern of what a match holds.
        """
        brief = pattern if brief is None else brief
        parsed = _parser.parse(brief)
        self.pattern = pattern
        self.groups = frozenset(parsed.state.groupdict)
        """The names of its groups."""
        self.needles = _needles(parsed)
        self._ready: re.Pattern[str] | None = None
        if "(?<" in brief:
            re.compile(brief)  # Whether what it looks back at has one length is found out only then.

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return its first match in a text from a place on."""
        if self._ready is None:
            self._ready = re.compile(self.pattern)
        return self._ready.search(text, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Give its matches in a text."""
        if self._ready is None:
            self._ready = re.compile(self.pattern)
        return self._ready.finditer(text)


class Sieve:
    """Tells which of some patterns may match in a text, by one scan for the words that they cannot do without."""

    def __init__(self, patterns: Sequence[re.Pattern[str] | Late]) -> None:
        self._count = len(patterns)
        self._always = 0
        wanted: dict[str, int] = {}
        for number, pattern in enumerate(patterns):
            groups = pattern.needles if isinstance(pattern, Late) else needles(pattern.pattern)
            for place in range(_GROUPS):
                bit = 1 << (number + place * self._count)
                if place >= len(groups):
                    self._always |= bit
                    continue
                for word in groups[place]:
                    wanted[word] = wanted.get(word, 0) | bit
        self._of = tuple(wanted.values())
        self._scan = scan_for_all(list(wanted))

    def numbers(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match, in order."""
        passed = self.passed(text)
        return [number for number in range(self._count) if passed >> number & 1]

    def passed(self, text: str) -> int:
        """Return the patterns that may match as bits, the first one the lowest."""
        found = self._always
        of = self._of
        for _, _, index in self._scan(text):
            found |= of[index]
        return found & (found >> self._count) & ((1 << self._count) - 1)


@cache
def needles(pattern: str) -> tuple[frozenset[str], ...]:
    """Return sets of words of each of which every match of a regular expression holds one: the two that say most."""
    return _needles(_parser.parse(pattern))


def _needles(parsed: Any) -> tuple[frozenset[str], ...]:
    return tuple(sorted(dict.fromkeys(_wanted(parsed)), key=_worth, reverse=True)[:_GROUPS])


def _worth(words: frozenset[str]) -> tuple[int, int, int]:
    """Return how much it says that none of some words is there: long words are rare, marks are not."""
    return min(sum(map(str.isalnum, word)) for word in words), min(map(len, words)), -len(words)


def _wanted(parsed: Any) -> list[frozenset[str]]:
    """Return sets of words of each of which every match of a parsed expression holds one."""
    found: list[frozenset[str]] = []
    run: tuple[str, ...] = ("",)
    for op, argument in parsed.data:
        words = _exact(str(op), argument)
        if words and len(run) * len(words) <= _MOST:
            run = tuple(map("".join, product(run, words)))
            continue
        found.append(frozenset(run))
        run = words or ("",)
        found.extend(() if words else _inside(str(op), argument))
    found.append(frozenset(run))
    return [words for words in found if "" not in words and len(words) <= _MOST]


def _exact(op: str, argument: Any) -> tuple[str, ...]:
    """Return all texts that an element matches, if they are few; else nothing."""
    if op == "LITERAL":
        return (chr(argument),)
    if op == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return tuple(chr(code) for _, code in argument)
    if op == "SUBPATTERN":
        return _whole(argument[3])
    if op == "BRANCH":
        branches = [_whole(branch) for branch in argument[1]]
        return tuple(chain.from_iterable(branches)) if all(branches) else ()
    return ()


def _whole(parsed: Any) -> tuple[str, ...]:
    """Return all texts that a parsed expression matches, if they are few; else nothing."""
    found: tuple[str, ...] = ("",)
    for op, argument in parsed.data:
        words = _exact(str(op), argument)
        if not words or len(found) * len(words) > _MOST:
            return ()
        found = tuple(map("".join, product(found, words)))
    return found if found != ("",) else ()


def _inside(op: str, argument: Any) -> list[frozenset[str]]:
    """Return sets of words of each of which every match of an element with parts holds one."""
    if op == "SUBPATTERN":
        return _wanted(argument[3])
    if op in _REPEATS:
        return _wanted(argument[2]) if argument[0] else []
    if op == "BRANCH":
        best = [max(_wanted(branch), key=_worth, default=None) for branch in argument[1]]
        return [frozenset().union(*(words or () for words in best))] if all(best) else []
    return []

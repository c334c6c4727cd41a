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

from ahocorasick_rs import AhoCorasick, MatchKind

_MOST = 400
"""Words of which one has to stand in a text; more say too little to be looked for."""
_GROUPS = 2
"""How many sets of words a text is asked for."""
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
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


class Sieve:
    """Tells which of some patterns may match in a text, by one scan for the words that they cannot do without."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._count = len(patterns)
        self._always = 0
        wanted: dict[str, int] = {}
        for number, pattern in enumerate(patterns):
            groups = needles(pattern.pattern)
            for place in range(_GROUPS):
                bit = 1 << (number + place * self._count)
                if place >= len(groups):
                    self._always |= bit
                    continue
                for word in groups[place]:
                    wanted[word] = wanted.get(word, 0) | bit
        self._of = tuple(wanted.values())
        self._automaton = AhoCorasick(list(wanted), matchkind=MatchKind.Standard)

    def passed(self, text: str) -> int:
        """Return the patterns that may match as bits, the first one the lowest."""
        found = self._always
        of = self._of
        for index, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            found |= of[index]
        return found & (found >> self._count) & ((1 << self._count) - 1)


@cache
def needles(pattern: str) -> tuple[frozenset[str], ...]:
    """Return sets of words of each of which every match of a regular expression holds one: the two that say most."""
    groups = dict.fromkeys(_wanted(_parser.parse(pattern)))
    return tuple(sorted(groups, key=_worth, reverse=True)[:_GROUPS])


def _worth(words: frozenset[str]) -> tuple[int, int, int]:
    """Return how much it says that none of some words is there: long words are rare, marks are not."""
    return min(sum(map(str.isalnum, word)) for word in words), min(map(len, words)), -len(words)


def _wanted(parsed: Any) -> list[frozenset[str]]:
    """Return sets of words of each of which every match of a parsed expression holds one."""
    found: list[frozenset[str]] = []
    run: tuple[str, ...] = ("",)
    for op, argument in parsed:
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
    for op, argument in parsed:
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

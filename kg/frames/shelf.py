"""The relation rules so arranged that a sentence meets only those that may match it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.frames.marks import Masked
from kg.frames.rules import Rule
from kg.patterns import Sieve


class Shelf:
    """Rules in their order; each is a bit in the sets that are kept of them."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        self._sieve = Sieve([rule.pattern for rule in rules])
        self._by_marks: dict[frozenset[str], int] = {}

    def worth_trying(self, masked: Masked) -> Iterator[Rule]:
        """Give the rules whose words and whose kinds of mentions a sentence has, in their order."""
        text = masked.text
        marks = frozenset([text[position] for position in masked.units])
        allowed = self._by_marks.get(marks)
        if allowed is None:
            allowed = self._by_marks[marks] = self._with(marks)
        left = allowed and allowed & self._sieve.passed(text)
        while left:
            lowest = left & -left
            yield self._rules[lowest.bit_length() - 1]
            left ^= lowest

    def _with(self, marks: frozenset[str]) -> int:
        """Return the rules that need no other marks than these."""
        return sum(
            1 << number
            for number, rule in enumerate(self._rules)
            if not any(marks.isdisjoint(wanted) for wanted in rule.needs)
        )

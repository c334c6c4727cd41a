"""Texts that an expression works hardest on: what a repeat of it takes, many times over, and what fits nowhere.

An expression is slow where much of a text can belong to a match that does not come. Such texts are made of the
expression itself: what leads to a repeat, what goes round in it, and an end that no repeat takes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from tests.fuzz.ambiguity import REPEATS, SINGLE, parts_of

_COMMON = tuple('中a1A，。、 \n"（）-年公·“”《》：；/%.')
"""Signs of pages, tried besides those that an expression names itself."""
_SHORT = 4
"""Repeats of at most so many rounds are left out."""
_MOST, _LONG = 12, 60
"""Repeats of an expression that texts are made for, and the characters of a part of such a text."""
_NOWHERE = "\0"


class Attack(NamedTuple):
    """A text of any length: a beginning, what is repeated, and an end."""

    head: str
    pump: str
    tail: str

    def text(self, length: int) -> str:
        """Return it so long that the repeated part takes `length` characters, or a few less."""
        return self.head + self.pump * max(1, length // len(self.pump)) + self.tail


def attacks(pattern: str, flags: int = 0) -> list[Attack]:
    """Return the texts for an expression, each once."""
    found = dict.fromkeys(_Expression(pattern, flags).attacks())
    return [Attack(head[-_LONG:], pump[:_LONG], tail) for head, pump, tail in found if pump]


class _Expression:
    """A parsed expression and the signs that its parts take."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._parsed = _parser.parse(pattern, flags)
        self._named = list(dict.fromkeys(_named(self._parsed)))
        self._signs = list(dict.fromkeys([*self._named, *_COMMON]))
        self._taken: dict[str, list[str]] = {}
        self._groups: dict[int, str] = {}

    def attacks(self) -> Iterator[Attack]:
        repeats = list(self._repeats(self._parsed, ""))
        plain = (sign for _, body in repeats for one in body if str(one[0]) in SINGLE for sign in self._signs_of(one))
        common = [sign for sign, _ in Counter(plain).most_common(4)]
        yield from (Attack("", sign, "") for sign in common)
        for head, body in repeats[:_MOST]:
            for choice in (0, 1):
                round_ = self._sample(body, choice)
                yield Attack(head, round_, _NOWHERE)
                yield Attack("", head + round_, _NOWHERE)
            yield from (Attack(head, sign, _NOWHERE) for sign in common[:2])
        for choice in (0, 1, 2):
            whole = self._sample(self._parsed, choice)
            yield Attack("", whole, "")
            yield Attack("", whole[:-1], "")
            yield Attack(whole[:-1], whole[-1:], _NOWHERE)
        yield from (Attack("", sign, "") for sign in self._named[:6])

    def _repeats(self, parsed: Any, head: str) -> Iterator[tuple[str, Any]]:
        """Give the body of each repeat with a text that leads to it."""
        for op, argument in parsed:
            if str(op) in REPEATS and argument[1] > _SHORT:
                yield head, argument[2]
            for part in parts_of(str(op), argument):
                yield from self._repeats(part, head)
            head += self._sample([(op, argument)], 0)

    def _sample(self, parsed: Any, choice: int) -> str:
        """Return a text that an expression matches, as far as its lookarounds let it."""
        return "".join(self._sample_of(str(op), argument, choice) for op, argument in parsed)

    def _sample_of(self, op: str, argument: Any, choice: int) -> str:
        if op in SINGLE:
            signs = self._signs_of((op, argument))
            return signs[choice % len(signs)] if signs else ""
        if op in REPEATS:
            times = min(max(argument[0], min(choice, 1, argument[1])), _LONG)
            return "".join(self._sample(argument[2], choice) for _ in range(times))
        if op == "BRANCH":
            return self._sample(argument[1][choice % len(argument[1])], choice)
        if op == "SUBPATTERN":
            text = self._groups[argument[0]] = self._sample(argument[3], choice)
            return text
        if op == "GROUPREF":
            return self._groups.get(argument, "")
        return self._sample(argument, choice) if op == "ATOMIC_GROUP" else ""

    def _signs_of(self, item: tuple[Any, Any]) -> list[str]:
        """Return which of the signs an element of one character takes."""
        key = repr(item)
        if key not in self._taken:
            op = getattr(_parser, str(item[0]))
            takes = _compiler.compile(_parser.SubPattern(_parser.State(), [(op, item[1])]), re.UNICODE).match
            self._taken[key] = [sign for sign in self._signs if takes(sign)]
        return self._taken[key]


def _named(parsed: Any) -> Iterator[str]:
    """Give the signs that an expression names, of a range the first."""
    for op, argument in parsed:
        if str(op) in {"LITERAL", "NOT_LITERAL"}:
            yield chr(argument)
        elif str(op) == "IN":
            for kind, value in argument:
                if str(kind) in {"LITERAL", "RANGE"}:
                    yield chr(value if str(kind) == "LITERAL" else value[0])
        for part in parts_of(str(op), argument):
            yield from _named(part)

"""No expression of the project backtracks without end: none has a loop of many readings, and time grows as texts do."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from tests.fuzz.adversary import Attack, attacks
from tests.fuzz.ambiguity import slow_loops
from tests.fuzz.expressions import Expression, expressions
from tests.fuzz.timing import MOST, TIMES, growth, seconds

_LEAST = 980
"""Expressions that there are at least; 1,031 when this was written."""
_SCREENED = 60, 120
"""Characters of the texts by which the hardest are found."""
_HARDEST = 3
_LENGTH = 500
_FLOOR = 1e-4
"""Seconds for the longer text below which the clock says nothing."""


class Growth(NamedTuple):
    """How the time of an expression grows with a text."""

    where: str
    attack: Attack
    ratio: float
    """How many times longer the longer text takes; 0 where both are too quick to tell."""
    seconds: float
    """By the character of the longer one."""


@pytest.fixture(scope="module")
def every() -> list[Expression]:
    return expressions()


def test_every_expression_is_known(every: list[Expression]) -> None:
    assert len(every) >= _LEAST
    assert len({expression.where.split(":")[0] for expression in every}) > 100


def test_no_loop_has_many_readings(every: list[Expression]) -> None:
    slow = {one.where: (one.pattern[:80], found) for one in every if (found := slow_loops(one.pattern, one.flags))}
    assert not slow


def test_time_grows_as_the_text_does(every: list[Expression]) -> None:
    failed = [growth for expression in every for growth in growths(expression) if growth.ratio > MOST]
    assert not failed


def test_a_quadratic_expression_is_told() -> None:
    expression = Expression("[一-龥]+号", 0, at_one_place=False, where="")
    assert max(growth.ratio for growth in growths(expression)) > MOST


def growths(expression: Expression) -> Iterator[Growth]:
    """Give how the time of an expression grows with each of the texts that are hardest for it."""
    work = _work(expression)
    for attack in _hardest(work, expression):
        short, long = attack.text(_LENGTH), attack.text(TIMES * _LENGTH)
        ratio, took = growth(work, short, long, least=_FLOOR)
        yield Growth(expression.where, attack, ratio, took / len(long))


def _work(expression: Expression) -> Callable[[str], object]:
    """Return what is done with an expression: matched at one place, or looked for throughout a text."""
    pattern = re.compile(expression.pattern, expression.flags)
    return pattern.match if expression.at_one_place else lambda text: deque(pattern.finditer(text), maxlen=0)


def _hardest(work: Callable[[str], object], expression: Expression) -> list[Attack]:
    """Return the texts that an expression takes longest for, by the character."""

    def cost(attack: Attack) -> float:
        return max(seconds(work, text) / len(text) for text in map(attack.text, _SCREENED))

    return sorted(attacks(expression.pattern, expression.flags), key=cost, reverse=True)[:_HARDEST]

"""What firms only work up: 年加工小麦10万吨 makes flour, and no wheat; a 苹果气调库项目 makes no apples."""

from __future__ import annotations

import re
from functools import cache

from kg.errors import RuleError
from kg.frames.marks import Masked
from kg.frames.rules import load_rules, settings
from kg.frames.spans import firm_kinds, owned_kinds
from kg.frames.template import compile_template
from kg.records import Mention

_REACH = 40
"""How many characters before goods the verb of their list may stand."""


def is_worked_up(masked: Masked, position: int) -> bool:
    """Return whether what stands at a position is grown or raised, and only worked up by whoever is told of."""
    unit = masked.units.get(position)
    if unit is None or unit.mention is None:
        return False
    by, raw = _told()
    if raw.fullmatch(unit.mention.text) is None:
        return False
    return by.search(masked.text, max(0, position - _REACH), position) is not None


def is_bought(maker: Mention, goods: Mention) -> bool:
    """Return whether a firm or project, being no grower's, can only have bought such goods: 甘蔗 of a sugar mill."""
    if maker.cls not in firm_kinds() | owned_kinds():
        return False
    grown, growers, _ = _grown()
    return grown.fullmatch(goods.text) is not None and growers.search(maker.text) is None


def guesses_makers() -> frozenset[str]:
    """Return the rules that take who is named with goods for their maker, without a verb that says so."""
    return _grown()[2]


@cache
def _grown() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Return the expressions for such goods and for the names of who grows them, and the rules that do not know."""
    try:
        row = settings()["grown"]
        return re.compile(row["goods"]), re.compile(row["growers"]), frozenset(row["rules"])
    except (KeyError, TypeError, re.error) as error:
        raise RuleError(f"derived.yml, grown: {error!r}") from error


@cache
def _told() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the expressions for what stands before such goods, and for their names."""
    try:
        row = settings()["worked"]
        by, raw = str(row["by"]), re.compile(row["raw"])
    except (KeyError, TypeError, re.error) as error:
        raise RuleError(f"derived.yml, worked: {error!r}") from error
    return compile_template(by, ends={}, words=load_rules().words, where="derived.yml, worked"), raw

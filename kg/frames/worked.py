"""What is only worked up where a sentence tells of it: 年加工小麦10万吨 makes flour, and no wheat."""

from __future__ import annotations

import re
from functools import cache

from kg.errors import RuleError
from kg.frames.marks import Masked
from kg.frames.rules import load_rules, settings
from kg.frames.template import compile_template

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


@cache
def _told() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the expressions for what stands before such goods, and for their names."""
    try:
        row = settings()["worked"]
        by, raw = str(row["by"]), re.compile(row["raw"])
    except (KeyError, TypeError, re.error) as error:
        raise RuleError(f"derived.yml, worked: {error!r}") from error
    return compile_template(by, ends={}, words=load_rules().words, where="derived.yml, worked"), raw

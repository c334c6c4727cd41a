"""Firms without a name that make things or settle: 下游企业将其加工成…, 引来30家配套企业落户，生产…."""

from __future__ import annotations

import re
from functools import cache

from kg.frames.rules import load_rules, settings
from kg.frames.template import compile_template


def by_unnamed(text: str, at: int) -> bool:
    """Return whether those who make something at a place of a masked sentence are firms without a name, told before."""
    return any(pattern.search(text, 0, at) is not None for pattern in _told("makers"))


def draws_unnamed(text: str, start: int, end: int) -> bool:
    """Return whether between two places of a masked sentence the one draws firms to the other: 引来20家企业落户."""
    return any(pattern.match(text, start, end) is not None for pattern in _told("drawn"))


@cache
def _told(how: str) -> tuple[re.Pattern[str], ...]:
    """Return the expressions for the sentence up to what firms without a name do."""
    words, where = load_rules().words, "firms without a name"
    return tuple(compile_template(source, ends={}, words=words, where=where) for source in settings()["unnamed"][how])

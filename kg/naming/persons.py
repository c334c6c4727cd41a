"""How many bear a name: what the parts of Chinese names say about namesakes."""

from __future__ import annotations

from functools import cache, lru_cache

from kg.lexicon import load, rows
from kg.paths import RESOURCES

_THREE, _TWO = 0.78, 0.22
"""Shares of given names of two characters and of one."""
_UNSEEN = 0.4
_COMPOUND = 2


@lru_cache(maxsize=1 << 14)
def share_bearing(name: str) -> float:
    """Return how many of all people bear a name, from 0 to 1, as if its parts were drawn one by one.

    Names of more than four characters, and such as do not begin with a surname, are as rare as can be: 0.
    """
    size = _COMPOUND if name[:_COMPOUND] in load().compound_surnames else 1
    surname, given = name[:size], name[size:]
    if (size == 1 and surname not in load().surnames) or not 1 <= len(given) <= 2:
        return 0.0
    seen, total = _surnames()
    share = (seen.get(surname, 0) + _UNSEEN) / total
    first, last, alone = _totals()
    table = load().given
    none = (0, 0, 0)
    if len(given) == 1:
        return share * _TWO * (table.get(given, none)[2] + _UNSEEN) / alone
    chances = (table.get(given[0], none)[0] + _UNSEEN) / first, (table.get(given[1], none)[1] + _UNSEEN) / last
    return share * _THREE * chances[0] * chances[1]


@cache
def _surnames() -> tuple[dict[str, int], int]:
    seen = {name: int(count) for name, count in rows("surname_counts.tsv", fields=2, folder=RESOURCES / "people")}
    return seen, sum(seen.values())


@cache
def _totals() -> tuple[int, int, int]:
    table = load().given.values()
    return sum(row[0] for row in table), sum(row[1] for row in table), sum(row[2] for row in table)

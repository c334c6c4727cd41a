"""Zones that a division has one of, as 青石高新区, which are names whatever the judge makes of a short page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache

from kg.lexicon import load
from kg.naming.words import words
from kg.nlp.candidates import Candidate
from kg.nlp.model.names import Policy
from kg.patterns import alternation

_REACH = 16
"""How many characters before a zone a longer name may begin that it lies in."""
_HALF = 0.5


def assured(text: str, likely: Mapping[Candidate, float], policy: Policy) -> dict[Candidate, float]:
    """Return how likely candidates are names, zones named after the division that has them at least `policy.zone`.

    One that a likely name goes on behind is left to the judge: 青石高新区|管委会.
    """
    order = sorted(likely)
    starts = [candidate.start for candidate in order]
    found = dict(likely)
    for candidate in order:
        if candidate.source not in policy.zones or not _is_zone(text[candidate.start : candidate.end]):
            continue
        first = bisect_left(starts, candidate.start - _REACH)
        near = order[first : bisect_left(starts, candidate.start + 1)]
        if not any(_outdoes(other, likely[other], candidate, policy) for other in near):
            found[candidate] = max(found[candidate], policy.zone)
    return found


def _outdoes(other: Candidate, value: float, zone: Candidate, policy: Policy) -> bool:
    """Return whether a likely name holds a zone and more."""
    least = _HALF if other.cls == zone.cls else policy.least
    return other.start <= zone.start and zone.end <= other.end and other[:2] != zone[:2] and value >= least


def _is_zone(name: str) -> bool:
    """Return whether a name is a division's and that of a zone of which it has one: 青石县|产业集聚区A区."""
    division = load().leading(name)
    if not division or all(one.level == "province" for one in load().by_name[division]):
        return False
    return _zone().fullmatch(name, len(division)) is not None


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(f"{alternation(words('park_levelled'))}(?:[东西南北中A-Z]区)?")

"""How likely a name is with and without the places that stand before it: 青石镇|育秧大棚 is one name, either way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.nlp.candidates import Candidate
from kg.nlp.model.names import Policy

_OWN = 0.02
"""So much of what two namings of one are worth is what each is worth itself."""


def pooled(likely: Mapping[Candidate, float], policy: Policy) -> dict[Candidate, float]:
    """Return how likely candidates are names, where names with and without their heads count together.

    Which of the two a paper means is open, and either is a form of the other; that there is a name is as likely as both.
    """
    heads: dict[int, set[int]] = defaultdict(set)
    for candidate in likely:
        if candidate.cls in policy.heads:
            heads[candidate.start].add(candidate.end)
    best: dict[tuple[int, str], dict[int, float]] = defaultdict(dict)
    for candidate, value in likely.items():
        if candidate.cls in policy.rests:
            of = best[candidate.end, candidate.cls]
            of[candidate.start] = max(value, of.get(candidate.start, 0.0))
    found = dict(likely)
    total = {
        (start, end, cls): value
        for (end, cls), of in best.items()
        if len(of) > 1
        for start, value in _together(of, end, heads).items()
    }
    for candidate, value in likely.items():
        both = total.get(candidate[:3])
        if both is not None:
            found[candidate] = max(value, min(1.0, both) * (1 - _OWN) + value * _OWN)
    return found


def _together(of: Mapping[int, float], end: int, heads: Mapping[int, set[int]]) -> dict[int, float]:
    """Return for each start of a name what the namings are worth together that its heads lead to or from."""
    found = dict.fromkeys(of, 0.0)
    chains: dict[int, set[int]] = {start: {start} for start in of}
    for start in sorted(of, reverse=True):
        for rest in heads.get(start, ()):
            if rest < end and rest in of:
                chains[start] |= chains[rest]
    for start, chain in chains.items():
        for other in chain:
            found[other] = max(found[other], sum(of[one] for one in chain))
        found[start] = max(found[start], sum(of[one] for one in chain))
    return {start: value for start, value in found.items() if value > of[start]}

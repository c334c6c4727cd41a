"""How likely a name is with and without the places that stand before it: 青石镇|育秧大棚 is one name, either way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.nlp.candidates import Candidate
from kg.nlp.model.names import Policy


def pooled(likely: Mapping[Candidate, float], policy: Policy) -> dict[Candidate, float]:
    """Return how likely candidates are names, where names with and without their heads count together.

    Which of the two a paper means is open, and either is a form of the other: that there is a name is as likely as both
    together, and the likelier naming stands for it.
    """
    heads: dict[int, set[int]] = defaultdict(set)
    for candidate in likely:
        if candidate.cls in policy.heads:
            heads[candidate.start].add(candidate.end)
    best: dict[tuple[int, str], dict[int, float]] = defaultdict(dict)
    for candidate, value in likely.items():
        if candidate.cls in policy.pooled:
            of = best[candidate.end, candidate.cls]
            of[candidate.start] = max(value, of.get(candidate.start, 0.0))
    raised = {
        (start, end, cls): value
        for (end, cls), of in best.items()
        if len(of) > 1
        for start, value in _together(of, end, heads)
    }
    return {candidate: max(value, raised.get(candidate[:3], 0.0)) for candidate, value in likely.items()}


def _together(of: Mapping[int, float], end: int, heads: Mapping[int, set[int]]) -> Iterator[tuple[int, float]]:
    """Give the start of the likelier of two namings with what both are worth, a head of one before the other."""
    for start in of:
        rests = [rest for rest in heads.get(start, ()) if rest < end and rest in of]
        if rests:
            rest = max(rests, key=lambda at: of[at])
            yield max(start, rest, key=lambda at: of[at]), min(1.0, of[start] + of[rest])

"""Which units are one: what judgements say, then strong evidence; the rest is for people to judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.records import Extraction
from kg.resolve.candidate import Candidate
from kg.resolve.features import Judge
from kg.resolve.ledger import DIFFERENT, SAME, UNSURE, Judgement, Ledger
from kg.resolve.names import PERSON
from kg.resolve.outline import Outline, outlines
from kg.resolve.pairs import Blocks, are_joined
from kg.resolve.policy import policy
from kg.resolve.units import Unit, units_of

MERGED, PROPOSED, APART, DOUBTED, REFUSED = "merged", "proposed", "apart", "doubted", "refused"


@dataclass(frozen=True, slots=True)
class Decided:
    """A candidate and what became of it."""

    candidate: Candidate
    outcome: str
    """``merged``, ``proposed``, ``apart`` (judged different), ``doubted`` (judged unsure) or ``refused`` (too weak)."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which units are one, and every pair that was compared."""

    units: Mapping[str, Unit]
    refs: Mapping[str, Mapping[str, str]]
    """For each document the members of units that its entities are, by their key; one that is not here is its key."""
    clusters: Mapping[str, tuple[str, ...]]
    """The units of each cluster under the one that names it."""
    decided: tuple[Decided, ...]
    unknown: tuple[str, ...]
    """Units that judgements speak of and no page has."""
    unheeded: tuple[Judgement, ...]
    """Judgements that later ones speak against."""


def resolve(documents: Iterable[Extraction | Outline], ledger: Ledger) -> Resolution:
    """Return which entities of some pages are one; the order of pages is all one.

    In rounds, as long as something is joined: what one joins is shared by others in the next. After Bhattacharya
    and Getoor, "Collective entity resolution in relational data", ACM TKDD 1 (2007).
    """
    units, of, refs = units_of(outlines(documents), ledger.apart, ledger.pairs(DIFFERENT))
    judged = {verdict: _judged(ledger.pairs(verdict), of) for verdict in (SAME, DIFFERENT, UNSURE)}
    groups = _Groups(units, judged[UNSURE])
    unheeded = tuple(one for one in reversed(ledger.standing) if not groups.heed(one, of))
    judge = Judge(units, blocks := Blocks(units), groups.leader)
    decided: dict[tuple[str, str], Decided] = {}
    waiting = list(blocks.pairs())
    while waiting:
        judge.begin()
        found = sorted((judge.compare(a, b) for a, b in waiting), key=lambda c: (-c.score, c.a, c.b))
        joined: set[str] = set()
        for candidate in found:
            pair = (candidate.a, candidate.b)
            outcome = next((name for verdict, name in _JUDGED.items() if pair in judged[verdict]), _outcome(candidate))
            if outcome == MERGED and pair not in judged[SAME]:
                one = groups.leader(candidate.a) == groups.leader(candidate.b)
                if not groups.join(*pair):
                    outcome = PROPOSED
                elif not one:
                    joined.update(groups.members(candidate.a))
            decided[pair] = Decided(candidate, outcome)
        touched = judge.touched(joined)
        waiting = [
            pair
            for pair, known in decided.items()
            if known.outcome in {PROPOSED, REFUSED} and not touched.isdisjoint(pair)
        ]
    named = sorted({ref for judgement in ledger.standing for ref in (judgement.a, judgement.b) if ref})
    order = sorted(decided.values(), key=lambda d: (-d.candidate.score, d.candidate.a, d.candidate.b))
    unknown = tuple(ref for ref in named if ref not in of)
    return Resolution(units, refs, groups.clusters(), tuple(order), unknown, unheeded)


_JUDGED = {DIFFERENT: APART, SAME: MERGED, UNSURE: DOUBTED}


def _judged(pairs: Iterable[tuple[str, str]], of: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return pairs of judged refs as pairs of the units that hold them, those of one unit and of no page left out."""
    found = {(of[a], of[b]) for a, b in pairs if a in of and b in of}
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def _outcome(candidate: Candidate) -> str:
    if candidate.score >= policy().merge and candidate.has_evidence:
        return MERGED
    if candidate.root == PERSON and not candidate.has_evidence:
        return REFUSED
    return PROPOSED if candidate.score >= policy().propose else REFUSED


class _Groups:
    """Units joined into clusters, none of which holds two that are judged different or have two telling names."""

    def __init__(self, units: Mapping[str, Unit], doubted: Iterable[tuple[str, str]]) -> None:
        """Take the units, and pairs that only a judgement may join."""
        self._units = units
        self._members: dict[str, list[str]] = {ref: [ref] for ref in units}
        self._leader = {ref: ref for ref in units}
        self._apart: dict[str, set[str]] = {}
        self._doubted: dict[str, set[str]] = {}
        for a, b in doubted:
            self._bar(self._doubted, a, b)

    def heed(self, judgement: Judgement, of: Mapping[str, str]) -> bool:
        """Join or bar what a judgement speaks of; return whether nothing that was heeded before speaks against it."""
        a, b = (of.get(ref, "") for ref in judgement.pair)
        if judgement.verdict == SAME:
            return not (a and b) or self.join(a, b, forced=True)
        if judgement.verdict == DIFFERENT and a and b:
            if self._leader[a] == self._leader[b]:
                return False
            self._bar(self._apart, a, b)
        return True

    @staticmethod
    def _bar(bars: dict[str, set[str]], a: str, b: str) -> None:
        bars.setdefault(a, set()).add(b)
        bars.setdefault(b, set()).add(a)

    def join(self, a: str, b: str, *, forced: bool = False) -> bool:
        """Make one cluster of those of two units; return False where something keeps them apart.

        Names do not keep apart what a person joins (`forced`).
        """
        one, other = self._leader[a], self._leader[b]
        if one == other:
            return True
        mine, theirs = self._members[one], self._members[other]
        if any(not self._apart.get(x, set()).isdisjoint(theirs) for x in mine):
            return False
        if not forced and any(not self._doubted.get(x, set()).isdisjoint(theirs) for x in mine):
            return False
        if not forced and any(self._contradict(x, y) for x in mine for y in theirs):
            return False
        first, second = sorted((one, other))
        self._members[first] += self._members.pop(second)
        for ref in self._members[first]:
            self._leader[ref] = first
        return True

    def leader(self, ref: str) -> str:
        """Return the unit that stands for the cluster of a unit."""
        return self._leader[ref]

    def members(self, ref: str) -> list[str]:
        """Return the units of the cluster that a unit is in."""
        return self._members[self._leader[ref]]

    def clusters(self) -> dict[str, tuple[str, ...]]:
        """Return the units of each cluster under the one that names it: by a telling name, then the fullest."""
        found = {}
        for refs in self._members.values():
            units = [self._units[ref] for ref in refs]
            leader = min(units, key=lambda unit: (not unit.alone, -len(unit.name), unit.name, unit.ref))
            found[leader.ref] = tuple(sorted(ref for unit in units for ref in unit.members))
        return found

    def _contradict(self, a: str, b: str) -> bool:
        """Return whether two units have telling names of their own that no page joins."""
        one, other = self._units[a], self._units[b]
        if not (one.alone and other.alone):
            return False
        return not are_joined(one, other)

"""From candidates to mentions: which of those that overlap stands, and which names inside a name are kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.errors import RuleError
from kg.nlp.candidates import Candidate
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml

_FILE = RESOURCES / "arbiter.yml"


@dataclass(frozen=True, slots=True)
class Policy:
    """How candidates are weighed, from ``arbiter.yml``."""

    ranks: tuple[tuple[re.Pattern[str], int], ...]
    """Sources and their rank; a higher one wins where two candidates cross. Others have 50."""
    keep: dict[str, frozenset[str]]
    """For each class or source the classes of names inside it that are mentions of their own, some from one source."""
    never: dict[str, re.Pattern[str]]
    """For each class what no name of it looks like."""
    drop: re.Pattern[str] | None
    """Sources that only help others and are no mentions."""

    _dropped: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)
    _known: dict[str, int] = field(default_factory=dict, repr=False, compare=False)
    """The ranks told already, by source; whether a source is dropped likewise."""

    def drops(self, candidate: Candidate) -> bool:
        """Return whether a candidate only helps others and is no mention."""
        known = self._dropped.get(candidate.source)
        if known is None:
            known = self.drop is not None and self.drop.match(candidate.source) is not None
            self._dropped[candidate.source] = known
        return known

    def rank(self, candidate: Candidate) -> int:
        """Return the rank of a candidate's source."""
        known = self._known.get(candidate.source)
        if known is None:
            known = next((rank for pattern, rank in self.ranks if pattern.match(candidate.source)), 50)
            self._known[candidate.source] = known
        return known


@cache
def policy() -> Policy:
    """Return the policy the package carries; raise RuleError where the file is wrong."""
    import yaml

    try:
        data = load_yaml(_FILE)
        return Policy(
            tuple((re.compile(row["source"]), int(row["rank"])) for row in data["ranks"]),
            {outer: frozenset(inner) for outer, inner in data["keep"].items()},
            {cls: re.compile(pattern) for cls, pattern in data.get("never", {}).items()},
            re.compile("|".join(data["drop"])) if data.get("drop") else None,
        )
    except (OSError, KeyError, TypeError, ValueError, re.error, yaml.YAMLError) as error:
        raise RuleError(f"{_FILE.name}: {' '.join(str(error).split())}") from error


def arbitrate(text: str, candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Return the mentions of a text that stand on their own, and those kept inside others; both in order of position.

    Of two that cross, the one of higher rank stands, then the longer, then the earlier. Of two on the same span the
    higher rank gives the class.
    """
    rules = policy()
    best: dict[tuple[int, int], Candidate] = {}
    for candidate in candidates:
        if rules.drops(candidate):
            continue
        never = rules.never.get(candidate.cls)
        if never is not None and never.search(text[candidate.start : candidate.end]):
            continue
        span = (candidate.start, candidate.end)
        known = best.get(span)
        if known is None or (-rules.rank(candidate), candidate) < (-rules.rank(known), known):
            best[span] = candidate
    order = sorted(best.values(), key=lambda c: (-rules.rank(c) // 10, -(c.end - c.start), c.start, c))
    outer: list[Candidate] = []
    starts: list[int] = []
    inner: list[Candidate] = []
    for candidate in order:
        place = bisect_left(starts, candidate.end)
        crossing = None
        for other in reversed(outer[max(0, place - 1) : place]):
            if other.end > candidate.start:
                crossing = other
        if crossing is None:
            outer.insert(place, candidate)
            starts.insert(place, candidate.start)
        elif crossing.start <= candidate.start and candidate.end <= crossing.end:
            inner.append(candidate)
    kept = [c for c in inner if _kept(c, outer, starts, rules)]
    return outer, sorted(_without_crossings(kept, rules))


def _kept(candidate: Candidate, outer: list[Candidate], starts: list[int], rules: Policy) -> bool:
    holder = outer[bisect_left(starts, candidate.start + 1) - 1]
    kept = rules.keep.get(holder.cls, frozenset()) | rules.keep.get(holder.source, frozenset())
    return candidate.cls in kept or f"{candidate.cls}@{candidate.source.partition(':')[0]}" in kept


def _without_crossings(kept: list[Candidate], rules: Policy) -> list[Candidate]:
    """Return the inner candidates without those that cross a better one."""
    return [candidate for group in _touching(kept) for candidate in _chosen(group, rules)]


def _touching(kept: list[Candidate]) -> Iterator[list[Candidate]]:
    """Give the candidates in groups: one that overlaps another is in its group."""
    group: list[Candidate] = []
    end = 0
    for candidate in sorted(kept):
        if group and candidate.start >= end:
            yield group
            group = []
        group.append(candidate)
        end = max(end, candidate.end)
    yield group


def _chosen(group: list[Candidate], rules: Policy) -> list[Candidate]:
    chosen: list[Candidate] = []
    for candidate in sorted(group, key=lambda c: (-rules.rank(c), -(c.end - c.start), c.start)):
        if not any(
            other.start < candidate.end
            and candidate.start < other.end
            and not (other.start <= candidate.start and candidate.end <= other.end and other.cls != candidate.cls)
            for other in chosen
        ):
            chosen.append(candidate)
    return chosen

"""From candidates to mentions: which of those that overlap stands, and which names inside a name are kept."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from kg.errors import RuleError
from kg.nlp.candidates import Candidate
from kg.nlp.model import is_proposed
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml

_FILE = RESOURCES / "arbiter.yml"

_BEFORE = 10
"""How many characters before a name are looked at."""

_Span = tuple[int, int]
_Order = tuple[Any, ...]


class Mute(NamedTuple):
    """What names nothing itself and keeps its place among the names, for each class."""

    looks: dict[str, re.Pattern[str]]
    behind: dict[str, re.Pattern[str]]
    """What stands behind it; `before` likewise."""
    before: dict[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Policy:
    """How candidates are weighed, from ``arbiter.yml``."""

    ranks: tuple[tuple[re.Pattern[str], int], ...]
    """Sources and their rank; a higher one wins where two candidates cross. Others have 50."""
    keep: dict[str, frozenset[str]]
    """For each class or source the classes of names inside it that are mentions of their own, some from one source."""
    never: dict[str, re.Pattern[str]]
    """For each class what no name of it looks like."""
    mute: Mute
    drop: re.Pattern[str] | None
    """Sources that only help others and are no mentions."""
    rows: re.Pattern[str] | None
    """Sources of names that are mentions of their own where several stand side by side at the head of a name."""
    headed: frozenset[str]
    """The classes of names that may begin so: 吉林省|农安县|交通局."""

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


class Likely(NamedTuple):
    """How likely candidates are names."""

    of: Mapping[Candidate, float]
    """From 0 to 1."""
    least: float
    """So likely must one be to stand on its own."""
    inside: Mapping[Candidate, float] = MappingProxyType({})
    """How likely candidates are names inside one that they lie in."""
    least_inside: float = 0.0
    least_alone: float = 1.0
    """So likely must one inside be to stand by itself where the name around it does not: 莼菜 of 青石村莼菜基地."""


@cache
def policy() -> Policy:
    """Return the policy the package carries; raise RuleError where the file is wrong."""
    import yaml

    try:
        data = load_yaml(_FILE)
        return Policy(
            tuple((re.compile(row["source"]), int(row["rank"])) for row in data["ranks"]),
            {outer: frozenset(inner) for outer, inner in data["keep"].items()},
            _by_class(data.get("never", {})),
            Mute(*(_by_class(data.get("mute", {}).get(part, {})) for part in Mute._fields)),
            _sources(data.get("drop")),
            _sources(data.get("rows", {}).get("of")),
            frozenset(data.get("rows", {}).get("in", ())),
        )
    except (OSError, AttributeError, KeyError, TypeError, ValueError, re.error, yaml.YAMLError) as error:
        raise RuleError(f"{_FILE.name}: {' '.join(str(error).split())}") from error


def _by_class(patterns: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Return for each class what any of its patterns matches; `Official|Person` stands for both."""
    sources: dict[str, list[str]] = {}
    for classes, pattern in patterns.items():
        for cls in classes.split("|"):
            sources.setdefault(cls, []).append(pattern)
    return {cls: re.compile("|".join(of)) for cls, of in sources.items()}


def _sources(patterns: list[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None


class Chosen(NamedTuple):
    """The mentions of a text, in order of position."""

    outer: list[Candidate]
    """Those that stand on their own."""
    inner: list[Candidate]
    """Those kept inside others."""
    mute: list[Candidate]
    """What keeps its place among them and names nothing."""


def choose(text: str, candidates: Iterable[Candidate], likely: Likely | None = None) -> Chosen:
    """Return the mentions among candidates.

    Of two that cross, the one of higher rank stands, then the longer, then the earlier. Of two on the same span the
    higher rank gives the class. Where it is known how `likely` each candidate is, the likeliest stand together instead,
    and so inside others; of two of one class on the same span that of a rule stands, for its source says more.
    """
    rules = policy()
    possible = [candidate for candidate in candidates if _may_be(candidate, text, rules)]
    outer, inner = _by_rank(possible, rules) if likely is None else _by_likelihood(possible, likely)
    outer = sorted({*outer, *_in_gaps(possible, outer, rules)})
    inner = sorted({*inner, *_in_rows(possible, outer, inner, rules)})
    mute = {candidate for candidate in (*outer, *inner) if _is_mute(candidate, text, rules.mute)}
    return Chosen([c for c in outer if c not in mute], [c for c in inner if c not in mute], sorted(mute))


def _by_rank(possible: Sequence[Candidate], rules: Policy) -> tuple[list[Candidate], list[Candidate]]:
    best = _first(possible, lambda c: (-rules.rank(c), c))
    outer = _ranked(best.values(), rules)
    starts = [candidate.start for candidate in outer]
    inner = [c for c in best.values() if _lies_inside(c, outer, starts)]
    kept = [c for c in sorted(inner) if _kept(c, outer, starts, rules)]
    return outer, sorted(_without_crossings(kept, rules))


def _by_likelihood(possible: Sequence[Candidate], likely: Likely) -> tuple[list[Candidate], list[Candidate]]:
    able = [candidate for candidate in possible if candidate in likely.of]
    classes = _classes(able, likely)
    best = _first(able, lambda c: (-classes[c[:2]][c.cls], is_proposed(c), -likely.of[c], c))
    outer = _likeliest(best, {span: min(1.0, sum(of.values())) for span, of in classes.items()}, likely.least)
    starts = [candidate.start for candidate in outer]
    held = [c for c in possible if c in likely.inside and likely.inside[c] >= likely.least_inside]
    inner = [c for c in held if _lies_inside(c, outer, starts)]
    groups = (_apart(group, lambda c: (-likely.inside[c], c), _cross) for group in _touching(inner))
    left = [c for c in held if likely.inside[c] >= likely.least_alone and _is_free(c, outer, starts)]
    alone = chain.from_iterable(_apart(group, lambda c: (-likely.inside[c], c), _overlap) for group in _touching(left))
    return sorted([*outer, *alone]), sorted(chain.from_iterable(groups))


def _in_gaps(possible: Sequence[Candidate], outer: Sequence[Candidate], rules: Policy) -> Iterator[Candidate]:
    """Give what fills the gap of a row between two that stand: 湖北省|恩施州|利川市公安局."""
    if rules.rows is None:
        return
    ends = {c.end for c in outer if rules.rows.fullmatch(c.source)}
    starts = {c.start for c in outer} if ends else set()
    seen: set[_Span] = set()
    for one in possible:
        if one.start in ends and one.end in starts and one[:2] not in seen and rules.rows.fullmatch(one.source):
            seen.add(one[:2])
            # What another class has there stands already: 上海市|浦东新区|康桥镇, which is a zone as well.
            if not any(other.start < one.end and one.start < other.end for other in outer):
                yield one


def _in_rows(
    possible: Sequence[Candidate], outer: Sequence[Candidate], inner: Sequence[Candidate], rules: Policy
) -> Iterator[Candidate]:
    """Give the names that stand side by side at the head of one that stands, where no other name lies there."""
    if rules.rows is None:
        return
    whole = {c.start: c for c in outer if c.cls in rules.headed}
    named = {c.start: c for c in possible if rules.rows.fullmatch(c.source)} if whole else {}
    for start, holder in whole.items():
        row: list[Candidate] = []
        at = start
        while (one := named.get(at)) is not None and one.end < holder.end:
            row.append(one)
            at = one.end
        if len(row) > 1 and not any(_cross(one, other) for one in row for other in inner if one[:2] != other[:2]):
            known = {c[:2] for c in inner}
            yield from (one for one in row if one[:2] not in known)


def _may_be(candidate: Candidate, text: str, rules: Policy) -> bool:
    if rules.drops(candidate):
        return False
    never = rules.never.get(candidate.cls)
    return never is None or never.search(text[candidate.start : candidate.end]) is None


def _is_mute(candidate: Candidate, text: str, mute: Mute) -> bool:
    start, end, cls, _ = candidate
    looks, behind, before = (of.get(cls) for of in mute)
    return bool(
        (looks is not None and looks.search(text[start:end]))
        or (behind is not None and behind.match(text, end))
        or (before is not None and before.search(text, max(0, start - _BEFORE), start + 1))
    )


def _first(candidates: Iterable[Candidate], order: Callable[[Candidate], _Order]) -> dict[_Span, Candidate]:
    """Return for each span the candidate that comes first."""
    best: dict[_Span, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate[:2])
        if known is None or order(candidate) < order(known):
            best[candidate[:2]] = candidate
    return best


def _classes(candidates: Iterable[Candidate], likely: Likely) -> dict[_Span, dict[str, float]]:
    """Return how likely each span is a name of each class that it is filed with."""
    found: dict[_Span, dict[str, float]] = {}
    for candidate in candidates:
        of = found.setdefault(candidate[:2], {})
        of[candidate.cls] = max(of.get(candidate.cls, 0.0), likely.of[candidate])
    return found


def _ranked(candidates: Iterable[Candidate], rules: Policy) -> list[Candidate]:
    """Return the candidates that cross none of higher rank, in order."""
    order = sorted(candidates, key=lambda c: (-rules.rank(c) // 10, -(c.end - c.start), c.start, c))
    outer: list[Candidate] = []
    starts: list[int] = []
    for candidate in order:
        place = bisect_left(starts, candidate.end)
        if place == 0 or outer[place - 1].end <= candidate.start:
            outer.insert(place, candidate)
            starts.insert(place, candidate.start)
    return outer


def _likeliest(best: Mapping[_Span, Candidate], likely: Mapping[_Span, float], least: float) -> list[Candidate]:
    """Return of the spans that are likely enough those that do not overlap and together are likeliest, in order.

    The best way to choose intervals by weight, where the weight is what a span is likelier than it must be.
    """
    order = sorted((span for span in best if likely[span] >= least), key=lambda span: (span[1], span[0]))
    ends = [end for _, end in order]
    worth = [0.0]
    before: list[int | None] = []
    for number, span in enumerate(order):
        place = bisect_right(ends, span[0], 0, number)
        with_it = worth[place] + likely[span] - least
        before.append(place if with_it > worth[-1] else None)
        worth.append(max(with_it, worth[-1]))
    chosen = []
    number = len(order)
    while number:
        place_or_none = before[number - 1]
        if place_or_none is None:
            number -= 1
        else:
            chosen.append(best[order[number - 1]])
            number = place_or_none
    return chosen[::-1]


def _lies_inside(candidate: Candidate, outer: Sequence[Candidate], starts: Sequence[int]) -> bool:
    """Return whether a candidate lies in one that stands and is not all of it."""
    place = bisect_right(starts, candidate.start) - 1
    if place < 0 or candidate.end > outer[place].end:
        return False
    return candidate[:2] != outer[place][:2]


def _is_free(candidate: Candidate, outer: Sequence[Candidate], starts: Sequence[int]) -> bool:
    """Return whether a candidate shares no character with those that stand."""
    place = bisect_left(starts, candidate.end) - 1
    return place < 0 or outer[place].end <= candidate.start


def _kept(candidate: Candidate, outer: list[Candidate], starts: list[int], rules: Policy) -> bool:
    holder = outer[bisect_left(starts, candidate.start + 1) - 1]
    kept = rules.keep.get(holder.cls, frozenset()) | rules.keep.get(holder.source, frozenset())
    return candidate.cls in kept or f"{candidate.cls}@{candidate.source.partition(':')[0]}" in kept


def _apart(
    group: Iterable[Candidate], order: Callable[[Candidate], _Order], clash: Callable[[Candidate, Candidate], bool]
) -> list[Candidate]:
    """Return the candidates in an order, those left out that clash with one that comes before."""
    chosen: list[Candidate] = []
    for candidate in sorted(group, key=order):
        if not any(clash(candidate, other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _cross(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates overlap and neither lies in the other, or both are on one span."""
    first, second = sorted((one, other), key=lambda c: (c.start, -c.end))
    return one[:2] == other[:2] or second.start < first.end < second.end


def _overlap(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates share a character."""
    return one.start < other.end and other.start < one.end


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
    return _apart(group, lambda c: (-rules.rank(c), -(c.end - c.start), c.start), _outdone)


def _outdone(one: Candidate, other: Candidate) -> bool:
    """Return whether a candidate overlaps another and is no name of another class inside it."""
    overlap = other.start < one.end and one.start < other.end
    return overlap and not (other.start <= one.start and one.end <= other.end and other.cls != one.cls)

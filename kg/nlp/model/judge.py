"""How likely each candidate is a name: by who filed it, what the tagger makes of it, and what else lies there.

A logistic regression over features of each candidate beside those it overlaps, and another for candidates inside
names; ``candidates.npz`` holds a weight for each feature of either, and `training/judge.py` makes it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kg.nlp.candidates import Candidate
from kg.nlp.model.lattice import Lattice, Tagged
from kg.nlp.model.names import SOURCE, Asked
from kg.paths import RESOURCES
from kg.weights import opened

WEIGHTS = RESOURCES / "model" / "candidates.npz"
_STEPS = np.array(
    [0.0005, 0.003, 0.01, 0.03, 0.08, 0.15, 0.25, 0.4, 0.55, 0.7, 0.82, 0.9, 0.96, 0.985, 0.995, 0.999],
    dtype=np.float32,
)
"""Where one step of likelihood ends and the next begins."""
_WINDOW = 25
"""So many candidates before one are looked at for one that reaches into it. It bounds the work."""
_NAMES = 11
_LONG = 20
"""Longer names are as good as any longer one."""
_OFTEN = 3
_AND = frozenset("、和及与")
_HALF = 0.5
_SHAPES = {
    "brackets": re.compile("[（(][^（(）)]+[）)]"),
    "quotes": re.compile("“"),
    "digit": re.compile("[0-9]"),
    "list": re.compile("、"),
}
BETWEEN = "\0"
"""What stands between the features in the file of weights; they hold ends of lines."""


class Seen(NamedTuple):
    """A candidate with what the tagger makes of it."""

    candidate: Candidate
    own: float
    """How likely the tagger holds it to be a name of its class."""
    step: int
    """The same as a step of likelihood."""
    any: int
    """How likely it holds it to be a name at all, as a step."""
    elsewhere: int | None
    """How likely it holds the same characters to be one where they stand elsewhere, as a step."""


def see(text: str, asked: Asked, lattice: Lattice) -> list[Seen]:
    """Return the candidates in order, with what the tagger makes of each."""
    order = sorted(asked)
    if not order:
        return []
    spans = list(dict.fromkeys(asked[candidate] for candidate in order))
    likely = lattice.likely(spans)
    row = dict(zip(spans, range(len(spans)), strict=True))
    column = {cls: number for number, cls in enumerate(lattice.classes)}
    same: dict[str, list[int]] = {}
    for number, (start, end) in enumerate(spans):
        same.setdefault(text[start:end], []).append(number)
    steps, any_ = np.searchsorted(_STEPS, likely), np.searchsorted(_STEPS, likely.sum(axis=1))
    # By class; the second highest is what is left for a candidate at the highest.
    highest = {name: np.sort(steps[rows], axis=0)[:-3:-1] for name, rows in same.items()}
    found = []
    for candidate in order:
        here, cls = row[asked[candidate]], column[candidate.cls]
        places = highest.get(text[candidate.start : candidate.end], steps[:0])[:, cls].tolist()
        own = row.get((candidate.start, candidate.end))
        if own is not None and steps[own, cls] in places:
            places.remove(steps[own, cls])
        elsewhere = next(iter(places), None)
        found.append(Seen(candidate, float(likely[here, cls]), int(steps[here, cls]), int(any_[here]), elsewhere))
    return found


def features_of(
    text: str, seen: Sequence[Seen], names: Sequence[Tagged], which: Iterable[int] | None = None
) -> Iterator[list[str]]:
    """Give the features of each candidate, or of those with the numbers `which`.

    `names` are those on the tagger's best path, in order.
    """
    starts = [one.candidate.start for one in seen]
    begun = [name.start for name in names]
    ends = _surest((one.candidate.end, one) for one in seen)
    begins = _surest((one.candidate.start, one) for one in seen)
    holders = _by_pairs({text[c.start : c.end]: c.cls for c, own, *_ in seen if own > _HALF})
    often = Counter(text[start:end] for start, end in {one.candidate[:2] for one in seen})
    for number in range(len(seen)) if which is None else which:
        one = seen[number]
        start, end, cls, source = one.candidate
        low = max(0, bisect_left(starts, start) - _WINDOW)
        rivals = [
            other
            for place, other in enumerate(seen[low : bisect_left(starts, end)], low)
            if place != number and other.candidate.end > start
        ]
        place = bisect_left(begun, end)
        over = [name for name in names[max(0, place - _NAMES) : place] if name.end > start]
        found = [f"src:{source}", f"cls:{cls}", f"p:{one.step}", f"any:{one.any}"]
        found += [f"src:{source}|p:{one.step}", f"cls:{cls}|p:{one.step}", f"cls:{cls}|any:{one.any}"]
        found.append(f"fam:{source.partition('.')[0]}|p:{one.step}")
        found += _path(one.candidate, over)
        found += _beside(one, rivals)
        size, same = min(end - start, _LONG), min(_OFTEN, often[text[start:end]])
        found += [f"len:{size}|{cls}", f"len:{size}|{source}", f"rep:{same}", f"rep:{same}|{cls}"]
        found.append(f"else:{one.elsewhere}|p:{one.step}")
        left, right = text[max(0, start - 1) : start], text[end : end + 1]
        found += [f"L:{left}", f"R:{right}", f"L:{left}|{cls}", f"R:{right}|{cls}"]
        found += [f"L2:{text[max(0, start - 2) : start]}|{cls}", f"R2:{text[end : end + 2]}|{cls}"]
        found += _shape(text[start:end], source)
        found += [f"part:{other}|{cls}" for other in _parts(text[start:end], holders)]
        found += [f"{side}:{other}|{cls}" for side, other in _in_list(text, one.candidate, ends, begins)]
        found += [f"f1:{text[start]}|{cls}", f"f2:{text[start : start + 2]}|{cls}"]
        found += [f"l1:{text[end - 1]}|{cls}", f"l2:{text[max(start, end - 2) : end]}|{cls}"]
        yield found


def inner_features_of(text: str, seen: Sequence[Seen], names: Sequence[Tagged]) -> Iterator[list[str]]:
    """Give the features of each candidate that may lie inside a name; `names` are those on the tagger's best path."""
    begun = [name.start for name in names]
    known = {(text[name.start : name.end], name.cls) for name in names}
    heads = {(name[:2], cls) for name, cls in known}
    for one, found in zip(seen, features_of(text, seen, names), strict=True):
        start, end, cls, source = one.candidate
        name = names[place - 1] if (place := bisect_right(begun, start)) else None
        # Whether the page names it, or what begins like it, by itself too.
        own = f"{(text[start:end], cls) in known:d}{(text[start : start + 2], cls) in heads:d}"
        found += [f"own:{own}", f"own:{own}|{cls}"]
        if name is None or name.end < end:
            yield [*found, "holder:none"]
            continue
        found.append(f"own:{own}|{cls}|{name.cls}")
        where = f"{name.start == start:d}{name.end == end:d}"
        held = [
            f"holder:{name.cls}|{where}|{cls}",
            f"holder:{name.cls}|{where}|{source}",
            f"holder:{name.cls}|p:{one.step}",
        ]
        held += [f"tail{size}:{text[max(start, name.end - size) : name.end]}|{cls}" for size in (2, 4)]
        yield [*found, *held, f"rest:{min(_LONG, name.end - end)}|{where}|{cls}"]


def _surest(placed: Iterable[tuple[int, Seen]]) -> dict[int, str]:
    """Return for each place the class of the candidate there that the tagger is surest of."""
    found: dict[int, Seen] = {}
    for place, one in placed:
        if place not in found or one.own > found[place].own:
            found[place] = one
    return {place: one.candidate.cls if one.own > _HALF else "?" for place, one in found.items()}


def _by_pairs(names: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return the names with their classes by each two characters that stand side by side in one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, cls in names.items():
        for pair in {name[at : at + 2] for at in range(len(name) - 1)}:
            found.setdefault(pair, []).append((name, cls))
    return found


def _parts(name: str, holders: Mapping[str, Sequence[tuple[str, str]]]) -> list[str]:
    """Return the classes of the sure names of the page that a name is a part of, and whether they begin with it."""
    longer = [(other, cls) for other, cls in holders.get(name[:2], ()) if name in other and name != other]
    return sorted({f"{cls}{other.startswith(name)}" for other, cls in longer})


def _in_list(
    text: str, candidate: Candidate, ends: Mapping[int, str], begins: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    """Give the classes of what stands before and behind a candidate in a list."""
    if text[max(0, candidate.start - 1) : candidate.start] in _AND:
        yield "before", ends.get(candidate.start - 1, "-")
    if text[candidate.end : candidate.end + 1] in _AND:
        yield "behind", begins.get(candidate.end + 1, "-")


def _shape(name: str, source: str) -> Iterator[str]:
    """Give what is peculiar about the characters of a name."""
    for kind, pattern in _SHAPES.items():
        if pattern.search(name):
            yield from (f"has:{kind}", f"has:{kind}|{source}")


def _path(candidate: Candidate, over: Sequence[Tagged]) -> list[str]:
    """Return what the names on the tagger's path are to a candidate that they overlap."""
    cls, source = candidate.cls, candidate.source
    if not over:
        return ["v:none", f"v:none|src:{source}", f"v:none|cls:{cls}"]
    how = "+".join(sorted({_relation(candidate, name.start, name.end) for name in over})) + "2" * (len(over) > 1)
    surest = max(over, key=lambda name: name.sure)
    sure = int(surest.sure * 5)
    return [f"v:{how}", f"v:{how}|src:{source}", f"v:{how}|cls:{cls}|{surest.cls}", f"v:{how}|s{sure}|cls:{cls}"]


def _beside(one: Seen, rivals: Sequence[Seen]) -> Iterator[str]:
    """Give what the other candidates are that a candidate overlaps."""
    cls, source = one.candidate.cls, one.candidate.source
    kinds: set[str] = set()
    for other in rivals:
        how = _relation(one.candidate, other.candidate.start, other.candidate.end)
        kinds |= {f"{how}:{other.candidate.cls}", f"{how}:{other.candidate.source}"}
        if how == "=" and other.candidate.cls == cls:
            kinds.add(f"also:{other.candidate.source.partition('.')[0].partition(':')[0]}")
    for kind in sorted(kinds):
        yield f"rv:{kind}|cls:{cls}"
    if not kinds:
        yield from ("rv:none", f"rv:none|src:{source}")
    top = max(rivals, key=lambda other: other.own, default=None)
    yield f"top:{top.step if top is not None else 0}|p:{one.step}"
    word = "better" if top is not None and top.own > one.own else "best"
    yield from (word, f"{word}|{source}")


def _relation(candidate: Candidate, start: int, end: int) -> str:
    """Return how a span lies to a candidate that it overlaps."""
    if (start, end) == candidate[:2]:
        return "="
    if start <= candidate.start and candidate.end <= end:
        return "in"
    return "has" if candidate.start <= start and end <= candidate.end else "x"


class Weights:
    """A weight for each feature, and what they make of candidates."""

    def __init__(self, data: Mapping[str, Any], prefix: str = "") -> None:
        """Take the arrays of a file of weights; raises KeyError where one is missing."""
        names = bytes(data[f"{prefix}features"]).decode("utf-8").split(BETWEEN)
        weights: npt.NDArray[np.float64] = data[f"{prefix}weights"].astype(np.float64) * float(data[f"{prefix}scale"])
        self._bias = float(data[f"{prefix}bias"])
        self._weights: dict[str, float] = dict(zip(names, weights.tolist(), strict=True))

    def likely(self, candidates: Iterable[Iterable[str]]) -> list[float]:
        """Return for each candidate, given by its features, how likely it is a name: from 0 to 1."""
        weight, none = self._weights.get, repeat(0.0)
        logits = np.array([sum(map(weight, found, none)) for found in candidates])
        found: list[float] = (1 / (1 + np.exp(-logits - self._bias))).tolist()
        return found


INNER = "inner_"
"""What the names of the arrays begin with that weigh candidates inside names."""


class Judge:
    """The weights of both kinds of candidates, and what they make of them."""

    def __init__(self, path: Path) -> None:
        """Read the weights; raise ModelError where the file is missing or of another make."""
        with opened(path) as data:
            self._outer, self._inner = Weights(data), Weights(data, INNER)

    def likely(self, text: str, asked: Asked, lattice: Lattice) -> dict[Candidate, float]:
        """Return how likely each candidate is a name of its class, from 0 to 1.

        One of the tagger that a rule filed as well is as likely as that of the rule.
        """
        seen = see(text, asked, lattice)
        filed = {candidate[:3] for candidate in asked if not is_proposed(candidate)}
        which = [n for n, (c, *_) in enumerate(seen) if not (is_proposed(c) and c[:3] in filed)]
        likely = self._outer.likely(features_of(text, seen, lattice.names, which))
        best: dict[tuple[int, int, str], float] = {}
        told: dict[Candidate, float] = {}
        for number, value in zip(which, likely, strict=True):
            candidate = seen[number].candidate
            told[candidate] = value
            best[candidate[:3]] = max(value, best.get(candidate[:3], 0.0))
        return {candidate: told.get(candidate, best[candidate[:3]]) for candidate in asked}

    def inside(self, text: str, asked: Asked, lattice: Lattice) -> dict[Candidate, float]:
        """Return how likely each candidate is a name inside one that it lies in, from 0 to 1."""
        if lattice.inner is None:
            return {}
        seen = see(text, asked, lattice.inner)
        likely = self._inner.likely(inner_features_of(text, seen, lattice.names))
        return {one.candidate: value for one, value in zip(seen, likely, strict=True)}


@cache
def load_judge(path: Path = WEIGHTS) -> Judge:
    """Return the judge with these weights, read once; raise ModelError where they are not there."""
    return Judge(path)


def is_proposed(candidate: Candidate) -> bool:
    """Return whether no rule filed a candidate, but the tagger."""
    return candidate.source.startswith(_MODEL)


_MODEL = SOURCE.partition(":")[0] + ":"

"""Places, parks and plants that a page tells of as works somebody builds: projects, by the words around their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from kg.errors import RuleError
from kg.link.cluster import Cluster
from kg.nlp.candidates import Candidate
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml

_FILE = RESOURCES / "built.yml"
_BEFORE = 48
"""How many characters before a name are looked at."""
_WORKS = "Project"


class _Frame(NamedTuple):
    """What stands before and behind a name; either is enough."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def around(self, text: str, start: int, end: int) -> bool:
        """Return whether it stands around a name at these offsets."""
        if self.after is not None and self.after.match(text, end):
            return True
        return self.before is not None and self.before.search(text, max(0, start - _BEFORE), start) is not None


class _Names(NamedTuple):
    """Which names of a class can be those of works, and the frames that say so."""

    cls: str
    like: re.Pattern[str]
    unless: re.Pattern[str]
    frames: tuple[_Frame, ...]


class _Policy(NamedTuple):
    names: tuple[_Names, ...]
    inside: _Frame
    later: re.Pattern[str]
    """What the next sentence says of works, by the last characters of their name."""


def recast(text: str, named: Iterable[tuple[Candidate, str]], clusters: Mapping[str, Cluster]) -> None:
    """Make projects of the clusters that the text tells of as works; `named` are mentions with the key of theirs."""
    fitting = {key: frames for key, one in clusters.items() if (frames := _frames(one))}
    if not fitting:
        return
    places: dict[str, list[Candidate]] = {}
    for candidate, key in named:
        if key in fitting:
            places.setdefault(key, []).append(candidate)
    for key, spans in places.items():
        if any(_policy().inside.around(text, c.start, c.end) for c in spans):
            continue
        if any(_told_later(text, c) or any(f.around(text, c.start, c.end) for f in fitting[key]) for c in spans):
            clusters[key].cls = _WORKS


def _told_later(text: str, name: Candidate) -> bool:
    """Return whether the next sentence says who builds what a name is called in short."""
    later = _policy().later.match(text, name.end)
    return later is not None and text.endswith(later["head"], name.start, name.end)


def _frames(cluster: Cluster) -> list[_Frame]:
    """Return the frames that make works of a cluster, by its class and name; none where it cannot be any."""
    return [
        frame
        for names in _policy().names
        if cluster.cls == names.cls and names.like.search(cluster.name) and not names.unless.search(cluster.name)
        for frame in names.frames
    ]


@cache
def _policy() -> _Policy:
    """Return the policy the package carries; raise RuleError where the file is wrong."""
    import yaml

    try:
        data = load_yaml(_FILE)
        frames = {name: _frame(row) for name, row in data["frames"].items()}
        rows = (
            _Names(
                row["class"],
                re.compile(row["like"]),
                re.compile(row.get("unless", "(?!)")),
                tuple(frames[name] for name in row["frames"]),
            )
            for row in data["names"]
        )
        return _Policy(tuple(rows), _frame(data["inside"]), re.compile(data["later"]))
    except (OSError, AttributeError, KeyError, TypeError, ValueError, re.error, yaml.YAMLError) as error:
        raise RuleError(f"{_FILE.name}: {' '.join(str(error).split())}") from error


def _frame(row: Mapping[str, str]) -> _Frame:
    """Return a frame of the file."""
    before, after = (re.compile(row[side]) if side in row else None for side in ("before", "after"))
    return _Frame(before, after)

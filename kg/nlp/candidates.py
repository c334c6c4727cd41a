"""What every source of names files: a span that may be a name, its class, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol, TypeVar


class Candidate(NamedTuple):
    """A span of a text that may be a name; offsets count the text's code points, the end exclusive."""

    start: int
    end: int
    cls: str
    source: str
    """Which component and pattern found it, e.g. ``shapes:firm.suffix``."""


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Spanned)


def longest(found: Iterable[_S]) -> list[_S]:
    """Return those of `found` that lie in no other one, in order; of two on one span the first."""
    kept: list[_S] = []
    for one in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return kept

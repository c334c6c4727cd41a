"""What every source of names files: a span that may be a name, its class, and who says so."""

from __future__ import annotations

from typing import NamedTuple


class Candidate(NamedTuple):
    """A span of a text that may be a name; offsets count the text's code points, the end exclusive."""

    start: int
    end: int
    cls: str
    source: str
    """Which component and pattern found it, e.g. ``shapes:firm.suffix``."""

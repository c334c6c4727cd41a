"""Lists of leaders: entries of a name with its posts, on one line or on two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.lexicon import rows
from kg.page.lines import Line


def begins_entry(lines: Sequence[Line], i: int) -> bool | None:
    """Return whether line `i` begins an entry, or stands behind one; False where it goes on with one, else None."""
    if _is_entry(lines[i]) or _is_headed(lines, i):
        return True
    if i and _is_headed(lines, i - 1):
        return False
    return True if i > 1 and _is_headed(lines, i - 2) else None


def _is_entry(line: Line) -> bool:
    """Return whether a line is a name with its posts, and no headline that ends with one: 专访：清江县县长."""
    if not line.entry:
        return False
    parts = [part for part in re.split("[\\s：:]+", line.text) if part]
    return any(is_name(name) for name in (parts[0], "".join(parts[:2]), parts[-1], "".join(parts[-2:])))


def _is_headed(lines: Sequence[Line], i: int) -> bool:
    """Return whether line `i` is a name with the posts of whoever has it on the next one."""
    if len(lines) <= i + 1 or (i and lines[i - 1].posts):
        return False
    return lines[i + 1].posts and is_name(lines[i].flat)


def is_name(text: str) -> bool:
    """Return whether a text has the build of a Chinese name: surname and one or two characters."""
    if not text.isalpha() or text.isascii():
        return False
    names = _surnames()
    return (text[0] in names and len(text) <= 3) or (text[:2] in names and len(text) >= 3)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row[0] for row in rows("surnames.txt"))

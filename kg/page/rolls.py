"""Lists of leaders, entries of a name with its posts on one line or on two, and rolls of names with a workplace."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.lexicon import load
from kg.page.lines import Line

_ROLL = re.compile(
    r"(?P<name>[一-鿿]\s{1,4}[一-鿿]|[一-鿿]{2,3})\s{1,8}[一-鿿]{2,24}(?:\s{1,8}[一-鿿]{2,8})?"
    "(?<=[师长员任生士记理工席事家警学校院局厂园所站村镇司])"
)

_LONGEST = 4
"""Characters of a Chinese name: a compound surname and two."""


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
    # Whether a line is short is told sooner than what it ends with.
    if len(lines) <= i + 1 or len(lines[i].flat) > _LONGEST or not is_name(lines[i].flat):
        return False
    return lines[i + 1].posts and not (i and lines[i - 1].posts)


def is_name(text: str) -> bool:
    """Return whether a text has the build of a Chinese name: surname and one or two characters."""
    if not text.isalpha() or text.isascii():
        return False
    lexicon = load()
    return (text[0] in lexicon.surnames and len(text) <= 3) or (
        text[:2] in lexicon.compound_surnames and 3 <= len(text) <= _LONGEST
    )


def roll_of(lines: Sequence[Line]) -> frozenset[int]:
    """Return where the lines of a roll begin, two or more of a name and where its bearer works: 李 明 清江小学教师."""
    told = ((line.start, _ROLL.fullmatch(line.text)) for line in lines)
    found = frozenset(at for at, line in told if line is not None and is_name("".join(line["name"].split())))
    return found if len(found) > 1 else frozenset()

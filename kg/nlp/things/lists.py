"""The word lists under ``kg/resources/things``: one entry a line, fields divided by tabs, comments after #."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.errors import RuleError
from kg.paths import RESOURCES

FOLDER = RESOURCES / "things"


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the entries of the list `name` in file order; raise RuleError if there is no such list."""
    return tuple(line.split("\t")[0] for line in _lines(name))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the entries of the list `name`."""
    return frozenset(words(name))


@cache
def marked(name: str) -> dict[str, str]:
    """Return each entry of the list `name` with its second field; raise RuleError where a line has none."""
    found = {}
    for line in _lines(name):
        word, tab, mark = line.partition("\t")
        if not tab:
            raise RuleError(f"{name}.txt: the line {line!r} has one field, not two; divide them by a tab")
        found[word] = mark
    return found


@cache
def with_mark(name: str, mark: str) -> tuple[str, ...]:
    """Return the entries of the list `name` whose second field is `mark`, in file order."""
    return tuple(word for word, found in marked(name).items() if found == mark)


def alternation(entries: Iterable[str]) -> str:
    """Return a regular expression for any of the entries, the longest first."""
    return "(?:" + "|".join(re.escape(entry) for entry in sorted(entries, key=lambda e: (-len(e), e))) + ")"


def _lines(name: str) -> list[str]:
    path = FOLDER / f"{name}.txt"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in FOLDER.glob("*.txt")))
        raise RuleError(f"no word list {name!r} under {FOLDER}; there are {known}")
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]

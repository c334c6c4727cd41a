"""The word lists under ``kg/resources/things``: one entry a line, fields divided by tabs, comments after #."""

from __future__ import annotations

from functools import cache

from kg.errors import RuleError
from kg.lexicon import rows
from kg.paths import RESOURCES

FOLDER = RESOURCES / "things"


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the entries of the list `name` in file order; raise RuleError if there is no such list."""
    return tuple(row[0] for row in rows(name, folder=FOLDER))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the entries of the list `name`."""
    return frozenset(words(name))


@cache
def marked(name: str) -> dict[str, str]:
    """Return each entry of the list `name` with its second field; raise RuleError where a line has none."""
    found = {}
    for row in rows(name, folder=FOLDER):
        if len(row) == 1:
            raise RuleError(f"{name}.txt: the line {row[0]!r} has one field, not two; divide them by a tab")
        found[row[0]] = row[1]
    return found


@cache
def with_mark(name: str, mark: str) -> tuple[str, ...]:
    """Return the entries of the list `name` whose second field is `mark`, in file order."""
    return tuple(word for word, found in marked(name).items() if found == mark)

"""The word lists of ``kg/resources/people``: posts, verbs of saying, bylines, counts of surnames and characters."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.errors import RuleError
from kg.lexicon import rows
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = RESOURCES / "people"
KIN = "kin"
"""The kind of a head that says whose relative somebody is: it helps to find his name and tells of no post."""
KINDS = ("official", "business", KIN, "other", "either")


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the list `name` of words.yml in its order; raise RuleError if it is unknown or holds no words."""
    found = _lists().get(name)
    if not isinstance(found, list) or not all(isinstance(word, str) and word for word in found):
        known = ", ".join(sorted(_lists()))
        raise RuleError(f"words.yml: {name!r} is no list of words; there are {known}")
    return tuple(found)


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the words of the list `name`."""
    return frozenset(words(name))


@cache
def heads() -> Mapping[str, str]:
    """Return the kind of each head of a title; raise RuleError for a kind that is none of `KINDS`."""
    found = dict(table("heads.tsv"))
    for head, kind in found.items():
        if kind not in KINDS:
            raise RuleError(f"heads.tsv: {head} is of the unknown kind {kind!r}; write one of {', '.join(KINDS)}")
    return MappingProxyType(found)


@cache
def counts(name: str) -> Mapping[str, int]:
    """Return a list of numbers by word; raise RuleError where a line has none."""
    try:
        return MappingProxyType({word: int(number) for word, number in table(name)})
    except ValueError as error:
        raise RuleError(f"{name}: {error}; every line is a word, a tab and a whole number") from error


def table(name: str) -> list[tuple[str, str]]:
    """Return the lines of a list of two fields; raise RuleError if a line has more or fewer."""
    return [(row[0], row[1]) for row in rows(name, fields=2, folder=FOLDER)]


@cache
def _lists() -> dict[str, object]:
    data = load_yaml(FOLDER / "words.yml")
    if not isinstance(data, dict):
        raise RuleError("words.yml: not a table of lists")
    return data

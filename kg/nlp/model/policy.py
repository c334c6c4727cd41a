"""Which of the words that the tagger takes for names are filed, and as what: ``kg/resources/model.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import RuleError, UnknownTerm
from kg.ontology import load_ontology
from kg.paths import RESOURCES

_FILE = RESOURCES / "model.yml"


@dataclass(frozen=True, slots=True)
class FirmPolicy:
    """When a name without a legal form is a firm's."""

    cls: str
    trades: tuple[str, ...]
    stops: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    unsure: tuple[str, ...]
    never: re.Pattern[str]
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class ModelPolicy:
    """The whole file."""

    heads: Mapping[str, str | None]
    """The class by the last words of a name; None for what is no name."""
    common: frozenset[str]
    shortest: int
    firm: FirmPolicy
    persons: Mapping[str, str]
    """The class of a person by the kind of the title before; others have `person`."""
    person: str
    longest_person: int
    complete: frozenset[str]
    containers: frozenset[str]

    def head_of(self, name: str) -> str:
        """Return the longest known last words of a name that leave something before them, or nothing."""
        return next((name[cut:] for cut in range(1, len(name)) if name[cut:] in self.heads), "")


@cache
def load_policy() -> ModelPolicy:
    """Return the policy the package carries; raise RuleError where the file is wrong."""
    import yaml

    try:
        return _policy(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError, re.error, yaml.YAMLError) as error:
        raise RuleError(f"{_FILE.name}: {' '.join(str(error).split())}") from error


def _policy(data: dict[str, Any]) -> ModelPolicy:
    heads: dict[str, str | None] = {}
    for row in data["heads"]:
        for word in (*row.get("words", ()), *_words(row.get("lists", ()))):
            heads.setdefault(word, _cls(row["class"]))
    heads |= dict.fromkeys(data["none"])
    firm, person, whole = data["firm"], data["person"], data["whole"]
    return ModelPolicy(
        heads=heads,
        common=frozenset(_words(data["common"])),
        shortest=int(data["shortest"]),
        firm=FirmPolicy(
            cls=_cls(firm["class"]),
            trades=tuple(word for word in _words(firm["trades"]) if len(word) > 1),
            stops=tuple(firm["stops"]),
            before=tuple(firm["before"]),
            after=tuple(firm["after"]),
            unsure=tuple(firm["unsure"]),
            never=re.compile(firm["never"]),
            shortest=int(firm["shortest"]),
            longest=int(firm["longest"]),
        ),
        persons={kind: _cls(cls) for kind, cls in person["classes"].items()},
        person=_cls(person["else"]),
        longest_person=int(person["longest"]),
        complete=frozenset(map(_cls, whole["complete"])),
        containers=frozenset(map(_cls, whole["containers"])),
    )


def _cls(name: str) -> str:
    known = load_ontology().concrete
    if name not in known:
        raise UnknownTerm(name, where=_FILE.name, known=known)
    return name


def _words(lists: Iterable[str]) -> list[str]:
    """Return the first fields of word lists under ``kg/resources/``."""
    return [
        line.split("\t")[0]
        for name in lists
        for line in (RESOURCES / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]

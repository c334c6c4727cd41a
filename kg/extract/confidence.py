"""How likely a statement is right: what was measured of its rule, less where an end of it had to be filled in.

``confidence.tsv`` holds the figures; `tests/score/calibrate.py` writes it, and ``docs/confidence.md`` tells how.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import RuleError
from kg.frames.reader import PREFIX
from kg.frames.relations import Relation
from kg.frames.rules import FOLDER, read_yaml
from kg.paths import RESOURCES
from kg.records import Mention

TABLE = RESOURCES / "confidence.tsv"
ANAPHOR, REMEMBERED = "anaphor", "remembered"
WEAKNESSES = (ANAPHOR, REMEMBERED)
"""What makes a statement less sure than its rule: 该公司 for a name; an end that its sentence leaves unsaid."""
COLUMNS = ("name", "judged", "right", "value")
_LEAST, _MOST = 0.01, 0.99


@dataclass(frozen=True, slots=True)
class Measured:
    """A row of the table."""

    judged: int
    """How many statements gold decides on; `right` is how many of them it has."""
    right: int
    value: float
    """Of a rule, its confidence; of a weakness, the factor by which it lowers the odds."""


@dataclass(frozen=True, slots=True)
class Table:
    """What was measured, by the id of the rule and by weakness."""

    rules: Mapping[str, Measured]
    weak: Mapping[str, Measured]


def confidence(relation: Relation, table: Table | None = None) -> float:
    """Return how likely a relation is right, from 0 to 1; a rule that was never measured has its own score.

    What the trained reader filed is as likely as the reader takes it.
    """
    if is_read(relation):
        return relation.score
    table = table or load_table()
    measured = table.rules.get(relation.rule)
    value = measured.value if measured is not None else relation.score
    return weakened(value, (table.weak[name].value for name in weaknesses(relation) if name in table.weak))


def weakened(value: float, factors: Iterable[float]) -> float:
    """Return a probability with its odds times each factor, to three digits, never quite 0 or 1."""
    value = min(max(value, _LEAST), _MOST)
    odds = value / (1 - value)
    for factor in factors:
        odds *= factor
    return round(min(max(odds / (1 + odds), _LEAST), _MOST), 3)


def weaknesses(relation: Relation) -> tuple[str, ...]:
    """Return which of `WEAKNESSES` a relation has."""
    if is_read(relation):
        return ()
    subject, obj = relation.subject, relation.object
    found = (ANAPHOR,) if is_anaphor(subject) or is_anaphor(obj) else ()
    return (*found, REMEMBERED) if is_remembered(subject, relation) or is_remembered(obj, relation) else found


def is_read(relation: Relation) -> bool:
    """Return whether the trained reader filed a relation, and no rule."""
    return relation.rule.startswith(PREFIX)


def is_anaphor(mention: Mention) -> bool:
    """Return whether a mention is a word such as 该公司 that stands for a name."""
    return mention.source in _anaphors()


def is_remembered(mention: Mention, relation: Relation) -> bool:
    """Return whether an end of a relation does not stand in the sentence that proves it."""
    return not relation.start <= mention.start < mention.end <= relation.end


@cache
def _anaphors() -> frozenset[str]:
    return frozenset(f"coref:{row['id']}" for row in read_yaml(FOLDER / "anaphora.yml"))


@cache
def load_table() -> Table:
    """Return what was measured, read once; raise RuleError in one line where the file is wrong."""
    return read_table(TABLE)


def read_table(path: Path) -> Table:
    """Return the table in a file: lines of name, judged, right, value; a name with ``*`` before it is a weakness."""
    rules: dict[str, Measured] = {}
    weak: dict[str, Measured] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise RuleError(f"{path.name}: cannot be read ({error.strerror or error})") from error
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        try:
            name, judged, right, value = line.split("\t")
            row = Measured(int(judged), int(right), float(value))
        except ValueError as error:
            raise RuleError(f"{path.name}, line {number}: wanted are {', '.join(COLUMNS)}, tabs between") from error
        (weak if name.startswith("*") else rules)[name.removeprefix("*")] = row
    return Table(rules, weak)

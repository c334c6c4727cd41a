"""What was measured of rules: how often the statements of each are right, and what makes one less sure than its rule.

``confidence.tsv`` and ``opinion.tsv`` hold the figures; `tests/score/calibrate.py` writes them, and
``docs/confidence.md`` tells how.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import exp, log
from pathlib import Path

from kg.errors import RuleError
from kg.frames.relations import PREFIX, Relation
from kg.frames.rules import FOLDER, read_yaml
from kg.paths import RESOURCES
from kg.records import Mention

TABLE, OPINIONS = RESOURCES / "confidence.tsv", RESOURCES / "opinion.tsv"
ANAPHOR, REMEMBERED = "anaphor", "remembered"
WEAKNESSES = (ANAPHOR, REMEMBERED)
"""What makes a statement less sure than its rule: 该公司 for a name; an end that its sentence leaves unsaid."""
COLUMNS = ("name", "judged", "right", "value")
OPINION_COLUMNS = ("name", "judged", "right", "start", "rule", "reader")
_LEAST, _MOST = 0.01, 0.99
_NOUGHT = 0.002


@dataclass(frozen=True, slots=True)
class Measured:
    """A row of the table."""

    judged: int
    """How many statements gold decides on; `right` is how many of them it has."""
    right: int
    value: float
    """Of a rule, its confidence; of a weakness, the factor by which it lowers the odds."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A row of the table of opinions: the logit is ``start`` with so much of the logits of rule and reader."""

    judged: int
    right: int
    start: float
    rule: float
    reader: float

    def value(self, rule: float, reader: float) -> float:
        """Return how likely a statement is right of which rule and reader think so much, to three digits."""
        total = self.start + self.rule * logit(rule) + self.reader * logit(reader)
        return weakened(1 / (1 + exp(-total)), ())


@dataclass(frozen=True, slots=True)
class Table:
    """What was measured, by the id of the rule and by weakness."""

    rules: Mapping[str, Measured]
    weak: Mapping[str, Measured]
    joint: Mapping[str, Joint] = field(default_factory=dict)
    """By the predicate of what a rule found and the reader looked at, by the id of a rule that has its own, and by the
    id of what the reader filed."""


def by_rule(rule: str, score: float, weak: Iterable[str], table: Table) -> float:
    """Return how likely what a rule found is right, whose author gave it a score, less its weaknesses."""
    measured = table.rules.get(rule)
    value = measured.value if measured is not None else score
    return value if rule.startswith(PREFIX) else weakened(value, (table.weak[n].value for n in weak if n in table.weak))


def logit(value: float) -> float:
    """Return the logarithm of the odds of a probability, which never counts as quite 0 or 1."""
    value = min(max(value, _NOUGHT), 1 - _NOUGHT)
    return log(value / (1 - value))


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


def read_table(path: Path) -> Table:
    """Return the table in a file: lines of name, judged, right, value; a name with ``*`` before it is a weakness."""
    rules: dict[str, Measured] = {}
    weak: dict[str, Measured] = {}
    for name, judged, right, (value,) in _rows(path, COLUMNS):
        (weak if name.startswith("*") else rules)[name.removeprefix("*")] = Measured(judged, right, value)
    return Table(rules, weak)


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, int, int, tuple[float, ...]]]:
    """Give the rows of a file: a name, two numbers and what else `columns` name; raise RuleError where it is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise RuleError(f"{path.name}: cannot be read ({error.strerror or error})") from error
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        try:
            name, judged, right, *values = (cell for _, cell in zip(columns, line.split("\t"), strict=True))
            yield name, int(judged), int(right), tuple(float(value) for value in values)
        except ValueError as error:
            raise RuleError(f"{path.name}, line {number}: wanted are {', '.join(columns)}, tabs between") from error


@cache
def load_table() -> Table:
    """Return what was measured, read once; raise RuleError in one line where the file is wrong."""
    return replace(read_table(TABLE), joint=read_opinions(OPINIONS))


def read_opinions(path: Path) -> dict[str, Joint]:
    """Return the table of opinions in a file: lines of name, judged, right, start, rule, reader."""
    return {name: Joint(judged, right, *values) for name, judged, right, values in _rows(path, OPINION_COLUMNS)}

"""What the trained reader reads and how sure it must be: ``kg/resources/reader.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from kg.errors import RuleError, UnknownTerm
from kg.frames.marks import VALUES
from kg.ontology import load_ontology
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml

_FILE = RESOURCES / "reader.yml"


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole file."""

    letters: Mapping[str, str]
    """How a kind of mention or value is written in features."""
    reach: Mapping[str, int]
    """For each predicate how many sentences may lie between its ends."""
    seen: float
    """So likely, from 0 to 1, the reader must take a relation for the weigher to look at it."""
    doubt: float
    """Less sure than this, from 0 to 1, what a rule or the reader found is left out."""
    unasked: frozenset[str]
    """The ids of rules of which the reader is not asked."""
    home: frozenset[str]
    """Predicates whose subject the division may be that an article writes about."""


@cache
def load_policy() -> Policy:
    """Return the policy the package carries; raise RuleError where the file is wrong."""
    try:
        data = load_yaml(_FILE)
        rows = data["predicates"]
        policy = Policy(
            dict(data["letters"]),
            {name: int(reach) for name, reach in rows.items()},
            float(data["seen"]),
            float(data["doubt"]),
            frozenset(data["unasked"]),
            frozenset(data["home"]),
        )
    except (OSError, KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise RuleError(f"{_FILE.name}: {' '.join(str(error).split())}") from error
    ontology = load_ontology()
    for name in (*policy.reach, *policy.home):
        if name not in ontology.predicates:
            raise UnknownTerm(name, where=_FILE.name, known=tuple(ontology.predicates))
    if set(policy.letters) != {*ontology.concrete, *VALUES} or len(set(policy.letters.values())) < len(policy.letters):
        raise RuleError(f"{_FILE.name}: letters are wanted for each class and kind of value, each another")
    return policy

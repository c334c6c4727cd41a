"""How identity is decided, as data: ``kg/resources/identity.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from kg import paths
from kg.errors import RuleError
from kg.plain_yaml import load_yaml

FILE = paths.RESOURCES / "identity.yml"


@dataclass(frozen=True, slots=True)
class Feature:
    """What speaks for two entities being one, or against it."""

    name: str
    weight: float
    says: str
    """A sentence for people; ``{a}``, ``{b}`` and ``{n}`` are filled in."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The file as it is asked."""

    tells: Mapping[str, re.Pattern[str]]
    """By class: what a name is like that says by itself which one is meant."""
    local: Mapping[str, re.Pattern[str]]
    """By class: what a name is like that every place has."""
    levels: Mapping[str, re.Pattern[str]]
    """By level of divisions: how a body of the page's own division begins."""
    placed: frozenset[str]
    organs: Mapping[str, tuple[str, ...]]
    """Words in the names of organs, each with its short ones, the usual one first."""
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    """How the full names of organs are built, with how papers build them."""
    goods: tuple[tuple[str, ...], ...]
    """Names of goods that mean the same; the first stands for all."""
    only: frozenset[str]
    plans: re.Pattern[str]
    rare: float
    common: float
    """Share of all people, below which a name is rare and above which it is common."""
    former: re.Pattern[str]
    zoned: re.Pattern[str]
    branch: re.Pattern[str]
    chief: re.Pattern[str]
    features: Mapping[str, Feature]
    merge: float
    propose: float


@cache
def policy() -> Policy:
    """Return the file, read once; raise `RuleError` in one line where it is wrong."""
    try:
        data = load_yaml(FILE)
        features = {
            name: Feature(name, float(row["weight"]), str(row["says"])) for name, row in data["features"].items()
        }
        return Policy(
            tells=_compiled(data["tells"]),
            local=_compiled(data["local"]),
            levels=_compiled(data["levels"]),
            placed=frozenset(data["placed"]),
            organs={long: tuple(shorts) for long, shorts in data["organs"].items()},
            rewrites=tuple((re.compile(row["full"]), str(row["usual"])) for row in data["rewrites"]),
            goods=tuple(map(tuple, data["goods"])),
            only=frozenset(data["only"]),
            plans=re.compile(data["plans"]),
            rare=float(data["names"]["rare"]) / float(data["names"]["of"]),
            common=float(data["names"]["common"]) / float(data["names"]["of"]),
            former=re.compile(data["former"]),
            zoned=re.compile(data["zoned"]),
            branch=re.compile(data["branch"]),
            chief=re.compile(data["chief"]),
            features=features,
            merge=float(data["thresholds"]["merge"]),
            propose=float(data["thresholds"]["propose"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise RuleError(f"{FILE.name}: {' '.join(str(error).split())}") from error


def _compiled(table: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in table.items()}

"""How papers word sums and the names of projects: what tells whether two sums are one (``resources/money.yml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import yaml

from kg.errors import RuleError
from kg.folding import fold
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml
from kg.values.capacities import find_capacities

FILE = RESOURCES / "money.yml"
_CLAUSE = re.compile("[，。；！？,;]")
_SENTENCE = re.compile("[。；！？;]")
_KEYS = frozenset({"each", "running", "statistic", "many", "phase", "capacity", "ends"})
_SHORTEST = 3
"""Characters that a name must have to be found again at the end of a longer one."""


@dataclass(frozen=True, slots=True)
class ProjectName:
    """The parts of a project's name: 年产2万吨硅碳负极材料项目二期 is 硅碳负极材料, phase 二, 2万吨."""

    core: str
    """What is left without phase, capacities and the words for a project; it may be empty."""
    phase: str
    sizes: frozenset[tuple[float | None, str]]
    """Capacities as value and unit."""
    many: bool
    """Whether it counts several projects."""


@cache
def words() -> dict[str, re.Pattern[str]]:
    """Return the patterns of ``money.yml`` by name; raises `RuleError` where the file is wrong."""
    try:
        data = load_yaml(FILE)
        patterns = {key: re.compile(pattern) for key, pattern in data.items()}
    except (yaml.YAMLError, AttributeError, TypeError, re.error) as error:
        raise RuleError(f"{FILE.name}: not a map of names to regular expressions ({error})") from error
    if patterns.keys() != _KEYS:
        raise RuleError(f"{FILE.name}: it has to give {', '.join(sorted(_KEYS))} and nothing else")
    return patterns


@cache
def project_name(name: str) -> ProjectName:
    """Return the parts of a project's name."""
    phase = words()["phase"].search(name)
    core = name[: phase.start()] + name[phase.end() :] if phase else name
    found = find_capacities(core)
    for capacity in reversed(found):
        before = words()["capacity"].sub("", core[: capacity.start])
        core = before + core[capacity.end :]
    core = fold(words()["ends"].sub("", core))
    sizes = frozenset((capacity.value, capacity.unit) for capacity in found)
    number = phase["number"].replace("首", "一") if phase else ""
    return ProjectName(core, number, sizes, words()["many"].search(name) is not None)


def one_name(one: ProjectName, other: ProjectName) -> bool:
    """Return whether two names may be those of one project, phases left aside: 单晶硅切片 ends with 硅切片."""
    if one.many or other.many or (one.sizes and other.sizes and one.sizes != other.sizes):
        return False
    long, short = sorted((one.core, other.core), key=len, reverse=True)
    return bool(short) and (long == short or (len(short) >= _SHORTEST and long.endswith(short)))


def says(word: str, quote: str, amount: str, *, sentence: bool = False) -> bool:
    """Return whether a word of ``money.yml`` stands before a sum in its clause, or anywhere before in its sentence."""
    end = quote.find(amount)
    before = quote[: end if end >= 0 else len(quote)]
    stop = _SENTENCE if sentence else _CLAUSE
    return words()[word].search(stop.split(before)[-1]) is not None

"""Which industry a product belongs to: words for goods, and divisions of GB/T 4754 (``resources/industries.yml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from kg.errors import RuleError
from kg.folding import fold
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml

FILE = RESOURCES / "industries.yml"


@dataclass(frozen=True, slots=True, order=True)
class Industry:
    """A division of GB/T 4754-2017."""

    code: str
    """Its two digits."""
    name: str
    examples: tuple[str, ...] = ()
    """Names of products that its words have to put here."""


@cache
def industries() -> dict[str, Industry]:
    """Return the industry of each word for goods; raises `RuleError` where the list is wrong."""
    try:
        data = load_yaml(FILE)
        rows = [(Industry(code, row["name"], tuple(row["examples"])), row["words"]) for code, row in data.items()]
        words = [(fold(word), industry) for industry, own in rows for word in own]
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise RuleError(f"{FILE.name}: each code has to give name, words and examples ({error})") from error
    known: dict[str, Industry] = {}
    for word, industry in words:
        if word in known:
            raise RuleError(f"{FILE.name}: {word} stands under {known[word].code} and {industry.code}; leave one")
        known[word] = industry
    return known


def industry_of(product: str) -> Industry | None:
    """Return the industry that the name of a product tells, by the word that ends last in it; None where none does."""
    name = fold(product)
    known = industries()
    # Shorter beginnings of the name come later: the first end that closes a word is the last in the name.
    for end in range(len(name), 0, -1):
        for start in range(end):
            if name[start:end] in known:
                return known[name[start:end]]
    return None

"""The word lists under ``kg/resources/bodies``: one entry a line, fields divided by tabs, comments after #."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.errors import RuleError
from kg.lexicon import rows
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml

FOLDER = RESOURCES / "bodies"


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of the list `name`; raise RuleError if there is no such list."""
    return frozenset(row[0] for row in rows(f"{name}.txt", folder=FOLDER))


@cache
def kinds(name: str) -> dict[str, str]:
    """Return each entry of the table `name` with its kind; raise RuleError where a line has no kind."""
    return {row[0]: row[1] for row in rows(f"{name}.tsv", fields=2, folder=FOLDER)}


@cache
def patterns(name: str) -> dict[str, Any]:
    """Return the mapping in ``NAME.yml``; raise RuleError if it cannot be read."""
    import yaml

    try:
        data = load_yaml(FOLDER / f"{name}.yml")
    except (OSError, yaml.YAMLError) as error:
        raise RuleError(f"{name}.yml: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise RuleError(f"{name}.yml holds no mapping")
    return data

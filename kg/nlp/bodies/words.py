"""The word lists under ``kg/resources/bodies``: one entry a line, fields divided by tabs, comments after #."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.errors import RuleError
from kg.paths import RESOURCES

FOLDER = RESOURCES / "bodies"


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of the list `name`; raise RuleError if there is no such list."""
    return frozenset(line.split("\t")[0] for line in _lines(f"{name}.txt"))


@cache
def kinds(name: str) -> dict[str, str]:
    """Return each entry of the table `name` with its kind; raise RuleError where a line has no kind."""
    found = {}
    for line in _lines(f"{name}.tsv"):
        word, tab, kind = line.partition("\t")
        if not tab:
            raise RuleError(f"{name}.tsv: the line {line!r} has one field, not two; divide them by a tab")
        found[word] = kind
    return found


@cache
def patterns(name: str) -> dict[str, Any]:
    """Return the mapping in ``NAME.yml``; raise RuleError if it cannot be read."""
    import yaml

    try:
        data = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise RuleError(f"{name}.yml: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise RuleError(f"{name}.yml holds no mapping")
    return data


def _lines(name: str) -> list[str]:
    path = FOLDER / name
    if not path.is_file():
        known = ", ".join(sorted(file.name for file in FOLDER.iterdir()))
        raise RuleError(f"no word list {name!r} under {FOLDER}; there are {known}")
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]

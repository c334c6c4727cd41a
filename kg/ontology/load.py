"""The files under ``schemas/``, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg import paths
from kg.errors import OntologyError, UnknownTerm
from kg.ontology.terms import ClassTerm, Ontology, PredicateTerm, QualifierTerm, StatusTerm

_COLOR = re.compile(r"#[0-9a-f]{6}")
_CLASS_KEYS = {"label", "parent", "abstract", "color", "shape", "aligned", "comment", "not"}
_PREDICATE_KEYS = {"label", "from", "to", "symmetric", "qualifiers", "color", "comment", "not"}


@cache
def load_ontology() -> Ontology:
    """Return the ontology in ``schemas/``, read once; raise OntologyError in one line where it is wrong."""
    return read_ontology(paths.schemas())


def read_ontology(folder: Path) -> Ontology:
    """Return the ontology of a folder; raise OntologyError in one line where it is wrong."""
    classes = {name: _class(name, row, where) for name, row, where in _terms(folder / "classes", _CLASS_KEYS)}
    predicates = {
        name: _predicate(name, row, where) for name, row, where in _terms(folder / "predicates", _PREDICATE_KEYS)
    }
    rest = _yaml(folder / "qualifiers.yml")
    try:
        qualifiers = {
            n: QualifierTerm(n, r["label"], r["type"], r.get("comment", "")) for n, r in rest["qualifiers"].items()
        }
        statuses = {n: StatusTerm(n, r["label"], r.get("comment", "")) for n, r in rest["statuses"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise OntologyError(f"qualifiers.yml: {error!r}; qualifiers and statuses with labels are wanted") from error
    ontology = Ontology(classes, predicates, qualifiers, statuses, {n: _ancestors(n, classes) for n in classes})
    for term in predicates.values():
        where = f"predicates/{term.name}.yml"
        _known((*term.domain, *term.range), classes, where)
        _known(term.qualifiers, qualifiers, where)
    return ontology


def _terms(folder: Path, keys: set[str]) -> Iterable[tuple[str, Mapping[str, Any], str]]:
    paths_found = sorted(folder.glob("*.yml"))
    if not paths_found:
        raise OntologyError(f"{folder}: no .yml file of terms here")
    for path in paths_found:
        where = f"{folder.name}/{path.name}"
        data = _yaml(path)
        if not isinstance(data, dict) or list(data) != [path.stem] or not isinstance(data[path.stem], dict):
            raise OntologyError(f"{where}: one term named {path.stem} is wanted, as in its file name")
        row = data[path.stem]
        if unknown := sorted(set(row) - keys):
            raise OntologyError(f"{where}: no key {unknown[0]!r}; there are {', '.join(sorted(keys))}")
        if not row.get("label") or not _COLOR.fullmatch(str(row.get("color"))):
            raise OntologyError(f"{where}: {path.stem} needs a label and a color as #rrggbb")
        yield path.stem, row, where


def _class(name: str, row: Mapping[str, Any], where: str) -> ClassTerm:
    if not row.get("shape"):
        raise OntologyError(f"{where}: {name} needs a shape")
    aligned = tuple(map(str, row.get("aligned", ())))
    return ClassTerm(
        name, row["label"], row.get("parent"), bool(row.get("abstract", False)), row["color"], row["shape"], aligned,
        row.get("comment", ""), row.get("not", ""),
    )  # fmt: skip


def _predicate(name: str, row: Mapping[str, Any], where: str) -> PredicateTerm:
    if not row.get("from") or not row.get("to"):
        raise OntologyError(f"{where}: {name} needs from and to")
    return PredicateTerm(
        name, row["label"], tuple(row["from"]), tuple(row["to"]), bool(row.get("symmetric", False)),
        tuple(row.get("qualifiers", ())), row["color"], row.get("comment", ""), row.get("not", ""),
    )  # fmt: skip


def _ancestors(name: str, classes: Mapping[str, ClassTerm]) -> frozenset[str]:
    """Return a class and all above it."""
    line: list[str] = []
    at: str | None = name
    while at is not None:
        if at in line:
            raise OntologyError(f"classes/{name}.yml: {name} descends from itself; change a parent")
        _known([at], classes, f"classes/{line[-1] if line else name}.yml")
        line.append(at)
        at = classes[at].parent
    return frozenset(line)


def _known(names: Iterable[str], known: Mapping[str, object], where: str) -> None:
    for name in names:
        if name not in known:
            raise UnknownTerm(name, where=where, known=known)


def _yaml(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OntologyError(f"{path.name}: not YAML that can be read ({' '.join(str(error).split())})") from error

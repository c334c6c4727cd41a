"""The files under ``schemas/``, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from kg import paths
from kg.errors import OntologyError, UnknownTerm
from kg.ontology import rows
from kg.ontology.terms import ENTITY, ClassTerm, Ontology
from kg.plain_yaml import load_yaml

T = TypeVar("T")
_LISTS = {"qualifiers.yml": ("qualifiers", "statuses"), "records.yml": ("nodes", "properties")}


@cache
def load_ontology() -> Ontology:
    """Return the ontology in ``schemas/``, read once; raise OntologyError in one line where it is wrong."""
    return read_ontology(paths.schemas())


def read_ontology(folder: Path) -> Ontology:
    """Return the ontology of a folder; raise OntologyError in one line where it is wrong."""
    classes = _folder(folder / "classes", rows.class_term)
    predicates = _folder(folder / "predicates", rows.predicate_term)
    lists = {part: table for name in _LISTS for part, table in _parts(folder / name).items()}
    qualifiers = _listed(lists["qualifiers"], "qualifiers.yml", rows.qualifier_term)
    statuses = _listed(lists["statuses"], "qualifiers.yml", rows.status_term)
    nodes = _listed(lists["nodes"], "records.yml", rows.node_term)
    properties = _listed(lists["properties"], "records.yml", rows.property_term)
    ancestors = {name: _ancestors(name, classes) for name in classes}
    ontology = Ontology(classes, predicates, qualifiers, statuses, ancestors, nodes, properties)
    _check_names(ontology)
    _check_predicates(ontology)
    _check_records(ontology)
    return ontology


def _folder(folder: Path, term: Callable[[str, Mapping[str, Any], str], T]) -> dict[str, T]:
    """Return the terms of a folder with one file a term."""
    found = sorted(folder.glob("*.yml"))
    if not found:
        raise OntologyError(f"{folder}: no .yml file of terms here")
    terms: dict[str, T] = {}
    for path in found:
        where, data = f"{folder.name}/{path.name}", _yaml(path)
        if not isinstance(data, dict) or list(data) != [path.stem] or not isinstance(data[path.stem], dict):
            raise OntologyError(f"{where}: one term named {path.stem} is wanted, as in its file name")
        terms[path.stem] = term(path.stem, data[path.stem], where)
    return terms


def _parts(path: Path) -> dict[str, Any]:
    """Return the lists of a file that holds several terms."""
    data, wanted = _yaml(path), _LISTS[path.name]
    if not isinstance(data, dict) or sorted(data) != sorted(wanted):
        raise OntologyError(f"{path.name}: {' and '.join(wanted)} are wanted, and nothing else")
    return data


def _listed(table: Any, where: str, term: Callable[[str, Mapping[str, Any], str], T]) -> dict[str, T]:
    if not isinstance(table, dict):
        raise OntologyError(f"{where}: terms by name are wanted, not {table!r}")
    for name, row in table.items():
        if not isinstance(name, str) or not isinstance(row, dict):
            raise OntologyError(f"{where}: {name} needs a label and more, as its neighbours have")
    return {name: term(name, row, where) for name, row in table.items()}


def _check_names(ontology: Ontology) -> None:
    """Raise OntologyError where two terms would have the same IRI."""
    seen = {ENTITY: "records.yml"}
    for where, terms in (
        ("classes/{}.yml", ontology.classes),
        ("predicates/{}.yml", ontology.predicates),
        ("qualifiers.yml", ontology.qualifiers),
        ("qualifiers.yml", ontology.statuses),
        ("records.yml", ontology.nodes),
        ("records.yml", ontology.properties),
    ):
        for name in terms:
            if name in seen:
                raise OntologyError(
                    f"{where.format(name)}: {name} is a term of {seen[name]} too; rename one of the two"
                )
            seen[name] = where.format(name)


def _check_predicates(ontology: Ontology) -> None:
    for term in ontology.predicates.values():
        where = f"predicates/{term.name}.yml"
        _known((*term.domain, *term.range), ontology.classes, where)
        _known(term.qualifiers, ontology.qualifiers, where)
        if term.symmetric and set(term.domain) != set(term.range):
            raise OntologyError(f"{where}: {term.name} is symmetric, so from and to must be the same")


def _check_records(ontology: Ontology) -> None:
    """Raise OntologyError where a property is of no node, has no type, or exceeds one that is not there."""
    owners = {ENTITY, *ontology.nodes}
    for term in ontology.properties.values():
        where = f"records.yml: {term.name}"
        _known(term.of, owners, where)
        _known([term.type], {*rows.TYPES, *owners, "name", "status", "predicate", "class"}, where)
        _known([term.upto] if term.upto else [], ontology.properties, where)
        _known([term.beside] if term.beside else [], ontology.qualifiers, where)
    for qualifier in ontology.qualifiers.values():
        _known([qualifier.type], rows.TYPES, f"qualifiers.yml: {qualifier.name}")


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


def _known(names: Iterable[str], known: Iterable[str], where: str) -> None:
    for name in names:
        if name not in known:
            raise UnknownTerm(name, where=where, known=known)


def _yaml(path: Path) -> Any:
    try:
        return load_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        where = path.name if path.parent.name not in {"classes", "predicates"} else f"{path.parent.name}/{path.name}"
        raise OntologyError(f"{where}: not YAML that can be read ({' '.join(str(error).split())})") from error

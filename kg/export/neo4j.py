"""A property graph for Neo4j: two files for ``neo4j-admin database import``, and Cypher that loads the same files."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.export.rows import QUALIFIERS, edges, label_of, number, plain, qualifiers
from kg.graph.terms import Names
from kg.ontology import load_ontology
from kg.ontology.terms import ENTITY
from kg.records import Entity, Readable

NODES, RELATIONSHIPS, SCRIPT = "nodes.csv", "relationships.csv", "load.cypher"
_TYPES = {str: "string", float: "double", int: "long"}
_LISTS = ("aliases", "misprints")
_NODE = ("id:ID", ":LABEL", "name:string", "aliases:string[]", "misprints:string[]", "code:string", "iri:string")
_ABOUT: Mapping[str, type] = {"id": str, "label": str, **QUALIFIERS, "iri": str}
_RELATIONSHIP = (":START_ID", ":END_ID", ":TYPE", *(f"{name}:{_TYPES[held]}" for name, held in _ABOUT.items()))
_CONVERTED = {"long": "toInteger", "double": "toFloat"}
_BATCH = 10_000
_SIGNS = str.maketrans({"\n": " ", "\\": "＼"})
"""A break would want --multiline-fields; a backslash escapes the quotation mark after it when Cypher reads a file."""
_WORD = re.compile(r"\w+", re.ASCII)


def write_neo4j(dataset: Readable, folder: Path, base: str) -> None:
    """Write ``nodes.csv``, ``relationships.csv`` and ``load.cypher`` into `folder`.

    Headers are those of the Neo4j Operations Manual, "CSV header format"; the script is Cypher 5.23 or newer.
    """
    names = Names(base)
    labels: set[tuple[str, ...]] = set()
    predicates: set[str] = set()
    _write(folder / NODES, _NODE, _nodes(dataset, names, labels))
    _write(folder / RELATIONSHIPS, _RELATIONSHIP, _relationships(dataset, names, predicates))
    script = _script(sorted(labels), sorted(predicates))
    (folder / SCRIPT).write_text(script, encoding="utf-8", newline="\n")


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> None:
    """Write a file in which what is missing is empty, which is no value to Neo4j."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([_field(value) for value in row] for row in rows)


def _field(value: str | float | None) -> str:
    if value is None:
        return ""
    return plain(value).translate(_SIGNS) if isinstance(value, str) else number(value)


def _list(values: Sequence[str]) -> str:
    """Return values as an array: the sign that divides them becomes full-width inside one."""
    return ";".join(value.replace(";", "；") for value in values)


def _labels(entity: Entity) -> tuple[str, ...]:
    """Return the class of an entity, the classes above it, and the label that all nodes have."""
    classes, found = load_ontology().classes, [entity.cls]
    while found[-1] in classes and (parent := classes[found[-1]].parent):
        found.append(parent)
    return (*found, ENTITY)


def _nodes(dataset: Readable, names: Names, seen: set[tuple[str, ...]]) -> Iterator[Sequence[str | None]]:
    """Give the rows of nodes, and note the labels that they have."""
    for e in dataset.entities:
        seen.add(labels := _labels(e))
        lists = _list(e.aliases), _list(e.hidden)
        yield e.id, ";".join(labels), e.name, *lists, e.code, names.entity(e.id).value


def _relationships(dataset: Readable, names: Names, seen: set[str]) -> Iterator[Sequence[str | float | None]]:
    """Give the rows of relationships, and note the types that they have."""
    for _, s, _, _ in edges(dataset):
        seen.add(s.predicate)
        about = s.id, label_of(s.predicate), *qualifiers(s).values(), names.statement(s.id).value
        yield s.subject, s.object, s.predicate, *about


def _script(labels: Iterable[Sequence[str]], predicates: Sequence[str]) -> str:
    """Return the Cypher that makes constraints and loads both files; running it again changes nothing."""
    parts = [
        f"// Put {NODES} and {RELATIONSHIPS} into the import folder of the server, then run: cypher-shell -f {SCRIPT}",
        "// For Neo4j 5.23 or newer. Running it again changes nothing.",
        f"CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:{ENTITY}) REQUIRE n.id IS UNIQUE;",
        f"CREATE INDEX entity_name IF NOT EXISTS FOR (n:{ENTITY}) ON (n.name);",
    ]
    parts += [
        f"CREATE CONSTRAINT {_safe(p)}_id IF NOT EXISTS FOR ()-[r:{_quoted(p)}]-() REQUIRE r.id IS UNIQUE;"
        for p in predicates
    ]
    parts += [_load_nodes(kind) for kind in labels]
    parts += [_load_relationships(predicate) for predicate in predicates]
    return "\n".join(parts) + "\n"


def _load_nodes(labels: Sequence[str]) -> str:
    """Return the statement for the nodes with these labels; labels in older Cypher are no values of a row."""
    added = "".join(f":{_quoted(label)}" for label in labels[:-1])
    return (
        f"LOAD CSV WITH HEADERS FROM 'file:///{NODES}' AS row\n"
        f"WITH row WHERE row.`:LABEL` = {_string(';'.join(labels))}\n"
        "CALL (row) {\n"
        f"  MERGE (n:{ENTITY} {{id: row.`id:ID`}})\n"
        f"  SET n{added}, {_set('n', _NODE[2:])}\n"
        f"}} IN TRANSACTIONS OF {_BATCH} ROWS;"
    )


def _load_relationships(predicate: str) -> str:
    return (
        f"LOAD CSV WITH HEADERS FROM 'file:///{RELATIONSHIPS}' AS row\n"
        f"WITH row WHERE row.`:TYPE` = {_string(predicate)}\n"
        "CALL (row) {\n"
        f"  MATCH (a:{ENTITY} {{id: row.`:START_ID`}})\n"
        f"  MATCH (b:{ENTITY} {{id: row.`:END_ID`}})\n"
        f"  MERGE (a)-[r:{_quoted(predicate)} {{id: row.`id:string`}}]->(b)\n"
        f"  SET {_set('r', _RELATIONSHIP[4:])}\n"
        f"}} IN TRANSACTIONS OF {_BATCH} ROWS;"
    )


def _set(variable: str, columns: Sequence[str]) -> str:
    """Return the assignments of properties from the columns of a row, each in its type."""
    made = []
    for column in columns:
        name, _, kind = column.partition(":")
        value = f"row.`{column}`"
        if kind.endswith("[]"):
            value = f"split({value}, ';')"
        elif kind in _CONVERTED:
            value = f"{_CONVERTED[kind]}({value})"
        made.append(f"{variable}.{name} = {value}")
    return ", ".join(made)


def _quoted(name: str) -> str:
    return name if _WORD.fullmatch(name) else "`" + name.replace("`", "``") + "`"


def _string(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _safe(name: str) -> str:
    return re.sub(r"\W", "_", name, flags=re.ASCII)

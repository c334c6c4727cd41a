"""The files for Neo4j, read by the grammar of its import and loaded by another property graph; and the script."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import ladybug
import pytest

from kg.export.neo4j import write_neo4j
from kg.export.rows import plain
from kg.graph.terms import BASE
from tests.export.hostile import hostile_dataset
from tests.graph.gold import gold_dataset

DATASETS = {"gold": gold_dataset, "hostile": hostile_dataset}
FIELD = re.compile(r"(?P<name>\w*):(?P<kind>ID|LABEL|START_ID|END_ID|TYPE|(?:string|long|double)(?:\[\])?)", re.ASCII)
READ = {"long": int, "double": float}


def read(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file, as ``neo4j-admin database import`` reads it: a header of NAME:TYPE, empty is none."""
    text = path.read_text(encoding="utf-8")
    assert "\\" not in text
    header, *rows = csv.reader(io.StringIO(text))
    assert len(rows) == text.count("\n") - 1, "a field with a line break wants --multiline-fields"
    fields = [match for name in header if (match := FIELD.fullmatch(name))]
    assert len(fields) == len(header)
    return [{(f["name"] or f["kind"]): value(f["kind"], v) for f, v in zip(fields, row, strict=True)} for row in rows]


def value(kind: str, text: str) -> Any:
    if kind.endswith("[]") or kind == "LABEL":
        return text.split(";") if text else []
    return READ.get(kind, str)(text) if text else None


def shown(text: str) -> str:
    """Return a text as Neo4j gets it."""
    return plain(text).replace("\n", " ").replace("\\", "＼")


@pytest.mark.parametrize("name", DATASETS)
def test_every_entity_is_a_node_and_every_statement_a_relationship(name: str, tmp_path: Path) -> None:
    dataset = DATASETS[name]()
    write_neo4j(dataset, tmp_path, BASE)
    nodes = {row["id"]: row for row in read(tmp_path / "nodes.csv")}
    assert set(nodes) == {e.id for e in dataset.entities}
    for e in dataset.entities:
        assert nodes[e.id]["name"] == shown(e.name)
        assert nodes[e.id]["LABEL"][0] == e.cls
        assert nodes[e.id]["LABEL"][-1] == "Entity"
        assert nodes[e.id]["aliases"] == [shown(alias).replace(";", "；") for alias in e.aliases]
    relationships = {row["id"]: row for row in read(tmp_path / "relationships.csv")}
    assert set(relationships) == {s.id for s in dataset.statements}
    for s in dataset.statements:
        row = relationships[s.id]
        assert (row["START_ID"], row["TYPE"], row["END_ID"]) == (s.subject, s.predicate, s.object)
        assert (row["status"], row["confidence"], row["quoteEnd"]) == (s.status, s.confidence, s.quote_end)
        assert row["quote"] == shown(s.quote)
        assert row["amountValue"] == (s.amount_value and pytest.approx(s.amount_value))


STORED = {"long": "INT64", "double": "DOUBLE"}


def loaded(folder: Path) -> ladybug.Connection:
    """Return an embedded property graph that has read both files, its columns named and typed as the headers say."""
    graph = ladybug.Connection(ladybug.Database(str(folder / "graph")))
    for table, name, ends in (("NODE", "nodes", ""), ("REL", "relationships", "FROM nodes TO nodes, ")):
        fields = FIELD.finditer((folder / f"{name}.csv").read_text(encoding="utf-8").partition("\n")[0])
        columns = [f"{f['name'] or f['kind']} {STORED.get(f['kind'], 'STRING')}" for f in fields if "_ID" not in f[0]]
        key = ", PRIMARY KEY (id)" if table == "NODE" else ""
        graph.execute(f"CREATE {table} TABLE {name} ({ends}{', '.join(columns)}{key})")
        graph.execute(f"COPY {name} FROM '{folder / name}.csv' (header=true, auto_detect=false, escape='\"')")
    return graph


@pytest.mark.parametrize("name", DATASETS)
def test_a_property_graph_loads_both_files_and_answers_cypher(name: str, tmp_path: Path) -> None:
    dataset = DATASETS[name]()
    write_neo4j(dataset, tmp_path, BASE)
    graph = loaded(tmp_path)

    def ask(query: str) -> list[Any]:
        return list(graph.execute(query).rows_as_dict())  # type: ignore[union-attr]

    assert ask("MATCH (n:nodes) RETURN count(*) AS many") == [{"many": len(dataset.entities)}]
    assert ask("MATCH ()-[r:relationships]->() RETURN count(*) AS many") == [{"many": len(dataset.statements)}]
    of_type = ask("MATCH ()-[r:relationships]->() RETURN r.TYPE AS type, count(*) AS many")
    assert {row["type"]: row["many"] for row in of_type} == Counter(s.predicate for s in dataset.statements)
    firms = "MATCH (n:nodes) WHERE list_contains(string_split(n.LABEL, ';'), 'Firm') RETURN n.id AS id"
    assert {row["id"] for row in ask(firms)} == {e.id for e in dataset.entities if e.cls == "Firm"}
    nodes = {row["n"]["id"]: row["n"] for row in ask("MATCH (n:nodes) RETURN n")}
    for node in read(tmp_path / "nodes.csv"):
        for field, expected in node.items():
            told = nodes[node["id"]][field]
            assert (told.split(";") if told else []) == expected if isinstance(expected, list) else told == expected
    ways = ask("MATCH (a:nodes)-[r:relationships]->(b:nodes) RETURN a.id AS START_ID, b.id AS END_ID, r")
    found = {way["r"]["id"]: {**way["r"], **way} for way in ways}
    for row in read(tmp_path / "relationships.csv"):
        assert {field: found[row["id"]][field] for field in row} == row
    graph.close()


def test_the_classes_above_are_labels_too(tmp_path: Path) -> None:
    write_neo4j(gold_dataset(), tmp_path, BASE)
    labels = {row["LABEL"][0]: row["LABEL"] for row in read(tmp_path / "nodes.csv")}
    assert labels["Official"] == ["Official", "Person", "Agent", "Entity"]


def test_the_script_loads_every_column_label_and_type(tmp_path: Path) -> None:
    write_neo4j(gold_dataset(), tmp_path, BASE)
    script = (tmp_path / "load.cypher").read_text(encoding="utf-8")
    commands = [part.strip() for part in re.sub(r"(?m)^//.*\n", "", script).split(";\n") if part.strip()]
    for name, kind in (("nodes.csv", "LABEL"), ("relationships.csv", "TYPE")):
        header = (tmp_path / name).read_text(encoding="utf-8").partition("\n")[0].split(",")
        loads = [command for command in commands if f"file:///{name}" in command]
        for command in loads:
            assert set(re.findall(r"row\.`([^`]+)`", command)) == set(header)
            assert re.search(r"CALL \(row\) \{.*\} IN TRANSACTIONS OF \d+ ROWS", command, re.DOTALL)
        rows = read(tmp_path / name)
        told = {";".join(row[kind]) if kind == "LABEL" else row[kind] for row in rows}
        assert {re.findall(rf"row\.`:{kind}` = '([^']+)'", command)[0] for command in loads} == told
    assert "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE" in commands
    assert all(command.startswith(("CREATE CONSTRAINT", "CREATE INDEX", "LOAD CSV")) for command in commands)

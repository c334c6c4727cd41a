"""The files for Neo4j, read by the grammar of its import: headers, types, ends of relationships; and the script."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

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

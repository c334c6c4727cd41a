"""FollowTheMoney: the model itself takes every entity, and no plan becomes a fact."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.errors import RuleError
from kg.export import ftm
from kg.export.ftm import model, write_ftm
from kg.graph.terms import BASE
from kg.ontology import load_ontology
from kg.records import Dataset
from tests.export.hostile import hostile_dataset
from tests.graph.gold import gold_dataset

DATASETS = {"gold": gold_dataset, "hostile": hostile_dataset}


def rows(dataset: Dataset) -> list[dict[str, Any]]:
    stream = io.BytesIO()
    write_ftm(dataset, stream, BASE)
    return [json.loads(line) for line in stream.getvalue().decode().splitlines()]


@pytest.mark.parametrize("name", DATASETS)
def test_the_model_takes_every_entity(name: str) -> None:
    followthemoney = pytest.importorskip("followthemoney", exc_type=ImportError)
    found = rows(DATASETS[name]())
    schemata = {row["id"]: followthemoney.model.get(row["schema"]) for row in found}
    assert len(schemata) == len(found)
    for row in found:
        proxy = followthemoney.model.get_proxy(row)
        schema = proxy.schema
        assert set(row["properties"]) <= set(schema.properties)
        assert set(schema.required) <= set(row["properties"])
        assert proxy.to_dict()["properties"] == row["properties"]
        schema.validate(row)
        for prop, values in row["properties"].items():
            kind = schema.get(prop)
            assert all(len(value) <= kind.max_length for value in values)
            if kind.type.name == "entity":
                assert all(schemata[value].is_a(kind.range) for value in values)


@pytest.mark.parametrize("name", DATASETS)
def test_every_entity_and_statement_is_there_once(name: str) -> None:
    dataset = DATASETS[name]()
    found = rows(dataset)
    assert {row["id"] for row in found if row["id"].startswith("kg-")} == {f"kg-{e.id}" for e in dataset.entities}
    records = Counter(record for row in found for record in row["properties"].get("recordId", ()))
    assert records == Counter(s.id for s in dataset.statements)
    assert sum(row["id"].startswith("doc-") for row in found) == len(dataset.documents)


@pytest.mark.parametrize("name", DATASETS)
def test_what_is_not_asserted_is_an_unknown_link_that_says_so(name: str) -> None:
    dataset = DATASETS[name]()
    links = {row["properties"]["recordId"][0]: row for row in rows(dataset) if "recordId" in row["properties"]}
    others = [s for s in dataset.statements if s.status != "Asserted"]
    assert others
    for s in others:
        assert links[s.id]["schema"] == "UnknownLink"
        assert links[s.id]["properties"]["role"] == [f"{s.predicate} ({s.status})"]


def test_posts_employments_and_parts_in_projects() -> None:
    found = rows(gold_dataset())
    kinds = Counter(row["schema"] for row in found)
    assert {"Occupancy", "Position", "Employment", "ProjectParticipant", "UnknownLink"} <= set(kinds)
    occupancy = next(row for row in found if row["schema"] == "Occupancy")
    by_id = {row["id"]: row for row in found}
    post = by_id[occupancy["properties"]["post"][0]]
    assert post["schema"] == "Position"
    assert by_id[occupancy["properties"]["holder"][0]]["schema"] == "Person"
    assert by_id[occupancy["properties"]["proof"][0]]["properties"]["bodyText"]
    assert occupancy["properties"]["description"]


def test_every_class_has_a_schema() -> None:
    assert set(model().classes) == set(load_ontology().concrete)
    assert {name for link in model().links for name in link.predicates} <= set(load_ontology().predicates)


def test_a_file_that_is_wrong_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ftm.yml").write_text("classes: {}", encoding="utf-8")
    monkeypatch.setattr(ftm, "FILE", tmp_path / "ftm.yml")
    model.cache_clear()
    try:
        with pytest.raises(RuleError, match=r"ftm\.yml: not as it should be"):
            model()
    finally:
        model.cache_clear()

"""Web Annotations: what the model requires is there, and each quote is found on its page."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.export.annotations import write_annotations
from kg.graph.terms import BASE, RDF
from kg.records import Dataset
from tests.export.hostile import hostile_dataset
from tests.graph.gold import gold_dataset

DATASETS = {"gold": gold_dataset, "hostile": hostile_dataset}
OA = "http://www.w3.org/ns/oa#"
MODEL = "http://www.w3.org/ns/anno.jsonld"
TERMS = {
    "id": "@id",
    "type": "@type",
    "rdf": RDF,
    "oa": OA,
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector")},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "describing": "oa:describing",
    **{name: {"@id": f"oa:{name}"} for name in ("exact", "prefix", "suffix", "start", "end")},
    "value": f"{RDF}value",
}
"""What the context of the model says of the terms that are used here; the network is not asked for it."""


def annotations(dataset: Dataset) -> list[dict[str, Any]]:
    stream = io.BytesIO()
    write_annotations(dataset, stream, BASE)
    return [json.loads(line) for line in stream.getvalue().decode().splitlines()]


@pytest.mark.parametrize("name", DATASETS)
def test_every_statement_has_an_annotation_with_what_the_model_requires(name: str) -> None:
    dataset = DATASETS[name]()
    found = annotations(dataset)
    assert [one["body"][0]["id"] for one in found] == [f"{BASE}st/{s.id}" for s in dataset.statements]
    for one in found:
        assert one["@context"][0] == MODEL
        assert (one["type"], one["motivation"]) == ("Annotation", "describing")
        assert one["id"].startswith(BASE)
        assert one["target"]["source"].startswith(f"{BASE}doc/")
        assert one["body"][1]["type"] == "TextualBody"
        assert one["target"]["selector"][0]["type"] == "TextQuoteSelector"


@pytest.mark.parametrize("name", DATASETS)
def test_both_selectors_find_the_quote(name: str) -> None:
    dataset = DATASETS[name]()
    pages = {s.id: d.text for d in dataset.documents for s in d.statements}
    placed = 0
    for one in annotations(dataset):
        text = (
            pages[one["body"][0]["id"].rpartition("/")[2]].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
        quote, *position = one["target"]["selector"]
        if position:
            placed += 1
            start, end = position[0]["start"], position[0]["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote.get("prefix", ""))
            assert text[end:].startswith(quote.get("suffix", ""))
    assert placed > len(dataset.statements) / 2


def test_it_is_json_ld_in_the_terms_of_the_model() -> None:
    first = next(one for one in annotations(gold_dataset()) if len(one["target"]["selector"]) == 2)
    first["@context"][0] = TERMS
    triples = {q.triple for q in parse(json.dumps(first), format=RdfFormat.JSON_LD)}
    found: dict[tuple[Any, str], set[Any]] = {}
    for t in triples:
        found.setdefault((t.subject, t.predicate.value), set()).add(t.object)
    annotation, statement = NamedNode(first["id"]), NamedNode(first["body"][0]["id"])
    assert found[annotation, f"{RDF}type"] == {NamedNode(f"{OA}Annotation")}
    assert found[annotation, f"{OA}motivatedBy"] == {NamedNode(f"{OA}describing")}
    assert statement in found[annotation, f"{OA}hasBody"]
    assert found[statement, f"{RDF}type"] == {NamedNode(f"{RDF}Statement")}
    assert len(found[statement, f"{RDF}subject"]) == 1
    (target,) = found[annotation, f"{OA}hasTarget"]
    kinds = {kind for selector in found[target, f"{OA}hasSelector"] for kind in found[selector, f"{RDF}type"]}
    assert kinds == {NamedNode(f"{OA}TextQuoteSelector"), NamedNode(f"{OA}TextPositionSelector")}

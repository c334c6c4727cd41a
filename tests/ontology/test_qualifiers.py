"""Qualifiers in SHACL and JSON Schema: only where a predicate takes them, dates that there are, numbers with text."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from jsonschema import Draft202012Validator
from pyshacl import validate
from rdflib import SH, Graph

from kg.graph import vocabulary
from kg.graph.terms import BASE
from kg.ontology import load_ontology

Messages = Callable[[str, str], list[str]]
ROW = {
    "id": "0a", "doc": "page.txt", "subject": "0b", "object": "0c", "status": "Asserted", "confidence": 0.8,
    "rule": "test.rule", "quote": "甲到乙调研。", "quote_start": 0, "quote_end": 6, "article": 0,
}  # fmt: skip
VALUES = {"title": "书记", "amount": "5亿元", "capacity": "3万套"}
PAIRS = [(q, p) for q in VALUES for p in load_ontology().predicates]


@pytest.fixture(scope="module")
def messages() -> Messages:
    """Validate a statement of a predicate that has some more; return what is said about that, not what it lacks."""
    shapes = Graph().parse(data=vocabulary.shapes(), format="turtle")

    def check(predicate: str, more: str) -> list[str]:
        head = f"@prefix kg: <{BASE}ns#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ."
        xsd = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
        text = f"{head} {xsd} <{BASE}st/1> a rdf:Statement ; rdf:predicate kg:{predicate} ; {more} ."
        _, report, _ = validate(Graph().parse(data=text, format="turtle"), shacl_graph=shapes)
        said = sorted(str(message) for message in report.objects(None, SH.resultMessage))
        return [message for message in said if "has exactly one" not in message]

    return check


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(vocabulary.generate()[vocabulary.ROWS]))


@pytest.mark.parametrize(("qualifier", "predicate"), PAIRS)
def test_a_row_has_a_qualifier_only_where_its_predicate_takes_it(
    qualifier: str, predicate: str, schema: Draft202012Validator
) -> None:
    row = {"statement": ROW | {"predicate": predicate, qualifier: VALUES[qualifier]}}
    assert schema.is_valid(row) == (qualifier in load_ontology().predicates[predicate].qualifiers)


@pytest.mark.parametrize(
    ("predicate", "more", "said"),
    [
        ("holdsPost", 'kg:title "书记"@zh', []),
        ("visited", 'kg:title "书记"@zh', ["Only holdsPost has a title (职务)."]),
        ("investedIn", 'kg:amount "5亿元"@zh', []),
        ("locatedIn", 'kg:amount "5亿元"@zh', ["Only investedIn has an amount (金额)."]),
        ("produces", 'kg:capacity "3万套"@zh', []),
        ("develops", 'kg:capacity "3万套"@zh', ["Only produces has a capacity (产能)."]),
    ],
)
def test_a_statement_has_a_qualifier_only_where_its_predicate_takes_it(
    predicate: str, more: str, said: list[str], messages: Messages
) -> None:
    assert messages(predicate, more) == said


@pytest.mark.parametrize(
    "more", ["kg:amountValue 500000000.0", 'kg:currency "CNY"', "kg:capacityValue 30000.0", 'kg:capacityUnit "套"@zh']
)
def test_a_number_or_unit_stands_beside_its_text(more: str, messages: Messages) -> None:
    amount = "amount" in more or "currency" in more
    said = messages("investedIn" if amount else "produces", more)
    assert len(said) == 1
    assert said[0].endswith(f"there is the {'amount' if amount else 'capacity'} as printed.")


@pytest.mark.parametrize(
    ("text", "kind", "faults"),
    [
        ("2024-12", "gYearMonth", 0),
        ("2024-13", "gYearMonth", 1),
        ("24", "gYear", 1),
        ("2024", "gYear", 0),
    ],
)
def test_a_month_or_year_is_one_that_there_is(text: str, kind: str, faults: int, messages: Messages) -> None:
    assert len(messages("visited", f'kg:date "{text}"^^xsd:{kind}')) == faults

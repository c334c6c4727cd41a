"""Values of parameters are texts, whatever they hold: none ends its literal, asks another server or writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import cli
from kg.errors import QueryError, RefusedQuery
from kg.graph.query import named_queries, run_construct, run_query
from kg.graph.sparql import literal
from kg.graph.stores.embedded import EmbeddedStore
from kg.graph.terms import BASE, clean
from tests.views.injection import strings

PAYLOADS = (
    '") } INSERT DATA { <a:s> <a:p> 1 } #',
    '" } ; DROP ALL #',
    '"@en . ?s ?p ?o . BIND ("',
    '") SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } FILTER (1 = 1 || "',
    '" UNION { SERVICE SILENT <http://evil.example> {} } #',
    "'''",
    '"""',
    "\\",
    "x\\",
    '\\"',
    '\\" } #',
    "\\u0022 } DROP ALL #",
    "\\\\u0022 } #",
    "\\U00000022 } #",
    "\\u005C\\u0022 } #",
    "\\u005Cu0022",
    "a\nb } #\n DROP ALL",
    "a\rb",
    "a\tb",
    "a\x00b",
    "a\x7fb",
    "a\u2028b",
    "# comment",
    "<http://evil.example/>",
    "$value ?value $other",
    "{ } ( ) [ ] ; , .",
    "^^xsd:integer",
    "1 OR 1=1",
    ".*",
    "(a+)+$",
    "[",
    "￾￿",
)
ECHO = 'SELECT ?said ?own { BIND ($value AS ?said) BIND ("$value" AS ?own) } # $value'


def store() -> EmbeddedStore:
    """Return an empty store."""
    empty = EmbeddedStore()
    empty.base = BASE
    return empty


@pytest.mark.parametrize("value", [*PAYLOADS, *(one for one in strings() if "INSERT" not in one)])
def test_a_value_is_itself_and_nothing_else(value: str) -> None:
    assert run_query(store(), ECHO, {"value": value}).rows == [(clean(value).strip(), "$value")]


@given(st.text(alphabet=st.sampled_from("\\uU0025C\"'\n{}#$<>?@^ a\x00中"), max_size=12))
def test_any_value_is_itself(value: str) -> None:
    assert run_query(store(), ECHO, {"value": value}).rows == [(value.strip(), "$value")]


@given(st.text(alphabet=st.sampled_from("\\uU0025C\"'\n{}# a"), max_size=12))
def test_a_literal_is_the_same_to_an_engine_that_reads_code_points_first(value: str) -> None:
    """After section 19.2 of SPARQL 1.1, which replaces them before the grammar is asked."""
    read = re.sub(r"\\u([0-9A-F]{4})", lambda match: chr(int(match[1], 16)), literal(value))
    assert read.startswith('"')
    assert read.endswith('"')
    escapes = {"\\\\": "\\", '\\"': '"', "\\n": "\n"}
    inside = re.fullmatch(r'(?:[^"\\\n]|\\.)*', read[1:-1])
    assert inside
    assert re.sub(r"\\.", lambda match: escapes[match[0]], inside[0]) == value


@pytest.mark.parametrize("name", named_queries())
def test_no_named_question_breaks_or_does_more_than_ask(name: str) -> None:
    kept = store()
    for parameter in named_queries()[name].parameters:
        for value in PAYLOADS:
            if parameter.numeric:
                with pytest.raises(QueryError, match="is not a number"):
                    run_query(kept, name, {parameter.name: value})
                continue
            run_query(kept, name, {parameter.name: value})
    assert run_query(kept, "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }").rows == [(False,)]


@pytest.mark.parametrize("key", ["a b=1", "$a=1", "a}=1", "=1", "a\n=1", "1a=1", "<x>=1"])
def test_the_name_of_a_parameter_is_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str) -> None:
    assert cli.run(["query", "inside", key, "--out", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "is no KEY=VALUE" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("text", ["SELECT * { SERVICE $value { ?s ?p ?o } }", "INSERT DATA { <a:s> <a:p> $value }"])
def test_no_value_makes_a_query_of_another_kind(text: str) -> None:
    for value in PAYLOADS:
        with pytest.raises(RefusedQuery):
            run_query(store(), text, {"value": value})
        with pytest.raises(QueryError):
            run_construct(store(), text, {"value": value})

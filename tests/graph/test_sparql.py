"""The text of a query: nothing but reading gets through, and a parameter stays a literal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from kg.errors import QueryError
from kg.graph.sparql import bind, every_variable, form, parameters_of, plain, refuse_outside, tokens, undeclared

SAME = ("x", "x")


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("# INSERT DATA\nPREFIX insert: <http://a/>\nask { ?s ?p ?o }", "ASK"),
        ("BASE <http://a/> CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE <http://a/b>", "DESCRIBE"),
    ],
)
def test_the_kind_of_a_query_is_its_first_word_after_the_prologue(text: str, keyword: str) -> None:
    assert form(text) == keyword


@pytest.mark.parametrize("word", ["INSERT", "delete", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
def test_an_update_is_refused(word: str) -> None:
    with pytest.raises(QueryError, match="would change the graph"):
        form(f"PREFIX a: <http://a/>\n{word} {{ a:b a:c a:d }}")


@pytest.mark.parametrize("text", ["", "# only a comment", "{ ?s ?p ?o }", "FROM x"])
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="no SPARQL query begins with"):
        form(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://a/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://a/>{ ?s ?p ?o } }",
        "SELECT * { SERVICE:a{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 'x'SERVICE ?a { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<1).SERVICE<http://a#b>{ ?s ?p ?o } FILTER(?c>2) }",
        "SELECT * { \\u0053ERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a\\u0027 . SERVICE <http://a/> { ?s ?p ?o } }",
        # A quote that opens no string, or a < that opens no IRI, does not hide the clause.
        "SELECT * { kg:a\\' ?p ?o . SERVICE <http://a/> { ?s ?p ?o } } #'",
        "SELECT * { kg:a、\\' ?p ?o . SERVICE #x\n SILENT#y z{\n <http://a/>#c d\n{ ?s ?p ?o } } #'",
        "SELECT * { ?s ?p ?o FILTER(1<'>') SERVICE ?a { ?s ?p ?o } } #'",
        "SELECT * { ?s ?p ?o FILTER(1<?p#>'''\n) SERVICE :a{ ?s ?p ?o } } #'''",
    ],
)
def test_another_server_is_never_asked(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        refuse_outside(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service ?p ?o } # SERVICE",
        "SELECT * { ?s ?p 'SERVICE' ; a <http://a/SERVICE#x> }",
        'SELECT * { ?s ?p """a "SERVICE" b""" }',
        "SELECT * { ?s kg:service ?o }",
        "SELECT ?service WHERE { GRAPH ?service { ?s ?p ?o } VALUES ?service { 1 } }",
    ],
)
def test_the_word_alone_is_no_harm(text: str) -> None:
    refuse_outside(plain(text))


@given(st.text())
def test_tokens_are_the_whole_text(text: str) -> None:
    assert "".join(value for _, value in tokens(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_parameter_is_the_text_it_was_whatever_stands_in_it(value: str) -> None:
    bound = bind("SELECT ?v { BIND ($k AS ?v) }", {"k": value}, base=SAME)
    (row,) = Store().query(bound.text)
    assert row["v"] == Literal(value)


def test_a_number_is_written_as_one() -> None:
    assert bind("LIMIT $n # $n", {"n": 5}, base=SAME).text == "LIMIT 5 # $n"


def test_only_variables_with_a_dollar_are_parameters() -> None:
    assert parameters_of("SELECT ?a { ?a ?b $c FILTER (?a = '$d') } # $e") == {"c"}


def test_iris_of_the_usual_base_move_to_that_of_the_graph() -> None:
    text = "PREFIX kg: <http://a/ns#> # <http://a/>\nSELECT * { ?s kg:p '<http://a/>', <http://b/> }"
    expected = "PREFIX kg: <http://c/ns#> # <http://a/>\nSELECT * { ?s kg:p '<http://a/>', <http://b/> }"
    assert bind(text, {}, base=("http://a/", "http://c/")).text == expected


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("SELECT * { ?s kg:p _:b }", None),
        ("PREFIX a: <http://a/> PREFIX : <http://b/> SELECT * { a:s kg:p :o }", None),
        ("SELECT * { ?s foaf:name ?o } # a:b", "foaf"),
        ("SELECT * { :s kg:p ?o }", ""),
    ],
)
def test_a_prefix_that_nobody_declares_is_found(text: str, missing: str | None) -> None:
    assert undeclared(text, {"kg": "http://k/"}) == missing


def test_a_syntax_error_is_placed_in_the_text_as_it_was_written() -> None:
    bound = bind("SELECT ?s\n{ ?s ?p $k FILTER }", {"k": "a long\nvalue"}, base=SAME)
    with pytest.raises(SyntaxError) as caught:
        Store().query(bound.text)
    assert bound.where(caught.value).startswith("line 2, column ")
    assert bound.where(SyntaxError("error at 2:25: x")) == "line 2, column 12: not SPARQL from here: 'FILTER }'"
    assert bound.where(SyntaxError("no place")) == "no place"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?a { ?a ?b ?c }", "SELECT * { ?a ?b ?c }"),
        ("select distinct ?a ?b WHERE { ?a ?b ?c } LIMIT 3", "select distinct * WHERE { ?a ?b ?c } LIMIT 3"),
        ("SELECT REDUCED * FROM <x:y> { ?a ?b ?c }", "SELECT REDUCED * FROM <x:y> { ?a ?b ?c }"),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?b OFFSET 2", "SELECT * { ?a ?b ?c } ORDER BY ?b OFFSET 2"),
        ("SELECT (STR(?a) AS ?s) { ?a ?b ?c } ORDER BY ?s LIMIT 1", "SELECT * { ?a ?b ?c }"),
        ("SELECT (COUNT(*) AS ?n) ?a { ?a ?b ?c } GROUP BY ?a HAVING (?n > 1)", "SELECT * { ?a ?b ?c }"),
        ("SELECT ?a (COUNT(DISTINCT ?b) AS ?n) { ?a ?b ?c } GROUP BY ?a", "SELECT * { ?a ?b ?c }"),
        ("SELECT DISTINCT(STR(?a) AS ?s) { ?a ?b ?c }", "SELECT DISTINCT * { ?a ?b ?c }"),
        ("SELECT ?a { ?a ?b ?c } GROUP BY ?a HAVING (EXISTS { ?a ?b 1 }) LIMIT 1", "SELECT * { ?a ?b ?c }"),
        (
            "SELECT (COUNT(?a) AS ?n) { { SELECT (MAX(?x) AS ?a) { ?x ?y ?z } GROUP BY ?z LIMIT 9 } } LIMIT 1",
            "SELECT * { { SELECT (MAX(?x) AS ?a) { ?x ?y ?z } GROUP BY ?z LIMIT 9 } }",
        ),
        ("SELECT ?a { ?a ?b ?c } GROUP BY ?a VALUES ?a { 1 2 }", "SELECT * { ?a ?b ?c } VALUES ?a { 1 2 }"),
        ("SELECT ('} LIMIT {' AS ?x) { ?a ?b '}' } LIMIT 1", "SELECT * { ?a ?b '}' }"),
        ("PREFIX select: <x:> SELECT ?a { ?a ?b ?c }", "PREFIX select: <x:> SELECT * { ?a ?b ?c }"),
    ],
)
def test_a_query_can_give_all_that_its_pattern_binds(text: str, expected: str) -> None:
    assert every_variable(text).split() == expected.split()
    Store().query(every_variable(text))


def test_a_comment_hides_nothing_of_a_query() -> None:
    text = "# SELECT {\nSELECT # {\n ?a # (\n{ # }\n ?a ?b ?c } # GROUP\nLIMIT 1 # VALUES"
    solutions = Store().query(every_variable(text))
    assert {variable.value for variable in solutions.variables} == {"a", "b", "c"}  # type: ignore[union-attr]
    assert "LIMIT 1" in every_variable(text)

"""What the endpoint refuses, and the limits of time, memory, rows and waiting."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.serve.conftest import ENDLESS, ROWS, TIMEOUT, Server, running, until

pytestmark = pytest.mark.xdist_group("serve")

INSERT = "INSERT DATA { <http://a.example/s> <http://a.example/p> 1 }"
LARGE = f"""
    SELECT (GROUP_CONCAT(?t) AS ?x) {{
      SELECT (REPLACE(CONCAT(STR(?a), STR(?c), STR(?f)), ".", "{"x" * 60}") AS ?t) {{ ?a ?b ?c . ?d ?e ?f }}
    }}"""


@pytest.mark.parametrize(
    "update",
    [
        INSERT,
        "PREFIX kg: <https://w3id.org/yuanqu/ns#>\n# a comment\nDELETE WHERE { ?s ?p ?o }",
        "BASE <http://a.example/> CLEAR ALL",
        "LOAD <file:///etc/passwd>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <http://a.example/g>",
        "DROP ALL",
        "\\u0049NSERT DATA { <http://a.example/s> <http://a.example/p> 1 }",
        "with <http://a.example/g> delete { ?s ?p ?o } where { ?s ?p ?o }",
    ],
)
def test_a_query_that_writes_is_refused(server: Server, update: str) -> None:
    for answer in (
        server.ask(update),
        server.get(f"sparql?{urlencode({'query': update})}"),
        server.post(update, "application/sparql-query"),
    ):
        assert answer.status == 403
        assert "would change the graph" in answer.text
        assert answer.text.count("\n") == 1


def test_an_update_is_refused_in_each_way_to_send_one(server: Server) -> None:
    form = "application/x-www-form-urlencoded"
    answers = [
        server.post(urlencode({"update": INSERT}), form),
        server.post(urlencode({"query": "ASK {}", "update": INSERT}), form),
        server.post(INSERT, "application/sparql-update"),
        server.get(f"sparql?{urlencode({'update': INSERT})}"),
        server.send("POST", "sparql?update=x", b"ASK {}", {"Content-Type": "application/sparql-query"}),
    ]
    assert [answer.status for answer in answers] == [403] * len(answers)
    assert json.loads(server.ask("ASK { <http://a.example/s> ?p ?o }").body)["boolean"] is False


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * { S\\U00000045RVICE ?x { ?s ?p ?o } }",
        "SELECT * { service#\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { { SELECT * { SERVICE kg:x { ?s ?p ?o } } } }",
    ],
)
def test_no_other_server_is_asked(server: Server, query: str) -> None:
    answer = server.ask(query)
    assert (answer.status, answer.text) == (403, "SERVICE would ask another server; a query reads this graph only\n")


def test_no_file_is_read(server: Server, tmp_path: Path) -> None:
    """A graph that is named is one of the store, never what lies at its address."""
    secret = tmp_path / "secret.ttl"
    secret.write_text("<http://a.example/s> <http://a.example/secret> 1 .", encoding="utf-8")
    uri = secret.as_uri()
    for query in (
        f"ASK FROM <{uri}> {{ ?s ?p ?o }}",
        f"ASK FROM NAMED <{uri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "ASK FROM <file:///etc/passwd> { ?s ?p ?o }",
        f"ASK {{ GRAPH <{uri}> {{ ?s ?p ?o }} }}",
    ):
        assert json.loads(server.ask(query).body)["boolean"] is False
    given = {"default-graph-uri": uri, "named-graph-uri": uri}
    assert json.loads(server.ask("ASK { ?s ?p ?o }", **given).body)["boolean"] is False


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_answered(server: Server) -> None:
    began = time.monotonic()
    late = server.ask(ENDLESS)
    took = time.monotonic() - began
    assert (late.status, late.text) == (504, f"no answer within {TIMEOUT:g} s; ask for less, or give a LIMIT\n")
    assert TIMEOUT <= took < TIMEOUT + 1.5
    began = time.monotonic()
    assert server.ask("ASK {}").status == 200
    assert time.monotonic() - began < 0.5


def test_when_all_are_busy_the_next_ones_wait_and_are_answered(server: Server) -> None:
    """Both workers are ended; whoever waited gets an answer from those in their place, or is told when to come."""
    with ThreadPoolExecutor(8) as threads:
        endless = [threads.submit(server.ask, ENDLESS) for _ in range(2)]
        time.sleep(0.3)
        waiting = [threads.submit(server.ask, "ASK {}") for _ in range(4)]
        assert [one.result().status for one in endless] == [504, 504]
        answers = [one.result() for one in waiting]
    assert {answer.status for answer in answers} <= {200, 503}
    assert all("Retry-After" in answer.headers for answer in answers if answer.status == 503)
    assert until(lambda: server.ask("ASK {}").status == 200)


def test_a_query_that_takes_too_much_memory_is_ended(build: Path) -> None:
    with running(build, "--timeout", "30") as patient:
        answer = patient.ask(LARGE)
        assert (answer.status, answer.text.partition(",")[0]) == (507, "the query takes more than 1024 MB of memory")
        assert patient.ask("ASK {}").status == 200


def test_rows_are_cut_and_the_answer_says_so(server: Server) -> None:
    cut = server.ask("SELECT * { ?s ?p ?o }")
    assert len(json.loads(cut.body)["results"]["bindings"]) == ROWS
    assert cut.headers["X-SPARQL-MaxRows"] == str(ROWS)
    assert len(server.ask("SELECT * { ?s ?p ?o }", accept="text/csv").text.splitlines()) == ROWS + 1
    whole = server.ask(f"SELECT * {{ ?s ?p ?o }} LIMIT {ROWS}")
    assert "X-SPARQL-MaxRows" not in whole.headers
    triples = server.ask("CONSTRUCT WHERE { ?s ?p ?o }", accept="application/n-triples")
    assert len(triples.text.splitlines()) == ROWS
    assert triples.headers["X-SPARQL-MaxRows"] == str(ROWS)
    few = server.ask("CONSTRUCT { kg:a kg:b kg:c } { ?s ?p ?o }", accept="application/n-triples")
    assert len(few.text.splitlines()) == 1
    assert "X-SPARQL-MaxRows" not in few.headers


def test_many_at_a_time(server: Server) -> None:
    query = "SELECT ?n { ?f a kg:Firm ; rdfs:label ?n } ORDER BY ?n LIMIT 9"
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _: server.ask(query), range(60)))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1

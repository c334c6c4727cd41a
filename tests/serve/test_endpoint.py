"""The SPARQL 1.1 Protocol: how queries come in and answers go out, read by readers that are not ours."""

from __future__ import annotations

import csv
import http.client
import io
import json
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from kg.errors import UnknownForm
from kg.graph.protocol import RESULTS, chosen
from kg.graph.query import run_query
from kg.graph.store import open_store
from kg.graph.terms import BASE, XSD
from tests.serve.conftest import Answer, Server

pytestmark = pytest.mark.xdist_group("serve")

FIRMS = "SELECT ?firm ?name { ?firm a kg:Firm ; rdfs:label ?name } ORDER BY ?name LIMIT 7"
NAMED = f"{BASE}doc/d01.txt"


def rows(answer: Answer) -> list[dict[str, str]]:
    """Return the rows of an answer in JSON."""
    assert answer.status == 200, answer.text
    return [{k: v["value"] for k, v in row.items()} for row in json.loads(answer.body)["results"]["bindings"]]


@pytest.fixture(scope="module")
def expected(build: Path) -> list[tuple[object, ...]]:
    """What `kg query` answers."""
    found = run_query(open_store(build), FIRMS).rows
    assert len(found) == 7
    return list(found)


def test_the_three_ways_to_send_a_query(server: Server, expected: list[tuple[object, ...]]) -> None:
    ways = [
        server.get(f"sparql?{urlencode({'query': FIRMS})}"),
        server.ask(FIRMS),
        server.post(FIRMS, "application/sparql-query"),
        server.post(FIRMS, "application/sparql-query; charset=utf-8"),
    ]
    for answer in ways:
        assert answer.headers["Content-Type"] == "application/sparql-results+json"
        assert [tuple(row.values()) for row in rows(answer)] == expected


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
    ],
)
def test_rows_in_each_format_are_what_another_reader_reads(
    server: Server, expected: list[tuple[object, ...]], accept: str, form: QueryResultsFormat
) -> None:
    answer = server.ask(FIRMS, accept=accept)
    assert answer.headers["Content-Type"].partition(";")[0] == accept
    read = pyoxigraph.parse_query_results(answer.body, form)
    assert isinstance(read, QuerySolutions)
    assert [(row[0].value, row[1].value) for row in read] == expected  # type: ignore[union-attr]


def test_rows_as_csv(server: Server, expected: list[tuple[object, ...]]) -> None:
    answer = server.ask(FIRMS, accept="text/csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    head, *found = csv.reader(io.StringIO(answer.text))
    assert head == ["firm", "name"]
    assert [tuple(row) for row in found] == expected


@pytest.mark.parametrize("form", [QueryResultsFormat.JSON, QueryResultsFormat.XML])
def test_yes_or_no(server: Server, form: QueryResultsFormat) -> None:
    answer = server.ask("ASK { ?s a kg:Firm }", accept=form.media_type)
    read = pyoxigraph.parse_query_results(answer.body, form)
    assert isinstance(read, QueryBoolean)
    assert bool(read)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", RdfFormat.TURTLE),
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_triples_in_each_format(server: Server, accept: str, form: RdfFormat) -> None:
    query = "CONSTRUCT { ?f rdfs:label ?n } { ?f a kg:Firm ; rdfs:label ?n }"
    answer = server.ask(query, accept=accept)
    assert answer.headers["Content-Type"].partition(";")[0] == form.media_type.partition(";")[0]
    triples = {quad.triple for quad in pyoxigraph.parse(answer.body, form)}
    other = {quad.triple for quad in pyoxigraph.parse(server.ask(query).body, RdfFormat.TURTLE)}
    assert triples == other
    assert len(triples) > 10


def test_describe_gives_turtle(server: Server) -> None:
    firm = rows(server.ask(FIRMS))[0]["firm"]
    answer = server.ask(f"DESCRIBE <{firm}>", accept="text/turtle")
    assert all(
        quad.subject.value == firm  # type: ignore[union-attr]
        for quad in pyoxigraph.parse(answer.body, RdfFormat.TURTLE)
    )


@pytest.mark.parametrize(
    ("query", "accept"),
    [("ASK {}", "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv"), ("ASK {}", "image/png")],
)
def test_a_form_that_there_is_none_of_is_refused(server: Server, query: str, accept: str) -> None:
    answer = server.ask(query, accept=accept)
    assert answer.status == 406
    assert answer.text.count("\n") == 1


def test_every_kind_of_term_comes_back_as_it_is(server: Server) -> None:
    values = '("x"@zh-hans "1.5"^^xsd:decimal UNDEF) ("a\\"b\\n" kg:Firm true)'
    query = f"SELECT ?a ?b ?c ?d {{ VALUES (?a ?b ?c) {{ {values} }} BIND (BNODE() AS ?d) }}"
    for form in (QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.TSV):
        read = pyoxigraph.parse_query_results(server.ask(query, accept=form.media_type).body, form)
        assert isinstance(read, QuerySolutions)
        first, second = ([str(row[name]) for name in "abc"] for row in read)
        assert first == ['"x"@zh-hans', f'"1.5"^^<{XSD}decimal>', "None"]
        assert second == ['"a\\"b\\n"', f"<{BASE}ns#Firm>", f'"true"^^<{XSD}boolean>']
    (one, two) = rows(server.ask(query))
    assert one["d"] != two["d"]


def test_the_usual_prefixes_and_others_are_told(server: Server) -> None:
    assert server.ask("ASK { ?s a kg:Firm ; skos:prefLabel ?n }").status == 200
    answer = server.ask("ASK { ?s foaf:name ?n }")
    assert (answer.status, answer.text[:39]) == (400, "query: the prefix foaf: is not declared")


def test_all_graphs_are_one_unless_some_are_named(server: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) (COUNT(?g) AS ?m) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"

    def counted(query: str = count, **fields: str) -> tuple[int, int]:
        (row,) = rows(server.ask(query, **fields))
        return int(row["n"]) - int(row["m"]), int(row["m"])

    every = counted()
    assert counted(**{"default-graph-uri": NAMED}) == (counted(**{"named-graph-uri": NAMED})[1], 0)
    assert 0 < counted(**{"named-graph-uri": NAMED})[1] < every[1] < every[0]
    from_clause = count.replace("{ {", f"FROM <{NAMED}> {{ {{", 1)
    assert counted(from_clause) == counted(**{"default-graph-uri": NAMED})
    # What the protocol says stands above what the query says.
    assert counted(from_clause, **{"default-graph-uri": f"{BASE}doc/none"}) == (0, 0)
    direct = server.send(
        "POST",
        f"sparql?{urlencode({'default-graph-uri': NAMED})}",
        count.encode(),
        {"Content-Type": "application/sparql-query"},
    )
    assert int(rows(direct)[0]["n"]) == counted(**{"default-graph-uri": NAMED})[0]
    assert server.ask(count, **{"default-graph-uri": "no iri"}).status == 400


def test_the_records_of_a_store_are_not_there(server: Server) -> None:
    assert json.loads(server.ask("ASK { GRAPH <urn:yuanqu:store> { ?s ?p ?o } }").body)["boolean"] is False


def test_without_a_query_the_service_describes_itself(server: Server) -> None:
    answer = server.get("sparql")
    assert answer.headers["Content-Type"] == "text/turtle; charset=utf-8"
    store = pyoxigraph.Store()
    store.load(answer.body, RdfFormat.TURTLE)
    asked = f"""PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        ASK {{ ?s a sd:Service ; sd:endpoint <{server.endpoint}> ; sd:feature sd:UnionDefaultGraph ;
               sd:supportedLanguage sd:SPARQL11Query ; sd:resultFormat <http://www.w3.org/ns/formats/Turtle> }}"""
    assert bool(store.query(asked))
    assert server.get("sparql", Accept="application/n-triples").status == 200


def test_rdflib_reads_it_as_a_store(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from rdflib import Dataset
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for method in ("GET", "POST"):
        graph = Dataset(store=SPARQLStore(server.endpoint, method=method), default_union=True)
        found = list(graph.query("SELECT ?n { ?f a kg:Firm ; rdfs:label ?n } ORDER BY ?n LIMIT 3"))
        assert len(found) == 3


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * {\n  ?s ?p ]\n}", "line 3, column 1"),
        ("SELECT * { ?s ?p ?o", "the query breaks off"),
        ("hello", "no SPARQL query begins with 'HELLO'"),
        ("", "no SPARQL query begins with 'nothing'"),
        ("SELECT (1/0 AS ?x", "line 1, column"),
        ("SELECT * { ?s ?p 'open }", "line 1, column"),
    ],
)
def test_a_mistake_is_told_with_its_place(server: Server, query: str, place: str) -> None:
    answer = server.ask(query)
    assert answer.status == 400
    assert place in answer.text
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/x-www-form-urlencoded", 400),
        (b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", "application/x-www-form-urlencoded", 400),
        (b"query=%ff%fe", "application/x-www-form-urlencoded", 400),
        (b"query=%zz", "application/x-www-form-urlencoded", 400),
        (b"&".join([b"a=b"] * 1000), "application/x-www-form-urlencoded", 400),
        ("query=中".encode(), "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/sparql-query", 400),
        (b"\x00", "application/sparql-query", 400),
        (b"ASK {}", "text/plain", 415),
        (b"ASK {}", "", 415),
        (b"x" * 1_000_001, "application/sparql-query", 413),
        (b"x" * 5_000_000, "application/sparql-query", 413),
        (b"SELECT * { FILTER(" + b"(" * 100_000, "application/sparql-query", 507),
    ],
)
def test_a_strange_request_is_no_fault_of_the_server(server: Server, body: bytes, kind: str, status: int) -> None:
    answer = server.post(body, kind)
    assert answer.status == status
    assert answer.text.strip()
    assert server.ask("ASK {}").status == 200


def test_a_request_that_breaks_off_leaves_the_server_well(server: Server) -> None:
    host = urlsplit(server.url).netloc
    for sent in (
        b"POST /sparql HTTP/1.1\r\nHost: " + host.encode() + b"\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: 100\r\n\r\nASK",
        b"GET /spa",
        b"\x16\x03\x01",
        b"GET / HTTP/9.9\r\n\r\n",
    ):
        connection = http.client.HTTPConnection(host, timeout=10)
        connection.connect()
        connection.sock.sendall(sent)
        connection.close()
    assert server.ask("ASK {}").status == 200


@pytest.mark.parametrize(("method", "status"), [("PUT", 405), ("DELETE", 405), ("OPTIONS", 405), ("HEAD", 200)])
def test_other_methods(server: Server, method: str, status: int) -> None:
    assert server.send(method, "sparql", None, {}).status == status


@given(st.text(alphabet=st.sampled_from("{}()<>?$\"'\\#.;,:* \nASKWHEREFILTER12中\x00\ufffe"), max_size=60))
def test_no_text_breaks_it(server: Server, text: str) -> None:
    assert server.ask(text).status in {200, 400, 403}


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("*/*", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        ("text/*;q=0.9, text/csv;q=0.1", "text/tab-separated-values"),
        ("TEXT/CSV", "text/csv"),
        ("application/sparql-results+xml;q=nonsense, text/csv", "text/csv"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
    ],
)
def test_what_accept_likes_best(accept: str, best: str) -> None:
    assert chosen(accept, RESULTS) == best


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "text/html, application/xhtml+xml", "q=1"])
def test_what_accept_rules_out(accept: str) -> None:
    with pytest.raises(UnknownForm, match="can be application/sparql-results"):
        chosen(accept, RESULTS)

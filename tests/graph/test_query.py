"""Every named question on the gold graphs: it has rows, and says what the pages say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kg.api import Graph
from kg.errors import QueryError
from kg.graph.query import bound_nodes, find_query, makes_triples, named_queries, read_query, run_construct, run_query
from kg.graph.store import Store, store_of
from kg.resolve.merge import merge
from tests.graph.gold import gold_dataset
from tests.support import ROOT

OTHER = "https://example.org/other/"


@pytest.fixture(scope="module")
def store() -> Store:
    """All gold pages, with one statement that is only reported: gold has none."""
    first, *others = gold_dataset().documents
    told = replace(first.statements[0], id="told", status="Reported")
    page = replace(first, statements=(*first.statements, told))
    return store_of(merge([page, *others]))


@pytest.fixture(scope="module")
def moved() -> Store:
    """The same gold pages under another base."""
    return store_of(gold_dataset(), base=OTHER)


def test_no_named_query_is_lost() -> None:
    assert len(named_queries()) == 22


@pytest.mark.parametrize("name", named_queries())
def test_a_named_query_says_what_it_is(name: str) -> None:
    query = named_queries()[name]
    assert query.title
    assert re.search(r"[\u4e00-\u9fff]", query.title_zh)
    assert query.description.endswith(".")
    assert all(parameter.description for parameter in query.parameters)
    assert {p.name for p in query.parameters} == set(re.findall(r"\$(\w+)", query.text))


@pytest.mark.parametrize("name", named_queries())
def test_a_named_query_has_rows_where_nothing_is_filled_in(name: str, store: Store) -> None:
    columns, rows = run_query(store, name)
    assert rows
    assert all(len(row) == len(columns) for row in rows)
    assert all(any(row[i] is not None for row in rows) for i, column in enumerate(columns) if column == "sentence")


@pytest.mark.parametrize("name", named_queries())
def test_a_named_query_works_under_another_base(name: str, store: Store, moved: Store) -> None:
    if name != "reported":
        assert run_query(moved, name).rows
    assert run_query(moved, name).columns == run_query(store, name).columns


@pytest.mark.parametrize("name", [name for name, query in named_queries().items() if query.parameters])
def test_a_value_narrows_the_rows(name: str, store: Store) -> None:
    everything = run_query(store, name).rows
    for parameter in named_queries()[name].parameters:
        value = "1e99" if parameter.numeric else "没有这个名字"
        if parameter.numeric:
            value = "1" if parameter.name == "limit" else "999999999999999"
        fewer = run_query(store, name, {parameter.name: value}).rows
        assert len(fewer) < max(len(everything), 1)


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        (
            "visits-in-park",
            {"park": "滨江新材料"},
            {"visitor": "沈砚秋", "firm": "泰州沃谷生物基材料有限公司", "date": "2025-05-12", "page": "d01.txt"},
        ),
        ("visits-by", {"visitor": "欧阳昌珉"}, {"site": "漕河泾新兴技术开发区", "date": "2025-11"}),
        ("most-visited", {"site": "虹桥临港"}, {"kind": "Park", "visitors": 3, "days": 1}),
        ("posts", {"person": "裴景行"}, {"body": "泰州市", "title": "市委副书记、市长"}),
        ("posts", {"body": "投资促进局"}, {"person": "石崇光", "title": "局长"}),
        ("products", {"maker": "沛朗"}, {"product": "重组带状疱疹疫苗", "capacity": "600万支", "status": "Asserted"}),
        ("chain", {"product": "聚乳酸"}, {"step": "聚乳酸", "material": "玉米淀粉", "page": "d07.txt"}),
        ("producers", {"product": "聚乳酸"}, {"maker": "泰州沃谷生物基材料有限公司", "place": "滨江新材料产业园"}),
        ("investment-by-park", {"park": "海陵工业园区"}, {"planned": 3_200_000_000, "done": 0, "currency": "CNY"}),
        ("biggest-investments", {"minimum": "9000000000"}, {"investor": "甬峤控股集团", "status": "Planned"}),
        ("investors", {"investor": "医健产业"}, {"target": "江苏沛朗生物医药股份有限公司", "amount": "2亿元"}),
        (
            "inside",
            {"place": "泰兴经济开发区"},
            {"thing": "江苏启蓝精细化学股份有限公司", "container": "滨江新材料产业园"},
        ),
        ("implementers", {"policy": "飞地园区利益共享"}, {"body": "碧波飞地产业园", "kind": "Park"}),
        ("issuers", {"policy": "智能算力产业"}, {"issuer": "黔东南州", "status": "Planned"}),
        ("cooperation", {"body": "凯里学院"}, {"partner": "贵州㵲水谣酒业有限公司"}),
        ("cooperation", {"body": "㵲水谣"}, {"partner": "凯里学院"}),
        ("projects", {"developer": "启蓝"}, {"project": "电子级双氧水扩产项目", "amount": "6.8亿元"}),
        (
            "planned",
            {"relation": "investedIn", "entity": "砺川"},
            {"object": "智能碾米装备生产线", "amount": "4.5亿元"},
        ),
        ("denied", {"entity": "无锡"}, {"subject": "江苏沛朗生物医药股份有限公司", "relation": "locatedIn"}),
        ("about", {"entity": "瑟安"}, {"direction": "→", "relation": "produces", "other": "中硼硅针管"}),
        ("about", {"entity": "中硼硅针管"}, {"direction": "←", "other": "泰州瑟安玻璃制品有限公司"}),
        ("entities", {"name": "Helvant", "kind": "firm"}, {"name": "瑞士海梵特制药公司"}),
        ("sentences", {"word": "钠离子"}, {"page": "d01.txt"}),
        ("pages", {"page": "d08"}, {"title": "d08", "articles": 1}),
    ],
)
def test_a_named_query_says_what_the_pages_say(
    name: str, given: dict[str, str | float], expected: dict[str, object], store: Store
) -> None:
    columns, rows = run_query(store, name, given)
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    assert any(expected.items() <= row.items() for row in found)


def test_an_alias_finds_its_entity_whatever_the_case(store: Store) -> None:
    assert run_query(store, "about", {"entity": "helvant ag"}).rows
    assert run_query(store, "about", {"entity": " Helvant AG "}) == run_query(store, "about", {"entity": "helvant ag"})


def test_a_quote_in_a_value_is_a_quote(store: Store) -> None:
    assert run_query(store, "about", {"entity": '") || true || ("'}).rows == []
    assert run_query(store, "about", {"entity": "“垛上香”"}).rows


def test_the_same_sum_of_one_investor_counts_once_in_a_park(store: Store) -> None:
    planned = {row[0]: row[2] for row in run_query(store, "investment-by-park", {"park": "靖江经济技术开发区"}).rows}
    sums = {"砺川": 450_000_000, "泊远": 730_000_000, "翎舟": 850_000_000}
    assert planned["靖江经济技术开发区"] == sum(sums.values())
    assert planned["新港园区"] == sums["砺川"] + sums["泊远"]


def test_numbers_are_numbers_and_dates_are_text(store: Store) -> None:
    text = 'SELECT ?a ?b ?c ?d ?e { BIND (1 AS ?a) BIND (2.5 AS ?b) BIND (true AS ?c) BIND ("x"@zh AS ?d) }'
    assert run_query(store, text).rows == [(1, 2.5, True, "x", None)]


def test_yes_and_no_are_one_row(store: Store) -> None:
    assert run_query(store, "ASK { ?s kg:visited ?o }") == (("answer",), [(True,)])
    assert run_query(store, "ASK { ?s kg:nothing ?o }").rows == [(False,)]


def test_triples_are_rows_or_turtle(store: Store) -> None:
    text = "CONSTRUCT { ?b kg:madeBy ?a } WHERE { ?a kg:produces ?b }"
    columns, rows = run_query(store, text)
    assert columns == ("subject", "predicate", "object")
    assert makes_triples(text)
    turtle = run_construct(store, text)
    assert turtle == run_construct(store, text)
    assert turtle.count("kg:madeBy") > 0
    assert rows == sorted(rows)
    assert run_query(store, "CONSTRUCT { kg:a kg:b 1, kg:c } {}").rows[0][2] in {1, "https://w3id.org/yuanqu/ns#c"}
    with pytest.raises(QueryError, match="only CONSTRUCT"):
        run_construct(store, "pages")


def test_a_query_of_ones_own_takes_values_too(store: Store) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?s a ?c ; skos:prefLabel ?l FILTER (STR(?l) = $name) }"
    assert run_query(store, text, {"name": "泰州市"}).rows == [(1,)]
    with pytest.raises(QueryError, match="no parameter 'nam'; its parameters: name"):
        run_query(store, text, {"nam": "x"})


@pytest.mark.parametrize(
    ("query", "given", "message"),
    [
        ("insid", {}, "no query is named 'insid'; did you mean inside"),
        ("zzzzzz", {}, "see `kg query --list`"),
        ("inside", {"plaze": "x"}, "inside: no parameter 'plaze'; its parameters: place"),
        ("biggest-investments", {"minimum": "much"}, "minimum='much' is not a number"),
        ("SELECT ?x {\n ?x ?y }", {}, "query: line 2, column"),
        ("SELECT ?x { ?x foaf:name ?y }", {}, "prefix foaf: is not declared"),
        ("INSERT DATA { kg:a kg:b kg:c }", {}, "INSERT would change the graph"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }", {}, "SERVICE would ask another server"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    query: str, given: dict[str, str | float], message: str, store: Store
) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(store, query, given)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_parameter_line_amiss_is_told() -> None:
    with pytest.raises(QueryError, match="line 2"):
        read_query("x", "# title: a\n# parameter: alone\nSELECT * { ?s ?p ?o }")


def test_a_name_with_white_space_around_it_is_the_name() -> None:
    assert find_query(" inside\n").name == "inside"


def test_the_named_queries_stand_in_the_documentation() -> None:
    page = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    for name, query in named_queries().items():
        assert f"`{name}`" in page
        assert query.title_zh in page


def test_python_gets_a_table() -> None:
    graph = Graph(gold_dataset(), Path("out"))
    frame = graph.sparql("biggest-investments", limit=3)
    assert len(frame) == 3
    assert frame["amountValue"].dtype.kind in "if"
    assert list(frame["amountValue"]) == sorted(frame["amountValue"], reverse=True)
    assert list(graph.sparql("about", entity="没有这个名字").columns)[:2] == ["entity", "direction"]
    with pytest.raises(QueryError):
        graph.sparql("nothing-of-that-name")


def test_a_part_of_a_graph_is_asked_alone() -> None:
    graph = Graph(gold_dataset(), Path("out"))
    part = graph.around("泰州瑟安玻璃制品有限公司")
    assert 0 < len(part.sparql("entities")) < len(graph.sparql("entities"))


@pytest.mark.parametrize("name", named_queries())
def test_a_named_query_is_about_the_statements_whose_sentences_it_gives(name: str, store: Store) -> None:
    nodes = bound_nodes(store, name)
    columns, rows = run_query(store, name)
    assert nodes.entities or nodes.statements
    if "sentence" in columns:
        told = {row[columns.index("sentence")] for row in rows}
        quotes = dict(run_query(store, "SELECT DISTINCT ?s ?q { ?s kg:quote ?q }").rows)
        assert {quotes[f"{store.base}st/{key}"] for key in nodes.statements} == told


def test_a_query_under_another_base_is_about_the_same(store: Store, moved: Store) -> None:
    assert bound_nodes(moved, "inside", {"place": "泰兴"}) == bound_nodes(store, "inside", {"place": "泰兴"})


def test_a_query_of_counts_is_about_what_it_counts(store: Store) -> None:
    counted = bound_nodes(store, "SELECT (COUNT(*) AS ?n) { ?a kg:produces ?b }")
    assert counted == bound_nodes(store, "SELECT DISTINCT ?a ?b { ?a kg:produces ?b }")
    assert len(counted.entities) > 10
    assert not counted.statements


def test_a_limit_holds_where_rows_are_not_counted(store: Store) -> None:
    assert len(bound_nodes(store, "SELECT ?b { ?a kg:produces ?b } LIMIT 1").entities) == 2
    assert len(bound_nodes(store, "SELECT (STR(?b) AS ?c) { ?a kg:produces ?b } LIMIT 1").entities) > 10


def test_triples_are_about_what_is_in_them(store: Store) -> None:
    made = bound_nodes(
        store, "CONSTRUCT { ?s kg:of ?b } WHERE { ?s rdf:subject ?a ; rdf:predicate kg:produces ; rdf:object ?b }"
    )
    assert len(made.statements) >= len(made.entities) > 5
    (firm,) = bound_nodes(store, 'SELECT ?a { ?a skos:prefLabel "凯里学院"@zh }').entities
    assert firm in bound_nodes(store, f"DESCRIBE id:{firm}").entities


def test_a_value_is_filled_in_where_nodes_are_asked_for(store: Store) -> None:
    text = "SELECT ?l { ?s skos:prefLabel ?l FILTER (STR(?l) = $name) }"
    assert len(bound_nodes(store, text, {"name": "泰州市"}).entities) == 1


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ASK { ?s ?p ?o }", "ASK gives yes or no"),
        ("SELECT ?x, ?y {\n ?x ?y ?z }", "query: line 1, column"),
        ("SELECT ?x {\n ?x ?y }", "query: line 2, column"),
        ("SELECT (COUNT(*) AS ?n) { ?x ?y ?z } LIMIT many", "line 1"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }", "SERVICE would ask another server"),
        ("insid", "no query is named 'insid'"),
    ],
)
def test_what_no_nodes_can_be_had_of_is_told(query: str, message: str, store: Store) -> None:
    with pytest.raises(QueryError, match=message):
        bound_nodes(store, query)

"""The graph as other programs ask it, over the gold graphs of two seed pages."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from kg.api import Graph
from kg.errors import NotFound, OptionError
from kg.records import Dataset
from tests.support import extraction_from_gold


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The gold graphs of two pages, entities that share an id counted once."""
    documents = (extraction_from_gold("d01"), extraction_from_gold("d02"))
    entities = {entity.id: entity for document in documents for entity in document.entities}
    return Graph(Dataset(documents, tuple(entities[key] for key in sorted(entities))), Path("out"))


def test_an_entity_is_found_by_its_name_its_id_and_an_alias(graph: Graph) -> None:
    entity = next(
        e for e in graph.entities if e.aliases and sum(e.aliases[0] in o.aliases for o in graph.entities) == 1
    )
    assert graph.entity(entity.name) == entity
    assert graph.entity(entity.id) == entity
    if not any(entity.aliases[0] == other.name for other in graph.entities):
        assert graph.entity(entity.aliases[0]) == entity


def test_a_name_that_several_answer_to_is_refused_with_their_names(graph: Graph) -> None:
    with pytest.raises(NotFound, match="entities answer to it"):
        graph.entity("市")


def test_an_unknown_name_is_told(graph: Graph) -> None:
    with pytest.raises(NotFound, match="no entity of that name"):
        graph.entity("没有这个名字")


def test_evidence_is_the_text_where_the_statement_stands(graph: Graph) -> None:
    texts = {document.doc: document.text for document in graph.dataset.documents}
    for statement in graph.statements:
        evidence = graph.evidence(statement)
        printed = texts[evidence.doc][evidence.start : evidence.end]
        assert "".join(printed.split()) == "".join(evidence.quote.split())
        assert texts[evidence.doc].find(evidence.before + printed + evidence.after) >= 0


def test_evidence_is_found_by_the_id_of_a_statement(graph: Graph) -> None:
    statement = graph.statements[0]
    assert graph.evidence(statement.id) == graph.evidence(statement)
    with pytest.raises(NotFound, match="no statement with that id"):
        graph.evidence("nothing")


def test_statements_about_an_entity_name_it_on_either_side(graph: Graph) -> None:
    statement = graph.statements[0]
    assert statement in graph.about(statement.subject)
    assert statement in graph.about(statement.object)


def test_statements_are_a_table_with_names(graph: Graph) -> None:
    told = graph.statements[:3]
    table = graph.table([told[0], told[1].id, told[2]])
    assert list(table["id"]) == [s.id for s in told]
    names = {entity.id: entity.name for entity in graph.entities}
    assert list(table["subject"]) == [names[s.subject] for s in told]
    assert len(graph.table()) == len(graph.statements)
    assert graph.statement(told[1].id) == told[1]
    with pytest.raises(NotFound, match="no statement with that id"):
        graph.table(["0" * 16])


def test_a_path_is_a_chain_that_leads_from_one_end_to_the_other(graph: Graph) -> None:
    start = graph.statements[0].subject
    reached = 0
    for entity in graph.entities:
        chain = graph.path(start, entity)
        here = start
        for statement in chain:
            assert here in (statement.subject, statement.object)
            here = statement.object if here == statement.subject else statement.subject
        if chain:
            assert here == entity.id
            reached += 1
    assert reached > 1
    assert graph.path(start, start) == []


def test_the_part_around_an_entity_holds_its_neighbours(graph: Graph) -> None:
    statement = graph.statements[0]
    part = graph.around(statement.subject)
    assert {statement.subject, statement.object} <= {entity.id for entity in part.entities}
    assert len(part.entities) < len(graph.entities)


def test_the_networkx_graph_has_every_entity_and_statement(graph: Graph) -> None:
    network = graph.to_networkx()
    assert set(network) == {entity.id for entity in graph.entities}
    assert network.number_of_edges() == len(graph.statements)


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(graph: Graph) -> None:
    shown = graph.show(height=400).data
    assert shown.startswith('<div><iframe srcdoc="&lt;!')
    assert 'sandbox="allow-scripts allow-downloads"' in shown
    assert "height:400px" in shown
    page = unescape(shown.split('srcdoc="')[1].split('"')[0])
    assert graph.entities[0].name in page


def test_its_repr_says_what_it_holds(graph: Graph) -> None:
    assert repr(graph) == f"<Graph out: 2 pages, {len(graph.entities)} entities, {len(graph.statements)} statements>"


def test_a_named_query_gives_a_table(graph: Graph) -> None:
    table = graph.sparql("visits-by", visitor="沈砚秋")
    assert set(table["visitor"]) == {"沈砚秋"}
    assert table["sentence"].str.len().min() > 0


def test_own_sparql_gives_numbers_as_numbers_and_keeps_its_columns_where_nothing_is_found(graph: Graph) -> None:
    counted = graph.sparql("SELECT (COUNT(?s) AS ?n) WHERE { ?s a rdf:Statement }")
    assert counted["n"].tolist() == [len({s.id for s in graph.statements})]
    assert list(graph.sparql("SELECT ?s ?o WHERE { ?s kg:nothing ?o }").columns) == ["s", "o"]


def test_a_question_is_answered_with_a_table_and_its_evidence(graph: Graph) -> None:
    firms = graph.analyze("matter", kind="Firm", top=3)
    assert list(firms.table["rank"]) == [1, 2, 3]
    assert firms.table.loc[0, "name"] == firms.answer.rows[0].cells[2]
    said = {s.quote for s in graph.about(str(firms.table.loc[0, "entity"]))}
    evidence = firms.evidence(0)
    assert evidence
    assert {one.quote for one in evidence} <= said
    assert firms.notes == firms.answer.notes
    assert repr(firms) == "<Analysis matter: 3 rows>"
    with pytest.raises(IndexError):
        firms.evidence(3)


def test_an_answer_in_a_notebook_is_text_whatever_names_hold(graph: Graph) -> None:
    entities = tuple(replace(one, name=f"<b>{one.name}") for one in graph.entities)
    shown = Graph(replace(graph.dataset, entities=entities), Path("out")).analyze("matter", top=1)._repr_html_()
    assert "<caption>谁重要：按关系数" in shown
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown


def test_no_question_and_no_option_of_that_name_is_told(graph: Graph) -> None:
    with pytest.raises(OptionError, match="did you mean 'matter'"):
        graph.analyze("mater")
    with pytest.raises(OptionError, match="matter: no option 'sort'"):
        graph.analyze("matter", sort="name")
    with pytest.raises(OptionError, match="route: b is missing; give a and b"):
        graph.analyze("route", a="沈砚秋")


def test_an_answer_is_drawn(graph: Graph, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from kg.views.plot import why_not

    answer = graph.analyze("matter", kind="Park", top=3)
    with pytest.raises(OptionError, match="a picture is a .png or .svg"):
        answer.plot(tmp_path / "a.gif")
    if why_not() is not None:
        pytest.skip("no font with Chinese characters on this machine")
    assert answer.plot(tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")

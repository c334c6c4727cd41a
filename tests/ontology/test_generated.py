"""The files generated from the ontology: in step with it, readable, and complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef

from kg.errors import OutputError
from kg.graph import vocabulary
from kg.graph.terms import BASE, Names
from kg.graph.write import document_triples
from kg.ontology import load_ontology
from tests.support import ROOT, extraction_from_gold

KG = Namespace(f"{BASE}ns#")
ONTOLOGY = load_ontology()


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every file, generated afresh."""
    return vocabulary.generate()


@pytest.fixture(scope="module")
def owl(texts: dict[str, str]) -> Graph:
    """The OWL file, parsed."""
    return Graph().parse(data=texts[vocabulary.OWL], format="turtle")


def test_the_files_in_the_checkout_are_what_would_be_generated(texts: dict[str, str]) -> None:
    where = vocabulary.places()
    assert sorted(where) == sorted(texts)
    assert where[vocabulary.PAGE] == ROOT / "docs" / "ontology.md"
    assert vocabulary.differences(texts, where) == []


def test_the_same_ontology_gives_the_same_bytes(texts: dict[str, str]) -> None:
    assert vocabulary.generate() == texts


def test_another_base_moves_every_term(texts: dict[str, str]) -> None:
    moved = vocabulary.generate(base="https://example.org/x/")
    for name in (vocabulary.OWL, vocabulary.SHAPES, vocabulary.CONTEXT, vocabulary.ROWS):
        assert BASE in texts[name]
        assert BASE not in moved[name]


def test_owl_declares_every_class_with_its_parent_and_labels(owl: Graph) -> None:
    for term in ONTOLOGY.classes.values():
        node = KG[term.name]
        assert (node, RDF.type, OWL.Class) in owl
        assert (node, RDFS.label, Literal(term.label, "zh")) in owl
        assert (node, RDFS.label, Literal(term.label_en, "en")) in owl
        assert set(owl.objects(node, RDFS.subClassOf)) == ({KG[term.parent]} if term.parent else set())


def test_owl_declares_every_predicate_with_both_ends(owl: Graph) -> None:
    for term in ONTOLOGY.predicates.values():
        node = KG[term.name]
        assert (node, RDF.type, OWL.ObjectProperty) in owl
        assert ((node, RDF.type, OWL.SymmetricProperty) in owl) is term.symmetric
        for end, names in ((RDFS.domain, term.domain), (RDFS.range, term.range)):
            kind = owl.value(node, end)
            union = owl.value(kind, OWL.unionOf)
            found = list(owl.items(union)) if union else [kind]
            assert found == [KG[name] for name in names]


def test_owl_declares_every_term_that_a_written_graph_uses(owl: Graph) -> None:
    written = {
        part.value
        for triple in document_triples(extraction_from_gold("d01"), Names(BASE))
        for part in triple
        if part.value.startswith(str(KG))
    }
    assert str(KG.quoteStart) in written
    assert str(KG.Article) in written
    assert written <= {str(node) for node in owl.subjects(RDF.type)}


def test_public_vocabularies_are_matched_and_not_claimed(owl: Graph) -> None:
    matched = set(owl.objects(KG.Firm, SKOS.closeMatch))
    assert matched == {URIRef("http://www.w3.org/ns/org#FormalOrganization"), URIRef("https://schema.org/Corporation")}


def test_every_shape_says_in_one_sentence_what_it_wants(texts: dict[str, str]) -> None:
    shapes = Graph().parse(data=texts[vocabulary.SHAPES], format="turtle")
    named = {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)}
    assert len(named) > 60
    for shape in named:
        (message,) = shapes.objects(shape, SH.message)
        assert str(message).endswith(".")
        assert ". " not in str(message)


# rdflib's own parser of JSON-LD uses what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_a_document_in_json_reads_through_the_context(texts: dict[str, str]) -> None:
    row = {
        "id": "st/1", "type": "Statement", "rdf:subject": "id/a", "rdf:predicate": "visited", "rdf:object": "id/b",
        "status": "Planned", "quote": "王小明将到华谊化工调研", "quoteStart": 3,
    }  # fmt: skip
    data = json.loads(texts[vocabulary.CONTEXT]) | row
    graph = Graph().parse(data=json.dumps(data), format="json-ld")
    node = URIRef(f"{BASE}st/1")
    assert (node, RDF.type, RDF.Statement) in graph
    assert (node, RDF.predicate, KG.visited) in graph
    assert (node, RDF.subject, URIRef(f"{BASE}id/a")) in graph
    assert (node, KG.status, KG.Planned) in graph
    assert (node, KG.quote, Literal("王小明将到华谊化工调研", "zh")) in graph
    assert (node, KG.quoteStart, Literal(3)) in graph


def test_the_page_names_every_term(texts: dict[str, str]) -> None:
    page = texts[vocabulary.PAGE]
    terms = (*ONTOLOGY.concrete, *ONTOLOGY.predicates, *ONTOLOGY.qualifiers, *ONTOLOGY.statuses, *ONTOLOGY.properties)
    assert [name for name in terms if f"`{name}`" not in page] == []


def test_a_changed_or_missing_file_is_told_with_its_place(texts: dict[str, str], tmp_path: Path) -> None:
    where = vocabulary.places(tmp_path)
    vocabulary.write(texts, where)
    where[vocabulary.OWL].write_text(texts[vocabulary.OWL].replace("企业", "公司"), encoding="utf-8")
    where[vocabulary.CONTEXT].unlink()
    line = texts[vocabulary.OWL].splitlines().index('    rdfs:label "企业"@zh, "firm"@en ;') + 1
    assert vocabulary.differences(texts, where) == [
        f"{where[vocabulary.OWL]}: differs at line {line}; run `kg schema write`",
        f"{where[vocabulary.CONTEXT]}: missing; run `kg schema write`",
    ]


def test_other_line_ends_are_a_difference(texts: dict[str, str], tmp_path: Path) -> None:
    where = vocabulary.places(tmp_path)
    vocabulary.write(texts, where)
    where[vocabulary.PAGE].write_bytes(texts[vocabulary.PAGE].replace("\n", "\r\n").encode())
    assert vocabulary.differences(texts, where) == [
        f"{where[vocabulary.PAGE]}: differs in its line ends; run `kg schema write`"
    ]


def test_a_folder_that_cannot_be_is_told_and_nothing_is_left(texts: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="choose another folder"):
        vocabulary.write(texts, vocabulary.places(tmp_path / "taken"))
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Firm", f"{BASE}ns#Firm"),
        ("Statement", "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"),
        ("dct:issued", "http://purl.org/dc/terms/issued"),
    ],
)
def test_a_term_has_an_iri(name: str, iri: str) -> None:
    assert vocabulary.term_iri(name) == iri

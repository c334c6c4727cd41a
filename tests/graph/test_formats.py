"""The forms of RDF: each read back by rdflib and pyoxigraph, all saying the same."""

from __future__ import annotations

import io
import json
import warnings

import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.namespace import XSD

from kg.graph.formats import write_jsonld, write_nquads, write_rdf12, write_trig, write_turtle
from kg.graph.terms import BASE, RDF, Names
from kg.graph.write import quads
from kg.records import Dataset
from tests.export.hostile import hostile_dataset
from tests.graph.gold import gold_dataset

OTHER = "https://example.org/other/"
DATASETS = {"gold": gold_dataset, "hostile": hostile_dataset, "empty": lambda: Dataset((), ())}
WRITERS = {
    "ttl": (write_turtle, RdfFormat.TURTLE, "turtle"),
    "trig": (write_trig, RdfFormat.TRIG, "trig"),
    "nq": (write_nquads, RdfFormat.N_QUADS, "nquads"),
    "jsonld": (write_jsonld, RdfFormat.JSON_LD, "json-ld"),
}
REIFIES = NamedNode(RDF + "reifies")


def written(dataset: Dataset, form: str, base: str = BASE) -> bytes:
    stream = io.BytesIO()
    (write_rdf12 if form == "rdf12" else WRITERS[form][0])(dataset, stream, base)
    return stream.getvalue()


def read_by_rdflib(text: bytes, form: str) -> rdflib.Dataset:
    """Return what rdflib reads; it warns of its own old names meanwhile."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset = rdflib.Dataset()
        dataset.parse(data=text, format=form)
        return dataset


def said(dataset: Dataset, base: str = BASE) -> set[Quad]:
    return set(quads(dataset, Names(base)))


def nodes(dataset: rdflib.Dataset, of: str) -> set[str]:
    return {str(s) for s, _, _, _ in dataset.quads((None, None, None, None)) if str(s).startswith(f"{BASE}{of}/")}


def plain_triples(dataset: rdflib.Dataset) -> set[tuple[str, ...]]:
    """Return the triples of a dataset; rdflib tells a plain literal from an xsd:string, which are one in RDF 1.1."""
    return {
        tuple(term.n3().removesuffix(f"^^<{XSD.string}>") for term in triple)
        for *triple, _ in dataset.quads((None, None, None, None))
    }


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("form", WRITERS)
def test_pyoxigraph_reads_what_was_said(form: str, name: str) -> None:
    dataset = DATASETS[name]()
    found = set(parse(written(dataset, form), format=WRITERS[form][1]))
    wanted = {q.triple for q in said(dataset)} if form == "ttl" else said(dataset)
    assert ({q.triple for q in found} if form == "ttl" else found) == wanted


@pytest.mark.parametrize("name", ["gold", "hostile"])
@pytest.mark.parametrize("form", WRITERS)
def test_rdflib_reads_every_entity_statement_and_triple(form: str, name: str) -> None:
    dataset = DATASETS[name]()
    found = read_by_rdflib(written(dataset, form), WRITERS[form][2])
    replaced = {f"{BASE}id/{key}" for key in dataset.replaced}
    assert nodes(found, "id") - replaced == {f"{BASE}id/{e.id}" for e in dataset.entities}
    assert nodes(found, "st") == {f"{BASE}st/{s.id}" for s in dataset.statements}
    everything = said(dataset)
    count = len({q.triple for q in everything} if form == "ttl" else everything)
    assert len(list(found.quads((None, None, None, None)))) == count


def test_rdflib_reads_the_same_from_turtle_and_json_ld() -> None:
    one, other = (read_by_rdflib(written(gold_dataset(), form), WRITERS[form][2]) for form in ("ttl", "jsonld"))
    assert plain_triples(one) == plain_triples(other)


@pytest.mark.parametrize("name", ["gold", "hostile"])
def test_in_rdf_1_2_a_statement_reifies_its_claim(name: str) -> None:
    dataset = DATASETS[name]()
    found = set(parse(written(dataset, "rdf12"), format=RdfFormat.TRIG))
    claims = {q.subject: q.object for q in found if q.predicate == REIFIES}
    names = Names()
    assert claims == {
        names.statement(s.id): Triple(names.entity(s.subject), names.term(s.predicate), names.entity(s.object))
        for s in dataset.statements
    }
    # Whatever else is said is what RDF 1.1 says, in the same graphs.
    old = {NamedNode(f"{RDF}{end}") for end in ("subject", "predicate", "object")}
    statement = NamedNode(f"{RDF}Statement")
    rest = {q for q in said(dataset) if q.predicate not in old and q.object != statement}
    assert {q for q in found if q.predicate != REIFIES} == rest


def test_json_ld_carries_its_context_and_names_no_address_of_one() -> None:
    data = json.loads(written(gold_dataset(), "jsonld"))
    assert isinstance(data["@context"], dict)
    entity = next(node for node in data["@graph"] if node.get("type") == "Park")
    assert isinstance(entity["skos:prefLabel"], str)
    assert entity["id"] == f"id/{entity['id'].rpartition('/')[2]}"
    page = next(node for node in data["@graph"] if "@graph" in node)
    statement = next(node for node in page["@graph"] if node.get("type") == "Statement")
    assert {"rdf:subject", "rdf:predicate", "rdf:object", "status", "quote"} <= set(statement)
    assert statement["rdf:predicate"].isalpha()


@pytest.mark.parametrize("form", [*WRITERS, "rdf12"])
def test_the_base_changes_every_iri(form: str) -> None:
    text = written(gold_dataset(), form, OTHER)
    assert BASE.encode() not in text
    assert OTHER.encode() in text

"""The ontology as a JSON-LD context."""

from __future__ import annotations

import json

from kg.ontology.owl import DATATYPES
from kg.ontology.terms import ENTITY, PREFIXES, Ontology, PropertyTerm


def context(ontology: Ontology, base: str, *, language: str) -> str:
    """Return the JSON-LD context of a graph, JSON text: the same bytes for the same ontology."""
    terms: dict[str, object] = {
        "@version": 1.1,
        "@base": base,
        "@vocab": f"{base}ns#",
        "kg": f"{base}ns#",
        **{prefix: PREFIXES[prefix] for prefix in ("dct", "prov", "rdf", "rdfs", "skos", "xsd")},
        "id": "@id",
        "type": "@type",
    }
    for name in (*ontology.classes, *ontology.statuses):
        terms[name] = f"kg:{name}"
    for node in ontology.nodes.values():
        terms[node.name] = node.iri or f"kg:{node.name}"
    for name in ontology.predicates:
        terms[name] = {"@id": f"kg:{name}", "@type": "@id"}
    for term in ontology.all_properties():
        terms[term.name] = _property(term, ontology, language)
    return json.dumps({"@context": terms}, ensure_ascii=False, indent=2) + "\n"


def _property(term: PropertyTerm, ontology: Ontology, language: str) -> dict[str, str]:
    iri = term.name if ":" in term.name else f"kg:{term.name}"
    if term.type in {"text", "name"}:
        return {"@id": iri, "@language": language}
    if term.type in {"status", "predicate", "class"}:
        return {"@id": iri, "@type": "@vocab"}
    if term.type == ENTITY or term.type in ontology.nodes:
        return {"@id": iri, "@type": "@id"}
    # A date is of one of three datatypes, so each value tells its own.
    return {"@id": iri, "@type": DATATYPES[term.type]} if term.type in DATATYPES else {"@id": iri}

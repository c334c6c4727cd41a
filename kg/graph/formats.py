"""The forms of RDF that a dataset is exported in: each written triple by triple, so that memory does not grow with it.

The words are those of ``graph.trig`` (`kg.graph.write`); only their form differs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import IO, Any

from pyoxigraph import Literal, NamedNode, RdfFormat, serialize
from pyoxigraph import Triple as _Triple

from kg.graph.terms import LANGUAGE, RDF, Names
from kg.graph.write import Triple, dataset_triples, document_triples, in_order, quads, reified_quads
from kg.ontology import load_ontology
from kg.ontology.context import context
from kg.records import Readable

_TYPE = NamedNode(RDF + "type")


def write_turtle(dataset: Readable, stream: IO[bytes], base: str) -> None:
    """Write all in one graph as Turtle 1.1 (W3C, 2014)."""
    names = Names(base)

    def triples() -> Iterator[Triple]:
        yield from dataset_triples(dataset, names)
        for document in in_order(dataset, names):
            yield from document_triples(document, names)

    serialize((_Triple(*t) for t in triples()), stream, RdfFormat.TURTLE, prefixes=names.prefixes)


def write_trig(dataset: Readable, stream: IO[bytes], base: str) -> None:
    """Write entities in the default graph and each document in a graph of its name, as TriG 1.1 (W3C, 2014)."""
    names = Names(base)
    serialize(quads(dataset, names), stream, RdfFormat.TRIG, prefixes=names.prefixes)


def write_nquads(dataset: Readable, stream: IO[bytes], base: str) -> None:
    """Write a line for each quad, as N-Quads 1.1 (W3C, 2014)."""
    serialize(quads(dataset, Names(base)), stream, RdfFormat.N_QUADS)


def write_rdf12(dataset: Readable, stream: IO[bytes], base: str) -> None:
    """Write TriG 1.2 (W3C): a statement reifies its triple term, where RDF 1.1 has a subject, predicate and object."""
    names = Names(base)
    serialize(reified_quads(dataset, names), stream, RdfFormat.TRIG, prefixes=names.prefixes)


def write_jsonld(dataset: Readable, stream: IO[bytes], base: str) -> None:
    """Write JSON-LD 1.1 (W3C, 2020), compacted by the context of the ontology, which stands at its head.

    One line a node, so that it can be read, and written, without holding it whole.
    """
    names, ontology = Names(base), load_ontology()
    head = json.loads(context(ontology, base, language=LANGUAGE))["@context"]
    compact = _Compact(head, names)
    stream.write(f'{{"@context": {_json(head)},\n"@graph": ['.encode())
    between = "\n"
    for text in _nodes(dataset, compact):
        stream.write(f"{between}{text}".encode())
        between = ",\n"
    stream.write(b"\n]}\n")


def _nodes(dataset: Readable, compact: _Compact) -> Iterator[str]:
    """Give the nodes of the default graph, then the graph of each document, as JSON text."""
    names = compact.names
    for node in compact.nodes(dataset_triples(dataset, names)):
        yield _json(node)
    for document in in_order(dataset, names):
        nodes = ",\n".join(map(_json, compact.nodes(document_triples(document, names))))
        yield f'{{"id": {_json(compact.iri(names.document(document.doc)))}, "@graph": [\n{nodes}\n]}}'


class _Compact:
    """Triples as node objects of JSON-LD, in the terms of a context."""

    def __init__(self, terms: Mapping[str, Any], names: Names) -> None:
        self.names = names
        self._prefixes = {value: name for name, value in names.prefixes.items() if name in terms}
        self._vocabulary: dict[str, str] = {}
        self._properties: dict[str, tuple[str, str, str]] = {}
        for term, means in terms.items():
            if isinstance(means, str) and not term.startswith("@") and ":" in means and "://" not in means:
                self._vocabulary[self._expanded(means)] = term
            elif isinstance(means, dict):
                known = term, means.get("@type", ""), means.get("@language", "")
                # A predicate is a value too: of rdf:predicate.
                self._vocabulary[self._expanded(means["@id"])] = term
                self._properties[self._expanded(means["@id"])] = known

    def _expanded(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"{self.names.prefixes[prefix]}{local}" if prefix in self.names.prefixes else name

    def _shortened(self, iri: str) -> str:
        """Return an IRI behind a prefix of the context, or as it is where none fits."""
        return next((f"{p}:{iri[len(start) :]}" for start, p in self._prefixes.items() if iri.startswith(start)), iri)

    def iri(self, node: NamedNode) -> str:
        """Return the IRI of a node, relative to the base that the context names."""
        return node.value.removeprefix(self.names.base)

    def nodes(self, triples: Iterator[Triple]) -> Iterator[dict[str, Any]]:
        """Give a node object for each run of triples about the same thing."""
        for subject, about in groupby(triples, key=lambda triple: triple[0]):
            node: dict[str, Any] = {"id": self.iri(subject)}
            for _, predicate, value in about:
                name, shown = self._pair(predicate, value)
                known = node.setdefault(name, shown)
                if isinstance(known, list):
                    known.append(shown)
                elif known is not shown:
                    node[name] = [known, shown]
            yield node

    def _pair(self, predicate: NamedNode, value: NamedNode | Literal) -> tuple[str, Any]:
        if predicate == _TYPE and isinstance(value, NamedNode):
            return "type", self._term(value)
        name, kind, language = self._properties.get(predicate.value, (self._shortened(predicate.value), "", ""))
        if isinstance(value, NamedNode):
            if kind == "@vocab":
                return name, self._term(value)
            return name, self.iri(value) if kind == "@id" else {"id": self.iri(value)}
        if value.language:
            return name, value.value if value.language == language else _tagged(value)
        datatype = self._shortened(value.datatype.value)
        if datatype == kind and kind:
            return name, int(value.value) if kind == "xsd:integer" else value.value
        # A plain value under a name that has a language of its own would take that language.
        return name, {"@value": value.value, "@type": datatype}

    def _term(self, node: NamedNode) -> str:
        return self._vocabulary.get(node.value) or self._shortened(node.value)


def _tagged(value: Literal) -> dict[str, Any]:
    return {"@value": value.value, "@language": value.language}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

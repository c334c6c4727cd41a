"""Findings as RDF: a validation report as SHACL writes it, with the sentences that speak for each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.graph.terms import DCT, RDF, SH, XSD, Names, string_literal, text_literal
from kg.graph.validate import Finding
from kg.records import digest

_TYPE = NamedNode(RDF + "type")


def report(findings: Iterable[Finding], *, base: str) -> str:
    """Return findings as a SHACL validation report in Turtle, the same text for the same findings.

    A finding's statements stand under ``kg:evidence``; what they quote is in the graph, and here beside them.
    """
    names = Names(base)
    found = list(findings)
    text = serialize(_triples(found, names), format=RdfFormat.TURTLE, prefixes={**names.prefixes, "sh": SH})
    return (text or b"").decode()


def _triples(findings: list[Finding], names: Names) -> Iterator[Triple]:
    whole = NamedNode(f"{names.base}report")
    yield Triple(whole, _TYPE, _sh("ValidationReport"))
    conforms = Literal(str(not findings).lower(), datatype=NamedNode(XSD + "boolean"))
    yield Triple(whole, _sh("conforms"), conforms)
    for finding in findings:
        parts = (finding.node, finding.path, finding.value, finding.message)
        node = NamedNode(f"{names.base}finding/{digest('finding', *parts)}")
        yield Triple(whole, _sh("result"), node)
        yield Triple(node, _TYPE, _sh("ValidationResult"))
        yield Triple(node, _sh("focusNode"), NamedNode(finding.node))
        yield Triple(node, _sh("resultSeverity"), _sh(finding.severity))
        yield Triple(node, _sh("resultMessage"), Literal(finding.message, language="en"))
        if finding.value:
            yield Triple(node, _sh("value"), string_literal(finding.value))
        for statement, doc, quote in finding.evidence:
            said = names.statement(statement)
            yield Triple(node, names.term("evidence"), said)
            yield Triple(said, names.term("quote"), text_literal(quote))
            yield Triple(said, NamedNode(DCT + "source"), names.document(doc))


def _sh(name: str) -> NamedNode:
    return NamedNode(SH + name)

"""The ontology: what classes, predicates, qualifiers and statuses there are. Data under ``schemas/``."""

from __future__ import annotations

from kg.ontology.load import load_ontology, read_ontology
from kg.ontology.terms import (
    ClassTerm,
    NodeTerm,
    Ontology,
    PredicateTerm,
    PropertyTerm,
    QualifierTerm,
    StatusTerm,
    Term,
)

__all__ = [
    "ClassTerm",
    "NodeTerm",
    "Ontology",
    "PredicateTerm",
    "PropertyTerm",
    "QualifierTerm",
    "StatusTerm",
    "Term",
    "load_ontology",
    "read_ontology",
]

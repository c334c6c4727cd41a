"""The ontology: what classes, predicates, qualifiers and statuses there are. Data under ``schemas/``."""

from __future__ import annotations

from kg.ontology.load import load_ontology, read_ontology
from kg.ontology.terms import ClassTerm, Ontology, PredicateTerm, QualifierTerm, StatusTerm

__all__ = ["ClassTerm", "Ontology", "PredicateTerm", "QualifierTerm", "StatusTerm", "load_ontology", "read_ontology"]

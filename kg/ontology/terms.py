"""The terms of the ontology, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import UnknownTerm

PREFIXES: Mapping[str, str] = {
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The public vocabularies that a term may name, by prefix."""

ENTITY = "Entity"
"""What the files call anything that a page names: an entity of any concrete class."""

STATEMENT = "rdf:Statement"
"""The public class of the node that bears the qualifiers."""


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class of entities, or an abstract parent of some."""

    name: str
    label: str
    """In Chinese."""
    parent: str | None
    abstract: bool
    color: str
    """As ``#rrggbb``."""
    shape: str
    """A shape of vis-network."""
    aligned: tuple[str, ...] = ()
    """Terms of public vocabularies it corresponds to, as prefixed names."""
    comment: str = ""
    not_: str = ""
    """What it is not."""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class PredicateTerm:
    """A relation between two entities."""

    name: str
    label: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    symmetric: bool
    qualifiers: tuple[str, ...]
    color: str
    comment: str = ""
    not_: str = ""
    label_en: str = ""
    aligned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QualifierTerm:
    """What a statement may say beside its two ends."""

    name: str
    label: str
    type: str
    comment: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class StatusTerm:
    """How sure a page is of a statement."""

    name: str
    label: str
    comment: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class NodeTerm:
    """A class of the graph that no entity is of: documents, articles, statements, runs."""

    name: str
    label: str
    iri: str | None = None
    """The public class that stands for it, as a prefixed name."""
    aligned: tuple[str, ...] = ()
    comment: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class PropertyTerm:
    """What the graph says of an entity, document, article, statement or run."""

    name: str
    """A prefixed name where it is a term of a public vocabulary."""
    label: str
    of: tuple[str, ...]
    type: str
    required: bool = False
    many: bool = False
    min: int | None = None
    max: int | None = None
    pattern: str | None = None
    upto: str | None = None
    """The property whose value it may not exceed."""
    beside: str | None = None
    """The qualifier without which it does not stand."""
    comment: str = ""
    label_en: str = ""


Term = ClassTerm | PredicateTerm | QualifierTerm | StatusTerm | NodeTerm | PropertyTerm


@dataclass(frozen=True, slots=True)
class Ontology:
    """All terms by name; classes and predicates in the order of their names."""

    classes: Mapping[str, ClassTerm]
    predicates: Mapping[str, PredicateTerm]
    qualifiers: Mapping[str, QualifierTerm]
    statuses: Mapping[str, StatusTerm]
    _ancestors: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    _allowed: dict[tuple[str, str, str], bool] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `allows` said already."""
    nodes: Mapping[str, NodeTerm] = field(default_factory=dict)
    properties: Mapping[str, PropertyTerm] = field(default_factory=dict)

    @property
    def concrete(self) -> tuple[str, ...]:
        """Return the names of the classes that an entity may be of."""
        return tuple(name for name, term in self.classes.items() if not term.abstract)

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Return whether a class is another or descends from it; raise UnknownTerm for one that is not there."""
        for name in (cls, ancestor):
            if name not in self.classes:
                raise UnknownTerm(name, where="ontology", known=self.classes)
        return ancestor in self._ancestors[cls]

    def allows(self, predicate: str, subject: str, obj: str) -> bool:
        """Return whether the predicate may hold between entities of these classes; raise UnknownTerm."""
        known = self._allowed.get((predicate, subject, obj))
        if known is not None:
            return known
        if predicate not in self.predicates:
            raise UnknownTerm(predicate, where="ontology", known=self.predicates)
        term = self.predicates[predicate]
        held = any(self.is_a(subject, d) for d in term.domain) and any(self.is_a(obj, r) for r in term.range)
        return self._allowed.setdefault((predicate, subject, obj), held)

    def concrete_of(self, *ancestors: str) -> tuple[str, ...]:
        """Return the names of the concrete classes that are one of these or descend from one; raise UnknownTerm."""
        return tuple(name for name in self.concrete if any(self.is_a(name, above) for above in ancestors))

    def all_properties(self) -> tuple[PropertyTerm, ...]:
        """Return every property of a record: the qualifiers as properties of a statement, then all others."""
        statement = tuple(node.name for node in self.nodes.values() if node.iri == STATEMENT)
        qualifiers = (
            PropertyTerm(q.name, q.label, statement, q.type, comment=q.comment, label_en=q.label_en)
            for q in self.qualifiers.values()
        )
        return (*qualifiers, *self.properties.values())

    def kind(self, name: str) -> str:
        """Return what a term is (class, predicate, qualifier …); raise UnknownTerm with the nearest name."""
        return self._find(name)[0]

    def term(self, name: str) -> Term:
        """Return the term of a name, whatever it is; raise UnknownTerm with the nearest name."""
        return self._find(name)[1]

    def _find(self, name: str) -> tuple[str, Term]:
        kinds: dict[str, Mapping[str, Term]] = {
            "class": self.classes,
            "predicate": self.predicates,
            "qualifier": self.qualifiers,
            "status": self.statuses,
            "node": self.nodes,
            "property": self.properties,
        }
        for kind, terms in kinds.items():
            if name in terms:
                return kind, terms[name]
        raise UnknownTerm(name, where="ontology", known=[one for terms in kinds.values() for one in terms])

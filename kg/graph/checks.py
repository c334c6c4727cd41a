"""The SHACL shapes as SPARQL: the same checks for graphs that are too big for a validator that goes node by node.

Each constraint of a shape becomes one query that finds what breaks it, after the definitions in SPARQL of SHACL's own
specification (Shapes Constraint Language, W3C Recommendation, 2017, section 4). Only the constructs that our shapes use
are known; another one is an error and not passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from kg.errors import OntologyError
from kg.graph.terms import RDF, SH, XSD

_Node = NamedNode | BlankNode
_Term = NamedNode | BlankNode | Literal

_NOT_CONSTRAINTS = {"path", "message", "targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode", "property"}
_NUMBERS = {XSD + "decimal", XSD + "integer"}


@dataclass(frozen=True, slots=True)
class Check:
    """A query that finds what breaks one constraint of a shape."""

    query: str
    """Binds ``?this`` and, where a value is wrong, ``?value``."""
    message: str
    path: str


def checks(turtle: str) -> list[Check]:
    """Return the checks of the shapes in a Turtle text; raise `OntologyError` for a construct that is not known."""
    store = Store()
    store.load(turtle.encode(), format=RdfFormat.TURTLE)
    return [check for shape in _roots(store) for check in _checks(store, shape, _targets(store, shape))]


def _roots(store: Store) -> list[_Node]:
    """Return the shapes that have targets of their own, in the order of their names."""
    kinds = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
    found = {q.subject for kind in kinds for q in store.quads_for_pattern(None, NamedNode(SH + kind), None)}
    return sorted((shape for shape in found if isinstance(shape, NamedNode)), key=str)


def _targets(store: Store, shape: _Node, name: str = "?this") -> str:
    """Return the pattern that binds a variable to the nodes a shape speaks of."""
    parts = []
    if classes := _values(store, shape, "targetClass"):
        parts.append(f"VALUES ?class {{ {' '.join(classes)} }} {name} a ?class")
    parts += [f"{name} {p} ?any" for p in _values(store, shape, "targetSubjectsOf")]
    parts += [f"?any {p} {name}" for p in _values(store, shape, "targetObjectsOf")]
    if nodes := _values(store, shape, "targetNode"):
        parts.append(f"VALUES {name} {{ {' '.join(nodes)} }}")
    return " UNION ".join(f"{{ {part} }}" for part in parts)


def _checks(store: Store, shape: _Node, targets: str) -> Iterator[Check]:
    message = " ".join(map(_text, _objects(store, shape, "message")))
    places = _objects(store, shape, "path")
    path = _path(store, places[0]) if places else ""
    about = f"{{ SELECT DISTINCT ?this {{ {targets} }} }}"
    value = f"{about} ?this {path} ?value ." if path else f"{about} BIND(?this AS ?value)"
    for name in sorted({q.predicate.value for q in store.quads_for_pattern(shape, None, None)}):
        if not name.startswith(SH) or name == f"{SH}property":
            continue
        kind = name.removeprefix(SH)
        if kind in _NOT_CONSTRAINTS:
            continue
        for limit in _objects(store, shape, kind):
            body = _broken(store, kind, limit, about=about, path=path, value=value)
            yield Check(f"SELECT DISTINCT ?this ?value {{ {body} }}", message, path)
    for inner in _objects(store, shape, "property"):
        if isinstance(inner, NamedNode | BlankNode):
            yield from _checks(store, inner, f"{_targets(store, shape, '?outer')} ?outer {path} ?this .")


def _broken(store: Store, kind: str, limit: _Term, *, about: str, path: str, value: str) -> str:
    """Return the pattern of what breaks a constraint."""
    if kind == "minCount":
        return f"{about} FILTER NOT EXISTS {{ ?this {path} ?one }}"
    if kind == "maxCount":
        number = int(_text(limit))
        inner = f"SELECT ?this (COUNT(DISTINCT ?one) AS ?number) {{ {about} ?this {path} ?one }} GROUP BY ?this"
        return f"{{ {inner} HAVING (COUNT(DISTINCT ?one) > {number}) }}"
    if kind == "lessThanOrEquals":
        return f"{value} ?this {limit} ?other FILTER(!COALESCE(?value <= ?other, false))"
    if kind == "class":
        return f"{value} FILTER NOT EXISTS {{ ?value a {limit} }}"
    return f"{value} FILTER(!({_holds(store, kind, limit)}))"


def _holds(store: Store, kind: str, limit: _Term) -> str:
    """Return the condition that a value keeps to."""
    if kind == "datatype":
        return _of_type(limit)
    if kind == "nodeKind":
        return "isIRI(?value)"
    if kind == "minLength":
        return f"STRLEN(STR(?value)) >= {_text(limit)}"
    if kind in {"minInclusive", "maxInclusive"}:
        return f"COALESCE(?value {'>=' if kind == 'minInclusive' else '<='} {limit}, false)"
    if kind == "pattern":
        return f"REGEX(STR(?value), {limit})"
    if kind == "in":
        return f"?value IN ({', '.join(map(str, _listed(store, limit)))})"
    if kind == "languageIn":
        tags = (f"LANGMATCHES(LANG(?value), {tag})" for tag in _listed(store, limit))
        return " || ".join(tags)
    if kind == "or":
        return " || ".join(f"({_all(store, choice)})" for choice in _listed(store, limit))
    raise OntologyError(f"shapes.ttl: sh:{kind} has no form in SPARQL here; add it to kg/graph/checks.py")


def _all(store: Store, choice: _Term) -> str:
    """Return the condition that all constraints of a part of a choice hold."""
    if not isinstance(choice, NamedNode | BlankNode):
        raise OntologyError(f"shapes.ttl: {choice} is no shape")
    kinds = sorted({q.predicate.value.removeprefix(SH) for q in store.quads_for_pattern(choice, None, None)})
    return " && ".join(_holds(store, kind, limit) for kind in kinds for limit in _objects(store, choice, kind))


def _of_type(datatype: _Term) -> str:
    """Return the condition that a value is a literal of a datatype, and such as the datatype has."""
    same = f"isLiteral(?value) && DATATYPE(?value) = {datatype}"
    name = datatype.value if isinstance(datatype, NamedNode) else ""
    if name in _NUMBERS:
        return f"{same} && isNumeric(?value)"
    if name == XSD + "date":
        return f"{same} && COALESCE(YEAR(?value) >= 0, false)"
    return same


def _path(store: Store, place: _Term) -> str:
    """Return a SHACL path as SPARQL writes it."""
    if isinstance(place, NamedNode):
        return str(place)
    if isinstance(place, BlankNode):
        if inverse := _objects(store, place, "inversePath"):
            return f"^{_path(store, inverse[0])}"
        return "/".join(_path(store, part) for part in _listed(store, place))
    raise OntologyError(f"shapes.ttl: {place} is no path")


def _listed(store: Store, node: _Term) -> list[_Term]:
    """Return the members of an RDF list."""
    found: list[_Term] = []
    while isinstance(node, BlankNode):
        found += _objects(store, node, RDF + "first")
        node = _objects(store, node, RDF + "rest")[0]
    return found


def _objects(store: Store, subject: _Node, name: str) -> list[_Term]:
    """Return the values of a property, of SHACL unless it is an IRI, in a fixed order."""
    predicate = NamedNode(name if "://" in name else SH + name)
    found = (quad.object for quad in store.quads_for_pattern(subject, predicate, None))
    return sorted((term for term in found if isinstance(term, NamedNode | BlankNode | Literal)), key=str)


def _values(store: Store, shape: _Node, name: str) -> list[str]:
    return list(map(str, _objects(store, shape, name)))


def _text(term: _Term) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""

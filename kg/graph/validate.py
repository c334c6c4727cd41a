"""The graph of a build against the SHACL shapes that are generated from the ontology."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import paths
from kg.errors import DamagedInput, NotFound, OntologyError
from kg.graph.store import base_at
from kg.graph.terms import BASE
from kg.graph.write import TURTLE

SHAPES = Path("generated") / "shapes.ttl"
_SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One node that does not keep to a shape."""

    node: str
    path: str
    value: str
    message: str
    severity: str


def validate_build(out: str | Path) -> list[Finding]:
    """Return what in the graph of the build in the folder `out` does not keep to the shapes, in a fixed order.

    Raises `NotFound` where there is no build, `DamagedInput` where its graph cannot be read, and `OntologyError`
    where the shapes are missing.
    """
    file = Path(out) / TURTLE
    if not file.is_file():
        raise NotFound(f"{out}: no build here; run `kg build SOURCE --out {out}` first")
    try:
        turtle = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedInput(f"{file}: not a graph that can be read ({error}); run `kg build` again") from error
    return validate_turtle(turtle, base=base_at(out), where=str(file))


def validate_turtle(turtle: str, *, base: str = BASE, where: str = "graph") -> list[Finding]:
    """Return what in a graph written as Turtle does not keep to the shapes, in a fixed order."""
    from pyshacl import validate

    shapes = paths.schemas() / SHAPES
    if not shapes.is_file():
        raise OntologyError(f"{shapes}: the shapes are missing; run `kg schema write`")
    rules = shapes.read_text(encoding="utf-8").replace(f"<{BASE}", f"<{base}")
    graph = _parse(turtle, where=where)
    _, report, _ = validate(graph, shacl_graph=_parse(rules, where=str(shapes)), advanced=False, inplace=True)
    return _findings(report)


def _parse(turtle: str, *, where: str) -> Any:
    """Return Turtle as an rdflib graph, held by rdflib itself: pyshacl looks up node by node, slow in Oxigraph."""
    from rdflib import Graph

    try:
        return Graph().parse(data=turtle, format="turtle")
    except SyntaxError as error:
        raise DamagedInput(f"{where}: not Turtle ({error}); run `kg build` again") from error


def _findings(report: Any) -> list[Finding]:
    from rdflib import BNode, URIRef

    def said(result: Any, name: str) -> str:
        # A path that is more than a property has no name of its own, but a new one in every run.
        values = (value for value in report.objects(result, URIRef(_SHACL + name)) if not isinstance(value, BNode))
        return "; ".join(sorted(map(str, values)))

    return sorted(
        Finding(
            node=said(result, "focusNode"),
            path=said(result, "resultPath"),
            value=said(result, "value"),
            message=said(result, "resultMessage"),
            severity=said(result, "resultSeverity").removeprefix(_SHACL),
        )
        for result in report.objects(None, URIRef(_SHACL + "result"))
    )

"""The graph of a build against the SHACL shapes that are generated from the ontology."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store

from kg import paths
from kg.errors import DamagedInput, NotFound, OntologyError
from kg.graph.checks import checks
from kg.graph.store import base_at
from kg.graph.terms import BASE, SH
from kg.graph.write import TURTLE

SHAPES = Path("generated") / "shapes.ttl"
BIG = 5_000_000
"""Bytes of Turtle up to which pySHACL checks in seconds; it takes about a minute for ten times as much."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One node that does not keep to a shape."""

    node: str
    path: str
    value: str
    message: str
    severity: str
    evidence: tuple[tuple[str, str, str], ...] = ()
    """Statements that speak for it: id, document and quote."""


def validate_build(out: str | Path, *, engine: str | None = None) -> list[Finding]:
    """Return what in the graph of the build in the folder `out` does not keep to the shapes, in a fixed order.

    `engine` is ``shacl`` (pySHACL) or ``sparql`` (the same checks as queries); by default the second for graphs of
    more than `BIG` bytes.

    Raises `NotFound` where there is no build, `DamagedInput` where its graph cannot be read, and `OntologyError`
    where the shapes are missing.
    """
    file = Path(out) / TURTLE
    if not file.is_file():
        raise NotFound(f"{out}: no build here; run `kg build SOURCE --out {out}` first")
    try:
        if engine == "sparql" or (engine is None and file.stat().st_size > BIG):
            return validate_by_queries(file, base=base_at(out))
        turtle = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedInput(f"{file}: not a graph that can be read ({error}); run `kg build` again") from error
    return validate_turtle(turtle, base=base_at(out), where=str(file))


def validate_by_queries(file: Path, *, base: str = BASE) -> list[Finding]:
    """Return what in a Turtle file does not keep to the shapes, found by SPARQL queries, in a fixed order."""
    store = Store()
    try:
        store.bulk_load(path=str(file), format=RdfFormat.TURTLE)
    except (OSError, SyntaxError, ValueError) as error:
        raise DamagedInput(f"{file}: not Turtle ({error}); run `kg build` again") from error
    found = set()
    for check in checks(_shapes(base)):
        for row in store.query(check.query):  # type: ignore[union-attr]
            this, value = row["this"], row["value"]
            values = ("" if term is None else getattr(term, "value", str(term)) for term in (this, value))
            found.add(Finding(*(next(values), check.path.strip("<>"), next(values)), check.message, "Violation"))
    return sorted(found)


def _shapes(base: str) -> str:
    """Return the shapes of a graph with this base; raise `OntologyError` where they are missing."""
    shapes = paths.schemas() / SHAPES
    if not shapes.is_file():
        raise OntologyError(f"{shapes}: the shapes are missing; run `kg schema write`")
    return shapes.read_text(encoding="utf-8").replace(f"<{BASE}", f"<{base}")


def validate_turtle(turtle: str, *, base: str = BASE, where: str = "graph") -> list[Finding]:
    """Return what in a graph written as Turtle does not keep to the shapes, in a fixed order."""
    from pyshacl import validate

    shapes = _parse(_shapes(base), where=str(SHAPES))
    graph = _parse(turtle, where=where)
    _, report, _ = validate(graph, shacl_graph=shapes, advanced=False, inplace=True)
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
        values = (value for value in report.objects(result, URIRef(SH + name)) if not isinstance(value, BNode))
        return "; ".join(sorted(map(str, values)))

    return sorted(
        Finding(
            node=said(result, "focusNode"),
            path=said(result, "resultPath"),
            value=said(result, "value"),
            message=said(result, "resultMessage"),
            severity=said(result, "resultSeverity").removeprefix(SH),
        )
        for result in report.objects(None, URIRef(SH + "result"))
    )

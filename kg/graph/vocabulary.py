"""The files generated from the ontology: OWL, SHACL, JSON-LD context, JSON Schema of the archive, documentation."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from kg import paths
from kg.drafts import write_whole
from kg.errors import OutputError
from kg.graph.archive import FORMAT
from kg.graph.terms import BASE, LANGUAGE
from kg.ontology import NodeTerm, Ontology, load_ontology
from kg.ontology.archive_schema import archive_schema
from kg.ontology.context import context
from kg.ontology.owl import owl
from kg.ontology.page import page
from kg.ontology.shacl import shacl
from kg.ontology.terms import PREFIXES
from kg.records import Entity, Extraction, Statement

GENERATED = "generated"
"""The folder below ``schemas/`` where the files lie."""
OWL, SHAPES, CONTEXT, ROWS, PAGE = (
    "ontology.ttl",
    "shapes.ttl",
    "context.jsonld",
    "statements.schema.json",
    "ontology.md",
)
_ROWS = {"page": Extraction, "entity": Entity, "statement": Statement}


def generate(ontology: Ontology | None = None, *, base: str = BASE) -> dict[str, str]:
    """Return the text of every file by its name, byte for byte the same for the same ontology."""
    terms = ontology or load_ontology()
    return {
        OWL: owl(terms, base),
        SHAPES: shapes(terms, base=base),
        CONTEXT: context(terms, base, language=LANGUAGE),
        ROWS: archive_schema(terms, base, records=_ROWS, form=FORMAT),
        PAGE: page(terms, base),
    }


def shapes(ontology: Ontology | None = None, *, base: str = BASE) -> str:
    """Return the SHACL shapes of a graph with this base, as Turtle."""
    return shacl(ontology or load_ontology(), base, language=LANGUAGE)


def term_iri(name: str, *, base: str = BASE) -> str:
    """Return the IRI of a term of the ontology, public where it says so; raise UnknownTerm."""
    term = load_ontology().term(name)
    public = term.iri if isinstance(term, NodeTerm) and term.iri else name
    prefix, _, local = public.rpartition(":")
    return f"{PREFIXES[prefix]}{local}" if prefix else f"{base}ns#{local}"


def places(folder: Path | None = None) -> dict[str, Path]:
    """Return where each file belongs: in `folder`, or else in ``schemas/generated/`` and a checkout's ``docs/``."""
    if folder is not None:
        return {name: folder / name for name in (OWL, SHAPES, CONTEXT, ROWS, PAGE)}
    schemas = paths.schemas()
    found = {name: schemas / GENERATED / name for name in (OWL, SHAPES, CONTEXT, ROWS)}
    docs = schemas.parent / "docs"
    # An installed wheel has no documentation to keep in step.
    return found | ({PAGE: docs / PAGE} if docs.is_dir() else {})


def differences(wanted: Mapping[str, str], where: Mapping[str, Path]) -> list[str]:
    """Return one line for each file that is missing or is not what would be generated, with its first difference."""
    lines = []
    for name, path in where.items():
        if not path.is_file():
            lines.append(f"{path}: missing; run `kg schema write`")
        elif difference := _first_difference(path.read_bytes().decode(errors="replace"), wanted[name]):
            lines.append(f"{path}: {difference}; run `kg schema write`")
    return lines


def write(texts: Mapping[str, str], where: Mapping[str, Path]) -> None:
    """Write the files, each whole or not at all; raise OutputError in one line where one cannot be written."""
    for name, path in where.items():
        try:
            write_whole(path, texts[name].encode())
        except OSError as error:
            raise OutputError(f"{path}: {error.strerror or error}; choose another folder with --to") from error


def _first_difference(found: str, wanted: str) -> str | None:
    if found == wanted:
        return None
    for line in difflib.unified_diff(found.splitlines(), wanted.splitlines(), lineterm="", n=0):
        if line.startswith("@@"):
            return f"differs at line {line.split()[1].lstrip('-').partition(',')[0]}"
    return "differs in its line ends"

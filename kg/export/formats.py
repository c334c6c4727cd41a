"""Every format of an export by its name: what it is, who takes it, what it cannot carry, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import IO

from kg.errors import OptionError
from kg.export.annotations import write_annotations
from kg.export.ftm import write_ftm
from kg.export.neo4j import NODES, RELATIONSHIPS, SCRIPT, write_neo4j
from kg.export.networks import write_gexf, write_graphml
from kg.export.tables import FILES as TABLES
from kg.export.tables import write_tables
from kg.graph.formats import write_jsonld, write_nquads, write_rdf12, write_trig, write_turtle
from kg.records import Readable

ToStream = Callable[[Readable, IO[bytes], str], None]
ToFolder = Callable[[Readable, Path, str], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format, and what writes a dataset in it: into a stream, or as several files into a folder."""

    name: str
    what: str
    media: str
    suffix: str
    """Of its file; empty where it is a folder."""
    lacks: str
    """What a dataset says and this format cannot."""
    stream: ToStream | None = None
    folder: ToFolder | None = None
    files: tuple[str, ...] = ()
    """Names of the files in its folder."""


_OLD = "ids that another id stands for now"
_TEXTS = "the texts of pages"

_ALL = (
    Format(
        "ttl",
        "Turtle 1.1, all in one graph",
        "text/turtle",
        ".ttl",
        f"which document says which triple, beside what statements tell; {_TEXTS}",
        stream=write_turtle,
    ),
    Format("trig", "TriG 1.1, a graph for each document", "application/trig", ".trig", _TEXTS, stream=write_trig),
    Format("nq", "N-Quads 1.1, a line for each quad", "application/n-quads", ".nq", _TEXTS, stream=write_nquads),
    Format(
        "jsonld",
        "JSON-LD 1.1, compact, with its context at the head",
        "application/ld+json",
        ".jsonld",
        _TEXTS,
        stream=write_jsonld,
    ),
    Format(
        "rdf12",
        "TriG 1.2, statements reify triple terms",
        "application/trig",
        ".trig",
        f"{_TEXTS}; readers of RDF 1.1 refuse it",
        stream=write_rdf12,
    ),
    Format(
        "csv",
        "tables for spreadsheets and pandas",
        "text/csv",
        "",
        f"{_TEXTS}; {_OLD}",
        folder=write_tables,
        files=TABLES,
    ),
    Format(
        "graphml",
        "GraphML 1.0, for yEd, Cytoscape, networkx, igraph",
        "application/xml",
        ".graphml",
        f"lists (other names are one value); pages and articles as such; {_OLD}",
        stream=write_graphml,
    ),
    Format(
        "gexf",
        "GEXF 1.3, for Gephi",
        "application/gexf+xml",
        ".gexf",
        f"lists (other names are one value); pages and articles as such; {_OLD}",
        stream=write_gexf,
    ),
    Format(
        "neo4j",
        "CSV for neo4j-admin import, and Cypher that loads it",
        "text/csv",
        "",
        f"pages and articles as such; backslashes and line breaks; {_OLD}",
        folder=write_neo4j,
        files=(NODES, RELATIONSHIPS, SCRIPT),
    ),
    Format(
        "ftm",
        "FollowTheMoney entities, for OpenAleph",
        "application/json+ftm",
        ".ftm.json",
        f"sums as numbers; rules; where a quote stands; articles; misprints; {_OLD}",
        stream=write_ftm,
    ),
    Format(
        "oa",
        "W3C Web Annotations, one for each statement",
        "application/ld+json",
        ".jsonl",
        "classes and other names of entities; sums as numbers; pages without a statement",
        stream=write_annotations,
    ),
)

FORMATS: Mapping[str, Format] = {one.name: one for one in _ALL}


def format_named(name: str) -> Format:
    """Return the format of a name; raises `OptionError`, with the name nearest to it."""
    if name in FORMATS:
        return FORMATS[name]
    near = get_close_matches(name, FORMATS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(FORMATS)}"
    raise OptionError(f"{name}: no format of an export; {hint}")

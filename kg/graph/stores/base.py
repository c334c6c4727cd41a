"""What every store can do, and what it records about itself.

A store holds the graph of one build: each document in a graph of its name, the entities in the default graph. A graph
of its own, `STATE`, says how far that is: the format, the base of all IRIs, the digest of the ``graph.trig`` it was
brought up to, and the digest of each part. Whatever writes says ``loading`` before and takes it back after; a part at
work has the digest ``""``. So a store whose writer was killed is known, and so are the parts to write again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QuerySolutions, RdfFormat, Triple, parse

from kg.errors import DamagedInput, NotFound
from kg.graph.sections import FOOT, head_of
from kg.graph.terms import BASE

Result: TypeAlias = QueryBoolean | QuerySolutions | Iterator[Triple]
"""What a query gives: yes or no, rows, or triples; rows and triples are found while they are read."""

FORMAT = 1
STATE = NamedNode("urn:yuanqu:store")
"""Names the graph with what a store says of itself, and the store in it."""
DIGEST = NamedNode("urn:yuanqu:store#digest")
ENTITIES = ""
"""Stands for the default graph where a document's graph has its IRI."""
_ENTITIES = "entities"


class Graphs(NamedTuple):
    """The graphs that a query is about, by their IRIs: those joined as its default graph, and those it can name."""

    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one graph is to hold: a document's, or with `ENTITIES` the default one."""

    name: str
    digest: str
    size: int
    """Bytes of `text`."""
    prefixes: bytes
    text: Callable[[], bytes]
    """What it says as Turtle behind these prefixes, read when it is asked for."""

    @property
    def graph(self) -> NamedNode | DefaultGraph:
        """Return the graph that it stands in."""
        return graph_of(self.name)

    def triples(self) -> Iterator[Triple]:
        """Give what it says; raises `SyntaxError` where that is no Turtle."""
        return (quad.triple for quad in parse(self.prefixes + self.text(), format=RdfFormat.TURTLE))

    def quads(self) -> Iterator[Quad]:
        """Give what it says, in its graph; raises `SyntaxError` where that is no Turtle."""
        return (Quad(t.subject, t.predicate, t.object, self.graph) for t in self.triples())


def trig_of(parts: Sequence[Part]) -> bytes:
    """Return what some parts of one build say as one TriG document."""
    found = [parts[0].prefixes] if parts else []
    for part in parts:
        found += [part.text()] if part.name == ENTITIES else [head_of(part.name), part.text(), FOOT]
    return b"".join(found)


@dataclass(frozen=True, slots=True)
class Header:
    """What a store says of itself as a whole."""

    format: int = 0
    """0 where nothing was ever loaded."""
    base: str = BASE
    graph: str = ""
    """SHA-256 of the ``graph.trig`` that it was brought up to."""
    loading: bool = False
    """Whether somebody writes, or was stopped while writing."""


class Store(ABC):
    """The graph of a build, kept where it can be asked and brought up to date. Made by `kg.graph.store.open_store`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.base = BASE
        """Base of all IRIs."""

    def check(self, *, write: bool) -> None:
        """Take the base from what the store says of itself.

        Raises `DamagedInput` where it is of a later format or, unless it is to be written, half loaded; `NotFound`
        where nothing was loaded.
        """
        header = self.header()
        if header.format > FORMAT:
            raise DamagedInput(
                f"{self.url}: this store has format {header.format}, and this program knows formats up to {FORMAT}; "
                "update yuanqu, or choose another store"
            )
        if not write and not header.format:
            raise NotFound(f"{self.url}: nothing is loaded here; run `kg load --store {self.url}` first")
        if not write and header.loading:
            raise DamagedInput(f"{self.url}: half loaded; run `kg load --store {self.url}` again")
        self.base = header.base

    @abstractmethod
    def header(self) -> Header:
        """Return what the store says of itself."""

    @abstractmethod
    def say(self, header: Header) -> None:
        """Record what the store says of itself."""

    @abstractmethod
    def digests(self) -> dict[str, str]:
        """Return the digest of every part that was loaded, by its name; ``""`` for one that was being written."""

    def documents(self) -> dict[str, str]:
        """Return the digest of every document, by its IRI."""
        return {name: digest for name, digest in self.digests().items() if name != ENTITIES}

    @abstractmethod
    def replace(self, parts: Sequence[Part]) -> None:
        """Put these parts in the place of what the store has of them, and record their digests."""

    @abstractmethod
    def drop(self, names: Sequence[str]) -> None:
        """Remove these parts with their digests."""

    @abstractmethod
    def query(self, text: str, *, prefixes: Mapping[str, str], graphs: Graphs | None = None) -> Result:
        """Return what a query gives over `graphs`; without them over those it names, else over all graphs together.

        Raises `SyntaxError` where it is no SPARQL and `ValueError` for a graph whose name is no IRI.
        """

    @abstractmethod
    def count(self) -> int:
        """Return the number of quads, without those of `STATE`."""

    @abstractmethod
    def quads(self) -> Iterator[Quad]:
        """Give all quads but those of `STATE`."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it, so that another may open it."""


def graph_of(name: str) -> NamedNode | DefaultGraph:
    """Return the graph of a part."""
    return DefaultGraph() if name == ENTITIES else NamedNode(name)


def key_of(name: str) -> NamedNode:
    """Return the node that stands for a part in `STATE`; not its IRI, so that no question about it comes here."""
    return NamedNode(f"{STATE.value}:{name or _ENTITIES}")


def name_of(key: str) -> str:
    """Return the part that a node of `STATE` stands for."""
    name = key.removeprefix(f"{STATE.value}:")
    return ENTITIES if name == _ENTITIES else name


def header_rows(header: Header) -> dict[str, str]:
    """Return a header as predicates and values of `STATE`."""
    rows = {"format": str(header.format), "base": header.base, "graph": header.graph}
    rows |= {"loading": "true"} if header.loading else {}
    return {f"{STATE.value}#{name}": value for name, value in rows.items() if value}


def header_from(rows: Mapping[str, str]) -> Header:
    """Return the header that predicates and values of `STATE` make; one that cannot be read is of a later format."""
    said = {name.removeprefix(f"{STATE.value}#"): value for name, value in rows.items()}
    if not said:
        return Header()
    number = said.get("format", "")
    known = int(number) if number.isdecimal() else FORMAT + 1
    return Header(known, said.get("base", BASE), said.get("graph", ""), "loading" in said)

"""The words of the graph: namespaces, the IRIs of things, and literals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg.errors import DamagedInput, OutputError
from kg.records import is_date

BASE = "https://w3id.org/yuanqu/"
"""Base of all IRIs, unless a build is told another."""
LANGUAGE = "zh"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
DCT = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SH = "http://www.w3.org/ns/shacl#"

_SURROGATE = re.compile("[\ud800-\udfff]")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\x00-\x20<>\"{}|\\^`?#%]+/")
_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of a graph under one base."""

    base: str = BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise OutputError(f"{self.base}: no base of IRIs; give one such as {BASE}, with a slash at its end")

    def term(self, name: str) -> NamedNode:
        """Return the IRI of a class, predicate, qualifier or status."""
        return _node(f"{self.base}ns#{name}")

    def entity(self, key: str) -> NamedNode:
        """Return the IRI of an entity; raises `DamagedInput` where the key is none that a build gives."""
        return _of_key(f"{self.base}id/{key}")

    def statement(self, key: str) -> NamedNode:
        """Return the IRI of a statement; raises `DamagedInput` where the key is none that a build gives."""
        return _of_key(f"{self.base}st/{key}")

    @staticmethod
    def key(node: Any) -> str:
        """Return the key of an entity or a statement, given its IRI."""
        return str(node.value.rpartition("/")[2])

    def document(self, doc: str) -> NamedNode:
        """Return the IRI of a document; the name of its graph too."""
        return NamedNode(f"{self.base}doc/{_path(doc)}")

    def article(self, doc: str, index: int) -> NamedNode:
        """Return the IRI of an article of a document."""
        return NamedNode(f"{self.base}doc/{_path(doc)}#article-{index}")

    def activity(self, doc: str) -> NamedNode:
        """Return the IRI of the extraction of a document."""
        return NamedNode(f"{self.base}doc/{_path(doc)}#extraction")

    @property
    def prefixes(self) -> dict[str, str]:
        """Return the prefixes of the written files."""
        return {
            "kg": f"{self.base}ns#",
            "id": f"{self.base}id/",
            "st": f"{self.base}st/",
            "rdf": RDF,
            "rdfs": RDFS,
            "skos": SKOS,
            "prov": PROV,
            "dct": DCT,
            "xsd": XSD,
            "owl": OWL,
        }


def text_literal(text: str) -> Literal:
    """Return text of a page as a Chinese literal; half of a surrogate pair becomes U+FFFD."""
    # Oxigraph returns a plain literal as xsd:string, which rdflib holds unequal to a plain one: every text is tagged.
    return Literal(clean(text), language=LANGUAGE)


def string_literal(text: str) -> Literal:
    """Return what is no text of a page (a code, a file name) as a plain literal."""
    return Literal(clean(text))


def date_literal(iso: str) -> Literal:
    """Return an ISO date as a day, month or year, by its length; what is no date stays a string, for SHACL to find."""
    if not is_date(iso):
        return string_literal(iso)
    return Literal(iso, datatype=_node(XSD + _DATES[len(iso)]))


def number_literal(value: float) -> Literal:
    """Return a number as xsd:decimal, without an exponent."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return Literal(text or "0", datatype=_node(XSD + "decimal"))


def count_literal(value: int) -> Literal:
    """Return a count or offset as xsd:integer."""
    return Literal(str(value), datatype=_node(XSD + "integer"))


def clean(text: str) -> str:
    """Return text that UTF-8 can hold."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


@lru_cache(maxsize=1024)
def _node(iri: str) -> NamedNode:
    """Return the node of a term of a vocabulary; there are few, and each is used often."""
    return _of_key(iri)


def _of_key(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise DamagedInput(
            f"{clean(iri)!r:.200}: an id or term that can stand in no IRI; run `kg build` again"
        ) from error


@lru_cache(maxsize=1024)
def _path(doc: str) -> str:
    """Return a document's name as the path of an IRI; a folder . or .. is written so that no reader resolves it."""
    parts = quote(clean(doc), safe="/").split("/")
    return "/".join(part.replace(".", "%2E") if part in {".", ".."} else part for part in parts)

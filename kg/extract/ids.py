"""Ids made from content: the same page read twice gives the same ones."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from kg.folding import fold
from kg.lexicon import load
from kg.link.cluster import Cluster
from kg.link.home import Home
from kg.ontology import load_ontology

_RELATIVE = re.compile(r"^(?:市|县|区|省|州|旗|地区|盟|我|该|镇|乡)")
_LENGTH = 16


def digest(*parts: object) -> str:
    """Return 16 hexadecimal digits for the parts, in this order."""
    joined = "\x1f".join(map(str, parts))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def entity_id(cluster: Cluster, home: Home | None) -> str:
    """Return the opaque id of an entity: made of its root class, its folded name and what tells namesakes apart.

    A person, and a body named relative to its place (市工信局), are told apart by the division the page writes about.
    """
    root, titled = _root(cluster.cls), _is_titled(cluster.cls)
    division = home.at("any") if home is not None else None
    scope = division.code if division is not None and (titled or _RELATIVE.match(cluster.name)) else ""
    return digest("entity", root, fold(cluster.name), scope)


@cache
def _root(cls: str) -> str:
    """Return the highest concrete class that a class is or descends from."""
    ontology = load_ontology()
    while (parent := ontology.classes[cls].parent) is not None and not ontology.classes[parent].abstract:
        cls = parent
    return cls


@cache
def _is_titled(cls: str) -> bool:
    """Return whether those of a class hold posts."""
    ontology = load_ontology()
    predicates = ontology.predicates.values()
    return any("title" in t.qualifiers and ontology.is_a(cls, d) for t in predicates for d in t.domain)


def division_code(cluster: Cluster) -> str | None:
    """Return the GB/T 2260 code of an administrative division, if the name is that of one only."""
    lexicon = load()
    for name in (cluster.name, *cluster.aliases):
        division = lexicon.division(name)
        if division is not None:
            return division.code
    return None

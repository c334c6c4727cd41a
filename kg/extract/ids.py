"""Ids made from content: the same page read twice gives the same ones."""

from __future__ import annotations

from kg.lexicon import Division
from kg.link.cluster import Cluster
from kg.link.home import Home
from kg.records import digest
from kg.resolve.names import PLACE, division_named, root_class, told

_DISTRICT = "区"


def entity_id(cluster: Cluster, home: Home | None, doc: str) -> str:
    """Return the key of an entity of a page: made of its root class and of what tells it apart from namesakes.

    That is its name alone where the name tells by itself which one is meant (`kg.resolve.names`), the code of an
    administrative division, else the name and the division the page writes about, or the page `doc` without one.
    """
    root, scope = root_class(cluster.cls), home_code(home)
    code = division_code(cluster, scope)
    if code is not None:
        return digest("entity", root, code, "")
    name = told(root, cluster.name, scope)
    return digest("entity", root, name.name, "" if name.alone else scope or f"doc {doc}")


def home_code(home: Home | None) -> str | None:
    """Return the code of the division that a page writes about."""
    division = home.at("any") if home is not None else None
    return division.code if division is not None else None


def division_code(cluster: Cluster, near: str | None = None) -> str | None:
    """Return the GB/T 2260 code of a place that is an administrative division, if its name is that of one only.

    Of several of one name the one in or around the division `near` is meant. A district that has become a part of
    another (江干区) is not the other.
    """
    if root_class(cluster.cls) != PLACE:
        return None
    named = ((name, division_named(name, near)) for name in (cluster.name, *cluster.aliases))
    return next((d.code for name, d in named if d is not None and not _is_part(name, d)), None)


def _is_part(name: str, division: Division) -> bool:
    """Return whether a division bears the name of a former district in another form than its own."""
    return name in division.former and name.endswith(_DISTRICT) and not division.name.startswith(name[:-1])

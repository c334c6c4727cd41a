"""Ids made from content: the same page read twice gives the same ones."""

from __future__ import annotations

from kg.link.cluster import Cluster
from kg.link.home import Home
from kg.records import digest
from kg.resolve.names import PLACE, division_named, root_class, told


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

    Of several of one name the one in or around the division `near` is meant.
    """
    if root_class(cluster.cls) != PLACE:
        return None
    names = (cluster.name, *cluster.aliases)
    return next((d.code for name in names if (d := division_named(name, near)) is not None), None)

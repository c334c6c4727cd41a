"""Groups of entities that statements join more closely to each other than to the rest.

Found by the Leiden algorithm for modularity: Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing
well-connected communities", Sci. Rep. 9 (2019) 5233. Every community is connected. Where no backend of networkx has it,
by the Louvain algorithm: Blondel, Guillaume, Lambiotte and Lefebvre, "Fast unfolding of communities in large networks",
J. Stat. Mech. (2008) P10008.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from kg.analysis.engine import ask
from kg.analysis.joined import joined

if TYPE_CHECKING:
    from kg.records import Dataset, Entity

ROUNDS = 10
"""Iterations of Leiden: what later ones gain in modularity is in the fourth digit."""
CLIP = 16
"""Characters of a name that stand in the name of a community."""
JOINT = " · "


@dataclass(frozen=True, slots=True)
class Community:
    """A group of entities and what to call it."""

    name: str
    members: tuple[str, ...]
    """Ids; those with the most statements first, of equal ones the lower id."""


def communities(dataset: Dataset, *, seed: int = 7, backend: str | None = None) -> list[Community]:
    """Return the communities of the entities that statements join: the largest first, of equal ones by first member.

    The more statements join two entities, the closer they are; denied ones do not bind. An entity that nothing else
    joins to another is in no community. The same dataset, seed and backend give the same communities, in whatever order
    its pages and entities come. No two have the same name. For `backend` see `centrality`; raises `ImportError` for one
    that is not installed.
    """
    net = joined(dataset, denied=False)
    found = _found(net.graph(), seed, backend) if net.pairs else []
    binding = {number for pair in net.pairs for number in pair}
    groups = []
    for numbers in found:
        bound = [number for number in numbers if number in binding]
        if bound:
            ranked = sorted(bound, key=lambda number: (-net.degrees[number], net.nodes[number]))
            groups.append(tuple(net.nodes[number] for number in ranked))
    groups.sort(key=lambda members: (-len(members), members[0]))
    known = {entity.id: entity for entity in dataset.entities}
    names = _apart([_named([known[member] for member in members]) for members in groups])
    return [Community(name, members) for name, members in zip(names, groups, strict=True)]


def _found(graph: nx.Graph[int], seed: int, backend: str | None) -> list[set[int]]:
    """Return the communities of numbers, by Leiden where a backend has it."""
    found: list[set[int]]
    try:
        found = ask(nx.community.leiden_communities, graph, max_level=ROUNDS, seed=seed, backend=backend)
    except NotImplementedError:
        found = ask(nx.community.louvain_communities, graph, seed=seed, backend=backend)
    return found


def _named(members: Sequence[Entity]) -> str:
    """Return what a community is, of its members by how busy they are: where, and who; else the busiest of all."""
    ground = _first(members, "Park", "Place")
    body = _first(members, "Firm") or _first(members, "Official", "Agency")
    chosen = [one for one in (ground, body) if one]
    chosen += [member for member in members if member not in chosen][: 2 - len(chosen)]
    return JOINT.join(_clipped(one.name) for one in chosen)


def _first(members: Sequence[Entity], *kinds: str) -> Entity | None:
    return next((member for member in members if member.cls in kinds), None)


def _clipped(name: str) -> str:
    return name if len(name) <= CLIP else f"{name[: CLIP - 1]}…"


def _apart(names: Sequence[str]) -> list[str]:
    """Return the names with a number after each that was there before."""
    taken: set[str] = set(names)
    seen: set[str] = set()
    result = []
    for name in names:
        unique, number = name, 1
        while unique in seen or (number > 1 and unique in taken):
            number += 1
            unique = f"{name}（{number}）"
        seen.add(unique)
        result.append(unique)
    return result

"""Where the nodes lie in the picture: the same place in every run.

Each connected component is laid out alone, its nodes are pushed apart until none touches another, and the components
are packed side by side, the largest in the middle. Entities that no statement joins stand in rows below.
Kamada and Kawai, "An algorithm for drawing general undirected graphs", Inf. Process. Lett. 31 (1989), for components
of up to `STRESS_LIMIT` nodes; Fruchterman and Reingold, "Graph drawing by force-directed placement", Softw. Pract. Exp.
21 (1991), for larger ones; for the packing see `kg.analysis.packing`.

A large graph has two pictures: its communities as discs, and each community by itself.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from typing import TYPE_CHECKING

import igraph
import numpy as np

from kg.analysis.engine import chance
from kg.analysis.joined import joined
from kg.analysis.packing import in_shelves, pack, pairs_near, pushed_apart
from kg.records import Dataset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx
    from numpy.typing import NDArray

    from kg.analysis.communities import Community
    from kg.analysis.joined import Joined

    Points = NDArray[np.float64]
    Place = tuple[float, float]

STRESS_LIMIT, COMMUNITY_STRESS_LIMIT = 400, 150
"""Nodes up to which Kamada-Kawai, cubic in their number, stays quick: for one picture, and where hundreds are made."""
ROUNDS, LARGE, COMMUNITY_LARGE = 200, 2500, 1000
"""Rounds of Fruchterman-Reingold, and nodes up to which it goes them all; with more it goes fewer."""
EDGE = 84.0
"""Wished-for length of an edge, in the units of the picture: pixels at zoom 1."""
APART = 44.0
"""Least distance between two nodes of few statements; busy ones, which are drawn larger, get more room."""
ROW = 64.0
COLUMN = 104.0
"""Distances in the rows of unconnected entities."""
DISC, GROWTH = 14.0, 3.0
"""Radius of the disc of a community: that of an empty one, and what it gains with the root of the members."""
GAP = 12.0
"""Least distance between the edges of two discs."""


def positions(graph: nx.MultiDiGraph[str], *, seed: int = 7) -> dict[str, Place]:
    """Return a place for every node, in pixels at zoom 1, y downwards, the middle of the whole at (0, 0).

    The same graph and seed give the same places. Places are whole numbers, so that rounding in the last digits of a
    processor does not show.
    """
    return _drawn(joined(graph), _labels(graph), seed=seed, stress=STRESS_LIMIT, large=LARGE)


def community_positions(
    source: Dataset | nx.MultiDiGraph[str], communities: Sequence[Community], *, seed: int = 7
) -> tuple[list[Place], dict[str, Place]]:
    """Return the places of communities as discs, and that of each member in the picture of its own community.

    A disc has the radius that `disc` says; none overlaps another. Those joined by statements lie near each other, the
    nearer the more join them; the others stand in rows below. Both kinds of places are whole pixels at zoom 1, y
    downwards, the middle of all discs or of one community at (0, 0). A member that the source does not hold has none.
    """
    net = joined(source)
    number = {node: i for i, node in enumerate(net.nodes)}
    groups = [[number[member] for member in community.members if member in number] for community in communities]
    labels = _labels(source)
    members: dict[str, Place] = {}
    for part in net.split(groups):
        members.update(_drawn(part, labels, seed=seed, stress=COMMUNITY_STRESS_LIMIT, large=COMMUNITY_LARGE))
    return _discs(net, groups, [disc(len(community.members)) for community in communities], seed=seed), members


def disc(members: int) -> float:
    """Return the radius of the disc of a community of so many members, in pixels."""
    return DISC + GROWTH * math.sqrt(members)


def _labels(source: Dataset | nx.MultiDiGraph[str]) -> dict[str, tuple[str, str]]:
    """Return the class and name of every entity."""
    if isinstance(source, Dataset):
        return {entity.id: (entity.cls, entity.name) for entity in source.entities}
    return {node: (row["cls"], row["name"]) for node, row in source.nodes(data=True)}


def _drawn(
    net: Joined, labels: Mapping[str, tuple[str, str]], *, seed: int, stress: int, large: int
) -> dict[str, Place]:
    """Return the places of a graph: its components packed, and what nothing is joined to in rows below."""
    parts = net.components()
    together = sorted((part for part in parts if part.pairs), key=lambda part: (-len(part.nodes), part.nodes))
    alone = sorted((part.nodes[0] for part in parts if not part.pairs), key=lambda node: (labels[node], node))
    packed = pack([_component(part, seed=seed, stress=stress, large=large) for part in together])
    places: dict[str, Place] = {}
    for part, points in zip(together, packed, strict=True):
        places.update(zip(part.nodes, map(tuple, points.tolist()), strict=True))
    places.update(_rows(alone, below=packed))
    if not places:
        return {}
    nodes = sorted(places)
    return dict(zip(nodes, _whole(np.array([places[node] for node in nodes])), strict=True))


def _component(net: Joined, *, seed: int, stress: int, large: int) -> Points:
    """Return the places of one connected component."""
    many = len(net.nodes)
    drawn = igraph.Graph(n=many, edges=list(net.pairs))
    if many <= stress:
        layout = drawn.layout_kamada_kawai()
    else:
        with chance(random.Random(seed)) as draw:  # noqa: S311 - a picture, not a secret
            start = [(draw.random() * many, draw.random() * many) for _ in range(many)]
            layout = drawn.layout_fruchterman_reingold(seed=start, niter=_rounds(many, ROUNDS, large))
    points: Points = np.asarray(layout.coords, dtype=np.float64)
    ends = np.asarray(drawn.get_edgelist())
    length = float(np.median(np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)))
    scale = EDGE / max(length, 1e-6)
    if many > stress:
        # Busy nodes draw the others so near that there is no room for them all: the whole is made wide enough first.
        spread = 4 * math.sqrt(float(points.std(axis=0).prod()))
        scale = max(scale, APART * math.sqrt(many) / max(spread, 1e-6))
    room = np.array([APART / 2 + min(1.4 * math.sqrt(degree), 14.0) for degree in net.degrees])
    return _lying(pushed_apart(points * scale, room, rounds=_rounds(many, 120, large)))


def _rounds(nodes: int, usual: int, large: int) -> int:
    """Return how many rounds a component of so many nodes gets."""
    return usual if nodes <= large else max(20, usual * large // nodes)


def _discs(net: Joined, groups: Sequence[Sequence[int]], radii: Sequence[float], *, seed: int) -> list[Place]:
    """Return the middles of the discs of groups."""
    if not groups:
        return []
    quotient = _quotient(net, groups)
    blocks = []
    for group in quotient.connected_components():
        own = np.array([radii[n] for n in group])
        points = np.zeros((1, 2)) if len(group) == 1 else _together(quotient.induced_subgraph(group), own, seed=seed)
        corner, end = (points - own[:, None]).min(axis=0), (points + own[:, None]).max(axis=0)
        blocks.append((group, points - (corner + end) / 2, end - corner))
    # The largest lies by itself above the others, which stand by height.
    blocks.sort(key=lambda block: (-len(block[0]), -block[2][1], block[0]))
    (first, *rest) = blocks
    rest.sort(key=lambda block: (-block[2][1], block[0]))
    width = max(first[2][0], 1.4 * math.sqrt(sum((block[2] + GAP).prod() for block in rest)))
    middles = in_shelves([(size[0], size[1]) for _, _, size in rest], width=width, gap=GAP)
    middles = np.vstack([[0.0, -first[2][1] / 2 - 2 * GAP], middles])
    places = np.zeros((len(groups), 2))
    for (group, points, _), middle in zip((first, *rest), middles, strict=True):
        places[group] = points + middle
    frame = np.array(radii)[:, None]
    return _whole(places, ((places - frame).min(axis=0) + (places + frame).max(axis=0)) / 2)


def _quotient(net: Joined, groups: Sequence[Sequence[int]]) -> igraph.Graph:
    """Return the graph of the groups themselves, with the number of statements between two as ``weight``."""
    group = {number: g for g, numbers in enumerate(groups) for number in numbers}
    weights: Counter[tuple[int, int]] = Counter()
    for (a, b), many in net.pairs.items():
        first, second = group.get(a, -1), group.get(b, -1)
        if first != second and min(first, second) >= 0:
            weights[min(first, second), max(first, second)] += many
    ordered = sorted(weights)
    made = igraph.Graph(n=len(groups), edges=ordered)
    made.es["weight"] = [weights[pair] for pair in ordered]
    return made


def _together(graph: igraph.Graph, radii: NDArray[np.float64], *, seed: int) -> Points:
    """Return the middles of discs that are all joined, none of them overlapping another."""
    ends = np.asarray(graph.get_edgelist())
    touching = radii[ends[:, 0]] + radii[ends[:, 1]] + GAP
    # One statement between two discs may be chance and leaves them apart; a hundred draw them together.
    lengths = touching * (1 + 2 / np.sqrt(graph.es["weight"]))
    if graph.vcount() <= STRESS_LIMIT:
        layout = graph.layout_kamada_kawai(weights=lengths.tolist())
    else:
        many = graph.vcount()
        with chance(random.Random(seed)) as draw:  # noqa: S311 - a picture, not a secret
            start = [(draw.random() * many, draw.random() * many) for _ in range(many)]
            weights = np.sqrt(graph.es["weight"]).tolist()
            layout = graph.layout_fruchterman_reingold(seed=start, niter=_rounds(many, ROUNDS, LARGE), weights=weights)
    points: Points = np.asarray(layout.coords, dtype=np.float64)
    drawn = np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)
    points = _lying(points * float(np.median(lengths) / max(np.median(drawn), 1e-6)))
    # Where they are too crowded to be pushed apart at once, everything moves outwards a little.
    while True:
        points = pushed_apart(points, radii + GAP / 2)
        if not _overlap(points, radii):
            return points
        points = points * 1.1


def _overlap(points: Points, radii: NDArray[np.float64]) -> bool:
    """Return whether any two discs touch, or could once their places are rounded."""
    first, second = pairs_near(points, side=2 * float(radii.max()) + GAP)
    distance = np.hypot(*(points[second] - points[first]).T)
    return bool((distance < radii[first] + radii[second] + 2).any())


def _lying(points: Points) -> Points:
    """Return the points turned so that their longest stretch lies flat: screens and names are wide."""
    points = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(points.T @ points)
    axes = vectors[:, ::-1]
    # The sign of an eigenvector is the library's choice: fix it, so that no build mirrors the picture.
    for k in (0, 1):
        if axes[np.argmax(np.abs(axes[:, k])), k] < 0:
            axes[:, k] = -axes[:, k]
    turned: Points = points @ axes
    return turned


def _rows(alone: Sequence[str], *, below: Sequence[Points]) -> dict[str, Place]:
    """Return places in rows for the entities nothing is joined to, in their order."""
    if not alone:
        return {}
    everything = np.concatenate(below) if below else np.zeros((1, 2))
    (left, _), (right, bottom) = everything.min(axis=0), everything.max(axis=0)
    columns = max(int((right - left) // COLUMN), math.ceil(math.sqrt(len(alone))))
    start = (left + right) / 2 - (min(columns, len(alone)) - 1) * COLUMN / 2
    top = bottom + 2 * ROW if below else 0.0
    return {
        node: (float(start + i % columns * COLUMN), float(top + i // columns * ROW)) for i, node in enumerate(alone)
    }


def _whole(points: Points, middle: Points | None = None) -> list[Place]:
    """Return the places as whole numbers, with a point, by default the middle of their frame, at (0, 0)."""
    if middle is None:
        middle = (points.min(axis=0) + points.max(axis=0)) / 2
    # Nothing is added to nothing, so that there is no -0.
    return [(float(x), float(y)) for x, y in (np.round(points - middle) + 0.0).tolist()]

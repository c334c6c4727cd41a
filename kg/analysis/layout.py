"""Where the nodes lie in the picture: the same place in every run.

Each connected component is laid out alone, its nodes are pushed apart until none touches another, and the components
are packed side by side, the largest in the middle. Entities that no statement joins stand in rows below.
Kamada and Kawai, "An algorithm for drawing general undirected graphs", Inf. Process. Lett. 31 (1989), for components
of up to `STRESS_LIMIT` nodes; Fruchterman and Reingold, "Graph drawing by force-directed placement", Softw. Pract. Exp.
21 (1991), for larger ones; the packing follows Freivalds, Dogrusoz and Kikusts, "Disconnected graph layout and the
polyomino packing approach", GD 2001.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import igraph
import networkx as nx
import numpy as np

from kg.analysis.joined import chance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

STRESS_LIMIT = 400
"""Nodes up to which Kamada-Kawai, cubic in their number, stays quick."""
EDGE = 84.0
"""Wished-for length of an edge, in the units of the picture: pixels at zoom 1."""
APART = 44.0
"""Least distance between two nodes of few statements; busy ones, which are drawn larger, get more room."""
CELL = 50.0
"""Side of the squares in which components are packed."""
ROW = 64.0
COLUMN = 104.0
"""Distances in the rows of unconnected entities."""


def positions(graph: nx.MultiDiGraph[str], *, seed: int = 7) -> dict[str, tuple[float, float]]:
    """Return a place for every node, in pixels at zoom 1, y downwards, the middle of the whole at (0, 0).

    The same graph and seed give the same places. Places are whole numbers, so that rounding in the last digits of a
    processor does not show.
    """
    groups = [sorted(nodes) for nodes in nx.weakly_connected_components(graph)]
    joined = sorted((nodes for nodes in groups if len(nodes) > 1), key=lambda nodes: (-len(nodes), nodes))
    alone = [nodes[0] for nodes in groups if len(nodes) == 1]
    places: dict[str, tuple[float, float]] = {}
    packed = _pack([_component(graph, nodes, seed=seed) for nodes in joined])
    for nodes, points in zip(joined, packed, strict=True):
        places.update(zip(nodes, map(tuple, points.tolist()), strict=True))
    places.update(_rows(graph, alone, below=packed))
    return _centred(places)


def _component(graph: nx.MultiDiGraph[str], nodes: Sequence[str], *, seed: int) -> Points:
    """Return the places of one connected component."""
    index = {node: i for i, node in enumerate(nodes)}
    pairs = {(index[s], index[o]) for s, o in graph.subgraph(nodes).edges() if s != o}
    drawn = igraph.Graph(n=len(nodes), edges=sorted({(min(pair), max(pair)) for pair in pairs}))
    if len(nodes) <= STRESS_LIMIT:
        layout = drawn.layout_kamada_kawai()
    else:
        with chance(seed) as draw:
            start = [(draw.random() * len(nodes), draw.random() * len(nodes)) for _ in nodes]
            layout = drawn.layout_fruchterman_reingold(seed=start, niter=200)
    points: Points = np.asarray(layout.coords, dtype=np.float64)
    ends = np.asarray(drawn.get_edgelist())
    length = float(np.median(np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)))
    room = np.array([APART / 2 + min(1.4 * math.sqrt(graph.degree(node)), 14.0) for node in nodes])
    return _lying(_pushed_apart(points * (EDGE / max(length, 1e-6)), room))


def _pushed_apart(points: Points, room: NDArray[np.float64], *, rounds: int = 120) -> Points:
    """Return the points moved as little as it takes to give each its room (nearly so where it is crowded)."""
    points = points.copy()
    for _ in range(rounds):
        first, second = _neighbours(points, side=2 * float(room.max()))
        way = points[second] - points[first]
        distance = np.hypot(way[:, 0], way[:, 1])
        missing = room[first] + room[second] - distance
        close = missing > 0.5
        if not close.any():
            break
        first, second = first[close], second[close]
        way, distance, missing = way[close], distance[close], missing[close]
        # Two nodes in one spot leave it in a direction of their own.
        same = distance < 1e-3
        way[same] = np.column_stack([np.cos(first[same] + second[same]), np.sin(first[same] + second[same])])
        distance[same] = 1.0
        step = way * (0.4 * missing / distance)[:, None]
        np.add.at(points, first, -step)
        np.add.at(points, second, step)
    return points


def _neighbours(points: Points, *, side: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every pair of points that lie in the same or in touching squares of a grid, each pair once."""
    cell = np.floor(points / side).astype(np.int64)
    cell -= cell.min(axis=0) - 1
    stride = int(cell[:, 1].max()) + 2
    key = cell[:, 0] * stride + cell[:, 1]
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    pairs = []
    for ahead in (0, 1, stride - 1, stride, stride + 1):
        low = np.searchsorted(ordered, key + ahead, side="left")
        many = np.searchsorted(ordered, key + ahead, side="right") - low
        first = np.repeat(np.arange(len(points)), many)
        within = np.arange(len(first)) - np.repeat(np.cumsum(many) - many, many)
        second = order[np.repeat(low, many) + within]
        once = second > first if ahead == 0 else np.ones(len(first), dtype=bool)
        pairs.append((first[once], second[once]))
    return np.concatenate([a for a, _ in pairs]), np.concatenate([b for _, b in pairs])


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


def _pack(components: Sequence[Points]) -> list[Points]:
    """Return the components moved next to each other, each at the free spot nearest the middle."""
    side = 64
    taken: NDArray[np.bool_] = np.zeros((side, side), dtype=bool)
    result: list[Points] = []
    spots = _spots(side)
    first: dict[tuple[int, int], int] = {}
    for points in components:
        shape = _squares(points)
        height, width = shape.shape
        at = first.get((height, width), 0)
        while True:
            if at == len(spots):
                taken, spots, side, at = np.pad(taken, side // 2), _spots(side * 2), side * 2, 0
                first.clear()
            top, left = spots[at][0] - height // 2, spots[at][1] - width // 2
            inside = top >= 0 and left >= 0 and top + height <= side and left + width <= side
            if inside and not (taken[top : top + height, left : left + width] & shape).any():
                break
            at += 1
        taken[top : top + height, left : left + width] |= shape
        # Nothing of this size fits nearer than here, so the next one of this size need not look there.
        first[height, width] = at
        corner = np.array([left - side / 2, top - side / 2]) * CELL
        result.append(points - points.min(axis=0) + corner + 1.5 * CELL)
    return result


def _spots(side: int) -> list[tuple[int, int]]:
    """Return the squares of a board as (row, column), from its middle outwards; a little wider than high."""
    middle = side / 2
    squares = [(row, column) for row in range(side) for column in range(side)]
    return sorted(squares, key=lambda at: ((at[0] - middle) ** 2 * 1.25 + (at[1] - middle) ** 2, at))


def _squares(points: Points) -> NDArray[np.bool_]:
    """Return the squares a component covers, with a margin of one all round."""
    at = ((points - points.min(axis=0)) // CELL).astype(int)
    width, height = at.max(axis=0) + 1
    shape = np.zeros((height + 3, width + 3), dtype=bool)
    for down in (0, 1, 2):
        for right in (0, 1, 2):
            shape[at[:, 1] + down, at[:, 0] + right] = True
    # Holes and bays are filled from left to right: nothing else is put inside a component.
    for row in shape:
        covered = np.flatnonzero(row)
        if covered.size:
            row[covered[0] : covered[-1] + 1] = True
    return shape


def _rows(
    graph: nx.MultiDiGraph[str], alone: Sequence[str], *, below: Sequence[Points]
) -> dict[str, tuple[float, float]]:
    """Return places in rows for the entities nothing is joined to, by class and name."""
    if not alone:
        return {}
    everything = np.concatenate(below) if below else np.zeros((1, 2))
    (left, _), (right, bottom) = everything.min(axis=0), everything.max(axis=0)
    columns = max(int((right - left) // COLUMN), math.ceil(math.sqrt(len(alone))))
    start = (left + right) / 2 - (min(columns, len(alone)) - 1) * COLUMN / 2
    top = bottom + 2 * ROW if below else 0.0
    ordered = sorted(alone, key=lambda node: (graph.nodes[node]["cls"], graph.nodes[node]["name"], node))
    return {
        node: (float(start + i % columns * COLUMN), float(top + i // columns * ROW)) for i, node in enumerate(ordered)
    }


def _centred(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return the places in the order of ids, rounded, with the middle of their frame at (0, 0)."""
    if not places:
        return {}
    points = np.array([places[node] for node in sorted(places)])
    points = np.round(points - (points.min(axis=0) + points.max(axis=0)) / 2) + 0.0
    return {node: (float(x), float(y)) for node, (x, y) in zip(sorted(places), points.tolist(), strict=True)}

"""Things put beside each other in the picture so that none touches another.

The packing of components follows Freivalds, Dogrusoz and Kikusts, "Disconnected graph layout and the polyomino packing
approach", GD 2001.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

CELL = 50.0
"""Side of the squares in which components are packed."""
_NEAR, _TOGETHER = 16.0, 4
"""How far from touching two points may be to be watched, and for how many rounds they are."""


def pushed_apart(points: Points, room: NDArray[np.float64], *, rounds: int = 120) -> Points:
    """Return the points moved as little as it takes to give each its room (nearly so where it is crowded)."""
    points = points.copy()
    side = 2 * float(room.max())
    ahead = 0
    first = second = np.zeros(0, dtype=np.int64)
    for _ in range(rounds):
        if not ahead:
            # Who is near is looked up for some rounds together: in so few nobody comes from further away than `_NEAR`.
            first, second = pairs_near(points, side=side + _NEAR)
            far = np.hypot(*(points[second] - points[first]).T) - room[first] - room[second]
            first, second, ahead = first[far < _NEAR], second[far < _NEAR], _TOGETHER
        ahead -= 1
        way = points[second] - points[first]
        distance = np.hypot(way[:, 0], way[:, 1])
        missing = room[first] + room[second] - distance
        close = missing > 0.5
        if not close.any():
            if ahead == _TOGETHER - 1:
                break
            ahead = 0
            continue
        a, b = first[close], second[close]
        way, distance, missing = way[close], distance[close], missing[close]
        # Two nodes in one spot leave it in a direction of their own.
        same = distance < 1e-3
        way[same] = np.column_stack([np.cos(a[same] + b[same]), np.sin(a[same] + b[same])])
        distance[same] = 1.0
        step = way * (0.4 * missing / distance)[:, None]
        for axis in (0, 1):
            points[:, axis] += np.bincount(b, step[:, axis], len(points)) - np.bincount(a, step[:, axis], len(points))
    return points


def pairs_near(points: Points, *, side: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
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


def pack(components: Sequence[Points]) -> list[Points]:
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


@cache
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


def in_shelves(boxes: Sequence[tuple[float, float]], *, width: float, gap: float) -> Points:
    """Return the middles of boxes, given by width and height, in rows as wide as `width`, each row about x = 0.

    The rows begin at y = 0 and go down; boxes keep their order, so that those of one height should follow each other.
    """
    middles = np.zeros((len(boxes), 2))
    top, start = 0.0, 0
    while start < len(boxes):
        end, long = start + 1, boxes[start][0]
        while end < len(boxes) and long + gap + boxes[end][0] <= width:
            long += gap + boxes[end][0]
            end += 1
        height = max(box[1] for box in boxes[start:end])
        left = -long / 2
        for i in range(start, end):
            middles[i] = left + boxes[i][0] / 2, top + height / 2
            left += boxes[i][0] + gap
        top, start = top + height + gap, end
    return middles

"""The drawn graph, as pyvis hands it to vis-network: nodes in their places, edges, options."""

from __future__ import annotations

import json
import math
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.views.look import Look

SMALLEST, LARGEST = 7.5, 25.0
"""Radius of a node in pixels at zoom 1."""
EVEN = {"square": 0.86, "diamond": 1.16, "star": 1.2, "triangle": 1.08, "triangleDown": 1.08}
"""Factors of the radius by which different forms look equally large."""
BEND = 0.16
"""How far the edges of one pair bend away from each other."""

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "keyboard": False,
        "zoomSpeed": 0.7,
    },
    "nodes": {"borderWidth": 1, "chosen": False},
    "edges": {
        "chosen": False,
        "smooth": False,
        "selectionWidth": 0,
        "hoverWidth": 0,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.42}},
        "arrowStrikethrough": False,
    },
}


def picture(data: dict[str, Any], places: dict[str, tuple[float, float]], look: Look) -> dict[str, Any]:
    """Return ``nodes``, ``edges`` and ``options`` for vis-network; the names stay with the data.

    `data` is what `kg.views.data.page_data` gives: nodes are in the order of its entities, edges of its links, and
    an edge's id is its position there.
    """
    network = Network(directed=True)
    degrees = [0] * len(data["entities"])
    for link in data["links"]:
        for end in (link["from"], link["to"]):
            degrees[end] += len(link["statements"])
    # add_node and add_edge look through everything added before.
    network.nodes = [
        {
            "id": entity["id"],
            "x": places[entity["id"]][0],
            "y": places[entity["id"]][1],
            "group": entity["class"],
            "size": round(_radius(degree) * EVEN.get(look.classes[entity["class"]].shape, 1.0), 1),
        }
        for entity, degree in zip(data["entities"], degrees, strict=True)
    ]
    network.edges = _edges(data, look)
    groups = {name: {"shape": drawn.shape, "color": _node_color(drawn.color)} for name, drawn in look.classes.items()}
    network.set_options(json.dumps(OPTIONS | {"groups": groups}))
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _radius(degree: int) -> float:
    return min(SMALLEST + 2.6 * math.sqrt(degree), LARGEST)


def _node_color(color: str) -> dict[str, Any]:
    """Return a fill with a white rim, the same when the pointer is over it."""
    plain = {"background": color, "border": "#ffffff"}
    return plain | {"hover": plain, "highlight": plain}


def _edges(data: dict[str, Any], look: Look) -> list[dict[str, Any]]:
    """Return one edge a link, in their order; those that share both ends bend apart."""
    entities, statements = data["entities"], data["statements"]
    edges: dict[int, dict[str, Any]] = {}

    def pair(number: int) -> tuple[int, int]:
        link = data["links"][number]
        return min(link["from"], link["to"]), max(link["from"], link["to"])

    for _, group in groupby(sorted(range(len(data["links"])), key=lambda i: (pair(i), i)), key=pair):
        numbers = list(group)
        for place, number in enumerate(numbers):
            link = data["links"][number]
            status = strongest((statements[i]["status"] for i in link["statements"]), look)
            drawn = look.predicates[link["predicate"]]
            edge: dict[str, Any] = {
                "id": number,
                "from": entities[link["from"]]["id"],
                "to": entities[link["to"]]["id"],
                "color": {"color": look.statuses[status].color or drawn.color, "opacity": 0.62},
                "width": round(1.6 + 0.8 * math.log2(len(link["statements"])), 1),
            }
            if dashes := look.statuses[status].dashes:
                edge["dashes"] = list(dashes)
            if drawn.symmetric:
                edge["arrows"] = {"to": {"enabled": False}}
            edges[number] = edge | _bend(place, len(numbers), backwards=link["from"] > link["to"])
    return [edges[number] for number in sorted(edges)]


def strongest(statuses: Iterable[str], look: Look) -> str:
    """Return the status an edge is drawn with: the first in the order of the look."""
    return min(statuses, key=list(look.statuses).index)


def _bend(place: int, many: int, *, backwards: bool) -> dict[str, Any]:
    """Return the curve of one of several edges between two nodes: as a fan, the one in the middle straight."""
    offset = place - (many - 1) / 2
    if offset == 0:
        return {}
    # A curve is told as seen from its start, so an edge that runs the other way turns the other way.
    clockwise = (offset > 0) != backwards
    curve = {
        "enabled": True,
        "type": "curvedCW" if clockwise else "curvedCCW",
        "roundness": round(abs(offset) * BEND, 2),
    }
    return {"smooth": curve}

"""The drawn graph: where its entities and communities stand, how much they matter, and the options of its engine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

from kg.analysis.centrality import Measure, centrality
from kg.analysis.communities import communities
from kg.analysis.layout import community_positions, positions
from kg.analysis.network import to_networkx

if TYPE_CHECKING:
    from kg.records import Dataset

WHOLE = 2000
"""Entities up to which the page draws all at once; one of more opens on its communities.

Measured in Chromium without a graphics card: vis-network shows 1,000 nodes and 3,000 edges in 0.8 s, 2,000 and 6,000 in
1.2 s, 5,000 and 15,000 in 2.7 s, and each movement of the picture costs a third of that anew.
"""
_WEIGHTS: tuple[Measure, ...] = ("pagerank", "betweenness")
FULL = 1000
"""What the most central entity has; the others in proportion."""

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    # Places come from Python; a reader may let the nodes push each other for a moment.
    "physics": {"enabled": False, "stabilization": False, "barnesHut": {"springLength": 84, "damping": 0.5}},
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


def engine_options() -> dict[str, Any]:
    """Return the options of vis-network as pyvis hands them over; nodes and edges come from the data of the page."""
    network = Network(directed=True)
    network.set_options(json.dumps(OPTIONS))
    options: dict[str, Any] = json.loads(network.get_network_data()[-1])
    return options


def picture(dataset: Dataset) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """Return what the page knows of the drawn graph, and columns for its entities in their order.

    The first has the ``communities`` with their names and places, and whether the graph is ``large``: whether it opens
    on them. The columns are ``x`` and ``y`` in pixels at zoom 1, in the whole or, of a large graph, inside its own
    community; ``community``, -1 for an entity in none; ``pagerank`` and ``betweenness`` in thousandths of the largest.
    """
    large = len(dataset.entities) > WHOLE
    groups = communities(dataset)
    discs: list[tuple[float, float]] = [(0, 0)] * len(groups)
    if large:
        discs, places = community_positions(dataset, groups)
    else:
        places = positions(to_networkx(dataset))
    member = {key: number for number, group in enumerate(groups) for key in group.members}
    keys = [entity.id for entity in dataset.entities]
    columns = {
        "x": [int(places.get(key, (0, 0))[0]) for key in keys],
        "y": [int(places.get(key, (0, 0))[1]) for key in keys],
        "community": [member.get(key, -1) for key in keys],
    }
    for measure in _WEIGHTS:
        values = centrality(dataset, measure)
        most = max(values.values(), default=0) or 1
        columns[measure] = [round(FULL * values[key] / most) for key in keys]
    named = [{"name": group.name, "x": int(x), "y": int(y)} for group, (x, y) in zip(groups, discs, strict=True)]
    return {"communities": named, "large": large, "options": engine_options()}, columns

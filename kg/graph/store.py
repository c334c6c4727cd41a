"""The graph of a finished build in a store that answers SPARQL."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.errors import DamagedInput, NotFound
from kg.graph.terms import BASE, RDF, Names
from kg.graph.write import TRIG, quads
from kg.records import Dataset

_DOCUMENT = "ns#Document"
_PREFIX = re.compile(r"@prefix kg: <(.*)ns#> \.")
_PREFIXES = 20
"""A written graph begins with its prefixes, fewer than these."""


def open_store(url: str | Path) -> Store:
    """Return the graph of the build in the folder `url` as a store in memory, one named graph per document.

    Raises `NotFound` where there is no build and `DamagedInput` where its graph cannot be read.
    """
    path = Path(url) / TRIG
    if not path.is_file():
        raise NotFound(f"{url}: no build here; run `kg build SOURCE --out {url}` first")
    store = Store()
    try:
        store.bulk_load(path=str(path), format=RdfFormat.TRIG)
    except (OSError, SyntaxError, ValueError) as error:
        raise DamagedInput(f"{path}: not a graph that can be read ({error}); run `kg build` again") from error
    return store


def store_of(dataset: Dataset, *, base: str = BASE) -> Store:
    """Return a dataset as a store in memory, as `open_store` gives it once the dataset is written."""
    store = Store()
    store.bulk_extend(quads(dataset, Names(base)))
    return store


def base_of(store: Store) -> str:
    """Return the base of all IRIs of a store: what stands before the class of its documents."""
    for graph in store.named_graphs():
        for quad in store.quads_for_pattern(graph, NamedNode(RDF + "type"), None, graph):
            if isinstance(quad.object, NamedNode) and quad.object.value.endswith(_DOCUMENT):
                return quad.object.value.removesuffix(_DOCUMENT)
    return BASE


def base_at(url: str | Path) -> str:
    """Return the base of all IRIs of the build in the folder `url`; the usual one where there is none."""
    try:
        with (Path(url) / TRIG).open(encoding="utf-8") as stream:
            return next((found[1] for line in islice(stream, _PREFIXES) if (found := _PREFIX.match(line))), BASE)
    except (OSError, UnicodeDecodeError):
        return BASE

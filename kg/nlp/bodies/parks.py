"""Parks and zones: …开发区, …产业园, …保税区, with the place, trade or proper name before them."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import Matcher, load, matcher
from kg.nlp.bodies.edges import Edge, has_core, has_proper, walk
from kg.nlp.bodies.scene import Scene
from kg.nlp.bodies.words import kinds, words
from kg.nlp.candidates import Candidate

CLASS = "Park"
_NOT_AFTER = re.compile(r"[化内式外级]|们|域|块(?!链)")
_TAIL = re.compile(r"（[\u4e00-\u9fff]{2,6}区）")


def find_parks(scene: Scene) -> list[Candidate]:
    """Return the parks that a text names: each part, and what adjoining parts make together."""
    found = []
    for start, end, _ in _zones().scan(scene.text):
        found.append(Candidate(start, end, CLASS, "bodies:park.known"))
    table = kinds("park_heads")
    for start, end, index in _heads().scan(scene.text):
        candidate = _park(scene, start, end, table[_heads().names[index]])
        if candidate is not None:
            found.append(candidate)
    found = _longest(found)
    for candidate in list(found):
        tail = _TAIL.match(scene.text, candidate.end)
        if tail is not None:
            found.append(candidate._replace(end=tail.end()))
    return sorted({*found, *_joined(found)})


def _park(scene: Scene, start: int, end: int, kind: str) -> Candidate | None:
    if _NOT_AFTER.match(scene.text, end):
        return None
    edge = _after_places(scene, walk(scene, start, reach=20), kind)
    if not edge.tokens or edge.start >= start:
        return None
    inner = scene.text[edge.start : start]
    if kind == "area" and not (_is_coined(scene, edge) and len(inner) <= 5):
        return None
    if kind in {"zone", "new"} and not has_core(scene, edge.tokens):
        return None
    if kind == "park" and (
        edge.stopped in {"count", "generic"} or not (has_proper(scene, edge.tokens) or _trade(inner))
    ):
        if not has_core(scene, edge.tokens):
            return None
    return Candidate(edge.start, end, CLASS, f"bodies:park.{kind}")


def _trade(inner: str) -> bool:
    return inner not in words("generic")


def _is_coined(scene: Scene, edge: Edge) -> bool:
    return has_core(scene, edge.tokens)


def _after_places(scene: Scene, edge: Edge, kind: str) -> Edge:
    """Return the edge after places that only say where a park lies: A市|B区产业园, A镇|B产业园 keeps the last."""
    tokens = list(edge.tokens)
    while len(tokens) > 1 and tokens[0].kind == "place" and tokens[1].kind == "place":
        tokens.pop(0)
    return Edge(tokens[0].start if tokens else edge.start, tuple(tokens), edge.stopped)


def _longest(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates without those that lie inside another with the same end."""
    return [
        c
        for c in set(found)
        if not any(o.end >= c.end and o.start <= c.start and (o.start, o.end) != (c.start, c.end) for o in found)
    ]


def _joined(found: list[Candidate]) -> list[Candidate]:
    joined = []
    for first in found:
        for second in found:
            if first.end == second.start:
                joined.append(Candidate(first.start, second.end, CLASS, "bodies:park.joined"))
    return joined


@cache
def _heads() -> Matcher:
    return matcher(kinds("park_heads"))


@cache
def _zones() -> Matcher:
    return matcher(load().zones)

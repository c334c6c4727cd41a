"""Places: divisions and towns of the lists, villages and communities, stations, roads, rivers, named sites."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import Matcher, load, matcher
from kg.nlp.bodies.edges import has_core, walk
from kg.nlp.bodies.scene import Scene
from kg.nlp.bodies.words import kinds, words
from kg.nlp.candidates import Candidate

CLASS = "Place"
_REACH = {"unit": 8, "site": 16, "road": 6, "water": 5, "estate": 8, "port": 4}
_NOT_AFTER = {
    "unit": re.compile(r"[民级务庄委子域域]|支书|两|干部|集体"),
    "road": re.compile(r"[径过线费人面灯口况网]"),
    "water": re.compile(r"[水道流面景边底上泥区东西南北省苏市县]"),
    "port": re.compile(r"[口股币元商资务航湾城澳台]"),
    "site": re.compile(r"[长]"),
}


def find_places(scene: Scene) -> list[Candidate]:
    """Return the places that a text names, in the order of their offsets."""
    clear = {scene.text[p.start : p.end] for p in scene.places if p.kind == "full"}
    found = []
    for place in scene.places:
        name = scene.text[place.start : place.end]
        if place.kind == "stem":
            continue
        if place.kind != "maybe" or _evident(name, clear):
            found.append(Candidate(place.start, place.end, CLASS, f"bodies:place.{place.kind}"))
    table = kinds("place_heads")
    for start, end, index in _heads().scan(scene.text):
        found += _place(scene, start, end, table[_heads().names[index]])
    return sorted(set(found))


def _evident(name: str, clear: set[str]) -> bool:
    """Return whether the page names in full the division that an unclear short name may mean, or the one it lies in."""
    lexicon = load()
    divisions = [division for division in lexicon.by_name.get(name, ()) if division.name != name]
    if any(division.name in clear for division in divisions):
        return True
    if name in words("evidence"):
        return False
    parents = {lexicon.by_code[d.parent].name for d in divisions if d.parent is not None and d.level == "county"}
    return bool(parents & clear)


def _place(scene: Scene, start: int, end: int, kind: str) -> list[Candidate]:
    refused = _NOT_AFTER.get(kind)
    if refused is not None and refused.match(scene.text, end):
        return []
    index = scene.before(end)
    if scene.tokens[index].end > end:
        return []
    edge = walk(scene, start, reach=_REACH[kind], brackets="none")
    if not edge.tokens or not has_core(scene, edge.tokens):
        return []
    tokens = edge.tokens
    small = kind in {"unit", "road", "water", "estate"}
    found = [] if small else [tokens]
    while len(tokens) > 1 and tokens[0].kind == "place":
        tokens = tokens[1:]
        if has_core(scene, tokens) and not small:
            found.append(tokens)
    if small and start - tokens[0].start <= 5 and has_core(scene, tokens):
        found.append(tokens)
    return [Candidate(kept[0].start, end, CLASS, f"bodies:place.{kind}") for kept in found]


@cache
def _heads() -> Matcher:
    return matcher(kinds("place_heads"))

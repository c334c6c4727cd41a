"""A text with its words, each with the part it can play in a name, and the listed places in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import partial
from itertools import compress, pairwise
from typing import NamedTuple

from kg.lexicon import load
from kg.naming.words import words
from kg.nlp.bodies.cutting import cut
from kg.nlp.bodies.listed import PlaceSpan, find_listed
from kg.nlp.bodies.speech import kind_of, tag_of

_COUNTED = re.compile(
    r"第[一二三四五六七八九十]{1,3}大|"
    r"(?:[0-9０-９][0-9,.]{0,15}|[一二两三四五六七八九十百千万亿数几多首]{1,9})(?:余|多)?"
    r"(?:[个家户座批条项名位所种款处支只笔间台套列辆艘栋届次场](?!庄|口|坡|湾|集|坪)"
    r"|大(?=[开产工企集])|年|月|日|号|吨|万|亿|元|期|千伏)+"
)


class Token(NamedTuple):
    """A word of a text at its offsets in code points, with its kind."""

    start: int
    end: int
    kind: str
    """``place``, ``proper`` (a word known to begin names), ``head`` (last words of a park), ``stop`` (a verb before a
    name), ``role`` (投资方), ``func`` (grammar), ``count``, ``trade``, ``generic``, ``word`` (of the dictionary),
    ``char`` (one by itself), ``latin``, ``break`` (punctuation)."""


_TOKEN = partial(tuple.__new__, Token)
"""Makes a token of its fields, and as quickly as a tuple is made: there is one for every word."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with its words and the listed places in it."""

    text: str
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    places: tuple[PlaceSpan, ...]
    place_starts: dict[int, PlaceSpan]
    place_ends: dict[int, PlaceSpan]

    def before(self, offset: int) -> int:
        """Return the index of the last token that begins before `offset`; -1 if there is none."""
        return bisect_right(self.starts, offset - 1) - 1

    def is_edge(self, offset: int) -> bool:
        """Return whether a word begins at `offset`."""
        index = self.before(offset + 1)
        return offset >= len(self.text) or (index >= 0 and self.tokens[index].start == offset)


def read_scene(text: str) -> Scene:
    """Return the words of a text and the listed places in it."""
    edges = cut(text)
    places = find_listed(text, edges)
    fixed = _fixed(text, places)
    for start, (end, _) in fixed.items():
        edges[start : end + 1] = b"\1" + bytes(end - start - 1) + b"\1"
    starts = tuple(compress(range(len(text)), edges))
    ends = (*starts[1:], len(text)) if starts else ()
    written = list(map(text.__getitem__, map(slice, starts, ends)))
    known = [(bisect_left(starts, start), kind) for start, (_, kind) in fixed.items()]
    for index, kind in known:
        written[index] = kind  # Numbers are without end: they are not to be remembered as words are.
    kinds = list(map(kind_of, written))
    for index, kind in known:
        kinds[index] = kind
    return Scene(
        text,
        tuple(map(_TOKEN, zip(starts, ends, kinds, strict=True))),
        starts,
        tuple(places),
        {place.start: place for place in places},
        {place.end: place for place in places},
    )


def _fixed(text: str, places: list[PlaceSpan]) -> dict[int, tuple[int, str]]:
    """Return where the places and counts end that are one word, whatever is cut in them, and their kind, by start."""
    clear = {text[p.start : p.end] for p in places if p.kind == "full"}
    below = _below(text, places)
    blocks = [
        (p.start, p.end, "place")
        for p in places
        if p.kind != "maybe" or p.start in below or _is_place(text[p.start : p.end], clear)
    ]
    sure = {p.start for p in places if p.kind in {"full", "town"}}
    for match in _COUNTED.finditer(text):
        start, end = match.span()
        # 近几年|万良镇 counts no 万.
        end = next((at for at in range(start + 1, end) if at in sure), end)
        blocks.append((start, end, "count"))
    fixed: dict[int, tuple[int, str]] = {}
    cursor = 0
    for start, end, kind in sorted(blocks):
        if start >= cursor:
            fixed[start] = end, kind
            cursor = end
    return fixed


def _below(text: str, places: list[PlaceSpan]) -> set[int]:
    """Return where an unclear name begins that stands behind the division it lies in: 深圳|盐田, 临汾|洪洞."""
    return {
        second.start
        for first, second in pairwise(places)
        if second.kind == "maybe" and first.end == second.start and _lies_in(text, first, second)
    }


def _lies_in(text: str, outer: PlaceSpan, inner: PlaceSpan) -> bool:
    codes = tuple(division.code for division in load().by_name.get(text[outer.start : outer.end], ()))
    return any(division.code.startswith(codes) for division in load().by_name.get(text[inner.start : inner.end], ()))


def _is_place(name: str, clear: set[str]) -> bool:
    """Return whether an unclear name of a division may lead another name: no common word, or named in full too."""
    if any(division.name in clear for division in load().by_name.get(name, ()) if division.name != name):
        return True
    return name not in words("evidence") and tag_of(name) in {"ns", "nr", "nz", ""}

"""What the tagger knows of each character: its word, what lists say of it, the values and signs around.

All are numbers, made for a whole page at once. Training and use share this module, so that a weight is always that of
the same value.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import rjieba

from kg.lexicon import Matcher, load, matcher, rows
from kg.paths import RESOURCES

_BEGIN, _MIDDLE, _END, _SINGLE = 1, 2, 3, 4

Numbers = npt.NDArray[np.int64]

_LISTS = {
    "things/goods_heads.txt": "goods",
    "things/project_heads.txt": "works",
    "things/policy_heads.txt": "policy",
    "things/make_verbs.txt": "make",
    "bodies/trades.txt": "trade",
}
"""Lists whose words are told apart, beside those of the lexicon."""
_NAMES = {
    "things/goods_names.txt": "good",
    "things/goods_heads.txt": "good",
    "bodies/known_firms.txt": "firm",
    "lexicon/zones.txt": "zone",
}
"""Lists of names that are looked for in the text itself, however it is cut into words, the surest last."""
_SHORTEST = 2


class Marked(NamedTuple):
    """A span with a kind of value in it: a date, a sum, a capacity. Offsets count in the text."""

    start: int
    end: int
    kind: str


class Columns(NamedTuple):
    """What is known of the characters of some sentences."""

    chars: Numbers
    """With an empty place before and behind each sentence, so that none looks into another."""
    at: Numbers
    """Where each character stands among `chars`."""
    kinds: Numbers
    """Where in its word each character stands."""
    values: Numbers
    listed: Numbers
    """Where in a listed name of which kind each character stands."""
    words: Numbers
    tags: Numbers
    classes: Numbers
    word: Numbers
    """Where the word of each character stands in the columns of words."""
    before: Numbers
    """For each character the last sign of its sentence before it, and whether a verb of making came since."""
    after: Numbers
    """The next sign."""


def columns_of(text: str, spans: Sequence[tuple[int, int]], values: Iterable[Marked] = ()) -> Columns:
    """Return what is known of the characters of some sentences of a text, in their order.

    `spans` are the sentences, without overlap and in order; `values` the dates, sums and capacities in the text.
    """
    value_at = np.zeros(len(text), dtype=np.int64)
    for start, end, kind in values:
        value_at[start:end] = zlib.crc32(kind.encode())
    listed_at = _listed(text)
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
    chars, at, marks, lists = [_EMPTY], [_NONE], [_NONE], [_NONE]
    kinds: list[int] = []
    words: list[int] = []
    tags: list[int] = []
    classes: list[int] = []
    word: list[int] = []
    before: list[int] = []
    after: list[int] = []
    offset = 1
    for start, end in spans:
        chars += [codes[start:end], _EMPTY]
        at.append(np.arange(offset, offset + end - start))
        offset += end - start + 1
        marks.append(value_at[start:end])
        lists.append(listed_at[start:end])
        sign, made = 0, 0
        for piece, tag in rjieba.tag(text[start:end]):
            length = len(piece)
            kinds += [_SINGLE] if length == 1 else [_BEGIN, *[_MIDDLE] * (length - 2), _END]
            word += [len(words)] * length
            before += [sign * 2 + made] * length
            code, cls = _word(piece)
            words.append(code)
            tags.append(zlib.crc32(tag.encode()))
            classes.append(cls)
            if piece in _SIGNS:
                sign, made = code, made if piece == "、" else 0
            elif cls & _MAKE:
                made = 1
        after += _next_signs(text, start, end)
    return Columns(
        np.concatenate(chars),
        np.concatenate(at),
        np.array(kinds, dtype=np.int64),
        np.concatenate(marks),
        np.concatenate(lists),
        np.array(words, dtype=np.int64),
        np.array(tags, dtype=np.int64),
        np.array(classes, dtype=np.int64),
        np.array(word, dtype=np.int64),
        np.array(before, dtype=np.int64),
        np.array(after, dtype=np.int64),
    )


_EMPTY, _NONE = np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int64)
_SIGNS = frozenset("，。；：、！？“”（）《》")


def _next_signs(text: str, start: int, end: int) -> list[int]:
    """Return for each character of a sentence the next sign, itself left out."""
    found = [0] * (end - start)
    sign = 0
    for index in range(end - 1, start - 1, -1):
        found[index - start] = sign
        if text[index] in _SIGNS:
            sign = ord(text[index])
    return found


def _listed(text: str) -> Numbers:
    """Return for each character the kind of the longest listed name there and its place in it; 0 for none."""
    scan, kinds = _names()
    found = np.zeros(len(text) + 1, dtype=np.int64)
    for start, end, index in scan.scan(text):
        code = zlib.crc32(kinds[index].encode()) << 3
        found[start:end] = code + _MIDDLE
        found[start], found[end - 1] = code + _BEGIN, code + _END
    return found


@cache
def _names() -> tuple[Matcher, list[str]]:
    """Return what finds the listed names, and the kind of each."""
    kind_of = {name: kind for file, kind in _NAMES.items() for name in _entries(file) if len(name) >= _SHORTEST}
    return matcher(kind_of), list(kind_of.values())


def _entries(file: str) -> frozenset[str]:
    folder, _, name = file.partition("/")
    return frozenset(row[0] for row in rows(name, folder=RESOURCES / folder))


LISTS = ("noun", "verb", "function", "town", "division", *_LISTS.values())
TAIL = 3
"""The bits of a class below the lists: how long the known head is with which a word ends."""
_MAKE = 1 << (LISTS.index("make") + TAIL)


@lru_cache(maxsize=1 << 16)
def _word(token: str) -> tuple[int, int]:
    """Return the number of a word and the set of lists it stands in, as bits."""
    known = _known()
    found = sum(1 << bit for bit, name in enumerate(LISTS) if token in known[name])
    goods = known["goods"]
    tail = next((size for size in range(min(4, len(token)), 0, -1) if token[-size:] in goods), 0)
    return zlib.crc32(token.encode("utf-8", "replace")), (found << TAIL) + tail + 1


@cache
def _known() -> dict[str, frozenset[str]]:
    lexicon = load()
    return {
        "noun": lexicon.nouns,
        "verb": lexicon.verbs,
        "function": lexicon.function_words,
        "town": lexicon.towns,
        "division": frozenset(lexicon.by_name),
        **{name: _entries(file) for file, name in _LISTS.items()},
    }

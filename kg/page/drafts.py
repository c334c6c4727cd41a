"""Articles in the making, and how like one another two texts are."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import add
from typing import Literal

from kg.page.blocks import Block

Role = Literal["headline", "subhead", "byline", "body", "caption", "jump", "meta"]


_SIGNS = re.compile(r"[\W_]+")
NEAR = 40
"""Blocks, or articles, that are looked at on either side of a headline."""


@dataclass(slots=True)
class Draft:
    """An article in the making: its blocks, each with what it is there."""

    kind: str = "news"
    pieces: list[tuple[Role, Block]] = field(default_factory=list)
    follows: bool = False
    """Whether it only follows up another, as 又讯 does: the headline is the other's."""
    closed: bool = False
    """Whether a jump line or the reporter's name has ended it."""
    issued: str | None = None
    """The day that stands between its headline and its text, or below it, as ISO text."""
    _pairs: set[str] = field(default_factory=set)

    @property
    def headed(self) -> bool:
        """Return whether it has a headline."""
        return any(role == "headline" for role, _ in self.pieces)

    @property
    def body(self) -> str:
        """Return its text without headlines."""
        return "".join(block.flat for role, block in self.pieces if role in {"body", "caption"})

    def likeness(self, headline: str) -> float:
        """Return which share of a headline's pairs of characters the body has, from 0 to 1."""
        if not self._pairs:
            self._pairs = pairs_of(self.body)
        return likeness(headline, self._pairs)


def pairs_of(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text, signs left out."""
    words = without_signs(text)
    return set(map(add, words, words[1:]))


def without_signs(text: str) -> str:
    """Return the letters and figures of a text: what it has of pairs, where few are asked for."""
    return _SIGNS.sub("", text)


def likeness(headline: str, pairs: Container[str]) -> float:
    """Return which share of a headline's pairs of characters is among `pairs`, from 0 to 1."""
    wanted = _wanted(headline)
    return sum(pair in pairs for pair in wanted) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=1 << 8)
def _wanted(headline: str) -> set[str]:
    """Return the pairs of a headline, which is compared with one article after another."""
    return pairs_of(headline)


def flat_of(blocks: Sequence[Block]) -> str:
    """Return the text of blocks without any white space."""
    return "".join(block.flat for block in blocks)


def kinship(one: str, other: str) -> float:
    """Return how much two texts share of their runs of four characters, of the shorter text's."""
    a, b = (_fours(text) for text in (one, other))
    return len(a & b) / max(1, min(len(a), len(b)))


def _fours(text: str) -> set[str]:
    fours = {text[i : i + 4] for i in range(len(text) - 3)}
    return {four for four in fours if four.isalpha() and "公司" not in four}

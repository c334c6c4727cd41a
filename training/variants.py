"""Sentences of gold pages with other names in them: the tagger learns from both what stands around names."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from kg.score import Gold

CHANGED = 0.7
"""How likely a name of a variant is another."""
_LONGEST = 24
_BEGIN, _INSIDE = "B-", "I-"


class Names:
    """Names of gold pages, by class."""

    def __init__(self, golds: Iterable[Gold], seed: int) -> None:
        """Take the names of some pages; equal seeds draw equal names."""
        self._dice = random.Random(seed)  # noqa: S311 - no secret
        found: dict[str, dict[str, None]] = {}
        for gold in golds:
            for entity in gold.entities:
                for name in (entity.name, *entity.aliases):
                    if 1 < len(name) <= _LONGEST and "\n" not in name:
                        found.setdefault(entity.cls, {})[name] = None
        self._by_class = {cls: list(names) for cls, names in found.items()}

    def instead(self, name: str, cls: str) -> str:
        """Return a name of a class, or now and then the given one."""
        return self._dice.choice(self._by_class[cls]) if self._dice.random() < CHANGED else name


def varied(text: str, labels: Sequence[str], names: Names) -> tuple[str, list[str]] | None:
    """Return a sentence with other names in it, and the labels of its characters; None where it names nothing."""
    spans = list(_spans(labels))
    if not spans:
        return None
    new, labelled, at = "", list[str](), 0
    for start, end, cls in spans:
        name = names.instead(text[start:end], cls)
        new += text[at:start] + name
        labelled += [*labels[at:start], f"{_BEGIN}{cls}", *[f"{_INSIDE}{cls}"] * (len(name) - 1)]
        at = end
    return new + text[at:], [*labelled, *labels[at:]]


def _spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give the names that labels mark, with their classes."""
    at = 0
    while at < len(labels):
        start = at
        at += 1
        if labels[start].startswith(_BEGIN):
            while at < len(labels) and labels[at].startswith(_INSIDE):
                at += 1
            yield start, at, labels[start].removeprefix(_BEGIN)

"""Sentences of gold pages with other names in them: the tagger learns from both what stands around names."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.nlp.model.lattice import BEGIN, INSIDE
from kg.score import Gold
from training.corpus import Labels, inner_labels

CHANGED = 0.7
"""How likely a name of a variant is another."""
_LONGEST = 24


class Name(NamedTuple):
    """A name with a label for each of its characters: those of the names inside it."""

    text: str
    inner: tuple[str, ...]


class Names:
    """Names of gold pages, by class."""

    def __init__(self, golds: Iterable[Gold], seed: int) -> None:
        """Take the names of some pages; equal seeds draw equal names."""
        self._dice = random.Random(seed)  # noqa: S311 - no secret
        found: dict[str, dict[str, Name]] = {}
        for gold in golds:
            for number, entity in enumerate(gold.entities):
                for name in (entity.name, *entity.aliases):
                    if 1 < len(name) <= _LONGEST and "\n" not in name:
                        found.setdefault(entity.cls, {})[name] = Name(name, tuple(inner_labels(gold, name, number)))
        self._by_class = {cls: list(names.values()) for cls, names in found.items()}

    def instead(self, name: Name, cls: str) -> Name:
        """Return a name of a class, or now and then the given one."""
        return self._dice.choice(self._by_class[cls]) if self._dice.random() < CHANGED else name


def varied(text: str, labels: Labels, names: Names) -> tuple[str, Labels] | None:
    """Return a sentence with other names in it, and the labels of its characters; None where it names nothing."""
    spans = list(_spans(labels.names))
    if not spans:
        return None
    new, labelled, at = "", Labels([], []), 0
    for start, end, cls in spans:
        name = names.instead(Name(text[start:end], tuple(labels.inner[start:end])), cls)
        new += text[at:start] + name.text
        labelled.names.extend([*labels.names[at:start], BEGIN + cls, *[INSIDE + cls] * (len(name.text) - 1)])
        labelled.inner.extend([*labels.inner[at:start], *name.inner])
        at = end
    return new + text[at:], Labels([*labelled.names, *labels.names[at:]], [*labelled.inner, *labels.inner[at:]])


def _spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give the names that labels mark, with their classes."""
    at = 0
    while at < len(labels):
        start = at
        at += 1
        if labels[start].startswith(BEGIN):
            while at < len(labels) and labels[at].startswith(INSIDE):
                at += 1
            yield start, at, labels[start].removeprefix(BEGIN)

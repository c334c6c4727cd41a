"""Sentences of gold pages as the tagger learns from them: what is known of each character, and its labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from kg.frames.marks import values_in
from kg.nlp.model import Marked
from kg.nlp.model.columns import columns_of
from kg.nlp.model.lattice import BEGIN, INSIDE, OUTSIDE
from kg.nlp.model.network import NARROW, WIDE, lists_of, seen
from kg.ontology import load_ontology
from kg.page import read_articles
from training.corpus import GoldPage, Labels, labels_of, parted
from training.variants import Names, varied

VARIANTS = 2
"""So many variants are made of a sentence, for each time that its page counts."""
LABELS = [*(kind + cls for kind in (BEGIN, INSIDE) for cls in sorted(load_ontology().concrete)), OUTSIDE]
TABLE_OF = {**WIDE, **{name: name for name in NARROW}}
"""In which table each thing that is known of a character is looked up."""
_PLACE = {label: place for place, label in enumerate(LABELS)}


class Labelled(NamedTuple):
    """The running text of a page, where its sentences stand, and two labels for each character."""

    text: str
    spans: list[tuple[int, int]]
    labels: Labels
    counts: int
    """How often the page counts."""


class Sentences(NamedTuple):
    """Sentences one after another, with what is known of their characters."""

    seen: dict[str, np.ndarray]
    lists: np.ndarray
    labels: np.ndarray
    """Of each character the places of its two labels."""
    lengths: list[int]

    @classmethod
    def together(cls, some: Sequence[Sentences]) -> Sentences:
        """Return sentences one after another."""
        return cls(
            {name: np.concatenate([one.seen[name] for one in some]) for name in TABLE_OF},
            np.concatenate([one.lists for one in some]),
            np.concatenate([one.labels for one in some]),
            [length for one in some for length in one.lengths],
        )


def running(page: GoldPage) -> tuple[str, list[tuple[int, int]]]:
    """Return the running text of a page, and where its sentences stand in it."""
    reading = read_articles(page.page)
    return reading.text, [(s.start, s.end) for s in reading.sentences if s.end - s.start > 1]


def labelled(page: GoldPage) -> Labelled:
    """Return a page with the labels of its gold names."""
    text, spans = running(page)
    return Labelled(text, spans, labels_of(page.gold, parted(page.gold, text), text), page.counts)


def sentences_of(page: Labelled) -> Sentences:
    """Return the sentences of a page."""
    some = [page.labels.between(*span) for span in page.spans]
    labels = Labels([x for one in some for x in one.names], [x for one in some for x in one.inner])
    return _known(page.text, page.spans, labels)


def variants_of(page: Labelled, names: Names) -> Iterator[Sentences]:
    """Give of each sentence that names something some with other names."""
    for start, end in page.spans:
        for _ in range(VARIANTS * page.counts):
            other = varied(page.text[start:end], page.labels.between(start, end), names)
            if other is None:
                break
            yield _known(other[0], [(0, len(other[0]))], other[1])


def values_of(text: str, spans: Sequence[tuple[int, int]]) -> list[Marked]:
    """Return the dates, sums and capacities in some sentences of a text."""
    return [Marked(u.start, u.end, u.kind) for span in spans for u in values_in(text, *span)]


def _known(text: str, spans: list[tuple[int, int]], labels: Labels) -> Sentences:
    columns = columns_of(text, spans, values_of(text, spans))
    places = np.array([[_PLACE[label] for label in row] for row in labels], dtype=np.int64).T
    return Sentences(seen(columns), lists_of(columns), places, [end - start for start, end in spans])

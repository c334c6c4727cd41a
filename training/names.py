"""Train the tagger of names and write its weights.

    python -m training.names

Prints what it finds on pages that were kept apart, and keeps the weights for them: `training.relations` needs them.
Needs the extra ``train``. The field is trained by CRFsuite (Okazaki 2007) with L-BFGS; L1 keeps few features.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pycrfsuite

from kg.frames.marks import values_in
from kg.nlp.model.features import Marked, columns_of, features_of
from kg.nlp.model.tagger import WEIGHTS, Tagger
from kg.page import read_articles
from kg.score.gold import fold as folded
from training.corpus import FOLDS, PARTS, GoldPage, Labels, asked, gold_pages, labels_of, named, names_without, parts
from training.variants import Names, varied

L1, L2, ROUNDS = 0.1, 0.05, 80
VARIANTS = 2
"""So many variants are made of a sentence."""
_SEED = 7
_LEAST = 0.02
"""Weights nearer to nothing are left out."""


class Sentence(NamedTuple):
    """The features and labels of the characters of a sentence."""

    features: list[list[str]]
    labels: list[str]


class Labelled(NamedTuple):
    """A page with its sentences."""

    page: GoldPage
    text: str
    spans: list[tuple[int, int]]
    values: list[Marked]
    labels: Labels
    sentences: list[Sentence]


def main() -> None:
    """Train and measure with each part kept apart, then train on all and write the weights."""
    sources = asked(__doc__)
    pages = gold_pages(sources)
    print(f"{len(pages)} pages, {sum(len(page.page.text) for page in pages)} characters")
    FOLDS.mkdir(exist_ok=True)
    WEIGHTS.parent.mkdir(exist_ok=True)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_train, [sources] * (PARTS + 1), [*range(PARTS), None]))
    report(measure_parts(pages))
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size} bytes")


def _train(sources: tuple[Path, ...], part: int | None) -> None:
    """Train on all pages but those of a part."""
    pages = gold_pages(sources)
    kept = set(parts(pages)[part]) if part is not None else set()
    learnt = [page for number, page in enumerate(pages) if number not in kept]
    names = Names([page.gold for page in learnt], _SEED)
    sentences = (sentence for page in learnt for sentence in with_variants(labelled(page), names))
    train(sentences, names_without(part) if part is not None else WEIGHTS)


def with_variants(page: Labelled, names: Names) -> Iterator[Sentence]:
    """Give the sentences of a page, and of each that names something some with other names."""
    for (start, end), sentence in zip(page.spans, page.sentences, strict=True):
        yield sentence
        for _ in range(VARIANTS):
            other = varied(page.text[start:end], page.labels.between(start, end), names)
            if other is None:
                break
            text, labels = other
            values = [Marked(u.start, u.end, u.kind) for u in values_in(text, 0, len(text))]
            rows = features_of(columns_of(text, [(0, len(text))], values)).astype("U8")
            yield Sentence([line.tolist() for line in rows], labels.names)


def labelled(page: GoldPage) -> Labelled:
    """Return a page with a label for each character: B- and I- with the class of a gold name, or O."""
    reading = read_articles(page.page)
    spans = [(s.start, s.end) for s in reading.sentences if s.end - s.start > 1]
    values = [Marked(u.start, u.end, u.kind) for span in spans for u in values_in(reading.text, *span)]
    labels = labels_of(page.gold, named(page.gold, reading.text), reading.text)
    rows = features_of(columns_of(reading.text, spans, values)).astype("U8")
    sentences, row = [], 0
    for start, end in spans:
        features = [line.tolist() for line in rows[row : row + end - start]]
        sentences.append(Sentence(features, labels.names[start:end]))
        row += end - start
    return Labelled(page, reading.text, spans, values, labels, sentences)


def train(sentences: Iterable[Sentence], out: Path) -> None:
    """Train on sentences and write the weights: of each feature a row, of each label a column."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in sentences:
        trainer.append(sentence.features, sentence.labels)
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ROUNDS, "feature.possible_transitions": True})
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/names.crfsuite"
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info: Any = tagger.info()
        tagger.close()
    labels = sorted(info.labels)
    place = {label: number for number, label in enumerate(labels)}
    rows: dict[int, np.ndarray] = {}
    for (feature, label), weight in info.state_features.items():
        if abs(weight) >= _LEAST:
            rows.setdefault(int(feature), np.zeros(len(labels)))[place[label]] = weight
    moves = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (before, after), weight in info.transitions.items():
        moves[place[before], place[after]] = weight
    features = sorted(rows)
    weights = np.array([rows[feature] for feature in features])
    scale = np.abs(weights).max() / 127
    np.savez_compressed(
        out,
        labels=np.array(labels),
        features=np.array(features, dtype=np.int32),
        weights=np.round(weights / scale).astype(np.int8),
        scale=np.float32(scale),
        moves=moves,
    )


def measure_parts(pages: list[GoldPage]) -> Counter[tuple[str, str]]:
    """Return what taggers find, each on the part of the pages that it has not seen."""
    marks: Counter[tuple[str, str]] = Counter()
    for part, kept in enumerate(parts(pages)):
        tagger = Tagger(names_without(part))
        for number in kept:
            marks += measure(labelled(pages[number]), tagger)
    return marks


def measure(page: Labelled, tagger: Tagger) -> Counter[tuple[str, str]]:
    """Return how many names were found rightly, wrongly and not at all, by class; each name of a page counts once."""
    marks: Counter[tuple[str, str]] = Counter()
    known = {name: e for e in page.page.gold.entities for name in e.names}
    seen = {(folded(page.text[n.start : n.end]), n.cls) for n in tagger.read(page.text, page.spans, page.values).names}
    right = set()
    for name, cls in seen:
        entity = known.get(name)
        if entity is None or not (cls in entity.classes or entity.optional):
            marks[cls, "wrong"] += 1
        elif cls in entity.classes:
            right.add(entity)
    for entity in page.page.gold.entities:
        if not entity.optional:
            marks[entity.cls, "right" if entity in right else "missed"] += 1
    return marks


def report(marks: Counter[tuple[str, str]]) -> None:
    """Print precision, recall and F1 by class."""
    for cls in [*sorted({cls for cls, _ in marks}), ""]:
        right, wrong, missed = (
            sum(count for (c, kind), count in marks.items() if kind == wanted and cls in {c, ""})
            for wanted in ("right", "wrong", "missed")
        )
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        print(f"{cls or 'all':14} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} of {right + missed}")


if __name__ == "__main__":
    main()

"""Train the judge of candidates and write its weights.

    python -m training.judge

Prints how many candidates of pages that were kept apart are names, by how likely the judge holds them to be. What the
tagger makes of a page is that of one that has not seen it: `training.names` must have been run on the same pages
before. Needs the extra ``train``. A logistic regression with an L2 penalty (liblinear, Fan et al. 2008).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from spacy.language import Language

from kg.nlp import COMPONENTS, begin, load_pipeline
from kg.nlp.candidates import Candidate
from kg.nlp.components import asked_of
from kg.nlp.model import JUDGE_WEIGHTS, Asked, Tagger, load_policy
from kg.nlp.model.judge import BETWEEN, features_of, see
from kg.page import read_articles
from kg.score import Gold
from kg.score.gold import fold as folded
from training.corpus import GoldPage, Spans, asked, gold_pages, judge_without, named, names_without, parts
from training.regression import regression

OFTEN = 5
"""So many candidates must have a feature."""
_LEAST = 0.01
RULES = ("kg_lexicon", "kg_shapes", "kg_people", "kg_values")
"""The components that file candidates and values."""


class Example(NamedTuple):
    """A candidate, and whether it is a name."""

    features: list[int]
    """Numbers of the features."""
    right: bool | None
    """None where readers may differ."""


def main() -> None:
    """Train and measure with each part kept apart, then train on all and write the weights."""
    numbers: dict[str, int] = {}
    gold = gold_pages(asked(__doc__))
    apart = parts(gold)
    rules = load_pipeline(model=False, exclude=set(COMPONENTS) - set(RULES))
    pages: dict[int, list[Example]] = {}
    for part, kept in enumerate(apart):
        tagger = Tagger(names_without(part))
        pages |= {number: list(examples_of(gold[number], rules, tagger, numbers)) for number in kept}
    print(f"{len(pages)} pages, {sum(map(len, pages.values()))} candidates, {len(numbers)} features")
    told: list[tuple[float, bool]] = []
    for part, kept in enumerate(apart):
        others = [example for number, page in pages.items() if number not in kept for example in page]
        weights = fit(others, len(numbers))
        write(weights, list(numbers), judge_without(part))
        told += measure([example for number in kept for example in pages[number]], weights)
    report(told)
    write(fit([e for page in pages.values() for e in page], len(numbers)), list(numbers), JUDGE_WEIGHTS)
    print(f"{JUDGE_WEIGHTS}: {JUDGE_WEIGHTS.stat().st_size} bytes")


def examples_of(page: GoldPage, rules: Language, tagger: Tagger, numbers: dict[str, int]) -> Iterator[Example]:
    """Give the candidates of a page with what gold says of them; new features get the next number."""
    reading = read_articles(page.page)
    doc = begin(rules.make_doc(reading.text), reading)
    for _, component in rules.pipeline:
        doc = component(doc)
    text = reading.text
    candidates, lattice = asked_of(doc, tagger)
    seen = see(text, candidates, lattice)
    right = judged(page.gold, text, candidates)
    for one, features in zip(seen, features_of(text, seen, lattice.names), strict=True):
        known = sorted({numbers.setdefault(feature, len(numbers)) for feature in features})
        yield Example(known, right[one.candidate])


def judged(gold: Gold, text: str, candidates: Asked) -> dict[Candidate, bool | None]:
    """Return whether gold takes each candidate for a name of its class that is part of no longer one."""
    names = parted(gold, text)
    filed = {candidate[:2] for candidate in candidates}
    over: dict[int, tuple[int, int]] = {place: span for span in names for place in range(*span)}
    found: dict[Candidate, bool | None] = {}
    for candidate in candidates:
        span = candidate[:2]
        entity = gold.entities[names[span]] if span in names else None
        touched = {over[place] for place in range(*span) if place in over}
        if entity is not None:
            found[candidate] = None if entity.optional else candidate.cls in entity.classes
        elif any(gold.entities[names[other]].optional for other in touched):
            found[candidate] = None
        else:
            found[candidate] = _inside(gold, text, candidate, touched, filed)
    return found


def _inside(
    gold: Gold, text: str, candidate: Candidate, touched: set[tuple[int, int]], filed: set[tuple[int, int]]
) -> bool | None:
    """Return what to say of a candidate that is no name where it stands.

    One that gold names elsewhere, in a longer name that nobody filed, is the best there is.
    """
    name = folded(text[candidate.start : candidate.end])
    known = any(name in e.names and candidate.cls in e.classes for e in gold.entities)
    longer = [span for span in touched if span[0] <= candidate.start and candidate.end <= span[1]]
    return None if known and longer and longer[0] not in filed else False


def parted(gold: Gold, text: str) -> Spans:
    """Return where the names of gold stand in a text.

    A name that begins with another (青石镇|轴承产业园) counts as two where the rest is a name of its own entity too.
    """
    found: Spans = {}
    for span, number in named(gold, text).items():
        found |= _parted(gold, text, span, number)
    return found


def _parted(gold: Gold, text: str, span: tuple[int, int], number: int) -> Spans:
    start, end = span
    policy, entity = load_policy(), gold.entities[number]
    if entity.cls in policy.rests:
        for middle in range(end - 2, start + 1, -1):
            if folded(text[middle:end]) not in entity.names:
                continue
            head = folded(text[start:middle])
            for other, holder in enumerate(gold.entities):
                if other != number and head in holder.names and holder.cls in policy.heads:
                    return {**_parted(gold, text, (start, middle), other), (middle, end): number}
    return {span: number}


class Weights(NamedTuple):
    """One for each feature."""

    table: np.ndarray
    bias: float


def fit(examples: Iterable[Example], size: int) -> Weights:
    """Return the weights that candidates teach."""
    rows = [example for example in examples if example.right is not None]
    features, right = [example.features for example in rows], [bool(example.right) for example in rows]
    return Weights(*regression(features, right, size, often=OFTEN))


def write(weights: Weights, names: list[str], out: Path) -> None:
    """Write the weights of the features that count, in steps that sixteen bits hold."""
    kept = np.flatnonzero(np.abs(weights.table) >= _LEAST)
    scale = np.abs(weights.table).max() / 32767
    out.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        out,
        features=np.frombuffer(BETWEEN.join(names[number] for number in kept).encode(), dtype=np.uint8),
        weights=np.round(weights.table[kept] / scale).astype(np.int16),
        scale=np.float64(scale),
        bias=np.float64(weights.bias),
    )


def measure(examples: Iterable[Example], weights: Weights) -> Iterator[tuple[float, bool]]:
    """Give how likely the weights hold each candidate to be a name, and whether it is one."""
    for example in examples:
        if example.right is not None:
            logit = weights.table[example.features].sum() + weights.bias
            yield float(1 / (1 + np.exp(-logit))), example.right


def report(told: list[tuple[float, bool]]) -> None:
    """Print how many candidates are names, by tenths of likelihood."""
    for tenth in range(10):
        right = [name for likely, name in told if min(9, int(likely * 10)) == tenth]
        print(f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}: {sum(right)} of {len(right)} are names")


if __name__ == "__main__":
    main()

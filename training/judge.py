"""Train the judge of candidates and write its weights.

    python -m training.judge

Prints how many candidates of pages that were kept apart are names, by how likely the judge holds them to be, and how
many of those that lie in names are. What the tagger makes of a page is that of one that has not seen it:
`training.names` must have been run on the same pages before. Needs the extra ``train``. A
logistic regression with an L2 penalty (liblinear, Fan et al. 2008).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from spacy.language import Language

from kg.nlp import COMPONENTS, begin, load_pipeline
from kg.nlp.candidates import Candidate
from kg.nlp.components import asked_of
from kg.nlp.model import JUDGE_WEIGHTS, Asked, Tagger, inner_options
from kg.nlp.model.judge import BETWEEN, INNER, Seen, features_of, inner_features_of, see
from kg.page import read_articles
from kg.score import Gold
from kg.score.gold import fold as folded
from training.corpus import GoldPage, Spans, asked, gold_pages, judge_without, names_without, parted, parts, within
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
    counts: int
    """How often its page counts."""


class Examples(NamedTuple):
    """The candidates of a page."""

    names: list[Example]
    inner: list[Example]
    """Those that may be names inside names."""


def main() -> None:
    """Train and measure with each part kept apart, then train on all and write the weights."""
    numbers: dict[str, int] = {}
    gold = gold_pages(asked(__doc__))
    apart = parts(gold)
    rules = load_pipeline(model=False, exclude=set(COMPONENTS) - set(RULES))
    pages: dict[int, Examples] = {}
    for part, kept in enumerate(apart):
        tagger = Tagger(names_without(part))
        pages |= {number: examples_of(gold[number], rules, tagger, numbers) for number in kept}
    print(f"{len(pages)} pages, {len(numbers)} features")
    told: list[list[tuple[float, bool]]] = [[], []]
    for part, kept in enumerate(apart):
        weights = fit([page for number, page in pages.items() if number not in kept], len(numbers))
        write(weights, list(numbers), judge_without(part))
        for layer, of in enumerate(weights):
            told[layer] += measure([e for number in kept for e in pages[number][layer]], of)
    for found in told:
        report(found)
    write(fit(pages.values(), len(numbers)), list(numbers), JUDGE_WEIGHTS)
    print(f"{JUDGE_WEIGHTS}: {JUDGE_WEIGHTS.stat().st_size} bytes")


def examples_of(page: GoldPage, rules: Language, tagger: Tagger, numbers: dict[str, int]) -> Examples:
    """Return the candidates of a page with what gold says of them; new features get the next number."""
    reading = read_articles(page.page)
    doc = begin(rules.make_doc(reading.text), reading)
    for _, component in rules.pipeline:
        doc = component(doc)
    text = reading.text
    candidates, lattice = asked_of(doc, tagger)
    names = parted(page.gold, text)

    def told(seen: Sequence[Seen], features: Iterable[list[str]], right: Right) -> list[Example]:
        known = (sorted({numbers.setdefault(feature, len(numbers)) for feature in some}) for some in features)
        return [Example(some, right[one.candidate], page.counts) for one, some in zip(seen, known, strict=True)]

    seen = see(text, candidates, lattice)
    outer = told(seen, features_of(text, seen, lattice.names), judged(page.gold, names, text, candidates))
    inside = inner_options(text, candidates, lattice)
    seen = see(text, inside, lattice.inner)
    right = judged_inside(page.gold, names, text, inside)
    return Examples(outer, told(seen, inner_features_of(text, seen, lattice.names), right))


Right = dict[Candidate, bool | None]


def judged(gold: Gold, names: Spans, text: str, candidates: Asked) -> Right:
    """Return whether gold takes each candidate for a name of its class that is part of no longer one.

    `names` are those of gold that stand in the text, by `parted`.
    """
    filed = {candidate[:2] for candidate in candidates}
    over = _covered(names)
    found: Right = {}
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


def _covered(names: Spans) -> dict[int, tuple[int, int]]:
    """Return for each place in a name where that stands."""
    return {place: span for span in names for place in range(*span)}


def judged_inside(gold: Gold, names: Spans, text: str, candidates: Asked) -> Right:
    """Return whether gold takes each candidate for a name inside a longer one; None where it lies in none."""
    inner = {
        (start + begin, start + close): other
        for (start, end), number in names.items()
        for (begin, close), other in within(gold, text[start:end], number).items()
    }
    over = _covered(names)
    found: Right = {}
    for candidate in candidates:
        span = candidate[:2]
        holder = over.get(candidate.start)
        entity = gold.entities[inner[span]] if span in inner else None
        if holder is None or holder[1] < candidate.end or holder == span or (entity is not None and entity.optional):
            found[candidate] = None
        else:
            found[candidate] = entity is not None and candidate.cls in entity.classes
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


class Weights(NamedTuple):
    """One for each feature."""

    table: np.ndarray
    bias: float


def fit(pages: Iterable[Examples], size: int) -> tuple[Weights, ...]:
    """Return the weights that candidates teach: of names, and of names inside names."""
    return tuple(_fit((example for some in layer for example in some), size) for layer in zip(*pages, strict=True))


def _fit(examples: Iterable[Example], size: int) -> Weights:
    rows = [example for example in examples if example.right is not None]
    features, right = [example.features for example in rows], [bool(example.right) for example in rows]
    counts = [example.counts for example in rows]
    return Weights(*regression(features, right, size, often=OFTEN, counts=counts))


def write(weights: Sequence[Weights], names: list[str], out: Path) -> None:
    """Write the weights of the features that count, in steps that sixteen bits hold."""
    arrays: dict[str, np.ndarray | np.float64] = {}
    for prefix, (table, bias) in zip(("", INNER), weights, strict=True):
        kept = np.flatnonzero(np.abs(table) >= _LEAST)
        scale = np.abs(table).max() / 32767
        arrays |= {
            f"{prefix}features": np.frombuffer(BETWEEN.join(names[n] for n in kept).encode(), dtype=np.uint8),
            f"{prefix}weights": np.round(table[kept] / scale).astype(np.int16),
            f"{prefix}scale": np.float64(scale),
            f"{prefix}bias": np.float64(bias),
        }
    out.parent.mkdir(exist_ok=True)
    np.savez_compressed(out, **arrays)


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

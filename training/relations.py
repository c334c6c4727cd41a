"""Train the reader of relations and write its weights.

    python -m training.relations

Prints what rules and reader find together on pages that were kept apart. The names on a page are those that the
pipeline finds with a tagger and a judge that have not seen it: `training.names` and `training.judge` must have been run
on the same pages before.
Needs the extra ``train``. For each predicate a logistic regression with an L2 penalty (liblinear, Fan et al. 2008).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kg.extract.page import find
from kg.frames.reader import features_of, pairs_of
from kg.frames.reader.model import WEIGHTS
from kg.frames.reader.policy import load_policy
from kg.frames.relations import Claim, claim_of
from kg.nlp import load_pipeline
from kg.nlp.components import homes_of
from kg.ontology import load_ontology
from kg.score.gold import fold as folded
from kg.score.gold import squeeze
from training.apart import learn_apart
from training.corpus import GoldPage, asked, gold_pages, judge_without, names_without, parts, relations_without
from training.regression import regression

_OFTEN = 2
"""So many pairs must have a feature."""
_LEAST = 0.1
_SHARED = 12
"""So many characters of a quote show that a sentence is the one that was quoted."""


class Example(NamedTuple):
    """A pair, one predicate that may join it, and whether gold says so."""

    features: Sequence[int]
    """Numbers of the features."""
    predicate: str
    right: bool | None
    """None where readers may differ, or where gold says it of another sentence."""
    claim: Claim
    """By the entities of gold; None for what gold does not have."""
    key: Claim
    """By the entities of the page."""


class Read(NamedTuple):
    """A page with its examples and the relations it has."""

    page: GoldPage
    examples: list[Example]
    gold: set[Claim]
    doubtful: set[Claim]
    rules: dict[Claim, Claim]
    """What the rules found, by the entities of the page."""


def main() -> None:
    """Train and measure with each part kept apart, then train on all and write the weights."""
    numbers: dict[str, int] = {}
    gold = gold_pages(asked(__doc__))
    apart = parts(gold)
    pages: dict[int, Read] = {}
    for part, kept in enumerate(apart):
        nlp = load_pipeline(exclude=["kg_reader"], names=names_without(part), judge=judge_without(part))
        pages |= {number: examples_of(gold[number], nlp, numbers) for number in kept}
    print(f"{len(pages)} pages, {sum(len(page.examples) for page in pages.values())} examples, {len(numbers)} features")
    told = learn_apart(_learn, list(pages.items()), apart, list(numbers))
    marks: dict[str, Counter[tuple[str, float]]] = {p: Counter() for p in load_policy().reach}
    for some in told:
        for predicate, count in some.items():
            marks[predicate].update(count)
    report(marks)
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size} bytes")


def _learn(
    part: int | None, pages: list[tuple[int, Read]], apart: list[list[int]], names: list[str]
) -> dict[str, Counter[tuple[str, float]]]:
    """Write the weights that all pages but those of a part teach, and return what is found on that part.

    `pages` have their numbers, `apart` the numbers of those of each part; `names` are the features.
    """
    kept = set(apart[part]) if part is not None else set()
    weights = fit([page for number, page in pages if number not in kept], len(names))
    write(weights, names, relations_without(part) if part is not None else WEIGHTS)
    marks: dict[str, Counter[tuple[str, float]]] = {p: Counter() for p in load_policy().reach}
    for number, page in pages:
        if number in kept:
            measure(page, weights, marks)
    return marks


def examples_of(page: GoldPage, nlp: object, numbers: dict[str, int]) -> Read:
    """Return the pairs of a page with what gold says of them; new features get the next number."""
    gold = page.gold
    found = find(page.page, nlp)
    names = {name: number for number, e in enumerate(gold.entities) for name in e.names}
    known = {
        key: next((names[folded(n)] for n in (e.name, *e.aliases) if folded(n) in names), None)
        for key, e in found.entities.items()
    }
    open_ = {number for number, e in enumerate(gold.entities) if e.optional}
    said: dict[tuple[int, str, int], list[tuple[str, bool]]] = {}
    for r in gold.relations:
        doubt = r.optional or bool({r.subject, r.object} & open_)
        ends = [(r.subject, r.object)]
        if load_ontology().predicates[r.predicate].symmetric:
            ends.append((r.object, r.subject))
        for s, o in ends:
            said.setdefault((s, r.predicate, o), []).append((squeeze(r.quote), doubt or r.status == "denied"))
    state = found.state
    rows: list[Example] = []
    text = state.reading.text
    for index, told in enumerate(state.told):
        for pair in pairs_of(told, homes_of(state, index)):
            features: Sequence[int] | None = None
            subject, obj = pair.ends
            s, o = known.get(subject.entity or ""), known.get(obj.entity or "")
            lines = {seen.line for seen in (pair.subject, pair.object) if seen is not None}
            for predicate in pair.predicates:
                right: bool | None = None if s in open_ or o in open_ else False
                if s is not None and o is not None and (s, predicate, o) in said:
                    quotes = said[s, predicate, o]
                    here = lines if load_policy().reach[predicate] < _WIDE else {pair.anchor.line}
                    sentences = [squeeze(text[n.told.masked.start : n.told.masked.end]) for n in here]
                    quoted = any(_quotes(q, sentence) for q, _ in quotes for sentence in sentences)
                    right = True if quoted and not any(doubt for _, doubt in quotes) else None
                if features is None:
                    # There are millions of pairs: four bytes a feature.
                    features = array("i", sorted({numbers.setdefault(f, len(numbers)) for f in features_of(pair)}))
                claim = _claim(s, predicate, o)
                rows.append(Example(features, predicate, right, claim, _claim(subject.entity, predicate, obj.entity)))
    sure = {_claim(*k) for k, v in said.items() if not any(doubt for _, doubt in v)}
    rules = {
        _claim(r.subject.entity, r.predicate, r.object.entity): _claim(
            known.get(r.subject.entity or ""), r.predicate, known.get(r.object.entity or "")
        )
        for _, r in found.made
        if r.status != "Denied"
    }
    return Read(page, rows, sure, {_claim(*k) for k in said} - sure, rules)


_WIDE = 50
"""A predicate that reaches as far is told by the sentence of its object alone."""


def _quotes(quote: str, sentence: str) -> bool:
    if quote in sentence or sentence in quote:
        return bool(quote)
    return any(quote[i : i + _SHARED] in sentence for i in range(0, len(quote) - _SHARED + 1, 4))


def _claim(subject: object, predicate: str, obj: object) -> Claim:
    s, o = (None if end is None else str(end) for end in (subject, obj))
    return claim_of(s, predicate, o)


class Weights(NamedTuple):
    """A column for each predicate."""

    predicates: list[str]
    table: np.ndarray
    bias: np.ndarray


def fit(pages: list[Read], size: int) -> Weights:
    """Return the weights that pages teach."""
    predicates = list(load_policy().reach)
    table, bias = np.zeros((size, len(predicates))), np.zeros(len(predicates))
    for column, predicate in enumerate(predicates):
        rows = [
            (example, page.page.counts)
            for page in pages
            for example in page.examples
            if example.predicate == predicate and example.right is not None
        ]
        features, right = [example.features for example, _ in rows], [bool(example.right) for example, _ in rows]
        counts = [times for _, times in rows]
        table[:, column], bias[column] = regression(features, right, size, often=_OFTEN, counts=counts)
    return Weights(predicates, table, bias)


def write(weights: Weights, names: list[str], out: Path) -> None:
    """Write the weights of the features that count, each column in 127 steps."""
    kept = np.flatnonzero(np.abs(weights.table).max(axis=1) >= _LEAST)
    table = weights.table[kept]
    scale = np.abs(table).max(axis=0) / 127
    out.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        out,
        predicates=np.array(weights.predicates),
        features=np.frombuffer("\n".join(names[number] for number in kept).encode(), dtype=np.uint8),
        weights=np.round(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=weights.bias.astype(np.float32),
    )


STEPS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


def measure(page: Read, weights: Weights, marks: dict[str, Counter[tuple[str, float]]]) -> None:
    """Add what rules and reader find together, at each bound of likelihood."""
    best: dict[Claim, tuple[float, Claim]] = {}
    for e in page.examples:
        column = weights.predicates.index(e.predicate)
        logit = weights.table[e.features, column].sum() + weights.bias[column]
        likely = 1 / (1 + np.exp(-logit))
        if likely > best.get(e.key, (0.0, e.claim))[0]:
            best[e.key] = likely, e.claim
    for predicate, count in marks.items():
        gold = {c for c in page.gold if c[1] == predicate}
        for step in (1.1, *STEPS):
            said = {k: c for k, c in page.rules.items() if k[1] == predicate}
            said |= {k: c for k, (likely, c) in best.items() if k[1] == predicate and likely >= step}
            right = {c for c in said.values() if c in gold}
            wrong = [c for c in said.values() if c not in gold and c not in page.doubtful and not _is_open(page, c)]
            count["gold", step] += len(gold)
            count["right", step] += len(right)
            count["wrong", step] += len(wrong)


def _is_open(page: Read, claim: Claim) -> bool:
    return any(end is not None and page.page.gold.entities[int(end)].optional for end in (claim[0], claim[2]))


def report(marks: dict[str, Counter[tuple[str, float]]]) -> None:
    """Print precision, recall and F1 by predicate: of the rules, then with the reader at each bound."""
    for predicate, count in marks.items():
        row = []
        for step in (1.1, *STEPS):
            gold, right, wrong = (count[kind, step] for kind in ("gold", "right", "wrong"))
            f1 = 2 * right / max(1, gold + right + wrong)
            name = "rules" if step > 1 else f"{step:.2f}"
            row.append(
                f"{name} {100 * right / max(1, right + wrong):.0f}/{100 * right / max(1, gold):.0f}/{100 * f1:.1f}"
            )
        print(f"{predicate:14} of {count['gold', 1.1]:4}: {', '.join(row)}")


if __name__ == "__main__":
    main()

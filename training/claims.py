"""Train the weigher of claims and write its weights.

    python -m training.claims

Prints what is found on pages that were kept apart, by predicate. Names and readings of a page are those of a tagger, a
judge and a reader that have not seen it: `training.names`, `training.judge` and `training.relations` must have been run
before. Needs the extra ``train``. Boosted trees over histograms (Ke et al. 2017, LightGBM, as scikit-learn has them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from kg.extract.page import find
from kg.frames.reader import load_reader, seen_of
from kg.frames.reader.claims import table_of
from kg.frames.reader.policy import load_policy
from kg.frames.reader.weigher import WEIGHTS
from kg.frames.status import DENIED
from kg.nlp import load_pipeline
from kg.nlp.components import homes_of
from kg.score.relations import Key
from training.apart import learn_apart
from training.corpus import (
    GoldPage,
    asked,
    claims_without,
    gold_pages,
    judge_without,
    names_without,
    parts,
    relations_without,
)
from training.verdict import Verdict

TREES = HistGradientBoostingClassifier(
    max_iter=160, learning_rate=0.08, max_leaf_nodes=31, l2_regularization=5, min_samples_leaf=40, random_state=0
)


class Claims(NamedTuple):
    """What a page claims."""

    table: np.ndarray
    """A row for each claim."""
    predicates: list[str]
    right: list[bool | None]
    """None where gold leaves it open, or where what is claimed is denied."""
    keys: list[Key | None]
    """What of gold each claim is."""
    gold: Counter[str]
    """How many relations of each predicate gold has."""
    counts: int
    """How often the page counts."""


def main() -> None:
    """Train and measure with each part kept apart, then train on all and write the weights."""
    gold = gold_pages(asked(__doc__))
    apart = parts(gold)
    work = [(part, kept[half::2]) for part, kept in enumerate(apart) for half in range(2)]
    pages: dict[int, Claims] = {}
    with ProcessPoolExecutor() as pool:
        for some in pool.map(_read, [(part, [(n, gold[n]) for n in numbers]) for part, numbers in work]):
            pages |= some
    print(f"{len(pages)} pages, {sum(len(page.right) for page in pages.values())} claims")
    marks: Counter[tuple[str, str]] = Counter()
    for some in learn_apart(_learn, pages, apart):
        marks.update(some)
    report(marks)
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size} bytes")


def _learn(part: int | None, pages: dict[int, Claims], apart: list[list[int]]) -> Counter[tuple[str, str]]:
    """Write the weights that all pages but those of a part teach, and return what is found on that part."""
    kept = set(apart[part]) if part is not None else set()
    with threadpool_limits(1):  # There is a process for each core.
        trees = fit([page for number, page in pages.items() if number not in kept])
    write(trees, claims_without(part) if part is not None else WEIGHTS)
    marks: Counter[tuple[str, str]] = Counter()
    measure([pages[number] for number in kept], trees, marks)
    return marks


def _read(work: tuple[int, list[tuple[int, GoldPage]]]) -> dict[int, Claims]:
    """Return what pages of a part claim, by their numbers."""
    part, numbered = work
    nlp = load_pipeline(exclude=["kg_reader"], names=names_without(part), judge=judge_without(part))
    return {number: claims_on(page, nlp, relations_without(part)) for number, page in numbered}


def claims_on(page: GoldPage, nlp: object, weights: Path) -> Claims:
    """Return what a page claims, and whether gold does; `weights` are those of the reader."""
    found = find(page.page, nlp)
    verdict = Verdict.of(page.gold, found.entities.values())
    tables: list[np.ndarray] = []
    told = Claims(np.zeros((0, 0)), [], [], [], Counter(key[1] for key in verdict.asked.rows), page.counts)
    for index, sentences in enumerate(found.state.told):
        homes = homes_of(found.state, index)
        seen = seen_of(sentences, load_reader(weights), homes=homes, found=found.state.relations)
        if not seen:
            continue
        tables.append(table_of(seen))
        for (subject, predicate, obj), one in seen.items():
            subject_id, object_id = (found.entities[end or ""].id for end in (subject, obj))
            key = verdict.key(subject_id, predicate, object_id)
            denied = bool(one.relations) and all(relation.status == DENIED for relation in one.relations)
            open_ = denied or predicate not in verdict.terms.predicates
            told.predicates.append(predicate)
            told.keys.append(key)
            told.right.append(None if open_ else verdict.is_right(key, denied=False))
    return told._replace(table=np.concatenate(tables)) if tables else told


def fit(pages: Iterable[Claims]) -> HistGradientBoostingClassifier:
    """Return the trees that pages teach."""
    pages = [page for page in pages if page.right]
    right = np.array([value for page in pages for value in page.right], dtype=object)
    known = np.array([value is not None for value in right])
    counts = np.repeat([page.counts for page in pages], [len(page.right) for page in pages])
    table = np.concatenate([page.table for page in pages])
    return TREES.fit(table[known], right[known].astype(bool), sample_weight=counts[known])


def write(trees: HistGradientBoostingClassifier, out: Path) -> None:
    """Write the nodes of trees, one tree after the other, a leaf leading to itself."""
    nodes = [tree[0].nodes for tree in trees._predictors]  # noqa: SLF001 - there is no other way to them
    roots = np.cumsum([0, *map(len, nodes[:-1])])
    base = np.repeat(roots, [len(some) for some in nodes])
    every = np.concatenate(nodes)
    own, leaf = np.arange(len(every)), every["is_leaf"].astype(bool)
    out.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        out,
        roots=roots.astype(np.int32),
        column=every["feature_idx"].astype(np.int16),
        bound=every["num_threshold"].astype(np.float32),
        unknown_left=every["missing_go_to_left"].astype(np.int8),
        left=np.where(leaf, own, base + every["left"]).astype(np.int32),
        right=np.where(leaf, own, base + every["right"]).astype(np.int32),
        value=every["value"].astype(np.float32),
        start=np.float64(trees._baseline_prediction.item()),  # noqa: SLF001 - as above
        depth=np.int32(max(some["depth"].max() for some in nodes)),
    )


def measure(pages: Sequence[Claims], trees: HistGradientBoostingClassifier, marks: Counter[tuple[str, str]]) -> None:
    """Add what is found on pages that were kept apart."""
    least = load_policy().doubt
    for page in pages:
        marks.update({("gold", predicate): number for predicate, number in page.gold.items()})
        if not page.right:
            continue
        likely = trees.predict_proba(page.table)[:, 1]
        rows = zip(page.predicates, page.right, page.keys, likely, strict=True)
        said = [(p, right, key) for p, right, key, value in rows if value >= least and right is not None]
        marks.update(("right", predicate) for predicate, _ in {(p, key) for p, right, key in said if right})
        marks.update(("wrong", predicate) for predicate, right, _ in said if not right)


def report(marks: Counter[tuple[str, str]]) -> None:
    """Print precision, recall and F1 by predicate."""
    for predicate in load_policy().reach:
        gold, right, wrong = (marks[kind, predicate] for kind in ("gold", "right", "wrong"))
        told = 100 * right / max(1, right + wrong), 100 * right / max(1, gold)
        print(
            f"{predicate:14} of {gold:6}: {told[0]:.0f}/{told[1]:.0f}/{200 * right / max(1, gold + right + wrong):.1f}"
        )


if __name__ == "__main__":
    main()

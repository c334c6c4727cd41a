"""Measure how often statements are right: `python -m tests.score.calibrate` writes the tables of confidence and a page.

The pages are those of ``training/pages`` that no rule was made with (`READ` are the others). A statement is right
where its relation is one of gold, wrong where it is not; what gold calls optional, or follows from it, is left out.
What the trained reader thinks is that of readers that have not seen the page: `training.relations` must have been run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.confidence import joined
from kg.extract.page import find
from kg.frames.measured import (
    COLUMNS,
    OPINION_COLUMNS,
    OPINIONS,
    TABLE,
    WEAKNESSES,
    Joint,
    Measured,
    Table,
    by_rule,
    load_table,
    logit,
    weakened,
    weaknesses,
)
from kg.frames.reader import PREFIX
from kg.frames.reader.policy import load_policy
from kg.frames.status import DENIED
from kg.page import read
from kg.records import Page
from kg.score import Gold, find_gold, find_page, load_gold
from kg.score.challenge import load_items
from tests.support import ROOT, TRAINING, UNSEEN
from training.corpus import (
    PARTS,
    SOURCES,
    claims_without,
    gold_pages,
    group_of,
    judge_without,
    names_without,
    parts,
    relations_without,
)
from training.verdict import Verdict

PRIOR = 8.0
"""How many judged statements the hand-set score of a rule is worth."""
READ = frozenset(
    [*"kvwy", "da", "dc", "dd", "zm", *(f"zzzzz{letter}" for letter in "stuvwx"), "zzzzzza", "zzzzzzb"],
)
"""Groups of the pages of ``training/pages`` whose misses were read to mend rules."""
ENOUGH = 30
"""So many statements of a rule tell what the reader's opinion of them is worth; of fewer those of its predicate do."""
RIDGE = 1.0
"""How strongly the weights of the regression are held at nought."""
SHARES = 20
"""Into how many shares the pages are divided of which each is predicted from the others, by the rules alone."""
_HARD = "Passages made to be hard (`tests/challenge`), predicted from the pages"
DOCUMENT = ROOT / "docs" / "confidence.md"
BEGIN, END = "<!-- figures: written by tests/score/calibrate.py -->", "<!-- end of figures -->"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement that gold decides on."""

    page: str
    rule: str
    score: float
    weak: tuple[str, ...]
    right: bool
    predicate: str = ""
    opinion: float | None = None
    """What the trained reader thinks of what a rule found."""

    def by_rule(self, table: Table) -> float:
        """Return the confidence that a table gives it by its rule alone."""
        return by_rule(self.rule, self.score, self.weak, table)

    def value(self, table: Table) -> float:
        """Return the confidence that a table gives it."""
        return joined(self.rule, self.predicate, self.by_rule(table), self.opinion, table)

    @property
    def joint(self) -> str | None:
        """Return under which name the table of opinions has it; None where the reader has none."""
        return self.rule if self.rule.startswith(PREFIX) else self.predicate if self.opinion is not None else None


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements whose confidence lies in one stretch."""

    low: float
    high: float
    number: int
    predicted: float
    observed: float


def judge(gold: Gold, page: Page, nlp: Any, *, doubted: bool = False) -> list[Judged]:
    """Return the statements of a page that its gold decides on; with `doubted` those too that are left out."""
    found = find(page, nlp, doubted=doubted)
    verdict = Verdict.of(gold, found.entities.values())
    judged = []
    for statement, relation in found.made:
        if statement.predicate not in verdict.terms.predicates:
            continue
        key = verdict.key(statement.subject, statement.predicate, statement.object)
        right = verdict.is_right(key, denied=relation.status == DENIED)
        if right is not None:
            weak, opinion = weaknesses(relation), relation.opinion
            judged.append(Judged(gold.doc, relation.rule, relation.score, weak, right, relation.predicate, opinion))
    return judged


def fit(rows: Sequence[Judged]) -> Table:
    """Return the table that the judged statements of some pages give.

    The share of right ones of a rule is pulled towards its hand-set score; a logistic regression over these, each
    statement left out of its own share, gives by how much all scores are off, and what a weakness takes away.
    """
    by_rule = _by(rows, lambda row: row.rule)
    prior = {rule: sum(r.score for r in same) / len(same) for rule, same in by_rule.items()}
    right = {rule: sum(r.right for r in same) for rule, same in by_rule.items()}
    ordered = [row for same in by_rule.values() for row in same]
    others = [(right[r.rule] - r.right + PRIOR * prior[r.rule]) / (len(by_rule[r.rule]) - 1 + PRIOR) for r in ordered]
    weights = _regress(
        np.array([[1.0, *(float(name in r.weak) for name in WEAKNESSES)] for r in ordered]),
        np.array([float(r.right) for r in ordered]),
        np.array([np.log(p / (1 - p)) for p in others]),
    )
    lift, *odds = (float(np.exp(weight)) for weight in weights)
    rules = {}
    for rule, same in by_rule.items():
        smoothed = (right[rule] + PRIOR * prior[rule]) / (len(same) + PRIOR)
        rules[rule] = Measured(len(same), right[rule], weakened(smoothed, [lift]))
    weak = {}
    for name, factor in zip(WEAKNESSES, odds, strict=True):
        has = [r for r in ordered if name in r.weak]
        weak[name] = Measured(len(has), sum(r.right for r in has), round(min(factor, 1.0), 3))
    return Table(rules, weak)


def fit_opinions(rows: Sequence[Judged], table: Table) -> dict[str, Joint]:
    """Return the table of opinions that judged statements give, beside a table of rules.

    A logistic regression over the logits of rule and reader for all that rules found, from there on one for each
    predicate, and from there on one for each rule that was judged `ENOUGH` times: the reader sees little of what a rule
    finds that joins two paragraphs, say. For what the reader filed, one over its own logit.
    """
    asked = [row for row in rows if row.joint is not None]
    found = [row for row in asked if row.opinion is not None]
    every = _regress(*_logits(found, table), np.zeros(len(found)))
    alone = np.array([0.0, 0.0, 1.0])
    judged = _by(asked, lambda row: row.joint or "")
    weights = {
        name: _nearest(some, table, alone if name.startswith(PREFIX) else every) for name, some in judged.items()
    }
    rules = {name: some for name, some in _by(found, lambda row: row.rule).items() if len(some) >= ENOUGH}
    weights |= {name: _nearest(some, table, weights[some[0].predicate]) for name, some in rules.items()}
    return {
        name: Joint(len(some), sum(row.right for row in some), *(round(float(w), 3) for w in weights[name]))
        for name, some in sorted((judged | rules).items())
    }


def _by(rows: Sequence[Judged], key: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    """Return the statements of each value of a key."""
    return {value: list(same) for value, same in groupby(sorted(rows, key=key), key=key)}


def _nearest(rows: Sequence[Judged], table: Table, start: Floats) -> Floats:
    """Return the weights that statements teach, held near `start`; neither rule nor reader counts against itself."""
    features, right = _logits(rows, table)
    weights = start + _regress(features, right, features @ start)
    weights[1:] = np.maximum(weights[1:], 0)
    return weights


def _logits(rows: Sequence[Judged], table: Table) -> tuple[Floats, Floats]:
    """Return a row of 1, the logit of the rule and that of the reader for each statement, and whether it is right."""
    read = [(0.0, logit(r.score)) if r.opinion is None else (logit(r.by_rule(table)), logit(r.opinion)) for r in rows]
    return np.array([[1.0, *both] for both in read]), np.array([float(row.right) for row in rows])


def _regress(features: Floats, right: Floats, offset: Floats) -> Floats:
    """Return the weights of a logistic regression with a fixed offset, by Newton's method in steps of 1 at most."""
    weights = np.zeros(features.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-offset - features @ weights))
        slope = features.T @ (chance - right) + RIDGE * weights
        curve = (features.T * (chance * (1 - chance))) @ features + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights = weights - step / max(1.0, float(np.linalg.norm(step)))
    return weights


def cross_validate(rows: Sequence[Judged]) -> list[tuple[float, bool]]:
    """Return for each statement what a table of other pages predicts, and whether it is right.

    The pages are left out by twentieths, one after the other.
    """
    pairs = []
    pages = sorted({row.page for row in rows})
    for number in range(min(SHARES, len(pages))):
        out = set(pages[number::SHARES])
        table = fit([row for row in rows if row.page not in out])
        pairs += [(row.value(table), row.right) for row in rows if row.page in out]
    return pairs


def cross_validate_parts(rows: Sequence[Judged], read: Sequence[Sequence[Judged]]) -> list[tuple[float, bool]]:
    """Return for each statement of `read`, by parts, what tables of the other parts predict, and whether it is right.

    `rows` are those of the rules alone. What is left out for its confidence is left out here.
    """
    pairs = []
    for number, part in enumerate(read):
        here = {row.page for row in part}
        table = fit([row for row in rows if row.page not in here])
        others = [row for other, some in enumerate(read) if other != number for row in some]
        table = replace(table, joint=fit_opinions(others, table))
        values = [(row.value(table), row) for row in part]
        doubt = load_policy().doubt
        pairs += [(value, row.right) for value, row in values if row.joint is None or value >= doubt]
    return pairs


def reliability(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> list[Bin]:
    """Return predicted beside observed, by stretches of equal width; those without a statement are left out."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for pair in pairs:
        groups.setdefault(min(int(pair[0] * bins), bins - 1), []).append(pair)
    return [
        Bin(
            at / bins,
            (at + 1) / bins,
            len(group),
            sum(p for p, _ in group) / len(group),
            sum(right for _, right in group) / len(group),
        )
        for at, group in sorted(groups.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean distance of predicted from observed, by number."""
    total = sum(b.number for b in bins)
    return sum(b.number * abs(b.predicted - b.observed) for b in bins) / (total or 1)


def thresholds(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float, float]]:
    """Return for some smallest confidences the share of right statements kept, and how many of those kept are right."""
    rows = []
    every = sum(right for _, right in pairs) or 1
    for least in (0.0, 0.7, 0.8, 0.9, 0.95):
        kept = [right for value, right in pairs if value >= least]
        rows.append((least, sum(kept) / every, sum(kept) / (len(kept) or 1)))
    return rows


def write_table(table: Table, pages: int, path: Path = TABLE) -> None:
    """Write the table of confidence."""
    number = sum(row.judged for row in table.rules.values())
    lines = [
        "# How often the statements of each rule are right, and how likely one of it is to be (value).",
        f"# Source: measured by tests/score/calibrate.py on {number} statements of {pages} gold pages;",
        f"# docs/confidence.md tells how. The rule's own score counts as {PRIOR:g} statements. Licence: Apache-2.0.",
        "# A name with * is no rule but a weakness of a statement; its value is a factor of the odds.",
        f"# {'<TAB>'.join(COLUMNS)}",
    ]
    for mark, rows in (("*", table.weak), ("", table.rules)):
        lines += [f"{mark}{name}\t{r.judged}\t{r.right}\t{r.value:g}" for name, r in sorted(rows.items())]
    _replace(path, "\n".join(lines) + "\n")


def write_opinions(joint: Mapping[str, Joint], path: Path = OPINIONS) -> None:
    """Write the table of opinions."""
    # Those of a rule with a row of its own are in that of its predicate too.
    once = {*load_policy().reach, *(f"{PREFIX}{name}" for name in load_policy().reach)}
    number = sum(row.judged for name, row in joint.items() if name in once)
    lines = [
        "# How likely a statement is right by what its rule is worth and what the trained reader thinks of it:",
        "# logit = start + rule * logit(rule) + reader * logit(reader). A predicate is what rules found and the reader",
        "# looked at, unless the rule has a row of its own; reader.* is what the reader filed.",
        f"# Source: measured by tests/score/calibrate.py on {number} statements by readers that had not seen the page;",
        "# docs/confidence.md tells how. Licence: Apache-2.0.",
        f"# {'<TAB>'.join(OPINION_COLUMNS)}",
        *(f"{n}\t{r.judged}\t{r.right}\t{r.start:g}\t{r.rule:g}\t{r.reader:g}" for n, r in sorted(joint.items())),
    ]
    _replace(path, "\n".join(lines) + "\n")


def write_document(text: str, path: Path = DOCUMENT) -> None:
    """Put the figures into their place in the page of documentation."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    _replace(path, f"{before}{BEGIN}\n\n{text}\n{END}{after}")


def _replace(path: Path, text: str) -> None:
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def report(
    rows: Sequence[Judged], read: Sequence[Sequence[Judged]], others: Mapping[str, Sequence[Judged]], table: Table
) -> str:
    """Return the figures as Markdown: reliability on pages, what a threshold keeps, `others` predicted by `table`.

    `rows` are statements of the rules alone, `read` those with the trained components, by parts.
    """
    pairs = cross_validate_parts(rows, read)
    told = [
        _table("Pages with rules and trained components, each part predicted from the others", pairs),
        _table(
            "Pages by the rules alone (`--no-model`), each twentieth predicted from the others", cross_validate(rows)
        ),
        "With rules and trained components:\n",
        "| `--min-confidence` | right statements that stay | right among those that stay |\n| --- | --- | --- |",
        *(f"| {least:g} | {kept:.1%} | {share:.1%} |" for least, kept, share in thresholds(pairs)),
        "",
        *(_table(title, _apply(judged, table)) for title, judged in others.items()),
    ]
    return "\n".join(told)


def _apply(rows: Iterable[Judged], table: Table) -> list[tuple[float, bool]]:
    return [(row.value(table), row.right) for row in rows]


def _table(title: str, pairs: Sequence[tuple[float, bool]]) -> str:
    bins = reliability(pairs)
    predicted = sum(value for value, _ in pairs) / len(pairs)
    observed = sum(right for _, right in pairs) / len(pairs)
    lines = [
        f"**{title}**\n",
        "| confidence | statements | predicted | observed |",
        "| --- | --- | --- | --- |",
        *(f"| {b.low:.1f} to {b.high:.1f} | {b.number} | {b.predicted:.1%} | {b.observed:.1%} |" for b in bins),
        f"| all | {len(pairs)} | {predicted:.1%} | {observed:.1%} |",
        f"\nExpected calibration error: {calibration_error(bins):.3f}.\n",
    ]
    return "\n".join(lines)


def gather(sources: Mapping[Path, Path], read_one: Callable[[Gold, Page], list[Judged]]) -> tuple[list[Judged], int]:
    """Return the judged statements of all gold pages, and how many pages; a page that two folders hold counts once.

    Pages that rules were mended with are left out.
    """
    rows: list[Judged] = []
    seen: set[str] = set()
    for folder, pages in sources.items():
        for path in find_gold([folder]):
            if folder == TRAINING and group_of(path) in READ:
                continue
            gold = load_gold(path)
            page = read(find_page(gold, pages))
            if page.sha256 not in seen:
                seen.add(page.sha256)
                rows += read_one(gold, page)
    return rows, len(seen)


def gather_rules() -> tuple[list[Judged], int]:
    """Return the judged statements that rules alone find on the pages learnt from, and how many pages."""
    from kg.nlp import load_pipeline

    rules = load_pipeline(model=False)
    return gather({TRAINING: TRAINING}, lambda gold, page: judge(gold, page, rules))


def gather_part(part: int) -> list[Judged]:
    """Return the judged statements of a part of the pages learnt from, by components that have not seen it."""
    from kg.nlp import load_pipeline

    pages = gold_pages(SOURCES)
    nlp = load_pipeline(
        names=names_without(part),
        judge=judge_without(part),
        relations=relations_without(part),
        claims=claims_without(part),
    )
    some = [pages[number] for number in parts(pages)[part] if pages[number].gold.path.parent.name == TRAINING.name]
    unread = [page for page in some if page.group not in READ]
    return [row for page in unread for row in judge(page.gold, page.page, nlp, doubted=True)]


def main() -> None:
    """Measure, write the tables and the page, and print the figures."""
    from kg.nlp import load_pipeline

    # The trained components of the package know these pages: what they would file there is left out.
    with ProcessPoolExecutor() as pool:
        by_rules = pool.submit(gather_rules)
        parts_read = list(pool.map(gather_part, range(PARTS)))
        rows, pages = by_rules.result()
    table = fit(rows)
    write_table(table, pages)
    table = replace(table, joint=fit_opinions([row for part in parts_read for row in part], table))
    write_opinions(table.joint)
    load_table.cache_clear()
    nlp = load_pipeline()
    unseen, _ = gather({UNSEEN: UNSEEN}, lambda gold, page: judge(gold, page, nlp))
    hard = [row for item in load_items(ROOT / "tests" / "challenge") for row in judge(item.gold, item.page, nlp)]
    title = "Pages nothing was made with (`tests/unseen`), rules and trained components"
    text = report(rows, parts_read, {title: unseen, _HARD: hard}, table)
    write_document(text)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()

"""What a build did, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kg.documents import claims_of
from kg.records import Dataset, Issue


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was found, what went wrong and where the results lie."""

    out: Path
    pages: int
    """Pages in the graph."""
    reused: int
    """Pages taken over from the build before, unchanged."""
    articles: int
    entities: dict[str, int]
    """How many entities by class, the most frequent first."""
    statements: dict[str, dict[str, int]]
    """How many statements by predicate and status, the most frequent predicate first."""
    issues: tuple[Issue, ...]
    files: tuple[Path, ...]
    """Every file that was written, in order of name."""

    @property
    def failed(self) -> tuple[Issue, ...]:
        """Return the issues of pages and sources that could not be read."""
        return tuple(issue for issue in self.issues if issue.level == "error")


def count_entities(dataset: Dataset) -> dict[str, int]:
    """Return the number of entities by class, the most frequent first."""
    return _ranked(Counter(entity.cls for entity in dataset.entities))


def count_statements(dataset: Dataset) -> dict[str, dict[str, int]]:
    """Return the number of statements by predicate and status, the most frequent predicate first."""
    by_predicate: dict[str, Counter[str]] = {}
    for claims in claims_of(dataset):
        for claim in claims:
            by_predicate.setdefault(claim.predicate, Counter())[claim.status] += 1
    order = _ranked(Counter({predicate: counts.total() for predicate, counts in by_predicate.items()}))
    return {predicate: _ranked(by_predicate[predicate]) for predicate in order}


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

"""Identity across pages, marked: which of labelled pairs of namings are resolved to be one entity.

Pairwise precision, recall and F1, as in Menestrina, Whang and Garcia-Molina, "Evaluating entity resolution results",
PVLDB 3 (2010). All pages are one dataset, so that every namesake of the set may be taken for another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.errors import GoldError
from kg.folding import fold
from kg.plain_yaml import load_yaml
from kg.records import Dataset, Extraction, Page

IDENTITY = Path("tests") / "identity"
"""Where the labelled pairs of the project lie, from its root."""
SAME, DIFFERENT = "same", "different"
PARTS = ("open", "kept")
"""Of each file every second case is kept: no rule is made with it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two namings on two pages, and whether a careful reader takes them for one."""

    doc: str
    name: str
    other_doc: str
    other_name: str
    same: bool
    about: str
    """What makes its case easy or hard."""


@dataclass(frozen=True, slots=True)
class Case:
    """A few pages and the pairs that are labelled on them."""

    phenomenon: str
    part: str
    pages: tuple[Page, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and what became of it."""

    phenomenon: str
    part: str
    pair: Pair
    found: bool
    """Whether both namings were found on their pages at all."""
    joined: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The marks of some pairs."""

    phenomenon: str
    pairs: int
    right: int
    """Same, and joined."""
    false: int
    """Different, and joined."""
    missed: int
    """Same, and not joined."""
    unfound: int
    """Pairs of which a naming was not found on its page at all; they count nowhere else."""

    @property
    def precision(self) -> float:
        """Return how many of those joined are one, from 0 to 1."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Return how many of those that are one are joined, from 0 to 1."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def load_cases(source: str | Path = IDENTITY) -> list[Case]:
    """Return the cases of a file or folder, in order; raise `GoldError` in one line where something is wrong."""
    source = Path(source)
    paths = sorted(source.glob("*.yml")) if source.is_dir() else [source]
    cases = [case for path in paths for case in _read(path)]
    if not cases:
        raise GoldError(f"{source}: no cases here; they are lists in .yml files")
    return cases


def _read(path: Path) -> list[Case]:
    try:
        rows = load_yaml(path)
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror or error}); check its path and rights") from error
    except (ValueError, yaml.YAMLError) as error:
        raise GoldError(f"{path}: no YAML ({' '.join(str(error).split())}); cases are a list of mappings") from error
    if not isinstance(rows, list):
        raise GoldError(f"{path}: no cases; the file must be a list of mappings")
    return [_case(row, number, path) for number, row in enumerate(rows)]


def _case(row: Any, number: int, path: Path) -> Case:
    where = f"{path}: case {number + 1}"
    if not isinstance(row, dict) or not isinstance(row.get("pages"), dict):
        raise GoldError(f"{where}: a case wants 'pages', names of pages with their texts")
    docs = {str(name): f"{path.stem}/{number + 1:03}{name}.txt" for name in row["pages"]}
    pages = tuple(Page(doc=docs[str(name)], text=str(text)) for name, text in row["pages"].items())
    pairs = []
    for label in (SAME, DIFFERENT):
        for each in row.get(label) or ():
            if not isinstance(each, list) or len(each) != 4 or not {str(each[0]), str(each[2])} <= docs.keys():
                raise GoldError(f"{where}: {each!r:.60} is no pair of [page, name, page, name]")
            one, name, other, other_name = map(str, each)
            pairs.append(Pair(docs[one], name, docs[other], other_name, label == SAME, str(row.get("about", ""))))
    return Case(path.stem, PARTS[number % 2], pages, tuple(pairs))


def judge(
    cases: Sequence[Case], extract: Callable[[Page], Extraction], merge: Callable[[Iterable[Extraction]], Dataset]
) -> list[Judged]:
    """Return what becomes of each pair when all pages are one dataset; `extract` and `merge` are what is marked."""
    dataset = merge([extract(page) for case in cases for page in case.pages])
    documents = {document.doc: document for document in dataset.documents}
    judged = []
    for case in cases:
        for pair in case.pairs:
            one = _named(documents[pair.doc], pair.name)
            other = _named(documents[pair.other_doc], pair.other_name)
            judged.append(Judged(case.phenomenon, case.part, pair, bool(one and other), bool(one & other)))
    return judged


def _named(document: Extraction, name: str) -> set[str]:
    """Return the ids of the entities of a page with this name, else with this other name."""
    wanted = fold(name)
    by_name = {e.id for e in document.entities if fold(e.name) == wanted}
    return by_name or {e.id for e in document.entities if wanted in map(fold, e.aliases)}


def rows_of(judged: Sequence[Judged]) -> list[Row]:
    """Return a row for each phenomenon, in order of name, and one for all (``total``) at the end."""
    names = sorted({each.phenomenon for each in judged})
    return [*(_row(name, [j for j in judged if j.phenomenon == name]) for name in names), _row("total", judged)]


def _row(name: str, judged: Sequence[Judged]) -> Row:
    found = [j for j in judged if j.found]
    return Row(
        name,
        len(judged),
        right=sum(j.pair.same and j.joined for j in found),
        false=sum(not j.pair.same and j.joined for j in found),
        missed=sum(j.pair.same and not j.joined for j in found),
        unfound=len(judged) - len(found),
    )

"""Gold pages as what the trained components learn from."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

from kg.frames.template import people
from kg.nlp.model import load_policy
from kg.nlp.model.lattice import BEGIN, INSIDE, OUTSIDE
from kg.page import read
from kg.records import Page
from kg.score import Gold, find_gold, find_page, load_gold
from kg.score.gold import fold as folded

SOURCES = (Path("tests/gold"), Path("tests/pages"), Path("training/pages"))
"""Where gold pages lie that are learnt from, from the root of the project; tests/unseen is not among them."""


AS_PRINTED = frozenset([*(f"zzzzz{letter}" for letter in "stuvwxyz"), *(f"zzzzzz{letter}" for letter in "abcd")])
"""Groups of pages in the form in which sites print reports: they are few, and each page counts `COUNTED` times."""
COUNTED = 3
PARTS = 3
"""Into how many parts the pages are divided; each is kept apart once, for the figures and for what builds on them."""
FOLDS = Path("training/folds")
"""Where the weights of taggers, judges and readers lie that have not seen one of the parts; not kept."""


class GoldPage(NamedTuple):
    """A page and its gold graph."""

    gold: Gold
    page: Page
    group: str
    """Pages of one group are kept apart together when figures are taken: one hand wrote them."""

    @property
    def counts(self) -> int:
        """Return how often the page counts."""
        return COUNTED if self.group in AS_PRINTED else 1


def asked(text: str | None) -> tuple[Path, ...]:
    """Return the folders of gold pages that the command line names; `text` describes the script."""
    parser = argparse.ArgumentParser(description=(text or "").partition("\n")[0])
    parser.add_argument("sources", nargs="*", type=Path, default=list(SOURCES))
    return tuple(parser.parse_args().sources)


def gold_pages(sources: tuple[Path, ...]) -> list[GoldPage]:
    """Return the gold pages under some folders."""
    found = []
    for path in find_gold(sources):
        gold = load_gold(path)
        found.append(GoldPage(gold, read(find_page(gold)), group_of(path)))
    return found


def group_of(path: Path) -> str:
    """Return the group of a gold page by where it lies."""
    return path.stem.rstrip("0123456789") if path.parent.name == "pages" else path.parent.name


def parts(pages: list[GoldPage]) -> list[list[int]]:
    """Return the numbers of the pages of each part; a group stays together."""
    groups = sorted({page.group for page in pages})
    apart = [set(groups[part::PARTS]) for part in range(PARTS)]
    return [[number for number, page in enumerate(pages) if page.group in names] for names in apart]


Spans = dict[tuple[int, int], int]
"""Where names of gold stand in a text, each with the number of its entity."""


def named(gold: Gold, text: str) -> Spans:
    """Return where the names of gold stand in a text, the longest first where they overlap."""
    return _placed(_names(gold), text)


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


def within(gold: Gold, name: str, number: int) -> Spans:
    """Return where other entities are named in a name of the entity `number`, the longest first where they overlap."""
    outer = gold.entities[number].cls
    return _placed(
        {
            (other, place)
            for other, place in _names(gold)
            if place != number and other in name and other != name and _may_lie(gold.entities[place].cls, outer)
        },
        name,
    )


_HOLDERS = {"Product": {"Project", "Park", "Place"}, "Project": {"Place"}}
"""What is named in names of other classes is no part of what they say: 玉米 in the name of a firm."""
_NEVER_WITHIN = people() | {"Policy"}


def _may_lie(inner: str, outer: str) -> bool:
    return inner not in _NEVER_WITHIN and outer in _HOLDERS.get(inner, {outer})


def _names(gold: Gold) -> set[tuple[str, int]]:
    return {("".join(name.split()), number) for number, e in enumerate(gold.entities) for name in (e.name, *e.aliases)}


def _placed(names: set[tuple[str, int]], text: str) -> Spans:
    """Return where names stand in a text, each with its number."""
    taken = bytearray(len(text))
    found: Spans = {}
    for name, number in sorted(names, key=lambda n: (-len(n[0]), n)):
        at = text.find(name) if len(name) > 1 else -1
        while at >= 0:
            if not any(taken[at : at + len(name)]):
                taken[at : at + len(name)] = b"\x01" * len(name)
                found[at, at + len(name)] = number
            at = text.find(name, at + 1)
    return found


class Labels(NamedTuple):
    """Two labels for each character of a text: B- and I- with the class of a name that stands there, or O."""

    names: list[str]
    inner: list[str]
    """The same of the names inside those."""

    def between(self, start: int, end: int) -> Labels:
        """Return the labels of a stretch of the text."""
        return Labels(self.names[start:end], self.inner[start:end])


def labels_of(gold: Gold, names: Spans, text: str) -> Labels:
    """Return the labels of a text in which names of gold stand."""
    found = Labels(_labels(gold, names, len(text)), [OUTSIDE] * len(text))
    for (start, end), number in names.items():
        found.inner[start:end] = inner_labels(gold, text[start:end], number)
    return found


def inner_labels(gold: Gold, name: str, number: int) -> list[str]:
    """Return the labels of the names inside a name of the entity `number`."""
    return _labels(gold, within(gold, name, number), len(name))


def _labels(gold: Gold, names: Spans, size: int) -> list[str]:
    labels = [OUTSIDE] * size
    for (start, end), number in names.items():
        cls = gold.entities[number].cls
        labels[start:end] = [BEGIN + cls, *[INSIDE + cls] * (end - start - 1)]
    return labels


def names_without(part: int) -> Path:
    """Return where the weights of the tagger lie that has not seen a part."""
    return FOLDS / f"names-{part}.npz"


def judge_without(part: int) -> Path:
    """Return where the weights of the judge of candidates lie that has not seen a part."""
    return FOLDS / f"candidates-{part}.npz"


def relations_without(part: int) -> Path:
    """Return where the weights of the reader lie that has not seen a part."""
    return FOLDS / f"relations-{part}.npz"


def claims_without(part: int) -> Path:
    """Return where the weigher of claims lies that has not seen a part."""
    return FOLDS / f"claims-{part}.npz"

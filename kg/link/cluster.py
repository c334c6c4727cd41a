"""Which mentions of a page name the same entity: equal names, other forms, short forms that the page uses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.folding import fold
from kg.lexicon import load
from kg.ontology import load_ontology


@dataclass(slots=True)
class Cluster:
    """What a page names by one or several forms."""

    cls: str
    name: str
    """The fullest form."""
    forms: Counter[str] = field(default_factory=Counter)
    """Every form as printed, with how often."""
    first: int = 0
    """Where it is named first, in the running text."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return the other forms, in order."""
        others = [form for form in self.forms if form != self.name]
        return tuple(sorted(others)) if others else ()


class Named(NamedTuple):
    """One naming: its class, its text and where it stands."""

    cls: str
    text: str
    start: int
    weight: float = 1.0


class Links:
    """A union of forms: each form of the page points to the one it is another form of."""

    def __init__(self) -> None:
        self._to: dict[str, str] = {}
        self.short: set[str] = set()
        """Forms that are no names, however long: 沈书记."""

    def join(self, form: str, full: str) -> None:
        """Say that `form` is another form of `full`; both folded."""
        a, b = self.root(form), self.root(full)
        if a != b:
            self._to[a] = b

    def root(self, form: str) -> str:
        """Return the form that stands for all forms of the same entity."""
        while form in self._to:
            form = self._to[form]
        return form


def cluster(names: Sequence[Named], links: Links) -> dict[str, Cluster]:
    """Return the clusters by root form; a name's class is the one it is given most, by weight.

    Persons of one name are one, whichever class of person each mention had: the more specific one stands.
    """
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    for named in names:
        own = votes[links.root(fold(named.text))]
        own[named.cls] = own.get(named.cls, 0) + named.weight
    clusters: dict[str, Cluster] = {}
    for named in sorted(names, key=lambda n: n.start):
        folded = fold(named.text)
        root = links.root(folded)
        known = clusters.get(root)
        if known is None:
            known = clusters[root] = Cluster(_class(votes[root]), named.text, first=named.start)
        known.forms[named.text] += 1
        if named.text == known.name or folded in links.short:
            continue
        if fold(known.name) in links.short or _fuller(named.text, known.name):
            known.name = named.text
    return clusters


def _fuller(a: str, b: str) -> bool:
    """Return whether `a` is a fuller name than `b`: longer when folded, else with its marks printed."""
    return (len(fold(a)), len(a)) > (len(fold(b)), len(b))


def _class(votes: Mapping[str, float]) -> str:
    """Return the class with most votes; a descendant that was voted for at all stands for its parent."""
    if len(votes) == 1:
        return next(iter(votes))
    ontology = load_ontology()
    best = min(votes, key=lambda cls: (-votes[cls], cls))
    children = [cls for cls in votes if cls != best and ontology.is_a(cls, best)]
    return min(children, key=lambda cls: (-votes[cls], cls)) if children else best


def link_places(links: Links, texts: Iterable[str]) -> None:
    """Join short and full names of one division (泰兴, 泰兴市) and a town with its county before it."""
    lexicon = load()
    forms = sorted(set(texts), key=lambda t: (-len(t), t))
    known = {fold(form) for form in forms}
    for form in forms:
        for division in lexicon.by_name.get(form, ()):
            if form != division.name and fold(division.name) in known:
                links.join(fold(form), fold(division.name))
                break
            if any(division.code in lexicon.lineage(other)[1:] for other in lexicon.by_name[form]):
                # A short name is the city's and not that of the district it gave its name to.
                break


def link_risen(links: Links, texts: Iterable[str], risen: Sequence[str]) -> None:
    """Join the names that a division had, behind that of today in `risen`, and its short form, where a text has one."""
    present = set(texts)
    if not present.isdisjoint(risen[1:]):
        for form in {*risen, risen[0][:-1]} & present:
            links.join(fold(form), fold(risen[0]))


def link_persons(links: Links, texts: Iterable[str], shorts: Iterable[str] = ()) -> None:
    """Join the first part of a name with the whole (叶尔兰, 叶尔兰·哈德尔别克), and 沈书记 with 沈砚秋.

    `shorts` are the forms made of a surname and a post, each of which can only mean one person of the page.
    """
    short = set(shorts)
    forms = sorted(set(texts))
    for full in forms:
        first = re.split("[·•]", full)[0]
        if first != full and first in forms and sum(f.startswith(first) and f != first for f in forms) == 1:
            links.join(fold(first), fold(full))
    for form in sorted(short):
        named = [full for full in forms if full not in short and full[0] == form[0]]
        if len(named) == 1:
            links.join(fold(form), fold(named[0]))
            links.short.add(fold(form))

"""Whose a project is by its name: it begins as that of its owner does, 澜玻技改项目 of 澜玻（平川）光伏玻璃有限公司."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache

import rjieba

from kg.frames.memory import Told
from kg.frames.relations import Relation
from kg.frames.rules import load_rules, settings
from kg.frames.spans import firm_kinds, owned_kinds
from kg.frames.status import come
from kg.lexicon import load
from kg.records import Mention

_RULE, _SCORE = "develops.by-name", 0.75
_SHORTEST = 2
_PLACE = 7
"""The longest name of a division that a name may begin with."""


def settled(told: Sequence[Told], found: Iterable[Relation], stages: Mapping[str, str]) -> list[Relation]:
    """Return relations with the firms that projects are named after, and without the guesses that these refute.

    A guess takes the firm in mind for the owner of what 该项目 stands for; a visitor is none.
    `stages` is how far each project has come.
    """
    told_so = [relation for relation in found if not _is_guess(relation)]
    named = _named_owners(told, told_so, stages)
    promoted = {relation.object.entity for relation in named}
    # A park that presses ahead with a firm's project is not its owner.
    told_so = [relation for relation in told_so if not _is_promoter(relation, promoted)] + named
    owned = _owned(told_so)
    seen = {(r.subject.entity, r.object.entity) for r in found if r.predicate == settings()["scene"]["visited"]}
    guesses = [
        relation
        for relation in found
        if _is_guess(relation) and (relation.subject.entity, relation.object.entity) not in seen
    ]
    return [*told_so, *(guess for guess in guesses if owned.get(guess.object.entity, set()) <= {guess.subject.entity})]


def _is_promoter(relation: Relation, promoted: Container[str | None]) -> bool:
    row = settings()
    owns = relation.predicate in {row["owning"], row["invested"]} and relation.object.entity in promoted
    return owns and relation.subject.cls not in firm_kinds()


@cache
def _guessing() -> frozenset[str]:
    return frozenset(rule.id for rule in load_rules().rules if rule.fresh)


def _is_guess(relation: Relation) -> bool:
    return relation.object.source.startswith("coref") and relation.rule in _guessing()


def _owned(found: Iterable[Relation]) -> dict[str | None, set[str | None]]:
    """Return the firms that build each project."""
    owning = settings()["owning"]
    owned: dict[str | None, set[str | None]] = {}
    for relation in found:
        if relation.predicate == owning and relation.subject.cls in firm_kinds():
            owned.setdefault(relation.object.entity, set()).add(relation.subject.entity)
    return owned


def _named_owners(told: Sequence[Told], found: Iterable[Relation], stages: Mapping[str, str]) -> list[Relation]:
    """Return the firm that each project is named after, where nothing else says which firm builds it."""
    owned = _owned(found)
    firms = _firms(told)
    new: dict[str, Relation] = {}
    for one, project in _projects(told):
        name = project.entity or project.text
        if name in owned or name in new:
            continue
        owner = _owner(project.text, firms)
        if owner is not None:
            span = one.masked.start, one.masked.end
            status = come(stages.get(name), settings()["owning"])
            new[name] = Relation(owner, settings()["owning"], project, _RULE, status, _SCORE, *span)
    return list(new.values())


def _projects(told: Iterable[Told]) -> Iterator[tuple[Told, Mention]]:
    for one in told:
        for unit in one.masked.units.values():
            if unit.mention is not None and unit.kind in owned_kinds() and not unit.mention.source.startswith("coref"):
                yield one, unit.mention


def _firms(told: Iterable[Told]) -> dict[str, Mention]:
    """Return the firms of an article by each of their names, short or full."""
    named: dict[str, Mention] = {}
    for one in told:
        for mention in one.mentions:
            if mention.cls in firm_kinds() and not mention.source.startswith("coref"):
                named.setdefault(mention.text, mention)
                named.setdefault(mention.entity or mention.text, mention)
    return named


def _owner(project: str, firms: Mapping[str, Mention]) -> Mention | None:
    """Return the one firm with whose name, or whose brand, the name of a project begins."""
    whole = [name for name in firms if project.startswith(name) and len(project) > len(name) + 1]
    if whole:
        return firms[max(whole, key=len)]
    brands: dict[str | None, tuple[int, Mention]] = {}
    for name, mention in firms.items():
        shared = max(_shared(project, name), _shared(_without_place(project), _without_place(name)))
        if shared >= _SHORTEST and shared > brands.get(mention.entity, (0, mention))[0]:
            brands[mention.entity] = shared, mention
    longest = max((shared for shared, _ in brands.values()), default=0)
    fitting = [mention for shared, mention in brands.values() if shared == longest]
    return fitting[0] if len(fitting) == 1 else None


def _shared(project: str, firm: str) -> int:
    """Return how long the coined name is with which both begin; 0 where they begin with a common word or a place."""
    size = 0
    while size < min(len(project), len(firm)) and project[size] == firm[size]:
        size += 1
    return size if size >= _SHORTEST and _is_coined(project[:size]) else 0


@cache
def _is_coined(brand: str) -> bool:
    """Return whether no word of the dictionary, and no place, begins a name: 澜玻, but not 新型 or 平川."""
    if any(brand[:size] in load().by_name for size in range(2, len(brand) + 1)):
        return False
    # The words as the dictionary has them: a guess would take any two characters for one.
    return len(rjieba.cut(brand, False)[0]) == 1 and not brand[0].isdigit()  # noqa: FBT003


def _without_place(name: str) -> str:
    for size in range(min(_PLACE, len(name) - _SHORTEST), 1, -1):
        if name[:size] in load().by_name:
            return name[size:]
    return name

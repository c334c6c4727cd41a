"""Who goes with what where a sentence names several: what 分别 pairs off, and items that name their own firm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import NamedTuple, TypeVar

from kg.frames.marks import AMOUNT, VALUES, Masked, mark_of, marks_of
from kg.frames.relations import Relation
from kg.frames.rules import settings
from kg.frames.spans import firm_kinds, owned_kinds
from kg.frames.template import ANY, goods
from kg.ontology import load_ontology
from kg.records import Mention
from kg.values import Amount

Pair = tuple[str | None, str | None]
_T = TypeVar("_T")


class Pairing(NamedTuple):
    """Two lists of a sentence that 分别 pairs off."""

    first: tuple[str | None, ...]
    """The entities before it."""
    second: tuple[str | None, ...]
    sums: tuple[Amount, ...]
    """As many sums of money behind it, or none."""


def paired(masked: Masked, found: Iterable[Relation]) -> list[Relation]:
    """Return the relations of a sentence without those that cross its paired lists or items, each with its own sum."""
    found = [r for r in found if not is_of_another(masked, r.subject, r.predicate, r.object)]
    pairings = _pairings(masked) if "分别" in masked.text else []
    if not pairings:
        return found
    sums = {pair: amount for pairing in pairings for pair, amount in _sums(pairing)}
    kept = [r for r in found if not any(_crosses(pairing, (r.subject.entity, r.object.entity)) for pairing in pairings)]
    return [_with_sum(relation, sums) for relation in kept]


def is_of_another(masked: Masked, subject: Mention, predicate: str, obj: Mention) -> bool:
    """Return whether the words around an object name its firm, another one: B研发的Q of A研发的P、B研发的Q."""
    position = masked.position_of(obj)
    if position is None or predicate not in {settings()["made"], settings()["owning"], settings()["invested"]}:
        return False
    behind = masked.units.get(position + 2) if masked.text[position + 1 : position + 2] == "的" else None
    if behind is not None and behind.kind in firm_kinds() and predicate != settings()["made"]:
        return behind.mention is not None and behind.mention.entity != subject.entity
    own = _owner().search(masked.text, 0, position)
    if own is None or (owner := masked.units[own.start()].mention) is None or owner.entity == subject.entity:
        return False
    begin = max(masked.text.rfind(sign, 0, own.start()) for sign in _SIGNS) + 1
    item = masked.placed_in(begin, position)
    return all(unit.mention is None or unit.mention.entity != subject.entity for _, unit in item)


_SIGNS = "，。；、和与及"


@cache
def _owner() -> re.Pattern[str]:
    """Return the expression for the firm of an item, or of those up to it, before what it names: B投资8亿元建设的."""
    # 甲与乙合建的项目 is of both.
    words = f"(?:[^，。；、：合共联{ANY}]|[{marks_of(VALUES)}]){{1,16}}"
    items = f"(?:[{marks_of(owned_kinds() | goods())}](?:（[^（）]{{0,12}}）)?(?:、|和|及|与|以及)){{0,8}}"
    return re.compile(f"[{marks_of(firm_kinds())}](?:{words}的|的)?{items}$")


def crosses(masked: Masked, ends: Pair) -> bool:
    """Return whether two entities stand in paired lists of a sentence and are no pair."""
    return "分别" in masked.text and any(_crosses(pairing, ends) for pairing in _pairings(masked))


def _with_sum(relation: Relation, sums: dict[Pair, Amount]) -> Relation:
    own = sums.get((relation.subject.entity, relation.object.entity))
    if own is None or relation.predicate != settings()["invested"]:
        return relation
    return replace(relation, amount=own)


def _crosses(pairing: Pairing, ends: Pair) -> bool:
    """Return whether one end stands in the first list, the other in the second, and they are no pair."""
    pairs = set(zip(pairing.first, pairing.second, strict=True))
    return any(
        one in pairing.first and other in pairing.second and one != other and (one, other) not in pairs
        for one, other in (ends, ends[::-1])
    )


def _sums(pairing: Pairing) -> list[tuple[Pair, Amount]]:
    if not pairing.sums:
        return []
    rows = zip(pairing.first, pairing.second, pairing.sums, strict=True)
    return [(ends, amount) for a, b, amount in rows for ends in ((a, b), (b, a))]


def _pairings(masked: Masked) -> list[Pairing]:
    """Return the paired lists of a sentence: the last list before 分别, and each of as many items behind it."""
    found = []
    for match in re.finditer("分别", masked.text):
        start = max(masked.text.rfind(sign, 0, match.start()) for sign in "。；") + 1
        end = next((i for i in range(match.end(), len(masked.text)) if masked.text[i] in "。；"), len(masked.text))
        before, behind = _lists(masked, start, match.start()), _lists(masked, match.end(), end)
        if not before:
            continue
        first = before[-1]
        sums = next((s for s in _amounts(masked, match.end(), end) if len(s) == len(first)), ())
        found += [Pairing(first, second, sums) for second in behind if len(second) == len(first)]
    return found


def _lists(masked: Masked, start: int, end: int) -> list[tuple[str | None, ...]]:
    """Return the lists of two or more names of one class in a stretch, by their entities."""
    placed = [(p, u) for p, u in masked.placed_in(start, end) if u.mention is not None]
    return [
        tuple(unit.mention.entity for _, unit in run if unit.mention is not None)
        for _, kind in groupby(placed, key=lambda one: one[1].kind)
        for run in _runs(masked.text, list(kind))
        if len(run) > 1
    ]


def _amounts(masked: Masked, start: int, end: int) -> list[tuple[Amount, ...]]:
    """Return the lists of sums in a stretch."""
    at = [p for p in range(start, end) if masked.text[p] == mark_of(AMOUNT) and p in masked.units]
    runs = _runs(masked.text, [(p, masked.units[p]) for p in at])
    return [tuple(unit.value for _, unit in run if isinstance(unit.value, Amount)) for run in runs]


def _runs(text: str, placed: Sequence[tuple[int, _T]]) -> list[list[tuple[int, _T]]]:
    """Return names in a row by the lists that they make up: between two items stands no more than an 和."""
    runs: list[list[tuple[int, _T]]] = []
    for position, unit in placed:
        if runs and _joined().fullmatch(text, runs[-1][-1][0] + 1, position):
            runs[-1].append((position, unit))
        else:
            runs.append([(position, unit)])
    return runs


@cache
def _joined() -> re.Pattern[str]:
    """Return the expression for what stands between two items of a list: a quantity or a bracket of the first."""
    words = f"[^，。；：、{marks_of(load_ontology().concrete)}]{{0,6}}"
    return re.compile(f"{words}(?:（[^（）]{{0,12}}）)?(?:、|和|及|以及|与){words}")

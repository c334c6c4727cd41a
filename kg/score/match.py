"""Which entity that was found is which of the gold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.records import Entity
from kg.score.gold import GoldEntity, fold


@dataclass(frozen=True, slots=True)
class Match:
    """Entities found, by id, and the positions of the gold entities they are."""

    one: dict[str, int]
    """One entity for one of gold."""
    loose: dict[str, int]
    """The same, and beside them the entities that share a name with one of gold that another has taken."""

    @property
    def taken(self) -> dict[int, str]:
        """Return the entity that was found for each position of gold."""
        return {position: key for key, position in self.one.items()}


def names_of(entity: Entity) -> frozenset[str]:
    """Return the names of an entity as they are compared; a misprint is none."""
    return frozenset(fold(name) for name in (entity.name, *entity.aliases)) - {""}


def match(entities: Sequence[Entity], gold: Sequence[GoldEntity]) -> Match:
    """Return which entity is which of gold: by the full name first, then the class, then the names in common."""
    index: dict[str, list[int]] = defaultdict(list)
    for i, wanted in enumerate(gold):
        for name in wanted.names:
            index[name].append(i)
    candidates = []
    for entity in entities:
        names = names_of(entity)
        shared = Counter(i for name in sorted(names) for i in index.get(name, ()))
        for i, common in shared.items():
            full = fold(gold[i].name) in names
            candidates.append(((full, entity.cls in gold[i].classes, common), entity.id, i))
    candidates.sort(key=lambda candidate: candidate[:2], reverse=True)
    one: dict[str, int] = {}
    taken: set[int] = set()
    for _, key, i in candidates:
        if key not in one and i not in taken:
            one[key] = i
            taken.add(i)
    loose = dict(one)
    for _, key, i in candidates:
        loose.setdefault(key, i)
    return Match(one, loose)

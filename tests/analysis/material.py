"""Large made-up datasets, of groups that are joined more closely within than without."""

from __future__ import annotations

import random
from collections.abc import Iterable

from kg.records import Dataset, Entity, Extraction, Statement

CLASSES = ("Firm", "Park", "Place", "Official", "Product", "Project", "Agency")


def grouped(entities: int, statements: int, groups: int, *, seed: int = 1) -> Dataset:
    """Return a dataset whose group of an entity is the remainder of its number by `groups`."""
    chance = random.Random(seed)  # noqa: S311 - a graph, not a secret
    drawn = []
    for _ in range(statements):
        group = chance.randrange(groups)
        first = group + groups * chance.randrange(entities // groups)
        near = group + groups * int(entities // groups * chance.random() ** 2)
        drawn.append((first, near if chance.random() < 0.95 else chance.randrange(entities)))
    return linked(drawn, entities=entities)


def linked(pairs: Iterable[tuple[int, int]], *, entities: int, status: str = "Asserted") -> Dataset:
    """Return a dataset of one page with a statement for each pair of entities, which are named by their numbers."""
    made = tuple(Entity(f"e{n:05}", CLASSES[n % len(CLASSES)], f"名{n}") for n in range(entities))
    said = tuple(
        Statement(f"s{n}", "page.txt", made[a].id, "locatedIn", made[b].id, status, 0.9, "test.rule", "", 0, 0, 0)
        for n, (a, b) in enumerate(pairs)
    )
    return Dataset((Extraction("page.txt", "0" * 64, "", "", None, None, None, None, (), made, said),), made)

"""Documents called after a county or city: 《平川县招商办法》 is of 平川县, though no sentence says who issued it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from kg.frames.memory import Told
from kg.frames.relations import Relation
from kg.frames.rules import settings
from kg.frames.spans import documents
from kg.frames.status import ASSERTED
from kg.lexicon import load
from kg.records import Mention

_RULE, _SCORE = "issued.by-name", 0.75
_OPENING = re.compile("^[《“〈]*(?:关于)?")
_SIGNS = frozenset("县市区旗州盟")
_SHORT = 2
_PROVINCE = "province"
"""Of a province's documents its congress, its government and its offices are told far more often than it."""


def by_name(told: Sequence[Told], found: Iterable[Relation], lookup: Callable[[str], Mention | None]) -> list[Relation]:
    """Return who issued the documents that are called after a division of the page, where `found` tells no one."""
    issues = settings()["governing"][0]
    known = {relation.object.entity for relation in found if relation.predicate == issues}
    new: dict[str | None, Relation] = {}
    for one in told:
        for document in one.mentions:
            if document.cls not in documents() or document.entity in known or document.entity in new:
                continue
            issuer = None if _refused().search(one.masked.text) else _namesake(document.text, lookup)
            if issuer is not None:
                span = one.masked.start, one.masked.end
                new[document.entity] = Relation(issuer, issues, document, _RULE, ASSERTED, _SCORE, *span)
    return list(new.values())


def _namesake(name: str, lookup: Callable[[str], Mention | None]) -> Mention | None:
    """Return the county or city of the page that the name of a document begins with in full."""
    if not _called().search(name):
        return None
    division = load().leading(_OPENING.sub("", name))
    levels = {found.level for found in load().by_name.get(division, ())}
    # 泰州 ends as a prefecture does.
    full = len(division) > _SHORT and division[-1:] in _SIGNS and bool(levels) and _PROVINCE not in levels
    return lookup(division) if full else None


@cache
def _called() -> re.Pattern[str]:
    """Return the pattern of the names of documents that a government makes."""
    return re.compile(settings()["called_after"])


@cache
def _refused() -> re.Pattern[str]:
    """Return the pattern of what says that a document was not issued after all."""
    return re.compile(settings()["refused"])

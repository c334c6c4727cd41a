"""What of a page decides which entities are one, and what is said of them: all but its text and its evidence.

A build holds an outline of every page and no page, so that memory grows by what pages name and not by what they print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from sys import intern
from typing import NamedTuple

from kg.documents import Claim
from kg.folding import fold
from kg.records import Entity, Extraction, Issue, Statement
from kg.resolve.policy import policy

HOLDS, LIES = "holdsPost", "locatedIn"
_COUNTY = 6
"""Digits of the code of a county."""
_SPACE = re.compile(r"\s+")
_REACH = 24
"""Characters from a former post within which the name stands whose it was."""


class Former(NamedTuple):
    """A post that a page says somebody held before."""

    around: str
    """The text around it, lines joined: the name stands there whose it was."""
    post: str
    """As it is worded, folded."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A page without its text, and its statements without their evidence."""

    doc: str
    issued: str | None
    division: str | None
    county: str | None
    """The code of the county that it names, if it names one only."""
    articles: int
    """How many it has."""
    entities: tuple[Entity, ...]
    said: tuple[str | None, ...]
    """The claims of its statements one after the other: as tuples of their own they would be three times as large."""
    said_by: str
    """The ids of the statements in the same order, with spaces between."""
    former: tuple[Former, ...]
    issues: tuple[Issue, ...]

    @property
    def statements(self) -> Iterator[Claim]:
        """Give what its statements say, in their order."""
        rows = iter(self.said)
        return map(Claim._make, zip(*[rows] * len(Claim._fields), strict=True))

    @property
    def ids(self) -> list[str]:
        """Return the ids of its statements, in their order."""
        return self.said_by.split(" ") if self.said_by else []


class Outliner:
    """Makes outlines that share their entities: most come again on other pages."""

    def __init__(self) -> None:
        self._same: dict[Entity, Entity] = {}

    def outline(self, page: Extraction) -> Outline:
        """Return the outline of a page."""
        return Outline(
            doc=page.doc,
            issued=page.issued,
            division=page.division,
            county=_county(page.entities),
            articles=len(page.articles),
            entities=tuple(self._same.setdefault(entity, entity) for entity in page.entities),
            said=tuple(chain.from_iterable(map(_claim, page.statements))),
            said_by=" ".join(statement.id for statement in page.statements),
            former=tuple(former_posts(page.text)),
            issues=page.issues,
        )


def outlines(pages: Iterable[Extraction | Outline]) -> list[Outline]:
    """Return the outlines of pages in the order of their names; what is one already is taken as it is."""
    made = Outliner()
    found = (page if isinstance(page, Outline) else made.outline(page) for page in pages)
    return sorted(found, key=lambda page: page.doc)


def former_posts(text: str) -> list[Former]:
    """Return the posts that a text says somebody held before."""
    joined = _SPACE.sub("", text)
    return [
        Former(joined[max(0, match.start() - _REACH) : match.end() + _REACH], fold(match["post"]))
        for match in policy().former.finditer(joined)
    ]


def _county(entities: Iterable[Entity]) -> str | None:
    codes = {entity.code for entity in entities if entity.code and len(entity.code) == _COUNTY}
    return codes.pop() if len(codes) == 1 else None


def _claim(statement: Statement) -> Claim:
    # A name of an ontology, an id of an entity: the same texts as in other claims.
    ends = intern(statement.subject), intern(statement.predicate), intern(statement.object), intern(statement.status)
    return Claim(*ends, statement.title, statement.date) if statement.predicate == HOLDS else Claim(*ends)

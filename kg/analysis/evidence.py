"""Where the statements behind a row of an answer are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.when import printed

if TYPE_CHECKING:
    from kg.records import Dataset, Statement

SHOWN = 5
"""Statements that stand behind a row where more would say the same."""
_CERTAINTY = ("Asserted", "Reported", "Planned", "Denied")


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement with the names of its ends, and where it is written."""

    statement: str
    subject: str
    predicate: str
    object: str
    status: str
    confidence: float
    date: str | None
    """When it was so, as the page says."""
    quote: str
    article: str
    page: str
    paper: str | None
    printed: str | None
    """When the article, else the page, was printed."""


def every(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return the ids of statements, each once: the most confident first, of equal ones facts before plans."""
    return tuple(dict.fromkeys(one.id for one in sorted(statements, key=_doubt)))


def surest(statements: Iterable[Statement], most: int = SHOWN) -> tuple[str, ...]:
    """Return of the ids that `every` gives the first `most`, of each sentence one."""
    chosen: dict[tuple[str, int], str] = {}
    for one in sorted(statements, key=_doubt):
        if len(chosen) == most:
            break
        chosen.setdefault((one.doc, one.quote_start), one.id)
    return tuple(chosen.values())


def cite(dataset: Dataset, statements: Iterable[str]) -> dict[str, Cited]:
    """Return where the statements with these ids are written, by id in the order given; ids of none are left out."""
    wanted = dict.fromkeys(statements)
    names = {entity.id: entity.name for entity in dataset.entities}
    found = {}
    for document in dataset.documents:
        titles = {article.index: article.title for article in document.articles}
        for one in document.statements:
            if one.id in wanted:
                found[one.id] = Cited(
                    statement=one.id,
                    subject=names.get(one.subject, one.subject_mention),
                    predicate=one.predicate,
                    object=names.get(one.object, one.object_mention),
                    status=one.status,
                    confidence=one.confidence,
                    date=one.date,
                    quote=one.quote,
                    article=titles.get(one.article, document.title),
                    page=one.doc,
                    paper=document.paper,
                    printed=printed(document, one) or None,
                )
    return {key: found[key] for key in wanted if key in found}


def _doubt(statement: Statement) -> tuple[float, int, str]:
    known = statement.status in _CERTAINTY
    return -statement.confidence, _CERTAINTY.index(statement.status) if known else len(_CERTAINTY), statement.id

"""What the page knows, as plain data that its scripts read: no drawing here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import UnknownTerm
from kg.views.passages import passage_of, passage_spans

if TYPE_CHECKING:
    from kg.records import Dataset, Entity, Extraction, Statement
    from kg.views.look import Look


def page_data(dataset: Dataset, look: Look) -> dict[str, Any]:
    """Return the entities, statements, documents and passages of a dataset as JSON data.

    ``entities`` and ``links`` are in the order of the drawn nodes and edges. A link is what is drawn as one edge: all
    statements of one subject, predicate and object. Statements, links and passages name each other by position.
    Every passage is stored once; ``mark`` of a statement is the stretch of its quote there, in code points.
    """
    _check(dataset, look)
    position = {entity.id: i for i, entity in enumerate(dataset.entities)}
    evidence = _Evidence()
    statements: list[dict[str, Any]] = []
    links: dict[tuple[int, str, int], dict[str, Any]] = {}
    for number, document in enumerate(dataset.documents):
        spans = passage_spans(document.text)
        for statement in document.statements:
            if statement.subject not in position or statement.object not in position:
                continue
            passage = passage_of(document.text, spans, statement.quote_start, statement.quote_end)
            ends = position[statement.subject], position[statement.object]
            if look.predicates[statement.predicate].symmetric:
                ends = min(ends), max(ends)
            link = links.setdefault(
                (ends[0], statement.predicate, ends[1]),
                {"from": ends[0], "to": ends[1], "predicate": statement.predicate, "statements": []},
            )
            link["statements"].append(len(statements))
            row = _statement(statement) | {"document": number}
            if passage.text:
                row |= {"passage": evidence.number(passage.text), "mark": [passage.start, passage.end]}
            statements.append(row)
    return {
        "classes": {name: vars_of(drawn) for name, drawn in look.classes.items()},
        "predicates": {name: vars_of(drawn) for name, drawn in look.predicates.items()},
        "statuses": {name: vars_of(drawn) for name, drawn in look.statuses.items()},
        "entities": [_entity(entity) for entity in dataset.entities],
        "links": [links[key] for key in sorted(links)],
        "statements": statements,
        "documents": [_document(document) for document in dataset.documents],
        "passages": evidence.passages,
    }


def vars_of(drawn: Any) -> dict[str, Any]:
    """Return the fields of a look as data, without those that are empty."""
    return {name: value for name in drawn.__slots__ if (value := getattr(drawn, name)) not in (None, False, ())}


def _check(dataset: Dataset, look: Look) -> None:
    """Raise `UnknownTerm` if the dataset was built with another ontology than the one it is drawn with."""
    for document in dataset.documents:
        for statement in document.statements:
            if statement.predicate not in look.predicates:
                raise UnknownTerm(statement.predicate, where=f"{document.doc}: {statement.id}", known=look.predicates)
            if statement.status not in look.statuses:
                raise UnknownTerm(statement.status, where=f"{document.doc}: {statement.id}", known=look.statuses)
    for entity in dataset.entities:
        if entity.cls not in look.classes:
            raise UnknownTerm(entity.cls, where=f"{entity.name[:40]} ({entity.id})", known=look.classes)


class _Evidence:
    """The passages of the page, each once."""

    def __init__(self) -> None:
        self.passages: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the position of a passage, which is filed if it is new."""
        if text not in self._numbers:
            self._numbers[text] = len(self.passages)
            self.passages.append(text)
        return self._numbers[text]


def _entity(entity: Entity) -> dict[str, Any]:
    row = {
        "id": entity.id,
        "class": entity.cls,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "hidden": list(entity.hidden),
        "code": entity.code,
    }
    return {name: value for name, value in row.items() if value}


def _statement(statement: Statement) -> dict[str, Any]:
    row = {
        "id": statement.id,
        "status": statement.status,
        "confidence": round(statement.confidence, 3),
        "rule": statement.rule,
        "quote": statement.quote if statement.quote_end <= statement.quote_start else None,
        "span": [statement.quote_start, statement.quote_end],
        "article": statement.article,
        "date": statement.date,
        "title": statement.title,
        "amount": statement.amount,
        "capacity": statement.capacity,
        "mentions": [statement.subject_mention, statement.object_mention],
    }
    return {name: value for name, value in row.items() if value is not None}


def _document(document: Extraction) -> dict[str, Any]:
    articles = {str(article.index): article.title for article in document.articles}
    row = {
        "name": document.doc,
        "title": document.title,
        "paper": document.paper,
        "issued": document.issued,
        "articles": articles,
    }
    return {name: value for name, value in row.items() if value}

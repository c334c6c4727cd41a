"""What the page knows, as plain data that its scripts read: no drawing here.

Sixty thousand statements may travel in this data, so rows are kept as columns, names of the ontology as numbers, and
what most rows do not have as an object of the few that do. Everything that can be worked out from it is left to the
scripts: lines, counts, neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import UnknownTerm
from kg.graph.terms import BASE, Names
from kg.views.passages import passage_of, passage_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.records import Dataset, Entity, Extraction, Statement
    from kg.views.look import Look

Columns = dict[str, list[Any] | dict[int, Any]]
"""Columns by name: a value for every row, or the values of the few rows that have one, by their number."""


def page_data(dataset: Dataset, look: Look, *, base: str = BASE) -> dict[str, Any]:
    """Return the entities, statements, documents and passages of a dataset as JSON data; `base` begins all IRIs.

    ``entities`` and ``statements`` are columns; statements name entities, documents and passages by position, classes,
    predicates and statuses by their place in the look. Confidence counts in thousandths. Every passage is stored once;
    ``mark`` of a statement is the stretch of its quote there, ``span`` that of the source text, in code points.
    Raises `UnknownTerm`.
    """
    _check(dataset, look)
    position = {entity.id: i for i, entity in enumerate(dataset.entities)}
    passages, rules = _Numbered(), _Numbered()
    order = {kind: {name: i for i, name in enumerate(names)} for kind, names in _names(look).items()}
    rows = []
    for number, document in enumerate(dataset.documents):
        spans = passage_spans(document.text)
        for statement in document.statements:
            if statement.subject not in position or statement.object not in position:
                continue
            ends = dataset.entities[position[statement.subject]], dataset.entities[position[statement.object]]
            row = _statement(statement, *ends) | {
                "document": number,
                "subject": position[statement.subject],
                "object": position[statement.object],
                "predicate": order["predicates"][statement.predicate],
                "status": order["statuses"][statement.status],
                "rule": rules.of(statement.rule),
            }
            passage = passage_of(document.text, spans, statement.quote_start, statement.quote_end)
            if passage.text:
                row |= {"passage": passages.of(passage.text), "mark": [passage.start, passage.end]}
            if passage.text[passage.start : passage.end] != statement.quote:
                row["quote"] = statement.quote
            rows.append(row)
    return {
        "classes": {name: vars_of(drawn) for name, drawn in look.classes.items()},
        "predicates": {name: vars_of(drawn) for name, drawn in look.predicates.items()},
        "statuses": {name: vars_of(drawn) for name, drawn in look.statuses.items()},
        "rules": rules.texts,
        "entities": columns([_entity(entity) | {"class": order["classes"][entity.cls]} for entity in dataset.entities]),
        "statements": columns(rows),
        "documents": [_document(document, Names(base)) for document in dataset.documents],
        "base": base,
        "passages": passages.texts,
    }


def columns(rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Return rows as columns; one that not every row fills has its values by the number of their row."""
    names = {"id": None} | dict.fromkeys(name for row in rows for name in row)
    made: Columns = {}
    for name in names:
        filled = {i: row[name] for i, row in enumerate(rows) if row.get(name) is not None}
        if filled or name == "id":
            made[name] = list(filled.values()) if len(filled) == len(rows) else filled
    return made


def vars_of(drawn: Any) -> dict[str, Any]:
    """Return the fields of a look as data, without those that are empty."""
    return {name: value for name in drawn.__slots__ if (value := getattr(drawn, name)) not in (None, False, ())}


def _names(look: Look) -> dict[str, Iterable[str]]:
    return {"classes": look.classes, "predicates": look.predicates, "statuses": look.statuses}


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


class _Numbered:
    """Texts, each once, that others name by position."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    @property
    def texts(self) -> list[str]:
        """Return the texts in the order of their numbers."""
        return list(self._numbers)

    def of(self, text: str) -> int:
        """Return the number of a text, which is filed if it is new."""
        return self._numbers.setdefault(text, len(self._numbers))


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "aliases": list(entity.aliases) or None,
        "hidden": list(entity.hidden) or None,
        "code": entity.code or None,
    }


def _statement(statement: Statement, subject: Entity, obj: Entity) -> dict[str, Any]:
    """Return what a statement says by itself; a mention that is the name of its entity goes without saying."""
    return {
        "id": statement.id,
        "confidence": round(statement.confidence * 1000),
        "span": [statement.quote_start, statement.quote_end],
        "article": statement.article,
        "date": statement.date,
        "title": statement.title,
        "amount": statement.amount,
        "amountValue": statement.amount_value,
        "currency": statement.currency,
        "capacity": statement.capacity,
        "capacityValue": statement.capacity_value,
        "capacityUnit": statement.capacity_unit,
        "subjectMention": statement.subject_mention if statement.subject_mention != subject.name else None,
        "objectMention": statement.object_mention if statement.object_mention != obj.name else None,
    }


def _document(document: Extraction, names: Names) -> dict[str, Any]:
    articles = {
        str(article.index): _filled(
            {"title": article.title, "issued": article.issued, "span": [article.start, article.end]}
        )
        for article in document.articles
    }
    return _filled(
        {
            "name": document.doc,
            "path": names.document(document.doc).value.removeprefix(names.base),
            "title": document.title,
            "paper": document.paper,
            "issued": document.issued,
            "home": document.home,
            "sha256": document.sha256,
            "articles": articles,
        }
    )


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value}

"""Tables as CSV (RFC 4180), made to be opened in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.export.rows import QUALIFIERS, number, plain, qualifiers
from kg.formulas import guarded
from kg.graph.terms import Names
from kg.graph.write import divisions
from kg.records import Dataset

Cell = str | float | None

# Excel takes a file for UTF-8 only where it begins with a byte order mark; pandas reads it as utf-8-sig.
_ENCODING = "utf-8-sig"

FILES = ("entities.csv", "aliases.csv", "statements.csv", "documents.csv", "articles.csv")


def write_tables(dataset: Dataset, folder: Path, base: str) -> None:
    """Write entities, their other names, statements, documents and articles into `folder`, a file each."""
    names = Names(base)
    entities, aliases, statements, documents, articles = (folder / name for name in FILES)
    _write(entities, ("id", "class", "name", "code", "within", "iri"), _entities(dataset, names))
    _write(aliases, ("entity", "alias", "kind"), _aliases(dataset))
    claim = ("id", "subject", "subjectName", "predicate", "object", "objectName")
    _write(statements, (*claim, *QUALIFIERS, "subjectMention", "objectMention", "iri"), _statements(dataset, names))
    about = ("doc", "title", "paper", "issued", "home", "division", "sha256", "iri")
    _write(documents, about, _documents(dataset, names))
    _write(articles, ("doc", "article", "kind", "title", "issued", "start", "end", "iri"), _articles(dataset, names))


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding=_ENCODING, newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Cell) -> str:
    """Return a value as it stands in a cell, where no text is taken for a formula."""
    if value is None:
        return ""
    return guarded(plain(value)) if isinstance(value, str) else number(value)


def _entities(dataset: Dataset, names: Names) -> Iterator[Sequence[Cell]]:
    above = divisions(dataset.entities)
    for entity in dataset.entities:
        yield entity.id, entity.cls, entity.name, entity.code, above.get(entity.id), names.entity(entity.id).value


def _aliases(dataset: Dataset) -> Iterator[Sequence[Cell]]:
    for entity in dataset.entities:
        yield from ((entity.id, alias, "alias") for alias in entity.aliases)
        yield from ((entity.id, misprint, "misprint") for misprint in entity.hidden)


def _statements(dataset: Dataset, names: Names) -> Iterator[Sequence[Cell]]:
    called = {entity.id: entity.name for entity in dataset.entities}
    for document in dataset.documents:
        for s in document.statements:
            claim = s.id, s.subject, called.get(s.subject), s.predicate, s.object, called.get(s.object)
            iri = names.statement(s.id).value
            yield *claim, *qualifiers(s).values(), s.subject_mention, s.object_mention, iri


def _documents(dataset: Dataset, names: Names) -> Iterator[Sequence[Cell]]:
    for d in dataset.documents:
        yield d.doc, d.title, d.paper, d.issued, d.home, d.division, d.sha256, names.document(d.doc).value


def _articles(dataset: Dataset, names: Names) -> Iterator[Sequence[Cell]]:
    for document in dataset.documents:
        for a in document.articles:
            iri = names.article(document.doc, a.index).value
            yield document.doc, a.index, a.kind, a.title, a.issued, a.start, a.end, iri

"""Tables as CSV (RFC 4180), made to be opened in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from kg.export.rows import QUALIFIERS, number, plain, qualifiers
from kg.formulas import guarded
from kg.graph.terms import Names
from kg.graph.write import divisions
from kg.records import Readable, Statement

Cell = str | float | None

# Excel takes a file for UTF-8 only where it begins with a byte order mark; pandas reads it as utf-8-sig.
_ENCODING = "utf-8-sig"

FILES = ("entities.csv", "aliases.csv", "statements.csv", "documents.csv", "articles.csv")


def write_tables(dataset: Readable, folder: Path, base: str) -> None:
    """Write entities, their other names, statements, documents and articles into `folder`, a file each."""
    names = Names(base)
    with ExitStack() as opened:
        entities, aliases, statements, documents, articles = (
            _Table(opened.enter_context((folder / name).open("w", encoding=_ENCODING, newline=""))) for name in FILES
        )
        entities.row("id", "class", "name", "code", "within", "iri")
        aliases.row("entity", "alias", "kind")
        above, called = divisions(dataset.entities), {}
        for entity in dataset.entities:
            called[entity.id] = entity.name
            iri = names.entity(entity.id).value
            entities.row(entity.id, entity.cls, entity.name, entity.code, above.get(entity.id), iri)
            for kind, others in (("alias", entity.aliases), ("misprint", entity.hidden)):
                for other in others:
                    aliases.row(entity.id, other, kind)
        claim = ("id", "subject", "subjectName", "predicate", "object", "objectName")
        statements.row(*claim, *QUALIFIERS, "subjectMention", "objectMention", "iri")
        documents.row("doc", "title", "paper", "issued", "home", "division", "sha256", "iri")
        articles.row("doc", "article", "kind", "title", "issued", "start", "end", "iri")
        for d in dataset.documents:
            documents.row(d.doc, d.title, d.paper, d.issued, d.home, d.division, d.sha256, names.document(d.doc).value)
            for s in d.statements:
                statements.row(*_claim(s, called), *qualifiers(s).values(), *_worded(s), names.statement(s.id).value)
            for a in d.articles:
                iri = names.article(d.doc, a.index).value
                articles.row(d.doc, a.index, a.kind, a.title, a.issued, a.start, a.end, iri)


def _claim(s: Statement, called: Mapping[str, str]) -> Sequence[Cell]:
    return s.id, s.subject, called.get(s.subject), s.predicate, s.object, called.get(s.object)


def _worded(s: Statement) -> Sequence[Cell]:
    return s.subject_mention, s.object_mention


class _Table:
    """A file of rows."""

    def __init__(self, stream: TextIO) -> None:
        self._writer = csv.writer(stream)

    def row(self, *values: Cell) -> None:
        self._writer.writerow([_cell(value) for value in values])


def _cell(value: Cell) -> str:
    """Return a value as it stands in a cell, where no text is taken for a formula."""
    if value is None:
        return ""
    return guarded(plain(value)) if isinstance(value, str) else number(value)

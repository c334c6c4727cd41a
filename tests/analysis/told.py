"""Datasets of a few statements whose answers are known by hand."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.records import ArticleInfo, Dataset, Entity, Extraction, Statement, digest

CLASSES = {
    "市": "Place", "园": "Park", "厂": "Firm", "局": "Agency", "策": "Policy", "茶": "Product", "目": "Project"
}  # fmt: skip
"""The class of an entity by the last character of its name; any other is an official."""


class Said(NamedTuple):
    """A statement: two names, what joins them, and the fields that matter."""

    subject: str
    predicate: str
    object: str
    date: str | None = None
    confidence: float = 0.9
    status: str = "Asserted"
    quote: str = ""


def entity(name: str) -> Entity:
    """Return an entity whose id is its name's digest."""
    return Entity(digest(name), CLASSES.get(name[-1:], "Official"), name)


def page(doc: str, said: Sequence[Said], *, issued: str | None = "2025-03-21") -> Extraction:
    """Return a page that says this, each in a sentence of its own."""
    named = {name: entity(name) for one in said for name in (one.subject, one.object)}
    text, statements = "", []
    for number, one in enumerate(said):
        quote = one.quote or f"{one.subject}与{one.object}（{number}）。"
        statements.append(
            Statement(
                id=digest(doc, number),
                doc=doc,
                subject=named[one.subject].id,
                predicate=one.predicate,
                object=named[one.object].id,
                status=one.status,
                confidence=one.confidence,
                rule="test.rule",
                quote=quote,
                quote_start=len(text),
                quote_end=len(text) + len(quote),
                article=0,
                date=one.date,
            )
        )
        text += f"{quote}\n"
    return extraction(doc, named.values(), statements, text=text, issued=issued)


def extraction(
    doc: str, entities: Iterable[Entity], statements: Iterable[Statement], *, text: str, issued: str | None
) -> Extraction:
    """Return a page of one article that says this."""
    return Extraction(
        doc=doc,
        sha256=digest(text),
        text=text,
        title=f"题{doc}",
        issued=issued,
        paper="晨报",
        home=None,
        division=None,
        articles=(ArticleInfo(0, "news", f"题{doc}", None, 0, len(text)),),
        entities=tuple(entities),
        statements=tuple(statements),
    )


def dataset(*pages: Extraction) -> Dataset:
    """Return pages as a dataset; entities of one name are one."""
    entities = {one.id: one for each in pages for one in each.entities}
    return Dataset(tuple(sorted(pages, key=lambda one: one.doc)), tuple(entities[key] for key in sorted(entities)))


def shuffled(source: Dataset, seed: int = 3) -> Dataset:
    """Return a dataset with its pages, their statements and its entities in another order."""
    chance = random.Random(seed)  # noqa: S311 - an order, not a secret
    documents = [replace(d, statements=tuple(chance.sample(d.statements, len(d.statements)))) for d in source.documents]
    entities = chance.sample(source.entities, len(source.entities))
    return replace(source, documents=tuple(chance.sample(documents, len(documents))), entities=tuple(entities))

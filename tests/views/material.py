"""Small datasets made by hand for the tests of the page."""

from __future__ import annotations

import hashlib
import re

from kg.records import ArticleInfo, Dataset, Entity, Extraction, Statement
from kg.views.look import STATUSES, ClassLook, Look, PredicateLook
from tests.support import extraction_from_gold

_CLASSES = {
    "Official": ("官员", "#b4543a", "dot"),
    "Person": ("人物", "#d99873", "dot"),
    "Firm": ("企业", "#1f6f8b", "square"),
    "Agency": ("机关", "#6b5b95", "hexagon"),
    "Organization": ("组织", "#9a86b8", "hexagon"),
    "Park": ("园区", "#4f8a5b", "diamond"),
    "Place": ("地点", "#8a9a5b", "triangleDown"),
    "Project": ("项目", "#c98a2b", "triangle"),
    "Policy": ("政策", "#7a6a5a", "star"),
    "Product": ("产品", "#5fa8a0", "dot"),
}
_PREDICATES = {
    "visited": ("调研", "#b4543a"),
    "investedIn": ("投资", "#c98a2b"),
    "locatedIn": ("位于", "#8d989f"),
    "produces": ("生产", "#5fa8a0"),
    "holdsPost": ("任职", "#6b5b95"),
    "develops": ("建设", "#a0672f"),
    "cooperatesWith": ("合作", "#1f6f8b"),
    "issued": ("发布", "#7a6a5a"),
    "implements": ("落实", "#4f8a5b"),
    "madeFrom": ("原料", "#345678"),
}
LOOK = Look(
    classes={name: ClassLook(zh, name, color, shape) for name, (zh, color, shape) in _CLASSES.items()},
    predicates={
        name: PredicateLook(zh, name, color, symmetric=name == "cooperatesWith")
        for name, (zh, color) in _PREDICATES.items()
    },
    statuses=STATUSES,
)
"""A look of its own, so that these tests do not depend on the ontology."""

SEED_PAGES = tuple(f"d{i:02}" for i in range(1, 9))


def entity(name: str, cls: str = "Firm", **fields: tuple[str, ...]) -> Entity:
    """Return an entity whose id is made from its name."""
    return Entity(
        id=hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12], cls=cls, name=name, **fields
    )


def statement(
    number: int, subject: Entity, predicate: str, obj: Entity, *, text: str, quote: str, **fields: object
) -> Statement:
    """Return a statement whose evidence is `quote`, found in `text`."""
    start = text.index(quote)
    known: dict[str, object] = {
        "status": "Asserted",
        "confidence": 0.8,
        "rule": "test.rule",
        "article": 0,
        "subject_mention": subject.name,
        "object_mention": obj.name,
    }
    return Statement(
        id=f"st{number}",
        doc="page.txt",
        subject=subject.id,
        predicate=predicate,
        object=obj.id,
        quote=re.sub(r"\s*\n\s*", "", quote),
        quote_start=start,
        quote_end=start + len(quote),
        **(known | fields),  # type: ignore[arg-type]
    )


def dataset(entities: list[Entity], statements: list[Statement], *, text: str, title: str = "头版新闻") -> Dataset:
    """Return a dataset of one page."""
    page = Extraction(
        doc="page.txt",
        sha256="0" * 64,
        text=text,
        title=title,
        issued="2025-03-21",
        paper="晨报",
        home=None,
        division=None,
        articles=(ArticleInfo(0, "news", title, None, 0, len(text)),),
        entities=tuple(entities),
        statements=tuple(statements),
    )
    return Dataset((page,), tuple(sorted(entities, key=lambda e: e.id)))


def gold_dataset(pages: tuple[str, ...] = SEED_PAGES) -> Dataset:
    """Return the gold graphs of seed pages as one dataset; entities of one name are one."""
    documents = tuple(extraction_from_gold(page) for page in pages)
    entities = {e.id: e for document in documents for e in document.entities}
    return Dataset(documents, tuple(entities[key] for key in sorted(entities)))

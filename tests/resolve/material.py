"""Small pages for resolution: entities with what is said of them, as an extraction gives them."""

from __future__ import annotations

from collections import Counter

from kg.extract.ids import division_code, entity_id
from kg.link.cluster import Cluster
from kg.link.home import find_home
from kg.records import Entity, Extraction, Statement, digest

Claim = tuple[str, str, str] | tuple[str, str, str, str]
"""Subject, predicate, object, and the title of a post where there is one."""


def page(
    doc: str, home: str, entities: dict[str, str], *claims: Claim, issued: str | None = "2024-03-01", text: str = ""
) -> Extraction:
    """Return a page about `home` that names `entities` (name, or name/other name, to class) and says `claims`."""
    own = find_home("我市我县落雪。", [home]) if home else None
    division = own.at("any") if own else None
    code = division.code if division else None
    made = {}
    for forms, cls in entities.items():
        name, *others = forms.split("/")
        cluster = Cluster(cls, name, Counter([name, *others]))
        key = entity_id(cluster, own, doc)
        made[name] = Entity(key, cls, name, tuple(others), code=division_code(cluster, code))
    statements = [_statement(doc, number, claim, made) for number, claim in enumerate(claims)]
    return Extraction(
        doc=doc,
        sha256=digest(doc, text),
        text=text,
        title=doc,
        issued=issued,
        paper=None,
        home=home or None,
        division=code,
        articles=(),
        entities=tuple(sorted(set(made.values()), key=lambda e: e.id)),
        statements=tuple(statements),
    )


def _statement(doc: str, number: int, claim: Claim, made: dict[str, Entity]) -> Statement:
    subject, predicate, obj, *title = claim
    quote = "".join(claim)
    return Statement(
        id=digest(doc, number, quote),
        doc=doc,
        subject=made[subject].id,
        predicate=predicate,
        object=made[obj].id,
        status="Asserted",
        confidence=0.8,
        rule="test",
        quote=quote,
        quote_start=0,
        quote_end=0,
        article=0,
        title=title[0] if title else None,
        subject_mention=subject,
        object_mention=obj,
    )

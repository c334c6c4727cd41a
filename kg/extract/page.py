"""A page through the pipeline, and what comes out as records: a pure function of the page, the rules and the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from kg.collector import uncollected
from kg.errors import TooLarge
from kg.extract.confidence import confidence, is_doubted
from kg.extract.founded import founded
from kg.extract.ids import division_code, entity_id, home_code
from kg.frames.relations import Relation
from kg.limits import stopped_after
from kg.nlp import State, begin, state_of
from kg.ontology import load_ontology
from kg.page import language_issue, read_articles
from kg.records import ArticleInfo, Entity, Extraction, Page, Reading, Span, Statement, digest, to_json
from kg.resolve.merge import one_entity

STAGES = ("articles", "mentions", "entities", "relations")
SECONDS = 300
"""Time of a processor that one page may take."""
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Found:
    """What the pipeline found on one page, with how it came to it."""

    state: State
    entities: dict[str, Entity]
    """By the key of their cluster, which is what mentions carry as ``entity``."""
    made: tuple[tuple[Statement, Relation], ...]
    """Each statement with the relation it was made of, in the order in which statements are written."""


@uncollected()
def extract(page: Page, nlp: Any) -> Extraction:
    """Return the articles, entities and statements of one page. `nlp` is what `load_pipeline` gives."""
    found = find(page, nlp)
    state, entities = found.state, found.entities
    reading = state.reading
    page = reading.page
    issue = language_issue(reading)
    home = state.home.at("any") if state.home is not None else None
    articles = tuple(_article(reading, index) for index in range(len(reading.articles)))
    return Extraction(
        doc=page.doc,
        sha256=page.sha256,
        text=page.text,
        title=page.title or next((a.title for a in articles if a.title), page.doc),
        issued=reading.issued,
        paper=reading.paper,
        home=home.name if home is not None else None,
        division=home_code(state.home),
        articles=articles,
        entities=tuple(sorted(set(entities.values()), key=lambda e: e.id)),
        statements=tuple(statement for statement, _ in found.made),
        issues=(replace(issue, doc=page.doc),) if issue is not None else (),
    )


def find(page: Page, nlp: Any, *, doubted: bool = False) -> Found:
    """Return what is found on one page, its mentions, memory and relations included.

    `doubted` keeps the statements that the trained reader speaks too strongly against.
    """
    state = _run(page, nlp)
    entities = _entities(page.doc, state)
    return Found(state, entities, _statements(page.doc, state, entities, doubted=doubted))


def read_stage(page: Page, nlp: Any, stage: str) -> Iterator[dict[str, Any]]:
    """Give the rows of one stage of a page as data; offsets count in the source text."""
    state = _run(page, nlp)
    reading = state.reading
    if stage == "articles":
        for article in reading.articles:
            yield _article_row(reading, article.index)
        return
    entities = _entities(page.doc, state)
    if stage == "mentions":
        for mention in state.mentions:
            span = reading.source_span(mention.start, mention.end)
            printed = reading.printed(mention.start, mention.end)
            row = {"start": span.start, "end": span.end, "class": mention.cls, "text": printed}
            yield row | {"source": mention.source, "entity": entities[mention.entity or ""].id}
    elif stage == "entities":
        yield from (to_json(entity) for entity in sorted(set(entities.values()), key=lambda e: e.id))
    else:
        names = {entity.id: entity.name for entity in entities.values()}
        for statement, _ in _statements(page.doc, state, entities):
            row = to_json(statement)
            yield row | {"subject_name": names[statement.subject], "object_name": names[statement.object]}


def _run(page: Page, nlp: Any) -> State:
    # A lone surrogate has no UTF-8 form: neither the libraries below nor a file that is written could take one.
    text = _SURROGATE.sub("\ufffd", page.text)
    late = TooLarge(f"{page.doc}: takes more than {SECONDS} s to understand; split it into pages")
    with stopped_after(SECONDS, late):
        reading = read_articles(replace(page, text=text))
        return state_of(nlp(begin(nlp.make_doc(reading.text), reading)))


def _entities(doc: str, state: State) -> dict[str, Entity]:
    """Return the entities of a page by the key of their cluster."""
    found = {}
    near = home_code(state.home)
    same: dict[str, list[tuple[Entity, str | None]]] = {}
    for key, cluster in state.clusters.items():
        found[key] = entity = Entity(
            id=entity_id(cluster, state.home, doc),
            cls=cluster.cls,
            name=cluster.name,
            aliases=cluster.aliases,
            code=division_code(cluster, near),
        )
        same.setdefault(entity.id, []).append((entity, None))
    # Two forms that the page does not join may tell of one (市工信局 and 乌海市工信局).
    return {key: one_entity(entity.id, same[entity.id]) for key, entity in found.items()}


def _statements(
    doc: str, state: State, entities: dict[str, Entity], *, doubted: bool = False
) -> tuple[tuple[Statement, Relation], ...]:
    """Return the statements of a page in the order in which they are written, each with its relation."""
    ontology = load_ontology()
    rows: dict[str, tuple[Statement, Relation]] = {}
    left_out: list[Statement] = []
    quotes: dict[tuple[int, int], _Quote] = {}
    articles = {sentence.start: sentence.article for sentence in reversed(state.reading.sentences)}
    for relation in state.relations:
        subject, obj = entities[relation.subject.entity or ""], entities[relation.object.entity or ""]
        if subject.id == obj.id or not ontology.allows(relation.predicate, subject.cls, obj.cls):
            continue
        place = relation.start, relation.end
        quote = quotes.get(place) or quotes.setdefault(place, _quote(state.reading, *place, articles.get(place[0], 0)))
        statement = _statement(doc, quote, relation, subject, obj)
        if is_doubted(relation, statement.confidence) and not doubted:
            left_out.append(statement)
            continue
        known = rows.get(statement.id)
        # By the score of the rule: what was measured of the rules must not change which of them speaks.
        if known is None or known[1].score < relation.score:
            rows[statement.id] = statement, relation
    made = founded(rows.values(), left_out)
    return tuple(sorted(made, key=lambda m: (m[0].quote_start, m[0].quote_end, m[0].predicate, m[0].id)))


class _Quote(NamedTuple):
    """The sentence that proves a statement."""

    text: str
    span: Span
    article: int


def _quote(reading: Reading, start: int, end: int, article: int) -> _Quote:
    return _Quote(reading.printed(start, end).strip("\n "), reading.source_span(start, end), article)


def _statement(doc: str, quote: _Quote, relation: Relation, subject: Entity, obj: Entity) -> Statement:
    span = quote.span
    mentions = relation.subject.text, relation.object.text
    amount, capacity = relation.amount, relation.capacity
    return Statement(
        id=digest("statement", doc, span.start, span.end, relation.predicate, subject.id, obj.id, *mentions),
        doc=doc,
        subject=subject.id,
        predicate=relation.predicate,
        object=obj.id,
        status=relation.status,
        confidence=confidence(relation),
        rule=relation.rule,
        quote=quote.text,
        quote_start=span.start,
        quote_end=span.end,
        article=quote.article,
        date=relation.date,
        title=relation.title,
        amount=amount.text if amount else None,
        amount_value=amount.value if amount else None,
        currency=amount.currency if amount else None,
        capacity=capacity.canonical if capacity else None,
        capacity_value=capacity.value if capacity else None,
        capacity_unit=f"{capacity.unit}/{capacity.period}"
        if capacity and capacity.period
        else capacity.unit
        if capacity
        else None,
        subject_mention=mentions[0],
        object_mention=mentions[1],
    )


def _article(reading: Reading, index: int) -> ArticleInfo:
    article = reading.articles[index]
    headlines = " ".join(reading.text[s.start : s.end].strip() for s in article.headlines)
    first = next((s for s in reading.sentences if s.article == index), None)
    title = headlines or (reading.text[first.start : first.end].strip()[:30] if first else "")
    span = reading.source_span(*article.span)
    return ArticleInfo(index, article.kind, title, article.issued, span.start, span.end)


def _article_row(reading: Reading, index: int) -> dict[str, Any]:
    article = reading.articles[index]
    row: dict[str, Any] = to_json(_article(reading, index))
    text = reading.text
    if article.byline is not None:
        row["byline"] = text[article.byline.start : article.byline.end]
    if article.jump is not None:
        row["jump"] = article.jump
    row["paragraphs"] = [text[p.start : p.end].strip() for p in article.paragraphs]
    row["sentences"] = [
        {"start": span.start, "end": span.end, "part": s.part, "text": text[s.start : s.end].strip()}
        for s in reading.sentences
        if s.article == index
        for span in (reading.source_span(s.start, s.end),)
    ]
    return row

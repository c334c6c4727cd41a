"""Many pages as one dataset: what is resolved to be one is one, under its fullest name and the id given first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import eq, is_
from typing import NamedTuple

from kg.folding import fold
from kg.ontology import load_ontology
from kg.records import Dataset, Entity, Extraction, Statement
from kg.resolve.decide import Resolution, resolve
from kg.resolve.ledger import ACCEPT, REJECT, Ledger
from kg.resolve.names import written_out
from kg.resolve.policy import policy
from kg.resolve.published import Assigned, Published, assign

SURE = 1.0
"""The confidence of a statement that somebody judged to be right."""


def merge(documents: Iterable[Extraction], ledger: Ledger | None = None, published: Published | None = None) -> Dataset:
    """Return pages in order of their names with their entities resolved; the order given is all one."""
    pages = in_order(documents)
    judged = ledger or Ledger()
    resolution = resolve(pages, judged)
    return joined(pages, judged, resolution, assign(resolution.clusters, published or Published()))


def in_order(documents: Iterable[Extraction]) -> tuple[Extraction, ...]:
    """Return pages in the order of their names."""
    return tuple(sorted(documents, key=lambda d: (d.doc, d.sha256)))


class Renamed(NamedTuple):
    """A page under the ids of a dataset, and what it was made of."""

    page: Extraction
    ids: Mapping[str, str]
    verdicts: tuple[Collection[str], Collection[str]]
    result: Extraction


def joined(
    pages: Sequence[Extraction],
    ledger: Ledger,
    resolution: Resolution,
    assigned: Assigned,
    known: dict[str, Renamed] | None = None,
) -> Dataset:
    """Return a dataset of pages with the ids that their entities were assigned.

    `known` holds pages by document as an earlier call made them; those that would come out the same are taken over.
    """
    before = known if known is not None else {}
    ids = {ref: assigned.ids[leader] for leader, refs in resolution.clusters.items() for ref in refs}
    verdicts = ledger.statements(ACCEPT), ledger.statements(REJECT)
    documents = []
    found: dict[str, list[tuple[Entity, str | None]]] = defaultdict(list)
    for page in pages:
        local = {key: ids[ref] for key, ref in resolution.refs[page.doc].items()}
        for entity in page.entities:
            found[local[entity.id]].append((entity, page.division))
        held = before.get(page.doc)
        if held is None or held.page is not page or held.ids != local or held.verdicts != verdicts:
            held = before[page.doc] = Renamed(page, local, verdicts, _renamed(page, local, *verdicts))
        documents.append(held.result)
    entities = tuple(one_entity(key, found[key]) for key in sorted(found))
    gone = {old: new for old, new in sorted(assigned.replaced.items()) if new in found}
    return Dataset(tuple(documents), entities, gone)


def _renamed(
    page: Extraction, ids: Mapping[str, str], accepted: Collection[str], rejected: Collection[str]
) -> Extraction:
    """Return a page under the ids of the dataset, without what is rejected and what would join a thing to itself."""
    if not rejected and not accepted and all(map(eq, ids, ids.values())):
        return page
    statements = []
    for statement in page.statements:
        subject, obj = ids.get(statement.subject, statement.subject), ids.get(statement.object, statement.object)
        if statement.id in rejected or subject == obj:
            continue
        statements.append(_judged(statement, subject, obj, accepted))
    entities = tuple(e if ids[e.id] == e.id else replace(e, id=ids[e.id]) for e in page.entities)
    kept = len(statements) == len(page.statements) and all(map(is_, statements, page.statements))
    if kept and all(map(is_, entities, page.entities)):
        return page
    return replace(page, entities=entities, statements=tuple(statements))


def _judged(statement: Statement, subject: str, obj: str, accepted: Collection[str]) -> Statement:
    changed: dict[str, object] = {}
    if (subject, obj) != (statement.subject, statement.object):
        changed = {"subject": subject, "object": obj}
    if statement.id in accepted:
        changed["confidence"] = SURE
    return replace(statement, **changed) if changed else statement  # type: ignore[arg-type]


def one_entity(key: str, namings: Sequence[tuple[Entity, str | None]]) -> Entity:
    """Return one entity for the namings of several pages, each with the division that its page writes about."""
    if len(namings) == 1 and namings[0][0].cls not in policy().placed:
        return replace(namings[0][0], id=key)
    same = [entity for entity, _ in namings]
    forms = {form for entity in same for form in (entity.name, *entity.aliases)}
    cls = _class(Counter(entity.cls for entity in same))
    names = {entity.name for entity in same}
    names |= {written_out(cls, entity.name, division) for entity, division in namings}
    name = min(names, key=lambda n: (-len(fold(n)), -len(n), n))
    hidden = {form for entity in same for form in entity.hidden} - forms
    codes = sorted({entity.code for entity in same if entity.code})
    return Entity(
        id=key,
        cls=cls,
        name=name,
        aliases=tuple(sorted(forms - {name})),
        hidden=tuple(sorted(hidden)),
        code=codes[0] if len(codes) == 1 else None,
    )


def _class(votes: Counter[str]) -> str:
    """Return the class most pages give; of two that tie the one that descends from the other, then by name."""
    ontology = load_ontology()
    most = max(votes.values())
    tied = sorted(cls for cls, number in votes.items() if number == most)
    specific = [a for a in tied if any(a != b and ontology.is_a(a, b) for b in tied)]
    return (specific or tied)[0]

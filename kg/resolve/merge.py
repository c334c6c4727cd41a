"""Many pages as one dataset: what is resolved to be one is one, under its fullest name and the id given first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from operator import eq, is_

from kg.documents import Claim
from kg.folding import fold
from kg.ontology import load_ontology
from kg.records import Dataset, Entity, Extraction, Statement
from kg.resolve.decide import Resolution, resolve
from kg.resolve.ledger import ACCEPT, REJECT, Ledger
from kg.resolve.names import written_out
from kg.resolve.outline import Outline
from kg.resolve.policy import policy
from kg.resolve.published import Assigned, Published, assign

SURE = 1.0
"""The confidence of a statement that somebody judged to be right."""


def merge(documents: Iterable[Extraction], ledger: Ledger | None = None, published: Published | None = None) -> Dataset:
    """Return pages in order of their names with their entities resolved; the order given is all one."""
    pages = in_order(documents)
    heeded = ledger or Ledger()
    resolution = resolve(pages, heeded)
    return joined(pages, heeded, resolution, assign(resolution.clusters, published or Published()))


def in_order(documents: Iterable[Extraction]) -> tuple[Extraction, ...]:
    """Return pages in the order of their names."""
    return tuple(sorted(documents, key=lambda d: (d.doc, d.sha256)))


def joined(pages: Sequence[Extraction], ledger: Ledger, resolution: Resolution, assigned: Assigned) -> Dataset:
    """Return a dataset of pages with the ids that their entities were assigned."""
    identities = Identities(ledger, resolution, assigned)
    return identities.dataset(tuple(map(identities.renamed, pages)), pages)


class Identities:
    """Under which ids the entities of each page are in a dataset, and which of its statements hold there."""

    def __init__(self, ledger: Ledger, resolution: Resolution, assigned: Assigned) -> None:
        """Take the judgements, which entities are one, and the ids that were assigned to them."""
        self._refs = resolution.refs
        self._ids = {ref: assigned.ids[leader] for leader, refs in resolution.clusters.items() for ref in refs}
        self._replaced = assigned.replaced
        self._accepted, self._rejected = ledger.statements(ACCEPT), ledger.statements(REJECT)

    def dataset(self, documents: Sequence[Extraction], pages: Iterable[Extraction | Outline]) -> Dataset:
        """Return a dataset of documents, each renamed, with the entities that the pages they come from name."""
        found: dict[str, list[tuple[Entity, str | None]]] = defaultdict(list)
        for page in pages:
            for entity in page.entities:
                found[self._id(page.doc, entity.id)].append((entity, page.division))
        entities = tuple(one_entity(key, found.pop(key)) for key in sorted(found))
        known = {entity.id for entity in entities}
        gone = {old: new for old, new in sorted(self._replaced.items()) if new in known}
        return Dataset(documents, entities, gone)

    def renamed(self, page: Extraction) -> Extraction:
        """Return a page under the ids of the dataset, without what is rejected or would join a thing to itself."""
        ids = {entity.id: self._id(page.doc, entity.id) for entity in page.entities}
        if not self._rejected and not self._accepted and all(map(eq, ids, ids.values())):
            return page
        statements = []
        for statement in page.statements:
            subject, obj = ids.get(statement.subject, statement.subject), ids.get(statement.object, statement.object)
            if statement.id in self._rejected or subject == obj:
                continue
            statements.append(judged(statement, subject, obj, self._accepted))
        entities = tuple(e if ids[e.id] == e.id else replace(e, id=ids[e.id]) for e in page.entities)
        kept = len(statements) == len(page.statements) and all(map(is_, statements, page.statements))
        if kept and all(map(is_, entities, page.entities)):
            return page
        return replace(page, entities=entities, statements=tuple(statements))

    def claims(self, page: Outline) -> list[Claim]:
        """Return what `renamed` leaves of a page, without its evidence."""
        ids = {entity.id: self._id(page.doc, entity.id) for entity in page.entities}
        found = []
        for (subject, predicate, obj, status, title, date), statement in zip(page.statements, page.ids, strict=True):
            claim = Claim(ids.get(subject, subject), predicate, ids.get(obj, obj), status, title, date)
            if statement not in self._rejected and claim.subject != claim.object:
                found.append(claim)
        return found

    def changes(self, page: Outline) -> list[str]:
        """Return in a fixed order what `renamed` makes of the statements of a page; nothing where they stay."""
        ends = {end for claim in page.statements for end in (claim.subject, claim.object)}
        ids = {entity.id: self._id(page.doc, entity.id) for entity in page.entities if entity.id in ends}
        found = [f"{key} is {one}" for key, one in sorted(ids.items()) if key != one]
        for verdict, those in ((ACCEPT, self._accepted), (REJECT, self._rejected)):
            found += [f"{verdict} {statement}" for statement in page.ids if statement in those]
        return found

    def _id(self, doc: str, key: str) -> str:
        """Return the id that an entity of a document has in the dataset."""
        return self._ids[self._refs[doc].get(key, key)]


def judged(statement: Statement, subject: str, obj: str, accepted: Collection[str]) -> Statement:
    """Return a statement about these two, and sure where it was `accepted`; itself where that changes nothing."""
    changed: dict[str, object] = {}
    if (subject, obj) != (statement.subject, statement.object):
        changed = {"subject": subject, "object": obj}
    if statement.id in accepted:
        changed["confidence"] = SURE
    return replace(statement, **changed) if changed else statement  # type: ignore[arg-type]


def one_entity(key: str, namings: Sequence[tuple[Entity, str | None]]) -> Entity:
    """Return one entity for the namings of several pages, each with the division that its page writes about."""
    if len(namings) == 1 and namings[0][0].cls not in policy().placed:
        ((only, _),) = namings
        return only if only.id == key else replace(only, id=key)
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

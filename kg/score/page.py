"""The marks of one page, and what it missed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.records import Entity, Extraction
from kg.score.gold import Gold, GoldRelation
from kg.score.marks import Tally
from kg.score.match import Match, match
from kg.score.passages import Passages
from kg.score.relations import Found, Key, Wanted, carries, gather, key_of, wanted
from kg.score.terms import Terms, load_terms


@dataclass(frozen=True, slots=True, order=True)
class Miss:
    """One thing that went wrong on a page."""

    kind: str
    """``missed``, ``extra``, ``split``, ``type`` of entities; ``unfound``, ``false``, ``qualifier``, ``evidence``."""
    term: str
    """The class, the predicate, or the predicate with its qualifier (``visited.date``)."""
    names: tuple[str, ...]
    """The name, or subject and object."""
    detail: str
    """What gold has and what was found instead, where that is not plain."""
    sentence: str
    """The sentence of the page in which it stands; empty where none could be found."""


@dataclass(frozen=True, slots=True)
class PageScore:
    """The counts of one page and its misses, in order."""

    doc: str
    tally: Tally
    misses: tuple[Miss, ...]


def score_page(gold: Gold, extraction: Extraction) -> PageScore:
    """Return the marks of what was extracted from a page against its gold."""
    marking = _Marking(gold, extraction, load_terms().asked(relation.predicate for relation in gold.relations))
    marking.mark_entities()
    marking.mark_relations()
    return PageScore(gold.doc, dict(marking.tally), tuple(sorted(marking.misses)))


class _Marking:
    """One page under the pen."""

    def __init__(self, gold: Gold, extraction: Extraction, terms: Terms) -> None:
        self.gold = gold
        self.terms = terms
        self.entities = {e.id: e for e in extraction.entities if e.cls in terms.classes}
        self.statements = extraction.statements
        self.match: Match = match(list(self.entities.values()), gold.entities)
        self.page = Passages(extraction.text)
        self.tally: dict[str, Counter[str]] = defaultdict(Counter, entities=Counter(), typed=Counter())
        self.misses: list[Miss] = []

    def mark_entities(self) -> None:
        taken = self.match.taken
        for i, wanted_entity in enumerate(self.gold.entities):
            names = (wanted_entity.name, *wanted_entity.aliases)
            if i not in taken:
                if not wanted_entity.optional:
                    self.tally["entities"]["fn"] += 1
                    self.tally[f"type:{wanted_entity.cls}"]["fn"] += 1
                    self._miss("missed", wanted_entity.cls, names[:1], quotes=names)
                continue
            found = self.entities[taken[i]]
            right = found.cls in wanted_entity.classes
            if not wanted_entity.optional:
                self.tally["entities"]["tp"] += 1
                self.tally["typed"]["tp" if right else "wrong"] += 1
                self.tally[f"type:{wanted_entity.cls}"]["tp" if right else "wrong"] += 1
            if not right:
                self._miss("type", wanted_entity.cls, names[:1], detail=f"found as {found.cls}", quotes=names)
        for key, entity in self.entities.items():
            if key not in self.match.one:
                self._extra(entity)

    def _extra(self, entity: Entity) -> None:
        split = self.match.loose.get(entity.id)
        self.tally["entities"]["fp"] += 1
        self.tally["entities"]["split"] += split is not None
        self.tally[f"type:{entity.cls}"]["fp"] += 1
        kind, detail = ("extra", "") if split is None else ("split", f"is {self.gold.entities[split].name}")
        self._miss(kind, entity.cls, (entity.name,), detail=detail, quotes=(entity.name, *entity.aliases))

    def mark_relations(self) -> None:
        asked = wanted(self.gold, self.terms)
        found: dict[Key, list[Found]] = defaultdict(list)
        for relation in gather(self.statements, frozenset(self.entities), self.terms):
            if relation.claimed:
                self._place(relation, asked, found)
        for key, rows in asked.rows.items():
            self._count(key[1], "tp" if key in found else "fn")
            if key not in found:
                names = self._names(key)
                self._miss("unfound", key[1], names, quotes=(rows[0].quote, *names))
                continue
            for row in rows:
                self._mark_row(key, row, found[key])
            proven = any(self.page.has(quote) for relation in found[key] for quote in relation.quotes)
            self.tally["evidence"]["tp" if proven else "fn"] += 1
            if not proven:
                quotes = (rows[0].quote, *self._names(key))
                self._miss("evidence", key[1], self._names(key), detail="no quote stands on the page", quotes=quotes)

    def _place(self, relation: Found, asked: Wanted, found: dict[Key, list[Found]]) -> None:
        """Put a relation that was found to the one of gold that it is, or count it as false."""
        subject, predicate, obj = relation.edge
        s, o = self.match.loose.get(subject), self.match.loose.get(obj)
        detail = ""
        if s is not None and o is not None:
            key = key_of(s, predicate, o, self.terms)
            if key in asked.rows:
                found[key].append(relation)
                return
            if key in asked.optional or key in asked.implied or (s == o and predicate in self.terms.transitive):
                return
            detail = "denied on the page" if key in asked.denied else ""
        self._count(predicate, "fp")
        if relation.mirrored:
            return
        names = (self.entities[subject].name, self.entities[obj].name)
        self._miss("false", predicate, names, detail=detail, quotes=(*relation.quotes, *names))

    def _mark_row(self, key: Key, row: GoldRelation, found: list[Found]) -> None:
        """Mark the qualifiers of a relation that was found."""
        quotes = (row.quote, *self._names(key))
        if not row.optional:
            states = set().union(*(relation.states for relation in found))
            self._qualifier("status", row.status, states, right=row.status in states, key=key, quotes=quotes)
        for name, value in row.qualifiers:
            values = set().union(*(relation.values[name] for relation in found))
            right = carries(name, value, values)
            self.tally["qualifiers"]["tp" if right else "fn"] += 1
            self._qualifier(name, value, values, right=right, key=key, quotes=quotes)

    def _qualifier(
        self, name: str, value: str, found: set[str], *, right: bool, key: Key, quotes: tuple[str, ...]
    ) -> None:
        self.tally[f"q:{name}"]["tp" if right else "fn"] += 1
        if not right:
            detail = f"{value}, found {', '.join(sorted(found)) or 'none'}"
            self._miss("qualifier", f"{key[1]}.{name}", self._names(key), detail=detail, quotes=quotes)

    def _count(self, predicate: str, what: str) -> None:
        self.tally[self.terms.bucket(predicate)][what] += 1
        self.tally[f"p:{predicate}"][what] += 1

    def _names(self, key: Key) -> tuple[str, str]:
        return self.gold.entities[key[0]].name, self.gold.entities[key[2]].name

    def _miss(self, kind: str, term: str, names: tuple[str, ...], *, detail: str = "", quotes: tuple[str, ...]) -> None:
        self.misses.append(Miss(kind, term, names, detail, self.page.sentence(*quotes)))

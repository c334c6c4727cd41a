"""What gold says of statements whose ends are entities of the page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.records import Entity
from kg.score import Gold
from kg.score.match import match
from kg.score.relations import Key, Wanted, key_of, wanted
from kg.score.terms import Terms, load_terms


@dataclass(frozen=True, slots=True)
class Verdict:
    """The entities of a page as those of its gold, and what gold asks for."""

    known: dict[str, int]
    """By the id of an entity of the page the number of the one of gold that it is."""
    asked: Wanted
    terms: Terms
    """The classes and predicates that the gold tells of."""

    @classmethod
    def of(cls, gold: Gold, entities: Collection[Entity]) -> Verdict:
        """Return the verdict of a gold graph; `entities` may have one several times."""
        terms = load_terms().asked(relation.predicate for relation in gold.relations)
        once = [entity for entity in {e.id: e for e in entities}.values() if entity.cls in terms.classes]
        return cls(match(once, gold.entities).loose, wanted(gold, terms), terms)

    def key(self, subject: str, predicate: str, obj: str) -> Key | None:
        """Return what of gold it would be that two entities, given by their ids, stand in; None where one is none."""
        s, o = self.known.get(subject), self.known.get(obj)
        return key_of(s, predicate, o, self.terms) if s is not None and o is not None else None

    def is_right(self, key: Key | None, *, denied: bool) -> bool | None:
        """Return whether a statement with these ends in gold is right; None where gold leaves it open."""
        if key is None:
            return None if denied else False
        asked = self.asked
        if key in asked.rows or key in asked.denied:
            return (key in asked.denied) == denied
        circular = key[0] == key[2] and key[1] in load_terms().transitive
        return None if denied or circular or key in asked.optional or key in asked.implied else False

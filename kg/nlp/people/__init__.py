"""Names of persons and the posts beside them."""

from __future__ import annotations

from kg.nlp.people.find import Person, find_people
from kg.nlp.people.titles import Title, find_titles

__all__ = ["Person", "Title", "find_people", "find_titles"]

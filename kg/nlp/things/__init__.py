"""Names of things: projects, products and policies, as pure functions of a text.

Offsets count code points of the text, the end exclusive.
"""

from __future__ import annotations

from kg.nlp.candidates import Candidate
from kg.nlp.things.policies import find_policies
from kg.nlp.things.products import find_products
from kg.nlp.things.projects import find_projects, find_works
from kg.nlp.things.titles import title_short_form

__all__ = ["find_policies", "find_products", "find_projects", "find_things", "title_short_form"]


def find_things(text: str) -> list[Candidate]:
    """Return the projects, products and policies that `text` names, in the order of their offsets; they may overlap."""
    works = find_works(text)
    projects = [Candidate(item.start, item.end, "Project", item.source) for item in works]
    return sorted([*projects, *find_products(text, works), *find_policies(text)])

"""Names of things: projects, products and policies, as pure functions of a text.

Offsets count code points of the text, the end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right

from kg.nlp.candidates import Candidate
from kg.nlp.things.makers import maker_before, maker_end
from kg.nlp.things.policies import find_policies
from kg.nlp.things.products import find_products
from kg.nlp.things.projects import CLASS as PROJECT
from kg.nlp.things.projects import find_projects, find_works
from kg.nlp.things.titles import title_short_form
from kg.nlp.things.works import Works

__all__ = ["find_policies", "find_products", "find_projects", "find_things", "title_short_form"]

MAKER = "Firm"


def find_things(text: str) -> list[Candidate]:
    """Return the projects, products and policies that `text` names, in the order of their offsets; they may overlap."""
    policies = find_policies(text)
    works = [item for item in find_works(text) if not _inside(item, policies)]
    makers = [
        Candidate(begin, end, MAKER, "things:maker")
        for item in works
        for begin in {item.start, item.inner_start}
        if (end := maker_end(text, begin, item.inner_end, alone=item.source.endswith("phase"))) is not None
    ]
    makers += [
        Candidate(begin, item.start, MAKER, "things:maker")
        for item in works
        if item.source.endswith("listed") and (begin := maker_before(text, item.start)) is not None
    ]
    makers += [
        Candidate(item.inner_start, item.inner_end, MAKER, "things:maker")
        for item in works
        if item.source.endswith("branch")
    ]
    projects = [Candidate(item.start, item.end, PROJECT, item.source) for item in works]
    return sorted([*projects, *makers, *find_products(text, works), *policies])


def _inside(item: Works, policies: list[Candidate]) -> bool:
    """Return whether a project lies in the title or name of a policy: 《…项目管理办法》, “…工程”."""
    index = bisect_right(policies, item.start, key=lambda policy: policy.start) - 1
    return index >= 0 and item.end <= policies[index].end

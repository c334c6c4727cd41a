"""The expressions for titles beside names: who holds which post, as sentences word it."""

from __future__ import annotations

import re
from functools import cache

from kg.frames.marks import TITLE, mark_of, marks_of
from kg.frames.template import LINK, concrete, people
from kg.ontology import load_ontology

BEHIND = "holdsPost.behind"
"""The rule of a title directly behind a name: 林知远副市长."""
NAMED = "holdsPost.named"
"""The rule of a title with a colon behind it: （局长：林知远）."""


def matches(text: str) -> list[tuple[re.Match[str], str, float]]:
    """Return what says who holds a post, in the order of the sentence."""
    if mark_of(TITLE) not in text:
        return []
    found = [(match, rule, score) for pattern, rule, score in _patterns() for match in pattern.finditer(text)]
    return sorted(found, key=lambda row: row[0].start())


@cache
def holding() -> str:
    """Return the predicate that says who holds a post: it has a title among its qualifiers."""
    return next(term.name for term in load_ontology().predicates.values() if TITLE in term.qualifiers)


@cache
def bodies() -> frozenset[str]:
    """Return the classes of what posts are held at."""
    return concrete(tuple(load_ontology().predicates[holding()].range))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str, float]]:
    """Return the expressions for titles beside names, with the id and score of what they say."""
    body, title, name = f"[{marks_of(bodies())}]", mark_of(TITLE), f"[{marks_of(people())}]"
    run = f"{title}(?:[、，和兼]?(?:{body}{LINK})?{title}){{0,12}}"
    # 共青团永城市委书记 leads no city.
    titles = f"(?<!共青团)(?<!共青团{body})(?P<titles>(?:{body}{LINK})?{run})"
    placed = f"(?P<titles>{body}{LINK}{run})"
    loose = f"(?P<titles>(?:{body}{LINK}[^，。；、]{{0,4}}?)?{run})"
    # 同志 may stand behind a name as a title does: 林知远同志任….
    comrade = f"(?:{title}(?=[，现已新拟曾]{{0,2}}(?:任|担任|为|出任|兼任|系)))?"
    names = f"(?P<people>{name}(?:[、和]{name}){{0,40}}){comrade}"
    return [
        (re.compile(f"{titles}(?:（[\u4e00-\u9fff]{{1,4}}）|同志)?[ \u3000]?{names}"), "holdsPost.title-before", 0.93),
        (re.compile(f"{titles}：[ \u3000]?{names}(?=[，。；、）]|$)"), NAMED, 0.93),
        (re.compile(f"(?:作为|身为)[^，。；]{{0,4}}?{placed}，{names}"), "holdsPost.title-before", 0.93),
        (
            re.compile(
                f"{names}(?:，?(?:现|已|新|拟|曾|此前|之前|曾经|先后|一直|长期|历|还|同时|原){{0,4}}(?:任|担任|是|出任|兼任|升任|调任|转任|兼|受聘为|受聘担任|受聘)|当选为?|获任){loose}"
            ),
            "holdsPost.copula",
            0.85,
        ),
        (
            re.compile(f"(?:任命|聘任|聘请|选举|推选|提名|决定){names}(?:（[^（）]{{1,12}}）|同志)?[为任]{loose}"),
            "holdsPost.copula",
            0.85,
        ),
        (re.compile(f"(?:调任|升任|转任|出任|担任|现任|新任|时任|曾任){placed}的{names}"), "holdsPost.copula", 0.85),
        (re.compile(f"(?<=[、；：]){names}(?:（[^（）]{{1,12}}）|同志)?[为任]{placed}"), "holdsPost.copula", 0.85),
        (re.compile(f"{names}，?[均原]?系原?{placed}(?![{marks_of(people())}])"), "holdsPost.copula", 0.85),
        (re.compile(f"{names}，[男女]，[^。；]{{0,60}}?(?:现任|任|担任){placed}"), "holdsPost.copula", 0.85),
        (re.compile(f"{names}（{titles}）"), "holdsPost.bracket", 0.8),
        (
            re.compile(
                f"(?<!{title})(?:(?P<seat>{body})(?:{LINK}|委|政府))?{names}(?P<titles>{title})"
                f"(?![{marks_of(people())}（])(?!、[^{marks_of(people() | bodies())}])"
            ),
            BEHIND,
            0.8,
        ),
        (
            re.compile(f"{names}等[^，。；、]{{0,4}}?(?P<titles>{title})(?![{marks_of(people())}])"),
            "holdsPost.bracket",
            0.8,
        ),
        (re.compile(f"{names}(?:，|[ \u3000]+){placed}(?=[，。；）]|$)"), "holdsPost.bracket", 0.8),
    ]

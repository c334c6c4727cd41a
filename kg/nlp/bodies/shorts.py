"""Short names that a text declares behind the full one: 以下简称, brackets, Latin."""

from __future__ import annotations

import re

from kg.nlp.bodies.find import find_bodies

_DECLARED = re.compile(
    r"[（(](?:以下|下文|下)?(?:简称|称)为?[：:]?"
    r"[“‘\"「]?([^”’\"」（）()“‘「，。；]{2,20})[”’\"」]?[）)]"
)
_LATIN = re.compile(r"[（(]([A-Z][A-Za-z0-9.&\- ]{1,40})[）)]")
_QUOTED_SHORT = re.compile(r"[（(][“‘\"「]([^”’\"」（）()“‘「，。；]{2,16})[”’\"」][）)]")
_FULL_LEFT = re.compile(
    r"[^，。；：！？、“”《》\n（）()]+(?:[（(][^（）()]{1,8}[）)][^，。；：！？、“”《》\n（）()]+)?$"
)
_AFTER_WORD = re.compile(r".*[的为是由和与及对向]")


def declared_short_forms(text: str) -> list[tuple[int, int, int, int]]:
    """Return start and end of each full name and of the short name that the text declares for it, in code points.

    The full name reaches to the left as far as the clause does, so that a reader of names may cut it at one it knows.
    """
    found = []
    for pattern in (_DECLARED, _QUOTED_SHORT, _LATIN):
        for match in pattern.finditer(text):
            full = _FULL_LEFT.search(text, max(0, match.start() - 50), match.start())
            if full is not None:
                found.append((_begin(text, full.start(), match.start()), match.start(), *match.span(1)))
    return sorted(set(found))


def _begin(text: str, start: int, end: int) -> int:
    """Return the start of the longest body that ends at `end`, else that of what follows the last word of grammar."""
    bodies = [c.start for c in find_bodies(text[start:end]) if c.end == end - start and not c.source.endswith("joined")]
    if bodies:
        return start + min(bodies)
    grammar = _AFTER_WORD.match(text, start, end - 1)
    return grammar.end() if grammar is not None else start

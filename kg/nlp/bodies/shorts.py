"""Short names by which a page may call a body after its full name."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load
from kg.nlp.bodies.anatomy import anatomy
from kg.nlp.bodies.find import find_bodies
from kg.nlp.bodies.firms import CLASS as FIRM
from kg.nlp.bodies.listed import LEVEL_ENDS, without_level
from kg.nlp.bodies.words import kinds, words

_DECLARED = re.compile(
    r"[（(](?:以下|下文|下)?(?:简称|称)为?[：:]?"
    r"[“‘\"「]?([^”’\"」（）()“‘「，。；]{2,20})[”’\"」]?[）)]"
)
_LATIN = re.compile(r"[（(]([A-Z][A-Za-z0-9.&\- ]{1,40})[）)]")
_QUOTED_SHORT = re.compile(r"[（(][“‘\"「]([^”’\"」（）()“‘「，。；]{2,16})[”’\"」][）)]")
_FULL_LEFT = re.compile(
    r"[^，。；：！？、“”《》\n（）()]+(?:[（(][^（）()]{1,8}[）)][^，。；：！？、“”《》\n（）()]+)?$"
)
_INNER_NAME = re.compile(r"[（(]([^（）()]{3,10})[）)]")
_AFTER_WORD = re.compile(r".*[的为是由和与及对向]")


def short_forms(name: str, cls: str) -> list[str]:
    """Return the short names that a page may use for the body `name` of class `cls`, the likeliest first."""
    found = _firm_forms(name) if cls == FIRM else _contracted(name)
    return [form for form in dict.fromkeys(found) if form != name and not _is_bare(form)]


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


def _firm_forms(name: str) -> list[str]:
    inner = _INNER_NAME.search(name)
    if inner is not None and inner[1] not in load().by_name:
        return [name[: inner.start()], inner[1]]
    parts = anatomy(name)
    core, trade = parts.core, parts.trade
    if not core:
        place = without_level(parts.place) if len(parts.place) > 2 else parts.place
        tails = ("集团", "公司") if "集团" in parts.form else ("公司",)
        return [place + t + tail for tail in tails for t in (trade, *_trade_parts(trade)) if place and t]
    trades = [trade, *_trade_parts(trade)] if trade else []
    forms = [core + t for t in trades] + [core]
    forms += [core + tail for tail in ("公司", "集团", "股份")]
    if parts.place and name.startswith(parts.place):
        forms += [parts.place + core, parts.place + core + trade, name[len(parts.place) :]]
    if trade:
        forms += [core + trade + "公司", core + (_trade_parts(trade) or [trade])[0] + "公司"]
    if parts.form.endswith("集团有限公司"):
        forms.append(name.removesuffix("有限公司"))
    return forms


def _trade_parts(trade: str) -> list[str]:
    """Return shorter words for a trade: of 精细化学 化学, of 能源科技 能源."""
    contracted = _contractions().get(trade, ())
    sizes = range(len(trade) - 1, 1, -1)
    heads = [trade[:n] for n in sizes if trade[:n] in words("trades")]
    tails = [trade[-n:] for n in sizes if trade[-n:] in words("trades")]
    return list(dict.fromkeys([*contracted, *heads, *tails, trade[:2]]))


def _contracted(name: str) -> list[str]:
    """Return a name with its long words shortened, and without the place before it."""
    forms = []
    for long, shorts in _contractions().items():
        if long in name and name != long:
            forms += [name.replace(long, short) for short in shorts]
    bases = [name, *forms]
    for base in bases:
        place = next((base[:n] for n in range(min(12, len(base) - 2), 1, -1) if base[:n] in load().by_name), "")
        if place[-1:] in LEVEL_ENDS and len(place) > 2:
            forms += [without_level(place) + base[len(place) :], place[-1] + base[len(place) :]]
        if place and len(base) - len(place) > 4:
            forms.append(base[len(place) :])
    return forms


def _is_bare(form: str) -> bool:
    """Return whether a form is only a place, a trade or a head of a name, and so names nothing."""
    return len(form) < 2 or form in load().by_name or form in load().nouns or form in _no_names()


@cache
def _no_names() -> frozenset[str]:
    heads = (kinds(f"{table}_heads") for table in ("firm", "park", "org", "place"))
    return frozenset().union(*heads, *(words(name) for name in ("trades", "regions", "generic", "roles")))


@cache
def _contractions() -> dict[str, tuple[str, ...]]:
    table = kinds("contractions")
    return {long: tuple(table[long].split(",")) for long in sorted(table, key=lambda w: (-len(w), w))}

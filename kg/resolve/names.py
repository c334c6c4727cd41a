"""What a name tells: which one is meant by itself, or only beside the division that its page writes about."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg.folding import fold
from kg.lexicon import Division, load
from kg.naming import anatomy
from kg.naming.anatomy import LEVEL_ENDS
from kg.naming.shorts import without_level
from kg.naming.words import words
from kg.ontology import load_ontology
from kg.resolve.policy import policy

PERSON, FIRM, PLACE, PRODUCT, PROJECT, PARK = "Person", "Firm", "Place", "Product", "Project", "Park"
AGENCY, ORGANIZATION, POLICY = "Agency", "Organization", "Policy"
_LIMITED = re.compile("有限责任公司")
_PLACED = {FIRM, AGENCY, ORGANIZATION, PARK, POLICY, PROJECT}
_PROPER = 2
"""Characters that a name must have behind its place; 委 alone is a committee (市委)."""
_COMMITTEE = "委"
_ORGAN_ENDS = {"局", "厅", "委", "办"}
_LONG_TITLE = 12
_NATURE = tuple("江河湖海山岭岛湾")


@cache
def root_class(cls: str) -> str:
    """Return the highest concrete class that a class is or descends from: an Official is a Person."""
    ontology = load_ontology()
    while (parent := ontology.classes[cls].parent) is not None and not ontology.classes[parent].abstract:
        cls = parent
    return cls


class Told(NamedTuple):
    """A name as it tells its entity apart."""

    name: str
    """Folded, with the division at its head as its code, and an organ's long words as short ones."""
    alone: bool
    """Whether the name tells by itself which one is meant."""


@lru_cache(maxsize=1 << 14)
def told(root: str, name: str, code: str | None) -> Told:
    """Return what a name tells about an entity of the class `root` on a page about the division `code`."""
    folded = fold(name) if root != AGENCY else organ(fold(name))
    if root == PRODUCT:
        return Told(_goods().get(folded, folded), alone=True)
    if root in {PERSON, PLACE}:
        return Told(folded, alone=root == PLACE and name in words("regions"))
    if root == FIRM and _tells(root, folded):
        return Told(_LIMITED.sub("有限公司", folded), alone=folded in _known() or bool(anatomy(name).place))
    division, rest = head(folded, code) if root in _PLACED else (None, folded)
    if division is None:
        division, rest = _own(folded, code) if _may_be_own(root, folded) else (None, folded)
    if root == AGENCY:
        rest = _contracted(rest)
    if division is not None and _is_proper(rest):
        return Told(f"{division.code}:{rest}", alone=True)
    local = policy().local.get(root)
    general = local is not None and (not local.search(folded) or _is_long(folded))
    return Told(rest if division is None else folded, alone=general or _tells(root, folded))


@lru_cache(maxsize=1 << 14)
def division_named(name: str, code: str | None) -> Division | None:
    """Return the division of that full or short name; of several the one in or around the division `code`.

    A short name that could be a river's or a mountain's (沅江, 沅江市) is a division's only there.
    """
    division = _nearest(name, code, inside=False) if name in load().by_name else None
    if division is not None and division.level == "county" and name != division.name and name.endswith(_NATURE):
        return division if code is not None and code.startswith(division.code) else None
    return division


@lru_cache(maxsize=1 << 14)
def written_out(root: str, name: str, code: str | None) -> str:
    """Return a body's name with its place in front and its words in full, where its page leaves them out.

    市工信局 on a page about 乌海 is 乌海市工业和信息化局; every other name comes back as it is.
    """
    if root not in policy().placed or head(fold(name), code)[0] is not None:
        return name
    division, rest = _own(fold(name), code)
    if division is None or not name.endswith(rest):
        return name
    return division.name + _in_full(rest)


@lru_cache(maxsize=1 << 14)
def head(folded: str, code: str | None) -> tuple[Division | None, str]:
    """Return the division that a folded name begins with, the lowest of several in a row, and what follows it.

    Of several divisions of that name the one in or around the division `code` is meant; none where it cannot be told.
    """
    found: Division | None = None
    rest = folded
    while True:
        size = len(load().leading(rest[:-1]))
        division = _nearest(rest[:size], found.code if found else code, inside=found is not None) if size else None
        if division is None:
            return found, rest
        found, rest = division, rest[size:]
        if not rest.startswith(tuple(LEVEL_ENDS)):
            continue
        if without_level(division.name) == division.name[:-1] and rest[0] == division.name[-1]:
            rest = rest[1:]


def _nearest(name: str, code: str | None, *, inside: bool) -> Division | None:
    """Return the division of that name that is meant beside the division `code`."""
    divisions = load().by_name[name]
    if inside:
        return next((d for d in divisions if code in load().lineage(d)), None)
    if len(divisions) == 1:
        return divisions[0]
    if code is not None:
        near = [d for d in divisions if d.code.startswith(code) or code.startswith(d.code)]
        same = (
            near or [d for d in divisions if d.code[:4] == code[:4]] or [d for d in divisions if d.code[:2] == code[:2]]
        )
        if same:
            return same[0]
    return divisions[0] if divisions[0].level != divisions[1].level else None


def _may_be_own(root: str, folded: str) -> bool:
    """Return whether 市 at the head of a name is the page's own; of a firm's where no brand follows (市供电公司)."""
    if root == FIRM:
        found = own_level(folded)
        return found is not None and not anatomy(folded[len(found[1]) :]).core
    return root not in {POLICY, PROJECT}


def _own(folded: str, code: str | None) -> tuple[Division | None, str]:
    """Return the page's own division that a name begins with the sign of (市工信局), and the name without the sign."""
    division = load().by_code.get(code or "")
    if division is None:
        return None, folded
    found = own_level(folded)
    own = own_at(division, *found) if found is not None else None
    return (own, folded[len(found[1]) :]) if found is not None and own is not None else (None, folded)


@lru_cache(maxsize=1 << 14)
def own_level(folded: str) -> tuple[str, str] | None:
    """Return the level of the page's own division that a folded name begins with the sign of, and the sign."""
    for level, pattern in policy().levels.items():
        sign = pattern.match(folded)
        if sign is not None and _is_proper(folded[sign.end() :]):
            return level, sign[0]
    return None


def _is_proper(rest: str) -> bool:
    return len(rest) >= _PROPER or rest == _COMMITTEE


def own_at(division: Division, level: str, sign: str) -> Division | None:
    """Return the division at or above `division` that a sign of level means on its page."""
    lineage = [load().by_code[code] for code in load().lineage(division)]
    # 市 in the paper of a city below a prefecture is that city.
    if level == "city" and division.level == "county" and division.name.endswith(sign):
        return division
    return next((one for one in lineage if one.level == level), None)


def _is_long(folded: str) -> bool:
    """Return whether a title is so long that no two places give it to papers of their own, but for plans."""
    return len(folded) >= _LONG_TITLE and not policy().plans.search(folded)


def _tells(root: str, folded: str) -> bool:
    pattern = policy().tells.get(root)
    return bool(pattern and pattern.search(folded)) or (root == FIRM and folded in _known())


@cache
def _known() -> frozenset[str]:
    return frozenset(map(fold, words("known_firms")))


@cache
def _goods() -> dict[str, str]:
    """Return every other name of a good with the one that stands for all."""
    return {fold(other): fold(first) for first, *others in policy().goods for other in others}


@lru_cache(maxsize=1 << 14)
def organ(folded: str) -> str:
    """Return an organ's name as papers usually build it: 政协通化县委员会 is 通化县政协."""
    for pattern, usual in policy().rewrites:
        folded = pattern.sub(usual, folded)
    return folded


def _contracted(rest: str) -> str:
    """Return the words of an organ's name with each long one as its first short one."""
    for long, short in _shorter():
        if long in rest:
            rest = rest.replace(long, short)
    return rest


def _in_full(rest: str) -> str:
    """Return an organ's name in full where all but its last character is one short word, which stands for one long one.

    Of names of several words (文旅体局, 商务科技局) nobody can be sure.
    """
    for short, long in _longer():
        if rest == short or (rest.startswith(short) and rest[len(short) :] in _ORGAN_ENDS):
            return long + rest[len(short) :]
    return rest


@cache
def _shorter() -> tuple[tuple[str, str], ...]:
    """Return every word of an organ's name with the short one that stands for it, the longest first."""
    pairs = {word: short for long, (short, *others) in policy().organs.items() for word in (long, *others)}
    return tuple(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _longer() -> tuple[tuple[str, str], ...]:
    """Return every short word of an organ's name that stands for one long one only, with that, the longest first."""
    seen: dict[str, list[str]] = {}
    for long, shorts in policy().organs.items():
        for short in shorts:
            seen.setdefault(short, []).append(long)
    pairs = {short: long[0] for short, long in seen.items() if len(long) == 1}
    return tuple(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0])))

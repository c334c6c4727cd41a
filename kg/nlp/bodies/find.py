"""All names of bodies and places of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import load
from kg.naming.anatomy import LEVEL_ENDS
from kg.naming.words import words
from kg.nlp.bodies.agencies import find_agencies
from kg.nlp.bodies.firms import find_firms
from kg.nlp.bodies.orgs import find_orgs
from kg.nlp.bodies.parks import find_parks
from kg.nlp.bodies.places import find_places
from kg.nlp.bodies.scene import read_scene
from kg.nlp.bodies.visits import find_visits
from kg.nlp.candidates import Candidate

_COMES = re.compile("(?:[一-龥]{0,8}[组团队行导人下])?来(?![宾安凤])(?=[一-龥]{4})")
_BRACKET = re.compile(r"(?:^|[、，。；：\s])(?P<core>[一-龥]{2,6})（(?P<place>[一-龥]{2,6})）$")
_LONGEST = 12
_QUARTER = re.compile("[A-Z]区(?=[一-龥])")
_NUMBER = re.compile("(?:[、，“]|参观|考察|走访|来到|走进|调研|察看)(?P<digits>(?!(?:19|20)[0-9]{2}$)[0-9]{3,4})$")
_MEASURE = re.compile("[家个座位名户亩项处条台套件种批余多万亿元吨米人年月日号级号点余]")
"""What begins with one of these is counted by the number before it, and not named with it."""
_SHARES = re.compile("(?<!公司)(?<!集团)(?<!银行)股份(?![有合制权比额转公收])")
_COUNTIES = frozenset("县市区旗")
_DIVISION, _SHORT = 9, 3
"""How long the name of a division may be, and how short that of a firm behind it."""
_PARENT = re.compile("[^，。、]{2,20}?(?:全资|控股|独资)?(?:子|孙)公司")
_DIGITS = 6
_NUMBERED = frozenset({"Firm", "Park", "Place"})


def find_bodies(text: str) -> list[Candidate]:
    """Return the bodies and places that `text` names, overlapping and nested, by their offsets in code points."""
    scene = read_scene(text)
    parks = find_parks(scene)
    found = [
        *parks,
        *find_firms(scene),
        *find_agencies(scene, parks),
        *find_orgs(scene, parks),
        *find_places(scene),
    ]
    known = {(candidate.start, candidate.end) for candidate in found}
    visited = [candidate for candidate in find_visits(scene, found) if (candidate.start, candidate.end) not in known]
    whole = {(c.end, c.cls): c.start for c in visited if c.source.endswith(".item")}
    found = [c for c in found if c.start <= whole.get((c.end, c.cls), c.start)] + visited
    return sorted({*(_mended(text, c) for c in found), *_divisions(text, parks)})


def _mended(text: str, candidate: Candidate) -> Candidate:
    """Return a name with its right edges."""
    for mend in (_come, _bracketed, _behind_quarter, _behind_division, _behind_parent, _with_shares, _numbered):
        candidate = mend(text, candidate)
    return candidate


def _come(text: str, candidate: Candidate) -> Candidate:
    """Return a park without those who come to it: 督察组来|大数据产业园."""
    come = _COMES.match(text, candidate.start, candidate.end) if candidate.cls == "Park" else None
    return candidate if come is None else candidate._replace(start=come.end())


def _behind_quarter(text: str, candidate: Candidate) -> Candidate:
    """Return a firm without the part of a park it lies in: 云城工业园B区|云澜电子."""
    part = _QUARTER.match(text, candidate.start) if candidate.cls == "Firm" else None
    return candidate if part is None else candidate._replace(start=part.end())


def _behind_division(text: str, candidate: Candidate) -> Candidate:
    """Return a firm known by a short name without the division before it: 云城县|云澜棉业."""
    if not candidate.source.endswith("firm.brand"):
        return candidate
    name = text[candidate.start : candidate.end]
    known = load().by_name
    for size in range(min(_DIVISION, len(name) - _SHORT), 2, -1):
        if name[size - 1] in _COUNTIES and name[:size] in known and name[size:] not in words("trades"):
            return candidate._replace(start=candidate.start + size)
    return candidate


def _behind_parent(text: str, candidate: Candidate) -> Candidate:
    """Return a firm without the one that owns it: 云澜集团全资子公司|平川云澜电子有限公司."""
    parent = _PARENT.match(text, candidate.start, candidate.end) if candidate.cls == "Firm" else None
    return (
        candidate if parent is None or candidate.end - parent.end() < _SHORT else candidate._replace(start=parent.end())
    )


def _with_shares(text: str, candidate: Candidate) -> Candidate:
    """Return a firm with the last word of its name where it is known by one without: 云澜工艺|股份."""
    shares = _SHARES.match(text, candidate.end) if candidate.cls == "Firm" else None
    return candidate if shares is None else candidate._replace(end=shares.end())


def _numbered(text: str, candidate: Candidate) -> Candidate:
    """Return an item of a list with the number its name begins with: 云澜家居、|128|云湖生态城."""
    number = _NUMBER.search(text, max(0, candidate.start - _DIGITS), candidate.start)
    if number is None or candidate.cls not in _NUMBERED or candidate.source.endswith("part"):
        return candidate
    whole = not _MEASURE.match(text, candidate.start)
    return candidate._replace(start=number.start("digits")) if whole else candidate


def _bracketed(text: str, candidate: Candidate) -> Candidate:
    """Return a name with the name and the place in brackets before it: 云澜（平川）|循环经济产业园."""
    if candidate.cls == "Place" or text[candidate.start - 1 : candidate.start] != "）":
        return candidate
    before = _BRACKET.search(text, max(0, candidate.start - _LONGEST - 6), candidate.start)
    if before is None or before["place"] not in load().by_name or before["core"] in load().nouns:
        return candidate
    return candidate._replace(start=before.start("core"))


def _divisions(text: str, parks: list[Candidate]) -> Iterator[Candidate]:
    """Give the divisions that names of parks begin with, however the words of the name are cut: 安吉县|经济开发区."""
    known = load().by_name
    for park in parks:
        for end in range(min(park.start + _LONGEST, park.end - 1), park.start + 2, -1):
            name = text[park.start : end]
            if name[-1] in LEVEL_ENDS and name in known:
                yield Candidate(park.start, end, "Place", "bodies:place.full")
                break

"""Zones that a page calls by their kind alone, because its readers know the only one: 到高新区调研."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.nlp.candidates import Candidate

_SOURCE = "coref:zone.bare"
_KINDS = {
    "高新区": re.compile("高新(?:区|技术(?:产业)?(?:开发区|园区))|高新$"),
    "经开区": re.compile("经开区|经济(?:技术)?开发区"),
    "开发区": re.compile("开发区|经开区|高新区|[新园]区$"),
}
"""What a zone is called, with what the full name of one says that may be meant."""
_GOES = "(?<=[到来赴入进往抵察])"
_STANDS = "(?<![一-鿿0-9A-Z”）])"
_NO_MORE = "(?![管党工委办政人税公法财招经建规市安环应科社分内外级式的型])"
"""Behind it no organ of it is named, and no more is said of which zone it is."""


def bare_zones(text: str, cls: str, filed: Iterable[Candidate], busy: bytearray) -> list[Candidate]:
    """Return where a text calls a zone by its kind alone and one goes there, of zones that it names nowhere in full.

    `busy` tells which characters names hold already.
    """
    parks = [text[c.start : c.end] for c in filed if c.cls == cls]
    found: list[Candidate] = []
    for bare, full in _KINDS.items():
        if bare not in text or any(full.search(park) for park in parks):
            continue
        goes, stands = (
            [m.span() for m in one.finditer(text) if not any(busy[slice(*m.span())])] for one in _around()[bare]
        )
        found += [Candidate(*span, cls, _SOURCE) for span in stands if goes]
    return found


@cache
def _around() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Return the patterns of what a zone is called where one goes to it, and where it may be meant at all."""
    return {
        bare: (
            re.compile(f"{_GOES}{bare}{_NO_MORE}"),
            re.compile(f"(?:{_GOES}|(?<=在)|{_STANDS}){bare}{_NO_MORE}"),
        )
        for bare in _KINDS
    }

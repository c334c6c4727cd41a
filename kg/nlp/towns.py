"""Towns that a page names in full once and then without their level: 胜芳 for 胜芳镇."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.lexicon import load
from kg.nlp.candidates import Candidate
from kg.patterns import alternation

_SOURCE = "coref:town.short"
"""The source of the short names of towns."""
TOWN = re.compile("(?P<core>[\u4e00-\u9fff]{2,4})(?:镇|乡|街道|苏木)")
"""A town by its full name."""
_GOES = "(?<=[在到赴往抵回进离自从驻户于])"
_NO_MORE = "(?![镇乡村街路县市区河湖山江社苏道中小大])"
"""The short name stands where a place does, and no longer name begins with it."""


def town_shorts(text: str, cls: str, filed: Sequence[Candidate], busy: bytearray) -> list[tuple[Candidate, str]]:
    """Return where a text names a town without its level behind its full name, each with that name.

    `busy` tells which characters names hold already. Names that are words too, or those of divisions, are left out.
    """
    towns: dict[str, dict[str, int]] = {}
    for candidate in sorted(filed):
        found = TOWN.fullmatch(text[candidate.start : candidate.end]) if candidate.cls == cls else None
        if found is not None and not _is_word(found["core"]):
            towns.setdefault(found["core"], {}).setdefault(found[0], candidate.end)
    # Of 青石镇 and 青石乡 nobody knows which is meant.
    known = {core: next(iter(names.items())) for core, names in towns.items() if len(names) == 1}
    if not known:
        return []
    pattern = re.compile(f"{_GOES}(?P<core>{alternation(known)}){_NO_MORE}")
    return [
        (Candidate(*match.span(), cls, _SOURCE), known[match["core"]][0])
        for match in pattern.finditer(text)
        if match.start() > known[match["core"]][1] and not any(busy[slice(*match.span())])
    ]


def _is_word(name: str) -> bool:
    """Return whether the name of a town is a word of the language, or the name of a division, as well."""
    lexicon = load()
    return name in lexicon.by_name or any(
        name in words for words in (lexicon.nouns, lexicon.verbs, lexicon.function_words)
    )

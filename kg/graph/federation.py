"""Whether a query may ask another server: the clause as its letters stand, wherever they stand.

Only the engine knows which ``<`` opens an IRI, so what stands in a string or a comment is not passed over. One regular
expression would say the same, but reads what follows each ``service`` anew: here it is read once, from its end.
"""

from __future__ import annotations

import re

_SERVICE = re.compile("(?<![?$])service", re.IGNORECASE)
_SILENT = re.compile("silent", re.IGNORECASE)
_ENDPOINT = frozenset("<?$")
_BLANKS = frozenset(" \t\r\n")
_ENDS = frozenset("\r\n")


def asks_elsewhere(text: str) -> bool:
    """Return whether ``SERVICE``, perhaps ``SILENT``, is followed by an IRI, a variable or a prefixed name, and ``{``.

    Blanks and comments may stand between them.
    """
    starts = {found.end() for found in _SERVICE.finditer(text)}
    if not starts:
        return False
    silent = {found.start(): found.end() for found in _SILENT.finditer(text)}
    # What can be read at a place up to the brace: a gap; the rest of a name; that with a colon to come; a gap and the
    # endpoint; the same behind `SILENT`.
    gap = rest = colon = False
    named, whole = [False] * (len(text) + 1), False
    below = (False, False, False)
    for place in range(len(text) - 1, -1, -1):
        char = text[place]
        if char in _ENDS:
            below = gap, named[place + 1], whole
        over = below if char == "#" else (gap, named[place + 1], whole) if char in _BLANKS else (False, False, False)
        inside = char != "{" and not char.isspace()
        endpoint = (char in _ENDPOINT and rest) or (inside and (colon or (char == ":" and rest)))
        gap = char == "{" or over[0]
        colon = inside and (colon or (char == ":" and rest))
        rest = gap or (inside and rest)
        named[place] = endpoint or over[1]
        whole = named[place] or over[2] or (place in silent and named[silent[place]])
        if whole and place in starts:
            return True
    return False

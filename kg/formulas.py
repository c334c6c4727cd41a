"""Texts in CSV that a spreadsheet would take for formulas, made harmless so that they can be had back.

A cell that begins with = + - @ is a formula to a spreadsheet, and may ask a server or start a program (OWASP, "CSV
Injection"). One that takes another sign than the comma for the end of a cell sees cells inside of texts too. So an
apostrophe is put before such a sign where it stands at the beginning, or behind a semicolon, a tab or a line break;
where apostrophes stand before it already, one more. Taking one away at the same places gives the text back.
"""

from __future__ import annotations

import re

_SIGNS = "=+\\-@＝＋－＠"
_PLACES = (rf"^{{0}}(?='*[{_SIGNS}\t\r\n])", rf"(?<=[;\t\r\n]){{0}}(?='*[{_SIGNS}])")
_OPEN, _GUARDED = (re.compile("|".join(place.format(mark) for place in _PLACES)) for mark in ("", "'"))


def guarded(text: str) -> str:
    """Return a text as it can stand in a cell: nothing in it begins a formula."""
    return _OPEN.sub("'", text)


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    return _GUARDED.sub("", cell)

"""The sentence of a page in which a name or a quote stands."""

from __future__ import annotations

import re

from kg.score.gold import squeeze

_END = re.compile(r"[。！？!?][”’」』）)]*|\n[ \t\u3000]*\n|\n(?=\u3000)")
_BREAK = re.compile(r"[^\S\n]{0,40}\n\s*")
_LONGEST = 200
"""Characters of a sentence that are shown on either side of what stands in it."""


class Passages:
    """A page whose sentences are looked up by what stands in them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.squeezed = squeeze(text)
        self._offsets = [i for i, char in enumerate(text) if not char.isspace()]
        self._ends = [found.span() for found in _END.finditer(text)]

    def has(self, quote: str) -> bool:
        """Return whether a quote stands on the page, whatever white space is in either."""
        bare = squeeze(quote)
        return bool(bare) and bare in self.squeezed

    def sentence(self, *quotes: str) -> str:
        """Return the first sentence in which the first of `quotes` stands that is on the page, its lines joined."""
        for quote in quotes:
            bare = squeeze(quote)
            at = self.squeezed.find(bare) if bare else -1
            if at >= 0:
                return self._around(self._offsets[at], self._offsets[at + len(bare) - 1] + 1)
        return ""

    def _around(self, start: int, end: int) -> str:
        first = max((stop for _, stop in self._ends if stop <= start), default=0)
        # A quote that ends with its full stop ends the sentence.
        last = min((stop for _, stop in self._ends if stop >= end), default=len(self.text))
        first, last = max(first, start - _LONGEST), min(last, end + _LONGEST)
        return _BREAK.sub("", self.text[first:last]).strip()

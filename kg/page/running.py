"""The running text: lines joined, white space that only typesetting needs left out, with the way back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.page.lines import Line, is_field
from kg.page.rolls import roll_of

_TOKEN = re.compile(r"[^\s\u200b-\u200d\u2060\ufeff]+")

_OPENERS = "“‘《（(【—·0123456789"
_CLOSERS = "，。、；：！？”’》）)】—…·%％,.;:!?"
_FIELDS = "。"
"""Parts the fields of an item, and the lines of a roll, which stand in lines of their own."""
_ITEM = re.compile(
    r"\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]"
)
"""How an item begins that has fields."""
_ORGAN = re.compile("(?:委|政府|办公室|办公厅|局|厅)$")
_NEXT_ORGAN = re.compile(
    "(?:中共)?[一-鿿]{0,5}?(?:[省市县区旗州盟]|国务院)[一-鿿]{0,8}?(?:委|政府|办公室|办公厅|局|厅)"
)
_AND = "、"
"""Parts two organs that papers print side by side: 县委办公室 县政府办公室联合印发."""


def _goes_on(text: str) -> bool:
    """Return whether a text ends with no sign that parts it from what follows."""
    return text[-1:] not in {"", *"。！？；，、："}


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _wide(token: str) -> bool:
    """Return whether a token is a word of its own in a line with spaces: two characters and more."""
    return sum(c.isalnum() for c in token) > 1


class RunningText:
    """A text that grows, with the offset in the source of each of its code points."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.offsets: list[int] = []

    def __len__(self) -> int:
        return len(self.offsets)

    @property
    def text(self) -> str:
        """Return what has been added so far."""
        return "".join(self.parts)

    def put(self, text: str, offset: int) -> None:
        """Add a stretch of the source text."""
        self.parts.append(text)
        self.offsets.extend(range(offset, offset + len(text)))

    def put_in(self, char: str) -> None:
        """Add a character that the source does not have there."""
        self.parts.append(char)
        self.offsets.append(-1)

    def add_lines(self, lines: Sequence[Line], *, words: bool = False) -> None:
        """Add lines as one paragraph; with `words`, keep the spaces between words of headlines and names."""
        last = ""
        form = any(line.field for line in lines)
        roll = roll_of(lines)
        after_roll = False
        for line in lines:
            of_roll = line.start in roll
            apart = line.field or of_roll or after_roll or (form and _ITEM.match(line.text))
            if apart and _goes_on(last):
                self.put_in(_FIELDS)
            elif last and _letter(last[-1]) and _letter(line.text[0]):
                self.put_in(" ")
            kept = (words or (form and not line.field) or line.entry) and not line.spaced_out
            last = self._add(line, words=kept or of_roll)
            after_roll = of_roll

    def _add(self, line: Line, *, words: bool) -> str:
        """Add one line; return its last token."""
        if len(line.text) == len(line.flat):
            self.put(line.text, line.start)
            return line.text
        before: re.Match[str] | None = None
        latin = line.text.isascii()
        for token in _TOKEN.finditer(line.text):
            if before is not None and is_field(token[0]):
                if _goes_on(before[0]):
                    self.put_in(_FIELDS)
            elif before is not None and _ORGAN.search(before[0]) and _NEXT_ORGAN.match(token[0]):
                self.put_in(_AND)
            elif before is not None and (latin or _keeps(before[0], token[0], words=words)):
                gap = line.text[before.end() : token.start()]
                at = next((i for i, c in enumerate(gap) if c.isspace()), None)
                if at is not None:
                    self.put(gap[at], line.start + before.end() + at)
            self.put(token[0], line.start + token.start())
            before = token
        return before[0] if before else line.text


def _keeps(before: str, after: str, *, words: bool) -> bool:
    """Return whether the space between two tokens of a line is kept."""
    if before[-1].isascii() and after[0].isascii():
        return (_letter(before[-1]) or before[-1] in ".,;:!?)'\"") and (_letter(after[0]) or after[0] in "('\"")
    if not words or not (_wide(before) or _wide(after)):
        return False
    return before[-1] not in _OPENERS and after[0] not in _CLOSERS and not (before[-1] in "年月" and after[0].isdigit())

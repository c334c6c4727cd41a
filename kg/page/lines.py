"""The lines of a source text, each with its place and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.errors import RuleError
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml

PATTERNS = RESOURCES / "page" / "lines.yml"
KINDS = ("jump", "meta", "furniture", "byline", "lead", "bullet", "note", "label")
FIELD = "field"
"""What no line is by itself: it goes on with what the line before names."""
ENTRY, POSTS = "entry", "posts"
"""Lines of lists of leaders: a name with posts, and posts alone."""
TEXT = "text"
SUBTITLE = "subtitle"

SPACE = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
ENDS = "。！？!?…"
CLOSERS = '”’」』）)》】］]"'
_FINISHED = re.compile(rf"[{ENDS}；;.][{re.escape(CLOSERS)}]*$")
_SUBTITLE = re.compile(r"(?:——|―{1,2}|--|—)[^。；！]{2,44}$")
_CONTENT = re.compile(r"[^\s\u200b-\u200d\u2060\ufeff](?:.*[^\s\u200b-\u200d\u2060\ufeff])?")
_CONTINUES = re.compile(r"[，。、；：！？）》”’」』】…％%,;:!?)\]]")
_BREAKS_OFF = re.compile(r"[，、；：,;:的在由把于从\d（《“]$")
_NARROW = re.compile("[\0-\u10ff]")
_ENTRY = 50
"""Characters of an entry of a list of leaders."""
_LONGEST = 120
"""Longer lines are prose, whatever they begin with."""


class Line(NamedTuple):
    """A line that is not blank: where its text lies in the source, without white space at its edges."""

    start: int
    end: int
    text: str
    flat: str
    """The text without any white space."""
    gap: int
    """Blank lines before it."""
    indented: bool
    kind: str

    @property
    def width(self) -> int:
        """Return the width in half-width columns."""
        return 2 * len(self.flat) - len(_NARROW.findall(self.flat))

    @property
    def finished(self) -> bool:
        """Return whether a sentence ends with the line."""
        return bool(_FINISHED.search(self.flat))

    @property
    def spaced_out(self) -> bool:
        """Return whether the characters are set apart, as in 筑 牢 防 线."""
        words = [re.sub(r"\W", "", word) for word in SPACE.split(self.text)]
        single = sum(len(word) == 1 for word in words)
        return single >= 3 and 2 * single > len(words)

    @property
    def breaks_off(self) -> bool:
        """Return whether the line ends as no headline does, in the middle of a sentence."""
        return bool(_BREAKS_OFF.search(self.flat))

    @property
    def continues(self) -> bool:
        """Return whether the line begins as no line of its own begins: with a sign, or as a field of the one before."""
        return bool(_CONTINUES.match(self.flat)) or self.field

    @property
    def field(self) -> bool:
        """Return whether the line is a field of what a line before it names: 建设单位：云澜集团."""
        return is_field(self.flat)

    @property
    def entry(self) -> bool:
        """Return whether the line is an entry of a list of leaders: 林知远 县委副书记、县长."""
        return _is_short(self) and pattern(ENTRY).match(self.text) is not None

    @property
    def posts(self) -> bool:
        """Return whether the line is nothing but posts: 县委副书记、县长."""
        return _is_short(self) and pattern(POSTS).match(self.flat) is not None


def _is_short(line: Line) -> bool:
    return len(line.flat) <= _ENTRY


@cache
def _patterns() -> dict[str, str]:
    """Return the kinds of lines with one expression for each."""
    table = load_yaml(PATTERNS)
    wanted = (*KINDS, FIELD, ENTRY, POSTS)
    if sorted(table) != sorted(wanted):
        raise RuleError(f"{PATTERNS.name}: has the kinds {', '.join(table)}; want {', '.join(wanted)}")
    return {kind: "|".join(f"(?:{p})" for p in table[kind]) for kind in wanted}


@cache
def _kinds(*, short: bool) -> re.Pattern[str]:
    """Return one expression for the kinds of lines, each a group of its name; a line that is not short has few."""
    kinds = KINDS if short else ("lead", "bullet")
    return re.compile("|".join(f"(?P<{kind}>{_patterns()[kind]})" for kind in kinds))


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Return the expression that tells lines of `kind`."""
    return re.compile(_patterns()[kind])


def is_field(text: str) -> bool:
    """Return whether a text begins as a field of what is named before it: 建设单位：云澜集团."""
    return pattern(FIELD).match(text) is not None


def kind_of(flat: str) -> str:
    """Return the kind of a line by its text without white space; ``text`` for prose and headlines."""
    if found := _kinds(short=len(flat) <= _LONGEST).match(flat):
        return found.lastgroup or TEXT
    if len(flat) <= 48 and _SUBTITLE.match(flat):
        return SUBTITLE
    return TEXT


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a source text that are not blank; offsets in code points."""
    at = gap = 0
    for raw in text.split("\n"):
        found = _CONTENT.search(raw)
        if found is None:
            gap += 1
        else:
            content = found[0]
            flat = SPACE.sub("", content)
            indented = found.start() >= 2 or raw[:1] == "\u3000"
            yield Line(at + found.start(), at + found.end(), content, flat, gap, indented, kind_of(flat))
            gap = 0
        at += len(raw) + 1

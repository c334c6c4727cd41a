"""What stands on both sides of a possible name, worked out once for a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from kg.automaton import Scan, scan_for_all
from kg.lexicon import Matcher, load, matcher
from kg.nlp.people.words import word_set, words
from kg.nlp.segment import cut_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from kg.nlp.people.titles import Title

HAN = "\u3400-\u9fff〇\U00020000-\U0003ffff"
"""The characters of names, the rare ones of the extensions too, for a class of a pattern."""
SPACES = " \u3000\u00a0"
_SPACES = frozenset(SPACES)
_WRITER = re.compile(r"(?<=[（( \u3000])[\u4e00-\u9fff]{3}(?<=文)[）)]")
_BACK, _FORWARD = _SPACES | set("的”"), _SPACES | set("：:")
_COLONS = frozenset("：:")
_JOINS = frozenset("-－%" + ascii_letters + digits)
_DIGITS = frozenset("0123456789")
_DAY = re.compile(r"\d{1,4}(?:年|月\d|日)")
"""A day right behind a name: 总经理林知远6月10日带队."""
_BORN = re.compile(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?出?生")
"""When somebody was born, right behind the name: 林知远1978年5月生."""
_SEX = re.compile("[ \u3000，]{1,3}[男女]，(?:[\u4e00-\u9fff]{1,4}族|[0-9]{4}年|[0-9]{1,2}岁)")
"""What a record tells first of who is named: 林知远，男，汉族."""
_ENTRY = 50
"""Characters of the posts of a line with a name and its posts."""
_STOP = re.compile("[。\n]")
_PAUSE = re.compile("[，。；！？\n]")
_ALL_HAN = re.compile("[\u4e00-\u9fff]*")
_TO_BODY = 8
"""How many characters there may be from the core of a firm's name to the words that make it one."""
_OPEN = frozenset("，。；：！？、“”‘’（）()【】《》〈〉[]—…·\n,;:!?|●■▲◆☆★／/")
_BEFORE_POST = 8
"""How far before a post the verb stands that says who got it: 调任某县县长的|甲."""
TITLE, BYLINE, CROWD = 8.0, 9.0, 6.0
SAYING, ACTING, ADDRESS = 5.0, 2.0, 4.0
EDGE, _BEFORE = 1.5, 1.0
_SPLIT_LEFT, _SPLIT_RIGHT, _LOOSE, CORE = -4.0, -3.0, -1.0, -6.0


@dataclass(slots=True)
class Context:
    """The cues around names of one text; positions are code points."""

    text: str
    titles: Sequence[Title]
    words: dict[int, int]
    """Start and end of each word of the segmented text."""
    inside: bytearray
    """For each position 1 where a word of the text runs across it."""
    title_ends: dict[int, Title]
    title_starts: dict[int, Title]
    leaders: set[int]
    """Where 市领导 and the like end."""
    bylines: set[int]
    before: set[int]
    saying: set[int]
    """Where a verb of saying begins; `acting` and `address` likewise."""
    acting: set[int]
    address: set[int]
    bodies: list[int]
    """Where a word begins that makes what stands before it the name of a body."""
    cued: AbstractSet[int] = frozenset()
    """Where a name may begin or end that more than `EDGE` before it or `ACTING` behind it speaks for."""
    rights: dict[int, float] = field(default_factory=dict)
    """What `right` gave already."""

    def left(self, start: int) -> float:
        """Return how far what stands before `start` speaks for a name there."""
        at = self.back(start)
        if at in self.leaders:
            return TITLE
        if at in self.title_ends:
            return CROWD if self.title_ends[at].head in _crowd() else TITLE
        before = self.text[at - 1] if at else ""
        if at in self.bylines or (before in _COLONS and self.back(at - 1) in self.bylines):
            return BYLINE
        if at == 0 or before in _OPEN or (at < start and self.text[at] in SPACES):
            return EDGE
        if self.inside[start] or before in _JOINS:
            return _SPLIT_LEFT
        return _BEFORE if start in self.before else _LOOSE

    def back(self, at: int) -> int:
        """Return `at` moved to the left over white space, a closing quote, or the 的 of a post that somebody got."""
        if not at or self.text[at - 1] not in _BACK:
            return at
        while at and self.text[at - 1] in SPACES:
            at -= 1
        title = self.title_ends.get(at - 1)
        if title is None:
            return at
        got = self.text[at - 1] == "的" and "任" in self.text[max(0, title.start - _BEFORE_POST) : title.start]
        return at - 1 if got or self.text[at - 1] == "”" else at

    def forward(self, at: int) -> int:
        """Return `at` moved to the right over white space and a colon."""
        while at < len(self.text) and self.text[at] in _FORWARD:
            at += 1
        return at

    def is_byline(self, start: int, end: int) -> bool:
        """Tell whether a name is one of a byline: 记者 甲, 责任编辑：乙, （丙 摄）, （丁记者甲）."""
        at = self.back(start)
        if self.left(start) == BYLINE or self._signs(end):
            return True
        before, after = self.text[max(0, at - 1) : at], self.text[end : end + 1]
        if before in ("（", "("):
            return after in ("）", ")") or self.text.startswith(_reporters(), self.forward(end))
        return before == after == "\n"

    def entry(self, start: int, end: int) -> Title | None:
        """Return the last title of a line that is a name with its posts behind it: 甲 县委副书记、县长."""
        if start and self.text[start - 1] != "\n":
            return None
        stop = _STOP.search(self.text, end, end + _ENTRY)
        title = self.title_ends.get(stop.start() if stop is not None else len(self.text))
        if title is None or not 0 <= title.start - end <= _ENTRY or _PAUSE.search(self.text, end, title.start):
            return None
        return title if end in self.title_starts or self.text[end] in SPACES else None

    def after_leaders(self, start: int) -> bool:
        """Tell whether 市领导 or the like stands before a name."""
        return self.back(start) in self.leaders

    def right(self, end: int) -> float:
        """Return how far what stands behind `end` speaks for a name that ends there."""
        found = self.rights.get(end)
        if found is None:
            found = self.rights[end] = self._right(end)
        return found

    def _right(self, end: int) -> float:
        if end in self.saying:
            return SAYING
        if self._signs(end):
            return BYLINE
        if end in self.address or end in self.title_starts:
            return ADDRESS
        if end >= len(self.text) or self.text[end] in _OPEN or self.text[end] in SPACES:
            return ADDRESS if _SEX.match(self.text, end) else EDGE
        if self.text[end] in _DIGITS and _DAY.match(self.text, end):
            return ADDRESS if _BORN.match(self.text, end) else EDGE
        if self.inside[end] or (self.text[end] in word_set("given_ends") and end + 1 in self.saying):
            return _SPLIT_RIGHT
        if end in self.acting:
            return ACTING
        return CORE if self._in_body(end) else _LOOSE

    def _signs(self, end: int) -> bool:
        """Tell whether what stands behind `end` ends a byline: 摄）."""
        at = self.forward(end) if self.text[end : end + 1] in _FORWARD else end
        if _WRITER.match(self.text, end - 2):
            return False  # （程广文）: one of three characters
        return self.text[at : at + 1] in _byline_firsts() and self.text.startswith(_byline_ends(), at)

    def _in_body(self, end: int) -> bool:
        """Tell whether the name of a body goes on behind `end`."""
        at = bisect_left(self.bodies, end)
        if at == len(self.bodies) or self.bodies[at] - end > _TO_BODY:
            return False
        return _ALL_HAN.fullmatch(self.text, end, self.bodies[at]) is not None


def read_context(text: str, titles: Sequence[Title]) -> Context:
    """Return the cues of a text."""
    titles_at = {position for title in titles for position in (title.start, title.end)}
    spans, inside = _segment(text)
    ends: dict[str, set[int]] = {}
    starts: dict[str, set[int]] = {}
    for group in ("before", "bylines", "leader_words"):
        ends[group] = {end for _, end, _ in _matcher(group).scan(text)}
    for group in ("saying", "acting", "honorifics"):
        starts[group] = {start for start, _, _ in _matcher(group).scan(text)}
    signs = [match.start() for match in _cues().finditer(text)]
    return Context(
        text=text,
        titles=titles,
        words=spans,
        inside=inside,
        title_ends={title.end: title for title in titles},
        title_starts={title.start: title for title in titles},
        leaders=ends["leader_words"],
        bylines=ends["bylines"],
        before=ends["before"],
        saying=starts["saying"],
        acting=starts["acting"],
        address=starts["honorifics"],
        bodies=sorted({start for start, _, _ in _body_ends()(text)}),
        cued=titles_at.union(
            ends["leader_words"],
            ends["bylines"],
            starts["saying"],
            starts["honorifics"],
            signs,
            [at + 1 for at in signs],
        ),
    )


def _segment(text: str) -> tuple[dict[int, int], bytearray]:
    ends = list(accumulate(map(len, cut_words(text))))
    starts = [0, *ends]
    inside = bytearray(b"\x01") * (len(text) + 1)
    for start in starts:
        inside[start] = 0
    return dict(zip(starts, ends, strict=False)), inside


@cache
def _crowd() -> frozenset[str]:
    return frozenset(words("crowds"))


@cache
def _body_ends() -> Scan:
    """Return the scan for such words, those that begin inside another one too."""
    return scan_for_all(words("body_ends"))


@cache
def _cues() -> re.Pattern[str]:
    """Return the characters beside which more is looked for: further on, at the end of a byline."""
    return re.compile(f"[{re.escape(''.join(sorted(_BACK | _FORWARD | _byline_firsts())))}]")


@cache
def _byline_firsts() -> frozenset[str]:
    return frozenset(end[0] for end in words("byline_ends"))


@cache
def _reporters() -> tuple[str, ...]:
    return tuple(words("bylines"))


@cache
def _byline_ends() -> tuple[str, ...]:
    return tuple(end + close for end in words("byline_ends") for close in ("）", ")", "\n", " "))


@cache
def _matcher(group: str) -> Matcher:
    found: Iterable[str] = words(group)
    if group == "acting":
        found = {*found, *load().verbs, *load().function_words, *load().function_chars}
    return matcher(found)

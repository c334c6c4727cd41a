"""What the reader sees of one mention: the signs and words around it, and its place in lists and clauses."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.frames.marks import TITLE, Masked, Title, mark_of
from kg.frames.memory import Told
from kg.frames.post_words import bodiless
from kg.frames.reader.policy import load_policy
from kg.frames.rules import load_rules
from kg.frames.template import ANY, compile_template, people
from kg.patterns import Sieve
from kg.records import Mention

_AND = "、和及与"
_ITEM = 8
"""How far apart the items of a list may stand."""
_CLAUSE, _SENTENCE = "，。；：“", "。；"
_BESIDE = 14
"""How far a title may stand from whose it is."""
_LIKELY = (0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99)
"""Where one step of how likely a name is one ends and the next begins."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence as the reader sees it."""

    number: int
    """Its place in the article."""
    told: Told
    text: str
    """The masked sentence with a letter for each mark."""
    units: tuple[tuple[int, str], ...]
    """Where names stand, with their letters."""
    clause: tuple[int, ...]
    """For each character the number of its clause."""
    words: tuple[tuple[int, str], ...]
    """Where the words of the lists of ``words.yml`` begin, in order, with the names of their lists."""
    paragraph: int
    """-1 for a headline."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A mention in its sentence."""

    mention: Mention
    line: Line
    position: int
    """Of its mark in the masked sentence."""
    letter: str
    features: tuple[str, ...]
    title: Title | None = None
    """Of a person, the title of a post nearest in the clause."""


def is_name(char: str) -> bool:
    """Return whether a character of a line stands for a name, not for a value."""
    return char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def see(told: Sequence[Told]) -> list[Seen]:
    """Return the mentions of an article as the reader sees them, in order."""
    first = next((one.sentence.paragraph for one in told if one.sentence.part == "body"), 0)
    found: list[Seen] = []
    for number, one in enumerate(told):
        if not any(unit.mention is not None for unit in one.masked.units.values()):
            continue
        line = _line(number, one)
        for position, unit in sorted(one.masked.units.items()):
            if unit.mention is not None:
                letter = load_policy().letters[unit.mention.cls]
                features = list(_features(line, position, unit.mention, opens=one.sentence.paragraph == first))
                title = _title(line, position) if unit.mention.cls in people() else None
                if title is not None:
                    features += [f"ti:{title.kind}", f"ti:{title.text[-2:]}", f"ti1:{title.text[0]}"]
                found.append(Seen(unit.mention, line, position, letter, tuple(features), title))
    return found


def _title(line: Line, at: int) -> Title | None:
    """Return the title that stands nearest to a person in the clause, before or behind."""
    mark, text = mark_of(TITLE), line.told.masked.text
    begin = max(text.rfind(sign, max(0, at - _BESIDE), at) for sign in _CLAUSE) + 1
    before = text.rfind(mark, max(begin, at - _BESIDE), at)
    end = min((i for sign in "。；" if (i := text.find(sign, at)) >= 0), default=len(text))
    behind = text.find(mark, at, min(end, at + _BESIDE))
    if before < 0 or (behind >= 0 and behind - at < at - before):
        before = behind
    value = line.told.masked.units[before].value if before >= 0 else None
    return value if isinstance(value, Title) and not bodiless().search(value.text) else None


def _line(number: int, one: Told) -> Line:
    masked = one.masked
    text = masked.text.translate(_letters())
    count, clause = 0, []
    for char in text:
        clause.append(count)
        if char in "，；。：":
            count += 1
    letters = load_policy().letters
    units = tuple((p, letters[u.kind]) for p, u in sorted(masked.units.items()) if u.mention is not None)
    paragraph = -1 if one.sentence.part == "headline" else one.sentence.paragraph
    return Line(number, one, text, units, tuple(clause), _words(masked), paragraph)


@cache
def _letters() -> dict[int, str]:
    return {ord(mark_of(kind)): letter for kind, letter in load_policy().letters.items()}


@cache
def _lists() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = load_rules().words
    return tuple((name, compile_template(f"<{name}>", ends={}, words=words, where="words.yml")) for name in words)


@cache
def _sieve() -> Sieve:
    return Sieve([pattern for _, pattern in _lists()])


def _words(masked: Masked) -> tuple[tuple[int, str], ...]:
    left = _sieve().passed(masked.text)
    return tuple(
        sorted(
            (match.start(), name)
            for number, (name, pattern) in enumerate(_lists())
            if left >> number & 1
            for match in pattern.finditer(masked.text)
        )
    )


def words_between(line: Line, start: int, end: int) -> Iterable[str]:
    """Return the lists of which a word begins in a stretch of a sentence, each once."""
    words = line.words
    return dict.fromkeys(name for _, name in words[bisect(words, (start,)) : bisect(words, (end,))])


def grams(head: str, text: str, sizes: Iterable[int]) -> list[str]:
    """Return the different runs of characters of some sizes in a text, each behind `head`."""
    return list(dict.fromkeys(head + text[i : i + n] for n in sizes for i in range(len(text) - n + 1)))


def _of_name(mention: Mention) -> Iterable[str]:
    yield f"is:{load_policy().letters[mention.cls]}"
    if mention.likely is not None:
        yield f"likely:{bisect(_LIKELY, mention.likely)}"
    if mention.source.startswith("coref"):
        yield mention.source


def _features(line: Line, at: int, mention: Mention, *, opens: bool) -> Iterable[str]:
    text = line.text
    yield from _of_name(mention)
    for size in (1, 2, 3, 4):
        yield f"R{size}:{text[at + 1 : at + 1 + size]}"
        yield f"L{size}:{text[max(0, at - size) : at]}"
    begin = max(text.rfind(sign, 0, at) for sign in _CLAUSE) + 1
    end = min((i for sign in "，。；：”" if (i := text.find(sign, at)) >= 0), default=len(text))
    head = max(text.rfind(sign, 0, at) for sign in _SENTENCE) + 1
    tail = min((i for sign in _SENTENCE if (i := text.find(sign, at)) >= 0), default=len(text))
    for name, stretch in (("wl", (begin, at)), ("wr", (at + 1, end)), ("wL", (head, begin)), ("wR", (end, tail))):
        for word in words_between(line, *stretch):
            yield f"{name}:{word}"
    yield "inner" if _LETTER.search(text, begin, at) else "start"
    yield from grams("gl:", text[max(begin, at - 8) : at], (2,))
    yield from grams("gr:", text[at + 1 : min(end, at + 9)], (2,))
    first = _list_start(text, at)
    if first != at:
        yield "inlist"
        for size in (1, 2, 3):
            yield f"hL{size}:{text[max(0, first - size) : first]}"
        for word in words_between(line, max(text.rfind(sign, 0, first) for sign in _CLAUSE) + 1, first):
            yield f"hl:{word}"
    last = _list_end(text, at)
    if last != at:
        yield "haslist"
        for size in (1, 2, 3):
            yield f"eR{size}:{text[last + 1 : last + 1 + size]}"
    yield f"part:{line.told.sentence.part}"
    if opens:
        yield "firstpar"
    if begin == 0:
        yield "cl0"


_LETTER = re.compile(f"[A-Za-z一-龥{ANY}]")


def _list_start(text: str, at: int) -> int:
    """Return where the first item of the list stands that one at `at` belongs to."""
    while at > 1 and text[at - 1] in _AND:
        item = next(
            (k for k in range(at - 2, max(-1, at - 2 - _ITEM), -1) if is_name(text[k]) or text[k] in "，。；"), -1
        )
        if item < 0 or not is_name(text[item]):
            break
        at = item
    return at


def _list_end(text: str, at: int) -> int:
    """Return where the last item of the list stands that one at `at` belongs to."""
    while at + 2 < len(text) and text[at + 1] in _AND:
        item = next(
            (k for k in range(at + 2, min(len(text), at + 2 + _ITEM)) if is_name(text[k]) or text[k] in "，。；"), -1
        )
        if item < 0 or not is_name(text[item]):
            break
        at = item
    return at

"""Official documents named without quotation marks or 《》: 稳增长20条, 招商引资实施意见, 古树保护条例."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from kg.nlp.candidates import Candidate
from kg.nlp.things.lists import with_mark
from kg.patterns import Quick, alternation

_LIST = "document_words"
_WORD = "[\u4e00-\u9fff]"
_QUOTE = "[“”‘’]?"
_NUMBER = r"(?:[一二三四五六七八九十百]{1,3}|\d{1,3})"
_PERIOD = Quick(
    rf"{_QUOTE}十[一二三四五六七]五{_QUOTE}(?:(?![的及等和与])(?:{_WORD}|、)|[和与](?=信息|现代|社会)){{0,18}}?规划(?:纲要)?"
    r"(?![和与]?(?:纲要)?编制组|[局馆师])"
)
_JOINTS = "、和及"
_BRIEF = 2
"""What the tagger sees as a policy may say so little of itself: 退税政策、减税政策."""


def find_documents(text: str, cls: str) -> list[Candidate]:
    """Return the documents and laws that `text` names without a sign of it, by their offsets in code points."""
    found = [Candidate(*match.span(), cls, "things:policy.period") for match in _PERIOD.finditer(text)]
    decided, obeyed, carried = (
        [verb.end() for verb in verbs.finditer(text)] for verbs in (_verbs("decide"), _verbs("obey"), _twice())
    )
    policies = [without_verbs(text, start) for start in (*decided, *obeyed)]
    programmes = [without_verbs(text, start) for start in carried]
    for source, spans in (
        ("document", _items(text, decided, _decided())),
        ("law", _items(text, obeyed, _law())),
        ("document", _lists(text, policies, least=2)),
        ("programme", _lists(text, programmes, least=1)),
    ):
        found += [Candidate(*span, cls, f"things:policy.{source}") for span in spans]
    return found


def parts_of(name: str) -> list[tuple[int, int]]:
    """Return the spans of the policies that a list of them names, 稳岗返还政策、留抵退税政策; none if it is no list."""
    edges = [-1, *(match.start() for match in _joint().finditer(name)), len(name)]
    spans = [(first + 1, last) for first, last in pairwise(edges)]
    return spans if len(spans) > 1 and all(_listed(_BRIEF).fullmatch(name, *span) for span in spans) else []


def without_verbs(text: str, start: int, end: int | None = None) -> int:
    """Return where a policy begins in a span, behind the verbs of carrying it out: 落细|稳岗返还政策, 用足|“…”政策."""
    verbs = _carried().match(text, start, len(text) if end is None else end)
    return start if verbs is None else verbs.end()


def _lists(text: str, starts: Iterable[int], *, least: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of what ends as policies do, in lists at least so long: 人才引进办法、奖励办法."""
    long: dict[int, int] = {}  # How many items follow from the start of one, so that none is read twice.
    for start in starts:
        spans, at = [], start
        while at not in long and (match := _listed().match(text, at)) and not _general().search(match[0]):
            spans.append(match.span())
            if text[match.end() : match.end() + 1] not in _JOINTS:
                break
            at = match.end() + 1
        many = long.get(at, 0)
        for number, (first, _) in enumerate(reversed(spans), many + 1):
            long[first] = number
        if many + len(spans) >= least:
            yield from spans


def _items(text: str, starts: Iterable[int], pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the items of lists that begin at `starts`, as far as they are named, each item once."""
    read: set[int] = set()
    for start in starts:
        at = start
        while at not in read and (match := pattern.match(text, at)) is not None:
            read.add(at)
            if not _general().search(match[0]):
                yield match.span()
            if text[match.end() : match.end() + 1] not in _JOINTS:
                break
            at = match.end() + 1


@cache
def _verbs(kind: str) -> re.Pattern[str]:
    """Return the pattern of a verb before a document: ``decide`` on one, ``obey`` one."""
    return re.compile(alternation((*with_mark(_LIST, kind), *with_mark(_LIST, "both"))) + "[了好]?")


@cache
def _decided() -> re.Pattern[str]:
    """Return the pattern of a document that somebody decides on: 招商引资实施意见, 稳增长20条."""
    heads = alternation(with_mark(_LIST, "head"))
    listed = rf"{_QUOTE}(?<![近约余超达共有了]){_NUMBER}条{_QUOTE}(?:政策措施|政策|措施|举措|意见)?"
    return re.compile(
        rf"(?:(?![了，、。])(?:{_WORD}|[+＋])(?<!的)|的(?=若干|意见|实施意见|指导意见)){{4,22}}?(?:{heads}|{listed})(?![书组会员的区园师局线路生])"
    )


@cache
def _listed(least: int = 4) -> re.Pattern[str]:
    """Return the pattern of a policy among others, up to the sign behind it: 惠企纾困三十六条, 稳岗返还政策.

    So many characters at least stand before its last word.
    """
    heads = alternation(_several_heads())
    char = rf"(?:(?![了，、。的]){_WORD}|的(?=若干|意见|实施|指导))"
    numbered = rf"{char}{{2,22}}?{_NUMBER}条(?:政策措施|政策|措施|举措)?"
    return re.compile(rf"(?:{char}{{{least},22}}?{heads}(?:{_NUMBER}条)?|{numbered})(?=[{_JOINTS}，。；等]|$)")


@cache
def _carried() -> re.Pattern[str]:
    """Return the pattern of the verbs of carrying a policy out that stand before one, none or a few."""
    return re.compile(f"{alternation(with_mark(_LIST, 'carry'))}{{0,3}}")


@cache
def _twice() -> re.Pattern[str]:
    """Return the pattern of two such verbs in a row, behind which a policy stands: 落地落细|稳岗返还政策."""
    verbs = alternation(with_mark(_LIST, "carry"))
    return re.compile(f"(?:落实|{verbs}){verbs}|{verbs}落实")


@cache
def _several_heads() -> tuple[str, ...]:
    return tuple(word for kind in ("head", "law", "listed") for word in with_mark(_LIST, kind))


@cache
def _joint() -> re.Pattern[str]:
    """Return the pattern of what joins two policies of a list."""
    ends = "".join(sorted({head[-1] for head in _several_heads()}))
    return re.compile(rf"(?<=[{ends}条])[{_JOINTS}]")


@cache
def _law() -> re.Pattern[str]:
    """Return the pattern of a law that somebody obeys: 古树保护条例."""
    heads = alternation(with_mark(_LIST, "law"))
    return re.compile(rf"(?:(?![的了和，、。]){_WORD}){{2,18}}?{heads}(?![律院人定治规制庭官宝])")


@cache
def _general() -> re.Pattern[str]:
    """Return the pattern of words that make a document one of many: 一系列|优惠政策."""
    return re.compile(alternation(with_mark(_LIST, "general")))

"""Names of a Chinese surname and a given name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import load, matcher
from kg.naming.words import words as body_words
from kg.nlp.people.context import ACTING, BYLINE, CORE, CROWD, EDGE, HAN, SPACES, TITLE
from kg.nlp.people.deeds import told_behind, told_end
from kg.nlp.people.model import best_odds, given_odds, is_name_word, surnames
from kg.nlp.people.readings import Scored
from kg.nlp.people.words import heads, word_set, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.nlp.people.context import Context

_PRIOR = -6.5
_INNER_WORD = -3.0
_GIVEN_WORD = -4.5
_KNOWN_NAME = 2.0
_PLACE = -6.0
_TAIL = -2.5
_WORD = -8.0
_SPACED = -4.0
_SHORT = -1.5
_FRAMED = 3.0
"""Three characters between a title and a clear end are a name, however rare."""
_RAREST = -3.5
"""No surname says less of a name that is framed so."""
_NAMELIKE, _SURELY = 0.5, 2.5
_APPOINTED = 8.0
_TAKING_PART = (
    "参加",
    "参与",
    "出席",
    "陪同",
    "主持",
    "带领",
    "带队",
    "赶赴",
    "赶到",
    "分赴",
    "深入",
    "走访",
    "走进",
    "前往",
)
"""Verbs of which no name ends in the first character."""
_ADVERB = re.compile(
    r"(?:来(?=到)|[已便则也还都却仍均就又](?=[\u4e00-\u9fff])|先(?=[到来去后在])|率(?=[\u4e00-\u9fff]{0,6}(?:[队团组]|一行|赴|前往))|[到赴在对](?=[\u4e00-\u9fff]))"
)
_JOINT_NAMED = re.compile(
    "(?<=[和同])(?:[、，。；：]|(?:进行|出席|参加|表示|介绍|陪同|强调|指出|主持)(?![\u4e00-\u9fff]{0,4}的))"
    "|(?<=[有任也])(?:[、，。；]|(?:参加|出席|陪同|带领|带队|率领|前往|来到|赴|到|深入|主持|强调|指出|表示)(?![\u4e00-\u9fff]{0,4}的))"
)
"""What joins nothing where it stands before such signs and verbs is of the name: 会长曾平和、."""
_CUT_OFF = re.compile("[\u4e00-\u9fff](?<![说称讲道问答等和及与到在的])[，、,。；]")
"""主席曾远|扬，: one character before a sign is of the name, if it says nothing."""
_SIGNS = tuple("，、,。；")
_DOING = re.compile("[看听问说讲谈走见][了着过到完]")
"""李明|看了: whatever 看 might be in a name."""
_ON_TOUR = re.compile(r"(?:又|还|再|一行|先后)(?:来到|到|前往|走进|赴|深入|走访)")
_LONGEST = 3
"""Characters of the longest name of a surname and a given name."""
_ENOUGH = 14.0
"""No given name with what stands behind it is worth more."""
_LEAST = -5.0
"""A reading worth less is not made true by a list it stands in."""


def find_han(context: Context) -> list[Scored]:
    """Return the readings of every possible name, each a surname and one or two more characters."""
    text = context.text
    odds, compounds = surnames(), _compound_firsts()
    refused = _no_names()
    near = _cued(context)
    found: list[Scored] = []
    for match in _start().finditer(text):
        start = match.start()
        size, first = 2, text[start]
        worth = odds.get(text[start : start + 2]) if first in compounds else None
        if worth is None:
            size, worth = 1, odds.get(first)
            # Without a cue, most are so little like a name that nothing else could make them one.
            if worth is None or (
                not near[start]
                and worth + EDGE + _PRIOR + best_odds(text[start + 1 : start + 3], _KNOWN_NAME) + ACTING <= _LEAST
            ):
                continue
        if first in refused and text.startswith(refused[first], start):
            continue
        left = context.left(start)
        base = worth + left + _PRIOR
        if base > -_ENOUGH:
            most = ACTING if size == 1 and not near[start] else BYLINE
            found += _readings(context, (start, start + size), base, left, most)
    return _without_cores(context, found)


def _cued(context: Context) -> bytearray:
    """Return for each position 1 where there is a cue for a name that begins there, beside it or in it."""
    shifted = bytearray(len(context.text) + 1 + _LONGEST)
    for at in context.cued:
        shifted[at] = shifted[at + 1] = shifted[at + _LONGEST] = 1
    for match in _told().finditer(context.text):
        at = match.start()
        shifted[at : at + _LONGEST] = b"\1\1\1"
    found = shifted[_LONGEST:]
    found[0] |= max(shifted[:_LONGEST])
    return found


def _without_cores(context: Context, found: list[Scored]) -> list[Scored]:
    """Return the readings without those that are the core of a firm's name on the page, if no post says otherwise."""
    text = context.text
    doubtful = sorted({text[r.start : r.end] for r in found if r.left < TITLE})
    cores = {doubtful[index] for _, end, index in matcher(doubtful, once=True).scan(text) if context.right(end) == CORE}
    return [r for r in found if r.left >= TITLE or text[r.start : r.end] not in cores]


def _readings(context: Context, surname: tuple[int, int], base: float, left: float, most: float) -> list[Scored]:
    """Return the readings of a surname, behind which nothing says more than `most` for a name."""
    text = context.text
    start, middle = surname
    if text[middle] in SPACES:
        return list(_spaced(context, start, middle, base, left))
    found: list[Scored] = []
    honorifics, never, tails = _honorifics(), word_set("never_given"), _tails()
    for end in (middle + 1, middle + 2):
        given = text[middle:end]
        last = given[-1]
        if middle + len(given) < end or given in honorifics or not _is_han(last) or last in never:
            break
        if told_end(text, start, end) < end:
            break
        if last == "县" and text[start:end] in load().by_name:
            continue  # 汪清县: whatever else says, a county.
        score = base + given_odds(given)
        untold = 0.0
        if left < TITLE:
            # The most that the name and the words around it can still say for it, where no title stands before it.
            cued = last in tails or text[end : end + 1] == "为"
            untold = _KNOWN_NAME * (end - start - 2) + (_APPOINTED if cued else 0.0)
            if score + most + untold <= _LEAST:
                continue
        right = context.right(end)
        score += right
        if left < TITLE and score + untold <= _LEAST:
            continue
        score += _inner(context, start, middle, end, left)
        score += _around(context, start, end, left)
        if end - start == 2 and left < TITLE and right < ACTING:
            score += _SHORT
        if end - start == 3 and left >= TITLE and right >= EDGE:
            score += _framed(context, start, middle, end, left)
        if score > _LEAST:
            found.append(Scored(start, end, score, left, right, "han"))
    return found


def _around(context: Context, start: int, end: int, left: float) -> float:
    """Return what the words on both sides say: 任命|甲|为, 甲|镇; an adverb before a verb is no part of a name."""
    text = context.text
    if end - start == 2 and told_end(text, start, end + 1) == end:
        return _FRAMED + _FRAMED
    if left < TITLE and text.startswith(words("town_ends"), end):
        return _PLACE
    if text[end : end + 1] == "为" and text.endswith(words("appointing"), 0, start):
        return _APPOINTED
    if left == EDGE and context.entry(start, end) is not None:
        return _FRAMED
    if end - start == 3 and end in context.title_starts and _is_addressed(context, start, end):
        return _APPOINTED
    told = _of_two(text, start, end, left) if end - start == 2 else _of_three(text, start, end, left)
    if told == 0.0 and text[end - 1] in _tails() and _ON_TOUR.match(text, end):
        return -_PLACE + EDGE
    return told


def _is_addressed(context: Context, start: int, end: int) -> bool:
    """Return whether three characters stand between a body and a title and are no part of either: 县委|甲某某|书记."""
    placed = context.text.endswith(words("seats"), 0, start)
    return placed and context.words.get(start) != end and context.text[end - 1] not in word_set("department_ends")


def _of_two(text: str, start: int, end: int, left: float) -> float:
    """Return what follows two characters says of them: 主席曾远|扬， is none, 副主席向平、 and 市长李明|又… are."""
    if left >= CROWD and _CUT_OFF.match(text, end):
        return -_FRAMED - _FRAMED
    if text[start - 1] == "、" and text[end - 1] in "有任也" and _JOINT_NAMED.match(text, end):
        return _FRAMED + _FRAMED
    if left >= TITLE and text[start] in load().function_chars and text[end : end + 1] in _SIGNS:
        return _FRAMED
    return _FRAMED + _FRAMED if left >= TITLE and _ADVERB.match(text, end) else 0.0


def _of_three(text: str, start: int, end: int, left: float) -> float:
    """Return what the last of three characters says with what follows: 李正|参加 is of two, 会长曾平和、 of three."""
    listed = text[start - 1] == "、"
    if told_behind(text, start, end - 1):
        return _WORD
    if left >= TITLE and _ADVERB.match(text, end - 1):
        return _TAIL + _TAIL - _FRAMED
    if (left >= TITLE or listed) and text.startswith(_TAKING_PART, end - 1):
        return _TAIL + _TAIL - _FRAMED  # whatever 参 might be in a name
    if (left >= CROWD or listed) and _JOINT_NAMED.match(text, end):
        return _FRAMED + _FRAMED
    return _WORD if _DOING.match(text, end - 1) else 0.0


def _spaced(context: Context, start: int, middle: int, base: float, left: float) -> Iterator[Scored]:
    """Yield a name of two characters printed as wide as one of three: 伏 明."""
    text = context.text
    at = middle
    while at < len(text) and text[at] in SPACES:
        at += 1
    if at == len(text) or at - middle > 3 or not _is_han(text[at]) or _is_han(text[at + 1 : at + 2] or " "):
        return
    right = context.right(at + 1)
    bracketed = text[start - 1 : start] in ("（", "(") and text[at + 1 : at + 2] in ("）", ")")
    score = base + given_odds(text[at]) + right + (0.0 if left >= TITLE or bracketed else _SPACED)
    if score > _LEAST:
        yield Scored(start, at + 1, score, left, right, "han")


def _inner(context: Context, start: int, middle: int, end: int, left: float) -> float:
    """Return what speaks against a name in the words and places it is made of: 高新, 高水平, 许可证, 沙河镇."""
    lexicon = load()
    name, given = context.text[start:end], context.text[middle:end]
    named = given[-1] in word_set("given_ends") and end in context.saying
    worth = _TAIL if given[-1] in lexicon.function_chars and not named else 0.0
    word = _word(context, middle, end)
    if left >= TITLE and start and context.text[start - 1 : end] in lexicon.by_name:
        # 湖州市|长兴县 has no mayor in it.
        return -left + worth
    if left >= TITLE:
        function_word = name[0] in lexicon.function_chars and context.words.get(middle) == end
        touching = context.text[start - 1] not in SPACES
        worth += _PLACE if name in body_words("regions") else 0.0
        return worth + _whole(context, start, end, word) / 2 + (_GIVEN_WORD if function_word and touching else 0.0)
    if context.words.get(start, start) > middle and context.words[start] != end:
        worth += _INNER_WORD
    if name[-1] in _tails() or name in lexicon.by_name or name in body_words("regions"):
        worth += _PLACE
    return worth + word + _whole(context, start, end, word)


def _word(context: Context, middle: int, end: int) -> float:
    """Return what the given name says as a word of the language: 水平, 新春."""
    given = context.text[middle:end]
    lexicon = load()
    if given in lexicon.nouns or given in lexicon.verbs or given in lexicon.function_words:
        return _GIVEN_WORD
    if end - middle == 2 and context.words.get(middle) == end and not is_name_word(given):
        return _GIVEN_WORD / 2
    return 0.0


def _whole(context: Context, start: int, end: int, word: float) -> float:
    """Return what it says of a name that the segmentation knows it as one word."""
    if context.words.get(start) != end:
        return 0.0
    name = context.text[start:end]
    known = word == 0 and name not in load().nouns and is_name_word(name)
    return _KNOWN_NAME * (end - start - 2) if known else _WORD


def _framed(context: Context, start: int, middle: int, end: int, left: float) -> float:
    """Return what a title before three characters and a clear end behind them add: 代市长和玉山到, 副县长保志高，."""
    given = context.text[middle:end]
    lexicon = load()
    known = given in lexicon.nouns or given in lexicon.verbs or given in lexicon.function_words or given in heads()
    if end - middle < 2 or context.words.get(start, middle) > middle or (known and given_odds(given) < _SURELY):
        return 0.0
    odds = surnames()[context.text[start:middle]]
    if context.text[start] not in lexicon.function_chars:
        return _FRAMED + max(0.0, _RAREST - odds)
    placed = given in lexicon.by_name and context.text[start] not in words("joints")
    apart = context.words.get(middle) != end and context.text[end : end + 1] in _SIGNS
    if known or placed or left > TITLE or (given_odds(given) < _NAMELIKE and not apart):
        return 0.0
    return _FRAMED + max(0.0, _RAREST - odds) - (_GIVEN_WORD if context.words.get(middle) == end else 0.0)


@cache
def _no_names() -> dict[str, tuple[str, ...]]:
    """Return the words that are no names, by their first character."""
    listed = words("no_names")
    return {first: tuple(word for word in listed if word[0] == first) for first in {word[0] for word in listed}}


@cache
def _compound_firsts() -> frozenset[str]:
    """Return the first characters of surnames of two characters."""
    return frozenset(name[0] for name in surnames() if len(name) > 1)


@cache
def _honorifics() -> frozenset[str]:
    return frozenset((*words("honorifics"), *words("addresses")))


@cache
def _tails() -> frozenset[str]:
    return frozenset(words("place_tails"))


@cache
def _told() -> re.Pattern[str]:
    """Return the characters in or behind a name that more is looked for at: 甲|为, 甲镇|调研."""
    return re.compile(f"[为{''.join(sorted(word for word in _tails() if len(word) == 1))}]")


@cache
def _start() -> re.Pattern[str]:
    return re.compile("[" + "".join(sorted({name[0] for name in surnames()})) + rf"](?=[{HAN}{SPACES}])")


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff" or char == "〇"

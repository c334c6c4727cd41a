"""Organs by less than their full names: short names of bureaus, organs without their level in lists, customs houses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from kg.naming.words import patterns, words
from kg.nlp.bodies.edges import is_coined
from kg.nlp.bodies.scene import Scene
from kg.nlp.candidates import Candidate
from kg.patterns import Quick, alternation

_CUSTOMS = re.compile(r"(?P<port>[\u4e00-\u9fff]{2}关?)海关(?!总署|大楼)")
_NOT_AFTER = re.compile(r"[长员]?(?:限|域|面|势|部(?=[分队])|件|位|落|里)")
_POST_ENDS = frozenset("长记任员席事")
"""Last characters of posts: behind 副市长、 the post at 公安局 is of the same person."""
_TOGETHER = ("和", "与", "同", "据", "由", "向")
"""Words of grammar directly before an organ: 我|和|投促局同事."""
_AND = "、和及"
_BEFORE_ITEM = _AND + "\n"
_LIST_REACH = 60
"""How many characters before an organ without its level one with it is looked for in the list."""


def find_bureaus(scene: Scene, known: set[int], left: Callable[[int, int], int], cls: str) -> list[Candidate]:
    """Return the organs that are not named in full.

    `known` are the ends of those that are; `left` gives where the place or park begins that stands before an offset,
    behind the level that ends at the other.
    """
    found = [*_short(scene, left, cls), *_customs(scene, cls), *_zoned(scene, cls)]
    return [*found, *_listed(scene, known | {candidate.end for candidate in found}, cls)]


def _short(scene: Scene, left: Callable[[int, int], int], cls: str) -> list[Candidate]:
    """Return the bureaus behind a level by the characters of their short names: 县投促局."""
    found = []
    for match in _short_pattern().finditer(scene.text):
        start, end = match.span()
        if _NOT_AFTER.match(scene.text, end) or not (scene.is_edge(start) or start + 1 in scene.place_ends):
            continue
        begin = left(start, start + 1)
        found.append(Candidate(begin, end, cls, "bodies:agency.placed" if begin < start else "bodies:agency.level"))
    return found


def _customs(scene: Scene, cls: str) -> list[Candidate]:
    """Return the customs houses named after a port that no list has: 拱北海关, 洋山海关 (no 山海关)."""
    found = []
    for match in _CUSTOMS.finditer(scene.text) if "海关" in scene.text else ():
        index = scene.before(match.start() + 1)
        tokens = [t for t in scene.tokens[index : index + 3] if t.end <= match.end("port")]
        hill = scene.text.startswith("山海关", match.start() + 1) and tokens[:1] and tokens[0].kind == "char"
        coined = tokens and tokens[-1].end == match.end("port") and is_coined(scene, tokens)
        if scene.is_edge(match.start()) and (hill or coined):
            found.append(Candidate(*match.span(), cls, "bodies:agency.placed"))
    return found


def _zoned(scene: Scene, cls: str) -> list[Candidate]:
    """Return the management bodies of zones without a name, or with their trade alone: 工业集中区管委会."""
    found = []
    for match in _zone_offices().finditer(scene.text):
        start = match.start()
        before = scene.tokens[scene.before(start)] if start else None
        if not scene.is_edge(start):
            continue
        if before is not None and before.end == start and before.kind == "trade":
            found.append(Candidate(before.start, match.end(), cls, "bodies:agency.placed"))
        else:
            found.append(Candidate(start, match.end(), cls, "bodies:agency.bare"))
    return found


def _listed(scene: Scene, ends: set[int], cls: str) -> list[Candidate]:
    """Return the organs without a level: in a list behind one that has it, in one of several, or with their head."""
    found = []
    for items in _runs(scene.text):
        start, last = items[0][0], items[-1][1]
        goes_on = start and scene.text[start - 1] in _BEFORE_ITEM
        before = _list_before().search(scene.text, max(0, start - _LIST_REACH), start) if goes_on else None
        led = any(end in ends for _, end in items) or (
            before is not None and any(end in ends for end in range(before.start(), before.end()))
        )
        many = len(items) > 1 and scene.is_edge(start) and _list_end().match(scene.text, last)
        headed = len(items) == 1 and _own_head().match(scene.text, last) and _alone(scene, start)
        if led or many or headed or (len(items) == 1 and _is_department(scene, start, last)):
            found += [Candidate(*item, cls, "bodies:agency.listed") for item in items if item[1] not in ends]
    return found


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Give the organs without a level, those of one list together."""
    run: list[tuple[int, int]] = []
    for organ in _bare_organ().finditer(text):
        if run and not (organ.start() == run[-1][1] + 1 and text[run[-1][1]] in _AND):
            yield run
            run = []
        run.append(organ.span())
    if run:
        yield run


def _is_department(scene: Scene, start: int, end: int) -> bool:
    """Return whether an organ by itself is a province's, which only these are called: 科技厅."""
    return scene.text[end - 1] == "厅" and scene.is_edge(start)


def _alone(scene: Scene, start: int) -> bool:
    """Return whether no word before `start` can belong to the name, nor a post of the same person stands there."""
    before = scene.text[max(0, start - 2) : start]
    if before.endswith(_TOGETHER):
        return True
    if before.endswith("、"):
        return before[0] not in _POST_ENDS
    return not before or (scene.tokens[scene.before(start)].kind == "break" and before[-1] not in "·—-）)")


@cache
def _bare_organ() -> Quick:
    """Return the pattern of an organ without its level: 工信局, 政务服务中心."""
    data = patterns("agencies")
    shorts = [short for short in (*data["shorts"], *data["congress"]) if len(short) > 2 and short[-1] in "局委办厅"]
    fields = [word for word in words("agency_words") if len(word) > 1]
    field, centres = alternation(fields), alternation(data["list_centres"])
    parts = alternation(data["list_departments"])
    return Quick(
        rf"{parts}(?![部副常委分和长面限员])|(?:{alternation(shorts)}|(?:{field}[和与]?){{1,5}}(?<![和与])[局委办厅]|{centres}中心)(?![长面限员])"
    )


@cache
def _list_before() -> re.Pattern[str]:
    """Return the pattern of the items of a list before one of its later items."""
    return re.compile(r"[^，。；：！？“”、\n]{0,60}(?:、[^，。；：！？“”、\n]{0,60}){0,3}[、和及]$")


@cache
def _list_end() -> re.Pattern[str]:
    return re.compile(patterns("agencies")["list_ends"])


@cache
def _own_head() -> re.Pattern[str]:
    """Return the pattern of the post of an organ's head, directly behind it: 局长, 党组书记."""
    return re.compile(
        r"(?:党[组委](?:副?书记|成员))?[、]?(?:常务|第一)?副?(?:局长|主任|厅长)|党[组委](?:副?书记|成员)|(?:相关|有关)?(?:负责人|负责同志|工作人员|干部|同事|同志)"
    )


@cache
def _short_pattern() -> re.Pattern[str]:
    data = patterns("agencies")
    levels = "".join(level for level in data["levels"] if len(level) == 1)
    # 市防办|主任: whatever an office is for, it has a head.
    headed = rf"[{levels}](?:(?![{levels}长兼任和与])[\u4e00-\u9fff]){{1,4}}办(?=(?:常务)?副?主任)"
    return re.compile(rf"(?!市场)[{levels}][{data['short_fields']}]{{2,6}}{alternation(data['short_heads'])}|{headed}")


@cache
def _zone_offices() -> re.Pattern[str]:
    data = patterns("agencies")
    return re.compile(rf"{alternation(data['bare_zones'])}{alternation(data['bare_offices'])}")

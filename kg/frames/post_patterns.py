"""The expressions for titles beside names: who holds which post, as sentences word it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.frames.marks import TITLE, mark_of, marks_of
from kg.frames.template import LINK, concrete, people
from kg.ontology import load_ontology

_BEFORE, _COPULA, _BRACKET = "holdsPost.title-before", "holdsPost.copula", "holdsPost.bracket"
BEHIND, ADDRESS = "holdsPost.behind", "holdsPost.address"
"""The rules of a title directly behind a name, with its body before the name, 水利局|林知远局长, and without one."""
NAMED = "holdsPost.named"
"""The rule of a title with a colon behind it: （局长：林知远）."""
ROLL = "holdsPost.roll"
"""The rule of an entry of a list of leaders: 林知远 县长."""
TURNED = "holdsPost.turned"
"""The rule of one of several entries on a line, each a name with its posts behind it: 林知远 县长 周野 副县长."""
RISES = "holdsPost.rises"
"""The rule of what somebody gets to be: 升任."""
RESPECTIVE = "holdsPost.respective"
"""The rule of several with a post each: 甲、乙分别任县水利局局长、财政局局长."""
CAREER = "holdsPost.career"
"""The rule of a post of whoever the record is about: 曾任青石镇镇长."""


def matches(text: str) -> list[tuple[re.Match[str], str, float]]:
    """Return what says who holds a post, in the order of the sentence."""
    if mark_of(TITLE) not in text:
        return []
    turned = _turned().fullmatch(text) is not None
    patterns = [row for row in _patterns() if (row[1] == TURNED) == turned]
    found = [(match, rule, score) for pattern, rule, score in patterns for match in pattern.finditer(text)]
    return sorted(found, key=lambda row: row[0].start())


@cache
def _turned() -> re.Pattern[str]:
    """Return the pattern of a sentence of names with their posts behind them: 林知远 县长 周野 副县长."""
    parts = _parts()
    return re.compile(f"{parts.person}[ \u3000]{parts.body}?{parts.title}[^，。；：！？]{{0,200}}(?<={parts.title})")


@cache
def holding() -> str:
    """Return the predicate that says who holds a post: it has a title among its qualifiers."""
    return next(term.name for term in load_ontology().predicates.values() if TITLE in term.qualifiers)


@cache
def bodies() -> frozenset[str]:
    """Return the classes of what posts are held at."""
    return concrete(tuple(load_ontology().predicates[holding()].range))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str, float]]:
    """Return the expressions for titles beside names, with the id and score of what they say."""
    return [(re.compile(text), rule, score) for text, rule, score in (*_before(), *_by_verb(), *_beside())]


class _Parts(NamedTuple):
    """Parts of the expressions."""

    body: str
    title: str
    person: str
    titles: str
    """A run of titles, the body of the first with it where it stands before."""
    placed: str
    """One whose body does."""
    loose: str
    """One whose body may be some characters before."""
    names: str
    """Those who hold the posts."""


@cache
def _parts() -> _Parts:
    body, title, person = f"[{marks_of(bodies())}]", mark_of(TITLE), f"[{marks_of(people())}]"
    within = f"(?:{body}{LINK}){{1,3}}"
    run = f"{title}(?:[、，和兼]?(?:{body}{LINK}原?)?{title}){{0,12}}"
    # 同志 may stand behind a name as a title does: 林知远同志任….
    comrade = f"(?:{title}(?=[，现已新拟曾]{{0,2}}(?:任|担任|为|出任|兼任|系)))?"
    return _Parts(
        body,
        title,
        person,
        # 共青团永城市委书记 leads no city.
        f"(?<!共青团)(?<!共青团{body})(?P<titles>(?:{body}{LINK}原?)?{run})",
        f"(?P<titles>{within}原?{run})",
        f"(?P<titles>(?:{within}[^，。；、]{{0,4}}?)?{run})",
        f"(?P<people>{person}(?:[、和]{person}){{0,40}}){comrade}",
    )


def _before() -> list[tuple[str, str, float]]:
    """Return the expressions of posts before the names of who holds them."""
    parts = _parts()
    more = f"(?:[ \u3000]{parts.person}){{1,40}}"
    return [
        (f"{parts.titles}[ \u3000](?P<people>{parts.person}{more})(?=[，。；（]|$)", ROLL, 0.93),
        (f"{parts.titles}(?:（[\u4e00-\u9fff]{{1,4}}）|同志)?[ \u3000]?{parts.names}", _BEFORE, 0.93),
        (f"{parts.titles}：[ \u3000]?{parts.names}(?=[，。；、）]|$)", NAMED, 0.93),
        (f"(?:作为|身为)[^，。；]{{0,4}}?{parts.placed}，{parts.names}", _BEFORE, 0.93),
        (f"(?:调任|升任|转任|接任|出任|担任|现任|新任|时任|曾任){parts.placed}的{parts.names}", _COPULA, 0.85),
    ]


def _by_verb() -> list[tuple[str, str, float]]:
    """Return the expressions of posts that somebody is said to have, to have had or to get."""
    parts = _parts()
    names, loose, placed, title = parts.names, parts.loose, parts.placed, parts.title
    when = "，?(?:现|已|新|拟|曾|此前|之前|曾经|先后|一直|长期|还|同时|原){0,4}"
    rises = "(?:升任|调任|转任|接任|改任|提任|晋升为?)"
    has = f"(?:{when}(?:任|担任|是|出任|兼任|继任|就任|兼|受聘为|受聘担任|受聘)|当选为?|获任)"
    gets = "(?:任命|聘任|聘请|选举|推选|提名|决定)"
    follows = f"接替[^，。；]{{0,12}}?{parts.person}{title}?，?(?:正式)?(?:任|担任|出任|接任|继任|就任|成为|当选为?)"
    self_ = "自己(?:担任|出任|任)"
    record = "(?:现|曾|历|拟|先后|此后|之后|后|还|并|同时|长期){1,3}(?:任|担任)|拟(?:提名|推荐|任命|聘任)为"
    return [
        (f"{names}{has}{loose}", _COPULA, 0.85),
        (f"{names}{when}(?:历任|{rises}){loose}", RISES, 0.95),
        (f"{names}，?[由从]{placed}(?:岗位|职位|职务|一职|任上)?{rises}", RISES, 0.95),
        (f"{names}，?[由从][^，。；]{{0,30}}?{rises}{placed}", RISES, 0.95),
        (f"{names}{when}{follows}{loose}", RISES, 0.95),
        (f"{names}分别(?:{has}|{rises}|为){loose}(?!{parts.person})", RESPECTIVE, 0.95),
        (f"{gets}{names}(?:（[^（）]{{1,12}}）|同志)?[为任]{loose}", _COPULA, 0.85),
        (f"{names}，?拟(?:提名|推荐|任命)为{loose}", _COPULA, 0.85),
        (f"(?<=[、；：]){names}(?:（[^（）]{{1,12}}）|同志)?[为任]{placed}", _COPULA, 0.85),
        (f"(?<={title}，){names}(?:（[^（）]{{1,12}}）|同志)?[为任]{placed}(?=[、，。；（]|$)", _COPULA, 0.85),
        (f"{names}，?[均原]?系原?{placed}(?!{parts.person})", _COPULA, 0.85),
        (f"{names}，[男女]，[^。；]{{0,60}}?(?:现任|任|担任)[^，。；、]{{0,4}}?{placed}", _COPULA, 0.85),
        (f"{names}，?[男女]，[^。；]{{0,60}}?(?:，|[，。；]现任|，任){parts.titles}(?=[。；]|$)", ROLL, 0.95),
        (f"(?<![^，；。])(?:现任)?职务：{parts.titles}", CAREER, 0.8),
        (f"(?<![^，；。])(?:{self_}|{record})[^，。；、]{{0,4}}?{placed}(?=[，。；、]|$)", CAREER, 0.8),
    ]


def _beside() -> list[tuple[str, str, float]]:
    """Return the expressions of posts right behind names."""
    parts = _parts()
    names, title = parts.names, parts.title
    seat = f"(?P<seat>{parts.body})(?:{LINK}|委|政府)"
    end = f"(?!{parts.person}|（)(?!、[^{marks_of(people() | bodies())}])"
    return [
        (f"^{names}[ \u3000：]?{parts.titles}。?$", ROLL, 0.93),
        (f"^{names}（{parts.titles}）", ROLL, 0.93),
        (f"(?:(?<=[ \u3000])|^){names}[ \u3000]{parts.titles}(?=[ \u3000]|$)", TURNED, 0.93),
        (f"(?<!{title}){names}，{parts.titles}(?=[。；]|$)", ROLL, 0.93),
        (f"{names}（{parts.titles}）", _BRACKET, 0.8),
        (f"{seat}{names}(?P<titles>{title}){end}", BEHIND, 0.9),
        (f"(?P<organ>[省市县区州旗盟]委){names}(?P<titles>{title}){end}", ADDRESS, 0.93),
        (f"(?<!{title}){names}(?P<titles>{title}){end}", ADDRESS, 0.9),
        (f"{names}等[^，。；、]{{0,4}}?(?P<titles>{title})(?!{parts.person})", _BRACKET, 0.8),
        (f"{names}(?:，|[ \u3000]+){parts.placed}(?=[，。；）]|$)", _BRACKET, 0.8),
    ]

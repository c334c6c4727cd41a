"""Names that stand bare in a list: of a visit (来到云澜科技、清江公园), or of those who are here (引进了云澜等企业)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.lexicon import load
from kg.naming.words import patterns, words
from kg.nlp.bodies.items import Item, data, ends, items_of, pattern
from kg.nlp.bodies.scene import Scene, Token
from kg.nlp.bodies.speech import is_verb
from kg.nlp.bodies.stops import (
    GRAMMAR,
    LEGAL,
    PLACE,
    is_coined,
    is_named,
    is_plain,
    is_quoted,
    named_class,
    site_of,
    works_of,
)
from kg.nlp.candidates import Candidate
from kg.patterns import Quick

FIRM = "Firm"
_HELD = r"(?P<list>[^，。；：！？\n“”《》]{5,200})"
_GOES_ON = "以及|还有|(?:并|又|还)?(?:参观|考察|察看|走访)了|[\u4e00-\u9fff]{2,4}[县市区旗镇乡][^，。；委长政]{2,16}、"
"""What goes on with a list behind a comma: 以及青石水库, 平川县云澜科技、…."""
_LIST = rf"(?P<list>(?:[^，。；：！？\n《》]|，(?={_GOES_ON})){{5,400}})"
_AT = re.compile(r"(?:^|[，。；\n])在(?P<list>[^，。；：！？\n《》]{5,200}?)(?P<end>里|内|上|中|时|后|前|下|期间)?，")
"""Where something happens at the head of a sentence: 在清江文化馆，…."""
_BRACKETS = frozenset("（）")
_SHORTEST = 3
"""A legal form and one character are no name: 本公司, 水厂."""
_LONGEST = 14
"""The longest bare name."""
_WHOLE = frozenset({FIRM, "Park"})
_OUTER = re.compile(
    "公司|集团|企业|客户|商户|单位|龙头|产业园|开发区|园区|高新区|经开区|工业园|工业区|新区|(?:[镇乡县区市省村]|街道)$|）$"
)
"""What a firm or park lies in, or another one before it: no part of its name."""
_BASE = "基地"
_VILLAGE = re.compile("(?![各全本该所有每多几])[一-龥]{2,3}[村镇乡]")
_ITEM = "bodies:unknown"
_APART = frozenset("的在是有到等")
_COINED = 6
"""The longest name that is taken for a firm's with no trade in it."""


def find_visits(scene: Scene, known: Iterable[Candidate]) -> list[Candidate]:
    """Return the firms and places that `text` lists as visited and names by nothing but a short name.

    Of the firms and parks that are `known` and stand in such a list, it returns what is longer there: an item of a
    list is one name from its first character, whatever words it is cut into.
    """
    found: list[Candidate] = []
    known = list(known)
    ends_known = {c.end for c in known}
    known_by_end = {c.end: c for c in sorted(known, key=lambda c: -c.start) if c.cls in _WHOLE}
    for match in _lists().finditer(scene.text):
        items = list(items_of(scene, match.start("list"), match["list"], least=1))
        found += [whole for item in items if (whole := _whole(scene, item, known_by_end.get(item.end))) is not None]
        strong = match["strong"] is not None
        says = pattern("firms").search(match["list"]) is not None
        legal = any(LEGAL.search(item.text) for item in items)
        sites, works = [site_of(item) for item in items], [works_of(item) for item in items]
        rows = zip(items, sites, works, strict=True)
        other = [item for item, site, work in rows if site is None and work is None]
        sure = strong or len(items) - sum(item.end not in ends_known for item in other) > 1
        if strong:
            found += filter(None, sites)
        if not pattern("matters").search(match["list"]):
            if len(items) > 1 and sure:
                found += _unknown(scene, other, towns=pattern("towns").search(match["list"]) is not None)
            if sure or pattern("sites").search(match["list"]):
                found += filter(None, works)
        if len(items) < 2 or not (strong or says or legal):
            continue
        found += _villages(items)
        trades = sum(_is_trade(item.text) for item in items)
        for item, site in zip(items, sites, strict=True):
            if item.placed < item.start and site is not None:
                continue
            cls = _class(item.text, firms=says or legal or (trades > 1 and strong))
            if cls is not None:
                found.append(Candidate(item.start, item.end, cls, f"bodies:{cls.lower()}.visited"))
    return [*found, *_stops(scene), *_gathered(scene)]


def _unknown(scene: Scene, items: Sequence[Item], *, towns: bool) -> Iterator[Candidate]:
    """Give the names among items of a list of sites whose ends say nothing of them; with `towns` all short ones."""
    for item in items:
        if is_quoted(item.text):
            yield Candidate(item.start, item.end, named_class(item.text), f"{_ITEM}.quoted")
        elif is_named(item.text) or (towns and len(item.text) < _SHORTEST):
            place = scene.place_starts.get(item.start)
            led = place is not None and place.end < item.end and place.kind not in {"full", "town"}
            if place is not None and scene.text[place.end : item.end].lstrip("和") in load().by_name:
                continue
            yield Candidate(item.start, item.end, named_class(item.text), f"{_ITEM}.placed" if led else _ITEM)
        elif is_coined(item.text):
            # A firm or a place: the judge has to say.
            yield Candidate(item.start, item.end, FIRM, "bodies:firm.visited")
            yield Candidate(item.start, item.end, PLACE, _ITEM)


def _villages(items: Sequence[Item]) -> Iterator[Candidate]:
    """Give the towns and villages of a list whose names are words of the language: 青石镇、|沿江村、九重镇."""
    named = [item for item in items if _VILLAGE.fullmatch(item.text)]
    for item in named if len(named) > 1 else ():
        core = item.text[:-1]
        if (
            not GRAMMAR.search(core)
            and core not in words("village_kinds")
            and core not in words("generic")
            and item.text not in load().nouns
        ):
            yield Candidate(item.start, item.end, PLACE, "bodies:place.visited")


def _stops(scene: Scene) -> Iterator[Candidate]:
    """Give the sites at the head of a sentence: 在清江文化馆、北坡小学，…."""
    for match in _AT.finditer(scene.text):
        for item in items_of(scene, match.start("list"), match["list"], least=1):
            if (site := site_of(item)) is not None:
                yield site
            elif match["end"] is None and (works := works_of(item)) is not None:
                yield works


def _whole(scene: Scene, item: Item, part: Candidate | None) -> Candidate | None:
    """Return the firm or park whose last words are `part` as long as its item of the list: 鑫梅|铁皮石斛产业园."""
    if part is None or not item.start < part.start or _OUTER.search(item.text[: part.start - item.start]):
        return None
    before = scene.tokens[scene.before(item.start + 1) : scene.before(part.start) + 1]
    first = before[0]
    if first.start != item.start or (first.end - first.start > 1 and is_verb(scene.text[first.start : first.end])):
        return None
    between = [token for token in before if scene.text[token.start : token.end] not in _BRACKETS]
    if any(token.kind in {"break", "count"} or _stands_apart(scene, token, item.start) for token in between):
        return None
    if scene.text.count("（", item.start, part.start) != scene.text.count("）", item.start, part.start):
        return None
    if all(token.kind in {"generic", "trade", "role", "count"} for token in before):
        return None
    return Candidate(item.start, item.end, part.cls, f"bodies:{part.cls.lower()}.item")


def _stands_apart(scene: Scene, token: Token, start: int) -> bool:
    """Return whether a word of grammar or a verb stands in no name; one character behind a leading place may."""
    if token.kind not in {"func", "stop"} or scene.text[token.start : token.end] in data("inner"):
        return False
    place = scene.place_starts.get(start)
    return token.end - token.start > 1 or place is None or place.end != token.start or scene.text[token.start] in _APART


def _gathered(scene: Scene) -> Iterator[Candidate]:
    """Give the firms of lists that say so at their end, or that at least two names with a trade stand in."""
    for match in _here().finditer(scene.text) if _called().search(scene.text) else ():
        first = match["list"].split("、")[0]
        # What stands before the first name: 园区引进了|云澜科技.
        skipped = max((verb.end() for verb in _verbs().finditer(first)), default=0)
        items = list(items_of(scene, match.start("list") + skipped, match["list"][skipped:]))
        says = match["firms"] is not None and any(_is_trade(i.text) or LEGAL.search(i.text) for i in items)
        trades = sum(_is_trade(item.text) for item in items)
        for item in items if says or trades > 1 else ():
            if _class(item.text, firms=says) == FIRM:
                yield Candidate(item.start, item.end, FIRM, "bodies:firm.visited")


def _class(text: str, *, firms: bool) -> str | None:
    """Return what a bare name is: a place or firm by its end; a firm if the list is one of `firms`; else None."""
    lexicon = load()
    if (
        len(text) > _LONGEST
        or "“" in text
        or GRAMMAR.search(text)
        or text in lexicon.nouns
        or text in lexicon.verbs
        or text in lexicon.by_name
    ):
        return None
    if ends(text, "common"):
        return None
    if LEGAL.search(text):
        return FIRM if len(text) > _SHORTEST else None
    if ends(text, "places") or ends(text, "services"):
        return None if text.endswith(_BASE) and is_plain(text.removesuffix(_BASE)) else PLACE
    if _is_trade(text):
        return FIRM
    tail = ends(text, "trades")
    # 中|建材 is a name, 现代|农业 is none.
    return FIRM if firms and len(text) <= _COINED and len(text) - len(tail) in {1, len(text)} else None


def _is_trade(text: str) -> bool:
    """Return whether a text is a name proper and a trade: 云澜|科技, and not 现代|农业."""
    tail = ends(text, "trades")
    core = text[: len(text) - len(tail)] if tail else ""
    return len(core) > 1 and core not in data("cores") and core not in load().nouns


@cache
def _lists() -> Quick:
    row = patterns("visits")
    return Quick(f"(?:(?P<strong>{row['strong']})|{row['weak']}){_LIST}")


@cache
def _here() -> re.Pattern[str]:
    """Return the expression for a list of those who are here, up to what its end calls them."""
    return re.compile(f"(?:^|(?<=[，。；：\\n])){_HELD[:-1]}?){_called().pattern}")


@cache
def _called() -> re.Pattern[str]:
    """Return the expression for what the end of such a list calls them."""
    row = patterns("visits")
    return re.compile(f"等(?:(?P<firms>{row['firms'][1:]})|{row['works']})")


@cache
def _verbs() -> re.Pattern[str]:
    row = patterns("visits")
    return re.compile(f"{row['here']}|{row['strong']}|{row['weak']}")

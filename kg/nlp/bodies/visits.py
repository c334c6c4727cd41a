"""Names that stand bare in a list: of a visit (来到云澜科技、清江公园), or of those who are here (引进了云澜等企业)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kg.lexicon import load
from kg.naming.words import patterns, words
from kg.nlp.bodies.listed import lies_in
from kg.nlp.bodies.scene import Scene, Token
from kg.nlp.bodies.speech import is_verb, only_describes, tag_of
from kg.nlp.candidates import Candidate
from kg.patterns import Quick

FIRM, PLACE, PROJECT = "Firm", "Place", "Project"
_HELD = r"(?P<list>[^，。；：！？\n“”《》]{5,200})"
_LIST = r"(?P<list>[^，。；：！？\n《》]{5,400})"
_VILLAGE = re.compile("[\u4e00-\u9fff]{2,4}?村(?=(?![民委务部级集]|社区|安置)[\u4e00-\u9fff]{4})")
"""白泥镇|桂花村|小叶苦丁茶基地."""
_AT = re.compile(r"(?:^|[，。；\n])在(?P<list>[^，。；：！？\n《》]{5,200}?)(?P<end>里|内|上|中|时|后|前|下|期间)?，")
"""Where something happens at the head of a sentence: 在清江文化馆，…."""
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）·“”/.×-]{2,44}")
_BRACKETS = frozenset("（）")
_SPLIT = re.compile("以及|、")
_LAST = re.compile("以及|和|及|与")
_GRAMMAR = re.compile("[的了在对将把被为从向让使给有是并个其要应须]")
_LEGAL = re.compile("(?:公司|集团|厂)$")
_SHORTEST = 3
"""A legal form and one character are no name: 本公司, 水厂."""
_LONGEST = 14
"""The longest bare name."""
_NUMBERED = re.compile("[0-9]+(?:国道|省道|县道|乡道|高速|号|线|米)")
"""351国道: a number that belongs to a name."""
_PROJECT = re.compile("(?:项目|工程)(?:[一二三四]期|（[一二三四]期）)?$")
_OWNER = re.compile("公司|集团|合作社|开发区|园区|高新区|经开区|产业园(?![区（])|工业园(?![区（])|(?<=[镇乡])[\u4e00-\u9fff]{1,4}?村")
_BUILT = re.compile("[新扩筹兴]建|建设|建一|[建投](?=[0-9两三])")
"""在清江产业园|建设轴承基地: what is done there."""
_BUILDING = re.compile("(?:[新扩筹兴改迁]建|建设|投资|上马|签约|打造|实施)(?=.{3})")
"""在清江产业园|建设年产5万套轴承项目, and not 清江大桥建设|项目."""
_WHOLE = frozenset({FIRM, "Park"})
_OUTER = re.compile(
    "公司|集团|企业|客户|商户|单位|龙头|产业园|开发区|园区|高新区|经开区|工业园|工业区|新区|(?:[镇乡县区市省村]|街道)$|）$"
)
"""What a firm or park lies in, or another one before it: no part of its name."""
_BASE = "基地"
_HALLS = ("馆", "展示中心", "展览中心", "展销中心", "服务中心", "大厅", "旧址", "故居", "陵园")
"""How a building is called that is no part of what it is named after: 清江开发区|规划展示馆."""
_UNITS = frozenset({"社区", "小区"})
_LEAST = 2
"""Characters of a site's name before the word for what it is."""
_COMMON_TAGS = frozenset({"n", "vn", "v"})
_APART = frozenset("的在是有到等")
_LEADING = frozenset({"stop", "func", "count"})
_MUST = frozenset("要应需能可")
_COINED = 6
"""The longest name that is taken for a firm's with no trade in it."""


class _Item(NamedTuple):
    start: int
    end: int
    text: str
    placed: int
    """Where the town or zone begins that it lies in, directly before it; else its own start."""


def find_visits(scene: Scene, known: Iterable[Candidate]) -> list[Candidate]:
    """Return the firms and places that `text` lists as visited and names by nothing but a short name.

    Of the firms and parks that are `known` and stand in such a list, it returns what is longer there: an item of a
    list is one name from its first character, whatever words it is cut into.
    """
    found: list[Candidate] = []
    ends = {c.end: c for c in sorted(known, key=lambda c: -c.start) if c.cls in _WHOLE}
    for match in _lists().finditer(scene.text):
        items = list(_items(scene, match.start("list"), match["list"], least=1))
        found += [whole for item in items if (whole := _whole(scene, item, ends.get(item.end))) is not None]
        strong = match["strong"] is not None
        says = _says_firms().search(match["list"]) is not None
        legal = any(_LEGAL.search(item.text) for item in items)
        found += [site for item in items if strong and (site := _site(item)) is not None]
        if (strong or _says_works().search(match["list"])) and not _says_work().search(match["list"]):
            found += [work for item in items if (work := _works(item)) is not None]
        if len(items) < 2 or not (strong or says or legal):
            continue
        trades = sum(_is_trade(item.text) for item in items)
        for item in items:
            if item.placed < item.start and _site(item) is not None:
                continue
            cls = _class(item.text, firms=says or legal or (trades > 1 and strong))
            if cls is not None:
                found.append(Candidate(item.start, item.end, cls, f"bodies:{cls.lower()}.visited"))
    return [*found, *_stops(scene), *_gathered(scene)]


def _stops(scene: Scene) -> Iterator[Candidate]:
    """Give the sites at the head of a sentence: 在清江文化馆、北坡小学，…."""
    for match in _AT.finditer(scene.text):
        for item in _items(scene, match.start("list"), match["list"], least=1):
            if (site := _site(item)) is not None:
                yield site
            elif match["end"] is None and (works := _works(item)) is not None:
                yield works


def _whole(scene: Scene, item: _Item, part: Candidate | None) -> Candidate | None:
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
    if token.kind not in {"func", "stop"}:
        return False
    place = scene.place_starts.get(start)
    return token.end - token.start > 1 or place is None or place.end != token.start or scene.text[token.start] in _APART


def _gathered(scene: Scene) -> Iterator[Candidate]:
    """Give the firms of lists that say so at their end, or that at least two names with a trade stand in."""
    for match in _here().finditer(scene.text) if _called().search(scene.text) else ():
        first = match["list"].split("、")[0]
        # What stands before the first name: 园区引进了|云澜科技.
        skipped = max((verb.end() for verb in _verbs().finditer(first)), default=0)
        items = list(_items(scene, match.start("list") + skipped, match["list"][skipped:]))
        says = match["firms"] is not None and any(_is_trade(i.text) or _LEGAL.search(i.text) for i in items)
        trades = sum(_is_trade(item.text) for item in items)
        for item in items if says or trades > 1 else ():
            if _class(item.text, firms=says) == FIRM:
                yield Candidate(item.start, item.end, FIRM, "bodies:firm.visited")


def _items(scene: Scene, offset: int, listed: str, *, least: int = 2) -> Iterator[_Item]:
    """Give the items of a list without the words around their names, if it has at least so many."""
    parts = _spans(listed, _SPLIT)
    if len(parts) < least and not _LAST.search(listed):
        return
    start, end = parts.pop()
    closed = _close().search(listed, start + 2, end)
    end = closed.start() if closed else end
    parts += [(start + a, start + b) for a, b in _spans(listed[start:end], _LAST)]
    for a, b in parts:
        begin = a
        while (lead := _before().match(listed, begin)) and lead.end() > begin:
            begin = lead.end()
        begin = _behind_verbs(scene, offset + begin, offset + b) - offset
        placed = begin
        begin = _behind_place(scene, offset + begin, offset + b) - offset
        village = _VILLAGE.match(listed, begin, b) if begin > placed else None
        begin = village.end() if village is not None else begin
        text = listed[begin:b]
        if _ITEM.fullmatch(text):
            yield _Item(offset + begin, offset + b, text, offset + placed)


def _spans(text: str, sign: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the stretches of a text between the matches of `sign`."""
    spans, start = [], 0
    for match in sign.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, len(text))]


def _behind_verbs(scene: Scene, start: int, end: int) -> int:
    """Return where a name begins behind verbs and words of grammar: 邀请|泓泰金属, 要|重视|纺织."""
    for token in scene.tokens[scene.before(start + 1) :]:
        text = scene.text[token.start : token.end]
        leads = text in _MUST or (len(text) > 1 and (token.kind in _LEADING or text in load().verbs))
        if token.start != start or token.end > end or not leads or _NUMBERED.match(scene.text, start):
            break
        start = token.end
    return start


def _behind_place(scene: Scene, start: int, end: int) -> int:
    """Return where a name begins behind the town or zone it lies in, if more than a trade or a service follows it."""
    place = scene.place_starts.get(start)
    if place is None or place.end >= end or place.kind not in {"full", "town"}:
        return start
    city = scene.place_starts.get(place.end)
    if (
        city is not None
        and city.end < end
        and lies_in(scene.text[start : place.end], scene.text[city.start : city.end])
    ):
        return place.end  # 山海关区|秦皇岛…有限公司
    if end - place.end < 3 or scene.text[place.end : end] in _data("trades"):
        return start
    if _ends(scene.text[start:end], "services"):
        return start
    return place.end


def _class(text: str, *, firms: bool) -> str | None:
    """Return what a bare name is: a place or firm by its end; a firm if the list is one of `firms`; else None."""
    lexicon = load()
    if (
        len(text) > _LONGEST
        or _GRAMMAR.search(text)
        or text in lexicon.nouns
        or text in lexicon.verbs
        or text in lexicon.by_name
    ):
        return None
    if _ends(text, "common"):
        return None
    if _LEGAL.search(text):
        return FIRM if len(text) > _SHORTEST else None
    if _ends(text, "places") or _ends(text, "services"):
        return None if text.endswith(_BASE) and _is_plain(text.removesuffix(_BASE)) else PLACE
    if _is_trade(text):
        return FIRM
    tail = _ends(text, "trades")
    # 中|建材 is a name, 现代|农业 is none.
    return FIRM if firms and len(text) <= _COINED and len(text) - len(tail) in {1, len(text)} else None


def _site(item: _Item) -> Candidate | None:
    """Return the site that an item names by its end: 清江|文化馆, with its town where the rest only says what it is."""
    end = max((_ends(item.text, "places"), _ends(item.text, "services")), key=len)
    core = item.text[: len(item.text) - len(end)]
    plain = _is_plain(core)
    if (
        not end
        or end in _UNITS
        or len(core) < _LEAST
        or (end in _data("common") and core.endswith("”"))
        or (plain and item.placed == item.start)
        or _GRAMMAR.search(item.text)
        or _LEGAL.search(core)
        or _BUILT.search(core)
    ):
        return None
    source = "bodies:place.hall" if end.endswith(_HALLS) else "bodies:place.visited"
    return Candidate(item.placed if plain else item.start, item.end, PLACE, source)


def _works(item: _Item) -> Candidate | None:
    """Return the project that an item names, behind whose it is and the zone it lies in.

    It says that it is one (X公司|寺前养猪场项目), or what is done to something: 清江公园|改造提升.
    """
    head = _PROJECT.search(item.text)
    cut = head.start() if head is not None else len(item.text) - len(_ends(item.text, "works_ends"))
    # G357青石镇至清江开发区…工程 leads from one to the other.
    owners = [] if "至" in item.text else _OWNER.finditer(item.text, 0, cut)
    owned = max((owner.end() for owner in owners), default=0)
    core = item.text[owned:cut]
    if cut == len(item.text) or len(core) < _LEAST or _GRAMMAR.search(core) or _BUILDING.search(core):
        return None
    if head is not None:
        plain = only_describes(core) or core in _data("common")
        return None if plain else Candidate(item.start + owned, item.end, PROJECT, "bodies:project.item")
    start = item.placed if owned == 0 and _is_plain(core) else item.start + owned
    if _is_plain(core) and start == item.start:
        return None
    return Candidate(start, item.end, PROJECT, "bodies:project.item")


def _is_plain(core: str) -> bool:
    """Return whether words only say what kind of site one is: 生产|基地, 辣椒|交易市场."""
    lexicon = load()
    return (
        core in lexicon.nouns
        or core in lexicon.verbs
        or core in words("trades")
        or core in words("generic")
        or tag_of(core) in _COMMON_TAGS
    )


def _is_trade(text: str) -> bool:
    """Return whether a text is a name proper and a trade: 云澜|科技, and not 现代|农业."""
    tail = _ends(text, "trades")
    core = text[: len(text) - len(tail)] if tail else ""
    return len(core) > 1 and core not in _data("cores") and core not in load().nouns


def _ends(text: str, name: str) -> str:
    """Return the longest entry of a list that a text ends with, and is not itself; empty if none."""
    entries = _data(name)
    return next((text[cut:] for cut in range(1, len(text) - 1) if text[cut:] in entries), "")


@cache
def _data(name: str) -> frozenset[str]:
    return frozenset(patterns("visits")[name])


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


@cache
def _says_firms() -> re.Pattern[str]:
    return re.compile(patterns("visits")["firms"])


@cache
def _says_works() -> re.Pattern[str]:
    return re.compile(patterns("visits")["sites"])


@cache
def _says_work() -> re.Pattern[str]:
    return re.compile(patterns("visits")["matters"])


@cache
def _close() -> re.Pattern[str]:
    return re.compile(patterns("visits")["close"])


@cache
def _before() -> re.Pattern[str]:
    return re.compile(patterns("visits")["before"])

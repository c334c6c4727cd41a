"""Short names of firms with no legal form: 三川重工, names in lists of firms, names beside known short names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.lexicon import Matcher, load, matcher
from kg.naming.anatomy import anatomy
from kg.naming.words import words
from kg.nlp.bodies.coined import find_builders, find_coined
from kg.nlp.bodies.edges import is_coined, walk
from kg.nlp.bodies.scene import Scene, Token
from kg.nlp.bodies.speech import is_proper, is_verb, is_weak
from kg.nlp.bodies.sure import is_sure
from kg.nlp.bodies.titled import find_titled
from kg.nlp.candidates import Candidate
from kg.patterns import stretches

_SIGNS = re.compile(r"[，。；：！？\n]")
_AND_MORE = re.compile(
    r"(?:等(?:[0-9一二三四五六七八九十多数]{1,6}[多余]?[家户]?)?"
    r"|(?<![0-9一二两三四五六七八九十])[0-9一二两三四五六七八九十]{1,4}[家户])"
    r"(?:[^，。；、等和及与部单地]|(?<=[工造])及(?=配套)|(?<=家[一-鿿]{2})、){0,14}?(?:企业|公司|厂家|厂商)"
)
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{3,10}")
_PARALLEL = re.compile(r"[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){1,40}(?=等|[，。；]|和|与)")
_NO_FIRMS = (
    "项目",
    "工程",
    "城",
    "园",
    "区",
    "村",
    "镇",
    "乡",
    "街道",
    "基地",
    "中心",
    "局",
    "医院",
    "学校",
    "公园",
    "广场",
)
_KINDS_OF = ("离", "酸", "碱", "氢", "离子", "酸子", "碱子", "氢子")
"""锂离子|电池, 铅酸|电池: what goods are made of."""
_OWNERS = frozenset({"集团", "公司"})
"""What ends the name of a firm whose own firms may follow it: 汾河矿业集团|水口煤业."""
_FAMED = re.compile("之[乡都城王冠最星源]")
"""What a place is called for what it makes: 中国轴承之乡."""
_SHARED = frozenset({"农业", "旅游", "文旅"})
_NAME = 2
"""No name of a firm with its trade is that short."""
_FEW = 2
"""No more names of two characters say nothing of a list."""
_OF_PERSONS = re.compile("[^，。；]{1,18}?(?:企业|公司)(?:家|主|负责人|代表|高管|人)")
"""王强、李明等企业负责人: a list of persons."""
_MEASURED = frozenset({"产能", "年产能", "产量", "产值", "销量", "订单", "项目"})
_NO_FIRST = frozenset(
    "新大小老多各该本某上下前后高低年月日省市县区州盟旗镇乡村级类型种全外内原个家户名条项批"
    "第一二三四五六七八九十百千万亿两几数"
)


def find_brands(scene: Scene, firms: Iterable[Candidate], cls: str) -> list[Candidate]:
    """Return the short names of firms that `text` gives without a legal form, outside the names in `firms`."""
    firms = list(firms)
    taken = {position for firm in firms for position in range(firm.start, firm.end)}
    spans = [(start, end, "known") for start, end, _ in _known().scan(scene.text) if _stands_alone(scene, start, end)]
    spans += [(*span, "parallel") for span in _parallel(scene, firms)]
    spans += [(*span, "brand") for span in _branded(scene)]
    spans += [(*span, "titled") for span in find_titled(scene)]
    spans += [(*span, "coined") for span in find_coined(scene)]
    spans += [(*span, "builder") for span in find_builders(scene.text)]
    named = {firm.end for firm in firms} | {end for _, end, _ in spans}
    spans += [(*span, "list") for span in _listed(scene, named)]
    kinds = {(_behind_town(scene, start, end), end): kind for start, end, kind in reversed(spans)}
    return [
        Candidate(start, end, cls, f"bodies:firm.{kind}")
        for (start, end), kind in kinds.items()
        if start not in taken and end - 1 not in taken and not _is_of_two(scene.text[start:end])
    ]


def _is_of_two(name: str) -> bool:
    """Return whether what looks like a name is a trade that two provinces share: 闽台|农业."""
    return name[2:] in _SHARED and all(char in load().abbreviations for char in name[:2])


def _behind_town(scene: Scene, start: int, end: int) -> int:
    """Return where a short name begins: behind the town or village that says where the firm is (青石镇|鸿旺牧业)."""
    place = scene.place_starts.get(start)
    named = place is not None and place.kind == "town" and end - place.end > _NAME
    return place.end if place is not None and named else start


def _stands_alone(scene: Scene, start: int, end: int) -> bool:
    """Return whether a known name is cut as words are, and no noun follows that makes it a brand of goods."""
    index = scene.before(end)
    return scene.is_edge(start) and scene.is_edge(end) and _closed(scene, index + 1)


def _branded(scene: Scene) -> list[tuple[int, int]]:
    """Return the spans of a coined name and a trade that stand by themselves: 三川重工, 云城澜达化学."""
    found = []
    ends, placed = words("brand_ends"), words("brand_placed")
    for index, (start, end, kind) in enumerate(scene.tokens):
        if kind not in {"trade", "generic", "word"}:
            continue
        trade = scene.text[start:end]
        if trade not in ends and trade not in placed:
            continue
        first = _coined_before(scene, index) if index else None
        if first is not None and first.kind != "place" and trade not in ends:
            continue
        if first is not None and (_closed(scene, index + 1) or is_sure(scene, first, index)):
            found.append((first.start, end))
        elif index and trade in words("brand_only") and _closed(scene, index + 1):
            place, before = scene.tokens[index - 1], scene.tokens[index - 2] if index > 1 else None
            if place.kind == "place" and place.end == start and _opens(before):
                found.append((place.start, end))
    return found


def _opens(before: Token | None) -> bool:
    """Return whether a name may begin behind this word."""
    return before is None or before.kind in {"break", "stop", "func", "head", "role"}


def _coined_before(scene: Scene, index: int) -> Token | None:
    """Return the first word of a coined name of two to four characters before a trade, with the place before it."""
    at = index - 1
    while at > 0 and scene.tokens[at].kind == "trade" and index - at < 3:
        at -= 1
    last = at
    while at >= 0 and _coins(scene, at, last) and scene.tokens[last].end - scene.tokens[at].start <= 4:
        at -= 1
    size = scene.tokens[last].end - scene.tokens[at + 1].start if at < last else 0
    if size < 2 and _is_core(scene, last, _text(scene, index)):
        at = last - 1
    elif size < 2 or size > 3 or (size < 3 and _text(scene, at + 1) in _NO_FIRST and not _is_placed(scene, at + 1)):
        return None
    if scene.text.endswith(_KINDS_OF, 0, scene.tokens[last].end):
        return None
    if at >= 0 and scene.tokens[at].kind == "place":
        return scene.tokens[at]
    opened = at < 0 or _opens(scene.tokens[at]) or _text(scene, at) in _OWNERS
    return scene.tokens[at + 1] if opened else None


def _is_placed(scene: Scene, index: int) -> bool:
    """Return whether a place stands directly before the word at `index`."""
    before = scene.tokens[index - 1] if index else None
    return before is not None and before.kind == "place" and before.end == scene.tokens[index].start


def _coins(scene: Scene, index: int, last: int) -> bool:
    """Return whether one character is part of a coined name whose last word is `last`.

    One of grammar is behind a place (云城|正泰|电气), and 和 behind one character, which is no name: 嘉和新材.
    """
    token, text = scene.tokens[index], _text(scene, index)
    if token.kind != "func":
        return token.kind == "char"
    if text == "和" and index and (index == last or scene.tokens[last].kind == "char"):
        first, before = scene.tokens[index - 1], scene.tokens[index - 2] if index > 1 else None
        return first.kind == "char" and (before is None or before.kind in {"break", "place", "func", "stop", "count"})
    return is_weak(text) and _is_placed(scene, index)


def _is_core(scene: Scene, index: int, trade: str) -> bool:
    """Return whether one word is the coined name before a trade: a name, or any word before 铜业, 药业 and the like."""
    token, text = scene.tokens[index], _text(scene, index)
    if token.kind == "proper" or (token.kind == "word" and is_proper(text)):
        return True
    return token.kind == "word" and len(text) == 2 and trade[-1] == "业" and text not in words("generic")


def _text(scene: Scene, index: int) -> str:
    return scene.text[scene.tokens[index].start : scene.tokens[index].end]


def _closed(scene: Scene, index: int) -> bool:
    """Return whether a short name may end before this word: before punctuation, grammar, a verb or a role."""
    if index >= len(scene.tokens):
        return True
    if _FAMED.match(scene.text, scene.tokens[index].start):
        return False
    if _text(scene, index) in _MEASURED:
        return False  # 钠离子电池|产能: goods, whatever the name before looks like.
    kind = scene.tokens[index].kind
    return kind in {"break", "func", "stop", "role", "count", "place"} or (
        kind == "word" and is_verb(_text(scene, index))
    )


def _listed(scene: Scene, named: set[int]) -> list[tuple[int, int]]:
    """Return the spans of the items of lists such as X消防、Y实业等企业; `named` are the ends of the firms found."""
    found = []
    for first, last in stretches(_AND_MORE, scene.text, signs=_SIGNS, least=4, most=160):
        offset, items = first, scene.text[first:last].split("、")
        known, rest, pairs, sure = [], [], [], 0
        for item in items if len(items) > 1 else ():
            span = _item(scene, offset, offset + len(item))
            end = offset + len(item)
            sure += span is not None or end in named
            if span is not None:
                known.append(span)
            elif end not in named and offset > first and _is_whole(scene, offset, end):
                rest.append((offset, end))
            elif end not in named and (pair := _pair(scene, offset, end)) is not None:
                pairs.append(pair)
            offset = end + 1
        found += known
        # In a list of firms those that look like none are firms too: 三川重工、海中捞、小鹤出行等企业.
        found += rest if sure > max(1, len(rest)) else []
        # Names of two characters, where there are enough of them or a firm stands beside: 中祎、凯澍、云澜科技等企业.
        found += pairs if (sure or len(pairs) > _FEW) and not _OF_PERSONS.match(scene.text, last) else []
    return found


def _pair(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of two characters that are no words, which end an item of a list and may name a firm."""
    index = scene.before(end)
    pair = scene.tokens[max(0, index - 1) : index + 1]
    if len(pair) < 2 or pair[0].start < start or pair[1].end != end or pair[0].end != pair[1].start:
        return None
    if any(token.kind != "char" for token in pair) or scene.text[pair[0].start] in _NO_FIRST:
        return None
    whole = pair[0].start == start or scene.tokens[index - 2].kind in {"stop", "func", "head", "role"}
    return (pair[0].start, end) if whole else None


def _is_whole(scene: Scene, start: int, end: int) -> bool:
    """Return whether an item of a list may be a name as a whole: no division, no common word, no verb before it."""
    text = scene.text[start:end]
    first = scene.tokens[scene.before(start + 1)]
    plain = text in load().by_name or text in words("generic") or text in words("trades") or text.endswith(_NO_FIRMS)
    return (
        _ITEM.fullmatch(text) is not None
        and not plain
        and (
            first.kind in {"word", "char", "proper", "latin", "trade"}
            or (first.kind == "place" and end - first.end > 2)
        )
    )


def _item(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a firm's short name that ends an item of a list: a name and a trade, or a coined name."""
    edge = walk(scene, end, "firm", reach=10)
    begin = max(edge.start, start)
    text = scene.text[begin:end]
    if _ITEM.fullmatch(text) is None or text in load().by_name or begin != edge.start:
        return None
    if any(token.kind == "stop" for token in edge.tokens) or is_verb(_first_word(scene, edge.tokens)):
        return None
    tail = next((cut for cut in range(begin + 2, end - 1) if _is_tail(scene.text[cut:end])), None)
    if tail is None:
        own = [token for token in edge.tokens if token.kind != "place"]
        return (begin, end) if len(text) <= 5 and own and is_coined(scene, own) else None
    return None if scene.text[begin:tail] in _plain() else (begin, end)


def _first_word(scene: Scene, tokens: tuple[Token, ...]) -> str:
    return scene.text[tokens[0].start : tokens[0].end]


def _is_tail(text: str) -> bool:
    return text in words("trades") or text in {"股份", "集团", "控股"}


def _parallel(scene: Scene, firms: list[Candidate]) -> list[tuple[int, int]]:
    """Return the items of lists in which a firm of the page stands by its name proper: 华澜、云恒、东岳等."""
    cores = {anatomy(scene.text[f.start : f.end]).core for f in firms if f.source.endswith(("legal", "group"))}
    cores = {core for core in cores if 2 <= len(core) <= 4}
    if not cores:
        return []
    starts = {start for start, _, _ in matcher(sorted(cores), once=True).scan(scene.text)}
    found = []
    for match in _PARALLEL.finditer(scene.text):
        items, offset = [], match.start()
        for item in match[0].split("、"):
            end = offset + len(item)
            items.append((max(offset, walk(scene, end, "firm", reach=6).start), end))
            offset = end + 1
        if any(start in starts and scene.text[start:end] in cores for start, end in items):
            found += [
                span
                for span in items
                if scene.text[slice(*span)] not in _plain() and scene.text[slice(*span)] not in load().by_name
            ]
    return found


@cache
def _known() -> Matcher:
    return matcher(sorted(words("known_firms")))


@cache
def _plain() -> frozenset[str]:
    return load().nouns | words("trades") | words("generic")

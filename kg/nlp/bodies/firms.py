"""Firms: …有限公司, …集团, …厂, …银行, and the short names that stand in lists of firms."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import Matcher, load, matcher
from kg.nlp.bodies.edges import Edge, has_core, has_proper, is_coined, walk
from kg.nlp.bodies.scene import Scene, Token, is_verb, tag_of
from kg.nlp.bodies.words import kinds, words
from kg.nlp.candidates import Candidate

CLASS = "Firm"
_NOT_AFTER = {
    "集团": re.compile(r"[军化式]"),
    "厂": re.compile(r"[房区家商长址矿门]"),
    "公司": re.compile(r"[制化]"),
    "银行": re.compile(r"[业卡家账]"),
    "超市": re.compile(r"[里内]"),
}
_LISTED = re.compile(
    r"(?P<list>[^，。；：！？\n]{4,160}?)等(?:[0-9一二三四五六七八九十多数]+[多余]?[家户]?)?[^，。；、等]{0,8}?(?:企业|公司|厂家|厂商)"
)
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{3,10}")
_NOT_BEFORE = {"厂": re.compile(r"[工建设办进出入到回离全该本各每总分]$"), "店": re.compile(r"[商书饭酒门分]$")}
_PLAIN_CHARS = frozenset(
    "新大小老多各该本某上下前后高低年月日省市县区州盟旗镇乡村级类型种全外内原个家户名条项批第一二三四五六七八九十百千万亿两几数"
)
_LEFT_QUOTE = re.compile(r"“[^“”]{2,8}”$")


def find_firms(scene: Scene) -> list[Candidate]:
    """Return the firms that a text names, parts and wholes, in the order of their offsets."""
    found = []
    table = kinds("firm_heads")
    for start, end, index in _heads().scan(scene.text):
        head = _heads().names[index]
        candidate = _firm(scene, start, end, head, table[head])
        if candidate is not None:
            found.append(candidate)
    return sorted({*found, *_joined(found, scene), *_listed(scene, found), *_brands(scene, found)})


def _firm(scene: Scene, start: int, end: int, head: str, kind: str) -> Candidate | None:
    refused = next((p for ending, p in _NOT_AFTER.items() if head.endswith(ending)), None)
    if (refused is not None and refused.match(scene.text, end)) or _inside_word(scene, start, end):
        return None
    before = _NOT_BEFORE.get(head)
    if before is not None and before.search(scene.text, start - 1, start):
        return None
    edge = _firm_edge(scene, walk(scene, start, "firm"), kind)
    quote = _LEFT_QUOTE.search(scene.text, max(0, edge.start - 10), edge.start)
    if quote is not None and not has_core(scene, edge.tokens):
        return Candidate(quote.start(), end, CLASS, f"bodies:firm.{kind}")
    if not edge.tokens or end - edge.start < 4 or (kind not in {"legal", "bank"} and _only_wide(scene, edge)):
        return None
    level = edge.tokens[0]
    if kind == "company" and scene.text[level.start : level.end] in set("省市县区州盟旗"):
        trade = scene.text[level.end : start]
        return Candidate(edge.start, end, CLASS, "bodies:firm.level") if trade in words("trades") else None
    enough = has_proper if kind == "legal" else has_core if kind == "group" else is_coined
    if not enough(scene, edge.tokens) or (kind in {"plant", "shop", "trade"} and not _proper_plant(scene, edge, kind)):
        return None
    return Candidate(edge.start, end, CLASS, f"bodies:firm.{kind}")


def _only_wide(scene: Scene, edge: Edge) -> bool:
    """Return whether only a country or province stands before a head: 美国公司, 江西省企业集团 name none."""
    if len(edge.tokens) != 1:
        return False
    text = _text_of(scene, edge.tokens[0])
    return (
        text == "中国" or text in words("regions") or any(d.level == "province" for d in load().by_name.get(text, ()))
    )


def _proper_plant(scene: Scene, edge: Edge, kind: str) -> bool:
    """Return whether a plant or shop has a name of its own, or the place it belongs to directly before it."""
    if kind == "trade":
        return 2 <= len([t for t in edge.tokens]) <= 4 and edge.stopped != "word"
    return is_coined(scene, edge.tokens)


def _firm_edge(scene: Scene, edge: Edge, kind: str) -> Edge:
    """Return the edge after the places that only say where the firm lies: 浙江省杭州市|…, 戴窑镇|…."""
    tokens = list(edge.tokens)
    while len(tokens) > 1 and tokens[0].kind == "place":
        place = scene.place_starts.get(tokens[0].start)
        second = tokens[1]
        chain = second.kind == "place"
        both_short = chain and not _is_full(scene, tokens[0]) and not _is_full(scene, second)
        town = place is not None and place.kind == "town"
        if (chain and not (kind == "legal" and both_short)) or (town and has_core(scene, tokens[1:])):
            tokens.pop(0)
            continue
        break
    return Edge(tokens[0].start if tokens else edge.start, tuple(tokens), edge.stopped)


def _is_full(scene: Scene, token: Token) -> bool:
    place = scene.place_starts.get(token.start)
    return place is not None and place.kind in {"full", "town"}


def _inside_word(scene: Scene, start: int, end: int) -> bool:
    """Return whether a longer word of the dictionary runs across the end of a head: 公司|制, 厂|房."""
    index = scene.before(end)
    token = scene.tokens[index]
    if token.kind == "place" and token.start < start:
        return True
    return token.end > end and token.start <= start + 1 and token.kind != "char"


def _joined(found: list[Candidate], scene: Scene) -> list[Candidate]:
    """Return the wholes of a firm and the firm, branch or plant directly after it: 北方电力公司|云城热电厂."""
    by_end = {candidate.end: candidate for candidate in found}
    joined = []
    for candidate in found:
        first = by_end.get(candidate.start)
        if first is not None and first.start < candidate.start:
            legal = candidate.source.endswith(("legal", "group")) and candidate.start in scene.place_starts
            source = "bodies:firm.joined" if legal else "bodies:firm.branch"
            joined.append(Candidate(first.start, candidate.end, CLASS, source))
    return joined


def _brands(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Return the short names of a coined name and a trade that stand by themselves: 三川重工, 云城澜达化学."""
    taken = {position for c in found for position in range(c.start, c.end)}
    brands = []
    for index, token in enumerate(scene.tokens):
        word = scene.text[token.start : token.end]
        if word not in words("brand_ends") or token.start in taken or not _closed(scene, index + 1):
            continue
        first = _coined_before(scene, index)
        if first is not None and first.start not in taken:
            brands.append(Candidate(first.start, token.end, CLASS, "bodies:firm.brand"))
    return brands


def _coined_before(scene: Scene, index: int) -> Token | None:
    """Return the first word of a coined name of two to four characters before a trade, with the place before it."""
    at = index - 1
    while at > 0 and scene.tokens[at].kind == "trade" and index - at < 3:
        at -= 1
    last = at
    while at >= 0 and scene.tokens[at].kind == "char" and scene.tokens[last].end - scene.tokens[at].start <= 4:
        at -= 1
    size = scene.tokens[last].end - scene.tokens[at + 1].start if at < last else 0
    if size < 2 and scene.tokens[last].kind == "word" and tag_of(_text(scene, last)) in {"nz", "nt"}:
        at = last - 1
    elif size < 2 or size > 3 or _text(scene, at + 1) in _PLAIN_CHARS:
        return None
    if at >= 0 and scene.tokens[at].kind == "place":
        return scene.tokens[at]
    if at >= 0 and scene.tokens[at].kind not in {"break", "stop", "func", "head", "role"}:
        return None
    return scene.tokens[at + 1]


def _text(scene: Scene, index: int) -> str:
    return _text_of(scene, scene.tokens[index])


def _text_of(scene: Scene, token: Token) -> str:
    return scene.text[token.start : token.end]


def _closed(scene: Scene, index: int) -> bool:
    """Return whether a short name may end before this word: before punctuation, grammar, a verb or a role."""
    if index >= len(scene.tokens):
        return True
    kind = scene.tokens[index].kind
    return kind in {"break", "func", "stop", "role", "count", "place"} or (
        kind == "word" and is_verb(_text(scene, index))
    )


def _listed(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Return the short names in lists such as X消防、Y实业等企业."""
    listed = []
    for match in _LISTED.finditer(scene.text):
        offset = match.start("list")
        items = re.split(r"、", match["list"])
        if len(items) < 2:
            continue
        for item in items:
            span = _item(scene, offset, offset + len(item))
            offset += len(item) + 1
            if span is not None and not any(c.start < span[1] and span[0] < c.end for c in found):
                listed.append(Candidate(*span, CLASS, "bodies:firm.list"))
    return listed


def _item(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a firm's short name that ends an item of a list: two characters and a trade."""
    edge = walk(scene, end, "firm", reach=10)
    begin = max(edge.start, start)
    text = scene.text[begin:end]
    if _ITEM.fullmatch(text) is None or text in load().by_name:
        return None
    tail = next((cut for cut in range(begin + 2, end - 1) if _is_tail(scene.text[cut:end])), None)
    if tail is None or scene.text[begin:tail] in _plain():
        return None
    return begin, end


def _is_tail(text: str) -> bool:
    return text in words("trades") or text in {"股份", "集团", "控股"}


@cache
def _plain() -> frozenset[str]:
    return load().nouns | words("trades") | words("generic")


@cache
def _heads() -> Matcher:
    return matcher(kinds("firm_heads"))

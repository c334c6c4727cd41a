"""Where the name of a body begins: a walk to the left from its last words."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg.lexicon import load
from kg.naming.words import kinds, words
from kg.nlp.bodies.scene import Scene, Token
from kg.nlp.bodies.speech import is_proper, is_verb, is_weak, kind_of, tag_of

_REACH = 26
_LED = 14
"""How many characters may stand from a place on to the last words of a name."""
_NATIONS = frozenset({"中国", "中华"})
_OWNED = frozenset({"合资", "独资", "民营", "国有", "集团", "公司", "出资", "投资"})
"""Words for whose a firm is, and for what its owner does: 揭阳|合资|厂, 库尔勒|投资|建设|番茄酱厂."""
_POINTS = frozenset("那这该某几每没各本")
_PLAIN = frozenset({"word", "trade", "generic", "proper", "latin"})
_NOUNS = frozenset({"n", "ns", "vn", "i"})
_BRACKETS = {"）": "（", ")": "("}
_LEVEL_CHARS = frozenset("省市县区州盟旗镇乡村")
_WIDE = frozenset({"国际", "世界", "全国", "国家", "中央", "中华"})
_COMING = frozenset({"来", "下来", "前来", "再来", "莅临", "驻"})
_LEGAL = re.compile("(?:股份)?有限|集团有限|控股有限")
_TOWARDS = frozenset("往到向至赴进")
_ORDINAL = re.compile(r"第[一二三四五六七八九十]+$")
_NAMED_SO = frozenset("派")
_MEASURES = frozenset("个家座批些种类项")


class Edge(NamedTuple):
    """The stretch of a name before its last words, with the words in it."""

    start: int
    tokens: tuple[Token, ...]
    stopped: str
    """Kind of the word before it: ``break`` at the beginning of the text."""


def walk(scene: Scene, head: int, mode: str, *, reach: int = _REACH) -> Edge:
    """Return how far a name that has its last words at `head` reaches to the left.

    `mode` is ``firm``, ``park``, ``org`` or ``place``: what ends the one may be part of the other.
    """
    found: list[Token] = []
    index = scene.before(head)
    if index >= 0 and scene.tokens[index].end > head:
        token = scene.tokens[index]
        if token.start < head:
            part = scene.text[token.start : head]
            found.append(Token(token.start, head, "place" if part in load().by_name else kind_of(part)))
        index -= 1
    stopped = "break"
    while index >= 0:
        token = scene.tokens[index]
        if head - token.start > reach:
            break
        skipped = _bracket(scene, index) if mode in {"firm", "park", "org"} else None
        if skipped is not None and mode == "park" and found and not _in_name(scene, skipped, index):
            skipped = None
        if skipped is not None and mode == "org" and not (found and _is_placed(scene, skipped, index)):
            skipped = None
        if skipped is not None and token.end == (found[-1].start if found else head):
            found.extend(reversed(scene.tokens[skipped : index + 1]))
            index = skipped - 1
            continue
        if _ends(scene, index, found, mode) and not (
            mode in {"firm", "org"} and _led_by_place(scene, index, found, head)
        ):
            stopped = token.kind
            break
        found.append(token)
        index -= 1
    found.reverse()
    return _trim(scene, Edge(found[0].start if found else head, tuple(found), stopped), mode)


def has_core(scene: Scene, tokens: tuple[Token, ...] | list[Token]) -> bool:
    """Return whether words hold a place, a coined name or Latin letters, and not only trades and descriptions."""
    run = 0
    previous_end = -1
    for token in sorted(tokens):
        if token.kind in {"place", "latin", "proper"}:
            return True
        text = scene.text[token.start : token.end]
        if token.kind == "char" or (token.kind == "func" and (run or is_weak(text))):
            run = run + 1 if token.start == previous_end else 1
            previous_end = token.end
            if run >= 2:
                return True
            continue
        if token.kind == "word" and text not in _common():
            return True
        if run and token.start == previous_end and token.kind == "word":
            return True
        run = 0
    return False


def is_coined(scene: Scene, tokens: tuple[Token, ...] | list[Token]) -> bool:
    """Return whether words hold a place, a name, Latin letters, or two characters in a row that are no words."""
    ordered = sorted(tokens)
    return any(
        t.kind in {"place", "latin", "proper"} or (t.kind == "word" and is_proper(scene.text[t.start : t.end]))
        for t in ordered
    ) or any(a.kind == b.kind == "char" and a.end == b.start for a, b in pairwise(ordered))


def has_proper(scene: Scene, tokens: tuple[Token, ...] | list[Token]) -> bool:
    """Return whether words hold a place or a word that is no trade, verb or description, be it a common noun."""
    return has_core(scene, tokens) or any(token.kind == "word" for token in tokens)


def _ends(scene: Scene, index: int, found: list[Token], mode: str) -> bool:
    """Return whether the word at `index` stands before the name whose last words are `found`, and not in it."""
    token = scene.tokens[index]
    text = scene.text[token.start : token.end]
    if token.kind in {"break", "count"}:
        return text not in {"·", "-"}
    right = _outside(scene, found)
    if _joins(scene, index, right, mode):
        return False
    coming = text in _COMING and (mode == "park" or index == 0 or scene.tokens[index - 1].kind != "char")
    if mode in {"park", "place"} and (coming or (mode == "park" and text in words("park_verbs"))):
        return True
    if token.kind == "func":
        return _grammar(scene, index, text, right)
    if (text == "中国" and found and scene.text[found[-1].start] in "（(") or (mode == "org" and text in _WIDE):
        return False
    if token.kind in {"stop", "role", "generic", "head"}:
        return _described(scene, right, token.kind, mode, token.end)
    if token.kind == "trade":
        return text in words("stops") and (has_core(scene, right) or (bool(right) and mode in {"park", "place"}))
    return _word_ends(scene, index, right, mode)


def _led_by_place(scene: Scene, index: int, right: list[Token], head: int) -> bool:
    """Return whether words for a trade alone stand between a place and last words: 思明区|城市|义工|协会."""
    if is_coined(scene, right):
        return False
    end = scene.tokens[index].end
    if end != (right[-1].start if right else head):
        return False
    for token in reversed(scene.tokens[: index + 1]):
        if token.end != end or head - token.start > _LED:
            return False
        text = scene.text[token.start : token.end]
        if token.kind == "place" or text in _NATIONS:
            return True
        noun = token.kind in {"stop", "role"} and tag_of(text) in _NOUNS
        if (token.kind not in _PLAIN and not noun) or text in _OWNED or text[0] in _POINTS or is_verb(text):
            return False
        end = token.start
    return False


def _word_ends(scene: Scene, index: int, right: list[Token], mode: str) -> bool:
    """Return whether a plain word or character ends a name: a verb, or a common noun before a name of its own."""
    token = scene.tokens[index]
    text = scene.text[token.start : token.end]
    if right and right[-1].kind == "place" and token.kind in {"word", "char"}:
        return not _coined_left(scene, index)
    if token.kind != "word":
        return False
    placed = _placed(scene, index)
    if is_verb(text):
        # 民勤县|制冷|产业园: between a place and the last words of a park a verb says what is made there.
        if mode == "firm" and right and not is_coined(scene, right) and _is_named(scene, index):
            return False  # 格锐|制冷|部件有限公司
        return (mode == "park" and not placed) or mode == "place" or (mode != "park" and has_proper(scene, right))
    if mode == "firm" and text in load().by_name and _is_led(scene, index):
        return False
    return not placed and not is_proper(text) and is_coined(scene, right)


def _is_led(scene: Scene, index: int) -> bool:
    """Return whether the word at `index` stands behind a sign, a verb or a word of grammar: in no other name."""
    before = scene.tokens[index - 1] if index else None
    return before is None or before.kind in {"break", "func", "stop"}


def _placed(scene: Scene, index: int) -> bool:
    """Return whether a place stands directly before the word at `index`."""
    before, token = scene.tokens[index - 1], scene.tokens[index]
    return index > 0 and before.kind == "place" and before.end == token.start


def _is_named(scene: Scene, index: int) -> bool:
    """Return whether two characters that are no words stand directly before the word at `index`: a name's own."""
    pair = scene.tokens[max(0, index - 2) : index]
    return len(pair) == 2 and all(t.kind == "char" for t in pair) and pair[1].end == scene.tokens[index].start


def _joins(scene: Scene, index: int, right: list[Token], mode: str) -> bool:
    """Return whether a word that ends other names stands inside this one, by what is on both sides of it."""
    text = scene.text[scene.tokens[index].start : scene.tokens[index].end]
    if mode == "place":
        return not right and _ORDINAL.match(text) is not None
    if mode == "park" and text in {"和", "与"}:
        return _pairs_trades(scene, index, right)
    return mode == "park" and text == "国家" and bool(right) and _placed(scene, index)


def _pairs_trades(scene: Scene, index: int, right: list[Token]) -> bool:
    """Return whether 和 joins two trades behind a place: 永安|石墨|和|石墨烯|产业园."""
    trades = index > 1 and scene.tokens[index - 1].kind == "trade" and bool(right)
    return trades and right[-1].kind == "trade" and _placed(scene, index - 1)


def _outside(scene: Scene, right: list[Token]) -> list[Token]:
    """Return the words that stand in no bracket; `right` runs from the last word to the first."""
    kept, depth = [], 0
    for token in right:
        char = scene.text[token.start]
        depth += (char in "）)") - (char in "（(")
        if not depth and token.kind != "break":
            kept.append(token)
    return kept


def _described(scene: Scene, right: list[Token], kind: str, mode: str, end: int) -> bool:
    """Return whether a verb, role, description or park before the words on its right leaves them as a name."""
    if kind == "generic" and mode in {"park", "org"}:
        return has_core(scene, right)
    if kind == "generic" and mode == "firm":
        return not right or has_core(scene, right)
    if kind == "stop" and mode == "org":
        return True
    if kind == "stop" and mode == "firm" and right and scene.text[end - 1] in _NAMED_SO:
        index = scene.before(end)
        if scene.tokens[index].start == end - 1 and _placed(scene, index):
            return False  # 北京|派|特罗尔公司
    if kind == "head" and mode == "firm" and not right and _LEGAL.match(scene.text, end):
        return False  # 长兴轻纺城|有限公司
    if kind == "head" or mode in {"park", "place"}:
        return mode != "firm" or not right or has_proper(scene, right)
    return (mode == "firm" and not right) or has_proper(scene, right)


def _grammar(scene: Scene, index: int, text: str, right: list[Token]) -> bool:
    """Return whether a word of grammar ends a name: always but inside a coined name (浙江有方, 云之梭)."""
    before = scene.tokens[index - 1] if index else None
    if before is None or before.end != scene.tokens[index].start:
        return True
    after = right[-1].kind if right else "head"
    if len(text) > 1:
        return not (before.kind == "place" and after in {"char", "trade"})
    if _coins_grammar(scene, index, text, after):
        return False
    if is_weak(text):
        has = text == "有" and [before.kind, *(token.kind for token in right[-2:])] == ["place", "char", "char"]
        beside = text == "同" and right and (right[-1].kind == "place" or right[-1].start in scene.place_starts)
        if has or beside:
            return True  # 安吉|有|云澜食品公司, but 浙江有方; 云晖锁业|同|浙江工业大学
        if before.kind == "stop" and scene.text[before.end - 1] in _TOWARDS:
            return False  # 发往|比澜电池: what a verb of going takes is no word of grammar.
        return not (before.kind == "place" and after in {"char", "trade"}) and not _single(scene, index - 1)
    if right and right[-1].kind == "char" and scene.text[right[-1].start] in _LEVEL_CHARS:
        return True  # 县情|和|县|经开区
    joined = bool(right) and right[-1].kind in {"place", "proper"} and before.kind == "char"  # 云澜膜|和|江苏省…学校
    return text != "和" or joined or not _single(scene, index - 1)


def _coins_grammar(scene: Scene, index: int, text: str, after: str) -> bool:
    """Return whether 为, 地 and 之 are of a name: 上海|为烨|…公司, 海伦市|寒地|绿能|…公司, 河北|云贝之光|…公司."""
    before = scene.tokens[index - 1]
    if text == "之":
        return before.kind == "char" and after == "char"
    if text == "为":
        return before.kind == "place" and after == "char"
    placed = index > 1 and scene.tokens[index - 2].kind == "place"
    return text == "地" and before.kind == "char" and after == "trade" and placed


def _single(scene: Scene, index: int) -> bool:
    """Return whether a single character begins a name: no word of grammar can join it to what stands behind it."""
    token = scene.tokens[index]
    if token.kind != "char" or scene.text[token.start] in _LEVEL_CHARS:
        return False
    before = scene.tokens[index - 1] if index else None
    return before is None or before.kind in {"break", "stop", "place", "func", "head"} or before.end - before.start == 1


def _coined_left(scene: Scene, index: int) -> bool:
    """Return whether the word before a place is a name of its own, as in 国网晋江供电公司."""
    token = scene.tokens[index]
    text = scene.text[token.start : token.end]
    if token.kind == "word":
        return text not in _common()
    before = scene.tokens[index - 1] if index else None
    return before is not None and before.kind in {"char", "place"} and before.end == token.start


def _bracket(scene: Scene, index: int) -> int | None:
    """Return the index of the opening bracket where a short bracket of a place or trade ends at `index`."""
    token = scene.tokens[index]
    opening = _BRACKETS.get(scene.text[token.start : token.end])
    if opening is None:
        return None
    for back in range(index - 1, max(-1, index - 6), -1):
        word = scene.tokens[back]
        if scene.text[word.start : word.end] == opening:
            inside = scene.tokens[back + 1 : index]
            return back if inside and all(t.kind not in {"break", "func", "count", "stop"} for t in inside) else None
    return None


def _is_placed(scene: Scene, opening: int, closing: int) -> bool:
    """Return whether a bracket in the name of an organisation holds its place: 江西省（鹰潭）|铜产业研究中心."""
    before = scene.tokens[opening - 1] if opening else None
    inside = scene.tokens[opening + 1 : closing]
    named = before is not None and before.kind in {"place", "proper", "trade", "word", "char"}
    return named and all(token.kind == "place" for token in inside)


def _in_name(scene: Scene, opening: int, closing: int) -> bool:
    """Return whether a bracket stands inside the name of a park: 中国（南宁）|…园, 云能（临江）|…园."""
    inside = all(
        token.kind == "place" or scene.text[token.start : token.end] in _NATIONS
        for token in scene.tokens[opening + 1 : closing]
    )
    before = scene.tokens[opening - 1] if opening else None
    coined = before is not None and (
        before.kind in {"char", "place", "proper"} or (before.kind == "word" and before.end - before.start == 2)
    )
    return _of_china(scene, opening) or (inside and coined)


def _of_china(scene: Scene, opening: int) -> bool:
    """Return whether 中国 stands before the bracket that opens at `opening`: 中国（南宁）|…园."""
    return opening > 0 and scene.text[scene.tokens[opening - 1].start : scene.tokens[opening - 1].end] == "中国"


def _trim(scene: Scene, edge: Edge, mode: str) -> Edge:
    """Return an edge without descriptions at its left: 全国最大的, 国家级."""
    tokens = list(edge.tokens)
    stopped = edge.stopped
    while tokens:
        first = tokens[0]
        if scene.text[first.start] in "（(":
            closing = next((n for n, t in enumerate(tokens) if scene.text[t.start] in "）)"), 0)
            tokens = tokens[closing + 1 :]
            continue
        text = scene.text[first.start : first.end]
        if mode == "org" and text in _WIDE:
            break
        if first.kind in {"role", "break", "stop"} or (
            first.kind == "generic" and has_proper(scene, tokens[1:]) and tokens[1].kind != "break"
        ):
            stopped = first.kind
            tokens.pop(0)
        elif mode == "firm" and len(tokens) > 2 and first.kind == "latin" and text[-1] == "强":
            tokens.pop(0)  # 500强|云澜集团
        elif first.kind == "char" and text in _MEASURES and stopped in {"count", "func", "generic"}:
            tokens.pop(0)
        else:
            break
    end = edge.tokens[-1].end if edge.tokens else edge.start
    return Edge(tokens[0].start if tokens else end, tuple(tokens), stopped)


@cache
def _common() -> frozenset[str]:
    heads = frozenset().union(*(kinds(name) for name in ("firm_heads", "park_heads", "org_heads", "place_heads")))
    lexicon = load()
    return (
        lexicon.nouns
        | lexicon.verbs
        | lexicon.function_words
        | words("trades")
        | words("generic")
        | words("roles")
        | heads
    )

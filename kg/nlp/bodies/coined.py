"""Firms called by a coined word alone, which what stands around it shows to be a firm: 东澜|主要生产…, 客户有澜派等."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from kg.lexicon import load
from kg.naming.words import patterns, words
from kg.nlp.bodies.scene import Scene, Token
from kg.nlp.bodies.speech import is_proper
from kg.patterns import Quick

_REACH = 6
_LONGEST = 5
_SHORTEST = 2
_OPEN = frozenset({"break", "stop", "role"})
_PART = frozenset(
    "均里内后前中上下外时起初末底点共各每整全厂场区县市村镇乡户亩人家社机线窑炉班组队库店站条台套吨年月日天省州盟旗"
    "现原新老该本此其这那哪某所有无可能要应需将已正再又也还都则就只才多少大小高低一二三四五六七八九十百千万亿两几半"
    "我你他她它您咱自己谁们性化型式级类种批款件只头羽株棵粒颗箱袋瓶桶袋了着过的地得和与及或跟同为以于由被把对向从到在"
    "来去心手头口身字词话事情人样说听看想问答学习写读"
    "率领量额值价产销购买卖做用制造生种养收加工建设投资引进出口运输送供应配套"
)
"""Characters of words that are no names: 户均, 村里, 全厂."""
_INNER = frozenset("之以自若")
"""Words of grammar inside coined names: 云之源."""
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,6}")


def find_coined(scene: Scene) -> Iterator[tuple[int, int]]:
    """Give the spans of coined names that what they do, or a list of customers, shows to be firms."""
    for match in _deeds().finditer(scene.text):
        adverb = _adverbs().search(scene.text, max(0, match.start() - _REACH), match.start())
        end = adverb.start() if adverb is not None else match.start()
        span = _name_before(scene, end, surely=match["sure"] is not None)
        if span is not None:
            yield span
    for match in chain.from_iterable(pattern.finditer(scene.text) for pattern in _lists()):
        start = match.start("list")
        for item in match["list"].split("、"):
            if _ITEM.fullmatch(item) is not None and _is_name(scene, start, start + len(item)):
                yield start, start + len(item)
            start += len(item) + 1


def find_builders(text: str) -> Iterator[tuple[int, int]]:
    """Give the spans of firms that build and are called by a number: 中铁十六局."""
    for match in _builders().finditer(text):
        yield match.span()


def _name_before(scene: Scene, end: int, *, surely: bool) -> tuple[int, int] | None:
    """Return the coined name that ends at an offset as the subject of its clause, with the place before it."""
    if not scene.is_edge(end):
        return None
    last = scene.before(end)
    trade = scene.tokens[last].kind == "trade" and last > 0
    whole, end = end, scene.tokens[last].start if trade else end
    last = at = last - trade
    while at >= 0 and end - scene.tokens[at].start <= _LONGEST and _is_part(scene, scene.tokens[at]):
        at -= 1
    start = scene.tokens[at + 1].start if at < last else end
    before = scene.tokens[at] if at >= 0 else None
    if before is not None and before.kind == "place" and before.end == start:
        outer = scene.tokens[at - 1] if at else None
        opened = outer is None or outer.kind in _OPEN
        # 云港|辅料|专做: nothing coined but the place, and what only firms do.
        named = _is_name(scene, start, end) or (surely and trade and start == end)
        return (before.start, whole) if opened and named else None
    if (before is not None and before.kind not in _OPEN) or not _is_name(scene, start, end):
        return None
    person = scene.text[start] in load().surnames and whole - start < 4
    return (start, whole) if surely or not person else None


def _is_part(scene: Scene, token: Token) -> bool:
    text = scene.text[token.start : token.end]
    if token.kind == "char":
        return text not in _PART
    if token.kind == "func":
        return text in _INNER
    return token.kind in {"proper", "latin"} or (token.kind == "word" and is_proper(text) and not _PART & set(text))


def _is_name(scene: Scene, start: int, end: int) -> bool:
    """Return whether whole words between two offsets are coined, and no list has them."""
    text = scene.text[start:end]
    if not _SHORTEST <= len(text) <= _LONGEST or text in load().by_name or text in load().nouns or text.isascii():
        return False
    if text in words("generic") or text in words("trades") or text in load().towns or text in _never():
        return False
    index = scene.before(start + 1)
    if scene.tokens[index].start != start or not scene.is_edge(end):
        return False
    if text[0] in _INNER or text[-1] in _INNER:
        return False
    return all(_is_part(scene, token) for token in scene.tokens[index : scene.before(end) + 1])


@cache
def _never() -> frozenset[str]:
    return frozenset(patterns("coined")["never"])


@cache
def _deeds() -> Quick:
    data = patterns("coined")
    return Quick(f"(?P<sure>{'|'.join(data['sure'])})|(?:{'|'.join(data['likely'])})")


@cache
def _builders() -> Quick:
    return Quick(patterns("coined")["builders"])


@cache
def _adverbs() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(patterns('coined')['adverbs'])}){{1,6}}$")


@cache
def _lists() -> tuple[Quick, ...]:
    return tuple(map(Quick, patterns("coined")["lists"]))

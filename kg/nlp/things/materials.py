"""Goods that a text says others are made from: 以…为原料, 用…制…, 由…制成, and industry chains written with dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.nlp.candidates import Candidate
from kg.nlp.things.goods import is_goods, is_thing, product_of
from kg.nlp.things.listing import list_after, stops
from kg.nlp.things.lists import word_set
from kg.nlp.things.named import CLASS, named
from kg.nlp.things.phrases import phrase_after, phrase_before
from kg.patterns import Quick
from kg.values import Capacity

ONCE = "things:product.material"
"""The source of names that are goods only where the text says so: 稻草 in 以稻草为原料."""
_RAW, _CHAIN = "raw", "chain"
_STUFF = "原(?:料|材料)"
_KIND = "(?:主要|重要|关键|基础|核心|优质|上游|直接|必需|初始|唯一|生产){0,4}"
_TURNS = (
    "(?:加工|冶炼|熔炼|拉制|切割|轧制|锻造|粉碎|碾磨|组装|转化|提炼|炼制?|制作?|合成|精制|烧制?|酿造?|变|压制?|纺|织"
    "|聚合|裂解|发酵|提纯)(?:成为|成|为)了?"
)
_MAKES = (
    "(?:直接|来|深加工|进一步|规模化){0,4}"
    "(?:生产|制取|制备|制成|制造|提取|提炼|合成|加工|酿造|冶炼|炼制|烧制|制作|研制|制(?![度约式定])|炼|酿|纺|磨|榨|烧)[成出为]?"
)
_MADE = (
    "(?:制成|制得|制取|合成(?:而[成来])?|酿成"
    "|(?:加工|提炼|转化|酿制?|酿造|聚合|发酵|烧制|压制|提取|制作|编织|纺织|熬制)而[成来])"
)

_WORKED = "(?:等|为原料|经过?|通过|直接|发酵|聚合|压榨|提纯|煅烧|高温|蒸馏|裂解|水解|精炼|精心|手工|全部|深){0,6}"


class _Form(NamedTuple):
    """A way to say what is made from what; what its group holds, and what stands before and behind it."""

    pattern: Quick
    sure: bool = False
    """Whether its group alone tells of goods, whatever they are called; else each of its sides must be known goods."""
    left: bool = False
    right: bool = False
    near: bool = False
    """Whether it is one only where the sentence speaks of a chain."""


_SOME = "[^，。；！？：]"
_FORMS = (
    _Form(
        Quick(f"[以用拿](?P<list>{_SOME}{{1,24}}?)(?:等{_SOME}{{0,6}}?)?(?:作为|[为作做]){_KIND}(?:{_STUFF}|主料)的?"),
        sure=True,
        left=True,
        right=True,
    ),
    _Form(
        Quick(
            f"(?:主要|基础|核心|关键|上游){_STUFF}(?:主要|均|都|就)?(?:是|为|有|包括|包含)"
            f"(?P<list>{_SOME}{{1,24}}?)(?=等|[，。；！？]|$)"
        ),
        sure=True,
        left=True,
    ),
    _Form(
        Quick(
            "(?:是|作为|系)(?:用于|用来)?(?:生产|制造|制备|合成|加工|制作)?"
            f"(?P<list>[^，。；！？：的]{{1,24}}?)(?:生产|制造)?的{_KIND}{_STUFF}"
        ),
        left=True,
    ),
    _Form(Quick(f"由(?P<list>{_SOME}{{1,20}}?){_WORKED}{_MADE}"), left=True),
    _Form(Quick(f"(?:可|能|被|就地|直接|全部|进一步|深度|深|再){{0,6}}{_TURNS}"), left=True, right=True),
    _Form(
        Quick(f"(?:利用|使用|采用|[用以拿])(?P<list>[^，。；！？：为]{{1,16}}?)(?:为原料)?{_MAKES}"),
        right=True,
    ),
    _Form(
        Quick(
            "的?(?:主要|直接|重要|核心){0,4}[上下]游(?:系列|深加工|高端|衍生|主要|关键){0,4}(?:产品|衍生物|原料|原材料)"
            "(?:主要)?(?:有|包括|为|是|涵盖|包含|如|：)?"
        ),
        left=True,
        right=True,
    ),
    _Form(Quick(f"[从由](?P<list>{_SOME}{{1,12}}?)(?:[到至]|变成)"), right=True, near=True),
    _Form(
        Quick(f"从(?P<list>{_SOME}{{1,10}}?)[里中内]?(?:提取|蒸馏|萃取|提炼|分离|压榨|榨取|榨|回收|精炼|炼制?)出?"),
        right=True,
    ),
)
_LISTED = re.compile("、|以及|和|及|与")
_HEAD = re.compile("(?>[^的]{1,8}的|优质|各类|各种|多种|大量|本地|当地|进口|国产|废弃的?)+(?=[\u4e00-\u9fffA-Za-z])")
_USED = re.compile("利用|使用|采用")
_WASTE = ("废旧", "废弃", "报废")
_CRAFT = re.compile("(?:利用|使用|采用)?([^，。；、“”的]+?)制(?:取|备)?(?![品造剂作度冷])([^，。；、“”的]{2,})")
_MINED = frozenset({"煤"})
"""What is called by one character before 制: 钢制车轮 are wheels of steel."""
_CONSIST = tuple("铝铜铁钢金银竹木布皮纸革骨瓷陶")
_PROCESS = re.compile("([^，。；、“”的]{2,8}?)法(?![兰式])(?=[^，。；、“”的]{2})")
_DASH = re.compile("[—－–→⟶➝-](?:(?<=—)—?|(?<=－)－?|(?<=[–→⟶➝])|(?<=[\u4e00-\u9fff]-)(?=[\u4e00-\u9fff]))")
_ITEM = re.compile("[\u4e00-\u9fffA-Za-z0-9,，.'′\u0370-\u03ff-]{1,16}")
_OPEN = re.compile("[\u4e00-\u9fffA-Za-z0-9\u0370-\u03ff-]{1,24}$")
_NEAR = re.compile("产业链|链条|全链|一条龙|价值链|循环链|全产业|一体化")
_BEFORE, _AHEAD = 24, 36
"""How far from a chain the words that call it one may stand."""
_TELLING = 3
"""So many known goods in a row are a chain by themselves."""


def find_materials(text: str, counted: dict[int, Capacity]) -> list[Candidate]:
    """Return the goods that are made from others and those they are made from; `counted` are capacities by start."""
    found: list[Candidate] = []
    for form in _FORMS:
        for match in form.pattern.finditer(text):
            found += _sides(text, form, match, counted)
    for items in _chains(text):
        found += items
    return found


def _sides(text: str, form: _Form, match: re.Match[str], counted: dict[int, Capacity]) -> list[Candidate]:
    """Return the goods of a form: none where one of its sides has none, unless it is sure by itself."""
    if form.near and not _NEAR.search(_around(text, *match.span())):
        return []
    listed = "list" in match.re.groupindex
    sides = [_listed(text, *match.span("list"), sure=form.sure)] if listed else []
    if form.left:
        sides.append(_before(text, match.start() - text.endswith("的", 0, match.start())))
    if form.right and not (form.sure and not match[0].endswith("的")):
        behind = list_after(text, match.end(), counted, strong=False, source=_RAW)
        # 变成了电池的原料 is made into no battery.
        sides.append([] if behind and text.startswith("的", behind[-1].end) else behind)
    if form.sure:
        return [candidate for side in sides for candidate in side] if sides[0] else []
    return [candidate for side in sides for candidate in side] if all(sides) else []


def _listed(text: str, start: int, end: int, *, sure: bool) -> list[Candidate]:
    """Return the goods of the list ``text[start:end]``."""
    found = []
    position = start
    for sign in [*_LISTED.finditer(text, start, end), None]:
        close = sign.start() if sign else end
        head = _HEAD.match(text, position, close)
        found.append(_goods(text, head.end() if head else position, close, _RAW, sure=sure))
        position = sign.end() if sign else end
    return [candidate for candidate in found if candidate]


def _before(text: str, end: int) -> list[Candidate]:
    """Return the goods that end at an offset, and those listed before them."""
    found = []
    for _ in range(8):
        begin = phrase_before(text, end)
        used = _USED.match(text, begin, end)
        first, last = product_of(text, used.end() if used else begin, end)
        candidate = _goods(text, first, last, _RAW) if first < last else None
        if candidate is None:
            break
        found.append(candidate)
        if begin == 0 or text[begin - 1] not in "、和及与":
            break
        end = begin - 1
    return found


def _goods(text: str, start: int, end: int, source: str, *, sure: bool = False) -> Candidate | None:
    """Return the goods between two offsets, called by one character (煤) or, where it is `sure`, by any noun."""
    name = text[start:end]
    if name in word_set("goods_short") or (sure and name.startswith(_WASTE) and is_thing(name)):
        return Candidate(start, end, CLASS, ONCE)
    candidate = named(text, start, end, source, strong=sure)
    if candidate is not None and not is_goods(text[candidate.start : candidate.end]):
        return candidate._replace(source=ONCE)
    return candidate


def apart(text: str, candidate: Candidate) -> list[Candidate]:
    """Return the two goods of a candidate that says what is made from what, 煤|制|乙二醇; else the candidate."""
    split = _CRAFT.fullmatch(text, candidate.start, candidate.end)
    if split is None or not is_goods(split[2]) or not (split[1] in _MINED or _is_used_up(split[1])):
        return [candidate]
    return [
        Candidate(*split.span(1), CLASS, ONCE if split[1] in _MINED else f"things:product.{_RAW}"),
        candidate._replace(start=split.start(2)),
    ]


def _is_used_up(name: str) -> bool:
    """Return whether goods before 制 are what something else is made out of; of 不锈钢 and 木 things consist."""
    return is_goods(name) and len(name) > 1 and not name.endswith(_CONSIST)


def process(text: str, candidate: Candidate) -> Candidate | None:
    """Return what goods are made from that are called after their process: 电石 of 电石法PVC."""
    head = _PROCESS.match(text, candidate.start, candidate.end)
    return Candidate(*head.span(1), CLASS, "materials:process") if head is not None and is_goods(head[1]) else None


def _chains(text: str) -> Iterator[list[Candidate]]:
    """Yield the goods of each industry chain that are made from, or into, the ones beside them: 煤—焦, 电石→BDO."""
    run: list[re.Match[str]] = []
    for dash in [*_DASH.finditer(text), None]:
        between = _ITEM.fullmatch(text, run[-1].end(), dash.start()) if run and dash else None
        if run and between is None:
            yield _chain(text, run)
            run = []
        if dash is not None:
            run.append(dash)


def _chain(text: str, run: list[re.Match[str]]) -> list[Candidate]:
    """Return the goods of a run of dashes that stand side by side."""
    first = _OPEN.search(text, max(0, run[0].start() - _BEFORE), run[0].start())
    spans = [(dash.end(), following.start()) for dash, following in pairwise(run)]
    start = phrase_before(text, run[0].start()) if first else run[0].start()
    end = phrase_after(text, run[-1].end(), stops())
    word = _NEAR.search(text, run[-1].end(), end)
    last = product_of(text, run[-1].end(), word.start() if word else end)
    every = ((start, run[0].start()), *spans, last)
    items = [_goods(text, *span, _CHAIN) if span[0] < span[1] else None for span in every]
    called = _NEAR.search(_around(text, start, last[1])) is not None
    kept: dict[Candidate, None] = {}
    for number, (one, other) in enumerate(pairwise(items)):
        row = items[max(0, number - 1) : number + _TELLING]
        telling = any(all(row[at : at + _TELLING]) for at in range(len(row) - _TELLING + 1))
        if one is not None and other is not None and (called or telling):
            kept |= {one: None, other: None}
    return list(kept)


def _around(text: str, start: int, end: int) -> str:
    """Return what stands near a chain in its sentence."""
    before = re.split("[。；\n]", text[max(0, start - _BEFORE) : start])[-1]
    return before + text[start:end] + re.split("[。；\n]", text[end : end + _AHEAD])[0]

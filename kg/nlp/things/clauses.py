"""Clauses that show goods without a quantity or line: 种的黄精, 这批…的硅棒发往越南, 销往广东的鲜切花, 仅辣椒酱一项."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.things.phrases import phrase_after, phrase_before

_NOUN = r"([\u4e00-\u9fffA-Za-z0-9\-]{2,12}?)"
_GROWN = re.compile(r"(?:[种养产做织烧]|酿造?|种植|养殖|栽种|栽培|生产)(?:[下出])?的(?=[\u4e00-\u9fff])")
_SHIPPED = re.compile(
    rf"(?:[这首该头每整]|第[一二三])批[^，。；！？\n]{{0,16}}?的{_NOUN}"
    r"(?:将|已|正|即将|陆续|全部|顺利|成功|从|经|由|在)*(?:发往|销往|运往|出口|运抵|通关|启运|装车|装船|抵达|驶向|发车)"
)
_SENT = re.compile(r"(?:销往|发往|运往|出口|远销)[\u4e00-\u9fff、]{2,8}?的(?=[\u4e00-\u9fff])")
_ALONE = re.compile(r"(?<![不])[仅光单](?:是)?([\u4e00-\u9fff]{2,8}?)(?:这)?一项")
_SET = re.compile(
    r"(?:加工|处理|烘干|分选|清洗|包装|灌装|检测|焊接|生产|制备|提取|冶炼|轧制|输送|仓储)?成套(?:设备|装备)"
)
GASES = frozenset("氢氧氮氩氦")
_GAS_MADE = re.compile(r"(?:产|制|供)([氢氧氮氩氦])(?=能力|量|约|超|近|[0-9])")
_GAS = re.compile(r"([氢氧氮氩氦])气")


def in_clauses(text: str, stops: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and form of each phrase that may be goods, for a reader that knows what goods are called."""
    for pattern, form in ((_GROWN, "grown"), (_SENT, "sent")):
        for match in pattern.finditer(text):
            yield match.end(), phrase_after(text, match.end(), stops), form
    for pattern, form in ((_SHIPPED, "shipped"), (_ALONE, "alone")):
        for match in pattern.finditer(text):
            yield *match.span(1), form
    for match in _SET.finditer(text):
        start = phrase_before(text, match.start())
        if start < match.start():
            yield start, match.end(), "set"
    made = {match[1] for match in _GAS_MADE.finditer(text)}
    for match in _GAS.finditer(text) if made else ():
        if match[1] in made:
            yield *match.span(), "gas"

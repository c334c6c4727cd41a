"""Clauses that show goods without a quantity or line: 种的黄精, 这批…的硅棒发往越南, 销往广东的鲜切花, 仅辣椒酱一项."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.things.phrases import phrase_after, phrase_before
from kg.nlp.things.several import COUNTED
from kg.patterns import Quick

_NOUN = r"([\u4e00-\u9fffA-Za-z0-9\-]{2,12}?)"
_GROWN = Quick(r"(?:[种养产做织烧]|酿造?|种植|养殖|栽种|栽培|生产)(?:[下出])?的(?=[\u4e00-\u9fff])")
_HABIT = Quick(
    r"(?:从前|过去|原先|原来|当初|早年|如今|现在|眼下|目前|主要|专门?|[一每全][年月天]|能|可(?!编程))(?:还|只|就|也)?"
    r"[磨织纺做打炼酿榨造印铸焊绣编烤熬腌养种](?=[\u4e00-\u9fff]{2})"
)
"""A verb of one character: 从前磨水晶珠, 一年纺麻纱4000吨."""
_SHIPPED = re.compile(
    rf"(?:[这首该头每整]|第[一二三])批[^，。；！？\n]{{0,16}}?的{_NOUN}"
    r"(?:将|已|正|即将|陆续|全部|顺利|成功|从|经|由|在)*(?:发往|销往|运往|出口|运抵|通关|启运|装车|装船|抵达|驶向|发车)"
)
_SENT = re.compile(r"(?:销往|发往|运往|出口|远销)[\u4e00-\u9fff、]{2,8}?的(?=[\u4e00-\u9fff])")
_ALONE = Quick(r"(?<![不])[仅光单](?:是)?([\u4e00-\u9fff]{2,8}?)(?:这)?一项")
_TURNED = re.compile(
    r"(?:加工|压制?|制作?|酿造?|熬制?|磨制?|榨|提炼|炼制?|转化|烧制?|生产|编织?|织|纺|做|深加工|浓缩|烘干)成了?(?=[\u4e00-\u9fff])"
)
"""What goes in and what comes out: 加工成集成材, 把麻屑压成了麻屑板."""
_RANGE = re.compile(
    r"产品(?>范围|种类|品类|体系|线|主要|逐步|现已|已|目前|现|逐渐|从[^，。；]{0,8}?(?:拓展|延伸|扩展)到|[，])*"
    r"(?:涵盖|包括|包含|覆盖|囊括|涉及|囊括|主要?有|主要?为|以)了?(?:[一二三四五六七八九十]?大类)?"
)
_MAINLY = re.compile(
    r"以(?:(?:研发|设计|开发|生产|加工|种植|养殖|制造|经营|制作|销售)[、和及]?)*(?=[^，。；！？]{2,40}?(?:为主|为一体|为核心|为龙头))"
)
_ENGAGED = Quick(
    r"(?:从事|专注于?|致力于|专业|集|深耕|主攻|专攻|聚焦|将?进行)(?=[^，。；！？]{2,40}?(?:研发|研制|生产|制造|加工|种植|养殖|制作|销售))"
)
_SOLD = re.compile(
    r"(?:卖出|卖了|卖掉|售出|销售|销|产出|运走|发出|交出)了?(?=[\u4e00-\u9fff]{2,12}?(?:近|约|超|达|超过)?[0-9])"
)
_USED = Quick(r"(?:所?用|使用|所需|采用)的(?=[\u4e00-\u9fff]{2,10}?(?:由|来自|全部|都|均|就|产自))")
_ORIGIN = re.compile(
    rf"(?:^|[，。；：])(?:其中的?|所用的?|用的)?{_NOUN}(?=(?:全部|都|均|主要|也|就)?(?:来自|产自|出自|购自))"
)
_SUPPLIED = re.compile(
    rf"(?:^|[，。；：\n])(?:其中)?(?:(?:大赛|赛事|赛场|比赛|晚会|开幕式|闭幕式|运动会|展会|会场|场馆|现场)的?)?(?:所?用的)?{_NOUN}"
    r"(?=(?:全部|都|均|主要|也|就)?由[^，。；、\n]{2,16}?(?:公司|集团|厂|企业)[^，。；、\n]{0,4}?"
    r"(?:生产|制造|制作|研制|打造|赞助|定制|供应|供货|提供))"
)
"""大赛|五轴机床|由X公司赞助."""
_BY = re.compile("由[^，。；、\n]{2,16}(?:公司|集团|厂|企业)")
_COMES_FROM = re.compile("来自|产自|出自|购自")
"""Without one of these there is no need to look for goods by their origin."""
_KNOWN_FOR = re.compile(
    rf"[靠以](?:生产|加工|研制|开发|制造|种植|养殖|研发)*{_NOUN}(?:站住脚|站稳|起家|起步|打开|闯出|打响|立足|走红|出名|闻名|著称|见长|打天下)"
)
_MILL = Quick(r"(?:元的|[新兴投]建的?|办起|开办|兴办|建起)了?([\u4e00-\u9fff]{2,6})厂(?![长区房商家])")
_EACH = re.compile(r"(?:公司|集团|厂)的([^的，。；、]{2,12})(?=、[^，。；、]{2,24}(?:公司|集团|厂)的)")
"""A公司的轴承、B集团的齿轮."""
_BUILT_LIST = Quick(
    r"(?:建设|新建|上马|新上|投建|布局|实施)了?(?=[\u4e00-\u9fffA-Za-z][^，。；！？、]{1,16}、[^，。；！？]{2,60}?"
    rf"{COUNTED})"
)
"""规划建设|铝箔、聚甲醛等15个项目."""
_SET = Quick(r"(?:加工|处理|烘干|分选|清洗|包装|灌装|检测|焊接|生产|制备|提取|冶炼|轧制|输送|仓储)?成套(?:设备|装备)")
GASES = frozenset("氢氧氮氩氦")
_GAS_MADE = re.compile(r"(?:产|制|供)([氢氧氮氩氦])(?=能力|量|约|超|近|[0-9])")
_GAS = re.compile(r"([氢氧氮氩氦])气")


def in_clauses(text: str, stops: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and form of each phrase that may be goods, for a reader that knows what goods are called."""
    for pattern, form in (
        (_GROWN, "grown"),
        (_HABIT, "habit"),
        (_SENT, "sent"),
        (_SOLD, "sold"),
        (_USED, "used"),
        (_TURNED, "turned"),
    ):
        for match in pattern.finditer(text):
            yield match.end(), phrase_after(text, match.end(), stops), form
    for pattern, form, possible in (
        (_SHIPPED, "shipped", "批" in text),
        (_ALONE, "alone", True),
        (_ORIGIN, "origin", _COMES_FROM.search(text) is not None),
        (_SUPPLIED, "supplied", _BY.search(text) is not None),
        (_MILL, "mill", True),
        (_EACH, "each", True),
        (_KNOWN_FOR, "known", True),
    ):
        for match in pattern.finditer(text) if possible else ():
            start, end = match.span(1)
            yield max(start, phrase_before(text, end)) if form == "mill" else start, end, form
    for match in _SET.finditer(text):
        start = phrase_before(text, match.start())
        if start < match.start():
            yield start, match.end(), "set"
    made = {match[1] for match in _GAS_MADE.finditer(text)}
    for match in _GAS.finditer(text) if made else ():
        if match[1] in made:
            yield *match.span(), "gas"


def lists(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a list of goods may begin, and by which form: 产品涵盖…, 以…为主, 从事…的生产."""
    for pattern, form in ((_RANGE, "range"), (_MAINLY, "mainly"), (_ENGAGED, "engaged"), (_BUILT_LIST, "built")):
        for match in pattern.finditer(text):
            yield match.end(), form

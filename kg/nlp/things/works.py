"""A project with its edges: the measure, the words that describe it, and the head that says what it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.lexicon import load
from kg.nlp.things.goods import is_goods
from kg.nlp.things.lists import word_set, words
from kg.nlp.things.phrases import phrase_before, tokens
from kg.nlp.things.quantities import quantity_left

_MADE = re.compile(
    r"(?:(?:研发|设计|仓储|销售|检测|加工|展示|总部)[及和与、]?)?"
    r"(?:生产|研制|制造|研制制造|加工|开发|服务|改造提升|提升改造|改造升级|提质改造|扩建|改建|新建|续建|迁建|建设|投资)\Z"
    r"|(?:研发|设计|仓储|销售|检测|加工|展示)[及和与]\Z|及其?(?:配套|附属)(?:设施|工程)?(?:建设)?\Z"
)
_PHASE_LEFT = re.compile(r"[一二三四]期\Z")
_QUOTE_LEFT = re.compile(r"“[^“”。！？!?；;…\n]{2,40}”\Z")
_NUMBERS_LEFT = re.compile(r"(?:\d{1,3}号?(?:至|到|[-—－~、]))?\d{1,3}号\Z")
"""某港|23号至25号|泊位工程."""
_ROADS = ("国道", "省道", "县道", "乡道")
_ROAD_LEFT = re.compile(r"[GSXY]?[0-9]{2,4}\Z")
"""101|省道改造项目."""
_BRACKET_LEFT = re.compile(r"（[^（）\n]{1,12}）\Z")
"""X校区|（一期）|项目."""
_ORDINAL = re.compile("[一二三四五六七八九](?:车间|分厂)")
"""注射液|三|车间."""
_SCHOOL = re.compile("学院|大学|医院|学校|研究院|研究所")
_PROCESSOR = re.compile(r"(?:园区|产业园|开发区|公司|集团|厂)\Z")
_RATE = re.compile(r"(?:[一二三四]期|首期)?(?:[一两]条)?新?[年日月][产处加]")
_VOLTAGE = re.compile(r"千伏|[kK][vV]")
_AMOUNT_LEFT = re.compile(
    r"[年日月](?:产|加工|处理|生产)(?P<goods>[\u4e00-\u9fffA-Za-z]{2,10})[0-9][0-9.]{0,9}[万千百亿]{0,2}(?:吨|千克|公斤|平方米|立方米|米|[台套件只支片辆条根双瓶罐盒袋粒头羽顶把张副])\Z"
)
"""年产|雨伞|60万把|项目: the number behind the goods."""
_STATION = 6
"""How long the name of a station may be that stands before its voltage."""
_BODIES = ("公司", "集团", "局", "电网", "电力", "一条", "两座", "工程", "项目")
_LONG_QUOTE = 12
_LATIN_LEFT = re.compile(r"(?:[A-Z][A-Za-z0-9]{1,7}、){1,8}\Z")


class Works(NamedTuple):
    """A project with the span of its description: 电子级双氧水扩产 of 电子级双氧水扩产项目."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    measured: bool
    """Whether a capacity stands before the description."""
    source: str


def measure(text: str, head_start: int, head_end: int, kind: str) -> Works:
    """Return the works with the left edge of its name, whether or not it is described well enough."""
    counted = _AMOUNT_LEFT.search(text, max(0, head_start - 30), head_start) if kind == "project" else None
    if counted:
        goods = counted.span("goods")
        return Works(counted.start(), head_end, *goods, measured=True, source=f"things:project.{kind}")
    inner = _words_before(text, head_start, kind)
    start, measured = quantity_left(text, inner)
    if not measured and inner < head_start and text[inner - 1 : inner] == "的":
        rate, sized = quantity_left(text, inner - 1)
        start, measured = (rate, True) if sized and _RATE.match(text, rate) else (start, measured)
    if text.startswith("新上", inner) and not measured:
        start = inner = inner + len("新上")
    for _ in range(3):
        wider = _joined_left(text, start, kind)
        if wider is None:
            break
        start, inner, measured = wider[0], min(inner, wider[1]), measured or wider[2]
    if measured:
        start = _named_left(text, start, inner, kind)
    if not measured and (phase := _PHASE_LEFT.search(text, max(0, inner - 2), inner)):
        start = phase.start()
        if kind in {"works", "road"}:
            start = phrase_before(text, start)
    named = text.endswith("工程", head_start, head_end)
    if named and not measured and (numbered := _NUMBERS_LEFT.search(text, max(0, inner - 16), inner)):
        start = phrase_before(text, numbered.start())
    if not measured and (quoted := _QUOTE_LEFT.search(text, max(0, inner - 42), inner)):
        whole = inner < head_start or len(quoted[0]) <= _LONG_QUOTE or quoted[0][:-1].endswith(words("project_heads"))
        start = quoted.start() if whole else start
        outer, sized = quantity_left(text, phrase_before(text, quoted.start()))
        start, measured = (outer, True) if sized and start == quoted.start() else (start, measured)
    if not measured and (latin := _LATIN_LEFT.search(text, max(0, inner - 24), inner)):
        start = inner = latin.start()
    return Works(_road_left(text, start), head_end, inner, head_start, measured, f"things:project.{kind}")


def _road_left(text: str, start: int) -> int:
    """Return where a name begins with the number of a road before its kind: 101|省道."""
    road = _ROAD_LEFT.search(text, max(0, start - 5), start) if text.startswith(_ROADS, start) else None
    return start if road is None else road.start()


def _words_before(text: str, head: int, kind: str) -> int:
    """Return where the words begin that describe what `head` names; `head` itself where there are none."""
    bracket = _BRACKET_LEFT.search(text, max(0, head - 14), head)
    edge = bracket.start() if bracket else head
    if _ORDINAL.match(text, head - 1):
        edge = head - 1
    made = _MADE.search(text, max(0, edge - 8), edge) if kind != "built" else None
    inner = phrase_before(text, made.start() if made else edge)
    if bracket and inner == edge:
        return head
    school = _SCHOOL.match(text, inner, edge)
    return school.end() if school else inner


def _joined_left(text: str, start: int, kind: str) -> tuple[int, int, bool] | None:
    """Return the edges of a name that goes on before 及, 和 or 、: 90万吨/年A及|B一体化项目."""
    sign = text[start - 1 : start]
    if not sign or sign not in "及和与、/":
        return None
    first = phrase_before(text, start - 1)
    if first == start - 1 or _PROCESSOR.search(text, first, start - 1):
        return None
    if text[first : start - 1].endswith(words("project_heads")):
        return None
    wider, measured = quantity_left(text, first)
    goods = kind in {"base", "project", "line"} and is_goods(text[first : start - 1])
    # What is built is two things of one project: 生产车间及|宿舍楼项目.
    both = sign == "及" and kind in {"base", "project"}
    if (measured and sign != "、") or (sign != "/" and (goods or both)):
        return wider, first, measured
    return None


def _named_left(text: str, start: int, inner: int, kind: str) -> int:
    """Return the start of the name that stands before a measure: 东港|10万吨级航道, 云岭|110千伏变电站."""
    begin = phrase_before(text, start)
    if (
        kind in {"works", "road"}
        and start < inner
        and start - begin >= 2
        and text[start - 1] in "港县市镇区园旗州村湖河江域"
    ):
        return begin
    named = 2 <= start - begin <= _STATION and not text.endswith(_BODIES, begin, start)
    return begin if named and _VOLTAGE.search(text, start, max(start, inner) + 1) else start


def is_general(inner: str) -> bool:
    """Return whether a description is made of general words alone."""
    if inner in word_set("project_general"):
        return True
    general = word_set("project_general") | word_set("verbs_edge")
    return all(
        token.text in general or (token.text in load().by_name and token.text not in word_set("project_marks"))
        for token in tokens(inner, 0, len(inner))
    )

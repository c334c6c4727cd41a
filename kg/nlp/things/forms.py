"""Projects without a head of their own: numbered lines, plants rebuilt, mills paid for, phases, items of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import load
from kg.nlp.things.goods import is_thing, product_of
from kg.nlp.things.lists import word_set, words
from kg.nlp.things.phrases import is_edge, phrase_before, tokens
from kg.nlp.things.quantities import last_measure
from kg.nlp.things.works import Works, is_general, measure
from kg.patterns import Quick

_PHASE = Quick(r"(?<![第分一二两三四0-9])[二三四五]期(?![\u4e00-\u9fff]{0,3}工程|项目|年产|日产|[0-9间货房限权])")
_NUMBERED = re.compile(
    r"生产\s?[0-9一二三四五六七八九十]+\s?号线|(?<![0-9一二三四五六七八九十])[0-9一二三四五六七八九十]+\s?号(?:生产线|机组|高炉|焦炉|装置)"
)
_NUMBER_SIGN = re.compile("号(?:线|生产线|机组|高炉|焦炉|装置)")
"""What every such line ends with; without it there is no need to look."""
_ELLIPTIC = re.compile(
    r"[亿万]元的([\u4e00-\u9fffA-Za-z0-9（）()\-]{4,24}?)(?=、[^。；]{0,120}?项目|和[^。；]{0,60}?项目|等[^，。；、]{0,8}?项目)"
)
"""投资30亿元的|锂电池回收利用、10亿元的|电解液等项目."""
_LISTED = re.compile(
    r"(?:年产|年处理|年加工|年屠宰|日产|日处理)(?P<inner>[0-9][^，。；、：！？“”\n]{3,26})"
    r"(?=(?:[、和及][^，。；：\n]{3,80}?)?等[^，。；：、\n]{0,16}?(?:项目|工程))"
)
"""年产20万吨再生铜、|年产600万条轮胎|等重点项目."""
_MILL = Quick(r"(?:[亿万]元的|[新在投兴]建的)([\u4e00-\u9fff]{2,8}?厂)(?![\u4e00-\u9fff]?[房区长家商址])")
"""投了7000万元的|衬衫厂."""
_LINE = re.compile(
    r"(?:[上添增建引装]|购进|引进|改出|开出|新增|建成|安装)了?(?:[一两三四五六七八九十]|[0-9]{1,2})[条套]"
    r"((?:[0-9]{1,4}[万千]?[吨件台套只]级?)?[\u4e00-\u9fffA-Za-z0-9\-]{2,12}?线)(?![\u4e00-\u9fff]{0,2}[路索段材缆])"
)
"""上一条|叶黄素提取线: a line that its number shows."""
_NO_LINE = (
    "路线",
    "航线",
    "管线",
    "干线",
    "热线",
    "专线",
    "主线",
    "支线",
    "生产线",
    "产线",
    "流水线",
    "电线",
    "光线",
    "防线",
    "战线",
    "沿线",
    "直线",
)
_HEADED = ("项目", "工程", "生产线", "产线", "基地", "装置")
_RETROFIT = re.compile(r"技改(?!项目|工程|改造|升级|扩)")


_ITEM = re.compile(r"[^、，和]+(?:和(?!(?:[一-龥]{0,4})[0-9])[^、，和]*)*")
"""An item of a list; 和 divides two where a measure follows."""
_NO_NAME = re.compile(r"[该本各我其]|.{0,6}(?:由|与|和|在|是|为|给|把|让)")
_LIST = 120
"""How far back from 等项目 its list may reach."""
_SHORTEST, _LONGEST = 2, 16
_CLOSING = re.compile(
    r"等[^，。；、：！？]{0,10}?项目"
    r"|(?<![0-9一二两三四五六七八九十共有了])[0-9一二两三四五六七八九十]{1,2}[个大](?:重点|产业|工业|新)?项目(?=同时|集中|相继|先后|全部|已|正|均|同步|[，。；])"
)
_OPENING = re.compile(
    r"项目[^，。；：！？、\n]{0,8}?[，：]?(?:主要有|主要包括|包括了?|主要是)：?(?P<list>[^，。；：！？\n]{8,240}?)(?=等|[，。；！？\n]|\Z)"
)
"""一批项目投产：主要有|50万吨碳酸锂、30万吨甲醇|等."""
_ENUMERATED = re.compile(
    r"(?:项目|工程)(?=[0-9一二两三四五六七八九十]{1,4}[个项]|，|：|分别)[^。；：！？\n理因难]{0,40}?分别[是为]：?(?P<list>[^，。；：！？\n]{8,300})"
)
"""开工项目3个，分别是：|A项目、B扩建、C技改."""
_ENTRY = re.compile(r"(?:(?:以及|和|及)(?=[^、]{4,40}\Z))?(?P<name>[^、（）]{4,40}?)(?:（[^（）]{1,20}）)?\Z")
_ENTRIES = re.compile(r"、|(?<=项目|工程|基地|中心|扩建|技改|建设)[和及](?=[^、]{4})")
_OWNED = re.compile(r".*(?:公司|集团|合作社)")
_MEASURED = re.compile(
    r"(?:[一二三四]期)?(?:新?[年日月](?:可?[产处加][\u4e00-\u9fff]{0,2}))?[0-9][0-9.,]{0,15}[多余]?[万亿千百]{0,4}"
    r"(?:吨|千克|公斤|立方米|方|平方米|米|台|套|件|只|支|片|辆|条|根|双|瓶|罐|盒|袋|粒|头|羽|锭|千瓦|兆瓦|千瓦时|[kKMG]Wh?|[kK]VAh?|千伏安时)"
    r"(?:[/／][年日月])?(?=[\u4e00-\u9fffA-Za-z])"
)


def _listed(text: str) -> Iterator[Works]:
    """Yield the items with a measure of a list of projects: 年产2万吨铝箔、3000万只易拉盖等项目."""
    for start, end in _lists(text):
        for item in _ITEM.finditer(text[start:end]):
            begin, last = start + item.start(), start + item.end()
            size = _MEASURED.search(text, begin, last)
            if size is None or not _SHORTEST <= last - size.end() <= _LONGEST or "的" in text[size.end() : last]:
                continue
            if text.endswith(words("project_heads"), size.end(), last):
                continue
            yield Works(size.start(), last, size.end(), last, measured=True, source="things:project.listed")


def _lists(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lists stand that are said to be ones of projects, at their end or before they begin."""
    for closing in _CLOSING.finditer(text):
        low = max(text.rfind(sign, max(0, closing.start() - _LIST), closing.start()) for sign in "。；：\n") + 1
        yield max(low, closing.start() - _LIST), closing.start()
    for opening in _OPENING.finditer(text):
        yield opening.span("list")


def _enumerated(text: str) -> Iterator[Works]:
    """Yield the items of a list that is said to be one of projects, each whole but for the firm it is of."""
    for found in _ENUMERATED.finditer(text):
        entries = _ENTRIES.split(found["list"])
        at = found.start("list")
        for entry in entries:
            named = _ENTRY.match(entry)
            if named is not None and len(entries) > 1:
                start, end = at + named.start("name"), at + named.end("name")
                owned = _OWNED.match(text, start, end)
                start = start if owned is None or end - owned.end() < _SHORTEST else owned.end()
                if not is_general(text[start:end].removesuffix("项目")) and "的" not in text[start:end]:
                    yield Works(start, end, start, end, measured=True, source="things:project.enumerated")
            at += len(entry) + 1


_BRANCH = re.compile(
    r"(?:^|(?<=[●▲◆■★○◇•▪】。；\n]))([\u4e00-\u9fffA-Za-z（）]{4,26}?(?:公司|集团))(?:[二三四]期|[\u4e00-\u9fff]{2,3}基地)(?:项目|工程)?"
    r"(?=[，。；、\n]|正在|已|开工|投产|建成|总投资|占地)"
)
"""云澜轴承有限公司|二期, …公司|衡川基地: a part of the firm that is being built."""


_PART = re.compile("(?:公司|集团)(?:[二三四]期|[\u4e00-\u9fff]{2,3}基地)")
"""What every such part ends with."""


def _branches(text: str) -> Iterator[Works]:
    """Yield the phases and bases that are called after the whole name of their firm."""
    for match in _BRANCH.finditer(text) if _PART.search(text) else ():
        if not _NO_NAME.match(match[1]) and not is_edge(tokens(text, match.start(), match.end(1))[0]):
            yield Works(*match.span(), match.start(), match.end(1), measured=False, source="things:project.branch")


def _lines(text: str) -> Iterator[Works]:
    """Yield the lines that are shown by their number, where goods or a process stand before 线."""
    for match in _LINE.finditer(text):
        start, end = match.span(1)
        inner = last_measure(text, start, end)
        first, last = product_of(text, inner, end - 1)
        if not match[1].endswith(_NO_LINE) and "的" not in match[1] and is_thing(text[first:last]):
            yield Works(start, end, inner, end - 1, measured=inner > start, source="things:project.line")


def works_by_form(text: str) -> Iterator[Works]:
    """Yield the projects of a text that no head word names."""
    for match in _NUMBERED.finditer(text) if _NUMBER_SIGN.search(text) else ():
        works = measure(text, match.start(), match.end(), "numbered")
        if works.measured or works.inner_start < works.inner_end:
            yield works
    for match in _RETROFIT.finditer(text):
        works = measure(text, match.start(), match.end(), "plant")
        if works.measured and works.inner_start < works.inner_end:
            yield works
    for match in _MILL.finditer(text):
        start, end = match.span(1)
        yield Works(start, end, start, end - 1, measured=False, source="things:project.plant")
    yield from _lines(text)
    for match in _LISTED.finditer(text):
        if not match[0].endswith(_HEADED):
            inner = last_measure(text, *match.span("inner"))
            yield Works(match.start(), match.end(), inner, match.end(), measured=True, source="things:project.listed")
    for match in _ELLIPTIC.finditer(text):
        if listed := _elliptic(text, *match.span(1)):
            yield listed
    yield from _listed(text)
    yield from _enumerated(text)
    yield from _branches(text)
    for match in _PHASE.finditer(text):
        if phase := _phase(text, *match.span()):
            yield phase


def _elliptic(text: str, start: int, end: int) -> Works | None:
    """Return a project of a list that is closed by 等项目, without that word of its own."""
    inner = text[start:end]
    if "的" in inner or inner.endswith("期") or is_general(inner) or is_edge(tokens(text, start, end)[0]):
        return None
    return Works(start, end, start, end, measured=False, source="things:project.listed")


def _phase(text: str, start: int, end: int) -> Works | None:
    begin = phrase_before(text, start)
    inner = text[begin:start]
    if (
        len(inner) < 2
        or inner[0] in "亿万元个"
        or inner in load().nouns
        or is_general(inner)
        or inner.endswith(tuple(word_set("phase_not_after")))
    ):
        return None
    return Works(begin, end, begin, start, measured=False, source="things:project.phase")

"""The name of goods between two offsets, without the place, count or verb before it."""

from __future__ import annotations

import re

import rjieba

from kg.lexicon import load
from kg.nlp.candidates import Candidate
from kg.nlp.things.clauses import GASES
from kg.nlp.things.goods import is_goods, is_thing
from kg.nlp.things.lists import word_set, words
from kg.nlp.things.phrases import tokens

CLASS = "Product"
_WHOLE = frozenset({"自治区", "全省", "全市", "全县", "全区", "全州", "全旗", "全镇", "全乡", "全村", "全国", "我国"})
_AFTERWARDS = re.compile(
    r"(?:(?:完工|投产|达产|建成|改造|技改|扩建|竣工|投用|满产|升级|扩产|搬迁|复产|量产|投运|重组|全部|全面)+)?后(?=[\u4e00-\u9fff]{2})"
)
_SHORT_VERBS = frozenset("收产供销卖购运储采种养酿")
_CRAFTS = frozenset("纺织磨榨炼铸轧制造烧印染缝绣编刻焊熬腌晒烤蒸烘封测打出")
"""Verbs of one character that begin words of goods too: 纺|麻纱, but 纺熔设备."""
_PROCESSED = re.compile(
    r"共?(?:(?<=[年月日共])(?:处理|屠宰|清点|加工|压榨|收购|收储|出栏)|清点"
    r"|(?:[可能]|(?<=[年日月可能]))(?:仓储|储存|存储|冷藏|预冷|烘干|收储|分拣|中转)|可(?:处理|加工|消化|利用|屠宰))(?=[\u4e00-\u9fff]{2})"
)
_SHOWN = re.compile(r"(?:这|该|那|首|头|每|整|第[一二三])(?:批|款|种|些|台|辆|套|艘)(?=[\u4e00-\u9fff]{2})")
_COUNTED = re.compile(
    r"[一两三四五六七八九十几数](?:块|台|条|根|片|只|件|张|把|瓶|袋|箱|双双?|套|款|种|批|辆|艘|架|卷|桶|罐|盏|顶|枚|颗|粒|支|立方米|方米)(?=[\u4e00-\u9fff]{2})"
    r"|方米(?=[\u4e00-\u9fff]{2})|[中里内上]?的(?=[\u4e00-\u9fff]{2})"
)
"""一块|组件, 中的|四氯化硅."""
_EVEN = frozenset("连把将让使")
_WORN = ("老旧", "报废", "废旧", "淘汰", "闲置")
"""What is replaced is not made: 老旧风机改造工程."""
_TOLD_OF = re.compile(
    r"(?:(?:上半年|下半年|前[一二三四五六七八九十]+个?月|全年|当年|今年|去年|现在|如今|每年|每[天月]|一[年天月]|合计|共计|总共|累计|附带|副产|另[外有]?"
    r"|总装|经手|运走|运出|购进|购入|调入|新增)+(?:窨制|[出上用进产卖掉吃供])?|[还要也只能可][出上用进产卖吃供]|[出用掉])(?=[\u4e00-\u9fff]{2})"
)
"""What a clause tells of goods before their number: 上半年|石膏3万吨, 合计|米酒2万吨, 出|焦炭90万吨."""
_HERD = re.compile(r"[万千百十]+[头只羽亩尾吨套台辆]级?(?=[\u4e00-\u9fff]{2})")


def named(
    text: str, start: int, end: int, source: str, *, strong: bool, places: bool = False, plain: bool = False
) -> Candidate | None:
    """Return the product between two offsets, if one it is; with `places` a place before it belongs to its name.

    `plain` goods are general nouns, which count only where somebody makes them: 口罩, 服装.
    """
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    if shown := _SHOWN.match(text, start, end):
        start = shown.end()
    start = after_lead(text, start, end)
    start = start if places else _after_place(text, start, end)
    if counted := _HERD.match(text, start, end):
        start = counted.end()
    start = _after_verb(text, start, end)
    start = _after_told(text, start, end) if source == "quantity" else start
    end = _before_line(text, start, end)
    name = text[start:end]
    if name.startswith(_WORN):
        return None
    if is_goods(name) or (strong and is_thing(name)) or (plain and name in word_set("goods_plain")):
        return Candidate(start, end, CLASS, f"things:product.{source}")
    return None


def after_lead(text: str, start: int, end: int) -> int:
    """Return the start of the goods behind a count, 的 or a word such as 连: 一块|组件, 中的|四氯化硅, 连|多晶硅."""
    if counted := _COUNTED.match(text, start, end):
        start = counted.end()
    # The words as the dictionary has them: 连|多晶硅, but 连杆.
    if start < end and text[start] in _EVEN and len(rjieba.cut(text[start:end], False)[0]) == 1:  # noqa: FBT003 - as below
        start += 1
    return start


def _after_verb(text: str, start: int, end: int) -> int:
    """Return the start of the goods behind 完工后 and the like, or a verb of one character: 收|鲜牛奶, 产|氢."""
    if after := _AFTERWARDS.match(text, start, end):
        start = after.end()
    if processed := _PROCESSED.match(text, start, end):
        start = processed.end()
    rest = text[start + 1 : end]
    if not rest or text[start] not in _SHORT_VERBS | _CRAFTS:
        return start
    if rest in GASES:
        return start + 1
    # The words as the dictionary has them: a guess would join the verb to what it takes.
    first = rjieba.cut(text[start:end], False)[0]  # noqa: FBT003 - the library's second argument, no guessed words
    apart = len(first) == 1 and (text[start] in _SHORT_VERBS or len(tokens(text, start, end)[0].text) == 1)
    return start + 1 if apart and is_goods(rest) else start


def _before_line(text: str, start: int, end: int) -> int:
    """Return the end of the goods before the line that makes them: 聚乳酸|中试线."""
    if text[end - 1 : end] != "线":
        return end
    size = max((len(head) for head in words("project_heads") if text.endswith(head, start, end)), default=0)
    return end - size if end - size > start + 1 and size > 1 else end


def _after_told(text: str, start: int, end: int) -> int:
    """Return the start of the goods behind what a clause tells of them before their number: 合计|米酒2万吨."""
    told = _TOLD_OF.match(text, start, end)
    if told is None or not is_goods(text[told.end() : end]):
        return start
    # The words as the dictionary has them: 出|焦炭, but 出口.
    single = told.end() - start == 1 and len(rjieba.cut(text[start:end], False)[0]) > 1  # noqa: FBT003 - as below
    return start if single else told.end()


def _after_place(text: str, start: int, end: int) -> int:
    """Return the start of the goods behind the name of an administrative division: 褐煤 of 西乌旗褐煤."""
    for size in range(min(8, end - start - 2), 1, -1):
        name = text[start : start + size]
        divisions = load().by_name.get(name)
        if (divisions and not all(name in d.ambiguous for d in divisions)) or name in _WHOLE:
            return start + size
    return start

"""The left edge of a project's name where its surroundings show it, whatever words the name is made of.

Right behind a firm, a sum, a bullet or another project of a list everything up to 项目 is the name; at the head of a
clause it is, if what follows speaks of one project: 总投资, 占地, 由…建设.
"""

from __future__ import annotations

import re

from kg.nlp.things.lists import word_set
from kg.nlp.things.phrases import is_edge, tokens
from kg.nlp.things.quantities import last_measure

_REACH = 42
_SHORTEST = 3
_LONGEST = 34
_HEADS = "项目|工程|生产线|产线|基地|产业园"
_SURE = (
    r"(?:有限责任公司|公司|集团|合作社|合作联社)的?|[亿万美欧][元]的|[亩米]的|[●▲◆■★○◇•▪】]|(?<![0-9])[0-9]{1,2}[.．](?![0-9])"
    r"|新上|上马|投建|兴建|筹建|(?<=[里内区县地处])上(?=[^了下])|(?:投资|实施|开工|签约|落户|引进|投建|承建|谋划|申报|总投|建设)的"
    + "".join(rf"|(?<={head})[、和及与]" for head in _HEADS.split("|"))
    + r"|(?<=期[）)])[、和及与]"
)
_HEAD_OF_CLAUSE = r"[区园镇乡县市村]的|分别[是为]|包括|[，。；：\n]|^|其中|近日|日前|当天|上午|下午|据悉|据了解"
_ANCHOR = re.compile(f"(?P<sure>{_SURE})|(?P<head>{_HEAD_OF_CLAUSE})")
_ONE = re.compile(
    r"、[^，。；：、]{2,30}?(?:项目|工程|基地|生产线|二期)|(?:[（(][^（）()]{1,16}[）)])?(?:计划|预计|概算|规划|拟|估算|项目|整体|全部){0,4}"
    r"(?:总?投资|总?占地|总?用地|位于|选址|坐落|落户|由|于[0-9一二三去今]|系|是|的?业主|的?投资方|的?建设单位|的?项目法人|，(?:计划|预计|拟|概算)?总?投资|，占地|自[0-9]|今年|去年|已|正|目前"
    r"|在[^，。；]{2,14}(?:开工|动工|奠基|投产|签约)|开工|动工|签约|投产|竣工|正式|建成|主要|分[两三二]期|一期|总建筑|总建面"
    r"|建设(?:规模|内容|地点|周期|工期))"
)
_NOT_FIRST = re.compile(
    r"还有|另有|[该此这本其各两多几0-9]|上述|所有|全部|一批|一个|重点|重大|每个|另|某|主会场|分会场|公司|企业|总投资|计划|项目|工程"
)
_OUTPUT = re.compile(r"(?:[一二三四]期)?(?:新?[年月日][\u4e00-\u9fff]{1,3})?(?=[0-9])")
_TWO = re.compile(r"(?:项目|工程)[和与及]")
_MEASURE = 12
"""How long a measure at the head of a name may be: 年产|10万吨."""
_BODY = re.compile(r"公司|集团")
_BRACKETS = re.compile(r"[（(][^（）()]{1,14}[）)]")
_VERBS = frozenset({"新上", "上马", "投建", "兴建", "筹建", "上"})
_OF_A_SUM = tuple("亿万美欧")
_IS = re.compile(r"[是为]|作为|成为")
"""X是由Y建设的综合性基地: what a project is, not what it is called."""
_CLOSED = re.compile(r"[，。；：！？“”《》\n\t、△▲▼◇◆□■○●◎★※]")
LOOKS = frozenset(
    {"看", "察看", "查看", "检查", "视察", "督查", "督导", "调研", "考察", "参观", "观摩", "走访", "拉练"}
)
"""平川县领导|督查|重点水利项目: what somebody looks at."""


def anchored_left(text: str, start: int, head: int, end: int) -> int | None:
    """Return where the name of a project begins whose last word is ``text[head:end]``; None where nothing shows it.

    `start` is where it begins by its words alone; only an earlier edge is looked for, or the same one confirmed.
    """
    low = max(0, head - _REACH)
    single = _ONE.match(text, end) is not None
    for anchor in _ANCHOR.finditer(text, low, head):
        if anchor["sure"] is None and (not single or (anchor.end() == low and low > 0)):
            continue
        beyond = anchor.end() - start
        if (
            beyond > (len(anchor[0]) + 1 if anchor[0] in _VERBS else 0)
            or not _SHORTEST <= head - anchor.end() <= _LONGEST
        ):
            continue
        if (
            anchor[0].endswith("的")
            and not anchor[0].startswith(_OF_A_SUM)
            and _IS.search(text, _clause(text, anchor.start()), anchor.start())
        ):
            continue
        if _is_whole(text, anchor.end(), head):
            return anchor.end()
    return None


def _clause(text: str, position: int) -> int:
    return max(text.rfind(sign, 0, position) for sign in "，。；：") + 1


def _is_whole(text: str, start: int, head: int) -> bool:
    """Return whether what stands between two offsets can be the description of a project."""
    lead = _OUTPUT.match(text, start, head)
    first = last_measure(text, lead.end(), min(head, lead.end() + _MEASURE)) if lead else start
    if _CLOSED.search(text, start, first):
        return False
    inner = _BRACKETS.sub("", text[first:head])
    if (
        _BODY.search(text, start, head)
        or _TWO.search(inner)
        or _CLOSED.search(inner)
        or _NOT_FIRST.match(inner)
        or "的" in inner
    ):
        return False
    found = tokens(inner, 0, len(inner))
    if not found or (is_edge(found[0]) and found[0].text not in _FIRST):
        return False
    if any(token.text in LOOKS for token in found[:-1]):
        return False
    return all(not is_edge(token) or token.text in word_set("project_inner") for token in found[1:])


_FIRST = frozenset({"新建", "扩建", "改建", "迁建", "全", "多", "新", "一", "双", "年产"})

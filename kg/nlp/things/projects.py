"""Projects: 年产…项目, …生产线, …改扩建工程, …二期: how far a name reaches, and which are described at all."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from kg.lexicon import Matcher, load, matcher
from kg.nlp.candidates import Candidate, longest
from kg.nlp.things.anchors import LOOKS, anchored_left
from kg.nlp.things.forms import works_by_form
from kg.nlp.things.framed import is_framed, paid_for
from kg.nlp.things.goods import is_goods, is_thing, product_of
from kg.nlp.things.lists import marked, word_set, words
from kg.nlp.things.phrases import PHASES, tokens
from kg.nlp.things.quantities import count_left
from kg.nlp.things.several import is_several
from kg.nlp.things.works import Works, is_general, measure

CLASS = "Project"
_NOT_AFTER = {
    "项目": re.compile(r"部|组|库|管理|经理|负责|方|名称|制|总数|数|包|化|式|主管|总工|之一"),
    "工程": re.compile(
        r"师|塑料|机械|公司|局|集团|技术|学院|大学|学|款|量|硕士|院|建设有限|设计|咨询|监理|项目|车辆|装备|材料"
    ),
    "厂": re.compile(r"[房区商家长里子址方部名办矿企间党内容史标门队站史职工外]"),
    "装置": re.compile(r"艺术|有限|厂"),
    "铁路": re.compile(r"局|公司|港|部门|集团|运输|警|口岸|专用|货|客|干部|职工|货运"),
    "公路": re.compile(r"局|公司|港|部门|运输|集团|货"),
}
_ORGANISATION = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:有限|公司|集团|局(?!部)|协会|研究院|学院)")
_LATER_PHASE = re.compile(
    r"[一二三四]期(?:[\u4e00-\u9fff]{0,3}工程|项目)|[\u4e00-\u9fff]{2,4}(?<![阶路地河手区工])段(?![路落时位子])"
)
_BUILD = re.compile(
    r"建设|新建|建起|盖起|兴建|修建|筹建|并网|投建|扩建|改建|在建|建成|开工|动工|完工|竣工|投用|投运|投产|投资|通车|通航|铺设|奠基|启用|上马|施工|开通|贯通|合龙|铺轨|架设|联调|试运行|浇筑|截流|下闸|吊装"
)
_BUILT_LEFT = re.compile(
    r"(?:[开动]工的(?:还)?有|[新筹共兴在扩投拟援合自改]建|[开动]工的|新上|[再新]添|新增|增上|(?<![镇区乡村城基])建设|建[起成]|[，]上)(?:了|的|一|[两三四五六0-9]+)?[座个条处家]?\Z"
    r"|(?:[亿万]元|处|里|镇|内|区)(?:[建修设])(?:起|了|一|[两三四五六0-9]+)?[座个条处家]?\Z|(?:[支立搭]起)了?(?:一[座个条处家])?\Z"
)
_SEEN_LEFT = re.compile(r"(?:走[进入]|察看|查看|参观|来到)了?\Z")
_RENOWN_LEFT = re.compile(
    r"(?:最大|重要|一流|知名|领先|著名|唯一|闻名)的?\Z|(?:成为|打造成?为?|建设?成为?|作为|变成)(?:[^，。；]{0,8}的)?\Z"
)
"""What something is or wants to be: 成为全国最大的|化肥生产基地."""
_SEVERAL = re.compile("各?(?:[0-9]+|[两二三四五六七八九十几数多]+)余?条|各一条|若干条")
"""饮料生产线|2条: lines by their number."""
_UNITS_OF = frozenset({"车间"})
"""Heads that behind another one only name a part of it: 冷轧项目|车间."""
_TELLING = 4
"""How long a head of works is that, where somebody pays for it, is a project by itself: 投资5亿元建设算力中心."""
_OWN_LEFT = re.compile(r"[业司团厂技子电械材药工份米建]的\Z")
"""云澜锁业的|智慧工厂, 6万平方米的|智慧工厂."""
_PLAIN_UNITS = ("车间", "厂")
_BEFORE_MEASURE = re.compile("(?:公司|集团)(?P<word>国产化|高品质|智能化|绿色|新型|高端|数字化)\\Z")
"""X公司|国产化|年产45万吨….."""
_UNDER_WAY = re.compile(
    "(?:的?(?:主体|钢结构|桩基))?(?:[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}日|底)?|[今去明]年|[上本下]个?月|年[底内初]|月底|日前|近日"
    "|昨天|昨日|目前|眼下|已|刚|正在?|正式|将|即将|可望|有望|如期|顺利|也){0,4}"
    "(?:投用|投产|试车|封顶|打桩|点火|开工|动工|竣工|奠基|破土|启用|揭牌|吊装|送电|并网|开建|建成|完工|上马|投料|试生产|试运行)"
)
"""A公司的X车间|下月试车."""
_NEW_NEAR = re.compile("[新筹共兴投拟合自改扩]建|建设|建起|新上|[万亿]元")
_NEAR = 24
_PROGRESS_RIGHT = re.compile("的?(?:建设|施工|工程)(?:进度|进展|情况)|(?:正在?|正?加紧)(?:建设|施工|装修)")
_SUM_CUT = re.compile("[亿万]?元(?![宝阳洪氏谋])")
_STANDING = re.compile(r"国家|全国|全[省市县]|世界|一流|战略|重要|示范|教育|党建|人才|红色|创新|各|百|千|万")
_VERB_LEFT = re.compile(r"(?:建设|新建|投建|打造|上马|投资建设|规划建设)了?\Z")
_NEW_UNIT = re.compile(r"(?:建设|新建|投建|扩建|上马|建成|[二三四]期)[\u4e00-\u9fff]{0,2}\Z")
_STAGE_RIGHT = re.compile(r"（[一二三四]期）")
_WORK_RIGHT = re.compile(
    "(?:及配套[\u4e00-\u9fff]{0,6})?(?:(?:全流程|智能化|自动化|数字化|一期|二期|三期)*(?:建设|扩建|改造|技改|升级改造|改造升级|扩能|搬迁|新建|提升))?项目(?![部组库经管负])"
)
"""X生产线|建设项目."""
_PUT_LEFT = re.compile(r"(?:投资|增资|扩建|新建|建设)\Z")
_NO_NAME = re.compile("(?:组建|上新|新上|推介会|签约|启动)\\Z|[一二两三四五六七八九十][座条栋幢]、")
"""What no name of a project has in it, or before its head: 厂房一座、生产线, 上新|项目."""
_CALLED_LEFT = re.compile(r"(?:列为|作为|属于|成为|评为|纳入|列入|申报)了?\Z")
_OFFICIAL = re.compile("市长|县长|区长|局长|书记|主任|董事长|经理")
_MATERIAL = 3
_MAKING = frozenset("建设造修立")


def find_projects(text: str) -> list[Candidate]:
    """Return the projects, lines and works that `text` names, in the order of their offsets (code points)."""
    return [Candidate(works.start, works.end, CLASS, works.source) for works in find_works(text)]


def find_works(text: str) -> list[Works]:
    """Return the projects of `text` with their descriptions, in order; one of two that overlap is the longer."""
    kinds, heads = marked("project_heads"), words("project_heads")
    found = []
    last_start = last_end = -1
    for start, end, index in _heads().scan(text):
        # 智能工厂项目 and 生产基地项目 are one head.
        begin = last_start if last_end == start and heads[index] not in _UNITS_OF else start
        last_start, last_end = begin, end
        works = _read(text, begin, end, heads[index], kinds[heads[index]], double=begin < start)
        if works:
            found.append(works)
    found += works_by_form(text)
    return longest(found)


def _read(text: str, head_start: int, head_end: int, head: str, kind: str, *, double: bool) -> Works | None:
    refused = _NOT_AFTER.get(head[-2:])
    if head == "厂" and not _NEW_NEAR.search(text, max(0, head_start - _NEAR), head_start):
        return None
    if (refused and refused.match(text, head_end)) or (kind != "project" and _ORGANISATION.match(text, head_end)):
        return None
    later = _LATER_PHASE.match(text, head_end) if kind != "line" else None
    later = (
        later
        or _STAGE_RIGHT.match(text, head_end)
        or (_WORK_RIGHT.match(text, head_end) if kind != "project" else None)
    )
    works = measure(text, head_start, later.end() if later else head_end, kind)
    renowned = kind == "base" and _RENOWN_LEFT.search(text, max(0, works.start - 16), works.start)
    # What a sum is cut from names nothing: 3.8亿|元上二期工程.
    if (
        _SUM_CUT.match(text, works.start)
        or (kind == "line" and _SEVERAL.match(text, works.end))
        or renowned
        or (kind != "line" and not (works.measured and kind == "works") and count_left(text, works.start))
    ):
        return None
    if _CALLED_LEFT.search(text, max(0, works.start - 3), works.start):
        return None
    if _NO_NAME.search(text, works.start, works.inner_end):
        return None
    if kind == "project" and not works.measured and is_several(text, works.start, works.end):
        return None
    wider = _whole(text, works, kind)
    works = wider or works
    if (joint := text.rfind("暨", works.start, works.inner_end)) >= 0:
        works = works._replace(start=joint + 1, inner_start=max(joint + 1, works.inner_start))
        wider = None
    return works if wider or _is_one(text, works, head, kind, double=double) else None


def _is_one(text: str, works: Works, head: str, kind: str, *, double: bool) -> bool:
    """Return whether a head with what stands before it names one project."""
    inner = text[works.inner_start : works.inner_end].strip()
    if (kind in {"plant", "built"} or (kind == "base" and inner in load().by_name)) and not works.measured:
        return _is_new(text, works, inner, kind)
    if works.measured:
        return bool(inner) or kind in {"works", "base"}
    if not inner and head.endswith("工厂") and _OWN_LEFT.search(text, max(0, works.start - 2), works.start):
        return True
    if works.start < works.inner_start and (inner or (kind == "works" and head != "工程")):
        return True
    if works.start < works.inner_start:
        # “…基地”项目: the quotation is the name.
        return text[works.start] == "“" and is_framed(text, works.start, works.end)
    if not inner:
        return kind == "works" and works.end - works.start >= _TELLING and paid_for(text, works.start)
    if is_general(inner) or any(token.text in LOOKS for token in tokens(inner, 0, len(inner))[:-1]):
        return False
    return (double and len(inner) > 1) or _accepts(text, works, inner, kind) or _is_told(text, works, inner, kind)


def _whole(text: str, works: Works, kind: str) -> Works | None:
    """Return the project with the name that its surroundings show, where it is wider than its words alone tell."""
    if works.measured and (word := _BEFORE_MEASURE.search(text, max(0, works.start - 8), works.start)):
        return works._replace(start=word.start("word"))
    if works.measured or kind not in {"project", "works", "base", "line"}:
        return None
    begin = anchored_left(text, works.start, works.inner_end, works.end)
    if begin is None or is_general(text[begin : works.inner_end]):
        return None
    if kind != "project" and begin == works.start:
        return None
    return works._replace(start=begin, inner_start=max(begin, works.inner_start))


def _accepts(text: str, works: Works, inner: str, kind: str) -> bool:
    first, last = product_of(text, works.inner_start, works.inner_end)
    core = text[first:last]
    marked_words = [mark for mark in words("project_marks") if mark in inner]
    if inner.isascii():
        return kind != "project"
    if kind in {"line", "base", "plant"}:
        return is_thing(core) or bool(marked_words)
    whole = text[works.inner_end : works.end]
    if kind == "road" or (kind == "works" and not whole.endswith("工程")):
        clause = text[max(0, works.start - 25) : works.end + 25]
        return _is_coined(inner) or (_BUILD.search(clause) is not None and (bool(marked_words) or len(inner) >= 2))
    if core != inner and is_thing(core):
        return True
    if inner.endswith("期") and len(inner) > 3:
        return True
    if len(inner) >= 6 and _VERB_LEFT.search(text, max(0, works.start - 6), works.start):
        return True
    return is_goods(core) or (bool(marked_words) and len(inner) >= 4) or _is_proper(inner)


def _is_told(text: str, works: Works, inner: str, kind: str) -> bool:
    """Return whether a description of other words is that of one project by what stands around it."""
    if kind == "road" or (kind == "works" and not text.endswith("工程", 0, works.end)):
        return False
    if _OFFICIAL.search(inner):
        return False
    return len(inner) > 1 and is_framed(text, works.start, works.end)


def _is_new(text: str, works: Works, inner: str, kind: str) -> bool:
    """Return whether the words before a plant say that it is being built, or describe a process of its own."""
    if (
        (inner or text[works.inner_end : works.end].endswith("基地"))
        and kind in {"plant", "built"}
        and paid_for(text, works.start)
    ):
        return not _STANDING.search(text, works.start, works.end)
    if kind == "base":
        return _PUT_LEFT.search(text, max(0, works.start - 2), works.start) is not None
    if kind == "built":
        built = _BUILT_LEFT.search(text, max(0, works.start - 8), works.start)
        if built is None and not text.endswith(_PLAIN_UNITS, works.inner_end, works.end):
            built = _SEEN_LEFT.search(text, max(0, works.start - 4), works.start)
        plain = inner != "" and inner[:2] not in PHASES and is_general(inner)
        built = built or (_PROGRESS_RIGHT.match(text, works.end) if inner else None)
        if built is None and inner and _OWN_LEFT.search(text, max(0, works.start - 2), works.start):
            built = _UNDER_WAY.match(text, works.end)
        return built is not None and not plain and not _STANDING.search(text, works.start, works.end)
    if inner[:2] in PHASES or _NEW_UNIT.search(text, max(0, works.start - 8), works.inner_start):
        return True
    return text[works.start - 1 : works.start] == "的" and _is_process(inner)


def _is_process(inner: str) -> bool:
    """Return whether a description says what goes in and what is done with it: 焦炉煤气制氢, 中水深度处理."""
    return any(
        inner.endswith(mark) and len(inner) - len(mark) >= _MATERIAL and inner not in word_set("project_marks")
        for mark in words("project_marks")
    )


def _is_coined(inner: str) -> bool:
    """Return whether a description is a name of two or three characters that are no words: 青澜 of 青澜光伏电站."""
    parts = rjieba.cut(inner, False)  # noqa: FBT003 - the library's second argument, no guessed words
    return len(parts) == len(inner) and 2 <= len(inner) <= 3 and not (load().function_chars | _MAKING) & set(inner)


def _is_proper(inner: str) -> bool:
    """Return whether a place stands in a description, and more than a place."""
    found = tokens(inner, 0, len(inner))
    return len(found) > 1 and found[0].text in load().by_name and not is_general(inner[found[0].end :])


@cache
def _heads() -> Matcher:
    return matcher(words("project_heads"))

"""What an item of a list of sites is by its last words: a place (清江|文化馆), or works (清江公园|改造提升)."""

from __future__ import annotations

import re

import rjieba

from kg.lexicon import load
from kg.naming.anatomy import LEVEL_ENDS
from kg.naming.words import words
from kg.nlp.bodies.items import Item, data, ends
from kg.nlp.bodies.speech import only_describes, tag_of
from kg.nlp.candidates import Candidate
from kg.nlp.things.works import is_general

GRAMMAR = re.compile("[的了在对将把被为从向让使给有是并个其要应须]")
LEGAL = re.compile("(?:公司|集团|厂)$")
PLACE, PROJECT = "Place", "Project"
_PROJECT = re.compile("(?:项目|工程)(?:[一二三四]期|（[一二三四]期）)?$")
_OWNER = re.compile(
    "公司|集团|合作社|开发区|园区|高新区|经开区|产业园(?![区（])|工业园(?![区（])|(?<=[镇乡])[\u4e00-\u9fff]{1,4}?村"
)
_BUILT = re.compile("[新扩筹兴]建|建设|建一|[建投](?=[0-9两三])")
"""在清江产业园|建设轴承基地: what is done there."""
_BUILDING = re.compile("(?:[新扩筹兴改迁]建|建设|投资|上马|签约|打造|实施)(?=.{3})")
"""在清江产业园|建设年产5万套轴承项目, and not 清江大桥建设|项目."""
_HALLS = (
    "馆",
    "展示厅",
    "展览厅",
    "小镇",
    "老厂区",
    "新厂区",
    "展示中心",
    "展览中心",
    "展销中心",
    "服务中心",
    "大厅",
    "旧址",
    "故居",
    "陵园",
)
"""How a building is called that is no part of what it is named after: 清江开发区|规划展示馆."""
_UNITS = frozenset({"社区", "小区"})
_SIZED = re.compile("[一二三四五六七八九十几数百千万]+亩")
"""万亩|桃园: how large a site is."""
_SIZED_WORKS = re.compile(
    "(?:[年日]产)?[0-9][0-9.]{0,6}[多余]?[万亿千百]{0,2}(?:吨|千瓦|兆瓦|[kKMG]W|台|套|件|只|平方米|立方米)[\u4e00-\u9fff]{2,10}$"
)
"""云澜集团|200万吨煤制油."""
_FLOOR = re.compile("[一二三四五六七八九十两0-9]+[层楼号]")
_ANY_WORKS = re.compile("(?:建设|技改|技术改造|扩建|改扩建|新建|二期|一期|三期|生产|迁建|搬迁){0,4}")
"""What only says that a firm builds something: 云澜有限公司|技改项目."""
_LEAST = 2
"""Characters of a site's name before the word for what it is."""
_SHORT, _LONG = 2, 14
_HAN = re.compile("[\u4e00-\u9fff]+")
_QUOTED = re.compile("[\u4e00-\u9fff]{0,8}“[\u4e00-\u9fff]{2,10}”[\u4e00-\u9fff]{2,12}")
_NO_ENDS = frozenset({"v", "vn", "vd", "vi", "a", "ad", "d", "p", "c", "r", "u", "ul", "uj", "m", "t", "y"})
"""Parts of speech that no name ends with."""
_AREA = re.compile("(?:产业园|园区|集聚区|示范区|开发区|工业区|工业港|高新区|新区|科技园|体验区|项目区)$")
_COMMON_TAGS = frozenset({"n", "vn", "v"})


def site_of(item: Item) -> Candidate | None:
    """Return the site that an item names by its end: 清江|文化馆, with its town where the rest only says what it is."""
    end = max((ends(item.text, "places"), ends(item.text, "services")), key=len)
    core = item.text[: len(item.text) - len(end)]
    plain = is_plain(core) or _SIZED.match(core) is not None
    if (
        not end
        or end in _UNITS
        or len(core) < _LEAST
        or _FLOOR.fullmatch(core)
        or (end in data("common") and core.endswith("”"))
        or (plain and item.placed == item.start)
        or GRAMMAR.search(item.text)
        or (LEGAL.search(core) and not end.endswith(_HALLS))
        or _BUILT.search(core)
    ):
        return None
    source = "bodies:place.hall" if end.endswith(_HALLS) else "bodies:place.visited"
    return Candidate(item.placed if plain else item.start, item.end, PLACE, source)


def works_of(item: Item) -> Candidate | None:
    """Return the project that an item names, behind whose it is and the zone it lies in.

    It says that it is one (X公司|石桥养猪场项目), or what is done to something: 清江公园|改造提升.
    """
    head = _PROJECT.search(item.text)
    cut = head.start() if head is not None else len(item.text) - len(ends(item.text, "works_ends"))
    # G357青石镇至清江开发区…工程 leads from one to the other.
    owners = [] if "至" in item.text else _OWNER.finditer(item.text, 0, cut)
    owned = max((owner.end() for owner in owners), default=0)
    core = item.text[owned:cut]
    sized = _SIZED_WORKS.search(item.text) if head is None else None
    if sized is not None and not GRAMMAR.search(sized[0]):
        return Candidate(item.start + sized.start(), item.end, PROJECT, "bodies:project.item")
    if owned and head is not None and _ANY_WORKS.fullmatch(core):
        return Candidate(item.start, item.end, PROJECT, "bodies:project.item")
    if cut == len(item.text) or len(core) < _LEAST or GRAMMAR.search(core) or _BUILDING.search(core):
        return None
    alone = head is not None or owned == 0
    general = only_describes(core) or core in data("common") or core in data("kinds")
    if alone and (general or (is_general(core) and not _named_after(core))):
        return None
    if head is not None:
        return Candidate(item.start + owned, item.end, PROJECT, "bodies:project.item")
    plain = is_plain(core)
    start = item.placed if owned == 0 and plain else item.start + owned
    if plain and start == item.start:
        return None
    return Candidate(start, item.end, PROJECT, "bodies:project.item")


def _named_after(core: str) -> bool:
    """Return whether general words are told apart by a short name before them: 青湖|生态保护."""
    name = load().leading(core)
    return bool(name) and name[-1] not in LEVEL_ENDS and len(core) > len(name)


def is_named(text: str) -> bool:
    """Return whether an item of a list of sites is a name whose words say nothing of what it is: 嘉澜坊, 小东冲寨."""
    if not _SHORT <= len(text) <= _LONG or not _HAN.fullmatch(text) or GRAMMAR.search(text) or ends(text, "common"):
        return False
    lexicon = load()
    if text in lexicon.nouns or text in lexicon.verbs or text in lexicon.by_name or text in data("common"):
        return False
    tagged = rjieba.tag(text)
    return tagged[-1][1] not in _NO_ENDS and any(
        len(tag) > 1 if len(word) == 1 else tag not in _COMMON_TAGS for word, tag in tagged
    )


def is_coined(text: str) -> bool:
    """Return whether an item of a list of sites is too short and oddly cut for a phrase: 澜香|汇, 衡果|达."""
    lexicon = load()
    if not _HAN.fullmatch(text) or len(text) != _COINED or GRAMMAR.search(text) or ends(text, "common"):
        return False
    if text in lexicon.nouns or text in lexicon.verbs or text in lexicon.by_name or text in data("common"):
        return False
    if text[1:] in lexicon.nouns or text[1:] in lexicon.verbs:
        return False
    last = rjieba.tag(text)[-1][0]
    return len(last) != _COINED - 1 and text[-1] not in _NO_NAME


_COINED = 3
"""Characters of a name that is coined."""
_NO_NAME = frozenset("上下里内中后前间时等处地区部市县乡镇村")
"""What such a name does not end with."""


def is_quoted(text: str) -> bool:
    """Return whether an item of a list of sites is named by what it quotes: “清江人家”陈列馆."""
    return _QUOTED.fullmatch(text) is not None and not ends(text, "common")


def named_class(text: str) -> str:
    """Return the class of such a name: a park where it says that it is one."""
    return "Park" if _AREA.search(text) else PLACE


def is_plain(core: str) -> bool:
    """Return whether words only say what kind of site one is: 生产|基地, 辣椒|交易市场."""
    lexicon = load()
    return (
        core in lexicon.nouns
        or core in lexicon.verbs
        or core in words("trades")
        or core in words("generic")
        or tag_of(core) in _COMMON_TAGS
    )

"""Which names of a page are forms of one another, by class: short titles, bare offices, abbreviated firms, towns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from kg.folding import fold
from kg.lexicon import load
from kg.link.cluster import Links, Named
from kg.naming import Anatomy, anatomy
from kg.naming.shorts import without_level
from kg.naming.words import words
from kg.nlp.things import title_short_form
from kg.nlp.towns import TOWN
from kg.patterns import alternation

_OFFICES = (
    ("管委会", re.compile(r"[\u4e00-\u9fff]{2}管(?:理委员|委)会$")),
    ("县政府", re.compile(r"[\u4e00-\u9fff]县(?:人民)?政府$")),
    ("旗政府", re.compile(r"[\u4e00-\u9fff]旗(?:人民)?政府$")),
)
"""Offices by their bare names, with what the only full name on a page ends with."""
ZONES = (
    ("(?:经开区|经济(?:技术)?开发区)", re.compile("(?:经开区|经济(?:技术)?开发区)$")),
    ("(?:高新区|高新技术产业开发区)", re.compile("高新(?:区|技术产业(?:开发区|园区))$")),
    ("开发区", re.compile("(?:开发区|经开区)$")),
    ("工业园区", re.compile("工业园区?$")),
    ("工业集中区", re.compile("工业集中区$")),
    ("产业集聚区", re.compile("产业集聚区$")),
)
"""Parks that are named by their level, with what the only full name on a page ends with."""
_ECONOMIC = re.compile("(?:经济(?:技术)?|经)?开发区|经开区")
_HIGH = re.compile("高新|高技术")
_GROUP = "集团"
_CORE = 2
"""The fewest characters of a coined name that tells a firm."""
_PROJECT = 5
"""The fewest characters of a project's short name."""


def link_forms(links: Links, names: Sequence[Named]) -> None:
    """Join the names of a page that are forms of one another."""
    _link_towns(links, names)
    _link_policies(links, names)
    _link_offices(links, names)
    _link_zones(links, names)
    _link_firms(links, names)
    _link_projects(links, names)
    _link_tails(links, names)


def _join_only(links: Links, short: str, full: set[str]) -> None:
    """Join a name with the full one, folded, that it can be a form of; of several it is nobody's."""
    if len(full) == 1:
        links.join(fold(short), full.pop())


def _link_towns(links: Links, names: Iterable[Named]) -> None:
    """Join 玉屏自治县 with 玉屏侗族自治县, 干河乡 and 干河 with 干河彝族乡, 青石 with the only 青石镇 of the page."""
    places = {n.text for n in names if n.cls == "Place"}
    full: dict[str, set[str]] = defaultdict(set)
    for name in places:
        if found := _national().fullmatch(name):
            full[found["core"] + found["level"]].add(name)
            if len(found["level"]) == 1:
                full[found["core"]].add(name)
        elif found := TOWN.fullmatch(name) or _OTHER.fullmatch(name):
            full[found["core"]].add(name)
    for short in sorted(places & full.keys(), key=lambda t: (-len(t), t)):
        roots = {links.root(fold(name)) for name in full[short]}
        # Where a division has the name as well nobody knows which is meant.
        if short[-1] in _LEVELS or short not in load().by_name:
            _join_only(links, short, roots)


_LEVELS = "县州旗乡镇"
_OTHER = re.compile("(?P<core>[\u4e00-\u9fff]{2,4})(?:村|岛|省|国|嘎查|社区|农场|林场|管理区)")
"""Places that may be named without the word for what they are: 石凹子|村."""


@cache
def _national() -> re.Pattern[str]:
    """Return the expression for a place that is named after its nationality too: 聚凤|仡佬族|侗族|乡."""
    return re.compile(
        f"(?P<core>[\u4e00-\u9fff]{{2,6}}?)(?:各族|{alternation(words('nationalities'))})+(?P<level>自治[县州旗]|[乡镇])"
    )


def _link_policies(links: Links, names: Iterable[Named]) -> None:
    """Join 《若干措施》 with the full title it shortens, where only one fits."""
    titles = sorted({n.text for n in names if n.cls == "Policy"}, key=lambda t: (-len(t), t))
    for short in titles:
        full = [t for t in titles if len(t) > len(short) and title_short_form(t, short)]
        if len(full) == 1:
            links.join(fold(short), fold(full[0]))


def _link_offices(links: Links, names: Iterable[Named]) -> None:
    """Join 管委会 and 县政府 with the only body of the page that has such a name in full."""
    agencies = {n.text for n in names if n.cls == "Agency"}
    for short, ending in _OFFICES:
        full = {name for name in agencies if ending.search(name)}
        if short in agencies and len(full) == 1:
            links.join(fold(short), fold(full.pop()))
    for short in sorted(name for name in agencies if _OF_ZONE.match(name)):
        full = {name for name in agencies if name != short and name.endswith(short)}
        if len(full) == 1:
            links.join(fold(short), fold(full.pop()))


_OF_ZONE = re.compile(
    "(?:园区|开发区|经开区|高新区|产业园|工业园|工业园区|集聚区|集中区|新区)(?!区)[\u4e00-\u9fff]{2,}"
)
"""An organ of a zone that is not named: 园区管委会."""


def _link_zones(links: Links, names: Iterable[Named]) -> None:
    """Join 县经开区 with the only park of the page that it can mean, and zones of one place worded otherwise."""
    parks = {n.text for n in names if n.cls == "Park"}
    for forms in _of_one_place(parks).values():
        for short in forms[1:]:
            links.join(fold(short), fold(forms[0]))
    for short in sorted(parks):
        endings = [end for head, end in ZONES if re.fullmatch(f"[省市县区州盟旗]?{head}", short)][:1]
        full = {links.root(fold(name)) for end in endings for name in parks if name != short and end.search(name)}
        _join_only(links, short, full)


def _of_one_place(parks: Iterable[str]) -> dict[str, list[str]]:
    """Return the development zones of a page by the place they are of, the fullest form first: 青石开发区, 青石经开区.

    A place that has another kind of zone as well (青石高新区) is left out, for its 开发区 may be either.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(parks, key=lambda t: (-len(t), t)):
        if place := load().leading(name):
            found[without_level(place)].append(name)
    return {
        place: zones
        for place, names in found.items()
        if len(zones := [name for name in names if _ECONOMIC.fullmatch(name, len(load().leading(name)))]) > 1
        and not any(_HIGH.search(name) for name in names)
    }


_WHOLE = ("公司", "厂")
"""What goes on behind these is the name of a branch: 云澜电力公司|青石热电厂."""


def _link_firms(links: Links, names: Iterable[Named]) -> None:
    """Join a firm's name with the one fuller name whose core begins with its own (X公司 with 某市X纺织有限公司).

    So with the one that it leaves characters of out: 龙鳞特纸 with 浙江龙鳞特种纸股份有限公司, and of a cooperative.
    """
    parts = {n.text: anatomy(n.text) for n in names if n.cls == "Firm" or n.text.endswith(_COOPERATIVE)}
    cores = {text: part.core + part.trade for text, part in parts.items()}
    near: dict[tuple[str, str], set[str]] = defaultdict(set)
    for text, core in cores.items():
        for edge in _edges(core):
            near[edge].add(text)
    for fits in (_begins, abbreviates):
        for short in sorted(cores, key=lambda t: (-len(t), t)):
            full = {
                links.root(fold(text))
                for text in set().union(*(near[edge] for edge in _edges(cores[short])))
                if len(text) > len(short)
                and short.endswith(_COOPERATIVE) == text.endswith(_COOPERATIVE)
                and fits(parts[short], parts[text])
                and _suits(parts[short], parts[text])
                and not (short.endswith(_WHOLE) and text.startswith(short))
                and not is_branch(text, parts[short])
            } - {links.root(fold(short))}
            _join_only(links, short, full)


def is_branch(name: str, owner: Anatomy) -> bool:
    """Return whether a name is that of a works or branch of a firm, and none of the firm's own: 云澜药业|清江饮片厂."""
    stem = owner.core + owner.trade
    at = name.find(stem)
    if at < 0 or not stem or _BRANCHES.search(owner.form or stem):
        return False
    behind = name[at + len(stem) :]
    rest = behind.removeprefix("集团").removeprefix("股份").removeprefix("公司")
    if _BRANCHES.search(rest) or ((place := load().leading(rest)) and rest[len(place) :] in _BARE):
        return True
    works = _PLANT.fullmatch(rest)
    whole = rest != behind or owner.trade.endswith(_COMPLETE)
    return bool(works and whole and works["core"] not in words("trades"))


_BRANCHES = re.compile(
    "(?:分公司|分厂|分行|支行|分店|分场|(?<!加)工厂|[一二三四五六七八九十新老总]厂|厂区|总部|基地|项目部|牧场|车间|办事处|营业部|[一-鿿]站)$"
)
"""What a part of a firm is called."""
_COMPLETE = ("业", "科技", "能源", "钢铁", "化工", "电力", "水务")
"""Trades behind which the name of a firm is whole: 云澜药业|饮片厂 is a part of it, 云澜玻璃|器皿厂 is itself."""
_BARE = ("公司", "厂", "店")
_PLANT = re.compile("(?P<core>[一-鿿]{2,12}?)(?:加工|生产|制造|制品)?(?:厂|矿|场)")


def _edges(core: str) -> tuple[tuple[str, str], ...]:
    """Return how a name begins and ends: forms of one firm have one of the two in common."""
    return ("begins", core[:_CORE]), ("ends", core[-_CORE:])


_COOPERATIVE = "合作社"


def _begins(short: Anatomy, full: Anatomy) -> bool:
    """Return whether the core of a firm's name begins with that of a shorter one."""
    own = short.core + short.trade
    return len(short.core or own) >= _CORE and (full.core + full.trade).startswith(own or short.core)


def abbreviates(short: Anatomy, full: Anatomy) -> bool:
    """Return whether a name is that of a firm with characters of its core and trade left out: 金茂铸造, 金茂精密铸造.

    It has the first two characters and ends as the fuller name does, with 股份 where that has it; or it is its end.
    """
    own, whole = short.core + short.trade, full.core + full.trade
    for kind in _KINDS:
        if own.endswith(kind) and kind in full.form:
            own = own.removesuffix(kind)
            return len(own) >= _CORE and whole.startswith(own)
    if len(own) <= _CORE or own == whole or short.form not in {"", "公司", _COOPERATIVE}:
        return False
    if len(own) > _ENDING and whole.endswith(own):
        return True
    rest = iter(whole[_CORE:])
    begins = whole.startswith(own[:_CORE]) and own[:_CORE] not in load().by_name
    return begins and own[-1] in whole[-2:] and all(char in rest for char in own[_CORE:])


_KINDS = ("股份", "集团", "控股")
_ENDING = 3
"""A longer end of a name may stand for the whole."""


def _suits(short: Anatomy, full: Anatomy) -> bool:
    """Return whether two names can be of one firm: no two places, no two full legal forms, no group and its part."""
    if _GROUP in short.form and _GROUP not in full.form:
        return False
    # 日本佳澜公司 founded 佳澜办公设备有限公司.
    if short.place in words("regions") and not full.place:
        return False
    if full.place in words("regions") and not short.place and short.form.endswith("厂"):
        return False
    return _of_one_region(short.place, full.place) and not ("有限" in short.form and "有限" in full.form)


def _of_one_region(one: str, other: str) -> bool:
    """Return whether two places in names can be of one firm: 泉州 and 福建泉州, 沂水 and 山东, which it lies in."""
    if not one or not other or one.endswith(other) or other.endswith(one):
        return True
    inner, outer = (load().by_name.get(place, ()) for place in (one, other))
    return any(a.code.startswith(b.code) or b.code.startswith(a.code) for a in inner for b in outer)


def _link_projects(links: Links, names: Iterable[Named]) -> None:
    """Join a project's name with the one longer name of the page that it shortens by leaving parts out."""
    projects = sorted({n.text for n in names if n.cls == "Project"}, key=lambda t: (-len(t), t))
    for short in projects:
        full = {
            links.root(fold(text))
            for text in projects
            if len(text) > len(short) >= _PROJECT and text[-2:] == short[-2:] and _shortens(short, text)
        } - {links.root(fold(short))}
        _join_only(links, short, full)


def _link_tails(links: Links, names: Iterable[Named]) -> None:
    """Join a name of two or three characters with the only longer one of its class that ends so: 酒厂, 云澜|酒厂."""
    kinds = {(n.cls, n.text) for n in names if n.cls in _TAILED}
    full: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cls, text in kinds:
        for size in range(_CORE, min(_TAIL + 1, len(text))):
            full[cls, text[-size:]].add(text)
    for cls, short in sorted(kinds & full.keys()):
        if short not in load().by_name:
            _join_only(links, short, {links.root(fold(text)) for text in full[cls, short]} - {links.root(fold(short))})


_TAILED = frozenset({"Firm", "Park", "Place", "Project"})
_TAIL = 3
"""The most characters of a name that may be no more than the end of another."""


def _shortens(short: str, full: str) -> bool:
    """Return whether `short` is the end of `full`, or a stretch of it and its end with one gap between."""
    return full.endswith(short) or any(
        full.endswith(short[cut:]) and short[:cut] in full[: len(full) - len(short) + cut]
        for cut in range(2, len(short) - 1)
    )

"""The administrative divisions that a page writes about: what 我市, 全县 or 市委书记 speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import LEVELS, Division, load
from kg.patterns import Quick, stretches

_OWN = "(?<![一-龥])副?"
"""An organ or a post that no division is named before is the paper's own: 市长, and not 吴兴区区委."""
_SPEAKS = Quick(
    rf"(?P<city>我市|全市|{_OWN}(?:市委|市政府|市长|市领导)|地委|行署|我州|州委|盟委|市直)"
    rf"|(?P<county>我县|全县|{_OWN}(?:县委|县政府|县长)|我区|{_OWN}(?:区委(?!员)|区长)|旗委|旗长|县直|县领导|区领导)"
    "|(?P<province>我省|全省|省委|省政府)"
)
_PREFECTURE = re.compile("地委|行署|地区领导")
_NO_CITY = re.compile("地委|行署|地区领导|我州|全州|州委|州长|州政府|盟委|盟长|我盟|全盟|行政公署")
"""What the paper of a prefecture that is no city calls its own."""
_CITY = "市"
_LEVEL_SIGN = re.compile("[市县区旗州盟]")
_ENDS = re.compile(r"[。！？\n]")
_COME = re.compile(r"(?:到|来|莅临?|赴|走进|深入|考察|参观|视察)我[市县区州旗盟]")
"""Those who come: 长兴县委书记带领考察团到我市考察."""
_SEEN = re.compile("考察学习|学习考察|考察招商|招商考察|开展招商|招商(?=[，。\n]|活动)|取经")
_HOSTS = re.compile(
    rf"(?:到|赴|前往)(?P<names>[^。；！？\n]{{2,60}}?)(?:等地)?(?:，[就围][^，。；\n]{{2,24}}?(?:进行|开展))?(?:{_SEEN.pattern})"
)
"""Those who are seen: 到长兴县、德清县考察学习."""
_BRANCH = re.compile(r"(?P<own>[一-龥]{2,6})分(?:会场|现场)")
"""Where the page is while others meet elsewhere: 全省项目开工活动白银分会场."""
_SEAT = re.compile(r"(?P<names>[一-龥]{2,8})主(?:会场|现场)")
"""Where those meet: 省领导在兰州主会场出席."""
_ITEMS = re.compile("[、，和及与]")
_WELCOME = re.compile(r"来(?P<own>[一-龥]{2,3})(?=考察|调研|视察|参观|洽谈|交流|观摩)")
"""One comes to where the paper is: 来安吉考察."""
_COMES = re.compile(r"[来莅赴抵](?P<own>[一-龥])(?=考察|调研|视察|参观|洽谈|交流|观摩|指导|访问|学习)")
"""The same by one character of its name: 来漯考察."""
_GOES = re.compile(
    r"(?P<own>[一-龥]{1,10}[省市县区州盟旗])(?:党政|政府|政协|人大)?(?:代表团|考察团)(?:赴|前往|到(?!我))"
)
"""Those who go elsewhere are of where the paper is: 云城县党政考察团赴青石学习."""
_RANKED = re.compile(f"[我全]([市县区旗])|{_OWN}([市县区旗])(?:委(?!员)|政府|长|领导)")
"""How a page speaks of its own division by its rank: 我市, 县委."""
_RANKS = frozenset("县区旗")
_OFFICES = ("委", "政府", "人民政府", "长")
"""What follows the name of a division where one is spoken of that is one: 平川县|委."""
_SURELY = 5
_FAR_MORE = 2
_TODAY = re.compile("^(?:今日|新|智慧|美丽|阳光|发现)(?=[一-鿿]{2})")
_REGION = re.compile("自治区(?:党委|政府|人民政府|主席|领导)")
_DISTRICT = re.compile("我区|全区|区委(?!员)|区长|区领导")


_DATELINE = re.compile(r"(?:本报|日报|晚报|^)(?P<place>[一-鿿]{2,4}?)(?:\d{1,2}月\d{1,2}日)?[讯电]")
_SENT_BY = re.compile("讯[（(](?P<place>[一-鿿]{2,5}?)融媒")


@dataclass(frozen=True, slots=True)
class Home:
    """The divisions a page writes about, as far as they can be told."""

    levels: Mapping[str, Division]
    """By level: ``province``, ``city``, ``county``."""
    main: str | None
    """The level of the paper itself."""
    sure: bool = False
    """Whether the masthead tells it: then no article of the paper has another home at that level or above."""

    def within(self, other: Home, named: Iterable[str]) -> Home:
        """Return the home of one article: this one's divisions where the article names them or no other, else its own.

        `other` is the home told from the article alone, `named` are the divisions that it names.
        """
        lexicon = load()
        codes = {c for n in named for d in lexicon.by_name.get(n, ())[:1] for c in lexicon.lineage(d)}
        found: dict[str, Division] = {}
        for level in LEVELS:
            mine, theirs = self.levels.get(level), other.levels.get(level)
            stays = mine is not None and (
                mine.code in codes
                or self._is_sure(level)
                # The county of another article is none of a city that this one names.
                or (theirs is None and all(above.code in lexicon.lineage(mine) for above in found.values()))
            )
            division = mine if stays else theirs
            if division is not None:
                found[level] = division
        stays = self.main in found and not (other.sure and other.main in found)
        return Home(found, self.main if stays else other.main, self.sure)

    def filed_from(self, text: str) -> str | None:
        """Return the county of this home that the dateline of an article names: 永城 for 本报永城讯 in 商丘日报.

        So does the medium that sent it: 本报讯（永城融媒 …）.
        """
        own = self.at("any")
        for match in (_SENT_BY.search(text), _DATELINE.search(text)):
            division = load().division(match["place"]) if match is not None else None
            if match is None or division is None or own is None or division.level != "county" or division == own:
                continue
            if own.code in load().lineage(division):
                return match["place"]
        return None

    def _is_sure(self, level: str) -> bool:
        return self.sure and self.main is not None and LEVELS.index(level) <= LEVELS.index(self.main)

    def at(self, level: str) -> Division | None:
        """Return the division of a level; ``any`` is that of the paper itself.

        In the paper of a city below a prefecture 我市 and 市委 are that city's, not the prefecture's.
        """
        if level == "any":
            return self.levels.get(self.main) if self.main else None
        own = self.levels.get("county")
        if level == "city" and self.main == "county" and own is not None and own.name.endswith(_CITY):
            return own
        return self.levels.get(level)


def find_home(text: str, names: Iterable[str], *, paper: str | None = None) -> Home:
    """Return the divisions a page writes about.

    `names` are the divisions it names, as often as it names them; `paper` is the name of the newspaper or site.
    """
    lexicon = load()
    masthead = _named_in(paper or "", lexicon.by_name)
    counts = _counted(text, names, masthead)
    in_city = _NO_CITY.search(text) is None
    speaks = _spoken(text, counts, in_city=in_city)
    if speaks["county"] > speaks["city"]:
        counts = _of_rank(counts, text)
    masthead = _of_city(masthead, speaks, region=_REGION.search(text) is not None)
    main = _main_level(masthead, speaks, counts, city=in_city)
    levels: dict[str, Division] = {}
    for level in LEVELS:
        best = _best(level, counts, lexicon.by_code)
        if best is not None:
            levels[level] = best
    _stay_in_city(levels, counts)
    for name in masthead[:1]:
        own = lexicon.by_name[name][0]
        levels[own.level] = own
    if main is None or main not in levels:
        return Home(levels, next((level for level in ("county", "city", "province") if level in levels), None))
    anchor = levels[main]
    for code in lexicon.lineage(anchor):
        above = lexicon.by_code[code]
        levels[above.level] = above
    for level in LEVELS[LEVELS.index(main) + 1 :]:
        if not speaks[level] or (level in levels and anchor.code not in lexicon.lineage(levels[level])):
            levels.pop(level, None)
    return Home(levels, main, bool(masthead))


def renamed(home: Home, text: str) -> tuple[str, ...]:
    """Return today's name of a page's own division and its names before it rose, where the page speaks of it as today.

    寿光县 is an old name of 寿光市 on a page of 市委 and 全市, and its only one on a page of 县委 and 全县.
    """
    own = home.at("any")
    former = [name for name in own.former if name[:-1] == own.name[:-1]] if own is not None else []
    if own is None or not any(name in text for name in former):
        return ()
    ranks = Counter(match[1] or match[2] for match in _RANKED.finditer(text))
    before = ranks.total() - ranks[own.name[-1]] + sum(text.count(name + sign) for name in former for sign in _OFFICES)
    return (own.name, *former) if ranks[own.name[-1]] > before else ()


def _of_city(masthead: list[str], speaks: Mapping[str, int], *, region: bool) -> list[str]:
    """Return the division that a masthead names, its city where the paper speaks of no district: 右江日报 is 百色's.

    `region`: the text tells of an autonomous region, which 我区 may be as well.
    """
    lexicon = load()
    for name in masthead:
        division = lexicon.by_name[name][0]
        if _is_district(division) and name != division.name and speaks["city"] and (region or not speaks["county"]):
            above = (lexicon.by_code[code] for code in lexicon.lineage(division))
            return [city.name for city in above if city.level == "city"] or masthead
    return masthead


def _counted(text: str, names: Iterable[str], masthead: Iterable[str]) -> Counter[str]:
    """Return how often each division is named, by its code, without guests, and without hosts if others are left."""
    lexicon = load()
    # Names inside names speak too: 安吉县市场监管局, 《安吉县…办法》.
    named = Counter(names) | Counter(_named_in_full(text))
    named.update(masthead)
    for come in _WELCOME.finditer(text):
        named[come["own"]] += _SURELY
    for come in _COMES.finditer(text):
        own = [name for name in named if come["own"] in name[:-1]]
        named.update(dict.fromkeys(own, _SURELY))
    for tells in (*_GOES.finditer(text), *_BRANCH.finditer(text)):
        named.update({name: _SURELY for name in _endings(tells["own"]) if name in lexicon.by_name})
    counts: Counter[str] = Counter()
    for name, number in named.items():
        for division in lexicon.by_name.get(name, ())[:1]:
            counts[division.code] += number
    if not counts:
        return counts
    guests, hosts = _others(text)
    here = Counter({code: number for code, number in counts.items() if code not in guests})
    left = {code: n for code, n in here.items() if hosts.isdisjoint({code, *lexicon.lineage(lexicon.by_code[code])})}
    return Counter(left) or here


def _spoken(text: str, counts: Mapping[str, int], *, in_city: bool) -> dict[str, int]:
    """Return by level how often a text speaks of its own division (我市, 县委); `in_city`: of no other prefecture."""
    speaks = dict(_spoken_of(text))
    if not in_city and _PREFECTURE.search(text):
        # 我区 and 全区 are the prefecture (地区) or the autonomous region there.
        speaks["county"] = max(0, speaks["county"] - len(_DISTRICT.findall(text)))
    elif _REGION.search(text) and not any(_is_district(load().by_code[code]) for code in counts):
        region = len(_DISTRICT.findall(text))
        speaks["county"] = max(0, speaks["county"] - region)
        speaks["province"] += region
    return speaks


@lru_cache(maxsize=1)
def _spoken_of(text: str) -> Mapping[str, int]:
    """Return by level how often a text has the words for its own division; a page is asked more than once."""
    found = Counter(match.lastgroup for match in _SPEAKS.finditer(text))
    return {level: found[level] for level in LEVELS}


@lru_cache(maxsize=1)
def _named_in_full(text: str) -> tuple[str, ...]:
    """Return what `_full_names` gives; a page is asked more than once."""
    return tuple(_full_names(text))


def _main_level(masthead: list[str], speaks: Mapping[str, int], counts: Mapping[str, int], *, city: bool) -> str | None:
    """Return the level of the paper: by its name, else by what it calls its own (我市, 县委).

    `city` says that 我市 may be its own city, even one below a prefecture.
    """
    for name in masthead:
        return load().by_name[name][0].level
    if not counts:
        return None
    spoken = {level: number for level, number in speaks.items() if number}
    if not spoken:
        return None
    if speaks["county"] and speaks["county"] >= speaks["city"]:
        return "county"
    if city and speaks["city"] and _is_small_city(counts):
        return "county"
    return "city" if speaks["city"] else "province" if not speaks["county"] else "county"


def _of_rank(counts: Counter[str], text: str) -> Counter[str]:
    """Return counts without what has another rank than the page's own: 我旗 is not 翁源县, for all 翁源风电公司."""
    spoken = {match[1] or match[2] for match in _RANKED.finditer(text)} & _RANKS
    signs = {code: load().by_code[code].name[-1] for code in counts if load().by_code[code].level == "county"}
    if not spoken & set(signs.values()):
        return counts
    return Counter({code: number for code, number in counts.items() if signs.get(code) not in _RANKS - spoken})


def _is_district(division: Division) -> bool:
    return division.level == "county" and division.name.endswith(("区", "旗"))


def _may_speak(division: Division) -> bool:
    return division.level == "city" or (division.level == "county" and division.name.endswith(_CITY))


def _is_small_city(counts: Mapping[str, int]) -> bool:
    """Return whether the city most spoken of lies below a prefecture: 义乌市, and 仙桃市, which has none above it."""
    by_code = load().by_code
    named: Counter[str] = Counter()
    for code, number in counts.items():
        # Towns and districts count for their city.
        city = next((c for c in load().lineage(by_code[code]) if _may_speak(by_code[c])), None)
        if city is not None:
            named[city] += number
    best = max(named, key=lambda code: (named[code], code), default=None)
    return best is not None and by_code[best].level == "county"


def _best(level: str, counts: Mapping[str, int], by_code: Mapping[str, Division]) -> Division | None:
    """Return the division of a level named most, those below it counted in."""
    votes: Counter[str] = Counter()
    for code, number in counts.items():
        for above in load().lineage(by_code[code]):
            if by_code[above].level == level:
                votes[above] += number
    if not votes:
        return None
    return by_code[min(votes, key=lambda code: (-votes[code], code))]


def _stay_in_city(levels: dict[str, Division], counts: Mapping[str, int]) -> None:
    """Put a county of the city that a page names far more than any other in the place of one elsewhere.

    花山 in the name of a park is no district of another province on a page about 曲靖 and its 沾益区.
    """
    city, county = levels.get("city"), levels.get("county")
    if city is None or county is None or county.code.startswith(city.code):
        return
    inside = {code: number for code, number in counts.items() if code.startswith(city.code)}
    outside = sum(number for code, number in counts.items() if code.startswith(county.parent or county.code))
    own = _best("county", inside, load().by_code)
    if own is not None and sum(inside.values()) >= _FAR_MORE * outside:
        levels["county"] = own


@lru_cache(maxsize=1)
def _others(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the divisions whose people come to see the page's own, and those that its people go out to see."""
    guests = {n for s, e in stretches(_COME, text, signs=_ENDS, least=2, most=80) for n in _full_names(text[s:e])}
    seen = [match["names"] for match in _HOSTS.finditer(text)] if _SEEN.search(text) else []
    hosts = {name for stretch in seen for name in (*_full_names(stretch), *_listed(stretch))}
    if _BRANCH.search(text):
        hosts |= {n for seat in _SEAT.finditer(text) for n in _endings(seat["names"]) if n in load().by_name}
    return _codes(guests), _codes(hosts)


def _endings(text: str) -> Iterator[str]:
    """Give what a text ends with, from all of it to two characters."""
    return (text[start:] for start in range(len(text) - 1))


def _codes(names: Iterable[str]) -> frozenset[str]:
    return frozenset(division.code for name in names for division in load().by_name[name][:1])


def _listed(text: str) -> Iterator[str]:
    """Give the divisions that are the items of a list, behind their province or not: 江苏|东海、庐江."""
    known = load().by_name
    for item in _ITEMS.split(text):
        yield from (name for name in (item, item[2:], item[3:]) if name in known)


def _full_names(text: str) -> Iterator[str]:
    """Give the divisions that a text names with their level, names inside names included."""
    known = load().by_name
    for level in _LEVEL_SIGN.finditer(text):
        end = level.end()
        for length in (9, 8, 7, 6, 5, 4, 3):
            if text[end - length : end] in known:
                yield text[end - length : end]
                break


def _named_in(text: str, names: Mapping[str, tuple[Division, ...]]) -> list[str]:
    """Return the longest division name a paper's name starts with (乌海日报, 今日坪山), if there is one."""
    for title in (text, _TODAY.sub("", text)):
        for length in range(min(len(title), 12), 1, -1):
            if title[:length] in names:
                return [title[:length]]
    return []

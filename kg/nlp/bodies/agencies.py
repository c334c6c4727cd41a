"""Organs of Party, state and public administration: 市工信局, 云城海关, 农业农村部."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, partial

from kg.lexicon import load
from kg.naming.anatomy import LEVEL_ENDS
from kg.naming.words import patterns, words
from kg.nlp.bodies.bureaus import find_bureaus
from kg.nlp.bodies.scene import Scene
from kg.nlp.bodies.speech import is_verb
from kg.nlp.bodies.units import special_organs, unit_end
from kg.nlp.candidates import Candidate
from kg.patterns import Quick, alternation

CLASS = "Agency"
_NATIONAL = "bodies:agency.national"
_REACH = 40
_LOCAL = re.compile("(?:监管|监察|管理|税务|专员)?(?:局|分局|办事处|办)(?!长)")
_TOWNS = ("街道党工委", "街道办", "镇党委", "镇政府", "镇人民政府", "乡党委", "乡政府", "乡人民政府")
_BRANCH = re.compile("(?:生态环境|公安|自然资源|国土资源)(?:保护)?分局")
"""Branches of a city's bureau in a district or county, named with both."""
_BOTH = re.compile(
    "(?P<level>[省市县区州盟旗])委、?(?P=level)政府"
    "(?:[一-龥]{0,6}?(?:委员会|咨询委|领导小组|指挥部|工作组)|督查室|督查组|研究室|(?<!、.政府)办公[厅室]|信访局|接待办)"
)
"""Organs of committee and government together: 省委省政府|督查室."""
_MEMBERS = re.compile("(?<=人大)代表(?!大会)|(?<=办)[理证学展赛电起了成班刊]|(?<=委)[托派任婉员]")
"""Behind what looks like an organ: 市人大|代表 is a person, 企业办|电 a verb."""
_NOT_AFTER = re.compile(r"[长员]?(?:限|域|面|势|门(?!口)|分|件|署(?!长)|位|队(?!长)|落|下|族|里)")


def find_agencies(scene: Scene, parks: Iterable[Candidate] = ()) -> list[Candidate]:
    """Return the organs that a text names; the span of a park may stand before one (云城高新区管委会)."""
    park_ends: dict[int, int] = {}
    for park in parks:
        park_ends[park.end] = min(park.start, park_ends.get(park.end, park.start))
    found = []
    found += _grouped(scene.text)
    found += [Candidate(*match.span(), CLASS, "bodies:agency.both") for match in _BOTH.finditer(scene.text)]
    for match in _pattern().finditer(scene.text):
        found += _agency(scene, match, park_ends)
    left = partial(_proper_left, scene, park_ends)
    found += special_organs(scene, left, CLASS)
    found += find_bureaus(scene, {candidate.end for candidate in found}, left, CLASS)
    return sorted({*_told_apart(scene, found), *_units(scene, found)})


def _units(scene: Scene, organs: Iterable[Candidate]) -> list[Candidate]:
    """Return the units that are named directly behind their organ."""
    found = []
    for organ in organs:
        end = unit_end(scene, organ.end, national=organ.source == _NATIONAL)
        if end is not None:
            found.append(Candidate(organ.start, end, CLASS, "bodies:agency.unit"))
    return found


def _told_apart(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Return the organs, one of another province with its province where the page has its own of that name.

    贵州省贵阳市商务局 on a page that calls its own 市商务局 is not the one that 市商务局 is short for.
    """
    own = {scene.text[c.start : c.end] for c in found if c.source == "bodies:agency.level"}
    kept = []
    for organ in found:
        place, wider = scene.place_starts.get(organ.start), scene.place_ends.get(organ.start)
        same = place is not None and wider is not None and scene.text[place.end - 1 : organ.end] in own
        kept.append(organ._replace(start=wider.start) if same and wider is not None else organ)
    return kept


def _agency(scene: Scene, match: re.Match[str], park_ends: dict[int, int]) -> list[Candidate]:
    start, end = match.span()
    group = "national" if match["national"] else "bare" if match["bare"] else "built" if match["built"] else "short"
    if (
        scene.text[end : end + 1] == "军"
        or _MEMBERS.match(scene.text, end)
        or (group == "built" and _NOT_AFTER.match(scene.text, end))
    ):
        return []
    if group == "national":
        if scene.text[end - 1 : end + 1] in {"部门", "部分", "法院", "法官"}:
            return []
        here = end
        while (local := scene.place_starts.get(here)) is not None:
            here = local.end
        if here > end and (office := _LOCAL.match(scene.text, here)) is not None:
            end = office.end()  # 国家矿山安全监察局|山西局
        abroad = scene.place_ends.get(start)
        begin = abroad.start if abroad is not None and abroad.kind == "region" else start
        return [Candidate(begin, end, CLASS, _NATIONAL)]
    begin = _proper_left(scene, park_ends, start, match.end("level") if match["level"] else start + 1)
    if begin == start and scene.text.startswith(_TOWNS, start) and (town := _town_left(scene, start)) < start:
        return [Candidate(town, end, CLASS, "bodies:agency.placed")]
    whole = scene.text[begin:end]
    if whole in _bare() or group == "bare":
        return [Candidate(begin, end, CLASS, "bodies:agency.bare")]
    if begin < start:
        return [Candidate(begin, end, CLASS, "bodies:agency.placed")]
    if match["level"] and (scene.is_edge(start) or _single_before(scene, start)):
        return [Candidate(start, end, CLASS, "bodies:agency.level")]
    return []


def _town_left(scene: Scene, start: int) -> int:
    """Return where the name of a town that no list has begins, whose level stands at `start`: 东风|街道党工委."""
    index = scene.before(start)
    token = scene.tokens[index] if index >= 0 else None
    if token is None or token.end != start or token.kind not in {"word", "char", "proper", "place", "trade"}:
        return start
    if token.end - token.start > 1:
        named = token.end - token.start < 4 and not is_verb(scene.text[token.start : token.end])
        return token.start if named else start
    before = scene.tokens[index - 1] if index else None
    coined = before is not None and before.end == token.start and before.kind == "char"
    return before.start if coined and before is not None else start


def _single_before(scene: Scene, start: int) -> bool:
    token = scene.tokens[scene.before(start)]
    return token.end - token.start == 1


def _proper_left(scene: Scene, park_ends: dict[int, int], start: int, level_end: int) -> int:
    """Return where the place or park that ends at `level_end` or `start` begins; `start` if there is none."""
    for end in (level_end, start):
        if end in park_ends:
            return park_ends[end]
    begin = level_end if level_end in scene.place_ends else start
    if begin == start and level_end > start and not _has_level(scene, start):
        return start
    while (place := scene.place_ends.get(begin)) is not None:
        begin = place.start
        if place.kind == "full" or (place.end - place.start > 2 and scene.text[place.end - 1] in LEVEL_ENDS):
            # 四川省|自贡市商务局: the division itself names the organ; a district does so with its city.
            city = scene.place_ends.get(begin)
            full = scene.text[start : start + 2] not in {"区委", "区政", "委组", "委宣", "委统", "委政"}
            branch = _BRANCH.match(scene.text, start) is not None
            inner = branch or (full and scene.text[place.end - 1] == "区")
            if inner and city is not None and scene.text[city.end - 1] in "市州盟":
                begin = city.start
            break
    return begin


def _has_level(scene: Scene, start: int) -> bool:
    """Return whether the place that ends at `start` is of the level that stands there: no county has a 市工信局."""
    place, level = scene.place_ends.get(start), scene.text[start]
    if place is None or level not in LEVEL_ENDS:
        return True
    names = load().by_name.get(scene.text[place.start : place.end], ())
    return not names or any(level in division.name[-3:] for division in names)


def _grouped(text: str) -> list[Candidate]:
    """Return the groups named by their field: 乡村振兴领导小组."""
    found = []
    for head in _group_heads().finditer(text):
        match = _group_fields().search(text, max(0, head.start() - _REACH), head.start())
        if match is not None and head.start() - match.start() >= 4:
            found.append(Candidate(match.start(), head.end(), CLASS, "bodies:agency.group"))
    return found


@cache
def _group_heads() -> re.Pattern[str]:
    return re.compile(alternation(patterns("agencies")["groups"]))


@cache
def _group_fields() -> re.Pattern[str]:
    field = alternation(words("agency_words") | set(patterns("agencies")["group_words"]))
    return re.compile(rf"(?![和与])[省市县区州盟旗]?(?:{field}){{1,12}}$")


@cache
def _bare() -> frozenset[str]:
    return frozenset(patterns("agencies")["bare"])


@cache
def _pattern() -> Quick:
    data, fields = dict(patterns("agencies")), words("agency_words")
    congress = [f"{body}{part}" for body in ("人大", "人大常委会", "政协") for part in data["congress"]]
    data["shorts"] = [*data["shorts"], *congress]
    field, levels, zones = alternation(fields), alternation(data["levels"]), alternation(data["zones"])
    built = rf"(?:{field}[和与]?){{1,7}}(?<![和与]){alternation(data['heads'])}"
    return Quick(
        rf"(?P<national>{alternation(data['national'])}(?:{built})?)"
        rf"|(?P<level>{levels}?{zones}|{levels})?(?:(?P<short>{alternation(data['shorts'])})|(?P<built>{built}))"
        rf"|(?P<bare>{alternation(data['bare'])})"
    )

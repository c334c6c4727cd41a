"""Places: divisions and towns of the lists, villages and communities, stations, roads, rivers, named sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import Division, Matcher, load, matcher
from kg.naming.anatomy import LEVEL_ENDS
from kg.naming.words import kinds, words
from kg.nlp.bodies.edges import Edge, has_core, walk
from kg.nlp.bodies.listed import PlaceSpan
from kg.nlp.bodies.roads import find_roads
from kg.nlp.bodies.scene import Scene, Token
from kg.nlp.bodies.sites import find_sites
from kg.nlp.bodies.speech import tag_of
from kg.nlp.candidates import Candidate

CLASS = "Place"
_COUNTIES = "县区市旗"
_VILLAGE = re.compile("村(?![镇民级里庄居委])|镇(?![村江原远])|乡(?![村镇亲])|社区|嘎查")
"""张湾|村 is named after no 张湾区."""
_TOWNS, _UNITS = ("镇", "乡", "街道"), ("村", "社区", "嘎查")
_TEAMS = "组团"
_ROADS = ("省道", "国道", "县道", "乡道")
_REACH = {"unit": 8, "site": 16, "road": 6, "water": 5, "estate": 8, "port": 4}
_COUNTED = re.compile(r"[两二三四五六七八九十几多各全][镇乡村县市区]")
"""两镇|污水处理厂, 全县|变电站: not the name of one."""
_MAYORS = frozenset({"镇镇长", "乡乡长", "村村长"})
"""青石镇|镇长 is no 青石镇镇."""
_NO_PLACES = frozenset(
    {f"{before}{head}" for head in "镇乡村" for before in "两二三四五六七八九十几各多数"}
    | {f"{before}乡" for before in "家故老下返同城回之山区"}
    | {"江山", "条路", "条江", "条河", "弱村", "进村", "入村", "驻村"}
)
"""岔河两镇, 放回家乡, 半壁江山, 隔条路: the last word is one of several, or of another word."""
_NOT_AFTER = {
    "unit": re.compile(r"[民级务庄委子域域]|支书|两|干部|集体"),
    "road": re.compile(r"[径过线费人面灯口况网]"),
    "water": re.compile(r"[水道流面景边底上泥区东西南北省苏市县]"),
    "port": re.compile(r"[口股币元商资务航湾城澳台村镇乡]"),
    "site": re.compile(r"[长]"),
}


def find_places(scene: Scene) -> list[Candidate]:
    """Return the places that a text names, in the order of their offsets."""
    clear = {d.code for p in scene.places if p.kind in {"full", "short"} for d in _divisions(scene, p)}
    found = [
        Candidate(place.start, place.end, CLASS, f"bodies:place.{place.kind}")
        for place in scene.places
        if (place.kind != "stem" or _is_area(scene, place))
        and not _is_head(scene, place)
        and (place.kind != "maybe" or _evident(scene, place, clear))
        and not (
            place.kind in {"short", "maybe"}
            and place.end not in scene.place_starts  # 甘孜州|乡城县
            and _VILLAGE.match(scene.text, place.end)
        )
    ]
    table = kinds("place_heads")
    for start, end, index in _heads().scan(scene.text):
        found += _place(scene, start, end, table[_heads().names[index]])
    roads = list(find_roads(scene, CLASS))
    told = {(road.start, road.end) for road in roads}
    found = [*roads, *(place for place in found if (place.start, place.end) not in told)]
    known = {(place.start, place.end) for place in found}
    found += [site for site in find_sites(scene, CLASS) if (site.start, site.end) not in known]
    return sorted(_without_wholes(scene, set(found)))


def _without_wholes(scene: Scene, found: set[Candidate]) -> Iterator[Candidate]:
    """Give the places without those that are a town and a village of it, both found by themselves: 清河镇|于寨村."""
    towns = {c.start: c.end for c in found if scene.text.endswith(_TOWNS, c.start, c.end)}
    spans = {(c.start, c.end) for c in found}
    for place in found:
        town = towns.get(place.start, place.end)
        if not (town < place.end and (town, place.end) in spans and scene.text.endswith(_UNITS, town, place.end)):
            yield place


def _divisions(scene: Scene, place: PlaceSpan) -> tuple[Division, ...]:
    return load().by_name.get(scene.text[place.start : place.end], ())


def _is_head(scene: Scene, place: PlaceSpan) -> bool:
    """Return whether the name of a county is a surname and the beginning of a post: 夏|县长|表示."""
    start, end = place.start, place.end
    return end - start == len("夏县") and scene.text[end - 1 : end + 1] in _HEADS


_HEADS = frozenset(f"{level}长" for level in "县区市州")


def _is_area(scene: Scene, place: PlaceSpan) -> bool:
    """Return whether an area known by its zone stands by itself behind a division: 海南|洋浦|的."""
    token = scene.tokens[min(scene.before(place.end) + 1, len(scene.tokens) - 1)]
    listed = scene.text[place.start : place.end] in words("zone_areas") and place.start in scene.place_ends
    return listed and token.kind in {"func", "break"}


def _evident(scene: Scene, place: PlaceSpan, clear: set[str]) -> bool:
    """Return whether the page names in full the division that an unclear name may mean, or the one it lies in."""
    divisions = _divisions(scene, place)
    before = scene.place_ends.get(place.start)
    if before is not None and {d.code for d in _divisions(scene, before)} & {d.parent for d in divisions}:
        return True
    if any(division.code in clear for division in divisions) or _among_places(scene, place):
        return True
    if scene.text[place.start : place.end] in words("evidence"):
        return False
    return any(d.parent in clear for d in divisions if d.level == "county")


def _among_places(scene: Scene, place: PlaceSpan) -> bool:
    """Return whether a name stands in a list beside a place that is sure: 深圳、中山、南宁."""
    text = scene.text
    after = scene.place_starts.get(place.end + 1) if text[place.end : place.end + 1] == "、" else None
    before = scene.place_ends.get(place.start - 1) if text[place.start - 1 : place.start] == "、" else None
    return any(other is not None and other.kind in {"full", "short"} for other in (before, after))


def _place(scene: Scene, start: int, end: int, kind: str) -> list[Candidate]:
    token = scene.tokens[scene.before(end)]
    if _is_refused(scene, start, end, kind) or _is_common(scene, token, start):
        return []
    if token.end > end or (token.start < start and token.kind != "word"):
        return []
    edge = walk(scene, start, "place", reach=_REACH[kind])
    tokens = edge.tokens
    if not tokens or not has_core(scene, tokens) or _is_unnamed(scene, edge, start, kind):
        return []
    small = kind in {"unit", "road", "water", "estate"}
    found = [] if small else [tokens]
    while len(tokens) > 1 and _leads(scene, tokens):
        tokens = tokens[1:]
        if has_core(scene, tokens) and not small:
            found.append(tokens)
    if len(edge.tokens) > 2 and edge.tokens[0].kind == edge.tokens[1].kind == "place":
        found = found[-1:]  # 甲市|乙县|丙茶园: each link of a chain is a place of its own.
    if token.start < start and small:
        inside = tokens[0].start == token.start and scene.text[token.start : token.end] not in load().by_name
        return [Candidate(token.start, end, CLASS, f"bodies:place.{kind}")] if inside else []
    if small and start - tokens[0].start <= 5 and (has_core(scene, tokens) or _in_town(scene, edge.tokens, start)):
        found.append(tokens)
    return [Candidate(kept[0].start, end, CLASS, f"bodies:place.{kind}") for kept in found]


def _is_refused(scene: Scene, start: int, end: int, kind: str) -> bool:
    """Return whether what stands around the last words of a place makes them none."""
    refused = _NOT_AFTER.get(kind)
    after = refused is not None and refused.match(scene.text, end) is not None
    return after or scene.text[start - 1 : end + 1] in _MAYORS or scene.text[start - 1 : end] in _NO_PLACES


def _is_unnamed(scene: Scene, edge: Edge, start: int, kind: str) -> bool:
    """Return whether the words before the last ones name no place with them."""
    tokens = edge.tokens
    if _COUNTED.fullmatch(scene.text, edge.start, start):
        return True
    if scene.text.startswith(_TEAMS, start) and all(t.kind == "place" for t in tokens):
        return True  # 云城市组团 is a verb.
    if scene.text.startswith("铁路", start) and len(tokens) == 1 and tokens[0].kind == "place":
        return True  # 一地的铁路 is no line of its own: 昆明铁路, 成都铁路.
    if edge.stopped == "count" and tokens and scene.text.startswith(_ROADS, tokens[0].start):
        return True  # 214|省道…
    if kind not in {"road", "water"}:
        return False
    if scene.text[tokens[-1].end - 1] in "镇乡道" and tokens[-1].kind == "place":
        return True  # 泉塘镇|湖山村
    return any(t.kind in {"func", "latin"} for t in tokens) or edge.stopped == "count"


def _is_common(scene: Scene, token: Token, start: int) -> bool:
    """Return whether a head is the end of a common noun: 线路, 电路, 绿水青山."""
    word = scene.text[token.start : token.end]
    if len(word) > 3 and tag_of(word) != "ns":
        return token.start < start
    return token.start < start and (word in load().nouns or tag_of(word) not in {"ns", "nr", "nt", ""})


def _in_town(scene: Scene, tokens: tuple[Token, ...], start: int) -> bool:
    """Return whether one plain word stands between a town or county and 村: 云海镇|红旗|村, not 云海镇|示范|村.

    So it is with a town behind its county: 平川县|门楼|镇.
    """
    if len(tokens) < 2 or tokens[-2].kind != "place" or tokens[-1].kind not in {"word", "trade", "role"}:
        return False
    place, name = scene.place_starts.get(tokens[-2].start), scene.text[tokens[-1].start : start]
    if place is None or name in words("village_kinds") | words("generic"):
        return False
    town = place.kind == "full" and scene.text[place.end - 1] in _COUNTIES and scene.text[start] in "镇乡"
    return town or (place.kind in {"full", "town"} and scene.text[start] in "村社")


def _leads(scene: Scene, tokens: tuple[Token, ...]) -> bool:
    """Return whether the first word only says where the place lies: 云海镇|…村, not 库尔勒|克村."""
    first = tokens[0]
    if first.kind == "char":
        return len(tokens) > 2 and scene.text[first.start] in LEVEL_ENDS + "镇乡"
    if first.kind != "place":
        return False
    full = scene.text[first.end - 1] in LEVEL_ENDS + "镇乡道木"
    return full or not (len(tokens) == 2 and tokens[1].kind == "char")


@cache
def _heads() -> Matcher:
    return matcher(kinds("place_heads"))

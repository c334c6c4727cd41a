"""Organisations: universities, schools, hospitals, institutes, associations, chambers, unions, teams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.lexicon import Matcher, matcher
from kg.naming.words import kinds, words
from kg.nlp.bodies.edges import has_core, has_proper, walk
from kg.nlp.bodies.scene import Scene, Token
from kg.nlp.bodies.speech import is_verb
from kg.nlp.candidates import Candidate
from kg.patterns import Quick

CLASS = "Organization"
_LEVELS = "省市县区州盟旗镇乡"
_NOT_AFTER = re.compile(r"[生里内级]|杯")
_NUMBERED = re.compile(r"(?:[省市县区州盟旗])?第[一二三四五六七八九十]+$")
_WHOLE = Quick(
    r"电子科技大学|国防科技大学|中央党校|新华社|人民日报|中央电视台|中国科学院|中国工程院|中国社会科学院|全国总工会|全国工商联|共青团中央|"
    r"中央广播电视总台|央视新闻|央视网|新华网|人民网|中新网|中新社|澎湃新闻|经济日报|光明日报|工人日报|农民日报|科技日报|中国青年报|"
    r"参考消息|环球时报|彭博社|路透社|法新社|美联社|共同社|韩联社|塔斯社|俄新社|财新网|界面新闻|《?第一财经》?|"
    r"中国石油和化学工业联合会|中国机械工业联合会|中国钢铁工业协会|中国有色金属工业协会|中国纺织工业联合会|中国轻工业联合会|"
    r"中国建筑材料联合会|中国煤炭工业协会|中国电力企业联合会|中国物流与采购联合会|中国汽车工业协会|中国光伏行业协会|中国企业联合会|"
    r"中国化学与物理电源行业协会|中国国际贸易促进委员会|中国贸促会|中华全国工商业联合会|中华全国总工会|中国民营经济研究会|"
    r"民革|民盟|民建|民进|农工党|致公党|九三学社|台盟"
)
_HAS_PARTS = re.compile(
    r"(?:大学|学院|科学院|工程院|研究院|研究总院|研究开发院|[农林畜社牧]科院|贸促会|日报社|联合会|医院|小学|中学|学校)$"
)
"""What an organisation is that has others as its parts."""
_PART = re.compile(
    r"学院|研究院|研究所|研究生院|实验室|重点实验室|分院|分校|院区|校区|试验站|实验站|研究中心|研发中心|校友会|专业委员会"
    r"|支会|分会|工作站|系(?![列统数])|(?<=[\u4e00-\u9fff])所(?![有以在谓属])"
)
_PART_WORDS = 6
_LONGEST_HEAD = 6
_PEOPLE = frozenset("长生")
"""云城大学|校长, 云城一中|学生."""
_CLUB = re.compile(r"(?<=[\u4e00-\u9fff])队(?=[，。、；以在与和对主客战胜负击]|\d)")
_MATCH = re.compile(r"比赛|客场|主场|联赛|决赛|球队|夺冠|战胜|击败|[0-9]比[0-9]")
_MATCH_REACH = 60
_TEAM = Quick(
    "(?:党政|经贸|招商|商务|政协|人大常委会|人大|政府|企业家|企业|客商|工商联|工商|教育|农业|文旅|友好|学习){0,3}"
    "(?:代表团|(?:代表)?考察团|视察团|观摩团|参访团|访问团)"
)
"""云城县|党政代表团: those who travel for a place."""
_PARTY = re.compile(
    r"(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)[\u4e00-\u9fff]{2,6}[省市县区州]委会?(?!书记)"
    r"|共青团[\u4e00-\u9fff]{2,6}[省市县区州旗]委"
)


def find_orgs(scene: Scene, parks: Iterable[Candidate] = ()) -> list[Candidate]:
    """Return the organisations that a text names; the span of a park may stand before one (云城高新区总工会)."""
    park_ends = {park.end: park.start for park in parks if not park.source.endswith(("joined", "part"))}
    found = [
        Candidate(*match.span(), CLASS, "bodies:org.national")
        for match in _WHOLE.finditer(scene.text)
        if len(match[0]) > 2 or (scene.is_edge(match.start()) and scene.is_edge(match.end()))
    ]
    found += [Candidate(*match.span(), CLASS, "bodies:org.national") for match in _PARTY.finditer(scene.text)]
    found += _teams(scene)
    table = kinds("org_heads")
    for first, last, _ in _heads().scan(scene.text):
        start, end = _later(scene.text, first, last)
        if start in park_ends:
            found.append(Candidate(park_ends[start], end, CLASS, "bodies:org.placed"))
            continue
        candidate = _org(scene, start, end, table[scene.text[start:end]])
        if candidate is not None:
            found.append(candidate)
    return sorted(set(_joined(scene, found)))


def _teams(scene: Scene) -> Iterator[Candidate]:
    """Give the delegations that are named after the division they come from, with the one it lies in before it."""
    for match in _TEAM.finditer(scene.text):
        start = match.start()
        while (place := scene.place_ends.get(start)) is not None:
            start = place.start
        if start < match.start():
            yield Candidate(start, match.end(), CLASS, "bodies:org.team")


def _later(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the last words that begin inside others and go on behind them: 第二|中学, not 二中|学."""
    table = kinds("org_heads")
    for later in range(start + 1, end):
        for size in range(min(_LONGEST_HEAD, len(text) - later), end - later, -1):
            if text[later : later + size] in table and text[later + size : later + size + 1] not in _PEOPLE:
                return later, later + size
    return start, end


def _joined(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Return the organisations, each that is part of another as one with it: 云城大学|智能制造研究院, …大学（云城）."""
    by_start = {candidate.start: candidate for candidate in found}
    by_end = {candidate.end: candidate for candidate in found}
    kept = []
    for one in found:
        parent = by_end.get(one.start - 2 if scene.text.startswith("附属", one.start - 2) else one.start)
        if parent is not None and _HAS_PARTS.search(scene.text, parent.start, parent.end):
            kept.append(Candidate(parent.start, one.end, CLASS, parent.source))
            continue
        if _HAS_PARTS.search(scene.text, one.start, one.end) and one.end not in by_start:
            seated = _seat_end(scene, one.end)
            part = _part_end(scene, seated)
            kept.append(one._replace(end=seated if part is None else part))
        elif one.end not in by_start or not _HAS_PARTS.search(scene.text, one.start, one.end):
            kept.append(one)
    return kept


def _seat_end(scene: Scene, start: int) -> int:
    """Return where the seat ends that tells universities of one name apart, 中国矿业大学|（北京）; else `start`."""
    seat = scene.place_starts.get(start + 1)
    bracketed = seat is not None and scene.text[start] + scene.text[seat.end : seat.end + 1] in {"（）", "()"}
    return seat.end + 1 if seat is not None and bracketed else start


def _part_end(scene: Scene, start: int) -> int | None:
    """Return where a part of an organisation ends that begins at `start`: 能源学院; None where words name none."""
    index = scene.before(start + 1)
    for number, token in enumerate(scene.tokens[index : index + _PART_WORDS]):
        if number == 0 and token.start != start:
            return None
        text = scene.text[token.start : token.end]
        part = _PART.match(scene.text, token.start) if number else None
        if part is None and token.kind == "word" and len(text) > 2:
            part = _PART.search(scene.text, token.start + 2, token.end)
        if part is not None:
            return None if _NOT_AFTER.match(scene.text, part.end()) else part.end()
        if token.kind not in {"trade", "word", "place", "char", "func"}:
            return None
        if is_verb(text) and text not in words("org_part_words"):
            return None
        if token.kind == "func" and (number == 0 or text not in "与和"):
            return None
    return None


def _org(scene: Scene, start: int, end: int, kind: str) -> Candidate | None:
    if _NOT_AFTER.match(scene.text, end) or (kind == "team" and not _plays(scene.text, start)):
        return None
    edge = walk(scene, start, "org", reach=22)
    begin = edge.start
    if begin == start and start and scene.text[start - 1] in _LEVELS and kind in {"level", "named"}:
        begin = start - 1
    numbered = _NUMBERED.search(scene.text, max(0, start - 5), start)
    if numbered is not None and kind == "named" and scene.text[numbered.start()] in _LEVELS:
        return Candidate(min(begin, numbered.start()), end, CLASS, "bodies:org.named")
    if begin == start:
        return None
    inner = scene.text[begin:start]
    if kind == "level" and (inner in _LEVELS or has_core(scene, edge.tokens)):
        return Candidate(begin, end, CLASS, "bodies:org.level")
    if kind in {"named", "team"} and (has_core(scene, edge.tokens) or inner in {"市", "县", "省", "区"}):
        return Candidate(begin, end, CLASS, "bodies:org.named")
    if kind == "trade" and len(inner) >= 2 and (has_core(scene, edge.tokens) or _described(scene, edge.tokens)):
        return Candidate(begin, end, CLASS, "bodies:org.trade")
    return None


def _plays(text: str, start: int) -> bool:
    """Return whether the 队 at `start` ends the name of a club, and a match is spoken of near it."""
    return (
        _CLUB.match(text, start) is not None
        and _MATCH.search(text, max(0, start - _MATCH_REACH), start + _MATCH_REACH) is not None
    )


def _described(scene: Scene, tokens: tuple[Token, ...]) -> bool:
    return has_proper(scene, tokens) and sum(t.kind in {"word", "trade"} for t in tokens) >= 2


@cache
def _heads() -> Matcher:
    return matcher(kinds("org_heads"))

"""Parks and zones: …开发区, …产业园, …保税区, with the place, trade or proper name before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicon import Matcher, load, matcher, zones_in
from kg.naming.anatomy import LEVEL_ENDS
from kg.naming.shorts import BRIEF, brief
from kg.naming.words import kinds, words
from kg.nlp.bodies.edges import Edge, has_core, walk
from kg.nlp.bodies.scene import Scene, Token
from kg.nlp.bodies.speech import is_verb
from kg.nlp.candidates import Candidate
from kg.patterns import alternation

CLASS = "Park"
_ALLIED = 5
_NOT_AFTER = re.compile(r"化(?![工学纤妆肥石])|[式级们域]|块(?!链)")
_LOCATIVE = frozenset("处驻居落往赴设建")
"""Verbs of one character before a park of which another word stands on their left: 同处|桥北片区."""
_COUNTED = re.compile(r"[两二三四五六七八九十几多各][大块个]?$")
"""三大|区块, 两个|片区: no names."""
_QUOTE = re.compile(r"(?P<sign>[“‘])[\u4e00-\u9fffA-Za-z0-9·—-]{1,10}$")
_LEVEL_ALONE = re.compile("(?:国家|省|市|县|区|州|旗|自治区)级(?:经济|高新|技术|产业|工业|农业|科技|综合|示范|特色)*")
"""省级|经济|开发区: what says of a park how high it is, and not its name."""
_REACH = 16
_INNER = 11
"""How many characters may stand between a park and the last words of one in it."""
_SHARED = re.compile(r"(?P<first>[\u4e00-\u9fff]{2,4})[—－-]{1,2}$")
"""百色—|文山跨省产业园: the park of two places."""
_BILATERAL = re.compile(r"中国(?:（[\u4e00-\u9fff]{2,6}）)?[—－-]{1,2}$")
"""中国（湖南）—|老挝农产品加工园: the park of two countries."""
_CHINAS = ("中国·", "中国•", "中国－", "中国—")
"""中国·|东丰松籽食品产业园."""
_TOWN = re.compile(r"[\u4e00-\u9fff]{2}(?:街道|[镇乡])$")
_QUARTER = re.compile("[东西南北中A-Z]区(?![域委政位块])")
"""云城工业园|南区, 云城工业园|B区."""
_AREA = re.compile("区(?![域位块划属])")
_TAIL = re.compile(r"（[\u4e00-\u9fff]{2,6}区）")


def find_parks(scene: Scene) -> list[Candidate]:
    """Return the parks that a text names: each part, and what adjoining parts make together."""
    found = [Candidate(start, end, CLASS, "bodies:park.known") for start, end in zones_in(scene.text)]
    table, names = kinds("park_heads"), _heads().names
    heads = [(start, _reach(scene, end), table[names[index]]) for start, end, index in _heads().scan(scene.text)]
    for start, end, kind in heads:
        found += _park(scene, start, end, kind)
    found += _relative(scene)
    parts = [c for c in found if c.source.endswith("part")]
    found = [*_longest([c for c in found if not c.source.endswith("part")]), *parts]
    found = [_quoted(scene, candidate) for candidate in _within(scene, found, heads)]
    tails = [(candidate, _TAIL.match(scene.text, candidate.end)) for candidate in found]
    found = [c if (q := _QUARTER.match(scene.text, c.end)) is None else c._replace(end=q.end()) for c in found]
    found += [candidate._replace(end=tail.end()) for candidate, tail in tails if tail is not None]
    return sorted({*found, *_joined(found), *_brief(scene, found)})


def _brief(scene: Scene, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give where a text shortens a development zone to the first character of its name: 青开区 for 青石经济开发区."""
    names = {scene.text[c.start : c.end] for c in found} if BRIEF in scene.text else set()
    for zone in sorted({short for name in names if (short := brief(name)) is not None}):
        yield from (Candidate(*m.span(), CLASS, "bodies:park.brief") for m in re.finditer(zone, scene.text))


def _reach(scene: Scene, end: int) -> int:
    """Return where the last word of a park ends that a head ends with: 纺织园|区."""
    return end + 1 if scene.text[end - 1] == "园" and _AREA.match(scene.text, end) else end


def _within(scene: Scene, found: list[Candidate], heads: Sequence[tuple[int, int, str]]) -> list[Candidate]:
    """Return the parks, each that lies in one directly before it from there on: 平果工业园区|新型铝材产业园.

    `heads` are the last words of parks in the text, each with its kind.
    """
    ends = {candidate.end for candidate in found}
    starts = {candidate.end: candidate.start for candidate in found if not candidate.source.endswith("part")}
    more = []
    for start, end, kind in heads:
        if kind == "tail":
            continue
        outer = max((e for e in range(max(0, start - _INNER), start + 1) if e in ends and e < end), default=None)
        if outer is None or (end in ends and starts.get(end, outer) <= outer) or _NOT_AFTER.match(scene.text, end):
            continue
        if outer == start and outer in starts and scene.text[outer - 1] == "谷":
            more.append(Candidate(starts[outer], end, CLASS, "bodies:park.park"))  # 云澜光谷|产业园 is one park.
            continue
        tokens = [t for t in scene.tokens[scene.before(outer + 1) : scene.before(start) + 1] if t.start >= outer]
        if kind == "area" and not has_core(scene, tokens):
            continue
        if tokens and all(_builds(scene, t) for t in tokens) and not _COUNTED.search(scene.text, outer, start):
            more.append(Candidate(outer, end, CLASS, "bodies:park.inner"))
    inner = {candidate.end for candidate in more}
    return [*more, *(c for c in found if c.end not in inner)]


def _builds(scene: Scene, token: Token) -> bool:
    """Return whether a word may stand inside the name of a park."""
    text = scene.text[token.start : token.end]
    return token.kind in {"place", "proper", "trade", "generic", "word", "char", "latin"} and not (
        token.kind == "word" and is_verb(text)
    )


def _quoted(scene: Scene, candidate: Candidate) -> Candidate:
    """Return a park that ends where a quotation does from where that begins: “沪滇|电子信息产业园”."""
    left = _QUOTE.search(scene.text, max(0, candidate.start - _REACH), candidate.start)
    if left is None or scene.text[candidate.end : candidate.end + 1] not in "”’" or candidate.end == len(scene.text):
        return candidate
    return candidate._replace(start=left.end("sign"))


def _relative(scene: Scene) -> list[Candidate]:
    """Return the parks by the level of the division that has them: 县经开区."""
    found = []
    for match in _levelled().finditer(scene.text):
        index = scene.before(match.start() + 1)
        before = scene.tokens[index - 1].kind if index > 0 else "break"
        if (
            scene.is_edge(match.start())
            and before in {"break", "func", "stop"}
            and not _NOT_AFTER.match(scene.text, match.end())
        ):
            found.append(Candidate(*match.span(), CLASS, "bodies:park.level"))
    return found


def _park(scene: Scene, start: int, end: int, kind: str) -> list[Candidate]:
    if _NOT_AFTER.match(scene.text, end):
        return []
    edge = walk(scene, start, "park", reach=20)
    if joint := _allied().search(scene.text, max(0, edge.start - _ALLIED), edge.start):
        return [Candidate(joint.start(1), end, CLASS, "bodies:park.allied")]
    if scene.text.startswith(_CHINAS, max(0, edge.start - 3)) and edge.start > 2:
        return [Candidate(edge.start - 3, end, CLASS, "bodies:park.park")]
    if shared := _BILATERAL.search(scene.text, max(0, edge.start - _REACH), edge.start):
        return [Candidate(shared.start(), end, CLASS, "bodies:park.allied")]
    shared = _SHARED.search(scene.text, max(0, edge.start - _REACH), edge.start)
    if (
        shared is not None
        and edge.tokens
        and edge.tokens[0].kind == "place"
        and shared.end("first") in scene.place_ends
    ):
        first = scene.place_ends[shared.end("first")]
        return [Candidate(first.start, end, CLASS, "bodies:park.allied")]
    variants = _variants(scene, edge)
    named = [tokens for tokens in variants if _is_named(scene, tokens, edge.stopped, kind, start)]
    found = [
        Candidate(tokens[0].start, end, CLASS, f"bodies:park.{kind}" if n == 0 else "bodies:park.part")
        for n, tokens in enumerate(named)
    ]
    return [c for c in found if scene.text[c.start : c.end] not in load().by_name]


def _is_named(scene: Scene, tokens: tuple[Token, ...], stopped: str, kind: str, start: int) -> bool:
    """Return whether the words before the head of a park make it a name of one."""
    inner = scene.text[tokens[0].start : start]
    if _LEVEL_ALONE.fullmatch(inner):
        return False
    if kind == "tail":
        return stopped == "head" and 2 <= len(inner) <= 4
    if inner.endswith("级") and tokens[-1].kind == "generic":
        return len(tokens) > 1 and tokens[-2].kind in {"place", "proper"}
    if kind == "area":
        if _COUNTED.search(inner):
            return False
        return len(inner) <= 5 and tokens[-1].kind != "trade" and has_core(scene, tokens)
    if scene.text.startswith("开发区", start) and all(t.kind == "place" for t in tokens):
        place = scene.place_starts.get(tokens[-1].start)
        town = place is not None and place.kind in {"stem", "town"}
        return town or _below_province(scene.text[tokens[-1].start : start])
    if kind in {"zone", "new"} or stopped in {"count", "generic"}:
        return has_core(scene, tokens)
    return inner not in words("generic")


def _below_province(name: str) -> bool:
    """Return whether a place has one development zone, and not many: 湖南省开发区 names none."""
    divisions = load().by_name.get(name, ())
    return bool(divisions) and divisions[0].level != "province"


def _variants(scene: Scene, edge: Edge) -> list[tuple[Token, ...]]:
    """Return the words of a park's name, first as the best name, then without the places that lead it."""
    tokens = edge.tokens
    if tokens and scene.text[tokens[0].start : tokens[0].end] in {"省", "市", "县", "区", "州", "盟", "旗"}:
        tokens = tokens[1:]
    if edge.stopped == "func" and len(tokens) > 2 and scene.text[tokens[0].start : tokens[0].end] in _LOCATIVE:
        tokens = tokens[1:]
    if len(tokens) > 1 and _TOWN.search(scene.text[tokens[0].start : tokens[0].end]) and has_core(scene, tokens[1:]):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[0].kind == tokens[1].kind == "place":
        if scene.text[tokens[0].end - 1] not in LEVEL_ENDS or tokens[0].end - tokens[0].start < 3:
            break
        tokens = tokens[1:]
    found = [tokens] if tokens else []
    while len(tokens) > 1 and tokens[0].kind == "place":
        tokens = tokens[1:]
        if has_core(scene, tokens):
            found.append(tokens)
    return found


def _longest(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates without those that lie inside another."""
    kept: list[Candidate] = []
    for candidate in sorted(set(found), key=lambda c: (c.start, -c.end, c.source)):
        if not kept or candidate.end > kept[-1].end or (candidate.start, candidate.end) == kept[-1][:2]:
            kept.append(candidate)
    return kept


def _joined(found: list[Candidate]) -> list[Candidate]:
    by_end: dict[int, list[Candidate]] = {}
    for candidate in found:
        by_end.setdefault(candidate.end, []).append(candidate)
    return [
        Candidate(first.start, second.end, CLASS, "bodies:park.joined")
        for second in found
        for first in by_end.get(second.start, ())
    ]


@cache
def _allied() -> re.Pattern[str]:
    """Return the pattern of two places, at least one a province in one character, that share a park: 沪滇协作."""
    names = "".join(sorted(load().abbreviations))
    return re.compile(
        rf"(?:^|[^\u4e00-\u9fff]|[的在和与到于进])((?:[{names}][\u4e00-\u9fff]|[\u4e00-\u9fff][{names}])(?:共建|协作|合作))$"
    )


@cache
def _levelled() -> re.Pattern[str]:
    return re.compile(rf"[{LEVEL_ENDS}]{alternation(words('park_levelled'))}")


@cache
def _heads() -> Matcher:
    return matcher(kinds("park_heads"))

"""Places by what stands around them: divisions abroad, names that one level is told of together, villages of a town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import load
from kg.naming.words import words
from kg.nlp.bodies.communes import find_communes
from kg.nlp.bodies.scene import Scene, Token
from kg.nlp.bodies.speech import only_describes
from kg.nlp.candidates import Candidate
from kg.patterns import alternation

_NAMED = frozenset({"char", "word", "place", "proper"})
_LONGEST = 4
_TOGETHER = re.compile(
    r"(?<=、)(?P<last>[\u4e00-\u9fff]{2,4}?)(?:等地?)?(?:[两二三四五六七八九十]{1,2}|[0-9]{1,2})个?"
    r"(?:乡镇|街道|社区|县市区|县市|县区|市县|市区|[镇乡村县市区旗地](?![一-鿿]?级|政府|委|域|内))"
    r"|(?<=、)(?P<some>[\u4e00-\u9fff]{2,4}?)等(?:多个|[数几]个)?(?:海岛|岛屿|乡镇|镇街|街镇|街道|镇村|村屯|社区|县市区|县市|县区|旗县|市县)"
)
"""清河、白石、云溪三镇: each of them is one."""
_VILLAGE = re.compile(
    r"(?:(?<=[镇乡])(?<!城[镇乡])(?<![家下返回老入还同乡村小特]乡)(?<![乡村小强重名]镇)|(?<=街道)|(?<=办事处))"
    r"(?P<name>(?![镇办的里内各全本该同邻外驻与和等几多某在有从到个这那每所辖]|[上下中](?:的|各|所|有|几|多|全|一些|其|述|属|辖|级|共|各)"
    r"|[一二三四五六七八九十几数多两0-9]+个)(?:(?![的了在是有和与等及、])[\u4e00-\u9fff]){1,5}?)"
    r"(?P<end>嘎查村|村|屯|社区|嘎查)(?![民级务庄委子域]|支书|两|干部|集体|党|工作者|大[街道]|中学|小学)"
)
"""清河镇于寨村: whatever its name is cut into."""


_BARE = re.compile(
    r"(?<=[在到进赴往])(?P<name>(?![一二三四五六七八九十几数多两0-9每这那该全各本某同邻])"
    r"(?:(?![个的了在是有和与等及到进帮给对由])[\u4e00-\u9fff]){2,4}?)村(?=[，。、；]|的|里|村民|党支部|村委会|党总支|委会)"
)
"""在化良村，…: a village by itself, whatever its name is cut into."""


_CORPS = re.compile("兵团|师市|团场")
"""What tells of the Production and Construction Corps of Xinjiang, whose towns and villages have numbers."""
_UNIT = re.compile(
    r"(?<![第0-9一二三四五六七八九十百〇零○两几数多每这那各个余])第?(?:[一二三四五六七八九十〇零○]{1,4}|\d{1,3})"
    r"(?:师(?![傅范生资兄父爷])|团(?![队伙员体级购聚圆和])|连(?![续接任同年日带夜片声忙环贯串几锁冠胜败涨跌增降发浩横载篇阴]))"
)
"""二师, 一四三团, 六连."""


def find_sites(scene: Scene, cls: str) -> Iterator[Candidate]:
    """Give the places that no list has and no last word shows."""
    yield from (Candidate(*span, cls, "bodies:place.abroad") for span in _abroad(scene))
    yield from (Candidate(*span, cls, "bodies:place.together") for span in _together(scene))
    yield from (Candidate(*span, cls, "bodies:place.unit") for span in _bare(scene))
    yield from (Candidate(*span, cls, "bodies:place.unit") for span in find_communes(scene.text))
    for match in _VILLAGE.finditer(scene.text):
        name = match["name"]
        if not only_describes(name) and "村" not in name:
            yield Candidate(match.start(), match.end(), cls, "bodies:place.unit")
    if _CORPS.search(scene.text):
        yield from (Candidate(*match.span(), cls, "bodies:place.corps") for match in _UNIT.finditer(scene.text))


def _bare(scene: Scene) -> Iterator[tuple[int, int]]:
    """Give the villages that stand by themselves, but for those that only say what kind they are: 在贫困村."""
    for match in _BARE.finditer(scene.text) if "村" in scene.text else ():
        name = match["name"]
        described = only_describes(name) or only_describes(name[-2:])
        if scene.is_edge(match.start()) and not described and "村" not in name:
            yield match.span()


def _abroad(scene: Scene) -> Iterator[tuple[int, int]]:
    """Give the divisions directly behind a country and behind each other: 越南|清河省|白石县."""
    for place in scene.places:
        if scene.text[place.start : place.end] not in words("countries"):
            continue
        start = place.end
        while (match := _division().match(scene.text, start)) is not None:
            if match["name"] in load().nouns or scene.text[start] in load().function_chars:
                break
            yield match.span()
            start = match.end()


def _together(scene: Scene) -> Iterator[tuple[int, int]]:
    """Give the names that a number and a level follow, as far back as the list goes."""
    for match in _TOGETHER.finditer(scene.text):
        last = match.lastgroup or "last"
        listed = scene.place_ends.get(match.end(last))
        spans = [match.span(last) if listed is None else (listed.start, listed.end)]
        while scene.text[spans[-1][0] - 1] == "、" and (span := _before(scene, spans[-1][0] - 1)) is not None:
            spans.append(span)
        names = [scene.text[start:end] for start, end in spans]
        if len(spans) > 1 and not any(name in load().nouns and name not in load().by_name for name in names):
            yield from reversed(spans)


def _before(scene: Scene, end: int) -> tuple[int, int] | None:
    """Return the span of the name that ends at `end`; None where none does."""
    listed = scene.place_ends.get(end)
    if listed is not None:
        return listed.start, end
    index = scene.before(end)
    start = end
    while index >= 0 and _is_part(scene.tokens[index], start, end):
        start = scene.tokens[index].start
        index -= 1
    return (start, end) if end - start > 1 else None


def _is_part(token: Token, start: int, end: int) -> bool:
    return token.end == start and token.kind in _NAMED and end - token.start <= _LONGEST


@cache
def _division() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>(?!{alternation(words('countries'))})[\u4e00-\u9fff]{{2,6}}?)(?:省|州|府|县|市|郡|邦)(?![长级委政场值])"
    )

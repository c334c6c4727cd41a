"""Firms: …有限公司, …集团, …厂, …银行, and the short names that stand in lists of firms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import Matcher, load, matcher
from kg.naming.anatomy import LEVEL_ENDS
from kg.naming.words import kinds, words
from kg.nlp.bodies.brands import find_brands
from kg.nlp.bodies.edges import Edge, has_core, has_proper, is_coined, walk
from kg.nlp.bodies.listed import lies_in
from kg.nlp.bodies.scene import Scene, Token
from kg.nlp.bodies.speech import is_verb, tag_of
from kg.nlp.candidates import Candidate
from kg.patterns import alternation

CLASS = "Firm"
_LEVELS = frozenset(LEVEL_ENDS)
_NOT_AFTER = {
    "集团": re.compile(r"[军化式]|之一"),
    "厂": re.compile(r"[房区家商长址矿门]"),
    "公司": re.compile(r"制(?![造茶药鞋衣酒糖冷砖])|化(?![工学])"),
    "银行": re.compile(r"[业卡家账]"),
    "超市": re.compile(r"[里内]"),
}
_NOT_BEFORE = {
    "厂": re.compile(r"(?:[工建设办进出入到回离全该本各每总分大]|(?:污水|垃圾|污泥)处理|净水|焚烧)$"),
    "设计院": re.compile(r"(?:研究|规划|勘察|勘测|科学)$"),
    "公司": re.compile("(?:旗下|下属|所属|下辖)$"),
    "银行": re.compile("人民$"),
    "店": re.compile(r"[商书饭酒门分]$"),
}
_COUNT = re.compile(r"(?:[0-9]+|[一两二三四五六七八九十几数多]+)[多余]?[家个座]")
_SEVERAL = re.compile("(?:[0-9]+|[两二三四五六七八九十几数多]+)余?[家个座]")
"""红砖厂|6家: several of a kind."""
_COMMON = frozenset({"厂", "公司", "集团", "企业", "店"})
"""港资|厂|云晖塑胶厂: what the firm is, before its name."""
_LOCAL_BANKS = frozenset({"农商行", "农村商业银行", "信用联社", "农信社"})
_FORMS = ("有限公司", "有限责任公司", "股份公司", "股份有限公司")
"""有限公司变股份公司: the forms of firms, and no firm."""
_GOODS_PLANT = re.compile("[糖油酒药铁钢纸布米茶皮革丝棉麻酱醋盐碱铝铜砖瓦灯表锁鞋帽笔伞奶冰肥胶漆瓷粉]厂")
_PLANTS = re.compile(
    rf"(?<![全我各本该两几多每城都门超集上])[省市县区州旗]{_GOODS_PLANT.pattern}(?![房区家商址矿门]|[0-9]|[一两二三四五六七八九十几多][家个座])"
)
"""县|酒厂: whose, and what it makes."""
_WHOLES = ("legal", "group", "known", "brand", "whole")
_BRANCH = re.compile("(?P<what>(?:(?!的)[一-龥]){0,4}?)(?:分公司|分厂)(?![一-龥]?[个家])")
_REACH = 16
_IN_NAMES = frozenset({"word", "char", "place", "proper", "trade", "latin", "generic"})
_GROUP = re.compile("[一-龥]{2,8}集团[一-龥]{0,4}")
_PLAIN = re.compile("[一-龥]{2,10}|[从同对向由连应自]")
_SOME = frozenset({"部分", "全部", "所有", "有关", "相关", "多家", "各大", "主要", "一些", "个别", "其他", "众多"})
"""Words that say of several firms which they are, and name none."""
_OTHER = re.compile("公司|集团|企业|产业|项目|园区|开发区|[镇乡村县区市省的了和与及等]")
_LEFT_QUOTE = re.compile(r"“[^“”]{2,8}”$")


def find_firms(scene: Scene) -> list[Candidate]:
    """Return the firms that a text names, parts and wholes, in the order of their offsets."""
    found = []
    table = kinds("firm_heads")
    for start, end, index in _heads().scan(scene.text):
        head = _heads().names[index]
        candidate = _firm(scene, start, end, head, table[head])
        if candidate is not None:
            found.append(candidate)
    levelled = [Candidate(*m.span(), CLASS, "bodies:firm.level") for m in _levelled().finditer(scene.text)]
    levelled = [c for c in levelled if c.start not in scene.place_ends and c.start + 1 not in scene.place_ends]
    plants = list(_plants(scene))
    ends = {c.end: c.start for c in (*levelled, *(plant for plant, free in plants if free))}
    found = [*(c for c in found if c.start >= ends.get(c.end, c.start)), *levelled, *(plant for plant, _ in plants)]
    whole = [w for firm in found if (w := _whole(scene, firm)) is not None]
    return sorted({*found, *whole, *_joined(found, scene), *find_brands(scene, found, CLASS)})


def _plants(scene: Scene) -> Iterator[tuple[Candidate, bool]]:
    """Give the plants named by whose they are and what they make, 县|酒厂, and whether no name can lead to one."""
    for match in _PLANTS.finditer(scene.text):
        before = scene.tokens[scene.before(match.start())] if match.start() else None
        if scene.is_edge(match.start()) and (before is None or before.kind not in {"char", "place"}):
            free = before is None or before.kind in {"break", "func", "stop"}
            yield Candidate(*match.span(), CLASS, "bodies:firm.level"), free


def _whole(scene: Scene, firm: Candidate) -> Candidate | None:
    """Return the whole item of a list that ends as a firm and begins with a place: 、平川|云澜东河|材料有限公司."""
    if not firm.source.endswith("legal"):
        return None
    begin = max(scene.text.rfind(sign, max(0, firm.start - _REACH), firm.start) for sign in "、，：；。\n") + 1
    if not begin or firm.start - begin > _REACH:
        return None
    group = _GROUP.match(scene.text, begin, firm.start)
    if group is not None and scene.text[begin - 1] == "、":
        return Candidate(begin, firm.end, CLASS, "bodies:firm.whole")
    place = scene.place_starts.get(begin)
    if place is None or place.end >= firm.start:
        return None
    between = scene.text[place.end : firm.start]
    if not _PLAIN.fullmatch(between) or _OTHER.search(between) or _has_verb(scene, place.end, firm.start):
        return None
    return Candidate(begin, firm.end, CLASS, "bodies:firm.whole")


def _has_verb(scene: Scene, start: int, end: int) -> bool:
    tokens = scene.tokens[scene.before(start + 1) : scene.before(end) + 1]
    return any(t.kind in {"func", "stop", "head", "place"} or is_verb(scene.text[t.start : t.end]) for t in tokens)


def _firm(scene: Scene, start: int, end: int, head: str, kind: str) -> Candidate | None:
    refused = next((p for ending, p in _NOT_AFTER.items() if head.endswith(ending)), None)
    several = _SEVERAL.match(scene.text, end) is not None
    if several or (refused is not None and refused.match(scene.text, end)) or _inside_word(scene, start, end):
        return None
    before = _NOT_BEFORE.get(head)
    if before is not None and before.search(scene.text, max(0, start - 4), start):
        return None
    edge = walk(scene, start, "firm")
    if kind in {"legal", "group"}:
        edge = _stretched(scene, edge, start, kind)
    edge = _firm_edge(scene, edge)
    quote = _LEFT_QUOTE.search(scene.text, max(0, edge.start - 10), edge.start)
    if quote is not None and not has_core(scene, edge.tokens):
        return Candidate(quote.start(), end, CLASS, f"bodies:firm.{kind}")
    bare = scene.text.startswith(_FORMS, edge.start)
    if bare or not edge.tokens or end - edge.start < 4 or (kind not in {"legal", "bank"} and _only_wide(scene, edge)):
        return None
    level = edge.tokens[0]
    if scene.text[level.start : level.end] in _LEVELS and (of_level := _of_level(scene, edge, start, kind, head)):
        return Candidate(edge.start, end, CLASS, "bodies:firm.level") if of_level == "named" else None
    enough = has_proper if kind == "legal" else has_core if kind == "group" else is_coined
    # 临江|一家|口罩厂, 怀仁市|部分|煤矿
    counted = any(
        _COUNT.fullmatch(scene.text, t.start, t.end) or scene.text[t.start : t.end] in _SOME for t in edge.tokens
    )
    if counted or not enough(scene, edge.tokens):
        return None
    placed = len(edge.tokens) == 1 and edge.tokens[0].kind == "place" and edge.tokens[0].end == start
    if placed and _GOODS_PLANT.fullmatch(scene.text, end - 2, end):
        return Candidate(edge.start, end, CLASS, "bodies:firm.level")  # 青石镇|酒厂
    return Candidate(edge.start, end, CLASS, f"bodies:firm.{kind}")


def _of_level(scene: Scene, edge: Edge, start: int, kind: str, head: str) -> str:
    """Return ``named`` if a level and trades name a firm (县城投集团, 市商业银行), ``none`` if not, or nothing."""
    level, trades = edge.tokens[0], edge.tokens[1:]
    if kind in {"company", "group"} and len(trades) > 1 and all(t.kind == "trade" for t in trades):
        return "named"
    if kind == "bank" and level.end == start and head in _LOCAL_BANKS:
        return "named"
    if kind == "company":
        return "named" if scene.text[level.end : start] in words("trades") else "none"
    return ""


def _stretched(scene: Scene, edge: Edge, head: int, kind: str) -> Edge:
    """Return the edge of a group or of a firm with its legal form, moved over words of its name that end other names.

    What stands before the form as a whole is the name of one firm: where the words behind the edge are trades and
    descriptions alone they are none (云澜假期|旅行社有限公司), and a place leads the others (云州盛世|农业有限公司).
    """
    tokens = list(edge.tokens)
    coined = is_coined(scene, tokens)
    first = edge.start
    before: list[Token] = []
    for token in reversed(scene.tokens[: scene.before(first) + 1]):
        stop = token.kind == "stop" and (token.end == head or tag_of(scene.text[token.start : token.end]) == "t")
        if token.end != first or not (token.kind in _IN_NAMES or stop) or head - token.start > _REACH:
            break
        before.insert(0, token)
        first = token.start
    while before and before[0].kind in {"generic", "trade", "stop"}:
        before.pop(0)
    if not before or ((coined or kind == "group") and not (_is_wide(scene, before[0]) and len(before) > 1)):
        return edge
    if _OTHER.search(scene.text, before[0].start, before[-1].end):
        return edge
    return Edge(before[0].start, (*before, *tokens), "break")


def _is_wide(scene: Scene, token: Token) -> bool:
    return token.kind == "place" or scene.text[token.start : token.end] == "中国"


def _only_wide(scene: Scene, edge: Edge) -> bool:
    """Return whether only a country or province stands before a head: 美国公司, 江西省企业集团 name none."""
    if len(edge.tokens) != 1:
        return False
    text = scene.text[edge.tokens[0].start : edge.tokens[0].end]
    return (
        text == "中国" or text in words("regions") or any(d.level == "province" for d in load().by_name.get(text, ()))
    )


def _firm_edge(scene: Scene, edge: Edge) -> Edge:
    """Return the edge after the places that only say where the firm lies: 浙江省|杭州市…, 杭州市…区|龙泉镇|…."""
    tokens = list(edge.tokens)
    if len(tokens) > 2 and scene.text[tokens[0].start : tokens[0].end] in _COMMON:
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[0].kind == "place":
        second = tokens[1]
        outer = second.kind == "place" and _is_province(scene, tokens[0]) and _is_full(scene, second)
        town = next((n for n, t in enumerate(tokens) if t.kind == "place" and _is_town(scene, t)), None)
        if len(tokens) > 2 and lies_in(scene.text[slice(*tokens[0][:2])], scene.text[slice(*second[:2])]):
            tokens.pop(0)  # 山海关区|秦皇岛|…有限公司: where it lies, before its name.
            continue
        if town is not None and has_core(scene, tokens[town + 1 :]):
            tokens = tokens[town + 1 :]
        elif outer:
            tokens.pop(0)
        else:
            break
    return Edge(tokens[0].start if tokens else edge.start, tuple(tokens), edge.stopped)


def _is_province(scene: Scene, token: Token) -> bool:
    return any(d.level == "province" for d in load().by_name.get(scene.text[token.start : token.end], ()))


def _is_town(scene: Scene, token: Token) -> bool:
    place = scene.place_starts.get(token.start)
    return place is not None and place.kind == "town"


def _is_full(scene: Scene, token: Token) -> bool:
    place = scene.place_starts.get(token.start)
    return place is not None and place.kind in {"full", "town"}


def _inside_word(scene: Scene, start: int, end: int) -> bool:
    """Return whether a longer word of the dictionary runs across the end of a head: 公司|制, 厂|房."""
    index = scene.before(end)
    token = scene.tokens[index]
    if token.kind == "place" and token.start < start:
        return True
    return token.end > end and token.start <= start + 1 and token.kind != "char"


def _joined(found: list[Candidate], scene: Scene) -> list[Candidate]:
    """Return the wholes of a firm and the firm, branch or plant directly after it: 北方电力公司|云城热电厂."""
    by_end = {candidate.end: candidate for candidate in found}
    joined = []
    for candidate in found:
        first = by_end.get(candidate.start)
        if first is not None and first.start < candidate.start:
            legal = candidate.source.endswith(("legal", "group")) and candidate.start in scene.place_starts
            source = "bodies:firm.joined" if legal else "bodies:firm.branch"
            joined.append(Candidate(first.start, candidate.end, CLASS, source))
        elif (candidate.source.endswith(_WHOLES) and (end := _branch_end(scene, candidate.end)) is not None) or (
            candidate.source.endswith("group") and (end := _owned_end(scene, candidate.end)) is not None
        ):
            joined.append(Candidate(candidate.start, end, CLASS, "bodies:firm.branch"))
    return joined


def _branch_end(scene: Scene, start: int) -> int | None:
    """Return where the branch ends that is named directly behind a firm: 中国云建集团|广西|分公司; None if none is."""
    place = scene.place_starts.get(start)
    branch = _BRANCH.match(scene.text, start if place is None else place.end)
    return None if branch is None or (place is None and not branch["what"]) else branch.end()


def _owned_end(scene: Scene, start: int) -> int | None:
    """Return where the firm ends that a group owns and a list names behind it (云建集团|白音东河|矿业), or None."""
    owned = _owned().match(scene.text, start)
    if owned is None or _OTHER.search(owned["core"]) or owned["core"] in load().nouns:
        return None
    tokens = scene.tokens[scene.before(start + 1) : scene.before(owned.end("core")) + 1]
    texts = [scene.text[token.start : token.end] for token in tokens]
    verbs = any(len(text) > 1 and is_verb(text) for text in texts)
    plain = all(token.kind in {"trade", "generic", "role", "count"} for token in tokens)
    return None if verbs or plain else owned.end()


@cache
def _owned() -> re.Pattern[str]:
    """Return the pattern of a name and a trade up to the end of an item of a list."""
    ends = alternation(words("brand_ends"))
    core = "(?P<core>(?:(?![的了在对将把被为从向让使给有是并个其与和及等])[一-龥]){2,7}?)"
    return re.compile(f"{core}{ends}(?=[、，。；）]|等|和|及|与|调研|考察|参观|$)")


@cache
def _levelled() -> re.Pattern[str]:
    """Return the pattern of firms named by their level and trade, however the words are cut: 县城|投公司."""
    return re.compile(
        f"(?<!开发)(?<!经开)(?<!高新)(?<![园城])[省市县区州旗]{alternation(words('level_trades'))}(?:集团)?公司(?!化)"
    )


@cache
def _heads() -> Matcher:
    return matcher(kinds("firm_heads"))

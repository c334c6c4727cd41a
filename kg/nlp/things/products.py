"""Products: what a verb of making, a quantity, or a line, project or capacity beside it shows to be goods."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import Matcher, matcher
from kg.nlp.candidates import Candidate
from kg.nlp.things.badges import find_badges
from kg.nlp.things.clauses import in_clauses, lists
from kg.nlp.things.goods import ends, product_of
from kg.nlp.things.listing import BRACKET, list_after, stops
from kg.nlp.things.lists import marked, word_set, words
from kg.nlp.things.makers import maker_end
from kg.nlp.things.materials import ONCE, apart, find_materials, process
from kg.nlp.things.named import CLASS, named
from kg.nlp.things.phrases import is_edge, phrase_after, phrase_before, tokens
from kg.nlp.things.projects import find_works
from kg.nlp.things.quantities import last_measure
from kg.nlp.things.works import Works
from kg.patterns import Quick
from kg.values import Capacity, find_capacities

_BRAND = re.compile(r"“[^“”]{1,8}牌”|“[^“”]{1,8}”牌")
_HOME_MADE = Quick(r"(?<!非)国产(?!化|品牌|替代|设备|装备|企业|大)")
_KIND = re.compile(r"(?:是|作为)(?:一种|重要的)")
_SUBJECT = re.compile(
    r"(?<![^的，。；：“])([^的，。！？；、“”（）\s]{2,16}?)(?=[去今近日已也还成先首连主\d打拿获荣入填通畅远热俏走销出供占摆卖用装刚的样良年产售单])(?:去年|今年|近日|日前|已|也|还|成功|先后|首次|连续|主要|\d{1,2}月)*"
    r"(?:打破|拿到?了?|获得?|荣获|获评|入选|填补|通过了|畅销|远销|热销|俏销|走俏|销往|出口|出海|供不应求|占(?:到|据|了)|"
    r"打入|打进|摆上|卖到|卖向|卖得|卖出|卖了|用在|用于|装上|装在|刚起步|还在试|的?样品|的?销量|的?良率|的?年?产量|的?售价|的?单价)"
)
_INTO = re.compile("成(?![套品型本果衣人药员熟份形])|(?<=[酿榨炼做织])出(?![口租售版厂土水])")
"""加工成|刨花板, 酿出|冰酒."""
_WORKS = re.compile(r"(?:建设|扩建|改建|新建|技改|生产|加工|制造|改造){0,3}(?:项目|工程)$")
_LEAST = 2
"""Characters of goods before the work that makes them."""
_FEW = 10
_OWNED = re.compile(r"(?:现有|拥有|引进|购置|购进|投入|配备|安装|立起|调拨)[\u4e00-\u9fff]{0,2}$")
_NO_GOODS = re.compile(r"phase|branch|road|works$")
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:高新区|开发区|经开区|工业园|产业园|新区|[县镇乡]域?)(?=[\u4e00-\u9fff]{2})"
)
_NAMED_AFTER = ("项目", "线", "基地", "工厂")
_TRAINING = re.compile(r"(?:实训|研发|培训|物流|冷链)")
_OTHER_MEASURE = re.compile(r"千瓦|兆瓦|[kKMG]W(?!h)|伏|公里|[kK]V|锭|平方|亩|处理")
_PLANTS = ("机组", "炉", "电站")
_POWER = re.compile(r"千瓦|兆瓦|千伏安?|[kKMG]W(?!h)|[kK]V")
"""What a power station or furnace is measured by, and no goods: 30万千瓦|热电联产机组."""
_BEHIND_A_VERB = (".verb", ".habit", ".turned", ".sold")
_ABBREVIATED = re.compile(r"(?=（[A-Z][A-Za-z0-9]{1,7}）)")


def find_products(text: str, works: list[Works] | None = None) -> list[Candidate]:
    """Return the products that `text` names, in the order of their offsets (code points).

    `works` are the projects already found in it.
    """
    works = find_works(text) if works is None else works
    found: set[Candidate] = set()
    capacities = find_capacities(text)
    counted = {capacity.start: capacity for capacity in capacities}
    for item in works:
        found.update(_of_project(text, item))
    for capacity in capacities:
        found.update(_beside(text, capacity))
    verbs = marked("make_verbs")
    for _, end, index in _verbs().scan(text):
        verb = words("make_verbs")[index]
        if verbs[verb] == "none":
            continue
        start = end + (_INTO.match(text, end) is not None)
        found.update(list_after(text, start, counted, strong=verbs[verb] == "strong", source="verb"))
    found.update(_before_ends(text))
    found.update(_by_form(text, counted))
    found.update(find_materials(text, counted))
    kept = {part for item in _outermost({_without_works(text, c) for c in found}) for part in apart(text, item)}
    kept |= {c for item in kept if (c := _bracket(text, item))}
    kept |= set(find_badges(text, CLASS))
    kept = _without_bare(text, kept)
    kept |= _again(text, {c for c in kept if c.source != ONCE})
    return sorted(kept | {inner for item in kept if (inner := process(text, item))})


def _without_works(text: str, goods: Candidate) -> Candidate:
    """Return goods without the work that makes them: 轴承|扩建项目."""
    works = _WORKS.search(text, goods.start + _LEAST, goods.end)
    return goods if works is None else goods._replace(end=works.start())


def _of_project(text: str, works: Works) -> list[Candidate]:
    found: list[Candidate] = []
    if _NO_GOODS.search(works.source) or _TRAINING.match(text, works.inner_end):
        return found
    if text.startswith("机组", works.inner_end) and _POWER.search(text, works.start, works.inner_end):
        return found
    end = works.inner_end
    start = maker_end(text, works.inner_start, end) or works.inner_start
    if zone := _ZONE.match(text, start, end):
        start = zone.end()
    for part in re.finditer(r"(?:[^、及和/]|/(?![0-9]))+", text[start:end]):
        begin, close = start + part.start(), start + part.end()
        inner = last_measure(text, begin, close)
        first, last = product_of(text, inner, close, branded=inner == begin)
        sure = (works.measured and not _OTHER_MEASURE.search(text[works.start : start])) or works.source.endswith(
            ("line", "plant")
        )
        candidate = named(text, first, last, "in-project", strong=sure)
        if candidate:
            found.append(candidate)
    return found


def _beside(text: str, capacity: Capacity) -> list[Candidate]:
    """Return the goods directly behind or before a quantity: 46万吨醋酸, 毛巾800万条."""
    if capacity.period is None and capacity.value is not None and capacity.value < _FEW:
        return []
    found = None
    if not _OWNED.search(text, max(0, capacity.start - 6), capacity.start):
        end = phrase_after(text, capacity.end, stops())
        found = named(text, capacity.end, end, "quantity", strong=False, plain=capacity.period is not None)
    if found is not None:
        power = text.endswith(_PLANTS, found.start, found.end) and _POWER.search(text, capacity.start, capacity.end)
        return [] if power and capacity.period is None else [found]
    start = phrase_before(text, capacity.start)
    before = None
    if not _OWNED.search(text, max(0, start - 6), start):
        plain = capacity.period is not None
        before = named(text, start, capacity.start, "quantity", strong=False, plain=plain)
    return [before] if before else []


def _before_ends(text: str) -> list[Candidate]:
    """Return the goods directly before a word such as 产能, 生产线 or 产品, and those listed before them."""
    found = []
    strengths, ending = ends(), tuple(ends())
    for start, _, index in _end_matcher().scan(text):
        word = ending[index]
        strong = strengths[word] == "strong"
        position = start
        for _ in range(8):
            begin = phrase_before(text, position)
            first, last = product_of(text, begin, position, branded=word.endswith(_NAMED_AFTER))
            candidate = named(text, first, last, "before-end", strong=strong, places=word == "等特产")
            if candidate and word in {"项目", "等项目", "产品"} and text[first:last].isascii():
                candidate = None
            if candidate is None or (word in {"企业", "车间"} and candidate.end - candidate.start < 5):
                break
            found.append(candidate)
            strong = strong and word == "等特产"
            if begin == 0 or text[begin - 1] not in "、和及与":
                break
            position = begin - 1
    return found


def _by_form(text: str, capacities: dict[int, Capacity]) -> list[Candidate]:
    """Return the goods that a brand, 国产, 是一种 and the like point to."""
    found: list[Candidate | None] = []
    for match in _BRAND.finditer(text):
        end = phrase_after(text, match.end(), stops())
        brand = named(text, match.end(), end, "brand", strong=True)
        found.append(brand and brand._replace(start=match.start()))
    for match in _HOME_MADE.finditer(text):
        end = phrase_after(text, match.end(), stops())
        found.append(named(text, match.start(), end, "home-made", strong=False))
    for match in _KIND.finditer(text):
        start = phrase_before(text, match.start())
        found.append(named(text, start, match.start(), "definition", strong=False))
    for match in _ABBREVIATED.finditer(text):
        start = phrase_before(text, match.start())
        found.append(named(text, start, match.start(), "abbreviated", strong=False))
    for match in _SUBJECT.finditer(text):
        start = max(match.start(1), phrase_before(text, match.end(1)))
        if not any(is_edge(token) for token in tokens(text, *match.span(1))) or match[1] in word_set("goods_heads"):
            start = match.start(1)
        found.append(named(text, start, match.end(1), "subject", strong=False))
    found += [named(text, start, end, form, strong=False) for start, end, form in in_clauses(text, stops())]
    for start, form in lists(text):
        found += list_after(text, start, capacities, strong=False, source=form)
    return [candidate for candidate in found if candidate]


def _bracket(text: str, item: Candidate) -> Candidate | None:
    """Return the abbreviation in brackets behind a product: BDO of 1，4-丁二醇（BDO）."""
    match = BRACKET.match(text, item.end)
    return Candidate(match.start(1), match.end(1), CLASS, "things:product.bracket") if match else None


def _outermost(found: set[Candidate]) -> set[Candidate]:
    """Return the candidates that lie in no longer one."""
    kept: list[Candidate] = []
    # A verb of making shows where a name begins: of two that end together, its one is right.
    verbs = sorted((c for c in found if c.source.endswith(_BEHIND_A_VERB)), reverse=True)
    sure = {c.end: c.start for c in verbs}  # of two verbs the first: 生产|养殖围网, not 养殖|围网
    for candidate in sorted(found, key=lambda c: (c.start, -c.end, c.source)):
        if candidate.start < sure.get(candidate.end, candidate.start):
            continue
        if not kept or candidate.end > kept[-1].end:
            kept.append(candidate)
    return set(kept)


def _without_bare(text: str, found: set[Candidate]) -> set[Candidate]:
    """Return the products without general heads that are short for a longer one of the page: 支架 of 光伏支架."""
    names = {text[c.start : c.end] for c in found}
    bare = {head for head in names & word_set("goods_bare") if any(n.endswith(head) for n in names - {head})}
    return {c for c in found if text[c.start : c.end] not in bare}


def _again(text: str, found: set[Candidate]) -> set[Candidate]:
    """Return the other occurrences of the products found."""
    names = sorted({text[c.start : c.end] for c in found if c.end - c.start >= 2})
    if not names:
        return set()
    taken = {(c.start, c.end) for c in found}
    return {
        Candidate(start, end, CLASS, "things:product.again")
        for start, end, _ in matcher(names, once=True).scan(text)
        if (start, end) not in taken
    }


@cache
def _verbs() -> Matcher:
    return matcher(words("make_verbs"))


@cache
def _end_matcher() -> Matcher:
    return matcher(tuple(ends()))

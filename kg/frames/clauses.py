"""Clauses: where they end, who their subject is, where they take us, and who only comes along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache

from kg.frames.marks import DATE, VALUES, Masked, mark_of, marks_of
from kg.frames.memory import slot_of
from kg.frames.rules import load_rules, settings
from kg.frames.spans import body_kinds, firm_kinds, owned_kinds, owner_kinds, parks, placed_heads, spot_kinds
from kg.frames.template import ANY, GO, LINK, compile_template, goods, late_template, listing, people
from kg.ontology import load_ontology
from kg.patterns import Late, Sieve
from kg.records import Mention

_ASIDE = "(?:环评|设计|勘察|施工|监理|编制|评估|检测|咨询|招标|代理|审批|主管|验收)(?:单位|机构|部门)"
"""Whom a form names beside whose project it is of: no new subject follows."""
_ENDS = re.compile(f"(?:[，；。！？—]|：(?<!{_ASIDE}：))(?:(?<!—)|—)")
_BEGUN = "(?:兴办|创办|兴建|设立|成立|组建|开办|建起|建成)"
_COMPANY = re.compile("[在由](?:(?!陪同|考察|调研|视察|率|带领|任组长|组成)[^。；]){2,120}?(?:陪同|陪伴)下?")


def clauses_of(masked: str) -> list[tuple[int, int]]:
    """Return the clauses of a masked sentence."""
    spans = []
    start = 0
    for match in _ENDS.finditer(masked):
        if (
            match[0] == "，"
            and _joins().match(masked, match.start())
            and _only_people().fullmatch(masked, start, match.start())
        ):
            continue
        spans.extend(_parted(masked, start, match.end()))
        start = match.end()
    if start < len(masked):
        spans.extend(_parted(masked, start, len(masked)))
    return spans


def _parted(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a clause, in parts where several go their own ways in it: 林知远到A镇、陈清河到B镇调研."""
    spans = []
    for match in _other_way().finditer(masked, start, end) if "、" in masked[start:end] else ():
        if _under_way().search(masked, start, match.start()):
            spans.append((start, match.end()))
            start = match.end()
    return [*spans, (start, end)]


def subject_span(masked: Masked, start: int, end: int, kinds: AbstractSet[str]) -> tuple[int, int] | None:
    """Return where the subject of a clause stands: at its head, else the first body that is no object.

    `kinds` are the kinds of what the clause names.
    """
    clause = masked.text[start:end]
    led = _led_by().search(clause) if not kinds.isdisjoint(people()) else None
    strict = _subject().match(clause)
    # 林知远在村支书陈清河带领下走访… goes on about who is shown round.
    shown = strict is not None and led is not None and led[0][0] == "在" and _only_people().fullmatch(strict[0])
    if led is not None and not shown:
        return start + led.start("subject"), start + led.end("subject")
    # What a body was before (前身是X厂) is not who is spoken of.
    loose = _modified().match(clause) if "前身" not in clause and not kinds.isdisjoint(owner_kinds()) else None
    if strict is not None and loose is not None:
        # 从江县引进的X公司 speaks of the firm, not of the county.
        kinds = {unit.kind for unit in masked.units_in(start + strict.start("subject"), start + strict.end("subject"))}
        strict = None if kinds <= spot_kinds() else strict
    found = strict or loose
    # X集团投资兴办的Y公司， goes on about what was founded.
    found = (_founded().match(clause, found.end("subject")) if found is not None else None) or found
    if found is None and not kinds.isdisjoint(people()):
        found = _leads().search(clause)
    return (start + found.start("subject"), start + found.end("subject")) if found is not None else None


def subjects_by_slot(masked: Masked, start: int, end: int) -> dict[str, tuple[Mention, ...]]:
    """Return the subjects of a stretch by slot: the items of its list, and the firm or agency that each belongs to."""
    chosen = {position for position, _ in placed_heads(masked, start, end, _concrete())}
    spots = spot_kinds()
    groups: dict[str, list[Mention]] = {}
    for position, unit in masked.placed_in(start, end):
        if unit.mention is not None and (position in chosen or (unit.kind not in spots and unit.kind in body_kinds())):
            groups.setdefault(slot_of(unit.kind), []).append(unit.mention)
    return {slot: tuple(group) for slot, group in groups.items()}


@cache
def _concrete() -> frozenset[str]:
    return frozenset(load_ontology().concrete)


@cache
def building() -> re.Pattern[str]:
    """Return the expression for a clause that says that something is built."""
    # 同日开工的还有X公司的Y项目。
    shown = f"(?:开工|动工|奠基|竣工|投产|签约)的?(?:还有|有|包括)(?:[{marks_of(owner_kinds())}]的?)?"
    source = f"(?:<build>|签约|引进|签下|落户|投资|{shown})[^，。；：{ANY}]{{0,8}}[{marks_of(owned_kinds())}]"
    return compile_template(source, ends={}, words=load_rules().words, where="what a clause says is built")


@cache
def _subject() -> re.Pattern[str]:
    """Return the expression for the subject at the head of a clause."""
    words = load_rules().words
    lead = f"(?><lead_in>|{mark_of(DATE)}(?:[上下]午|起|以来|前后|，)?+|（[^（）]{{0,30}}）|“|‘|[ 　]){{0,12}}"
    persons = listing(people())
    others = listing(_concrete() - people() - goods())
    source = f"{lead}(?P<subject>{persons}|{others})(?!、)"
    return compile_template(source, ends={}, words=words, where="the subject of a clause")


@cache
def _only_people() -> re.Pattern[str]:
    """Return the expression for a stretch that only names persons: 县委书记林知远，县长陈清河带队…."""
    lead = f"(?:<lead_in>|{mark_of(DATE)}(?:[上下]午|，)?+|[ 　]){{0,12}}"
    return compile_template(f"{lead}(?:{listing(people())})", ends={}, words=load_rules().words, where="the subject")


@cache
def _other_way() -> re.Pattern[str]:
    """Return the expression for the sign between a site and somebody else who goes to one."""
    sites = marks_of(body_kinds() | spot_kinds())
    source = f"(?<=[{sites}])、(?={listing(people())}(?:则|也)?{GO})"
    return compile_template(source, ends={}, words=load_rules().words, where="the subject of a clause")


@cache
def _under_way() -> re.Pattern[str]:
    """Return the expression for the end of a text whose last person goes to sites."""
    return re.compile(f"[{marks_of(people())}][^，。；{ANY}]{{0,8}}{GO}[^，。；{marks_of(people())}]*$")


@cache
def _joins() -> re.Pattern[str]:
    """Return the expression for a comma behind which another person is named with a title."""
    return re.compile(f"，[^，。]{{0,2}}?[{marks_of(load_ontology().concrete)}]?{LINK}{mark_of('title')}")


@cache
def _led_by() -> re.Pattern[str]:
    """Return the expression for those who lead a group that goes: 由副主任林知远率领的考察组."""
    source = f"(?:由|在)(?P<subject>{listing(people())})(?:等[^，。]{{0,6}})?的?(?:率领|带领|带队|率队)"
    return compile_template(source, ends={}, words=load_rules().words, where="the subject of a clause")


@cache
def _leads() -> re.Pattern[str]:
    """Return the expression for those who lead others, whatever stands before them: 协会顾问林知远带领企业到…."""
    source = f"(?P<subject>{listing(people())})(?:等[^，。；]{{0,8}})?(?:一行)?(?:带领|率领|率队|带队|率)"
    return compile_template(source, ends={}, words=load_rules().words, where="the subject of a clause")


@cache
def _modified() -> re.Pattern[str]:
    """Return the expression for a subject with a modifier before it: 入驻园区的X公司, 其中规模最大的是X公司."""
    spots = marks_of(spot_kinds())
    bodies = listing(owner_kinds())
    inside = f"(?:(?!<visit_go>|<visit_see>|[对向给被把])(?:[^，。；：“”{ANY}]|[{spots}{marks_of(VALUES)}])){{0,40}}?"
    # 是X集团在此投资的全资子公司 says what its subject is, and does not turn to the group.
    belongs = "(?![^，。；：]{0,16}的(?:全资|控股)?(?:子公司|分公司))"
    near = f"(?:距离?|与|紧邻|毗邻|紧挨)[{marks_of(owner_kinds())}][^，。；：“”{ANY}]{{0,8}}"
    # By whom something is built or paid for is not what is told of, but what he founded is: 由X集团兴办的Y公司.
    by = f"由(?=[^，。；：]{{1,30}}?{_BEGUN}的[{marks_of(owner_kinds())}])"
    lead = f"(?:{near}的|的|企业|是|公司|国企|客商|方|伙伴|代表|[{spots}]|{mark_of(DATE)}|{by})"
    # 由X集团注资控股 tells who paid for it, 与隔壁的X集团也有合作 with whom: they go on about somebody else.
    paid = "(?:注资|增资|控股|收购|入股|参股|兼并|并购|重组|接管|接手|托管)"
    dealt = "(?:合作|协作|签|互供|配套|往来|达成)"
    others = f"[^，。；：{ANY}]{{0,10}}[{marks_of(owner_kinds())}][^，。；：]{{0,8}}?"
    # So does 主要客户是X集团.
    known = "(?:客户|供应商|供货商|对手|伙伴|用户|买家|经销商|代理商|股东)(?:之一)?(?:主要)?(?:是|为|有|包括)"
    aside = f"(?![^，。；：{ANY}]{{0,12}}(?:由{others}{paid}|[与同跟]{others}{dealt})|[^，。；：{ANY}]{{0,12}}{known})"
    source = f"{aside}{inside}{lead}(?P<subject>{bodies}){belongs}"
    return compile_template(source, ends={}, words=load_rules().words, where="the subject of a clause")


@cache
def _founded() -> re.Pattern[str]:
    """Return the expression for the rest of a clause that tells what its subject founded, paid for or became."""
    one = f"[{marks_of(owner_kinds())}](?:（[^（）]{{0,20}}）)?"
    firms = f"{one}(?:[、和及]{one}){{0,4}}"
    between = f"(?:[^，。；：“”{ANY}]|[{marks_of(VALUES)}{marks_of(spot_kinds())}]){{0,24}}?"
    paid = "投资|出资|独资|合资|新建|建设|控股|投建"
    became = "(?:改制|更名|改名|改组|重组|变更|整合|改建|发展|演变)(?:成立|组建)?[为成]"
    rest = f"[^，。；：“”{marks_of(owner_kinds())}]{{0,16}}"
    tells = f"(?:{paid}|{_BEGUN})的(?={one}{rest}，$)|(?:{_BEGUN}了?|{became})(?={firms}[，。]$)"
    return re.compile(f"{between}(?:{tells})(?P<subject>{firms})")


def scenes(clause: str) -> Iterator[re.Match[str]]:
    """Give where a clause says that one is, as the group ``scene``: 在X产业园， and 走进X产业园."""
    sieve, patterns = _scenes()
    for number in sieve.numbers(clause):
        yield from patterns[number].finditer(clause)


@cache
def _scenes() -> tuple[Sieve, tuple[Late, ...]]:
    """Return the expressions for these, and what tells which of them may match."""
    spots = listing(spot_kinds())
    lead = f"^(?><lead_in>|{mark_of(DATE)}(?:[上下]午)?+|（[^（）]{{0,30}}）|“|[ 　])*"
    sources = (
        f"{lead}(?:在|位于|漫步)(?P<scene>{spots})[^，。{ANY}]{{0,12}}?[，。]",
        f"{lead}(?P<scene>{listing(parks())})(?:(?:内|里|中)?，|(?:内|里|中)[^，。{ANY}]{{1,12}}[，。])",
        f"(?:<scene_verb>|设在|位于)(?P<scene>{spots})(?!、)",
        f"(?:<scene_verb>|站在)(?:位于|坐落于|坐落在|地处)[^，。]{{1,8}}?的(?P<scene>[{marks_of(parks())}])",
        f"(?:到|赴|在|调研)(?P<scene>{spots})(?!、)[^，。]{{0,14}}?(?:<visit_look>|情况)",
    )
    words = load_rules().words
    patterns = tuple(late_template(s, ends={}, words=words, where="the scene of a clause") for s in sources)
    return Sieve(patterns), patterns


def _led_in() -> str:
    """Return a template for what a clause may begin with before it goes somewhere."""
    return f"^(?:<lead_in>|{mark_of(DATE)}(?:[上下]午)?+|[ 　])*"


@cache
def workshop() -> re.Pattern[str]:
    """Return the expression for a clause that stands in the rooms of a firm, as the group ``host``: 在X的车间里."""
    rooms = settings()["scene"]["rooms"]
    host = f"(?:<scene_verb>|在|推开)(?P<host>[{marks_of(owner_kinds())}])(?!、)"
    source = f"{_led_in()}{host}[^，。；：{ANY}]{{0,12}}(?:{rooms})"
    return compile_template(source, ends={}, words=load_rules().words, where="the scene of a clause")


@cache
def arriving() -> re.Pattern[str]:
    """Return the expression for a clause that comes to one firm, as the group ``host``: 来到X公司。, 在X公司，."""
    firm = f"(?:[{marks_of(spot_kinds())}]{LINK})?(?P<host>[{marks_of(firm_kinds())}])(?:（[^（）]{{0,20}}）)?"
    rest = f"[^，。；、：和及与{ANY}]{{0,8}}"
    looked = f"(?:到|赴)(?={firm.replace('(?P<host>', '(?:')}{rest}<visit_look>)"
    goes = f"(?:<visit_go>|<visit_see>)[^，。；、：{ANY}]{{0,4}}|{_led_in()}在|{looked}"
    return compile_template(f"(?:{goes}){firm}{rest}[，。]", ends={}, words=load_rules().words, where="where one comes")


@cache
def of_another() -> re.Pattern[str]:
    """Return the expression for a clause that tells what a firm is to the one spoken of: 甲公司是它最大的客户."""
    firm, spoken = f"[{marks_of(firm_kinds())}](?:（[^（）]{{0,20}}）)?", "(?:公司|企业|它|其(?![他次实余中]))"
    role = "(?:客户|供应商|供货商|对手|伙伴|用户|经销商|代理商|股东)"
    rest = f"[^，。；：{ANY}]{{0,12}}?"
    source = f"{_led_in()}{firm}(?:{rest}(?:[为给向对同]{spoken}|派[^，。；]{{1,6}}到)|{rest}是{spoken}{rest}{role})"
    return compile_template(source, ends={}, words=load_rules().words, where="what a firm is to another")


@cache
def is_elsewhere() -> re.Pattern[str]:
    """Return the expression for a clause that goes to a site no finder knows: the last scene is left."""
    source = f"{_led_in()}(?:<scene_verb>|在|到)[^，。；：{ANY}]{{2,30}}[区园城谷港镇村]，"
    return compile_template(source, ends={}, words=load_rules().words, where="the scene of a clause")


@cache
def leading() -> re.Pattern[str]:
    """Return the words of one who goes to see something."""
    of_others = "(?![团组队])(?![^，。；]{0,3}的(?:做法|举措|企业|客商|到来))"
    source = f"(?:<visit_go>|<visit_see>|<visit_look>){of_others}|率|带队|带领|一行"
    return compile_template(source, ends={}, words=load_rules().words, where="who leads a tour")


def accompanied(text: str, start: int) -> bool:
    """Return whether a clause begins within the list of those who come along: 在陈清河，局长周野等陪同下."""
    if "陪" not in text:
        return False
    return any(match.start() < start < match.end() for match in _COMPANY.finditer(text))


def comes_along(clause: str) -> bool:
    """Return whether a clause only tells who came along: 陈清河陪同。, or showed the site: 陈清河陪同参观了X。"""
    return _along().search(clause) is not None


@cache
def attends() -> re.Pattern[str]:
    """Return the words of one who takes part in an event: 出席仪式并致辞, 主持会议."""
    return re.compile("出席|参加|主持|致辞|讲话|揭牌|剪彩|宣布")


@cache
def _along() -> re.Pattern[str]:
    """Return the expression for the end of a clause that only tells who came along, or for whoever showed a site."""
    what = "(?:调研|检查|考察|视察|走访|督查|督导|督办|慰问|巡查|观摩|看望){0,3}"
    which = "了?(?:上述|此次|这次|有关|相关|部分)?"
    # 县长林知远陪同参观了X公司: the guest told of before saw it.
    saw = "(?:参观|考察|察看|查看|走访|视察|观摩|实地){1,2}"
    shown = f"[{marks_of(people())}](?:等[^，。；{ANY}]{{0,6}})?陪同{saw}了?[{ANY}]"
    return re.compile(f"(?:陪同|参加|随同|随行|同行|同往)(?:{which}{what}?(?:活动)?)[。！]?$|{shown}")


def follows(text: str, start: int) -> bool:
    """Return whether a clause goes on with the list of those whom someone leads: 林知远带领陈清河，局长周野."""
    return ("带领" in text or "率领" in text) and _following().search(text, 0, start) is not None


@cache
def _following() -> re.Pattern[str]:
    """Return the expression for a sentence up to a clause in which the list of those whom someone leads goes on."""
    source = "(?:带领|率领)(?:(?!<visit_go>|<visit_see>)[^。；]){0,200}?[，、]$"
    return compile_template(source, ends={}, words=load_rules().words, where="the subject of a clause")


@cache
def receiving() -> re.Pattern[str]:
    """Return the words of one who receives those who come: 与调研组一行座谈 does not lead them."""
    return re.compile(
        "座谈|会见|欢迎|致辞|介绍|推介|汇报|陪同|主持|出席|参加|对[^，。；]{0,40}?(?:表示|给予|给了|致以)"
    )

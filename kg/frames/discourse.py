"""The memory of an article: who is spoken of, where one is, what 该公司 and a missing subject stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from kg.errors import RuleError
from kg.frames.marks import DATE, VALUES, Masked, Title, Unit, mark_of, marks_of, mask
from kg.frames.rules import FOLDER, load_rules, read_yaml, settings
from kg.frames.template import ANY, LINK, compile_template, concrete, goods, listing, people
from kg.lexicon import load
from kg.ontology import load_ontology
from kg.patterns import alternation
from kg.records import Mention, Sentence
from kg.values import DateMention

_DIVISION = re.compile(".{1,7}?(?:自治县|自治州|[县区旗市州盟])")
PEOPLE = "people"
"""The slot that all classes of persons share."""
_COMES = re.compile(
    "[来莅赴到在抵](?P<own>[一-龥])(?=考察|调研|视察|检查|指导|督导|参观|投资|开展|期间|洽谈|交流|访问|观摩|座谈|，就)"
)
_LEVEL_END = re.compile("(?:自治县|自治州|自治旗|地区|[市县区旗州盟])$")
_IS_A = re.compile(
    "(?:（[^（）]{0,20}）)?，?(?:是(?!否)|系(?![列统])|由(?!于)|专业|专门|专注|主要从事|主要生产|主营|主打|成立|创建|创办|始建|注册)"
)
_COMPANY = re.compile("[在由](?:(?!陪同|考察|调研|视察|率|带领|任组长|组成)[^。；]){2,120}?(?:陪同|陪伴)下?")
_RECENT = 24
_ROLE = re.compile("投资方|业主|建设单位|投资企业|项目方|投资商|由")
"""Words before a firm that tie it to the project told of: 投资方X公司."""
_BEFORE_A_FIRM = 10
_TOPIC_BACK = 12
"""How many clauses a topic is remembered for 公司."""
_NAMED_BACK = 48
"""How many clauses a name is remembered for 该公司."""


class Memory(NamedTuple):
    """What an article has told so far. Every field holds mentions, the last ones of their kind."""

    topics: Mapping[str, tuple[int, tuple[Mention, ...]]] = MappingProxyType({})
    """By class (persons under one): when it was last the topic of a clause, and who it was."""
    named: Mapping[str, tuple[int, Mention]] = MappingProxyType({})
    """By class: when one was last named, and which."""
    entities: frozenset[str | None] = frozenset()
    """All entities named so far."""
    leader: Mention | None = None
    """The first person who went to see something: 一行 and 检查组 are with them."""
    lead: Mention | None = None
    """The body that the headline is about."""
    hero: Mention | None = None
    """The firm that the article is about, if it names one far more than any other."""
    opened: Mention | None = None
    """The firm that the paragraph is about, if its first sentence is."""
    recent: tuple[Mention, ...] = ()
    """The last names, the latest first, each entity once."""
    scene: Mention | None = None
    """The park or place that one is in."""
    scene_at: int = 0
    """The clause that said so."""
    date: DateMention | None = None
    """The last day or month told: the time of what follows."""
    clock: int = 0
    """The number of the clause."""
    sentence: int = 0
    """The number of the first clause of the sentence."""
    pair: tuple[Mention, ...] = ()
    """The bodies of the last clause that had several, or two: 前者 and 后者."""

    def knows(self, mention: Mention) -> bool:
        """Return whether the entity of a mention has been named already."""
        return mention.entity in self.entities

    def topic(self, kinds: Iterable[str], *, reach: int = 40) -> tuple[Mention, ...]:
        """Return the latest topic among these classes, told at most `reach` clauses ago.

        Persons go before bodies that were topics meanwhile, unless a body is a subject of the sentence.
        """
        slots = {_slot(kind) for kind in kinds}
        told = [(*self.topics[slot], slot) for slot in slots if slot in self.topics]
        told = [t for t in told if self.clock - t[0] <= reach or t[2] == PEOPLE]
        told.sort(key=lambda t: (t[0], t[2] == PEOPLE, t[2]))
        if not told:
            return ()
        persons = self.topics.get(PEOPLE) if PEOPLE in slots else None
        if persons is not None and told[-1][0] < self.sentence:
            return persons[1]
        return told[-1][1]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its marks, and what was in mind at each of its clauses."""

    sentence: Sentence
    masked: Masked
    clauses: tuple[tuple[int, Memory], ...]
    """Where each clause starts in the masked text, with the memory that holds in it, its own subject included."""

    mentions: tuple[Mention, ...] = ()
    """All mentions in the sentence, those inside others included."""

    def memory(self, position: int) -> Memory:
        """Return what is in mind at a position of the masked text."""
        found = self.clauses[0][1]
        for start, memory in self.clauses:
            if start > position:
                break
            found = memory
        return found


@dataclass(frozen=True, slots=True)
class _Anaphor:
    id: str
    kind: str
    take: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    fits: re.Pattern[str] | None
    """What a name must look like to be meant."""


def tell(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    titles: Sequence[Title],
    *,
    home: Callable[[str], Mention | None] = lambda _level: None,
    lookup: Callable[[str], Mention | None] = lambda _name: None,
    lead: Mention | None = None,
    page: Sequence[Mention] = (),
    values: Mapping[int, Sequence[Unit]] = MappingProxyType({}),
) -> list[Told]:
    """Return the sentences of one article in their order, with what each clause leaves unsaid filled in.

    `mentions` are sorted by position and carry their entity; `home` gives the division of a level that the page
    writes about, `lookup` the entity of a name; `lead` is the body of the headline, `page` all mentions of the page.
    `values` are the dates, sums and capacities of sentences whose values are known, by where they begin.
    What 该公司 and the like stand for is in the masks of the sentences.
    """
    memory = Memory(lead=lead, hero=_hero(mentions))
    world = _World(text, home, lookup, page or mentions)
    told = []
    starts = [m.start for m in mentions]
    clock = 0
    paragraph = None
    for sentence in sentences:
        if opens := sentence.paragraph != paragraph:
            memory, paragraph = memory._replace(opened=None), sentence.paragraph
        inside = _within(mentions, starts, sentence)
        heads = [t for t in titles if sentence.start <= t.start and t.end <= sentence.end]
        found = _resolve(text, sentence, inside, memory, world)
        known = sorted([*inside, *found]) if found else inside
        masked = mask(text, sentence.start, sentence.end, known, heads, values.get(sentence.start))
        clauses = []
        first = clock + 1
        for start, end in _clauses(masked.text):
            clock += 1
            memory = _hear(masked, start, end, memory, clock, first)
            clauses.append((start, memory))
        if opens:
            memory = memory._replace(opened=_opened(memory, first))
        told.append(Told(sentence, masked, tuple(clauses) or ((0, memory),), (*inside, *found)))
    return told


def _within(mentions: Sequence[Mention], starts: Sequence[int], sentence: Sentence) -> list[Mention]:
    """Return the mentions of a sentence; `starts` is where each of all begins, in order."""
    first = bisect_left(starts, sentence.start)
    return [m for m in mentions[first : bisect_left(starts, sentence.end, first)] if m.end <= sentence.end]


def _opened(memory: Memory, first: int) -> Mention | None:
    """Return the one firm that has been a topic since a clause."""
    clock, group = memory.topics.get(settings()["hero"], (0, ()))
    return group[0] if clock >= first and len(group) == 1 else None


@dataclass(frozen=True, slots=True)
class _World:
    """What lies outside an article: the divisions the page writes about, and its entities."""

    text: str
    home: Callable[[str], Mention | None]
    lookup: Callable[[str], Mention | None]
    page: Sequence[Mention]

    def sole(self, kind: str, fits: re.Pattern[str]) -> Mention | None:
        """Return the one entity of a class on the page whose name fits: the 高新区 that its papers mean."""
        named = {m.entity: m for m in reversed(self.page) if m.cls == kind and fits.search(m.text)}
        return next(iter(named.values())) if len(named) == 1 else None


def _hero(mentions: Sequence[Mention]) -> Mention | None:
    """Return the first mention of the firm named at least three times, and twice as often as the next."""
    firms = [m for m in mentions if m.cls in concrete((settings()["hero"],))]
    counts = Counter(m.entity for m in firms).most_common(2)
    if not counts or counts[0][1] < 3 or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return None
    return next(m for m in firms if m.entity == counts[0][0])


def _slot(kind: str) -> str:
    return PEOPLE if kind in people() else kind


def _clauses(masked: str) -> list[tuple[int, int]]:
    """Return the clauses of a masked sentence."""
    spans = []
    start = 0
    for match in re.finditer(r"[，；：。！？]|——", masked):
        if (
            match[0] == "，"
            and _joins().match(masked, match.start())
            and _only_people().fullmatch(masked, start, match.start())
        ):
            continue
        spans.append((start, match.end()))
        start = match.end()
    if start < len(masked):
        spans.append((start, len(masked)))
    return spans


def _hear(masked: Masked, start: int, end: int, memory: Memory, clock: int, first: int) -> Memory:
    """Return the memory after a clause: its subject becomes a topic, its names are the last ones named.

    `first` is the number of the first clause of the sentence.
    """
    clause = masked.text[start:end]
    units = masked.units_in(start, end)
    topics, pair = _turned(masked, start, end, memory, clock) if units else (memory.topics, memory.pair)
    scene, scene_at = _gone(masked, start, clause, memory, clock) if units else (memory.scene, memory.scene_at)
    if scene is not None and scene_at < clock and _elsewhere().match(clause):
        scene = None
    leader = memory.leader
    if leader is None and PEOPLE in topics and _leads().search(clause) and not _receives().search(clause):
        leader = topics[PEOPLE][1][0]
    mentions = [(unit.kind, unit.mention) for unit in units if unit.mention is not None]
    named, entities, recent = memory.named, memory.entities, memory.recent
    if mentions:
        heard = {mention.entity: mention for _, mention in reversed(mentions)}
        named = {**named, **{_slot(kind): (clock, mention) for kind, mention in mentions}}
        entities = entities.union(heard)
        recent = (*heard.values(), *(m for m in recent if m.entity not in heard))[:_RECENT]
    return Memory(
        topics=topics,
        named=named,
        entities=entities,
        leader=leader,
        lead=memory.lead,
        hero=memory.hero,
        opened=memory.opened,
        recent=recent,
        scene=scene,
        scene_at=scene_at,
        date=_last_day(units) or memory.date,
        clock=clock,
        sentence=first,
        pair=pair,
    )


def _last_day(units: Sequence[Unit]) -> DateMention | None:
    """Return the last day or days that units tell."""
    days = (u.value for u in reversed(units) if isinstance(u.value, DateMention) and u.value.kind in {"day", "range"})
    return next(days, None)


def _turned(
    masked: Masked, start: int, end: int, memory: Memory, clock: int
) -> tuple[Mapping[str, tuple[int, tuple[Mention, ...]]], tuple[Mention, ...]]:
    """Return the topics after a clause, and the last pair of bodies."""
    topics, pair = dict(memory.topics), memory.pair
    units = masked.units_in(start, end)
    where = _subject_span(masked, start, end, {unit.kind for unit in units})
    if where is not None:
        led = _follows().search(masked.text, 0, start) is not None or _accompanied(masked.text, start)
        for slot, group in _grouped(masked, *where).items():
            # Those whom someone leads do not become who is spoken of: 林知远带领陈清河，局长周野来到….
            if led:
                continue
            topics[slot] = (clock, group)
            if len(group) > 1 and slot != PEOPLE:
                pair = group
    # What a clause says is built is what the next ones tell of: 建设X项目，达产后年产….
    built = {u.mention.entity: u.mention for u in units if u.mention and u.kind in _owned()}
    if len(built) == 1 and _builds().search(masked.text, start, end):
        (work,) = built.values()
        if topics.get(_slot(work.cls), (0, ()))[0] < clock:
            topics[_slot(work.cls)] = (clock, (work,))
    bodies = tuple(u.mention for u in units if u.mention is not None and u.kind in _bodies())
    return topics, bodies if len(bodies) == 2 and len(pair) != 2 else pair


def _gone(masked: Masked, start: int, clause: str, memory: Memory, clock: int) -> tuple[Mention | None, int]:
    """Return the scene after a clause, and the clause that said so."""
    scene, scene_at = memory.scene, memory.scene_at
    for pattern in _scenes():
        for place in pattern.finditer(clause):
            there = heads(masked, start + place.start("scene"), start + place.end("scene"), _spots())
            if len(there) == 1:
                scene, scene_at = there[0].mention, clock
    return scene, scene_at


def _subject_span(masked: Masked, start: int, end: int, kinds: Set[str]) -> tuple[int, int] | None:
    """Return where the subject of a clause stands: at its head, else the first body that is no object.

    `kinds` are the kinds of what the clause names.
    """
    clause = masked.text[start:end]
    led = _led_by().search(clause) if not kinds.isdisjoint(people()) else None
    if led is not None:
        return start + led.start("subject"), start + led.end("subject")
    strict = _subject().match(clause)
    loose = _modified().match(clause) if not kinds.isdisjoint(_owning()) else None
    if strict is not None and loose is not None:
        # 从江县引进的X公司 speaks of the firm, not of the county.
        kinds = {unit.kind for unit in masked.units_in(start + strict.start("subject"), start + strict.end("subject"))}
        strict = None if kinds <= _spots() else strict
    found = strict or loose
    return (start + found.start("subject"), start + found.end("subject")) if found is not None else None


def _grouped(masked: Masked, start: int, end: int) -> dict[str, tuple[Mention, ...]]:
    """Return the subjects of a stretch by slot: the items of its list, and the firm or agency that each belongs to."""
    chosen = {id(unit) for unit in heads(masked, start, end, load_ontology().concrete)}
    spots = _spots()
    groups: dict[str, list[Mention]] = {}
    for unit in masked.units_in(start, end):
        if unit.mention is not None and (id(unit) in chosen or (unit.kind not in spots and unit.kind in _bodies())):
            groups.setdefault(_slot(unit.kind), []).append(unit.mention)
    return {slot: tuple(group) for slot, group in groups.items()}


def heads(masked: Masked, start: int, end: int, kinds: Iterable[str]) -> list[Unit]:
    """Return the units of a stretch that are items of its list, not containers or bodies of the next unit.

    A place at the head of a name that is not known (上海|某某设计院) is none either.
    """
    wanted = set(kinds)
    found = []
    for position in range(start, end):
        unit = masked.units.get(position)
        if unit is None or unit.kind not in wanted or unit.mention is None:
            continue
        if unit.kind not in people() and _followed().match(masked.text, position + 1, end):
            continue
        if unit.kind in _spots() - parks() and _begins().match(masked.text, position + 1):
            continue
        found.append(unit)
    return found


def containers(masked: Masked, position: int, kinds: frozenset[str] | None = None) -> list[Unit]:
    """Return the units that stand right before one at `position` as what it belongs to, the nearest first.

    `kinds` are their classes: places and parks, unless others are named.
    """
    found = []
    while match := _preceded(kinds or _spots()).search(masked.text[:position]):
        position = match.start()
        found.append(masked.units[position])
    return found


@cache
def _followed() -> re.Pattern[str]:
    every = marks_of(set(load_ontology().concrete) - goods())
    return re.compile(f"{LINK}(?:{mark_of('title')}[、，]?)*[{every}]")


@cache
def _begins() -> re.Pattern[str]:
    """Return the expression for what follows a place that only begins something longer.

    That is the rest of a name no finder knows (上海|某某设计院), or words up to another name (湖州援建第一村|石桥村).
    """
    rest = settings()["unread"]
    others = marks_of(_bodies() | _spots())
    words = "<visit_go>|<visit_see>|<visit_look>|<sign>|<lie>|<build>|<rank>|<place_verb>|投资"
    words += "|[的了在来到是将把对和及与为有给让]"
    source = f"{rest}|(?:(?!{words})[^，。；、：！？“”（）《》{ANY}]){{2,10}}[{others}]"
    source += f"|(?:(?!{words}|一带|境内|城区|市区|县城|各地|[两三四]地|全境|地区|方面)[一-龥]){{2,8}}(?=、)"
    return compile_template(source, ends={}, words=load_rules().words, where="derived.yml, unread")


@cache
def _preceded(kinds: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{marks_of(kinds)}]{LINK}\\Z")


@cache
def _spots() -> frozenset[str]:
    """Return the classes that things lie in."""
    return concrete(tuple(load_ontology().predicates[settings()["scene"]["gives"]].range))


@cache
def parks() -> frozenset[str]:
    """Return the classes of sites that others are seen in."""
    return concrete(tuple(settings()["scene"]["places"][:1]))


@cache
def _builds() -> re.Pattern[str]:
    """Return the expression for a clause that says that something is built."""
    source = f"(?:<build>|签约|引进|签下|落户|投资)[^，。；：{ANY}]{{0,8}}[{marks_of(_owned())}]"
    return compile_template(source, ends={}, words=load_rules().words, where="what a clause says is built")


@cache
def _owned() -> frozenset[str]:
    """Return the classes of what is built."""
    return concrete(tuple(load_ontology().predicates[settings()["owning"]].range))


@cache
def _bodies() -> frozenset[str]:
    """Return the classes that can sign an agreement."""
    signing = (term.domain for term in load_ontology().predicates.values() if term.symmetric)
    return frozenset(kind for domain in signing for kind in concrete(tuple(domain))) - people()


@cache
def _subject() -> re.Pattern[str]:
    """Return the expression for the subject at the head of a clause."""
    words = load_rules().words
    lead = f"(?:<lead_in>|{mark_of(DATE)}(?:[上下]午|起|以来|前后|，)?|（[^（）]{{0,30}}）|“|‘|[ 　])*"
    kinds = frozenset(load_ontology().concrete)
    persons = listing(people())
    others = listing(kinds - people() - goods())
    source = f"{lead}(?P<subject>{persons}|{others})(?!、)"
    return compile_template(source, ends={}, words=words, where="the subject of a clause")


@cache
def _only_people() -> re.Pattern[str]:
    """Return the expression for a stretch that only names persons: 县委书记林知远，县长陈清河带队…."""
    lead = f"(?:<lead_in>|{mark_of(DATE)}(?:[上下]午|，)?|[ 　])*"
    return compile_template(f"{lead}(?:{listing(people())})", ends={}, words=load_rules().words, where="the subject")


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
def _owning() -> frozenset[str]:
    """Return the classes of bodies that lie somewhere, and of what they own."""
    return _bodies() - _spots() | concrete((*load_ontology().predicates[settings()["owning"]].range,))


@cache
def _modified() -> re.Pattern[str]:
    """Return the expression for a subject with a modifier before it: 入驻园区的X公司, 其中规模最大的是X公司."""
    spots = marks_of(_spots())
    bodies = listing(_owning())
    inside = f"(?:(?!<visit_go>|<visit_see>|[对向给被把])(?:[^，。；：“”{ANY}]|[{spots}{marks_of(VALUES)}])){{0,40}}?"
    # 是X集团在此投资的全资子公司 says what its subject is, and does not turn to the group.
    belongs = "(?![^，。；：]{0,16}的(?:全资|控股)?(?:子公司|分公司))"
    lead = f"(?:的|企业|是|公司|国企|客商|方|伙伴|代表|[{spots}]|{mark_of(DATE)}|由)"
    source = f"{inside}{lead}(?P<subject>{bodies}){belongs}"
    return compile_template(source, ends={}, words=load_rules().words, where="the subject of a clause")


@cache
def _scenes() -> tuple[re.Pattern[str], ...]:
    """Return the expressions for a clause that says where one is: 在X产业园， and 走进X产业园."""
    spots = listing(_spots())
    lead = f"^(?:<lead_in>|{mark_of(DATE)}(?:[上下]午)?|（[^（）]{{0,30}}）|“|[ 　])*"
    sources = (
        f"{lead}(?:在|位于|漫步)(?P<scene>{spots})[^，。{ANY}]{{0,12}}?[，。]",
        f"{lead}(?P<scene>{listing(parks())})(?:(?:内|里|中)?，|(?:内|里|中)[^，。{ANY}]{{1,12}}[，。])",
        f"(?:<scene_verb>|设在|位于)(?P<scene>{spots})",
        f"(?:<scene_verb>|站在)(?:位于|坐落于|坐落在|地处)[^，。]{{1,8}}?的(?P<scene>[{marks_of(parks())}])",
        f"(?:到|赴|在|调研)(?P<scene>{listing(parks())})(?!、)[^，。]{{0,14}}?(?:<visit_look>|情况)",
    )
    words = load_rules().words
    return tuple(compile_template(source, ends={}, words=words, where="the scene of a clause") for source in sources)


@cache
def _elsewhere() -> re.Pattern[str]:
    """Return the expression for a clause that goes to a site no finder knows: the last scene is left."""
    lead = f"^(?:<lead_in>|{mark_of(DATE)}(?:[上下]午)?|[ 　])*"
    source = f"{lead}(?:<scene_verb>|在|到)[^，。；：{ANY}]{{2,30}}[区园城谷港镇村]，"
    return compile_template(source, ends={}, words=load_rules().words, where="the scene of a clause")


@cache
def _leads() -> re.Pattern[str]:
    """Return the words of one who goes to see something."""
    source = "<visit_go>|<visit_see>|<visit_look>|率|带队|带领|一行"
    return compile_template(source, ends={}, words=load_rules().words, where="who leads a tour")


def _accompanied(text: str, start: int) -> bool:
    """Return whether a clause begins within the list of those who come along: 在陈清河，局长周野等陪同下."""
    return any(match.start() < start < match.end() for match in _COMPANY.finditer(text))


@cache
def _follows() -> re.Pattern[str]:
    """Return the expression for a sentence up to a clause in which the list of those whom someone leads goes on."""
    source = "(?:带领|率领)(?:(?!<visit_go>|<visit_see>)[^。；])*?[，、]$"
    return compile_template(source, ends={}, words=load_rules().words, where="the subject of a clause")


@cache
def _receives() -> re.Pattern[str]:
    """Return the words of one who receives those who come: 与调研组一行座谈 does not lead them."""
    return re.compile("座谈|会见|欢迎|致辞|介绍|汇报|陪同|主持|出席|参加")


@cache
def _anaphors() -> tuple[re.Pattern[str], dict[str, list[_Anaphor]]]:
    """Return one expression for all words that stand for something else, and what each of them asks for."""
    by_word: dict[str, list[_Anaphor]] = {}
    for row in read_yaml(FOLDER / "anaphora.yml"):
        try:
            anaphor = _Anaphor(
                row["id"],
                row["kind"],
                row["take"],
                re.compile(row["before"]) if "before" in row else None,
                re.compile(row["after"]) if "after" in row else None,
                re.compile(row["fits"]) if "fits" in row else None,
            )
            for word in row["words"]:
                by_word.setdefault(word, []).append(anaphor)
        except (KeyError, TypeError, re.error) as error:
            raise RuleError(f"anaphora.yml: {row}: {error!r}") from error
    return re.compile(alternation(by_word)), by_word


def _resolve(
    text: str,
    sentence: Sentence,
    inside: Sequence[Mention],
    memory: Memory,
    world: _World,
) -> list[Mention]:
    """Return the mentions that words like 该公司 make in a sentence."""
    pattern, by_word = _anaphors()
    found = _by_one_character(text, sentence, inside, world)
    for match in pattern.finditer(text, sentence.start, sentence.end):
        if any(m.start < match.end() and match.start() < m.end for m in inside):
            continue
        before = text[max(sentence.start, match.start() - 6) : match.start()]
        after = text[match.end() : min(sentence.end, match.end() + 6)]
        earlier = [m for m in (*inside, *found) if m.end <= match.start()]
        for anaphor in by_word[match[0]]:
            if anaphor.before is not None and not anaphor.before.search(before):
                continue
            if anaphor.after is not None and not anaphor.after.search(after):
                continue
            target = _antecedent(anaphor, match[0], earlier, memory, world)
            if target is not None:
                source = f"coref:{anaphor.id}"
                found.append(replace(target, start=match.start(), end=match.end(), text=match[0], source=source))
                break
    return found


def _by_one_character(text: str, sentence: Sentence, inside: Sequence[Mention], world: _World) -> list[Mention]:
    """Return the mentions of the own division by one character of its name: 莅湖视察, 来湖考察 in the papers of 湖州."""
    found = []
    for match in _COMES.finditer(text, sentence.start, sentence.end):
        own = world.home("any")
        start, end = match.span("own")
        if own is None or match["own"] not in _LEVEL_END.sub("", own.entity or own.text):
            continue
        if not any(m.start < end and start < m.end for m in inside):
            found.append(replace(own, start=start, end=end, text=match["own"], source="coref:home.character"))
    return found


def _antecedent(
    anaphor: _Anaphor, word: str, earlier: Sequence[Mention], memory: Memory, world: _World
) -> Mention | None:
    """Return a mention of what the word stands for, or None where nothing is in mind."""
    take, slot = anaphor.take, _slot(anaphor.kind)
    same = [m for m in earlier if _slot(m.cls) == slot]
    if take.startswith("home:"):
        level = take.partition(":")[2]
        # 我区 is the paper's own, whoever comes to it; 全区 that of the body that speaks.
        return world.home(level) if word.startswith("我") else _own_division(level, earlier, world)
    if take in {"former", "latter"}:
        return _one_of_two(take, earlier, memory, world.text)
    if take == "leader":
        return memory.leader or (same[0] if same else None)
    if anaphor.fits is not None:
        near = [*reversed(same), *(m for m in memory.recent if _slot(m.cls) == slot)]
        return next((m for m in near if anaphor.fits.search(m.text)), None) or world.sole(anaphor.kind, anaphor.fits)
    hero = memory.hero if take == "hero" else None
    if hero is not None and hero.cls == anaphor.kind and memory.knows(hero):
        turned = _opener(same, world.text) or _turned_to(hero, memory, world.text)
        return turned or (memory.opened if _left(hero, memory) else hero)
    if anaphor.kind in _owned() and anaphor.before is not None and not same and _left_behind(anaphor, memory, world):
        return None
    return _in_mind(anaphor, same, memory)


def _opener(same: Sequence[Mention], text: str) -> Mention | None:
    """Return the one firm named so far in a sentence, where it opens it and is told of: X公司专业从事…，公司…."""
    if len({m.entity for m in same}) != 1 or not _introduced(same[0], text):
        return None
    before = text[same[0].start - 1 : same[0].start]
    return same[0] if not before or before in "。！？\n\u3000 ；" else None


def _turned_to(hero: Mention, memory: Memory, text: str) -> Mention | None:
    """Return the firm that the sentence before has introduced, or that 公司 stood for in it."""
    told = memory.topics.get(_slot(hero.cls))
    if told is None or len(told[1]) != 1 or told[0] < memory.sentence or told[1][0].entity == hero.entity:
        return None
    (firm,) = told[1]
    if firm.source.startswith("coref"):
        return firm
    return firm if told[0] == memory.sentence and _introduced(firm, text) else None


def _introduced(firm: Mention, text: str) -> bool:
    """Return whether what follows a name says what the firm is: 是, 专业从事, 成立于."""
    return _IS_A.match(text, firm.end) is not None


def _left(hero: Mention, memory: Memory) -> bool:
    """Return whether the paragraph tells of another firm than the hero of its article."""
    opened = memory.opened
    return opened is not None and opened.cls == hero.cls and opened.entity != hero.entity


def _one_of_two(take: str, earlier: Sequence[Mention], memory: Memory, text: str) -> Mention | None:
    """Return what 前者 or 后者 stands for: one of the two bodies of the sentence, or of the one before.

    Of more than two (A、B分别与C、D签约) it is one of the list that comes first.
    """
    bodies = [m for m in earlier if m.cls in _bodies()]
    pair = memory.pair if len(bodies) < 2 else tuple(bodies)
    if len(bodies) > 2 and text[bodies[0].end : bodies[1].start] in {"、", "和", "及"}:
        pair = tuple(bodies[:2])
    if len(pair) < 2:
        return None
    return pair[0] if take == "former" else pair[-1]


def _left_behind(anaphor: _Anaphor, memory: Memory, world: _World) -> bool:
    """Return whether a text has turned to a firm it had not named when it last told of a project: 项目 is its own."""
    last, firm = memory.named.get(_slot(anaphor.kind)), memory.topics.get(settings()["hero"])
    if last is None or firm is None or firm[0] <= last[0]:
        return False
    first = next((m.start for m in world.page if m.entity == firm[1][0].entity), last[1].start)
    told = world.text[last[1].end : first]
    return first > last[1].start and "。" in told and not _ROLE.search(told[-_BEFORE_A_FIRM:])


def _in_mind(anaphor: _Anaphor, same: Sequence[Mention], memory: Memory) -> Mention | None:
    """Return the scene, the one of its class named in the sentence, the topic, or the one named last; by `take`."""
    take, slot, clock = anaphor.take, _slot(anaphor.kind), memory.clock
    if take == "scene" and not same and memory.scene is not None and memory.scene.cls == anaphor.kind:
        return memory.scene
    if same:
        return same[0] if slot == PEOPLE else same[-1]
    topic, last = memory.topics.get(slot), memory.named.get(slot)
    if take in {"topic", "hero"} and topic is not None and (last is None or clock - topic[0] < _TOPIC_BACK):
        return topic[1][0]
    return last[1] if last is not None and clock - last[0] < _NAMED_BACK else None


def _own_division(level: str, earlier: Sequence[Mention], world: _World) -> Mention | None:
    """Return the division of a level that a speaker stands for (平川县工信局说，全县…), else that of the page."""
    for mention in reversed(earlier):
        match = _DIVISION.match(mention.text)
        division = load().division(match[0]) if match is not None else None
        if division is not None and division.level == level:
            return world.lookup(division.name)
    return world.home(level)

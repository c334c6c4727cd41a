"""What 该公司, 园区, 我市, 他 and 前者 stand for (`anaphora.yml`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.errors import RuleError
from kg.frames.called import called
from kg.frames.memory import PEOPLE, Memory, slot_of
from kg.frames.rules import FOLDER, read_yaml, settings
from kg.frames.spans import body_kinds, firm_kinds, owned_kinds
from kg.lexicon import load
from kg.patterns import Quick, alternation
from kg.records import Mention, Sentence

_DIVISION = re.compile(".{1,7}?(?:自治县|自治州|[县区旗市州盟])")


_COMES = re.compile(
    "[来莅赴到在抵](?P<own>[一-龥])(?=考察|调研|视察|检查|指导|督导|参观|投资|开展|期间|洽谈|交流|访问|观摩|座谈|，就)"
)


_LEVEL_END = re.compile("(?:自治县|自治州|自治旗|地区|[市县区旗州盟])$")


_UNREAD = re.compile("[一-龥]{2,8}(?:是|系)[^，。；]{0,40}(?:公司|企业|厂家|服务商|供应商|制造商)")
"""A sentence that is about a firm no finder knows: 某某股份是国内最大的轴承企业，公司…."""
_IS_A = re.compile(
    "(?:（[^（）]{0,20}）)?，?(?:是(?!否)|系(?![列统])|由(?!于)|专业|专门|专注|主要从事|主要生产|主营|主打|成立|创建|创办|始建|注册)"
)


_ROLE = re.compile("投资方|业主|建设单位|投资企业|项目方|投资商|由")
"""Words before a firm that tie it to the project told of: 投资方X公司."""


_BEFORE_A_FIRM = 10


_TOPIC_BACK = 12
"""How many clauses a topic is remembered for 公司."""


_NAMED_BACK = 48
"""How many clauses a name is remembered for 该公司."""


@dataclass(frozen=True, slots=True)
class _Anaphor:
    id: str
    kind: str
    take: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    fits: re.Pattern[str] | None
    """What a name must look like to be meant."""
    part: re.Pattern[str] | None
    """How names end that are passed over where another of the class is in mind: 园区 is no 城北片区."""


@dataclass(frozen=True, slots=True)
class World:
    """What lies outside an article: the divisions the page writes about, and its entities."""

    text: str
    home: Callable[[str], Mention | None]
    lookup: Callable[[str], Mention | None]
    page: Sequence[Mention]

    def sole(self, kind: str, fits: re.Pattern[str]) -> Mention | None:
        """Return the one entity of a class on the page whose name fits: the 高新区 that its papers mean."""
        named = {m.entity: m for m in reversed(self.page) if m.cls == kind and fits.search(m.text)}
        return next(iter(named.values())) if len(named) == 1 else None

    def team(self, word: str, near: Sequence[Mention]) -> Mention | None:
        """Return the one delegation that is called so in short: 考察团 for 云城县经贸考察团.

        It is named `near`, or among the first names of the page.
        """
        if word[-1] not in _PARTIES:
            return None
        names = (*self.page[:_FIRST_NAMES], *near)
        named = {m.entity: m for m in names if m.cls in body_kinds() and m.text.endswith(word)}
        return next(iter(named.values())) if len(named) == 1 else None


_FIRST_NAMES = 100
"""How many names of a page are looked through for a delegation."""
_PARTIES = "团组队"
"""How the names of those end who travel together."""


@cache
def _anaphors() -> tuple[Quick, dict[str, list[_Anaphor]]]:
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
                re.compile(row["part"]) if "part" in row else None,
            )
            for word in row["words"]:
                by_word.setdefault(word, []).append(anaphor)
        except (KeyError, TypeError, re.error) as error:
            raise RuleError(f"anaphora.yml: {row}: {error!r}") from error
    return Quick(alternation(by_word)), by_word


def resolved(
    text: str,
    sentence: Sentence,
    inside: Sequence[Mention],
    memory: Memory,
    world: World,
) -> list[Mention]:
    """Return the mentions that words like 该公司 make in a sentence."""
    pattern, by_word = _anaphors()
    found = [*_by_one_character(text, sentence, inside, world), *called(text, sentence, inside, memory)]
    known = sorted([*inside, *found])
    for match in pattern.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        if _is_named(known, start, end):
            continue
        before, after = text[max(sentence.start, start - 6) : start], text[end : min(sentence.end, end + 6)]
        for anaphor in by_word[match[0]]:
            if anaphor.before is not None and not anaphor.before.search(before):
                continue
            if anaphor.after is not None and not anaphor.after.search(after):
                continue
            earlier = [m for m in (*inside, *found) if m.end <= start]
            if anaphor.take == "hero" and _is_unread(text, sentence.start, start, earlier):
                continue
            target = _whole(anaphor, _antecedent(anaphor, match[0], earlier, memory, world), earlier, memory)
            if target is not None:
                source = f"coref:{anaphor.id}"
                found.append(Mention(start, end, target.cls, match[0], source, target.entity, target.likely))
                break
    return found


def _is_named(inside: Sequence[Mention], start: int, end: int) -> bool:
    """Return whether a stretch crosses one of the mentions of its sentence, which are in order."""
    for mention in inside:
        if mention.start >= end:
            return False
        if start < mention.end:
            return True
    return False


def _is_unread(text: str, begin: int, start: int, earlier: Sequence[Mention]) -> bool:
    """Return whether a sentence that begins at `begin` tells of a firm before `start` that no finder knows."""
    named = any(m.cls == settings()["hero"] for m in earlier)
    return not named and _UNREAD.match(text, begin, start) is not None


def _by_one_character(text: str, sentence: Sentence, inside: Sequence[Mention], world: World) -> list[Mention]:
    """Return the mentions of the own division by one character of its name: 来湖考察 in a paper of 湖州."""
    found = []
    for match in _COMES.finditer(text, sentence.start, sentence.end):
        own = world.home("any")
        start, end = match.span("own")
        if own is None or match["own"] not in _LEVEL_END.sub("", own.entity or own.text):
            continue
        if not _is_named(inside, start, end):
            found.append(replace(own, start=start, end=end, text=match["own"], source="coref:home.character"))
    return found


def _antecedent(
    anaphor: _Anaphor, word: str, earlier: Sequence[Mention], memory: Memory, world: World
) -> Mention | None:
    """Return a mention of what the word stands for, or None where nothing is in mind."""
    take, slot = anaphor.take, slot_of(anaphor.kind)
    same = [m for m in earlier if slot_of(m.cls) == slot]
    if take.startswith("home:"):
        level = take.partition(":")[2]
        # 我区 is the paper's own, whoever comes to it; 全区 that of the body that speaks.
        return world.home(level) if word.startswith("我") else _own_division(level, earlier, world)
    if take in {"former", "latter"}:
        return _one_of_two(take, earlier, memory, world.text)
    if take == "leader":
        return (
            memory.leader or world.team(word, (*memory.recent, *earlier)) or next(iter((*memory.company, *same)), None)
        )
    if take == "attending":
        return next(iter((*memory.attending, *memory.company)), memory.leader) or next(iter(same), None)
    if anaphor.fits is not None:
        near = [*reversed(same), *(m for m in memory.recent if slot_of(m.cls) == slot)]
        return next((m for m in near if anaphor.fits.search(m.text)), None) or world.sole(anaphor.kind, anaphor.fits)
    hero = memory.hero if take == "hero" else None
    if hero is not None and hero.cls == anaphor.kind and memory.knows(hero):
        turned = _opener(same, world.text) or _come_to(hero, same, memory) or _turned_to(hero, memory, world.text)
        return turned or (memory.opened if _left(hero, memory) else hero)
    if (
        anaphor.kind in owned_kinds()
        and anaphor.before is not None
        and not same
        and _left_behind(anaphor, memory, world)
    ):
        return None
    return _in_mind(anaphor, same, memory, world.text)


def _whole(anaphor: _Anaphor, target: Mention | None, earlier: Sequence[Mention], memory: Memory) -> Mention | None:
    """Return what a word stands for, or the last of its class that is no part where it would be one: 园区, 城北片区."""
    part = anaphor.part
    if part is None or target is None or not part.search(target.entity or target.text):
        return target
    others = (m for m in (*reversed(earlier), *memory.recent) if m.cls == target.cls)
    return next((m for m in others if not part.search(m.entity or m.text)), target)


def _opener(same: Sequence[Mention], text: str) -> Mention | None:
    """Return the one firm named so far in a sentence, where it opens it and is told of: X公司专业从事…，公司…."""
    if len({m.entity for m in same}) != 1 or not _introduced(same[0], text):
        return None
    before = text[same[0].start - 1 : same[0].start]
    return same[0] if not before or before in "。！？\n\u3000 ；" else None


def _come_to(hero: Mention, same: Sequence[Mention], memory: Memory) -> Mention | None:
    """Return the firm that the sentence before came to: 随后来到X公司。公司…."""
    site = memory.site
    if site is None or same or memory.site_at < memory.sentence or site.cls != hero.cls:
        return None
    return site


def _turned_to(hero: Mention, memory: Memory, text: str) -> Mention | None:
    """Return the firm that the sentence before has introduced, or that 公司 stood for in it."""
    told = memory.topics.get(slot_of(hero.cls))
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
    bodies = [m for m in earlier if m.cls in body_kinds()]
    pair = memory.pair if len(bodies) < 2 else tuple(bodies)
    if len(bodies) > 2 and text[bodies[0].end : bodies[1].start] in {"、", "和", "及"}:
        pair = tuple(bodies[:2])
    if len(pair) < 2:
        return None
    return pair[0] if take == "former" else pair[-1]


def _left_behind(anaphor: _Anaphor, memory: Memory, world: World) -> bool:
    """Return whether a text has turned to a firm it had not named when it last told of a project: 项目 is its own."""
    last, firm = memory.named.get(slot_of(anaphor.kind)), memory.topics.get(settings()["hero"])
    if last is None or firm is None or firm[0] <= last[0]:
        return False
    first = next((m.start for m in world.page if m.entity == firm[1][0].entity), last[1].start)
    told = world.text[last[1].end : first]
    return first > last[1].start and "。" in told and not _ROLE.search(told[-_BEFORE_A_FIRM:])


def _in_mind(anaphor: _Anaphor, same: Sequence[Mention], memory: Memory, text: str) -> Mention | None:
    """Return the scene, the one of its class named in the sentence, the topic, or the one named last; by `take`."""
    take, slot, clock = anaphor.take, slot_of(anaphor.kind), memory.clock
    if take == "scene" and not same and memory.scene is not None and memory.scene.cls == anaphor.kind:
        return memory.scene
    if same:
        return same[0] if slot == PEOPLE else _opening(same, text)
    topic, last = memory.topics.get(slot), memory.named.get(slot)
    if take == "near":
        # Of several firms of the sentence before it is the one that is told of.
        if topic is not None and topic[0] >= memory.sentence:
            return topic[1][0]
        return last[1] if last is not None and last[0] >= memory.sentence else None
    if take in {"topic", "hero"} and topic is not None and (last is None or clock - topic[0] < _TOPIC_BACK):
        return topic[1][0]
    return last[1] if last is not None and clock - last[0] < _NAMED_BACK else None


def _opening(same: Sequence[Mention], text: str) -> Mention:
    """Return of those named in a sentence the last that opens a clause, else the last: A公司打破B的垄断，公司…."""
    opens = (m for m in reversed(same) if m.cls in firm_kinds() and (not m.start or text[m.start - 1] in _OPENS))
    return next(opens, same[-1])


_OPENS = frozenset("，。；：！？“\n \u3000")


def _own_division(level: str, earlier: Sequence[Mention], world: World) -> Mention | None:
    """Return the division of a level that a speaker stands for (平川县工信局说，全县…), else that of the page."""
    for mention in reversed(earlier):
        match = _DIVISION.match(mention.text)
        division = load().division(match[0]) if match is not None else None
        if division is not None and division.level == level:
            return world.lookup(division.name)
    return world.home(level)

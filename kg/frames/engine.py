"""The relation rules at work on the sentences of one article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import product

from kg.frames.builders import builders
from kg.frames.called_after import by_name
from kg.frames.dates import Days, date_of
from kg.frames.derive import derived, pending
from kg.frames.elsewhere import is_elsewhere
from kg.frames.hosts import abroad, themselves
from kg.frames.marks import AMOUNT, CAPACITY, DATE, Masked
from kg.frames.memory import Memory, Told, slot_of
from kg.frames.nesting import higher, inner
from kg.frames.outputs import capacity_of, sum_of
from kg.frames.owners import settled
from kg.frames.post_guests import apart
from kg.frames.post_words import level_of
from kg.frames.posts import advises, division_of, governed, posts
from kg.frames.relations import Relation, united
from kg.frames.respective import paired
from kg.frames.rules import HOME, SPEAKER, TITLE, Rule, idle, load_rules, settings
from kg.frames.served import is_served
from kg.frames.shelf import Shelf
from kg.frames.spans import containers, firm_kinds, owned_kinds, place_kinds, placed_heads
from kg.frames.status import BUILDING, PLANNED, combine, cues, further, is_asked, stages, status_of
from kg.frames.template import concrete, people
from kg.frames.tours import owned, stops, tours
from kg.frames.towns import at_home, in_towns
from kg.frames.trips import tour_words
from kg.frames.unnamed import by_unnamed
from kg.frames.worked import is_worked_up
from kg.lexicon import load
from kg.ontology import load_ontology
from kg.records import Mention
from kg.values import Amount, DateMention, resolve

_MEETING = re.compile("会议(?:强调|指出|要求|提出|明确)|大家(?:一致)?(?:认为|表示)")
_SIGNS = frozenset("，。；：！？“”")
_OPENING = re.compile("^[《“〈]*(?:关于)?")
"""What stands before the first word of the title of a policy."""
_Placed = tuple[Mention, int | None]
"""A mention and where its mark stands; None where the match has none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article has outside its sentences."""

    issued: date | None = None
    home: Callable[[str], Mention | None] = lambda _level: None
    """Gives the division that the page writes about, by level: ``city``, ``county``, ``province``, ``any``."""
    lookup: Callable[[str], Mention | None] = lambda _name: None
    """Gives the entity of a name, if the page has one."""
    bodies: Mapping[str | None, Mention] = field(default_factory=dict)
    """For each person of the article the body of the post that is told last."""
    stages: Mapping[str, str] = field(default_factory=dict)
    """For each project of the page how far it has come."""

    def stage_of(self, *ends: Mention) -> str | None:
        """Return how far the first project among the ends of a relation has come; None where nothing tells."""
        return next((self.stages[m.entity] for m in ends if m.entity and m.entity in self.stages), None)


def read_article(told: Sequence[Told], setting: Setting, rules: Iterable[Rule] | None = None) -> list[Relation]:
    """Return the relations of one article, sentence by sentence, then those that the article as a whole gives."""
    book = _shelf() if rules is None else Shelf(tuple(rules))
    lead = lead_date(told, setting.issued)
    found: list[Relation] = []
    held = apart([relation for one in told for relation in posts(one, setting.home, setting.lookup)], told)
    setting = replace(setting, bodies={relation.subject.entity: relation.object for relation in held})
    for one in told:
        here: list[Relation] = []
        for rule in book.worth_trying(one.masked):
            here.extend(apply(rule, one, setting, lead))
        here.extend(relation for relation in held if relation.start == one.masked.start)
        found.extend(paired(one.masked, united(here)))
    found.extend(_inside(told, book, setting))
    found = settled(told, found, setting.stages)
    found.extend(owned(told, found))
    found.extend(stops(told, found, lead))
    found = themselves(told, abroad(united(found)))
    found.extend(tours(told, found, lead))
    found = abroad(found)
    found.extend(derived(told, found, setting.stages))
    found.extend(at_home(told, found, setting.home))
    found.extend(in_towns(told, found))
    found.extend(by_name(told, found, setting.lookup))
    return united(pending(found))


def _inside(told: Sequence[Told], book: Shelf, setting: Setting) -> Iterator[Relation]:
    """Give what rules read inside names: it is as far as what bears the name has come."""
    predicates = settings()["inside"]["predicates"]
    for one, name, inside in inner(told):
        stage = setting.stage_of(name)
        for rule in book.worth_trying(inside.masked):
            for relation in apply(rule, inside, setting, None) if rule.predicate in predicates else ():
                status = combine(relation.status, stage, relation.predicate)
                yield replace(relation, start=one.masked.start, end=one.masked.end, date=None, status=status)


@cache
def _shelf() -> Shelf:
    return Shelf(load_rules().rules)


def project_stages(articles: Iterable[Sequence[Told]]) -> dict[str, str]:
    """Return how far each project of a page has come, by its entity."""
    kinds = owned_kinds()
    merged: dict[str, str] = {}
    for told in articles:
        for kind in sorted(kinds):
            for entity, stage in stages(told, kind).items():
                merged[entity] = further(merged.get(entity), stage)
        if begun := _begun(told):
            projects = {
                u.mention.entity for one in told for u in one.masked.units.values() if u.mention and u.kind in kinds
            }
            merged |= {entity: begun for entity in projects if entity is not None and entity not in merged}
    return merged


def _begun(told: Sequence[Told]) -> str | None:
    """Return how far projects have come that an article reports, in its headline or first, as signed for or begun."""
    heads = [one for one in told if one.sentence.part == "headline"]
    held = [found[0] for one in (*told[:2], *heads) if (found := _ceremony().search(one.masked.text)) is not None]
    if not held:
        return None
    return PLANNED if any("签约" in event for event in held) else BUILDING


@cache
def _ceremony() -> re.Pattern[str]:
    return re.compile(settings()["ceremony"])


_FOUNDED = re.compile("(?:成立|始建|创建|创办|建成|注册|诞生)于$")


def lead_date(told: Sequence[Told], issued: date | None) -> str | None:
    """Return the ISO day of what an article reports: the first day told in the first sentences below its headlines.

    It has none where it says no more than 近日, and neither is it the day on which a body was founded.
    """
    below = [one for one in told if one.sentence.part != "headline"]
    for one in (below or told)[:3]:
        for position, unit in sorted(one.masked.units.items()):
            if not isinstance(unit.value, DateMention):
                continue
            if unit.value.kind == "vague":
                return None
            if unit.value.kind in {"day", "range"} and not _FOUNDED.search(one.masked.text, 0, position):
                return resolve(unit.value, issued=issued)
    return None


@dataclass(frozen=True, slots=True)
class _Hit:
    """A match of a rule in a sentence, and what is in mind where it stands."""

    rule: Rule
    one: Told
    match: re.Match[str]
    setting: Setting
    memory: Memory

    @property
    def masked(self) -> Masked:
        """Return the sentence."""
        return self.one.masked


def apply(rule: Rule, one: Told, setting: Setting, lead: str | None) -> list[Relation]:
    """Return what one rule makes of one sentence; `lead` is the day of the article."""
    masked = one.masked
    found: list[Relation] = []
    for match in _matches(rule, masked.text):
        # Cut off, so that ^ in it is where the clause begins.
        if rule.unless is not None and rule.unless.search(masked.text[_clause_at(masked.text, match.start()) :]):
            continue
        if rule.when is not None and not rule.when.search(masked.text, 0, match.start()):
            continue
        # Who acts is told before the verb; what is spoken of may be told within a match.
        at = match.start() if rule.lead and people() & set(rule.subject) else max(match.start(), match.end() - 1)
        hit = _Hit(rule, one, match, setting, one.memory(at))
        subjects, objects = _makers(hit, _end(hit, "subject")), _end(hit, "object")
        if rule.share == "first":
            subjects = _uncontained(subjects, one, [where for where, _ in objects])
        # 分别 pairs two lists off; one body may deal with each of several all the same.
        by_turns = rule.share == "pairwise" or _by_turns(rule, match)
        respectively = by_turns and len(subjects) == len(objects)
        pairs = zip(subjects, objects, strict=True) if respectively else product(subjects, objects)
        for (subject, _), (obj, position) in _by_title(rule, pairs, objects, setting):
            for actor, other in product(_acting(rule, subject, setting), _acting(rule, obj, setting)):
                relation = _relate(hit, actor, other, position, lead)
                if relation is not None and not _owned(hit, position):
                    found.append(relation)
    return found


def _by_turns(rule: Rule, match: re.Match[str]) -> bool:
    """Return whether each of several visitors goes to a site of his own: 甲、乙分别到A、B调研."""
    visits = rule.predicate == settings()["scene"]["visited"]
    return visits and tour_words("each").search(match.string, 0, match.start()) is not None


def _by_title(
    rule: Rule, pairs: Iterable[tuple[_Placed, _Placed]], objects: Sequence[_Placed], setting: Setting
) -> Iterator[tuple[_Placed, _Placed]]:
    """Give the pairs of a match, those whose subject is no mention with the division that the object is called after.

    《平川县招商引资办法》 is 平川县's, whoever the page writes about.
    """
    if rule.subject == (TITLE,):
        for obj in objects:
            if (division := _titled(obj[0].text, setting)) is not None:
                yield (division, None), obj
        return
    named = rule.subject == (HOME,) and rule.predicate in settings()["titled"]
    for subject, obj in pairs:
        division = _titled(obj[0].text, setting) if named else None
        yield subject if division is None else (division, None), obj


def _titled(name: str, setting: Setting) -> Mention | None:
    """Return the division, named on the page, that the name of a policy begins with."""
    division = load().leading(_OPENING.sub("", name))
    return setting.lookup(division) if division else None


def _clause_at(text: str, position: int) -> int:
    """Return where the clause begins that a position of a masked sentence lies in."""
    while position and text[position - 1] not in _SIGNS:
        position -= 1
    return position


def _acting(rule: Rule, body: Mention, setting: Setting) -> Iterator[Mention]:
    """Give an end of a relation, and the division that 市委 or 县政府 acts for where governments do such things."""
    yield body
    place = None
    if rule.predicate in settings()["acting"] and body.entity == body.text:
        place = division_of(body, setting.home)
    if place is None and rule.predicate in settings()["governing"]:
        place = governed(body, setting.lookup)
    if place is not None:
        yield place


def _above(body: Mention, home: Mention) -> bool:
    """Return whether a body is a division in which the home lies: what its people ask for is done at home."""
    lexicon = load()
    higher, own = lexicon.division(body.entity or ""), lexicon.division(home.entity or "")
    return higher is not None and own is not None and higher != own and higher.code in lexicon.lineage(own)


def _owned(hit: _Hit, position: int | None) -> bool:
    """Return whether an object belongs to a body named right before it, and so not to the topic: A公司B项目."""
    if "subject" in hit.rule.pattern.groups or position is None or hit.rule.predicate != settings()["owning"]:
        return False
    return bool(containers(hit.masked, position, owners() - place_kinds()))


@cache
def owners() -> frozenset[str]:
    """Return the classes of bodies that can own a project."""
    return concrete(tuple(load_ontology().predicates[settings()["owning"]].domain))


def _matches(rule: Rule, text: str) -> Iterator[re.Match[str]]:
    """Give the matches of a rule; a list may start anew inside another, but not where its items pair off."""
    position = 0
    while (match := rule.pattern.search(text, position)) is not None:
        yield match
        position = max(match.end() if rule.share == "pairwise" else match.start() + 1, position + 1)


def _uncontained(ends: list[_Placed], one: Told, where: Sequence[Mention]) -> list[_Placed]:
    """Return the first of a list and those after it up to one that has a container or a county of its own.

    `where` is what the first lies in.
    """
    for number, (mention, position) in enumerate(ends[1:], 1):
        if position is not None and (containers(one.masked, position) or _placed(mention, one)):
            return ends[:number]
        if any(is_elsewhere(mention, place) for place in where):
            return ends[:number]
    return ends


def _placed(mention: Mention, one: Told) -> bool:
    """Return whether the name of a park or place begins with that of the place it lies in."""
    return mention.cls in place_kinds() and any(
        m.cls in place_kinds() and m.start == mention.start and m.end < mention.end for m in one.mentions
    )


def _end(hit: _Hit, end: str) -> list[_Placed]:
    """Return the mentions at one end of a match, with where their marks stand; those in mind if it names none."""
    rule, masked = hit.rule, hit.masked
    if end in rule.pattern.groups:
        start, stop = hit.match.span(end)
        if start < 0:
            return []
        return [
            (unit.mention, position)
            for position, unit in placed_heads(masked, start, stop, _admitted(rule.predicate, end))
            if unit.mention is not None and not (end == "subject" and _is_served(rule, masked, position))
        ]
    kinds = rule.subject if end == "subject" else rule.object
    if kinds == (TITLE,):
        return []
    if end == "subject" and (near := _nearer(kinds, hit.match.start(), masked)) is not None:
        return [near]
    if kinds in {(HOME,), (SPEAKER,)}:
        body = _spoken_for(hit, kinds)
        return [(body, None)] if body is not None else []
    topic = hit.memory.topic(kinds, reach=rule.reach)
    if end == "subject" and rule.predicate == settings()["made"] and _is_of_place(hit.memory, topic):
        return []
    if (
        end == "subject"
        and rule.predicate in {settings()["owning"], settings()["invested"]}
        and not set(kinds) & people()
    ):
        topic = builders(masked, hit.match, hit.memory, hit.setting.bodies, kinds=kinds, topic=topic)
        topic = () if rule.fresh and len(topic) > 1 else topic
    if not topic and rule.lead and hit.memory.lead is not None and hit.memory.lead.cls in kinds:
        topic = (hit.memory.lead,)
    return [(mention, None) for mention in topic]


def _makers(hit: _Hit, subjects: list[_Placed]) -> list[_Placed]:
    """Return subjects without the firms in mind where a match tells what firms without a name make."""
    if "subject" in hit.rule.pattern.groups or hit.rule.predicate != settings()["made"]:
        return subjects
    firms = firm_kinds()
    others = any(m.cls in firms for m, _ in subjects) and by_unnamed(hit.masked.text, hit.match.start())
    return [(m, position) for m, position in subjects if not (others and m.cls in firms)]


def _is_served(rule: Rule, masked: Masked, position: int) -> bool:
    """Return whether a rule tells what others do for whoever stands at a position: 为甲公司落实减税政策."""
    return rule.predicate in settings()["served"] and is_served(masked.text, position)


def _is_of_place(memory: Memory, topic: Sequence[Mention]) -> bool:
    """Return whether a sentence speaks of a place and what was spoken of before is none: 全县有35家企业，年产…."""
    told = {slot: clock for slot, (clock, _) in memory.topics.items() if clock >= memory.sentence}
    own = {slot_of(mention.cls) for mention in topic}
    return bool(own) and own.isdisjoint(told) and own.isdisjoint(place_kinds()) and not place_kinds().isdisjoint(told)


def _spoken_for(hit: _Hit, kinds: tuple[str, ...]) -> Mention | None:
    """Return the body that a match speaks for: of the speaker, else the division at home, of the level it names."""
    # A meeting speaks for the division that holds it.
    meeting = _MEETING.search(hit.masked.text, 0, hit.match.end()) is not None
    speakers = _speakers(hit) if kinds == (SPEAKER,) and not meeting else ()
    body = next((hit.setting.bodies[s.entity] for s in speakers if s.entity in hit.setting.bodies), None)
    if body is None and hit.one.speaker in speakers:
        body = next(iter(hit.memory.topic(firm_kinds(), reach=0)), None)
    level = level_of(f"{hit.match['level']}委") if "level" in hit.match.re.groupindex else None
    home = hit.setting.home(level or "any")
    return home if body is None or (home is not None and (advises(body) or _above(body, home))) else body


def _speakers(hit: _Hit) -> tuple[Mention, ...]:
    """Return who says what a match tells: whoever is named behind the quotation that it stands in, or is in mind."""
    quoted = hit.one.speaker is not None and "”" not in hit.masked.text[: hit.match.start()]
    return (hit.one.speaker,) if quoted and hit.one.speaker is not None else hit.memory.topic(people())


@cache
def _admitted(predicate: str, end: str) -> frozenset[str]:
    """Return the classes that a predicate admits at one end."""
    term = load_ontology().predicates[predicate]
    return concrete(tuple(term.domain if end == "subject" else term.range))


def _nearer(kinds: tuple[str, ...], position: int, masked: Masked) -> tuple[Mention, int] | None:
    """Return the body in the same clause before a match that can be its subject: the firm in 就该公司建设项目.

    A place one is in, and one who is only dealt with (与X公司, 对X公司), is none.
    """
    if not set(kinds) or set(kinds) & people():
        return None
    if masked.text[position : position + 1] in _SIGNS:
        return None
    for at in range(position - 1, -1, -1):
        if masked.text[at] in _SIGNS:
            return None
        unit = masked.units.get(at)
        if unit is None or unit.mention is None or unit.kind not in kinds:
            continue
        before, after = masked.text[at - 1 : at], masked.text[at + 1 : at + 2]
        if before in tuple("与同和对向给为从在到赴、") or after == "、" or unit.kind in place_kinds():
            continue
        return unit.mention, at
    return None


def _relate(hit: _Hit, subject: Mention, obj: Mention, position: int | None, lead: str | None) -> Relation | None:
    """Return the relation of a match with its qualifiers, or None where it makes no sense."""
    rule, masked, match, setting = hit.rule, hit.masked, hit.match, hit.setting
    term = load_ontology().predicates[rule.predicate]
    if subject.entity == obj.entity or not load_ontology().allows(term.name, subject.cls, obj.cls):
        return None
    if any(not name.search((subject if end == "subject" else obj).text) for end, name in rule.called.items()):
        return None
    if (barred := idle().get(term.name)) is not None and (barred.search(subject.text) or barred.search(obj.text)):
        return None
    if term.name == settings()["made"] and position is not None and is_worked_up(masked, position):
        return None
    if term.name == settings()["scene"]["gives"]:
        if not higher(obj, subject):
            return None
    elif is_asked(masked.text, match.start(), match.end()):
        return None
    wide = term.name in cues().stages
    stated = rule.status or status_of(_held(match), match.start(), match.end(), wide=wide)
    status = rule.status or combine(stated, setting.stage_of(subject, obj), term.name)
    return Relation(
        subject=subject,
        predicate=term.name,
        object=obj,
        rule=rule.id,
        status=status,
        score=rule.score,
        start=masked.start,
        end=masked.end,
        date=_date(hit, lead, future=status == PLANNED) if DATE in term.qualifiers else None,
        amount=_amount(match, masked) if AMOUNT in term.qualifiers else None,
        capacity=capacity_of(masked, position) if CAPACITY in term.qualifiers and position is not None else None,
    )


def _held(match: re.Match[str]) -> str:
    """Return the sentence of a match with 把 for a 将 that means it: the group ``hold`` of a template, no plan."""
    start, end = match.span("hold") if "hold" in match.re.groupindex else (-1, -1)
    return match.string if start < 0 else f"{match.string[:start]}{'把' * (end - start)}{match.string[end:]}"


def _amount(match: re.Match[str], masked: Masked) -> Amount | None:
    """Return the sum that a match names, else the only one in it."""
    if "amount" in match.re.groupindex and match.start("amount") >= 0:
        value = masked.units[match.start("amount")].value
        return value if isinstance(value, Amount) else None
    return sum_of(masked, *match.span())


def _date(hit: _Hit, lead: str | None, *, future: bool) -> str | None:
    """Return the ISO date of a match: the last one before its end in the sentence, else that of the article."""
    if hit.rule.date == "none":
        return None
    memory = hit.memory if hit.rule.date == "article" else None
    days = Days(hit.setting.issued, lead)
    return date_of(hit.masked, *hit.match.span(), days, memory=memory, future=future)

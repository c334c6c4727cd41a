"""The memory of an article at work: who is spoken of, where one is, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from kg.frames.anaphora import World, resolved
from kg.frames.clauses import (
    accompanied,
    arriving,
    attends,
    building,
    clauses_of,
    comes_along,
    follows,
    is_elsewhere,
    leading,
    of_another,
    receiving,
    scenes,
    subject_span,
    subjects_by_slot,
    workshop,
)
from kg.frames.marks import DATE, Masked, Title, Unit, mark_of, mask
from kg.frames.memory import ATTENDING, PEOPLE, Memory, Told, slot_of
from kg.frames.quotes import spoken
from kg.frames.rules import settings
from kg.frames.spans import body_kinds, firm_kinds, heads, owned_kinds, spot_kinds
from kg.frames.trips import tour_words
from kg.records import Mention, Sentence
from kg.values import DateMention

_RECENT = 24
_S = TypeVar("_S", Mention, Title)


def tell(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    titles: Sequence[Title],
    *,
    home: Callable[[str], Mention | None] = lambda _level: None,
    lookup: Callable[[str], Mention | None] = lambda _name: None,
    lead: Mention | None = None,
    about: Mention | None = None,
    page: Sequence[Mention] = (),
    values: Mapping[int, Sequence[Unit]] = MappingProxyType({}),
) -> list[Told]:
    """Return the sentences of one article in their order, with what each clause leaves unsaid filled in.

    `mentions` and `titles` are sorted by position, and mentions carry their entity; `home` gives the division of a
    level that the page writes about, `lookup` the entity of a name; `lead` is the body of the headline, `about` the
    firm or project whose name is all of it, `page` all mentions of the page.
    `values` are the dates, sums and capacities of sentences whose values are known, by where they begin.
    What 该公司 and the like stand for is in the masks of the sentences.
    """
    memory = Memory(lead=lead, hero=_hero(mentions))
    if about is not None:
        memory = memory._replace(topics={slot_of(about.cls): (0, (about,))}, entities=frozenset({about.entity}))
    world = World(text, home, lookup, page or mentions)
    told = []
    starts, posts = [m.start for m in mentions], [t.start for t in titles]
    clock = 0
    paragraph = None
    for sentence in sentences:
        if opens := sentence.paragraph != paragraph:
            memory, paragraph = _opening(memory, None), sentence.paragraph
        inside = _within(mentions, starts, sentence)
        heads = _within(titles, posts, sentence)
        memory = _there(memory, clock + 1)
        found = resolved(text, sentence, inside, memory, world)
        known = sorted([*inside, *found]) if found else inside
        masked = mask(text, sentence.start, sentence.end, known, heads, found=values.get(sentence.start))
        clauses = []
        first = clock + 1
        for start, end in clauses_of(masked.text):
            clock += 1
            memory = _hear(masked, start, end, memory, clock=clock, first=first)
            clauses.append((start, memory))
        if opens:
            memory = _opening(memory, _opened(memory, first))
        told.append(Told(sentence, masked, tuple(clauses) or ((0, memory),), (*inside, *found)))
    return spoken(told)


def _within(spans: Sequence[_S], starts: Sequence[int], sentence: Sentence) -> list[_S]:
    """Return the mentions or titles of a sentence; `starts` is where each of all begins, in order."""
    first = bisect_left(starts, sentence.start)
    return [s for s in spans[first : bisect_left(starts, sentence.end, first)] if s.end <= sentence.end]


def _opened(memory: Memory, first: int) -> Mention | None:
    """Return the one firm that has been a topic since a clause."""
    clock, group = memory.topics.get(settings()["hero"], (0, ()))
    return group[0] if clock >= first and len(group) == 1 else None


def _opening(memory: Memory, firm: Mention | None) -> Memory:
    """Return a memory with this firm as the one that the paragraph is about."""
    return memory if memory.opened is firm else memory._replace(opened=firm)


def _hero(mentions: Sequence[Mention]) -> Mention | None:
    """Return the first mention of the firm named at least three times, and twice as often as the next."""
    firms = [m for m in mentions if m.cls in firm_kinds()]
    counts = Counter(m.entity for m in firms).most_common(2)
    if not counts or counts[0][1] < 3 or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return None
    return next(m for m in firms if m.entity == counts[0][0])


def _hear(masked: Masked, start: int, end: int, memory: Memory, *, clock: int, first: int) -> Memory:
    """Return the memory after a clause: its subject becomes a topic, its names are the last ones named.

    `first` is the number of the first clause of the sentence.
    """
    clause = masked.text[start:end]
    units = masked.units_in(start, end)
    memory = _there(memory, clock)
    topics, pair, scene, scene_at = memory.topics, memory.pair, memory.scene, memory.scene_at
    if units:
        topics, pair = _turned(masked, (start, end), units, memory, clock)
        if (host := arriving().search(clause)) is not None:
            memory = memory._replace(site=masked.units[start + host.start("host")].mention, site_at=clock)
        if not spot_kinds().isdisjoint([unit.kind for unit in units]):
            scene, scene_at = _gone(masked, start, clause, memory, clock)
    if scene is not None and scene_at < clock and (is_elsewhere().match(clause) or _set_out(masked, topics, memory)):
        scene = None
    memory = _led(memory, topics, clause, clock, masked.text)
    if not units:
        return memory._replace(scene=scene, clock=clock, sentence=first)
    before = clause.find("前身")
    told = units if before < 0 else masked.units_in(start, start + before)
    mentions = [(unit.kind, unit.mention) for unit in told if unit.mention is not None]
    named, entities, recent = memory.named, memory.entities, memory.recent
    if mentions:
        heard = {mention.entity: mention for _, mention in reversed(mentions)}
        named = {**named, **{slot_of(kind): (clock, mention) for kind, mention in mentions}}
        entities = entities.union(heard)
        recent = (*heard.values(), *(m for m in recent if m.entity not in heard))[:_RECENT]
    return memory._replace(
        topics=topics,
        named=named,
        entities=entities,
        recent=recent,
        scene=scene,
        scene_at=scene_at,
        date=_last_day(units) or memory.date,
        clock=clock,
        sentence=first,
        pair=pair,
    )


def _led(
    memory: Memory, topics: Mapping[str, tuple[int, tuple[Mention, ...]]], clause: str, clock: int, sentence: str
) -> Memory:
    """Return a memory with who leads the tour after a clause, or who takes part in one that nobody leads."""
    told, group = topics.get(PEOPLE, (0, ()))
    if not group:
        return memory
    along = told == clock and comes_along(clause)
    if told == clock and not along and attends().search(clause):
        memory = memory._replace(attending=(*memory.attending, *group)[-_RECENT:])
    everybody = group[0].source.endswith(ATTENDING)
    if memory.leader is not None and not everybody:
        return memory
    if told < clock and any(at == clock for at, _ in topics.values()):
        return memory  # 县长林知远致辞。考察团来到…: it is the delegation that goes.
    if leading().search(clause) and not receiving().search(clause):
        # 视察组 and 与会人员 stand for all who take part in what nobody leads.
        meant = memory.attending if everybody else memory.company
        party = meant if group[0].source.startswith("coref") and meant else group
        return memory._replace(leader=group[0], party=() if tour_words("divided").search(sentence) else party)
    return memory._replace(company=(*memory.company, *group)) if along else memory


def _set_out(masked: Masked, topics: Mapping[str, tuple[int, tuple[Mention, ...]]], memory: Memory) -> bool:
    """Return whether somebody else begins a trip with a clause: 7月16日，县长林知远到…, after another's."""
    before, now = memory.topics.get(PEOPLE), topics.get(PEOPLE)
    if before is None or now is None or not masked.text.startswith(mark_of(DATE)):
        return False
    return {m.entity for m in before[1]}.isdisjoint(m.entity for m in now[1])


def _last_day(units: Sequence[Unit]) -> DateMention | None:
    """Return the last day or days that units tell."""
    days = (u.value for u in reversed(units) if isinstance(u.value, DateMention) and u.value.kind in {"day", "range"})
    return next(days, None)


def _turned(
    masked: Masked, span: tuple[int, int], units: Sequence[Unit], memory: Memory, clock: int
) -> tuple[Mapping[str, tuple[int, tuple[Mention, ...]]], tuple[Mention, ...]]:
    """Return the topics after a clause with these units, and the last pair of bodies."""
    topics, pair = dict(memory.topics), memory.pair
    start, end = span
    where = subject_span(masked, start, end, {unit.kind for unit in units})
    # Those whom someone leads do not become who is spoken of: 林知远带领陈清河，局长周野来到….
    if where is not None and not (follows(masked.text, start) or accompanied(masked.text, start)):
        along = memory.leader is not None and comes_along(masked.text[start:end])
        aside = settings()["hero"] in topics and of_another().match(masked.text[start:end])
        for slot, group in subjects_by_slot(masked, *where).items():
            if aside and slot == settings()["hero"]:
                continue
            if along and slot == PEOPLE and slot in topics:
                continue  # 林知远调研…。陈清河陪同。随后来到…: it is he who goes on.
            topics[slot] = (clock, group)
            if len(group) > 1 and slot != PEOPLE:
                pair = group
    # In whose workshop one stands is spoken of: 在X的车间里，刚下线的….
    host = workshop().match(masked.text, start, end)
    if host is not None and (unit := masked.units[host.start("host")]).mention is not None:
        topics[slot_of(unit.kind)] = (clock, (unit.mention,))
    # What a clause says is built is what the next ones tell of: 建设X项目，达产后年产….
    built = {u.mention.entity: u.mention for u in units if u.mention and u.kind in owned_kinds()}
    if len(built) == 1 and building().search(masked.text, start, end):
        (work,) = built.values()
        if topics.get(slot_of(work.cls), (0, ()))[0] < clock:
            topics[slot_of(work.cls)] = (clock, (work,))
    bodies = tuple(u.mention for u in units if u.mention is not None and u.kind in body_kinds())
    return topics, bodies if len(bodies) == 2 and len(pair) != 2 else pair


def _there(memory: Memory, clock: int) -> Memory:
    """Return a memory in which the firm that the clause before came to is spoken of."""
    site = memory.site
    if site is None or memory.site_at != clock - 1:
        return memory
    return memory._replace(topics={**memory.topics, slot_of(site.cls): (clock - 1, (site,))})


def _gone(masked: Masked, start: int, clause: str, memory: Memory, clock: int) -> tuple[Mention | None, int]:
    """Return the scene after a clause, and the clause that said so."""
    scene, scene_at = memory.scene, memory.scene_at
    for place in scenes(clause):
        there = heads(masked, start + place.start("scene"), start + place.end("scene"), spot_kinds())
        if len(there) == 1:
            scene, scene_at = there[0].mention, clock
    return scene, scene_at

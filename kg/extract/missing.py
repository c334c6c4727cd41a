"""What is missing for a statement that a page does not give: a name, a class, a sentence, or words of a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.confidence import confidence, is_doubted
from kg.extract.facts import Fact, quoted, words_of
from kg.extract.founded import rests
from kg.extract.names import answers, nearest
from kg.extract.origin import implied
from kg.extract.page import Found
from kg.frames.examples import longest_part
from kg.frames.measured import is_read
from kg.frames.memory import Memory, Told
from kg.frames.reader.policy import load_policy
from kg.frames.rules import Rule, load_rules, settings
from kg.ontology import load_ontology
from kg.records import Entity

_SENTENCES, _RULES = 3, 4
"""How many sentences are looked at, and how many rules are told of in each."""
_SIGNS = tuple("，。；：！？“”")
_SLOT = re.compile(r"\{[^{}]*\}|\(\?[=!<][^)]{0,200}\)|\[[^\[\]]*\]")
_LIST = re.compile(r"<(\w+)>")
_LITERAL = re.compile("[\u4e00-\u9fff]+")


def missing(found: Found, subject: str, predicate: str, obj: str) -> tuple[Fact, ...]:
    """Return what is missing for a statement; `subject` and `obj` are names as they were asked for."""
    subjects, objects = answers(found, subject), answers(found, obj)
    unknown = [
        _unknown(found, end, name)
        for end, name, known in (("subject", subject, subjects), ("object", obj, objects))
        if not known
    ]
    if unknown:
        return tuple(unknown)
    facts = [
        *_classes(predicate, subjects, objects),
        *_doubted(found, subjects, predicate, objects),
        *_fallen(found, subjects, predicate, objects),
        *_instead(found, subjects, objects),
    ]
    if not any(load_ontology().allows(predicate, s.cls, o.cls) for s in subjects for o in objects):
        return tuple(facts)
    return (*facts, *_sentences(found, subjects, predicate, objects))


def _unknown(found: Found, end: str, name: str) -> Fact:
    """Return that a name is no entity of the page, whether it stands there, and which names come near."""
    times = found.state.reading.text.count(name)
    often = "once" if times == 1 else f"{times} times"
    stands = f"it stands there {often}, but nothing takes it for a name" if times else "it does not stand there"
    near = nearest(found, name)
    hint = f"; near it are {'、'.join(near)}" if near else ""
    return Fact(end, f"{quoted(name)} is no entity of the page: {stands}{hint}")


def _classes(predicate: str, subjects: Sequence[Entity], objects: Sequence[Entity]) -> Iterator[Fact]:
    ontology = load_ontology()
    if any(ontology.allows(predicate, s.cls, o.cls) for s in subjects for o in objects):
        return
    term = ontology.predicates[predicate]
    told = f"{subjects[0].name} is {subjects[0].cls}, {objects[0].name} is {objects[0].cls}"
    yield Fact("classes", f"{told}; {predicate} leads from {', '.join(term.domain)} to {', '.join(term.range)}")


def _doubted(found: Found, subjects: Iterable[Entity], predicate: str, objects: Iterable[Entity]) -> Iterator[Fact]:
    """Give who found it, a rule or the trained reader itself, where the reader made it too unlikely to stand."""
    left, right = _keys(found, subjects), _keys(found, objects)
    for r in found.state.relations:
        if r.predicate != predicate or r.subject.entity not in left or r.object.entity not in right:
            continue
        sure, least = confidence(r), load_policy().doubt
        if is_doubted(r, sure):
            found_by = (
                "only the trained reader finds it, and" if is_read(r) else f"{r.rule} finds it, but the trained reader"
            )
            likely = r.score if is_read(r) else r.opinion
            told = f"takes it for {likely:g} likely; with {sure:g} in all it is less sure than {least:g} and left out"
            yield Fact("doubted", f"{found_by} {told}")


def _fallen(found: Found, subjects: Iterable[Entity], predicate: str, objects: Iterable[Entity]) -> Iterator[Fact]:
    """Give what would follow from who builds a project, had that not been left out."""
    left, right = _keys(found, subjects), _keys(found, objects)
    for r in found.state.relations:
        ends = r.subject.entity in left and r.object.entity in right
        if r.predicate == predicate and ends and rests(r) and not is_doubted(r, confidence(r)):
            owning = settings()["owning"]
            yield Fact("fallen", f"{r.rule} follows where it {owning} a project, and no such statement stands")


def _instead(found: Found, subjects: Iterable[Entity], objects: Iterable[Entity]) -> Iterator[Fact]:
    """Give what the page says between the two otherwise."""
    left, right = {e.id for e in subjects}, {e.id for e in objects}
    names = {e.id: e.name for e in found.entities.values()}
    told = [
        f"{names[s.subject]} {s.predicate} {names[s.object]} ({s.rule})"
        for s, _ in found.made
        if (s.subject in left and s.object in right) or (s.subject in right and s.object in left)
    ]
    yield from (Fact("instead", line) for line in dict.fromkeys(told))


def _sentences(found: Found, subjects: Sequence[Entity], predicate: str, objects: Sequence[Entity]) -> Iterator[Fact]:
    """Give the sentences that could say it, and where each rule of the predicate stopped in them."""
    left, right = _keys(found, subjects), _keys(found, objects)
    every = [one for article in found.state.told for one in article]
    both = [one for one in every if _named(one) & left and _named(one) & right]
    minded = [
        one
        for one in every
        if (_named(one) & right and _minded(one) & left) or (_named(one) & left and _minded(one) & right)
    ]
    if not both and not minded:
        yield Fact("sentences", "the two never stand in one sentence, nor is one in mind where the other is named")
        return
    if not both:
        yield Fact("sentences", "the two never stand in one sentence; one is in mind where the other is named")
    for one in (both or minded)[:_SENTENCES]:
        yield Fact("sentence", quoted(words_of(found, one, 0, len(one.masked.text))))
        yield from _stops(found, one, predicate)


def _keys(found: Found, entities: Iterable[Entity]) -> set[str]:
    """Return the keys that mentions of these entities carry."""
    ids = {entity.id for entity in entities}
    return {key for key, entity in found.entities.items() if entity.id in ids}


def _named(one: Told) -> set[str]:
    return {mention.entity for mention in one.mentions if mention.entity is not None}


def _minded(one: Told) -> set[str]:
    return {key for _, memory in one.clauses for key in _in_mind(memory)}


def _in_mind(memory: Memory) -> Iterator[str]:
    """Give the entities that a memory holds as topics, scene or hero."""
    topics = (mention for _, group in memory.topics.values() for mention in group)
    for mention in (*topics, memory.scene, memory.hero):
        if mention is not None and mention.entity is not None:
            yield mention.entity


def _stops(found: Found, one: Told, predicate: str) -> Iterator[Fact]:
    """Give where the rules of a predicate stopped whose words stand in a sentence, those that came farthest first."""
    rules = [rule for rule in load_rules().rules if rule.predicate == predicate]
    if not rules:
        made = [f"{name}, {told}" for name, told in implied().items() if name.startswith(f"{predicate}.")]
        yield Fact("rule", f"no rule has words for {predicate}; it is told by: {'; '.join(made) or 'other statements'}")
        return
    near = [(rule, *longest_part(rule, one)) for rule in rules if _near(rule, one.masked.text)]
    begun = [(rule, head, span) for rule, head, span in near if span]
    if not begun:
        yield Fact("rule", f"no rule for {predicate} fits even at its beginning")
    begun.sort(key=lambda stop: (-len(stop[1]) / len(stop[0].template), stop[0].id))
    for rule, head, span in begun[:_RULES]:
        if head == rule.template:
            yield Fact("rule", f"{rule.id}: the words fit, but {_refusal(found, rule, one)}")
        else:
            start, end = (one.masked.start + int(part) for part in span.split("-"))
            fits = quoted(found.state.reading.text[start:end])
            yield Fact("rule", f"{rule.id}: fits {fits}, but then wants {rule.template[len(head) :]}")


def _near(rule: Rule, text: str) -> bool:
    """Return whether a sentence has one of the words that a rule looks for."""
    bare = _SLOT.sub(" ", rule.template)
    lists = load_rules().words
    words = {word for name in _LIST.findall(bare) for word in lists.get(name, ())}
    words |= {word for word in _LITERAL.findall(bare) if len(word) > 1}
    return any(word in text for word in words)


def _refusal(found: Found, rule: Rule, one: Told) -> str:
    """Return why a rule whose words fit a sentence made nothing of the two, or what it made instead."""
    names = {entity.id: entity.name for entity in found.entities.values()}
    made = [
        f"{names[statement.subject]} → {names[statement.object]}"
        for statement, relation in found.made
        if (relation.rule, relation.start, relation.end) == (rule.id, one.masked.start, one.masked.end)
    ]
    if made:
        return f"they say {'、'.join(dict.fromkeys(made))}"
    match = rule.pattern.search(one.masked.text)
    if match is None:
        return "in another order"
    head = max(one.masked.text.rfind(sign, 0, match.start()) for sign in _SIGNS) + 1
    if rule.unless is not None and (hit := rule.unless.search(one.masked.text, head)) is not None:
        return f"its exception applies: {quoted(words_of(found, one, *hit.span()))}"
    if rule.when is not None and rule.when.search(one.masked.text, 0, match.start()) is None:
        return f"it wants {rule.when.pattern} before them"
    ends = [(end, kinds) for end, kinds in (("subject", rule.subject), ("object", rule.object)) if kinds]
    memory = one.memory(max(match.start(), match.end() - 1))
    for end, kinds in ends:
        topics = memory.topic(kinds, reach=rule.reach)
        if topics:
            told = "、".join(found.entities[m.entity or ""].name for m in topics)
            return f"the {end} in mind is {told}"
        return f"no {end} is in mind of {', '.join(kinds)}"
    return "another rule said the same of this sentence and is surer"

"""How a statement came about: rule, words that matched, what its ends stand on, date, status and confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from kg.extract.facts import Fact, name_of, quoted, sentence_of, words_of
from kg.extract.page import Found
from kg.frames.engine import lead_date, project_stages
from kg.frames.measured import ANAPHOR, is_anaphor, is_read, is_remembered, load_table, weaknesses
from kg.frames.memory import Told
from kg.frames.nesting import nestings
from kg.frames.relations import Relation
from kg.frames.rules import Rule, load_rules, read_yaml
from kg.frames.status import ASSERTED, BUILDING, DENIED, PLANNED, REPORTED, come, cues
from kg.frames.tours import read_tours
from kg.paths import RESOURCES
from kg.records import Mention, Statement
from kg.values import DateMention, resolve

_DAY = len("2024-10-19")
_NOT_FULL = frozenset({"coref:short", "coref:again", "coref:declared", "coref:declared.again"})


def origin(found: Found, statement: Statement, relation: Relation) -> tuple[Fact, ...]:
    """Return how a statement of a page came about."""
    rule = next((r for r in load_rules().rules if r.id == relation.rule), None)
    index, one = _where(found, relation)
    match = _match(rule, one, relation) if rule is not None and one is not None else None
    facts = [Fact("sentence", quoted(statement.quote)), *_rule(rule, relation)]
    if match is not None and one is not None:
        facts.append(Fact("words", quoted(words_of(found, one, *match.span()))))
    for end, mention in (("subject", relation.subject), ("object", relation.object)):
        topic = rule is not None and end not in rule.pattern.groups
        facts.append(Fact(end, _end(found, relation, mention, topic=topic)))
    if relation.date is not None:
        facts.append(Fact("date", f"{relation.date}: {_date(found, index, one, relation)}"))
    facts.append(Fact("status", f"{relation.status}: {_status(found, rule, one, match, relation)}"))
    facts.append(Fact("confidence", f"{statement.confidence:g}: {_confidence(relation)}"))
    return tuple(facts)


def _where(found: Found, relation: Relation) -> tuple[int, Told | None]:
    """Return the article and the sentence that a relation was read in."""
    for index, article in enumerate(found.state.told):
        for one in article:
            if (one.masked.start, one.masked.end) == (relation.start, relation.end):
                return index, one
    return 0, None


def _match(rule: Rule, one: Told, relation: Relation) -> re.Match[str] | None:
    """Return the first match of a rule in a sentence that holds those ends of a relation that it names."""
    ends = {"subject": relation.subject.entity, "object": relation.object.entity}
    position = 0
    while (match := rule.pattern.search(one.masked.text, position)) is not None:
        held = {
            end: {unit.mention.entity for unit in one.masked.units_in(*match.span(end)) if unit.mention is not None}
            for end in ends
            if end in rule.pattern.groups
        }
        if all(ends[end] in entities for end, entities in held.items()):
            return match
        position = match.start() + 1
    return None


def _rule(rule: Rule | None, relation: Relation) -> Iterator[Fact]:
    """Give what made a relation: a rule with its template, names inside names, companions, or what is implied."""
    if rule is not None:
        yield Fact("rule", f"{rule.id} in {rule.file}")
        yield Fact("template", rule.template)
        return
    nesting = next((row for row in nestings() if row.id == relation.rule), None)
    if nesting is not None:
        outer, inner = (relation.object, relation.subject) if nesting.inverse else (relation.subject, relation.object)
        yield Fact("rule", f"{nesting.id}: the name {quoted(outer.text)} holds the name {quoted(inner.text)}")
    elif is_read(relation):
        yield Fact("rule", f"{relation.rule}: no rule, but what stands around the two names makes it likely")
    elif relation.rule in read_tours():
        yield Fact("rule", f"{relation.rule}: one who came along saw what the leading visitors saw")
        yield Fact("template", str(read_tours()[relation.rule]))
    else:
        yield Fact("rule", f"{relation.rule}: {implied().get(relation.rule, 'it follows from the article')}")


@cache
def implied() -> dict[str, str]:
    """Return how statements come about that no rule with a template makes, by the id that stands as their rule."""
    return dict(read_yaml(RESOURCES / "implied.yml"))


def _end(found: Found, relation: Relation, mention: Mention, *, topic: bool) -> str:
    """Return on what an end of a relation stands: the sentence, the memory of the article, or the home of the page."""
    name, words = name_of(found, mention), quoted(mention.text)
    inside = not is_remembered(mention, relation)
    if mention.source.startswith("home:"):
        spoken = f"; {words} speaks of it" if inside else ", as its body is left unsaid"
        return f"{name}, the division that the page writes about{spoken}"
    if is_anaphor(mention):
        return f"{words} stands for {name} ({mention.source}){_last(found, mention)}"
    if not inside:
        told = sentence_of(found, mention)
        return f"{name}, in mind from {told}" if told else f"{name}, which the page names elsewhere"
    form = f", another form of {name}" if mention.text != name else ""
    unsaid = "; the words leave it open, it is what the text speaks of" if topic else ""
    return f"{words}{form}{unsaid}" if mention.source in _NOT_FULL else f"{words}{form} ({mention.source}){unsaid}"


def _last(found: Found, mention: Mention) -> str:
    """Return where what a word stands for was named last before it."""
    before = [m for m in found.state.mentions if m.entity == mention.entity and m.end <= mention.start]
    return f", named last in {sentence_of(found, before[-1])}" if before else ""


def _date(found: Found, index: int, one: Told | None, relation: Relation) -> str:
    """Return where the date of a relation comes from."""
    reading, article = found.state.reading, found.state.told[index]
    printed = reading.articles[index].issued or reading.issued
    issued = date.fromisoformat(printed) if printed is not None and len(printed) == _DAY else None
    lead = lead_date(article, issued)
    for source, told in (("the sentence", [one] if one is not None else []), ("the article", article)):
        if (words := _printed(found, told, relation.date, issued)) is not None:
            lead_too = (
                ", the day of what the article reports" if source != "the sentence" and relation.date == lead else ""
            )
            return f"{quoted(words)} in {source}{lead_too}{f', a paper of {printed}' if printed else ''}"
    return "the day of what the article reports" if relation.date == lead else "told with the visit it follows from"


def _printed(found: Found, told: Sequence[Told], iso: str | None, issued: date | None) -> str | None:
    """Return the words of the first date of some sentences that resolves to this one."""
    for one in told:
        for unit in one.masked.units.values():
            if isinstance(unit.value, DateMention):
                readings = {resolve(unit.value, issued=issued), resolve(unit.value, issued=issued, future=True)}
                if iso in readings:
                    return found.state.reading.text[unit.start : unit.end]
    return None


_STAGES = {
    PLANNED: "is still to come",
    BUILDING: "is being built",
    ASSERTED: "works",
    DENIED: "will not be",
}
"""How far a project has come, in words."""


def _status(found: Found, rule: Rule | None, one: Told | None, match: re.Match[str] | None, relation: Relation) -> str:
    """Return what decided the status of a relation."""
    if rule is not None and rule.status is not None:
        return "all statements of this rule are"
    stages = project_stages(found.state.told)
    project = next((m for m in (relation.subject, relation.object) if stages.get(m.entity or "") is not None), None)
    if project is not None and relation.predicate in cues().stages:
        stage = stages[project.entity or ""]
        if come(stage, relation.predicate) == relation.status:
            return f"by what the page says of {name_of(found, project)}, it {_STAGES[stage]}"
    if relation.status == ASSERTED:
        return "no word speaks of a plan, a denial or hearsay"
    named = _cue(found, one, match, relation.status)
    return f"the sentence has {quoted(named)}" if named else "by the statement that it follows from"


def _cue(found: Found, one: Told | None, match: re.Match[str] | None, status: str) -> str | None:
    """Return the words of a sentence that make it a plan, a denial or hearsay: the last before the end of a match."""
    if one is None:
        return None
    marks = cues()
    patterns = {
        PLANNED: (marks.planned, marks.intent),
        DENIED: (marks.denied, marks.refuted),
        REPORTED: (marks.reported,),
    }
    text = one.masked.text
    end = match.end() if match is not None else len(text)
    for limit in (end, len(text)):
        spans = [hit.span() for pattern in patterns.get(status, ()) for hit in pattern.finditer(text, 0, limit)]
        if spans:
            return words_of(found, one, *max(spans))
    return None


def _confidence(relation: Relation) -> str:
    """Return of what the confidence of a relation is made."""
    if is_read(relation):
        return f"the trained reader takes it for {relation.score:g} likely beside all else the article claims"
    table = load_table()
    row = table.rules.get(relation.rule)
    told = [
        f"{row.right} of {row.judged} statements of this rule were right where it was measured"
        if row is not None
        else f"the score of its author, {relation.score:g}, as the rule was never measured"
    ]
    for name in weaknesses(relation):
        cause = "a word stands for a name" if name == ANAPHOR else "an end is not in the sentence"
        told.append(f"less sure as {cause}")
    if relation.opinion is not None:
        told.append(f"the trained reader takes it for {relation.opinion:g} likely beside all else the article claims")
    return "; ".join(told)

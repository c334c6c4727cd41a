"""Those who came along: officials named as taking part in a visit saw every site of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.frames.discourse import Told, heads
from kg.frames.relations import Relation
from kg.frames.rules import FOLDER, load_rules, read_yaml
from kg.frames.status import DENIED
from kg.frames.template import compile_template, listing, people
from kg.values import DateMention

JOINED = "tours.join"
"""The rule for those who took part in a whole tour."""


def tours(told: Sequence[Told], found: Sequence[Relation], lead: str | None) -> list[Relation]:
    """Return a visit by each companion to each site that the leading visitors of the article saw."""
    predicate = read_tours()["predicate"]
    visits = [r for r in found if r.predicate == predicate and r.subject.cls in people()]
    joined: list[Relation] = []
    for one in told:
        for pattern, rule in _patterns():
            for match in pattern.finditer(one.masked.text):
                day = next(
                    (u.value for u in one.masked.units_in(*match.span()) if isinstance(u.value, DateMention)), None
                )
                for unit in heads(one.masked, *match.span("people"), people()):
                    who = unit.mention
                    if who is None:
                        continue
                    led = [v for v in visits if v.subject.entity != who.entity and v.status != DENIED]
                    led = _on(day, led)
                    if rule != JOINED:
                        # Who came along in a sentence saw what it names; who took part saw it all.
                        led = [v for v in led if v.start == one.masked.start] or led
                    joined.extend(
                        replace(
                            visit,
                            subject=who,
                            rule=rule,
                            score=visit.score * 0.9,
                            start=one.masked.start,
                            end=one.masked.end,
                            date=visit.date or lead,
                        )
                        for visit in _leading(led)
                    )
    return joined


def _on(day: DateMention | None, visits: list[Relation]) -> list[Relation]:
    """Return the visits of a day, where one is told (参加25日的活动)."""
    number = day.parts.day if day is not None else None
    if not isinstance(number, int):
        return visits
    return [visit for visit in visits if visit.date is None or visit.date.endswith(f"-{number:02}")]


def _leading(visits: Sequence[Relation]) -> list[Relation]:
    """Return the visits of the person who made most of them."""
    counts: dict[str | None, int] = {}
    for visit in visits:
        counts[visit.subject.entity] = counts.get(visit.subject.entity, 0) + 1
    if not counts:
        return []
    leader = max(counts, key=lambda entity: counts[entity])
    return [visit for visit in visits if visit.subject.entity == leader]


@cache
def read_tours() -> dict[str, str]:
    """Return what ``tours.yml`` says: the predicate and the templates by rule id."""
    return dict(read_yaml(FOLDER / "tours.yml"))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the expressions that name companions."""
    words = load_rules().words
    rows = read_tours()
    people_list = f"(?P<people>{listing(people())})"
    return [
        (
            compile_template(
                str(t).replace("{people+}", people_list), ends={}, words=words, where=f"tours.yml, {name}"
            ),
            name,
        )
        for name, t in rows.items()
        if name != "predicate"
    ]

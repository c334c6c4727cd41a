"""Sums of money that pages tell of investments, each counted once.

Papers print a sum again and again: the plan and later the fact, the total and its phases, the firm's announcement and
the park's, the same agency report in two papers. A sum that is counted twice misleads more than one that is left out,
so every doubt is decided against adding. What is set aside stays with the sum that stands for it.

Not counted at all: what is denied (`told_sums`), what has no number (数亿元), what a division or park tells as a
statistic (`statistic`).

Which statements tell one sum; two sums are close if they differ by 2 % at most, for papers round (`close`):

- `printed_once`: a sentence that prints a sum once speaks of one sum, whatever ends it is tied to.
- `same_pair`: one investor, one target, close sums; but facts of different years about a body are two rounds.
- `same_project`: one project, close sums, whoever is named as investor: the mother firm, its daughter, the park.
- `renamed`: one investor, close sums, two projects whose names differ only in words for a project or by a head.
- `site_and_project`: one investor, close sums, into a park or place and into what lies or is built there.
- `passed_on`: what A puts into B and what B puts into something else are one sum if close.

Which sums are never added, though they are not close:

- `one_figure`: a project has one total. Of its figures a fact goes before a plan and a plan before a report, then the
  largest stands: what is smaller is what has been spent so far, a phase, or an older budget. Shares of several
  investors (甲、乙各投资1亿元) are parts of it.
- `fulfilled`: a plan of a pair gives way to a fact of the same pair that is told later, whatever it came to.
- `phase_of`: the total of a project and the sums of its phases (一期, 二期).
- `part_of`: what an investor puts into a park, a place, a firm or several works together, and its sums for works there.
- `running_total`: a sum that gathers (累计投资) and the facts of the same investor and target.

Of a total and its parts the larger stands (`settle`): the total, with what pages do not break up, unless the parts
reach it or are more. A plan is no part of a fact, and a fact never gives way to a plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING

from kg.analysis.counting import RANKS, Ground, Sets, Told, interval, owners, statements, sure
from kg.analysis.wording import one_name, project_name, says

if TYPE_CHECKING:
    from kg.records import Dataset, Entity

TOLERANCE = 0.02
"""By what part of the larger two sums may differ and still be one."""
PUBLIC = ("Place", "Park")
_TARGETS = ("Project", "Firm", "Park", "Place")
"""Classes of a target, what says most about where the money goes first."""
SAME, FIGURE, PLAN, PART, TOTAL = "same", "figure", "plan", "part", "total"
"""Why a statement is behind a deal without adding to it."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum, and the statements that tell it, the surest first."""

    told: tuple[Told, ...]
    lead: Told
    """The surest statement of the status that comes first: its value is the sum's."""
    projects: tuple[str, ...]
    investors: tuple[str, ...]
    targets: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the id of its leading statement."""
        return self.lead.statement.id

    @property
    def value(self) -> float:
        """Return its value in units of its currency."""
        return round(self.lead.statement.amount_value or 0.0, 2)

    @property
    def currency(self) -> str:
        """Return its currency, an ISO 4217 code."""
        return self.lead.statement.currency or ""

    @property
    def status(self) -> str:
        """Return its status."""
        return self.lead.statement.status

    @property
    def order(self) -> tuple[int, float, tuple[float, str]]:
        """Return what sums for one thing are sorted by: facts, plans, reports; the largest, the surest first."""
        return (RANKS[self.status], -self.value, sure(self.lead.statement))


@dataclass(frozen=True, slots=True)
class Deal:
    """A sum that is counted, and those that were set aside for it."""

    sum: Sum
    investor: str
    """The id of the investor that is named with the target, of several the one told most surely."""
    target: str
    """The id of the target: a project before a firm before a park before a place."""
    aside: tuple[Sum, ...]

    @property
    def told(self) -> tuple[Told, ...]:
        """Return the statements that tell the sum."""
        return self.sum.told

    @property
    def behind(self) -> tuple[Told, ...]:
        """Return its statements and those that were set aside for it."""
        return (*self.told, *(one for aside in self.aside for one in aside.told))

    @property
    def investors(self) -> tuple[str, ...]:
        """Return the ids of everyone named as its investor."""
        return self.sum.investors

    @property
    def targets(self) -> tuple[str, ...]:
        """Return the ids of everything named as its target."""
        return self.sum.targets

    @property
    def value(self) -> float:
        """Return the sum in units of its currency."""
        return self.sum.value

    @property
    def currency(self) -> str:
        """Return the currency, an ISO 4217 code."""
        return self.sum.currency

    @property
    def status(self) -> str:
        """Return the status: ``Asserted`` is done, ``Planned`` or ``Reported``."""
        return self.sum.status


class Deals:
    """The sums of a dataset: those counted, and what was set aside."""

    counted: tuple[Deal, ...]
    """In a fixed order."""
    left: Counter[str]
    """How many statements add nothing, by why: ``same``, ``figure``, ``plan``, ``part``, ``total``."""
    denied: int
    vague: int
    statistics: tuple[Told, ...]
    gaps: dict[str, float]
    """By currency how much plans were larger than the facts they gave way to."""

    def __init__(self, dataset: Dataset) -> None:
        self.entities: dict[str, Entity] = {e.id: e for e in dataset.entities}
        self.ground = Ground(dataset)
        self._owners = {project: frozenset(bodies) for project, bodies in owners(dataset).items()}
        self.left = Counter()
        self._gaps: dict[str, list[float]] = defaultdict(list)
        self._gave: dict[str, tuple[Sum, Sum]] = {}
        told = self._told_sums(dataset)
        standing = {one.id: one for one in self._sums(told)}
        self.left[SAME] = sum(len(one.told) - 1 for one in standing.values())
        self._standing = standing
        self._one_figure()
        self._phases()
        self._fulfil()
        self._running()
        self._parts()
        self.gaps = {currency: fsum(sorted(values)) for currency, values in sorted(self._gaps.items())}
        aside: dict[str, list[Sum]] = defaultdict(list)
        for one, _ in self._gave.values():
            aside[self._holder(one)].append(one)
        deals = [self._deal(one, aside[key]) for key, one in standing.items()]
        self.counted = tuple(sorted(deals, key=lambda deal: deal.sum.order))

    def _told_sums(self, dataset: Dataset) -> list[Told]:
        """Return the statements with a sum that may count."""
        told = [one for one in statements(dataset, "investedIn") if one.statement.amount]
        self.denied = sum(1 for one in told if one.statement.status == "Denied")
        told = [one for one in told if one.statement.status != "Denied"]
        self.vague = sum(1 for one in told if not one.statement.amount_value)
        told = [one for one in told if one.statement.amount_value]
        self.statistics = tuple(one for one in told if self._statistic(one))
        numbers = {one.statement.id for one in self.statistics}
        return [one for one in told if one.statement.id not in numbers]

    def _statistic(self, one: Told) -> bool:
        """Return whether a sum is a statistic: what a division, park or agency tells of many works together."""
        s = one.statement
        subject, target = self.entities[s.subject], self.entities[s.object]
        if subject.cls not in (*PUBLIC, "Agency"):
            return False
        # What a division puts into itself or into a division of its own is what everybody puts in there.
        whole = subject.cls in PUBLIC and target.cls == "Place"
        many = target.cls == "Project" and project_name(target.name).many
        return whole or subject == target or many or says("statistic", s.quote, s.amount or "")

    def _sums(self, told: Sequence[Told]) -> list[Sum]:
        """Return the statements that tell one sum together."""
        same, projects = Sets(), Sets()
        for one, other in _candidates(told):
            if close(one, other) and self._one_sum(one, other):
                same.join(one.statement.id, other.statement.id)
                if renamed(one, other, self.entities):
                    projects.join(one.statement.object, other.statement.object)
        groups: dict[str, list[Told]] = defaultdict(list)
        for one in told:
            groups[same.find(one.statement.id)].append(one)
        return [self._sum(group, projects) for group in groups.values()]

    def _one_sum(self, one: Told, other: Told) -> bool:
        return (
            printed_once(one, other)
            or same_pair(one, other, self.entities)
            or same_project(one, other, self.entities)
            or renamed(one, other, self.entities)
            or self._site_and_project(one, other)
            or passed_on(one, other)
        )

    def _site_and_project(self, one: Told, other: Told) -> bool:
        """Return whether one investor puts a sum into a site or body, and into what lies or is built there.

        Where nobody says where the work lies, one article that tells both means one place.
        """
        a, b = one.statement, other.statement
        if a.subject != b.subject:
            return False
        for work, site in ((a, b), (b, a)):
            if self.entities[work.object].cls == "Project" and self.entities[site.object].cls != "Project":
                apart = self.ground.known(work.object) or (a.doc, a.article) != (b.doc, b.article)
                if self._within(work.object, site.object) or not apart:
                    return True
        return self._within(a.object, b.object) or self._within(b.object, a.object)

    def _within(self, thing: str, container: str) -> bool:
        """Return whether a thing lies in a site, or a project is built by a body."""
        return container in self._owners.get(thing, ()) or self.ground.inside(thing, container)

    def _sum(self, group: Sequence[Told], projects: Sets) -> Sum:
        lead = min(group, key=lambda one: (RANKS[one.statement.status], sure(one.statement)))
        works = {o for o in (one.statement.object for one in group) if self.entities[o].cls == "Project"}
        return Sum(
            tuple(group),
            lead,
            tuple(sorted({projects.find(work) for work in works})),
            tuple(sorted({one.statement.subject for one in group})),
            tuple(sorted({one.statement.object for one in group})),
        )

    def _one_figure(self) -> None:
        """Leave one figure of each project: a fact before a plan before a report, then the largest."""
        figures: dict[tuple[str, str], list[Sum]] = defaultdict(list)
        for one in self._standing.values():
            if len(one.projects) == 1 and not self._many(one):
                figures[one.projects[0], one.currency].append(one)
        for group in figures.values():
            shares = [one for one in group if share(one)]
            rest = sorted((one for one in group if not share(one)), key=lambda one: one.order)
            for one in rest[1:]:
                self._give(one, rest[:1], FIGURE)
            if rest and shares:
                self._settle(rest[0], shares)

    def _phases(self) -> None:
        """Let the total of a project and the sums of its phases stand for each other."""
        by_owner: dict[str, list[Sum]] = defaultdict(list)
        for one in self._standing.values():
            if len(one.projects) == 1:
                for owner in {*one.investors, *self._owners.get(one.projects[0], ())}:
                    by_owner[owner].append(one)
        parts: dict[str, dict[str, Sum]] = defaultdict(dict)
        for group in by_owner.values():
            for one in group:
                wholes = [other for other in group if self._phase_of(one, other)]
                if wholes:
                    parts[min(wholes, key=lambda whole: whole.order).id][one.id] = one
        for key in sorted(parts):
            if key in self._standing:
                self._settle(self._standing[key], parts[key].values())

    def _phase_of(self, part: Sum, whole: Sum) -> bool:
        """Return whether a sum is for a phase of what another is for."""
        own, other = (project_name(self.entities[one.projects[0]].name) for one in (part, whole))
        if not own.phase or other.phase or part.currency != whole.currency:
            return False
        if own.core:
            return one_name(own, other) or (own.core == other.core and not other.many)
        # 二期项目 alone is a phase of the work that its article is about.
        return bool(_articles(part) & _articles(whole)) and not other.many

    def _fulfil(self) -> None:
        """Let plans give way to later facts of the same pair."""
        pairs: dict[tuple[str, str, str], list[Sum]] = defaultdict(list)
        for one in self._standing.values():
            for told in one.told:
                pairs[told.statement.subject, told.statement.object, one.currency].append(one)
        for group in pairs.values():
            facts = sorted((one for one in group if one.status == "Asserted"), key=lambda one: one.order)
            for plan in group:
                later = [fact for fact in facts if fulfilled(plan, fact)]
                if plan.status != "Asserted" and later:
                    self._give(plan, later, PLAN)

    def _running(self) -> None:
        """Let a sum that gathers stand for the facts of its investor and target that it holds."""
        pairs: dict[tuple[str, str, str], dict[str, Sum]] = defaultdict(dict)
        for one in self._standing.values():
            s = one.lead.statement
            pairs[s.subject, s.object, one.currency][one.id] = one
        for group in pairs.values():
            totals = sorted((one for one in group.values() if running_total(one)), key=lambda one: one.order)
            if totals:
                self._settle(totals[0], [one for one in group.values() if one is not totals[0]])

    def _parts(self) -> None:
        """Let what goes into sites, bodies and several works stand for its investor's sums there, narrowest first."""
        mine: dict[str, list[Sum]] = defaultdict(list)
        for one in self._standing.values():
            for investor in one.investors:
                mine[investor].append(one)
        totals = [one for one in self._standing.values() if len(one.projects) != 1 or self._many(one)]
        for total in sorted(totals, key=lambda one: (-self._depth(one), one.order)):
            found = {one.id: one for investor in total.investors for one in mine[investor] if self._part_of(one, total)}
            self._settle(total, [found[key] for key in sorted(found) if key in self._standing])

    def _part_of(self, part: Sum, total: Sum) -> bool:
        """Return whether a sum is for a part of what another sum of the same investor is for."""
        if part is total or part.currency != total.currency or part.id not in self._standing:
            return False
        if self._many(total):
            return not self._many(part) and bool(part.projects) and bool(_articles(part) & _articles(total))
        if total.projects:
            return len(part.projects) < len(total.projects) and set(part.projects) <= set(total.projects) != set()
        return any(self._within(thing, site) for thing in part.targets for site in total.targets if thing != site)

    def _many(self, one: Sum) -> bool:
        return any(project_name(self.entities[work].name).many for work in one.projects)

    def _depth(self, one: Sum) -> int:
        """Return how deep the targets of a total lie: several works are the deepest, then what lies in most."""
        return 1000 if one.projects else max(len(self.ground.above(target)) for target in one.targets)

    def _settle(self, total: Sum, parts: Iterable[Sum]) -> None:
        """Leave of a total and its parts what is larger; a plan is no part of a fact, a fact gives way to no plan."""
        if total.id not in self._standing:
            return
        fact = total.status == "Asserted"
        inner = sorted((one for one in parts if one.id in self._standing), key=lambda one: one.order)
        inner = [one for one in inner if not fact or one.status == "Asserted"]
        if not inner:
            return
        done = not fact and any(one.status == "Asserted" for one in inner)
        if done or fsum(one.value for one in inner) >= total.value * (1 - TOLERANCE):
            self._give(total, inner, TOTAL)
        else:
            for one in inner:
                self._give(one, [total], PART)

    def _give(self, one: Sum, others: Sequence[Sum], why: str) -> None:
        """Set a sum aside for others, of which the first keeps its statements."""
        if one.id not in self._standing:
            return
        del self._standing[one.id]
        self._gave[one.id] = (one, others[0])
        # Its other statements are counted as the same already.
        self.left[why] += 1
        more = one.value - fsum(other.value for other in others)
        if one.status != "Asserted" and others[0].status == "Asserted" and more > one.value * TOLERANCE:
            self._gaps[one.currency].append(more)

    def _holder(self, one: Sum) -> str:
        """Return the id of the standing sum that a sum was set aside for, through any that were set aside in turn."""
        while one.id not in self._standing:
            one = self._gave[one.id][1]
        return one.id

    def _deal(self, one: Sum, aside: Sequence[Sum]) -> Deal:
        def rank(told: Told) -> tuple[int, bool, int, tuple[float, str]]:
            s = told.statement
            firm = self.entities[s.subject].cls == "Firm"
            return (_TARGETS.index(self.entities[s.object].cls), not firm, RANKS[s.status], sure(s))

        best = min(one.told, key=rank).statement
        return Deal(one, best.subject, best.object, tuple(sorted(aside, key=lambda other: other.order)))


def close(one: Told, other: Told) -> bool:
    """Return whether two sums in one currency differ by no more than rounding."""
    a, b = one.statement, other.statement
    low, high = sorted((a.amount_value or 0.0, b.amount_value or 0.0))
    return a.currency == b.currency and high - low <= TOLERANCE * high


def printed_once(one: Told, other: Told) -> bool:
    """Return whether a sentence prints a sum once and two statements go by it; 各 and the like make it several."""
    a, b = one.statement, other.statement
    place = (a.doc, a.quote_start, a.amount)
    if place != (b.doc, b.quote_start, b.amount) or a.quote.count(a.amount or "") != 1:
        return False
    return not says("each", a.quote, a.amount or "", sentence=True)


def same_pair(one: Told, other: Told, entities: dict[str, Entity]) -> bool:
    """Return whether one investor puts a sum into one target; facts of other years about a body are other rounds."""
    a, b = one.statement, other.statement
    if (a.subject, a.object) != (b.subject, b.object):
        return False
    facts = a.status == b.status == "Asserted"
    rounds = facts and a.date and b.date and a.date[:4] != b.date[:4]
    return entities[a.object].cls == "Project" or not rounds


def same_project(one: Told, other: Told, entities: dict[str, Entity]) -> bool:
    """Return whether two statements tell the sum of one project, whoever puts it in; shares of several are several."""
    a, b = one.statement, other.statement
    if a.object != b.object or entities[a.object].cls != "Project":
        return False
    return a.subject == b.subject or not any(says("each", s.quote, s.amount or "", sentence=True) for s in (a, b))


def renamed(one: Told, other: Told, entities: dict[str, Entity]) -> bool:
    """Return whether one investor's sum goes into two projects that have one name, worded in two ways."""
    a, b = one.statement, other.statement
    if a.subject != b.subject or a.object == b.object:
        return False
    ends = entities[a.object], entities[b.object]
    if any(end.cls != "Project" for end in ends):
        return False
    first, second = (project_name(end.name) for end in ends)
    return first.phase == second.phase and one_name(first, second)


def passed_on(one: Told, other: Told) -> bool:
    """Return whether what one body puts into another, and what that one puts into something, are the same money."""
    a, b = one.statement, other.statement
    return a.subject != b.subject and (a.object == b.subject or b.object == a.subject)


def share(one: Sum) -> bool:
    """Return whether a sum is the share that each of several investors has (甲、乙各投资1亿元)."""
    s = one.lead.statement
    return says("each", s.quote, s.amount or "", sentence=True)


def running_total(one: Sum) -> bool:
    """Return whether a sum gathers what was put in so far (累计投资)."""
    s = one.lead.statement
    return one.status == "Asserted" and says("running", s.quote, s.amount or "")


def fulfilled(plan: Sum, fact: Sum) -> bool:
    """Return whether a fact is told after a plan and is not dated before the plan was told."""
    if plan is fact:
        return False
    told = min((one.printed for one in plan.told if one.printed), default="")
    day = max((one.printed for one in fact.told if one.printed), default="")
    date = fact.lead.statement.date
    if not told or not day:
        return True
    if date and interval(date).last < interval(told).first:
        return False
    return day > told


def _articles(one: Sum) -> set[tuple[str, int]]:
    return {(told.statement.doc, told.statement.article) for told in one.told}


def _candidates(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Give the pairs of statements that share an end or a sentence."""
    near: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for one in told:
        s = one.statement
        near["end", s.subject].append(one)
        near["end", s.object].append(one)
        near["quote", s.doc, str(s.quote_start)].append(one)
    for group in near.values():
        yield from combinations(group, 2)

"""Where officials go, and which of their visits came before an investment.

A visit is one visitor at one site on one day, however many pages and sentences tell it. Only visits that are told as
made are counted; those that are only reported have a column of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kg.analysis.counting import (
    UNDATED,
    Interval,
    Names,
    Told,
    Visit,
    before_print,
    chosen,
    ids,
    interval,
    period,
    visits,
)
from kg.analysis.deals import Deal, Deals
from kg.analysis.names import entity_named
from kg.analysis.periods import PERIODS
from kg.analysis.table import Column, Row, Table
from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.records import Dataset

SITES = ("Park", "Firm")
VISITOR = "Official"
_LENGTHS = {"month": 7, "quarter": 7, "year": 4}
"""Characters of an ISO date that a period needs."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A visit, and a deal that it came before or may have."""

    visit: Visit
    relation: str
    deal: Deal
    date: str
    start: Interval
    order: str

    @property
    def key(self) -> tuple[object, ...]:
        """Return what pairs are sorted by: the clear ones first, then by date of the deal and of the visit."""
        ends = (self.visit.site, self.relation, self.visit.visitor)
        return (self.order != "before", self.date, self.visit.date or "", self.deal.sum.order, *ends)


def attention(
    dataset: Dataset, *, by: str = "month", who: str | None = None, kind: str | None = None, top: int = 20
) -> Table:
    """Return how often officials visited the parks and firms visited most, by month, quarter or year.

    `who` keeps the visits of one visitor of any class, `kind` (``Park`` or ``Firm``) one class of site, `top` that many
    sites with the most visits. Columns: period, site, its class, number of visitors, of visits, and of visits that are
    only reported. Rows come by site, the most visited first, then by period. Raises `OptionError` for an unknown
    period, class or a `top` below 1, and `NotFound` where `who` names nobody or several.
    """
    chosen(by, PERIODS, "period")
    sites = (chosen(kind, SITES, "kind"),) if kind else SITES
    if top < 1:
        raise OptionError(f"top {top}: at least one site has to be shown")
    names = Names(dataset)
    person = entity_named(dataset, who).id if who else None
    seen = [
        visit
        for visit in visits(dataset)
        if names.cls(visit.site) in sites
        and (visit.visitor == person if person else names.cls(visit.visitor) == VISITOR)
    ]
    made = [visit for visit in seen if visit.status != "Planned"]
    totals = Counter(visit.site for visit in made)
    ranked = sorted(totals, key=lambda site: (-totals[site], names[site], site))
    place = {site: number for number, site in enumerate(ranked[:top])}
    groups: dict[tuple[int, str], list[Visit]] = defaultdict(list)
    for visit in made:
        if visit.site in place:
            groups[place[visit.site], period(visit.date, by)].append(visit)
    rows = []
    for (number, when), group in sorted(groups.items()):
        site = ranked[number]
        told = [visit for visit in group if visit.status == "Asserted"]
        cells = (when, names[site], names.cls(site), len({v.visitor for v in group}), len(told), len(group) - len(told))
        rows.append(Row(cells, ids(one for visit in group for one in visit.told)))
    notes = ["A visitor at a site is one visit a day, however often it is told."]
    coarse = sum(1 for visit in made if visit.date and len(visit.date) < _LENGTHS[by])
    undated = sum(1 for visit in made if not visit.date)
    notes += [f"Visits dated less exactly than by {by}, which stand under what is told: {coarse}."] if coarse else []
    notes += [f"Visits without a date, which stand under {UNDATED}: {undated}."] if undated else []
    planned = len(seen) - len(made)
    notes += [f"Visits that are only planned, left out: {planned}."] if planned else []
    hidden = len(ranked) - len(place)
    notes += [f"Sites with fewer visits, left out: {hidden}."] if hidden > 0 else []
    return Table(
        "attention",
        "Where officials go",
        "领导关注度",
        (
            Column("period", "时段"),
            Column("site", "地点"),
            Column("kind", "类别"),
            Column("visitors", "到访者"),
            Column("visits", "到访次数"),
            Column("reported", "据称到访"),
        ),
        tuple(rows),
        tuple(notes),
    )


def before_investment(dataset: Dataset, *, days: int = 365) -> Table:
    """Return the visits to firms and parks up to `days` days before an investment by or into them was told of.

    An investment is one deal as `kg.analysis.deals` counts it, its day the earliest that its statements give: their own
    date, or the day they were printed if that is earlier. A date that is a month or year is an interval: a visit is
    ``before`` only where its end lies before the start of the investment, and ``unclear`` where the two overlap or one
    article tells both. Columns: visit, visitor, site, its class, relation (``by`` or ``into``), investment, investor,
    target, amount in units of its currency, currency, status, days between (the least there can be), order. Raises
    `OptionError` for less than one day.
    """
    if days < 1:
        raise OptionError(f"days {days}: at least one day has to lie between")
    names = Names(dataset)
    seen, undated = defaultdict(list), 0
    for visit in visits(dataset):
        if names.cls(visit.site) not in SITES or visit.status == "Planned":
            continue
        if visit.date:
            seen[visit.site].append(visit)
        else:
            undated += 1
    found, unknown = [], 0
    for deal in Deals(dataset).counted:
        dated = announced(deal)
        if dated is None:
            unknown += 1
            continue
        ends = [("by", one) for one in deal.investors] + [("into", one) for one in deal.targets]
        for relation, site in ends:
            for visit in seen[site]:
                order = _order(visit, deal, dated, days)
                if order:
                    found.append(_Pair(visit, relation, deal, *dated, order))
    found.sort(key=lambda pair: pair.key)
    notes = [
        "That a visit came first does not say that it led to the investment.",
        "A statement without a date of its own counts as told on the day it was printed.",
    ]
    unclear = sum(1 for pair in found if pair.order == "unclear")
    notes += (
        [f"Rows that are unclear, for their dates overlap or one article tells both: {unclear}."] if unclear else []
    )
    notes += [f"Visits without a date, left out: {undated}."] if undated else []
    notes += [f"Investments without a date, left out: {unknown}."] if unknown else []
    return Table(
        "before-investment",
        "Visits before an investment",
        "投资前的到访",
        (
            Column("visit", "到访日期"),
            Column("visitor", "到访者"),
            Column("site", "到访地"),
            Column("kind", "类别"),
            Column("relation", "关系"),
            Column("investment", "投资日期"),
            Column("investor", "投资方"),
            Column("target", "投资对象"),
            Column("amount", "金额"),
            Column("currency", "币种"),
            Column("status", "状态"),
            Column("days", "相隔"),
            Column("order", "先后"),
        ),
        tuple(_told(pair, names) for pair in found),
        tuple(notes),
    )


def announced(deal: Deal) -> tuple[str, Interval] | None:
    """Return the earliest date that a deal was told of or dated, and the days it may mean; None where none is known.

    What was set aside for it, an older plan or a first phase, told of it too.
    """
    dates = []
    for one in deal.behind:
        own, page = one.statement.date, one.printed
        if own:
            dates.append((before_print(own, page), own))
        if page:
            dates.append((interval(page), page))
    if not dates:
        return None
    days, date = min(dates, key=lambda pair: (pair[0].first, pair[0].last, pair[1]))
    return date, days


def _order(visit: Visit, deal: Deal, start: tuple[str, Interval], days: int) -> str | None:
    """Return whether a visit came ``before`` a deal, may have (``unclear``), or neither."""
    when, first = _days(visit), start[1]
    if when.first > first.last or first.first - when.last > timedelta(days):
        return None
    articles = {(one.statement.doc, one.statement.article) for one in deal.behind if one.printed == start[0]}
    if when.last >= first.first or articles & {(one.statement.doc, one.statement.article) for one in visit.told}:
        return "unclear"
    return "before"


def _days(visit: Visit) -> Interval:
    """Return the days that a visit may have been on: none after a page that tells it as made."""
    made: list[Told] = [one for one in visit.told if one.statement.status == visit.status]
    intervals = [before_print(visit.date or "", one.printed) for one in made]
    return min(intervals, key=lambda days: (days.last, days.first))


def _told(pair: _Pair, names: Names) -> Row:
    """Return the row of a visit and a deal."""
    visit, deal = pair.visit, pair.deal
    cells = (
        visit.date,
        names[visit.visitor],
        names[visit.site],
        names.cls(visit.site),
        pair.relation,
        pair.date,
        names[deal.investor],
        names[deal.target],
        deal.value,
        deal.currency,
        deal.status,
        max((pair.start.first - _days(visit).last).days, 0),
        pair.order,
    )
    return Row(cells, ids([*visit.told, *deal.behind]))

"""What pages tell of investments, added up: each sum once, by the rules of `kg.analysis.deals`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from kg.analysis.counting import UNDATED, Names, chosen, ids, period, statements, status_of, sure
from kg.analysis.deals import FIGURE, PART, PLAN, SAME, TOTAL, Deal, Deals
from kg.analysis.industries import Industry, industry_of
from kg.analysis.table import Column, Row, Table, Value

if TYPE_CHECKING:
    from kg.records import Dataset

UNKNOWN = "unknown"
NO_PARK = "no park"
NO_FIRM = "no firm"
NO_PROJECT = "no project"
_ZH = {"park": "园区", "firm": "企业", "industry": "行业", "year": "年份", "project": "项目"}
_WHY = {
    SAME: "Statements that tell a sum told by another",
    FIGURE: "Sums left out as other figures of a project that is counted",
    PLAN: "Plans that gave way to a fact of the same investor and target",
    PART: "Sums left out as parts of a total that is counted",
    TOTAL: "Totals left out, since their parts are counted",
}


@dataclass(frozen=True, slots=True)
class _Group:
    """What a deal is counted under."""

    label: str
    rest: bool = False
    """Whether it holds what belongs nowhere: such a row comes last."""


def money(dataset: Dataset, *, by: str = "park", currency: str | None = "CNY") -> Table:
    """Return planned and done investment by park, firm, industry, year or project, every sum counted once.

    `currency` keeps the sums in one currency (ISO 4217); with None each currency has rows of its own, for nothing is
    converted. A sum stands in one group and one column: ``done``, ``planned``, or ``reported`` where pages only pass
    it on. Columns: the group, currency, done, planned, reported (in units of the currency), deals, statements (those
    that tell the sums or were set aside for them). Raises `OptionError` for an unknown grouping.
    """
    chosen(by, _ZH, "by")
    deals = Deals(dataset)
    names = Names(dataset)
    kept = [deal for deal in deals.counted if currency in (None, deal.currency)]
    group = _grouping(by, dataset, deals, names)
    groups: dict[tuple[_Group, str], list[Deal]] = defaultdict(list)
    for deal in kept:
        groups[group(deal), deal.currency].append(deal)
    rows = [_row(key, unit, found) for (key, unit), found in groups.items()]
    rows.sort(key=lambda row: row[0])
    notes = _notes(deals, currency)
    if by == "industry":
        notes.append(
            "The industry is that of most products of the project, else of the firm it goes into, else of its investor."
        )
        unknown = sum(1 for deal in kept if group(deal).rest)
        notes += (
            [f"Deals under {UNKNOWN}, of no product that is told or that a word places: {unknown}."] if unknown else []
        )
    if by == "park":
        far = sum(1 for deal in kept if _park(deal, deals)[1])
        notes += (
            [f"Deals counted where their investor lies, for nobody says where the target does: {far}."] if far else []
        )
    if by == "year":
        notes.append(f"A year is one that the page gives; sums without one stand under {UNDATED}.")
    if by == "firm":
        notes.append("A sum of several firms stands under the one that is told most surely.")
    return Table(
        "money",
        f"Investment by {by}",
        f"按{_ZH[by]}统计的投资",
        (
            Column("group", _ZH[by]),
            Column("currency", "币种"),
            Column("done", "已投"),
            Column("planned", "计划"),
            Column("reported", "据称"),
            Column("deals", "笔数"),
            Column("told", "陈述"),
        ),
        tuple(row for _, row in rows),
        tuple(notes),
    )


def _row(group: _Group, currency: str, deals: list[Deal]) -> tuple[tuple[Value, ...], Row]:
    """Return a row with what it is sorted by: the currency, what belongs nowhere last, then the largest."""
    done, planned, reported = (
        round(fsum(deal.value for deal in deals if deal.status == status), 2)
        for status in ("Asserted", "Planned", "Reported")
    )
    behind = ids(one for deal in deals for one in deal.behind)
    cells = (group.label, currency, done, planned, reported, len(deals), len(behind))
    return (currency != "CNY", currency, group.rest, -(done + planned + reported), group.label), Row(cells, behind)


def _grouping(by: str, dataset: Dataset, deals: Deals, names: Names) -> Callable[[Deal], _Group]:
    if by == "park":
        return lambda deal: _named(_park(deal, deals)[0], NO_PARK, names)
    if by == "firm":
        return lambda deal: _named(deal.investor if names.cls(deal.investor) == "Firm" else None, NO_FIRM, names)
    if by == "project":
        return lambda deal: _named(deal.target if names.cls(deal.target) == "Project" else None, NO_PROJECT, names)
    if by == "year":
        return _year
    made = _industries(dataset, names)

    def industry(deal: Deal) -> _Group:
        for things in (deal.sum.projects, (deal.target,), (deal.investor,)):
            found = sum((made[thing] for thing in (*things,) if thing in made), Counter[Industry]())
            if found:
                best = min(found, key=lambda one: (-found[one], one))
                return _Group(f"{best.code} {best.name}")
        return _Group(UNKNOWN, rest=True)

    return industry


def _named(entity: str | None, none: str, names: Names) -> _Group:
    return _Group(names[entity]) if entity else _Group(none, rest=True)


def _park(deal: Deal, deals: Deals) -> tuple[str | None, bool]:
    """Return the park of a deal, and whether it is that of the investor, for nobody says where the target lies."""
    targets = sorted(deal.targets, key=lambda one: (one != deal.target, one))
    for target in targets:
        park = deals.ground.park(target)
        if park:
            return park, False
    if any(deals.ground.known(target) or deals.entities[target].cls == "Place" for target in targets):
        return None, False
    park = deals.ground.park(deal.investor)
    return park, park is not None


def _year(deal: Deal) -> _Group:
    dated = [one.statement for one in deal.told if one.statement.date]
    status = status_of(deal.told)
    best = min(dated, key=lambda s: (s.status != status, sure(s)), default=None)
    return _Group(period(best.date, "year")) if best else _Group(UNDATED, rest=True)


def _industries(dataset: Dataset, names: Names) -> dict[str, Counter[Industry]]:
    """Return the industries of what each maker makes or will make, by statements."""
    made: dict[str, Counter[Industry]] = defaultdict(Counter)
    for one in statements(dataset, "produces"):
        industry = industry_of(names.entities[one.statement.object].name)
        if industry and one.statement.status in {"Asserted", "Planned"}:
            made[one.statement.subject][industry] += 1
    return made


def _notes(deals: Deals, currency: str | None) -> list[str]:
    """Return what was left out, and why."""
    notes = ["What papers announce is counted, each sum once; it is no account of what was spent."]
    notes += [f"{told}: {deals.left[why]}." for why, told in _WHY.items() if deals.left[why]]
    notes += [
        f"Plans were larger than the facts they gave way to by {gap:,.0f} {unit}, which is in no column."
        for unit, gap in deals.gaps.items()
        if currency in (None, unit)
    ]
    others = Counter(deal.currency for deal in deals.counted if currency not in (None, deal.currency))
    if others:
        told = ", ".join(f"{number} in {unit}" for unit, number in sorted(others.items()))
        notes.append(f"Nothing is converted: sums in other currencies are left out ({told}).")
    for told, number in (
        ("Totals of divisions, parks and agencies, left out as statistics", len(deals.statistics)),
        ("Sums without a number, left out", deals.vague),
        ("Denied sums, left out", deals.denied),
    ):
        notes += [f"{told}: {number}."] if number else []
    return notes

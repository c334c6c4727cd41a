"""Who makes what, of what, and where: chains of products, what parks are strong in, and capacities counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import fsum
from typing import TYPE_CHECKING

from kg.analysis.counting import Ground, Names, Told, chosen, grouped, ids, owners, statements, status_of
from kg.analysis.industries import industry_of
from kg.analysis.names import entity_named
from kg.analysis.table import Column, Row, Table, Value
from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.records import Dataset

MADE_FROM = "madeFrom"
"""Product to the product it is made from; read as it stands, for data that does not have it has no chains."""
TOLERANCE = 0.02
"""By what part of the larger two capacities may differ and still be one."""
_LISTED = 5
_TOTALS = ("Place", "Park")
UNITS = {
    "t": ("吨", 1.0),
    "kg": ("吨", 0.001),
    "公斤": ("吨", 0.001),
    "千克": ("吨", 0.001),
    "KW": ("kW", 1.0),
    "千瓦": ("kW", 1.0),
    "兆瓦": ("MW", 1.0),
    "吉瓦": ("GW", 1.0),
    "KWh": ("kWh", 1.0),
    "千瓦时": ("kWh", 1.0),
    "兆瓦时": ("MWh", 1.0),
    "吉瓦时": ("GWh", 1.0),
    "平米": ("平方米", 1.0),
    "立方": ("立方米", 1.0),
    "m³": ("立方米", 1.0),
    "标方": ("标准立方米", 1.0),
    "标立方米": ("标准立方米", 1.0),
    "Nm³": ("标准立方米", 1.0),
    "标箱": ("TEU", 1.0),
    "标准箱": ("TEU", 1.0),
    "台套": ("台（套）", 1.0),
    "台(套)": ("台（套）", 1.0),
    "件套": ("件（套）", 1.0),
}
"""Units that are another one by definition, and how many of it they are; days are not made years, nor sets pieces."""


def chains(dataset: Dataset, *, product: str | None = None, steps: int = 4) -> Table:
    """Return what products are made from, step by step upstream, and who makes each.

    The chain begins with `product`, without one with every product that goes into no other; each product stands in it
    once, at its least number of steps. Step 0 is the product itself. Denied statements lead nowhere, and a row's status
    is that of its link, at step 0 that of who makes it. Columns: product, step, what it is made from, into what that
    goes, number of makers, the makers told most surely, status. Raises `OptionError` for less than one step and
    `NotFound` where `product` names no product or several.
    """
    if steps < 1:
        raise OptionError(f"steps {steps}: a chain has at least one")
    names, owner = Names(dataset), _Makers(dataset)
    links: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for one in statements(dataset, MADE_FROM):
        if one.statement.status != "Denied" and one.statement.subject != one.statement.object:
            links[one.statement.subject][one.statement.object].append(one)
    made = [one for one in statements(dataset, "produces") if one.statement.status != "Denied"]
    makers = grouped(made, lambda s: s.object)
    used = {upstream for into in links.values() for upstream in into}
    known = {*links, *used, *makers}
    # Products that only go into each other in a ring have no end to begin with; any of them may be asked for.
    starts = [_product(dataset, product)] if product else [one for one in known if one not in used]
    rows: list[tuple[tuple[object, ...], Row]] = []
    for start in starts:
        seen = {start}
        level: list[tuple[str, str | None]] = [(start, None)]
        for step in range(steps + 1):
            ahead: dict[str, str] = {}
            for item, into in level:
                link = links[into][item] if into else []
                told = makers.get(item, [])
                shown = list(dict.fromkeys(names[owner.of(one.statement.subject)] for one in told))
                status = status_of(link or told) if link or told else None
                goes = names[into] if into else None
                cells = (names[start], step, names[item], goes, len(shown), "、".join(shown[:_LISTED]), status)
                # Of a product that nobody is said to make, what it is made from is the evidence.
                onward = [one for told_of in links.get(item, {}).values() for one in told_of]
                if behind := ids(link + told) or ids(onward):
                    rows.append(
                        ((start not in links, names[start], start, step, names[item], item), Row(cells, behind))
                    )
                for upstream in sorted(links.get(item, ()), key=lambda one: (names[one], one)):
                    if upstream not in seen:
                        ahead.setdefault(upstream, item)
            seen |= set(ahead)
            level = list(ahead.items())
    rows.sort(key=lambda row: row[0])
    alone = sum(1 for start in starts if start not in links)
    notes = [f"A row names up to {_LISTED} makers, a project by its owner; its statements are those of all."]
    notes += [f"Products of which no page says what they are made from: {alone}."] if alone else []
    return Table(
        "chains",
        "What products are made from",
        "产业链",
        (
            Column("product", "产品"),
            Column("step", "级"),
            Column("item", "上游产品"),
            Column("into", "用于"),
            Column("makers", "生产者"),
            Column("names", "生产者名称"),
            Column("status", "状态"),
        ),
        tuple(row for _, row in rows),
        tuple(notes),
    )


def specialisation(dataset: Dataset, *, by: str = "product", minimum: int = 5) -> Table:
    """Return what the makers in each park make, its share there, and the location quotient against all parks.

    The location quotient is a park's share of a good divided by the share of that good in all parks together (W. Isard,
    Methods of Regional Analysis, 1960, ch. 7): above 1 the park makes more of it than others do. What is counted are
    pairs of a maker and a product (`by` ``product``) or division of GB/T 4754 (``industry``), told as facts; a project
    counts for its owner. Parks with fewer than `minimum` statements are left out as rows and still count in the whole.
    Columns: park, good, makers, share and quotient (as fractions), statements. Raises `OptionError` for an unknown
    `by` and a minimum below 1.
    """
    chosen(by, ("product", "industry"), "by")
    if minimum < 1:
        raise OptionError(f"minimum {minimum}: a share of nothing cannot be told")
    names, ground, makers = Names(dataset), Ground(dataset), _Makers(dataset)
    goods: dict[str, dict[str, dict[str, list[Told]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    unplaced = unnamed = 0
    for one in statements(dataset, "produces"):
        if one.statement.status != "Asserted":
            continue
        park = ground.park(one.statement.subject) or ground.park(makers.of(one.statement.subject))
        good = _good(names, one.statement.object, by)
        if park is None or good is None:
            unplaced += park is None
            unnamed += park is not None
            continue
        goods[park][good][makers.of(one.statement.subject)].append(one)
    whole: dict[str, int] = defaultdict(int)
    for own in goods.values():
        for good, told in own.items():
            whole[good] += len(told)
    everything = sum(whole.values())
    rows = []
    small = 0
    for park, own in goods.items():
        if sum(len(told) for good in own.values() for told in good.values()) < minimum:
            small += 1
            continue
        pairs = sum(len(told) for told in own.values())
        for good, told in own.items():
            share = len(told) / pairs
            quotient = share / (whole[good] / everything)
            behind = ids(one for same in told.values() for one in same)
            label = names[good] if by == "product" else good
            cells = (names[park], label, len(told), round(share, 4), round(quotient, 3), len(behind))
            rows.append(((names[park], park, -quotient, label), Row(cells, behind)))
    rows.sort(key=lambda row: row[0])
    notes = ["Counted are makers, not what they make of it: a quotient says nothing of output."]
    notes += [f"Parks with fewer than {minimum} statements, left out: {small}."] if small else []
    notes += [f"Statements of makers in no known park, left out: {unplaced}."] if unplaced else []
    notes += [f"Statements of products that no word places in an industry, left out: {unnamed}."] if unnamed else []
    return Table(
        "specialisation",
        "What parks are strong in",
        "园区专业化",
        (
            Column("park", "园区"),
            Column("made", "产品" if by == "product" else "行业"),
            Column("makers", "生产者"),
            Column("share", "占比"),
            Column("quotient", "区位商"),
            Column("told", "陈述"),
        ),
        tuple(row for _, row in rows),
        tuple(notes),
    )


def capacity(dataset: Dataset, *, product: str | None = None) -> Table:
    """Return capacities by product, unit and producer, existing and planned apart, none counted twice.

    A project counts for its owner. Capacities of one producer, product and unit that differ by 2 % at most are one; a
    plan that a fact reaches is existing. Of a producer's own figures the largest stands, those of its projects add up,
    and of the two the larger stands, for one holds the other. Columns: product, unit, producer, its class, existing,
    planned, reported (in the unit), statements. Raises `NotFound` where `product` names no product or several.
    """
    names, makers = Names(dataset), _Makers(dataset)
    wanted = _product(dataset, product) if product else None
    told = [one for one in statements(dataset, "produces") if one.statement.capacity]
    denied = sum(1 for one in told if one.statement.status == "Denied")
    told = [one for one in told if one.statement.status != "Denied" and wanted in (None, one.statement.object)]
    vague = sum(1 for one in told if not one.statement.capacity_value or not one.statement.capacity_unit)
    told = [one for one in told if one.statement.capacity_value and one.statement.capacity_unit]
    groups = grouped(told, lambda s: (s.object, _unit(s.capacity_unit or "")[0], makers.of(s.subject)))
    rows = []
    for (item, unit, producer), same in groups.items():
        by_status = grouped(same, lambda s: s.status)
        existing = by_status.get("Asserted", [])
        planned = _not_yet(by_status.get("Planned", []), existing)
        reported = _not_yet(by_status.get("Reported", []), [*existing, *planned])
        sizes = [_size(figures, producer) for figures in (existing, planned, reported)]
        cells: tuple[Value, ...] = (names[item], unit, names[producer], names.cls(producer), *sizes, len(same))
        rows.append(((names[item], item, unit, -fsum(sizes), names[producer], producer), Row(cells, ids(same))))
    rows.sort(key=lambda row: row[0])
    notes = [
        "A unit without a period is a quantity that was made, sold or handled, no capacity.",
        "What is planned may hold what exists: papers do not always tell an extension from the whole.",
    ]
    totals = sum(1 for _, _, producer in groups if names.cls(producer) in _TOTALS)
    notes += [f"Rows of parks and places, which hold those of their firms: {totals}."] if totals else []
    notes += [f"Capacities without a number, left out: {vague}."] if vague else []
    notes += [f"Denied capacities, left out: {denied}."] if denied else []
    return Table(
        "capacity",
        "Capacities by product",
        "产能",
        (
            Column("product", "产品"),
            Column("unit", "单位"),
            Column("producer", "生产者"),
            Column("kind", "类别"),
            Column("existing", "已有"),
            Column("planned", "计划"),
            Column("reported", "据称"),
            Column("told", "陈述"),
        ),
        tuple(row for _, row in rows),
        tuple(notes),
    )


class _Makers:
    """Who makes what a project makes: its owner, if there is one that is told."""

    def __init__(self, dataset: Dataset) -> None:
        self._owners = owners(dataset)

    def of(self, maker: str) -> str:
        """Return the owner of a project that is told most surely, else the maker itself."""
        return self._owners.get(maker, [maker])[0]


def _product(dataset: Dataset, name: str) -> str:
    products = tuple(entity for entity in dataset.entities if entity.cls == "Product")
    return entity_named(replace(dataset, entities=products), name).id


def _good(names: Names, product: str, by: str) -> str | None:
    if by == "product":
        return product
    industry = industry_of(names.entities[product].name)
    return f"{industry.code} {industry.name}" if industry else None


def _unit(unit: str) -> tuple[str, float]:
    """Return the unit that a unit is by definition, its period kept, and how many of it one is."""
    base, slash, time = unit.partition("/")
    name, factor = UNITS.get(base, (base, 1.0))
    return name + slash + time, factor


def _value(one: Told) -> float:
    s = one.statement
    return (s.capacity_value or 0.0) * _unit(s.capacity_unit or "")[1]


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= TOLERANCE * max(one, other)


def _not_yet(figures: Sequence[Told], reached: Sequence[Told]) -> list[Told]:
    """Return the figures that are not those of statements that go before them."""
    return [one for one in figures if not any(_close(_value(one), _value(other)) for other in reached)]


def _size(figures: Sequence[Told], producer: str) -> float:
    """Return the capacity that figures of one status tell together: a producer's own, or the sum of its projects'."""
    by_maker = {maker: max(map(_value, own)) for maker, own in grouped(figures, lambda s: s.subject).items()}
    own = by_maker.pop(producer, 0.0)
    return round(max(own, fsum(by_maker.values())), 6)

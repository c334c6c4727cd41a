"""Visits, each counted once, and those that came before an investment."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.attention import attention, before_investment
from kg.analysis.counting import before_print, interval, period, visits
from kg.errors import NotFound, OptionError
from kg.records import Dataset
from tests.analysis.counted import Said, behind, cells, copied, invests, page, says
from tests.analysis.told import dataset, shuffled

LIN, ZHOU, FIRM, PARK = "林书记", "周书记", "云澜公司", "清江产业园"


def visit(who: str = LIN, site: str = FIRM, date: str | None = "2025-02-03", **fields: object) -> Said:
    return says(who, "visited", site, date=date, **fields)


def test_a_visit_told_twice_is_one_and_two_visitors_are_two_visits() -> None:
    data = dataset(page("a", visit(), visit(), visit(ZHOU)), page("b", visit()))
    assert attention(data).rows[0].cells == ("2025-02", FIRM, "Firm", 2, 2, 0)
    assert len(attention(data).rows[0].statements) == 4


def test_visits_of_two_days_are_two_and_one_of_a_month_may_be_either() -> None:
    data = dataset(page("a", visit(), visit(date="2025-02-05"), visit(date="2025-02"), visit(date="2025-03")))
    assert cells(attention(data), "period", "visitors", "visits") == [("2025-02", 1, 2), ("2025-03", 1, 1)]
    assert [one.date for one in visits(data)] == ["2025-02-03", "2025-02-05", "2025-03"]


@pytest.mark.parametrize(("by", "expected"), [("month", "2025-02"), ("quarter", "2025-Q1"), ("year", "2025")])
def test_periods(by: str, expected: str) -> None:
    assert cells(attention(dataset(page("a", visit())), by=by), "period") == [(expected,)]


@pytest.mark.parametrize(
    ("date", "by", "expected"),
    [
        ("2025-04-01", "quarter", "2025-Q2"),
        ("2025-12", "quarter", "2025-Q4"),
        ("2025", "month", "2025"),
        ("2025", "quarter", "2025"),
        (None, "year", "undated"),
    ],
)
def test_a_date_that_is_less_exact_gives_itself(date: str | None, by: str, expected: str) -> None:
    assert period(date, by) == expected


def test_only_visits_that_were_made_are_counted_and_reports_apart() -> None:
    data = dataset(
        page(
            "a",
            visit(status="Denied"),
            visit(date="2025-02-04", status="Planned"),
            visit(date="2025-02-05", status="Reported"),
            visit(date="2025-02-06"),
        )
    )
    assert cells(attention(data), "visits", "reported") == [(1, 1)]
    assert "Visits that are only planned, left out: 1." in attention(data).notes


def test_whose_visits_to_what() -> None:
    data = dataset(page("a", visit(), visit(ZHOU, PARK), says("工信局", "visited", FIRM, date="2025-02-09")))
    assert cells(attention(data), "site") == [(FIRM,), (PARK,)]
    assert cells(attention(data, who=LIN), "site") == [(FIRM,)]
    assert cells(attention(data, who="工信局"), "visits") == [(1,)]
    assert cells(attention(data, kind="Park"), "site") == [(PARK,)]


def test_the_most_visited_sites_with_all_their_periods() -> None:
    data = dataset(page("a", visit(), visit(date="2024-01-01"), visit(site=PARK), visit(date=None, site=PARK)))
    table = attention(data, top=1, by="year")
    assert cells(table, "period", "site") == [("2024", FIRM), ("2025", FIRM)]
    assert "Sites with fewer visits, left out: 1." in table.notes


def test_options_are_checked() -> None:
    for wrong in ({"by": "week"}, {"kind": "Place"}, {"top": 0}):
        with pytest.raises(OptionError):
            attention(dataset(page("a", visit())), **wrong)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        attention(dataset(page("a", visit())), who="无人")
    with pytest.raises(OptionError):
        before_investment(dataset(), days=0)


def order(
    visited: str | None, invested: str | None, *, issued: str = "2025-06-01", days: int = 365
) -> list[tuple[object, ...]]:
    """Return the order and the days between for a visit and an investment told on pages of their own."""
    told = page("b", invests(FIRM, "烧碱项目", "3亿元", date=invested), issued=issued)
    return cells(before_investment(dataset(page("a", visit(date=visited)), told), days=days), "order", "days")


@pytest.mark.parametrize(
    ("visited", "invested", "expected"),
    [
        ("2025-02-03", "2025-02-10", [("before", 7)]),
        ("2025-02-10", "2025-02-10", [("unclear", 0)]),
        ("2025-02-11", "2025-02-10", []),
        ("2025-02", "2025-02-10", [("unclear", 0)]),
        ("2025-01", "2025-02-10", [("before", 10)]),
        ("2025-02-03", "2025", [("unclear", 0)]),
        ("2024", "2025", [("before", 1)]),
        ("2024-02-03", "2025-02-10", []),
        (None, "2025-02-10", []),
        ("2025-05-01", None, [("before", 31)]),
    ],
)
def test_a_visit_is_before_where_its_end_lies_before_the_start(
    visited: str | None, invested: str | None, expected: list[tuple[object, ...]]
) -> None:
    assert order(visited, invested) == expected


def test_how_long_before() -> None:
    assert order("2025-02-03", "2025-02-10", days=7) == [("before", 7)]
    assert order("2025-02-03", "2025-02-10", days=6) == []


def test_a_plan_dated_ahead_is_told_of_when_it_is_printed() -> None:
    assert order("2025-07-01", "2026", issued="2025-06-01") == []
    assert order("2025-05-01", "2026", issued="2025-06-01") == [("before", 31)]


def test_a_visit_and_an_investment_of_one_article_are_unclear() -> None:
    data = dataset(page("a", visit(date="2025-02-03"), invests(FIRM, "烧碱项目", "3亿元", "Planned")))
    assert cells(before_investment(data), "order", "relation") == [("unclear", "by")]


def test_an_older_plan_of_the_project_told_of_it_first() -> None:
    plan = page("a", invests(FIRM, "烧碱项目", "3亿元", "Planned"), issued="2025-01-01")
    fact = page("b", invests(FIRM, "烧碱项目", "5亿元"), issued="2025-06-01")
    assert before_investment(dataset(plan, fact, page("c", visit()))).rows == ()


def test_investment_into_a_park_and_denied_ones() -> None:
    told = page(
        "b", invests("东河公司", PARK, "3亿元"), invests("长河公司", PARK, "4亿元", "Denied"), issued="2025-06-01"
    )
    data = dataset(page("a", visit(site=PARK)), told)
    rows = cells(before_investment(data), "visitor", "site", "relation", "investor", "target", "amount", "status")
    assert rows == [(LIN, PARK, "into", "东河公司", PARK, 3e8, "Asserted")]


def test_a_date_may_mean_no_day_after_the_page_that_tells_it_as_done() -> None:
    assert str(before_print("2025", "2025-03-21").last) == "2025-03-21"
    assert before_print("2025-05", "2025-03-21") == interval("2025-05")
    assert str(interval("2024-02").last) == "2024-02-29"


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    dates = st.sampled_from(["2025-02-03", "2025-02-04", "2025-02", "2025", "2024-05", None])
    pages = []
    for number in range(draw(st.integers(1, 4))):
        said = [
            visit(
                draw(st.sampled_from([LIN, ZHOU])),
                draw(st.sampled_from([FIRM, PARK])),
                draw(dates),
                status=draw(st.sampled_from(["Asserted", "Planned", "Reported", "Denied"])),
            )
            for _ in range(draw(st.integers(0, 6)))
        ]
        said += [invests(FIRM, draw(st.sampled_from([PARK, "烧碱项目"])), "3亿元", date=draw(dates))]
        pages.append(page(f"p{number}", *said, issued=draw(st.sampled_from(["2025-02-05", "2025-08-01", None]))))
    return dataset(*pages)


@settings(max_examples=60, deadline=None)
@given(datasets(), st.integers(0, 99))
def test_neither_order_nor_copies_change_anything(data: Dataset, seed: int) -> None:
    mixed = shuffled(dataset(*data.documents, *(copied(one, f"z{one.doc}") for one in data.documents)), seed)
    assert attention(mixed) == attention(data)
    assert before_investment(mixed) == before_investment(data)


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_there_are_no_more_visits_than_statements(data: Dataset) -> None:
    table = attention(data)
    assert behind(table, data.statements)
    assert behind(before_investment(data), data.statements)
    for row, (count, reported) in zip(table.rows, cells(table, "visits", "reported"), strict=True):
        assert 0 < count + reported <= len(row.statements)

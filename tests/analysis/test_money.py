"""Sums of investment, each counted once: one test for each rule, with the answer worked out by hand."""

from __future__ import annotations

from itertools import pairwise
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.deals import FIGURE, PART, PLAN, SAME, TOTAL, Deals
from kg.analysis.industries import industries, industry_of
from kg.analysis.money import money
from kg.analysis.wording import one_name, project_name
from kg.errors import OptionError
from kg.records import Dataset, Extraction
from tests.analysis.counted import Said, behind, cells, copied, invests, makes, page, says
from tests.analysis.told import dataset, shuffled

A, B, P, PARK = "云澜公司", "东河公司", "烧碱项目", "清江产业园"
E8 = 100_000_000.0


def sums(*pages: Extraction) -> tuple[float, float, float]:
    """Return what is done, planned and reported in CNY, in 亿."""
    table = money(dataset(*pages), by="year")
    done, planned, reported = (fsum(row[i] for row in cells(table, "done", "planned", "reported")) for i in range(3))
    return done / E8, planned / E8, reported / E8


def left(*pages: Extraction) -> dict[str, int]:
    return {why: number for why, number in Deals(dataset(*pages)).left.items() if number}


def test_a_plan_and_its_fact_are_the_fact() -> None:
    plan = page("a", invests(A, P, "3亿元", "Planned"), issued="2024-01-05")
    fact = page("b", invests(A, P, "3亿元"), issued="2025-01-05")
    assert sums(plan, fact) == (3, 0, 0)
    assert left(plan, fact) == {SAME: 1}


def test_a_plan_of_a_pair_gives_way_to_a_later_fact_of_another_amount() -> None:
    plan = page("a", invests(A, B, "5亿元", "Planned"), issued="2024-01-05")
    fact = page("b", invests(A, B, "4亿元"), issued="2025-01-05")
    assert sums(plan, fact) == (4, 0, 0)
    assert left(plan, fact) == {PLAN: 1}
    assert "Plans were larger than the facts they gave way to by 100,000,000 CNY, which is in no column." in (
        money(dataset(plan, fact)).notes
    )


def test_a_plan_after_a_fact_of_the_same_pair_is_a_new_one() -> None:
    told = page("a", invests(A, B, "20亿元", date="2023"), invests(A, B, "9亿元", "Planned"), issued="2024-03-01")
    assert sums(told) == (20, 9, 0)


def test_two_pages_that_tell_one_sum_are_one() -> None:
    pages = page("a", invests(A, P, "3亿元")), page("b", invests(A, P, "2.98亿元"))
    assert sums(*pages)[0] in {3, 2.98}
    assert left(*pages) == {SAME: 1}


def test_what_a_firm_puts_into_another_is_one_sum_on_two_pages() -> None:
    pages = page("a", invests(A, B, "3亿元")), page("b", invests(A, B, "3亿元"))
    assert sums(*pages) == (3, 0, 0)
    assert left(*pages) == {SAME: 1}


def test_sums_of_one_project_by_the_mother_firm_and_its_daughter_are_one() -> None:
    told = page("a", invests(A, P, "56亿元"), invests(B, P, "56亿元"))
    assert sums(told) == (56, 0, 0)
    assert left(told) == {SAME: 1}


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("云澜公司、东河公司投资2亿元建设烧碱项目、轴承项目", 2),
        ("云澜公司投资2亿元建设烧碱项目，东河公司投资2亿元建设轴承项目", 4),
        ("云澜公司、东河公司分别投资2亿元建设烧碱项目、轴承项目", 4),
    ],
    ids=["once", "twice", "each"],
)
def test_a_sum_printed_once_in_a_sentence_is_one_unless_each_has_it(quote: str, expected: float) -> None:
    place = {"quote": quote, "quote_start": 7}
    assert sums(page("a", invests(A, P, "2亿元", **place), invests(B, "轴承项目", "2亿元", **place))) == (
        expected,
        0,
        0,
    )


def test_a_sum_into_a_park_and_into_a_work_there_is_one() -> None:
    into, work = invests(A, PARK, "3亿元"), invests(A, P, "3亿元")
    there, elsewhere = says(P, "locatedIn", PARK), says(P, "locatedIn", "长兴产业园")
    assert left(page("a", into, there), page("b", work)) == {SAME: 1}
    # Where nobody says where the work lies, only one article that tells both means one place.
    assert left(page("a", into, work)) == {SAME: 1}
    assert sums(page("a", into), page("b", work)) == (6, 0, 0)
    assert sums(page("a", into, work, elsewhere)) == (6, 0, 0)


def test_shares_of_several_investors_add_up() -> None:
    quote = {"quote": "云澜公司、东河公司各投资1亿元建设烧碱项目", "quote_start": 7}
    assert sums(page("a", invests(A, P, "1亿元", **quote), invests(B, P, "1亿元", **quote))) == (2, 0, 0)


def test_shares_of_a_project_are_parts_of_its_total() -> None:
    quote = {"quote": "云澜公司、东河公司各投资1亿元建设烧碱项目", "quote_start": 7}
    shares = page("a", invests(A, P, "1亿元", **quote), invests(B, P, "1亿元", **quote))
    assert sums(shares, page("b", invests(A, P, "5亿元"))) == (5, 0, 0)
    assert sums(shares, page("b", invests(A, P, "2亿元"))) == (2, 0, 0)


@pytest.mark.parametrize(
    "said",
    [
        (invests(A, P, "3亿元"), invests(B, "轴承项目", "3亿元")),
        (invests(A, P, "3亿元"), invests(A, "轴承项目", "3亿元")),
        (invests(A, "年产5万吨烧碱项目", "3亿元"), invests(A, "年产8万吨烧碱项目", "3亿元")),
        (invests(A, "烧碱项目一期", "3亿元"), invests(A, "烧碱项目二期", "3亿元")),
        (invests(A, B, "3亿元", date="2021"), invests(A, B, "3亿元", date="2023")),
    ],
    ids=["other firms", "other goods", "other sizes", "other phases", "other years"],
)
def test_equal_sums_of_different_deals_are_two(said: tuple[Said, Said]) -> None:
    assert sums(page("a", *said)) == (6, 0, 0)


def test_one_project_under_two_names_is_one() -> None:
    assert sums(page("a", invests(A, "年产5万吨烧碱项目", "3亿元"), invests(A, "烧碱生产线项目", "3亿元"))) == (3, 0, 0)


def test_of_several_figures_of_one_project_one_stands() -> None:
    pages = [page(doc, invests(A, P, amount, "Planned")) for doc, amount in (("a", "21亿元"), ("b", "23.5亿元"))]
    assert sums(*pages) == (0, 23.5, 0)
    assert left(*pages) == {FIGURE: 1}
    assert sums(*pages, page("c", invests(A, P, "8亿元"), issued="2026-01-01")) == (8, 0, 0)


@pytest.mark.parametrize(
    ("second", "third", "expected", "why"),
    [("10亿元", "15亿元", 30, {PART: 2}), ("10亿元", "20亿元", 30, {TOTAL: 1}), ("20亿元", "25亿元", 45, {TOTAL: 1})],
    ids=["phases are less", "phases make it up", "phases are more"],
)
def test_of_a_total_and_its_phases_the_larger_stands(
    second: str, third: str, expected: float, why: dict[str, int]
) -> None:
    said = invests(A, "烧碱项目一期", second, "Planned"), invests(A, "烧碱项目二期", third, "Planned")
    told = page("a", invests(A, P, "30亿元", "Planned"), *said)
    assert sums(told) == (0, expected, 0)
    assert left(told) == why


def test_a_phase_that_is_done_is_counted_and_the_planned_total_is_not() -> None:
    told = page("a", invests(A, P, "30亿元", "Planned"), invests(A, "烧碱项目一期", "10亿元"))
    assert sums(told) == (10, 0, 0)
    assert any("by 2,000,000,000 CNY" in note for note in money(dataset(told)).notes)


def test_a_planned_phase_is_no_part_of_what_is_done() -> None:
    assert sums(page("a", invests(A, P, "30亿元"), invests(A, "烧碱项目二期", "10亿元", "Planned"))) == (30, 10, 0)


def test_a_phase_of_another_firms_project_is_no_part() -> None:
    assert sums(page("a", invests(A, P, "30亿元"), invests(B, "烧碱项目二期", "10亿元"))) == (40, 0, 0)


def test_what_an_investor_puts_into_a_park_holds_its_sums_there() -> None:
    there = says(P, "locatedIn", PARK)
    assert sums(page("a", invests(A, PARK, "30亿元"), invests(A, P, "10亿元"), there)) == (30, 0, 0)
    assert sums(page("a", invests(A, PARK, "10亿元"), invests(A, P, "30亿元"), there)) == (30, 0, 0)
    assert sums(page("a", invests(A, PARK, "30亿元"), invests(B, P, "10亿元"), there)) == (40, 0, 0)
    elsewhere = says(P, "locatedIn", "长兴产业园")
    assert sums(page("a", invests(A, PARK, "30亿元"), invests(A, P, "10亿元"), elsewhere)) == (40, 0, 0)


def test_what_an_investor_puts_into_a_firm_holds_its_sums_for_that_firms_projects() -> None:
    assert sums(page("a", invests(A, B, "30亿元"), invests(A, P, "10亿元"), says(B, "develops", P))) == (30, 0, 0)


def test_an_investors_many_projects_hold_those_that_the_article_names() -> None:
    assert sums(page("a", invests(A, "5个项目", "30亿元"), invests(A, P, "10亿元"))) == (30, 0, 0)


def test_money_that_is_passed_on_is_one_sum() -> None:
    assert sums(page("a", invests(A, B, "3亿元"), invests(B, P, "3亿元"))) == (3, 0, 0)


def test_a_sum_that_gathers_holds_the_earlier_ones() -> None:
    total = {"quote": "云澜公司累计投资10亿元支持东河公司"}
    assert sums(page("a", invests(A, B, "10亿元", **total), invests(A, B, "4亿元", date="2021"))) == (10, 0, 0)
    assert sums(page("a", invests(A, B, "10亿元"), invests(A, B, "4亿元", date="2021"))) == (14, 0, 0)


@pytest.mark.parametrize(
    "said",
    [
        invests("平川县", "平川县", "90亿元"),
        invests("平川县", "青石镇", "90亿元"),
        invests(PARK, "27个开工项目", "90亿元"),
        invests("平川县", "公路项目", "90亿元", quote="全县固定资产投资90亿元，公路项目"),
    ],
)
def test_totals_of_divisions_and_parks_are_statistics(said: Said) -> None:
    told = page("a", said, invests(A, P, "1亿元"))
    assert sums(told) == (1, 0, 0)
    assert "Totals of divisions, parks and agencies, left out as statistics: 1." in money(dataset(told)).notes


def test_a_work_that_a_division_pays_for_is_a_deal() -> None:
    assert sums(page("a", invests("平川县", "自来水厂项目", "1亿元"))) == (1, 0, 0)


def test_denied_sums_never_count() -> None:
    told = page("a", invests(A, P, "3亿元", "Denied"), invests(A, "轴承项目", "数亿元"))
    table = money(dataset(told))
    assert table.rows == ()
    assert {"Denied sums, left out: 1.", "Sums without a number, left out: 1."} <= set(table.notes)


def test_reported_sums_have_a_column_of_their_own_until_they_are_a_plan_or_a_fact() -> None:
    report = page("a", invests(A, P, "3亿元", "Reported"))
    assert sums(report) == (0, 0, 3)
    assert sums(report, page("b", invests(A, P, "3亿元", "Planned"))) == (0, 3, 0)


def test_currencies_are_never_converted() -> None:
    data = dataset(page("a", invests(A, P, "3亿元"), invests(A, "轴承项目", "2亿港元")))
    rows = cells(money(data, by="firm", currency=None), "group", "currency", "done")
    assert rows == [(A, "CNY", 3 * E8), (A, "HKD", 2 * E8)]
    table = money(data, by="firm")
    assert cells(table, "currency", "done") == [("CNY", 3 * E8)]
    assert "Nothing is converted: sums in other currencies are left out (1 in HKD)." in table.notes


def test_groups() -> None:
    data = dataset(
        page(
            "a",
            invests(A, P, "3亿元", date="2024-05"),
            says(P, "locatedIn", PARK, status="Planned"),
            makes(P, "烧碱"),
            invests(B, "轴承项目", "2亿元", "Planned"),
            says(B, "locatedIn", "长兴产业园"),
            invests("平川县", "公路项目", "1亿元"),
        )
    )
    grouped = {
        by: dict(cells(money(data, by=by), "group", "deals")) for by in ("park", "firm", "industry", "year", "project")
    }
    assert grouped == {
        "park": {PARK: 1, "长兴产业园": 1, "no park": 1},
        "firm": {A: 1, B: 1, "no firm": 1},
        "industry": {"26 化学原料和化学制品制造业": 1, "unknown": 2},
        "year": {"2024": 1, "undated": 2},
        "project": {P: 1, "轴承项目": 1, "公路项目": 1},
    }
    assert "Deals counted where their investor lies, for nobody says where the target does: 1." in money(data).notes


def test_the_nearest_park_counts() -> None:
    said = says(P, "locatedIn", "滨江产业园"), says("滨江产业园", "locatedIn", PARK), says(P, "locatedIn", PARK)
    assert cells(money(dataset(page("a", invests(A, P, "3亿元"), *said))), "group") == [("滨江产业园",)]


def test_a_row_keeps_what_was_set_aside() -> None:
    data = dataset(page("a", invests(A, P, "21亿元", "Planned"), invests(A, P, "23亿元", "Planned")))
    (row,) = money(data).rows
    assert set(row.statements) == {s.id for s in data.statements}


def test_an_unknown_grouping_is_told() -> None:
    with pytest.raises(OptionError, match="it is one of park, firm, industry, year, project"):
        money(dataset(), by="colour")


@pytest.mark.parametrize("industry", sorted(set(industries().values())), ids=lambda one: one.code)
def test_the_words_of_an_industry_bear_out_its_examples(industry: object) -> None:
    examples = industry.examples  # type: ignore[attr-defined]
    assert examples
    assert [industry_of(example) for example in examples] == [industry] * len(examples)


def test_codes_are_in_order_and_products_of_no_word_are_of_no_industry() -> None:
    codes = [industry.code for industry in dict.fromkeys(industries().values())]
    assert all(one < other and len(one) == 2 for one, other in pairwise(codes))
    assert industry_of("某物") is None


def test_the_name_of_a_project() -> None:
    name = project_name("年产2万吨烧碱项目二期工程")
    assert (name.core, name.phase, name.many) == ("烧碱", "二", False)
    assert project_name("27个开工项目").many
    assert one_name(project_name("单晶硅切片项目"), project_name("硅切片生产线"))
    assert not one_name(project_name("烧碱项目"), project_name("二期项目"))


NAMES = st.sampled_from([A, B, "长河集团"])
TARGETS = st.sampled_from([P, "烧碱项目一期", "烧碱项目二期", "轴承项目", B, PARK, "平川县", "3个项目"])
AMOUNTS = st.sampled_from(["1亿元", "2亿元", "2.01亿元", "3亿元", "5亿元", "2亿港元"])
STATUSES = st.sampled_from(["Asserted", "Planned", "Reported", "Denied"])
DATES = st.sampled_from([None, "2023", "2024-05", "2025-01-02"])


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    pages = []
    for number in range(draw(st.integers(1, 4))):
        said = [
            invests(draw(NAMES), draw(TARGETS), draw(AMOUNTS), draw(STATUSES), date=draw(DATES))
            for _ in range(draw(st.integers(0, 6)))
        ]
        said += draw(st.sets(st.sampled_from([0, 1, 2])).map(lambda chosen: [GROUND[i] for i in sorted(chosen)]))
        issued = draw(st.sampled_from(["2024-01-05", "2025-06-07", None]))
        pages.append(page(f"p{number}", *said, issued=issued))
    return dataset(*pages)


GROUND = [says(P, "locatedIn", PARK), says(PARK, "locatedIn", "平川县"), says(B, "develops", "轴承项目")]
BY = st.sampled_from(["park", "firm", "industry", "year", "project"])


@settings(max_examples=60, deadline=None)
@given(datasets(), BY, st.integers(0, 99))
def test_the_order_of_pages_changes_nothing(data: Dataset, by: str, seed: int) -> None:
    assert money(shuffled(data, seed), by=by, currency=None) == money(data, by=by, currency=None)


@settings(max_examples=60, deadline=None)
@given(datasets(), BY)
def test_a_copy_of_a_page_changes_nothing(data: Dataset, by: str) -> None:
    twice = dataset(*data.documents, *(copied(one, f"z{one.doc}") for one in data.documents))
    assert money(twice, by=by, currency=None) == money(data, by=by, currency=None)


@settings(max_examples=60, deadline=None)
@given(datasets(), BY)
def test_no_total_exceeds_the_sum_of_its_statements(data: Dataset, by: str) -> None:
    known = {s.id: s for s in data.statements}
    table = money(data, by=by, currency=None)
    assert behind(table, data.statements)
    for row in table.rows:
        currency, *totals = row.cells[1:5]
        told = [known[one] for one in row.statements]
        assert {s.currency for s in told} == {currency}
        assert "Denied" not in {s.status for s in told}
        for total, status in zip(totals, ("Asserted", "Planned", "Reported"), strict=True):
            assert isinstance(total, int | float)
            # Totals are rounded to hundredths of the unit.
            assert total <= fsum(s.amount_value or 0 for s in told if s.status == status) + 0.01


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_every_statement_with_a_sum_is_behind_a_row_or_told_of_in_a_note(data: Dataset) -> None:
    deals = Deals(data)
    told = [s for s in data.statements if s.amount]
    counted = [one for deal in deals.counted for one in deal.behind]
    assert len(counted) + deals.denied + deals.vague + len(deals.statistics) == len(told)
    assert len(deals.counted) + sum(deals.left.values()) == len(counted)

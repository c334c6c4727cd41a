"""Who makes policies and carries them out, and which projects are named beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.policies import mentioned_together, policies
from kg.errors import OptionError
from kg.records import Dataset
from tests.analysis.counted import Said, behind, cells, copied, page, says
from tests.analysis.told import dataset, shuffled

RULES, COUNTY, BUREAU, P = "停车办法", "平川县", "工信局", "烧碱项目"


def issued(who: str = COUNTY, **fields: object) -> Said:
    return says(who, "issued", RULES, **fields)


def test_who_issued_and_who_carries_out_by_period() -> None:
    told = page("a", issued(date="2024-05-06"), issued(date="2024-05"), says(BUREAU, "implements", RULES))
    data = dataset(told, page("b", issued(date="2024-05-06")))
    assert cells(policies(data), "period", "policy", "role", "body", "kind", "status", "pages") == [
        ("2024", RULES, "issued", COUNTY, "Place", "Asserted", 2),
        ("2025", RULES, "implements", BUREAU, "Agency", "Asserted", 1),
    ]
    assert cells(policies(data, by="quarter"), "period") == [("2024-Q2",), ("2025-Q1",)]
    assert "Statements without a date of their own, which count when they were printed: 1." in policies(data).notes


def test_a_plan_is_marked_until_it_is_a_fact_and_denied_ones_never_count() -> None:
    plan = page("a", issued(status="Planned"), says(BUREAU, "implements", RULES, status="Denied"))
    assert cells(policies(dataset(plan)), "role", "status") == [("issued", "Planned")]
    assert cells(policies(dataset(plan, page("b", issued()))), "role", "status") == [("issued", "Asserted")]
    assert "Denied statements, left out: 1." in policies(dataset(plan)).notes


def test_what_has_no_date_at_all_comes_last() -> None:
    data = dataset(page("a", issued(), issued=None), page("b", issued(BUREAU)))
    assert cells(policies(data), "period") == [("2025",), ("undated",)]


def test_policies_and_projects_of_one_article() -> None:
    both = page("a", issued(), says("云澜公司", "develops", P), says("云澜公司", "develops", "轴承项目", article=1))
    table = mentioned_together(dataset(both, page("b", issued(), says("东河公司", "develops", P)), copied(both, "c")))
    assert cells(table, "policy", "project", "articles") == [(RULES, P, 2)]
    assert len(table.rows[0].statements) == 4


def test_what_is_denied_names_nothing() -> None:
    assert mentioned_together(dataset(page("a", issued(), says("云澜公司", "develops", P, status="Denied")))).rows == ()


def test_an_unknown_period_is_told() -> None:
    with pytest.raises(OptionError, match="year, quarter, month"):
        policies(dataset(), by="day")


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    said = st.builds(
        says,
        st.sampled_from([COUNTY, BUREAU]),
        st.sampled_from(["issued", "implements"]),
        st.sampled_from([RULES, "补贴办法"]),
        status=st.sampled_from(["Asserted", "Planned", "Denied"]),
        date=st.sampled_from([None, "2024", "2024-05-06"]),
        article=st.integers(0, 1),
    )
    works = st.builds(
        says, st.just("云澜公司"), st.just("develops"), st.sampled_from([P, "轴承项目"]), article=st.integers(0, 1)
    )
    pages = [page(f"p{n}", *draw(st.lists(said | works, max_size=6))) for n in range(draw(st.integers(1, 3)))]
    return dataset(*pages)


@settings(max_examples=60, deadline=None)
@given(datasets(), st.integers(0, 99))
def test_neither_order_nor_copies_change_anything(data: Dataset, seed: int) -> None:
    mixed = shuffled(dataset(*data.documents, *(copied(one, f"z{one.doc}") for one in data.documents)), seed)
    assert policies(mixed) == policies(data)
    assert mentioned_together(mixed) == mentioned_together(data)
    assert behind(policies(data), data.statements)
    assert behind(mentioned_together(data), data.statements)

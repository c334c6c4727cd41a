"""Chains of products, what parks are strong in, and capacities counted once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.chains import capacity, chains, specialisation
from kg.errors import NotFound, OptionError
from kg.records import Dataset
from tests.analysis.counted import Said, behind, cells, copied, makes, page, says
from tests.analysis.told import dataset, shuffled

A, B, P, Q = "云澜公司", "东河公司", "烧碱项目", "烧碱二期项目"
BUILDS = says(A, "develops", P), says(A, "develops", Q)


def made_from(one: str, other: str, **fields: object) -> Said:
    return says(one, "madeFrom", other, **fields)


def test_a_chain_goes_upstream_step_by_step_with_who_makes_what() -> None:
    data = dataset(
        page(
            "a",
            made_from("电池", "隔膜"),
            made_from("隔膜", "聚乙烯"),
            makes(A, "电池"),
            makes(B, "聚乙烯", status="Planned"),
        )
    )
    assert cells(chains(data), "product", "step", "item", "into", "makers", "names", "status") == [
        ("电池", 0, "电池", None, 1, A, "Asserted"),
        ("电池", 1, "隔膜", "电池", 0, "", "Asserted"),
        ("电池", 2, "聚乙烯", "隔膜", 1, B, "Asserted"),
    ]
    assert cells(chains(data, steps=1), "item") == [("电池",), ("隔膜",)]
    assert cells(chains(data, product="隔膜"), "item") == [("隔膜",), ("聚乙烯",)]


def test_without_what_products_are_made_from_there_are_their_makers() -> None:
    table = chains(dataset(page("a", makes(A, "烧碱"), makes(P, "烧碱"), *BUILDS)))
    assert cells(table, "item", "makers", "names") == [("烧碱", 1, A)]
    assert "Products of which no page says what they are made from: 1." in table.notes


def test_denied_links_lead_nowhere_reported_ones_are_marked_and_rings_end() -> None:
    data = dataset(
        page(
            "a",
            made_from("甲", "乙"),
            made_from("乙", "丙", status="Reported"),
            made_from("丙", "乙"),
            made_from("甲", "丁", status="Denied"),
        )
    )
    assert cells(chains(data), "item", "status") == [("甲", None), ("乙", "Asserted"), ("丙", "Reported")]


def test_a_park_is_strong_in_what_others_make_less_of() -> None:
    # Two parks of four pairs each: 烧碱 by 3 of 4 makers here and 1 of 4 there, so 3/4 against 4/8.
    said = [makes(f"{n}公司", good) for n, good in zip("甲乙丙丁戊己庚辛", ["烧碱"] * 4 + ["轴承"] * 4, strict=True)]
    lies = [says(f"{n}公司", "locatedIn", "一产业园") for n in "甲乙丙戊"]
    lies += [says(f"{n}公司", "locatedIn", "二产业园") for n in "丁己庚辛"]
    table = specialisation(dataset(page("a", *said, *lies)), minimum=4)
    assert cells(table, "park", "made", "makers", "share", "quotient") == [
        ("一产业园", "烧碱", 3, 0.75, 1.5),
        ("一产业园", "轴承", 1, 0.25, 0.5),
        ("二产业园", "轴承", 3, 0.75, 1.5),
        ("二产业园", "烧碱", 1, 0.25, 0.5),
    ]
    by_industry = specialisation(dataset(page("a", *said, *lies)), by="industry", minimum=4)
    assert cells(by_industry, "made")[0] == ("26 化学原料和化学制品制造业",)


def test_makers_are_counted_once_by_facts_and_small_parks_are_told() -> None:
    said = makes(A, "烧碱"), makes(P, "烧碱"), makes(B, "烧碱", status="Planned"), says(A, "locatedIn", "一产业园")
    data = dataset(page("a", *said, *BUILDS))
    assert cells(specialisation(data, minimum=2), "makers", "told") == [(1, 2)]
    assert specialisation(data).rows == ()
    assert "Parks with fewer than 5 statements, left out: 1." in specialisation(data).notes


def sizes(*said: Said) -> list[tuple[object, ...]]:
    return cells(capacity(dataset(page("a", *said, *BUILDS))), "producer", "unit", "existing", "planned", "reported")


def test_a_capacity_told_of_a_project_and_its_owner_is_one() -> None:
    planned = {"status": "Planned"}
    assert sizes(makes(A, "烧碱", 50, **planned), makes(P, "烧碱", 50, **planned)) == [(A, "吨/年", 0, 50, 0)]


def test_a_plan_that_a_fact_reaches_is_existing_and_another_is_not() -> None:
    assert sizes(makes(P, "烧碱", 50, status="Planned"), makes(A, "烧碱", 50.5)) == [(A, "吨/年", 50.5, 0, 0)]
    assert sizes(makes(P, "烧碱", 80, status="Planned"), makes(A, "烧碱", 50)) == [(A, "吨/年", 50, 80, 0)]


def test_projects_add_up_and_the_owners_own_figure_holds_them() -> None:
    assert sizes(makes(P, "烧碱", 50), makes(Q, "烧碱", 30)) == [(A, "吨/年", 80, 0, 0)]
    assert sizes(makes(P, "烧碱", 50), makes(Q, "烧碱", 30), makes(A, "烧碱", 100)) == [(A, "吨/年", 100, 0, 0)]
    assert sizes(makes(A, "烧碱", 50), makes(A, "烧碱", 30)) == [(A, "吨/年", 50, 0, 0)]


def test_equal_capacities_of_two_firms_are_two() -> None:
    assert sizes(makes(A, "烧碱", 50), makes(B, "烧碱", 50)) == [(B, "吨/年", 50, 0, 0), (A, "吨/年", 50, 0, 0)]


def test_units_are_one_only_where_they_are_by_definition() -> None:
    assert sizes(makes(A, "烧碱", 50), makes(A, "烧碱", 50000, "公斤/年")) == [(A, "吨/年", 50, 0, 0)]
    assert [row[1] for row in sizes(makes(A, "烧碱", 50), makes(A, "烧碱", 1, "吨/日"), makes(A, "烧碱", 5, "吨"))] == [
        "吨",
        "吨/年",
        "吨/日",
    ]


def test_denied_capacities_never_count_and_reported_ones_are_apart() -> None:
    assert sizes(makes(A, "烧碱", 50, status="Denied"), makes(B, "烧碱", 40, status="Reported")) == [
        (B, "吨/年", 0, 0, 40)
    ]


def test_parks_are_told_to_hold_their_firms() -> None:
    table = capacity(dataset(page("a", makes("一产业园", "烧碱", 90), makes(A, "轴承", 5, "套/年"))))
    assert "Rows of parks and places, which hold those of their firms: 1." in table.notes
    assert cells(capacity(dataset(page("a", makes(A, "烧碱", 9), makes(A, "轴承", 5)))), "product") == [
        ("烧碱",),
        ("轴承",),
    ]
    assert cells(
        capacity(dataset(page("a", makes(A, "烧碱", 9), makes(A, "轴承", 5))), product="轴承"), "existing"
    ) == [(5,)]


def test_options_are_checked() -> None:
    data = dataset(page("a", makes(A, "烧碱", 50)))
    with pytest.raises(OptionError):
        chains(data, steps=0)
    with pytest.raises(OptionError):
        specialisation(data, by="colour")
    with pytest.raises(OptionError):
        specialisation(data, minimum=0)
    for ask in (chains, capacity):
        with pytest.raises(NotFound):
            ask(data, product=A)  # type: ignore[operator]


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    status = st.sampled_from(["Asserted", "Planned", "Reported", "Denied"])
    goods = st.sampled_from(["烧碱", "轴承", "电池"])
    pages = []
    for number in range(draw(st.integers(1, 3))):
        said = [
            makes(
                draw(st.sampled_from([A, B, P, Q])),
                draw(goods),
                draw(st.sampled_from([None, 5, 50, 50.5])),
                status=draw(status),
            )
            for _ in range(draw(st.integers(0, 6)))
        ]
        said += [made_from(draw(goods), draw(goods), status=draw(status)) for _ in range(draw(st.integers(0, 3)))]
        said += draw(
            st.sampled_from([[], list(BUILDS), [says(A, "locatedIn", "一产业园"), says(P, "locatedIn", "二产业园")]])
        )
        pages.append(page(f"p{number}", *said))
    return dataset(*pages)


@settings(max_examples=60, deadline=None)
@given(datasets(), st.integers(0, 99))
def test_neither_order_nor_copies_change_anything(data: Dataset, seed: int) -> None:
    mixed = shuffled(dataset(*data.documents, *(copied(one, f"z{one.doc}") for one in data.documents)), seed)
    assert chains(mixed) == chains(data)
    assert capacity(mixed) == capacity(data)
    assert specialisation(mixed, minimum=1) == specialisation(data, minimum=1)


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_no_capacity_exceeds_the_sum_of_its_statements(data: Dataset) -> None:
    known = {s.id: s for s in data.statements}
    table = capacity(data)
    assert behind(table, data.statements)
    for row, told in zip(table.rows, cells(table, "existing", "planned", "reported"), strict=True):
        for size, status in zip(told, ("Asserted", "Planned", "Reported"), strict=True):
            assert size <= sum(known[one].capacity_value or 0 for one in row.statements if known[one].status == status)

"""What pages say that cannot all be so is found, with both sentences; what can be so is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.analysis.consistency import conflicts
from kg.records import Extraction
from kg.resolve.merge import merge
from tests.resolve.material import page


def mayor(doc: str, name: str, issued: str, title: str = "市长") -> Extraction:
    return page(
        doc, "乌海市", {name: "Official", "乌海市": "Place"}, (name, "holdsPost", "乌海市", title), issued=issued
    )


def located(doc: str, city: str) -> Extraction:
    names = {"江苏云澜化学有限公司": "Firm", city: "Place"}
    return page(doc, "南京市", names, ("江苏云澜化学有限公司", "locatedIn", city))


def capacity(doc: str, value: float, unit: str = "吨/年") -> Extraction:
    names = {"江苏云澜化学有限公司": "Firm", "烧碱": "Product"}
    made = page(doc, "泰州市", names, ("江苏云澜化学有限公司", "produces", "烧碱"))
    told = (replace(s, capacity=f"{value}{unit}", capacity_value=value, capacity_unit=unit) for s in made.statements)
    return replace(made, statements=tuple(told))


def kinds(*pages: Extraction) -> list[str]:
    return [conflict.kind for conflict in conflicts(merge(pages))]


def test_two_mayors_of_one_city_at_one_time_are_found_with_both_sentences() -> None:
    pages = [mayor("a", "周金辉", "2024-01-05"), mayor("b", "郝永胜", "2024-02-01"), mayor("c", "周金辉", "2024-03-01")]
    (conflict,) = conflicts(merge(pages))
    assert conflict.kind == "two-chiefs"
    assert conflict.message == "郝永胜 and 周金辉 are both 市长 of 乌海市 from 2024-02-01 to 2024-02-01"
    assert {evidence.doc for evidence in conflict.evidence} == {"a", "b"}


@pytest.mark.parametrize("title", ["副市长", "市委常委"])
def test_posts_that_several_hold_are_none(title: str) -> None:
    pages = [mayor(d, n, "2024-01-05", title) for d, n in (("a", "周金辉"), ("b", "郝永胜"))]
    assert kinds(*pages) == []


def test_a_mayor_who_follows_another_is_none() -> None:
    assert kinds(mayor("a", "周金辉", "2023-01-05"), mayor("b", "郝永胜", "2024-02-01")) == []


def test_a_firm_in_two_cities_is_found() -> None:
    assert kinds(located("a", "泰州市"), located("b", "盐城市")) == ["two-cities"]


def test_a_firm_in_a_city_and_in_a_county_of_it_is_none() -> None:
    assert kinds(located("a", "泰州市"), located("b", "泰兴市")) == []


def test_capacities_orders_of_magnitude_apart_are_found() -> None:
    assert kinds(capacity("a", 3e5), capacity("b", 3e4)) == ["capacity"]


@pytest.mark.parametrize(("value", "unit"), [(2e5, "吨/年"), (3e4, "台/年")])
def test_other_capacities_are_none(value: float, unit: str) -> None:
    assert kinds(capacity("a", 3e5), capacity("b", value, unit)) == []


@pytest.mark.parametrize("date", ["2024-03-02", "2024-04", "2025", "2024-03-01", "2024-02", "2024"])
def test_a_fact_dated_after_its_page_is_found(date: str) -> None:
    made = located("a", "泰州市")
    dated = replace(made, statements=tuple(replace(s, date=date) for s in made.statements))
    assert kinds(dated) == (["future"] if date in {"2024-03-02", "2024-04", "2025"} else [])


def test_a_plan_may_lie_ahead() -> None:
    made = located("a", "泰州市")
    planned = tuple(replace(s, date="2030", status="Planned") for s in made.statements)
    assert kinds(replace(made, statements=planned)) == []

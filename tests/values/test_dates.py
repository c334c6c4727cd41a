"""Dates are read from the day of issue, from the date told last, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from kg.values import DateValue, find_dates, resolve

ISSUED = date(2025, 1, 20)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年10月19日", "2024-10-19"),
        ("2024年10月", "2024-10"),
        ("2024年", "2024"),
        ("2023年度", "2023"),
        ("2024-10-19", "2024-10-19"),
        ("二〇二四年十月十九日", "2024-10-19"),
        ("10月19日下午", "2024-10-19"),
        ("1月5号", "2025-01-05"),
        ("3月", "2025-03"),
        ("19日上午", "2025-01-19"),
        ("十九日，县里开会", "2025-01-19"),
        ("三日下午", "2025-01-03"),
        ("30日上午", "2024-12-30"),
        ("13日至14日", "2025-01-13"),
        ("6月17日至21日", "2024-06-17"),
        ("1月8日、9日", "2025-01-08"),
        ("去年9月至11月", "2024"),
        ("今年1至10月", "2025"),
        ("今年", "2025"),
        ("前年", "2023"),
        ("去年2月", "2024-02"),
        ("明年5月", "2026-05"),
        ("今年前5个月", "2025"),
        ("前三季度", "2025"),
        ("去年上半年", "2024"),
        ("上个月", "2024-12"),
        ("本月", "2025-01"),
        ("昨日", "2025-01-19"),
        ("今天", "2025-01-20"),
        ("去年底", "2024-12"),
        ("年底", "2025-12"),
        ("年内", "2025"),
        ("截至10月底", "2024-10"),
        ("9月中旬", "2024-09"),
        ("今年以来", "2025"),
        ("日前", None),
        ("近日", None),
        ("不久前", None),
        ("2025—2027年", None),
        ("“十四五”期间", None),
        ("2018年以来", None),
        ("2023年2月29日", None),
    ],
)
def test_dates_are_read_from_the_day_of_issue(text: str, iso: str | None) -> None:
    mentions = find_dates(text)
    assert [resolve(mention, issued=ISSUED) for mention in mentions] == ([iso] if mentions else [])
    assert mentions or text == "2023年2月29日"


def test_the_second_day_of_something_is_no_date_of_its_own() -> None:
    (mention,) = find_dates("2月19日，新年开工的第二天，区委书记调研。")
    assert resolve(mention, issued=ISSUED) is not None
    assert len(find_dates("2月19日开会。第二天，他调研。")) == 2


@pytest.mark.parametrize("text", ["10月19日", "19日", "去年", "上个月", "昨日", "年底", "13日至14日"])
def test_without_a_day_of_issue_a_relative_date_stays_open(text: str) -> None:
    (mention,) = find_dates(text)
    assert resolve(mention, issued=None) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("同日", "2024-11-30"),
        ("次日", "2024-12-01"),
        ("此前一天", "2024-11-29"),
        ("16日", "2024-11-16"),
        ("当年9月", "2024-09"),
        ("翌年", "2025"),
        ("当月", "2024-11"),
    ],
)
def test_a_word_may_lean_on_the_date_told_last(text: str, iso: str) -> None:
    (mention,) = find_dates(text)
    assert resolve(mention, issued=ISSUED, anchor=DateValue(2024, 11, 30)) == iso


def test_a_bare_day_does_not_lean_on_a_month_of_long_ago() -> None:
    (mention,) = find_dates("16日")
    assert resolve(mention, issued=ISSUED, anchor=DateValue(2021, 7)) == "2025-01-16"


@pytest.mark.parametrize(("future", "iso"), [(False, "2024-10"), (True, "2025-10")])
def test_a_month_lies_in_the_past_unless_the_sentence_looks_ahead(*, future: bool, iso: str) -> None:
    (mention,) = find_dates("10月")
    assert resolve(mention, issued=ISSUED, future=future) == iso


def test_a_month_of_next_year_is_told_from_a_winter_paper() -> None:
    (mention,) = find_dates("1月")
    assert resolve(mention, issued=date(2024, 12, 20), future=True) == "2025-01"


@pytest.mark.parametrize(
    "text",
    [
        "目前年产",
        "新上年产",
        "达产后年产",
        "目前天然气",
        "7日内",
        "50日元",
        "三个月",
        "13月5日",
        "19号楼",
        "一日三餐",
        "120日",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_dates(text) == []


def test_a_value_goes_to_iso_and_back() -> None:
    assert [DateValue.parse(iso).iso for iso in ("2024", "2024-02", "2024-02-29")] == ["2024", "2024-02", "2024-02-29"]
    with pytest.raises(ValueError, match="no ISO date"):
        DateValue.parse("19日")

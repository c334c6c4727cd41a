"""Sums of money are found as printed, with value and currency."""

from __future__ import annotations

import pytest

from kg.values import find_amounts


@pytest.mark.parametrize(
    ("text", "printed", "value", "currency"),
    [
        ("该厂总投资12.6亿元", "12.6亿元", 1.26e9, "CNY"),
        ("出口额近3亿美元", "近3亿美元", 3e8, "USD"),
        ("产业规模超百亿元", "超百亿元", 1e10, "CNY"),
        ("概算约115亿元", "约115亿元", 1.15e10, "CNY"),
        ("拟投资2亿港元", "2亿港元", 2e8, "HKD"),
        ("到位资金5000余万元", "5000余万元", 5e7, "CNY"),
        ("增资3000万欧元", "3000万欧元", 3e7, "EUR"),
        ("项目总投资1.4亿，建设两条线", "1.4亿", 1.4e8, "CNY"),
        ("投资上百亿元的项目", "上百亿元", 1e10, "CNY"),
        ("投资4亿余元", "4亿余元", 4e8, "CNY"),
        ("贷款3亿2000万元", "3亿2000万元", 3.2e8, "CNY"),
        ("发放2,418.75万元补贴", "2,418.75万元", 24187500, "CNY"),
        ("卖了九万多元", "九万多元", 90000, "CNY"),
        ("出资12亿元人民币", "12亿元人民币", 1.2e9, "CNY"),
        ("产值突破400亿元", "400亿元", 4e10, "CNY"),
        ("注资50亿日元", "50亿日元", 5e9, "JPY"),
        ("到账￥3000万", "￥3000万", 3e7, "CNY"),
        ("补助数亿元", "数亿元", None, "CNY"),
        ("投资3亿至5亿元", "3亿至5亿元", None, "CNY"),
    ],
)
def test_a_sum_is_found_as_printed(text: str, printed: str, value: float | None, currency: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.text, amount.value, amount.currency, amount.per_unit) == (printed, value, currency, False)
    assert text[amount.start : amount.end] == printed


@pytest.mark.parametrize("text", ["每吨5000元", "给每户1600元", "售价80元/吨", "每家企业奖励20万元"])
def test_a_price_is_marked_as_one(text: str) -> None:
    (amount,) = find_amounts(text)
    assert amount.per_unit


@pytest.mark.parametrize("text", ["每年投资5000万元", "年营收2亿元/年"])
def test_a_sum_for_every_year_is_no_price(text: str) -> None:
    (amount,) = find_amounts(text)
    assert not amount.per_unit


@pytest.mark.parametrize(
    "text", ["三元前驱体", "亿元以上项目", "千亿元级产业集群", "12万元素分析", "投资者12万人", "多元经营", "年产2万吨"]
)
def test_what_is_no_sum_is_left_alone(text: str) -> None:
    assert find_amounts(text) == []

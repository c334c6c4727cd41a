"""What tells that a description is of several projects, or of what to do for them."""

from __future__ import annotations

import pytest

from kg.nlp.things.goods import is_listed_goods
from kg.nlp.things.several import is_listed, is_several


@pytest.mark.parametrize(
    ("text", "name", "several"),
    [
        ("新上一批循环经济项目。", "循环经济项目", True),
        ("建成多个高端陶瓷项目。", "陶瓷项目", True),
        ("陶瓷项目43个。", "陶瓷项目", True),
        ("陶瓷项目十余个。", "陶瓷项目", True),
        ("坚持大抓项目。", "坚持大抓项目", True),
        ("全县重点项目。", "全县重点项目", True),
        ("新上循环经济项目。", "循环经济项目", False),
        ("新上一批设备，循环经济项目开工。", "循环经济项目", False),
        ("陶瓷项目3个月建成。", "陶瓷项目", False),
        ("推动陶瓷项目。", "陶瓷项目", False),
        ("全县重点陶瓷项目。", "全县重点陶瓷项目", False),
    ],
)
def test_several_projects_are_told_by_what_stands_around_them(text: str, name: str, *, several: bool) -> None:
    start = text.index(name)
    assert is_several(text, start, start + len(name)) is several


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("建设尼龙切片、工程塑料等项目。", True),
        ("建设尼龙切片、工程塑料等15个重点项目。", True),
        ("建设尼龙切片、工程塑料三大项目。", True),
        ("建设尼龙切片、工程塑料项目。", False),
        ("生产尼龙切片、工程塑料等产品，建设3个项目。", False),
        ("生产尼龙切片，建设工程塑料等项目。", False),
    ],
)
def test_goods_may_be_what_several_projects_are_called_by(text: str, *, listed: bool) -> None:
    assert is_listed(text, text.index("尼龙切片") + len("尼龙切片")) is listed


def test_a_firm_before_goods_makes_them_no_plain_goods() -> None:
    assert is_listed_goods("铝箔")
    assert not is_listed_goods("云澜新能源光伏支架")

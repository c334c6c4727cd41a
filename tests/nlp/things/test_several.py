"""What tells that a description is of several projects, or of what to do for them."""

from __future__ import annotations

import pytest

from kg.nlp.things.several import is_several


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

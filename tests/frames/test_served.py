"""For whom something is done."""

from __future__ import annotations

import pytest

from kg.frames.examples import tell_marked
from kg.frames.served import is_served


@pytest.mark.parametrize(
    ("before", "served"),
    [
        ("[县税务局|Agency]为", True),
        ("[县税务局|Agency]向辖区企业", True),
        ("[县税务局|Agency]给[云海集团|Firm]、[平川县|Place][云城机械|Firm]和", True),
        ("[县税务局|Agency]为[云海集团|Firm]跑腿，", False),
        ("[县税务局|Agency]督促", False),
        ("作为龙头的", False),
        ("被认定为试点的", False),
        ("[县税务局|Agency]对", False),
    ],
)
def test_for_whom_it_is_done_stands_behind_the_word_for_it(before: str, *, served: bool) -> None:
    (told,) = tell_marked(f"{before}[衡川轴承|Firm]落实政策。")
    bearing = next(m for m in told.mentions if m.text == "衡川轴承")
    assert is_served(told.masked.text, told.masked.position_of(bearing) or 0) is served

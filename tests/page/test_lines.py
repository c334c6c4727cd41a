"""What the lines of a page are told by."""

from __future__ import annotations

from kg.page.lines import split_lines


def test_a_field_of_a_project_goes_on_with_the_line_before() -> None:
    first, second, third = split_lines("■项目名称：高性能铜箔项目\n建设单位：云澜铜业公司\n城东开发区来了新项目\n")
    assert second.continues
    assert not first.continues
    assert not third.continues

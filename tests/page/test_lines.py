"""What the lines of a page are told by."""

from __future__ import annotations

from kg.page.lines import split_lines


def test_a_field_of_a_project_goes_on_with_the_line_before() -> None:
    first, second, third = split_lines("■项目名称：高性能铜箔项目\n建设单位：云澜铜业公司\n城东开发区来了新项目\n")
    assert second.continues
    assert not first.continues
    assert not third.continues


def test_an_entry_of_a_list_of_leaders_is_told_by_its_spaces() -> None:
    text = (
        "林知远　县委副书记、县长\n陈 河 副县长（挂职）\n副县长 周野 何二川\n县委书记：林知远\n"
        "县长林知远到青石镇 调研\n青石镇开会\n县委书记林知远主持会议\n县委副书记、县长\n"
    )
    lines = list(split_lines(text))
    assert [line.entry for line in lines] == [True, True, True, True, False, False, False, False]
    assert [line.posts for line in lines][-3:] == [False, False, True]

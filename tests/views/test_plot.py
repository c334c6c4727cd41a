"""Answers as pictures: what is drawn, that bytes stay, and what is said where nothing can be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.analysis.questions import Picture, Question, question_named
from kg.analysis.table import Column, Row, Table, Value
from kg.errors import OptionError, OutputError
from kg.views import plot as module

pytest.importorskip("matplotlib")
from kg.views.plot import PANELS, bars, check_plot, heatmap, layers, plot, stacked, why_not, write_plot

HOSTILE = "$a^{<script>\u0000\ud800\U0001f600\u0f40甲" * 3
PICTURES = {
    "bars": Picture("bars", ("name", "one"), panels=("kind",)),
    "heatmap": Picture("heatmap", ("name", "month", "one")),
    "stacked": Picture("stacked", ("name", "one", "two")),
    "layers": Picture("layers", ("name", "month")),
}

drawn = pytest.mark.skipif(why_not() is not None, reason="no font with Chinese characters on this machine")


def table(*rows: tuple[Value, ...]) -> Table:
    columns = (Column("name", "名称"), Column("kind", "类别"), Column("month", "月"))
    columns += (Column("one", "已投", "元"), Column("two", "计划"))
    return Table("matter", "Who", "谁", columns, tuple(Row(row) for row in rows))


SMALL = table(
    ("甲", "Firm", "2024-03", 3, 1.5), ("乙", "Park", "2024-01", 2, None), ("甲", "Firm", "2024-01", 1.0, 4)
)  # fmt: skip


@drawn
@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_same_answer_gives_the_same_bytes(picture: Picture, form: str) -> None:
    first = plot(SMALL, picture, form)
    assert first == plot(SMALL, picture, form)
    assert first.startswith(b"<?xml" if form == "svg" else b"\x89PNG")
    assert b"<dc:date>" not in first


@drawn
@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_names_of_any_kind_are_drawn(picture: Picture) -> None:
    svg = plot(table((HOSTILE, HOSTILE, "$", -1, 0.5), ("", "", "", 0, 0)), picture)
    assert b"<script" not in svg
    assert plot(table(), picture)


@drawn
def test_bars_have_a_panel_for_each_class_by_its_chinese_name() -> None:
    figure = bars(SMALL, "name", "one", panels=("kind", "absent"))
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["企业", "园区"]
    assert [bar.get_width() for bar in figure.axes[0].patches] == [3, 1]  # type: ignore[attr-defined]
    assert len(bars(SMALL, "name", "one").axes) == 1


@drawn
def test_of_many_panels_the_first_are_drawn_and_that_is_said() -> None:
    many = table(*(("甲", f"类{n}", "", n, 0) for n in range(PANELS + 3)))
    figure = bars(many, "name", "one", panels=("kind",))
    assert len(figure.axes) == PANELS
    assert figure.get_supxlabel() == "前 12 组，共 15 组"


@drawn
def test_parts_of_a_bar_follow_each_other() -> None:
    first, second, third, fourth, *_ = stacked(SMALL, "name", "one", "two").axes[0].patches
    assert [one.get_x() for one in (first, fourth)] == [0, 3]  # type: ignore[attr-defined]
    assert [one.get_width() for one in (second, third)] == [2, 1]  # type: ignore[attr-defined]


@drawn
def test_a_heat_map_adds_up_and_is_in_the_order_of_time() -> None:
    axes = heatmap(table(*(row.cells for row in SMALL.rows), ("甲", "", "2024-01", 4, 0)), "name", "month", "one").axes[
        0
    ]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["2024-01", "2024-03"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["甲", "乙"]
    assert axes.images[0].get_array().tolist() == [[5, 3], [2, 0]]  # type: ignore[union-attr]


@drawn
@pytest.mark.parametrize(
    ("lines", "across"),
    [
        ([("a", "b"), ("b", "c"), ("a", "c")], {"a": 0, "b": 1, "c": 2}),
        ([("a", "b"), ("b", "a")], {"a": 0, "b": 1}),
        ([("a", "a")], {"a": 0}),
    ],
    ids=["chain", "ring", "loop"],
)
def test_a_layer_comes_after_those_that_lead_to_it(lines: list[tuple[str, str]], across: dict[str, float]) -> None:
    texts = layers(table(*((a, "", b, 0, 0) for a, b in lines)), "name", "month").axes[0].texts
    places = {text.get_text(): text.get_position()[0] for text in texts if text.get_text()}
    assert places == across


@drawn
def test_a_name_that_leads_nowhere_has_no_line() -> None:
    figure = layers(table(("a", "", "b", 0, 0), ("b", "", "", 0, 0), ("c", "", "", 0, 0)), "name", "month")
    texts = figure.axes[0].texts
    assert sorted(text.get_text() for text in texts if text.get_text()) == ["a", "b", "c"]
    assert sum(not text.get_text() for text in texts) == 1


@drawn
def test_a_picture_is_a_file_of_its_kind(tmp_path: Path) -> None:
    question = question_named("matter")
    assert write_plot(SMALL, PICTURES["bars"], tmp_path / "new" / "a.PNG").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(OptionError, match="a picture is a .png or .svg"):
        check_plot(question, tmp_path / "a.jpg")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write the picture"):
        write_plot(SMALL, PICTURES["bars"], tmp_path / "file" / "a.svg")


def test_a_question_without_a_picture_says_so() -> None:
    with pytest.raises(OptionError, match="plain: there is no picture of this answer"):
        check_plot(Question("plain", "", "", "a:b"), Path("a.png"))


def test_what_is_missing_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(OptionError, match=r"pip install 'yuanqu\[notebook\]'"):
        check_plot(question_named("matter"), Path("a.png"))
    with pytest.raises(OptionError, match="matplotlib"):
        plot(SMALL, PICTURES["bars"])
    monkeypatch.undo()
    monkeypatch.setattr(module, "_font", lambda: None)
    assert "a font with Chinese characters, and none is installed" in str(why_not())


def test_a_machine_without_chinese_fonts_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib import font_manager

    latin = [font for font in font_manager.fontManager.ttflist if font.name == "DejaVu Sans"]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", latin)
    monkeypatch.setattr(font_manager, "findSystemFonts", list)
    assert module._font.__wrapped__() is None


@pytest.mark.parametrize(
    ("number", "text"),
    [(350_000_000, "3.5亿"), (120_000, "12万"), (-20_000.0, "-2万"), (734, "734"), (0.125, "0.125"), (0, "0")],
)
def test_numbers_are_printed_as_papers_do(number: float, text: str) -> None:
    assert module._short(number) == text

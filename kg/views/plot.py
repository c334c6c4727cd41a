"""Answers as pictures, by matplotlib, which comes with the extra ``notebook``.

The same answer gives the same bytes with the same matplotlib and the same fonts: nothing of the day is written down.
"""

from __future__ import annotations

import io
import warnings
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analysis.table import written
from kg.errors import OptionError
from kg.views.files import write_file
from kg.views.look import labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kg.analysis.questions import Form, Picture, Question
    from kg.analysis.table import Row, Table, Value

SUFFIXES = (".png", ".svg")
FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK JP", "Source Han Sans",
    "Heiti SC", "STHeiti", "Arial Unicode MS", "Noto Serif CJK SC", "SimSun", "Songti SC",
)  # fmt: skip
"""Fonts with Chinese characters, the one to be preferred first."""
PROBE = "园区关系"
"""What a font must be able to draw."""
COLOURS = ("#236c9d", "#c98a2b", "#4f8a5b", "#b63f1c", "#7559aa", "#5fa8a0", "#8a6d3b", "#a0527a")
BARS, PANELS, CELLS, NODES = 20, 12, 30, 60
"""Bars of a panel, panels, rows or columns of a heat map and nodes of a network that a picture holds at most."""
CLIP = 20
"""Characters of a name that stand beside its bar."""
INSTALL = "pictures need matplotlib: pip install 'yuanqu[notebook]'"
_INK, _SOFT, _LINE = "#22303a", "#55616a", "#e4e1d8"


def check_plot(question: Question, file: Path) -> Picture:
    """Return how a question is drawn; raises `OptionError` where it, or a file of that suffix, cannot be."""
    if question.picture is None:
        raise OptionError(f"{question.name}: there is no picture of this answer; leave out --plot")
    if file.suffix.lower() not in SUFFIXES:
        raise OptionError(f"{file}: a picture is a .png or .svg; give a file of that name")
    reason = why_not()
    if reason is not None:
        raise OptionError(reason)
    return question.picture


def why_not() -> str | None:
    """Return why no pictures can be drawn here, as one line; None where they can."""
    if find_spec("matplotlib") is None:
        return INSTALL
    if _font() is None:
        return "pictures need a font with Chinese characters, and none is installed; install one, as Noto Sans CJK SC"
    return None


def write_plot(table: Table, picture: Picture, file: Path) -> Path:
    """Draw an answer into a file and return the file; raises `OutputError`, and `OptionError` as `plot` does."""
    write_file(file, plot(table, picture, file.suffix.lower().removeprefix(".")), what="the picture")
    return file


def plot(table: Table, picture: Picture, form: str = "svg", *, titled: bool = True) -> bytes:
    """Return an answer as a picture, ``svg`` or ``png``; raises `OptionError` where none can be drawn here."""
    reason = why_not()
    if reason is not None:
        raise OptionError(reason)
    with _styled(), warnings.catch_warnings():
        # A letter that no font at hand has is drawn as an empty box.
        warnings.filterwarnings("ignore", "Glyph ", UserWarning)
        figure = _FORMS[picture.form](table, *picture.columns, panels=picture.panels)
        if titled:
            figure.suptitle(_clean(f"{table.title_zh} · {table.title}"), x=0.01, ha="left", fontsize=12, color=_INK)
        file = io.BytesIO()
        metadata = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        figure.savefig(file, format=form, dpi=150, metadata=metadata)
    return file.getvalue()


def bars(table: Table, name: str, number: str, *, panels: Sequence[str] = ()) -> Figure:
    """Return rows as horizontal bars, the first on top; a panel for each value of the columns `panels`."""
    from matplotlib.ticker import MaxNLocator

    label, value = _place(table, name), _place(table, number)
    groups = _grouped(table, panels)
    shown = list(groups.items())[:PANELS]
    across = min(2, len(shown)) or 1
    down = -(-len(shown) // across) or 1
    deepest = max((min(len(rows), BARS) for _, rows in shown), default=1)
    figure = _figure(5.4 * across if across > 1 else 8, down * (0.26 * deepest + 0.7) + 0.5)
    for at, (group, rows) in enumerate(shown):
        axes = figure.add_subplot(down, across, at + 1)
        kept = rows[:BARS]
        places = range(len(kept))
        numbers = [_number(row.cells[value]) for row in kept]
        axes.barh(places, numbers, height=0.72, color=COLOURS[at % len(COLOURS)])
        axes.set_yticks(places, [_name(row.cells[label]) for row in kept], fontsize=8)
        axes.set_ylim(deepest - 0.4, -0.6)
        for place, length in enumerate(numbers):
            axes.annotate(f" {_short(length)}", (max(length, 0), place), va="center", fontsize=7, color=_SOFT)
        axes.margins(x=0.16)
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=all(isinstance(row.cells[value], int) for row in kept)))
        _plain(axes, group)
    if len(groups) > PANELS:
        _remark(figure, f"前 {PANELS} 组，共 {len(groups)} 组")
    return figure


def stacked(table: Table, name: str, *parts: str, panels: Sequence[str] = ()) -> Figure:
    """Return rows as horizontal bars, each made of the numbers of several columns."""
    label = _place(table, name)
    groups = _grouped(table, panels)
    shown = list(groups.items())[:PANELS]
    deepest = max((min(len(rows), BARS) for _, rows in shown), default=1)
    figure = _figure(8, max(1, len(shown)) * (0.3 * deepest + 1.1) + 0.5)
    for at, (group, rows) in enumerate(shown):
        axes = figure.add_subplot(len(shown), 1, at + 1)
        kept = rows[:BARS]
        left = [0.0] * len(kept)
        for colour, part in enumerate(parts):
            place = _place(table, part)
            numbers = [max(0.0, _number(row.cells[place])) for row in kept]
            called = _clean(table.columns[place].called)
            axes.barh(range(len(kept)), numbers, left=left, height=0.72, color=COLOURS[colour], label=called)
            left = [before + more for before, more in zip(left, numbers, strict=True)]
        axes.set_yticks(range(len(kept)), [_name(row.cells[label]) for row in kept], fontsize=8)
        axes.set_ylim(deepest - 0.4, -0.6)
        # Above the bars, where none can lie beneath it.
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=len(parts), fontsize=8, frameon=False)
        _plain(axes, group)
    return figure


def heatmap(table: Table, row: str, column: str, number: str, *, panels: Sequence[str] = ()) -> Figure:
    """Return rows as a field of colours: the busiest names of a column downwards, what they met with across, sorted.

    Numbers of rows that meet in a field are added up.
    """
    del panels
    down, across, value = (_place(table, name) for name in (row, column, number))
    fields: defaultdict[tuple[str, str], float] = defaultdict(float)
    totals: defaultdict[str, float] = defaultdict(float)
    for one in table.rows:
        fields[written(one.cells[down]), written(one.cells[across])] += _number(one.cells[value])
        totals[written(one.cells[down])] += _number(one.cells[value])
    names = sorted(totals, key=lambda name: (-totals[name], name))[:CELLS]
    # The latest, where columns are months.
    heads = sorted({head for name, head in fields if name in names})[-CELLS:]
    figure = _figure(0.36 * len(heads) + 3.4, 0.28 * len(names) + 1.7)
    axes = figure.add_subplot()
    drawn = [[fields.get((name, head), 0.0) for head in heads] for name in names]
    if drawn and heads:
        image = axes.imshow(drawn, cmap="YlGnBu", aspect="auto", vmin=0)
        called = _clean(table.columns[value].called)
        figure.colorbar(image, ax=axes, label=called, shrink=0.7, format=lambda number, _: _short(number))
    axes.set_xticks(range(len(heads)), [_name(head) for head in heads], rotation=90, fontsize=8)
    axes.set_yticks(range(len(names)), [_name(name) for name in names], fontsize=8)
    axes.tick_params(length=0)
    if len(totals) > len(names):
        _remark(figure, f"最多的 {len(names)} 个，共 {len(totals)} 个")
    return figure


def layers(table: Table, start: str, end: str, *, panels: Sequence[str] = ()) -> Figure:
    """Return rows as lines from one name to another, each name in the layer after those that lead to it.

    A name that leads to none stands by itself where no other row has it.
    """
    del panels
    one, other = _place(table, start), _place(table, end)
    lines = list(dict.fromkeys((written(row.cells[one]), written(row.cells[other])) for row in table.rows))
    names = list(dict.fromkeys(name for line in lines for name in line if name))[:NODES]
    lines = [line for line in lines if line[0] in names and line[1] in names]
    layer = _layered(names, lines)
    stood: defaultdict[int, list[str]] = defaultdict(list)
    for name in names:
        stood[layer[name]].append(name)
    deepest = max(map(len, stood.values()), default=1)
    at = {
        name: (float(number), deepest / (len(those) + 1) * (place + 1))
        for number, those in stood.items()
        for place, name in enumerate(those)
    }
    figure = _figure(2.6 * max(2, len(stood)), 0.5 * deepest + 1.4)
    axes = figure.add_subplot()
    box = {"boxstyle": "round,pad=0.35", "fc": "white", "ec": COLOURS[0], "lw": 1}
    drawn = {
        name: axes.text(x, y, _name(name), ha="center", va="center", fontsize=8, color=_INK, bbox=box)
        for name, (x, y) in at.items()
    }
    for a, b in lines:
        ends = {"patchA": drawn[a].get_bbox_patch(), "patchB": drawn[b].get_bbox_patch()}
        axes.annotate("", at[b], at[a], arrowprops={"arrowstyle": "-|>", "color": _SOFT, "lw": 0.8} | ends)
    axes.set_xlim(-0.5, max(1, len(stood)) - 0.5)
    axes.set_ylim(deepest, 0)
    axes.axis("off")
    return figure


def _layered(names: Sequence[str], lines: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return a layer for each name: one after the last of those that lead to it, as far as lines make no ring."""
    layer = dict.fromkeys(names, 0)
    # A longest way has no more steps than there are names; what a ring would push further stays there.
    for _ in names:
        moved = False
        for a, b in lines:
            if layer[b] <= layer[a] < len(names) - 1:
                layer[b], moved = layer[a] + 1, True
        if not moved:
            break
    taken = {number: place for place, number in enumerate(sorted(set(layer.values())))}
    return {name: taken[number] for name, number in layer.items()}


_FORMS: dict[Form, Callable[..., Figure]] = {"bars": bars, "heatmap": heatmap, "stacked": stacked, "layers": layers}


def _grouped(table: Table, panels: Sequence[str]) -> dict[str, list[Row]]:
    """Return the rows by their values of some columns, as far as the table has these columns."""
    keys = [(place, column.name) for place, column in enumerate(table.columns) if column.name in panels]
    called = labels()
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        values = [(name, written(row.cells[place])) for place, name in keys]
        groups[" · ".join(_clean(called.get(name, {}).get(value, value)) for name, value in values)].append(row)
    return groups


def _figure(width: float, height: float) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(min(width, 24), min(height, 60)), layout="constrained", facecolor="white")


def _plain(axes: Axes, title: str) -> None:
    """Leave of a frame what a reader needs, and put a title above it."""
    axes.set_title(title, loc="left", fontsize=9, color=_SOFT)
    axes.xaxis.set_major_formatter(lambda number, _: _short(number))
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.spines["left"].set_color(_LINE)
    axes.tick_params(length=0, labelsize=8, labelcolor=_INK)
    axes.grid(axis="x", color=_LINE, linewidth=0.6)
    axes.set_axisbelow(True)


def _remark(figure: Figure, text: str) -> None:
    figure.supxlabel(text, fontsize=8, color=_SOFT, x=0.99, ha="right")


def _place(table: Table, column: str) -> int:
    return next(place for place, one in enumerate(table.columns) if one.name == column)


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _short(number: float) -> str:
    """Return a number as Chinese papers print it: 3.5亿, 20万."""
    for unit, of in (("亿", 1e8), ("万", 1e4)):
        if abs(number) >= of:
            return f"{number / of:.4g}{unit}"
    return written(float(number))


def _name(value: Value) -> str:
    text = _clean(written(value))
    return text if len(text) <= CLIP else f"{text[: CLIP - 1]}…"


def _clean(text: str) -> str:
    """Return text that can be drawn: no control characters, no halves of surrogate pairs, nothing beyond the plane."""
    return "".join(c if c.isprintable() and ord(c) < 0x10000 else "□" for c in text)


def _styled() -> AbstractContextManager[None]:
    """Return a context in which pictures have our font, and bytes of their own only."""
    import matplotlib as mpl

    style: Any = {
        "font.family": [_font() or "sans-serif", "DejaVu Sans"],
        "svg.hashsalt": "yuanqu",
        "svg.fonttype": "path",
        # A name may hold a dollar sign.
        "text.parse_math": False,
        "axes.unicode_minus": False,
        "text.color": _INK,
    }
    made: AbstractContextManager[None] = mpl.rc_context(style)
    return made


@cache
def _font() -> str | None:
    """Return the name of a font with Chinese characters that is installed: the best known one, else any; else None."""
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    manager = font_manager.fontManager
    # The list of fonts is kept between runs; a font that came since is not on it.
    listed = {Path(font.fname) for font in manager.ttflist}
    for path in sorted(set(map(Path, font_manager.findSystemFonts())) - listed):
        try:
            manager.addfont(path)
        except (OSError, RuntimeError, ValueError):
            continue
    files: defaultdict[str, list[str]] = defaultdict(list)
    for font in manager.ttflist:
        files[font.name].append(font.fname)
    for name in (*(name for name in FONTS if name in files), *sorted(set(files) - set(FONTS))):
        if "Last Resort" not in name and all(FT2Font(files[name][0]).get_char_index(ord(c)) for c in PROBE):
            return name
    return None

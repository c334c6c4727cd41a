"""What the notebooks share: a font that has Chinese characters, names to write where there is none, and colours."""

from __future__ import annotations

from collections.abc import Iterable

import matplotlib.pyplot as plt
from matplotlib import font_manager

from kg.ontology import load_ontology

KNOWN = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Heiti SC",
    "Arial Unicode MS",
    "Droid Sans Fallback",
)
"""Fonts with simplified Chinese, the first that is installed is taken."""


def chinese_font() -> str | None:
    """Return the name of an installed font with Chinese characters, and have matplotlib use it; None without one."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    found = next((name for name in KNOWN if name in installed), None)
    if found:
        plt.rcParams["font.sans-serif"] = [found, "DejaVu Sans"]
    plt.rcParams["axes.unicode_minus"] = False
    return found


def labels(names: Iterable[str]) -> dict[str, str]:
    """Return what to write in a picture for each name: the name, else its pinyin, else a number with a printed key."""
    ordered = list(dict.fromkeys(names))
    if chinese_font():
        return {name: name for name in ordered}
    try:
        from pypinyin import lazy_pinyin
    except ImportError:
        numbered = {name: f"#{number}" for number, name in enumerate(ordered, start=1)}
        print("\n".join(f"{number} {name}" for name, number in numbered.items()))
        return numbered
    spelt: dict[str, str] = {}
    for name in ordered:
        text = "".join(lazy_pinyin(name)).encode("ascii", "replace").decode()
        spelt[name] = text if text not in spelt.values() else f"{text} ({len(spelt)})"
    return spelt


def short(name: str, most: int = 12) -> str:
    """Return a name cut to at most so many characters."""
    return name if len(name) <= most else name[: most - 1] + "…"


def colour(cls: str) -> str:
    """Return the colour in which the interactive page draws a class, so that both pictures look alike."""
    return load_ontology().classes[cls].color

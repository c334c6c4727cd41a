"""Pages of two days, and how folders are compared byte for byte."""

from __future__ import annotations

from pathlib import Path

FULL, SHORT = "内蒙古云澜能源科技有限公司", "云澜能源"
HEAD = "{paper} 2024年{month}月{day}日\n\n重点项目加快建设\n　　"
YESTERDAY = {
    "a.txt": ("乌海日报", f"3月15日，{FULL}负极材料项目在乌海高新技术产业开发区投产，乌海市市长周金辉前来调研。"),
    "b.txt": ("包头日报", f"3月15日，{SHORT}在包头市举行发布会，{SHORT}总经理郝永胜说。"),
    "c.txt": ("乌海日报", f"市工信局局长周强来到乌海高新区，走进{SHORT}调研。"),
    "d.txt": ("平川县日报", "衡川轴承有限公司在平川经济开发区投资5亿元建设年产3万吨轴承项目。"),
}
"""Pages by their names: paper and text."""
TODAY = {
    "a.txt": ("乌海日报", f"3月16日，{FULL}年产5万吨负极材料项目开工，乌海市市长周金辉来到现场。"),
    "b.txt": YESTERDAY["b.txt"],
    "d.txt": YESTERDAY["d.txt"],
    "e.txt": ("平川县日报", f"{SHORT}与衡川轴承有限公司签订合作协议，县委书记林知远出席。"),
}
"""One page says something else, one is gone, one is new."""


def write_pages(folder: Path, pages: dict[str, tuple[str, str]]) -> None:
    """Write pages into a folder, and remove what else is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for number, (name, (paper, text)) in enumerate(pages.items()):
        head = HEAD.format(paper=paper, month=3, day=20 + number)
        (folder / name).write_text(f"{head}{text}\n", encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder, hidden ones too, by their paths; empty folders with a slash at the end."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found

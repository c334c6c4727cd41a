"""A process that has the program loaded and forks the command: asked by lines of JSON, it answers with numbers."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.faults.fault import install

_PAGE = (
    "乌海日报 2024年3月1日\n\n重点项目加快建设\n　　3月1日，乌海市市长周金辉来到内蒙古云澜能源科技有限公司调研。"
    "云澜能源在乌海高新技术产业开发区投资5亿元建设年产3万吨负极材料项目。\n"
)


def main() -> None:
    """Load the program, then fork as asked until there is nothing more to read."""
    with os.fdopen(os.dup(0), encoding="utf-8") as asked, os.fdopen(os.dup(1), "w", encoding="utf-8") as told:
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1):
            os.dup2(null, number)
        _warm()
        gc.freeze()
        for line in asked:
            what = json.loads(line)
            number = _start(what) if what["do"] == "start" else os.waitpid(what["pid"], 0)[1]
            told.write(f"{number}\n")
            told.flush()


def _warm() -> None:
    """Read a page and draw a picture, so that all words, rules and libraries are in memory."""
    from kg.api import build, open_review

    with TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(_PAGE, encoding="utf-8")
        build(page, Path(folder) / "out")
        open_review(Path(folder) / "out").questions()


def _start(what: Mapping[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    os.chdir(what["cwd"])
    for number, (path, flags) in enumerate(
        zip(what["paths"], (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT | os.O_TRUNC] * 2), strict=True)
    ):
        os.dup2(os.open(path, flags, 0o644), number)
    code = 1
    try:
        install(what["faults"] or {})
        sys.argv = ["kg", *what["arguments"]]
        from kg.cli import main as kg

        kg()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()

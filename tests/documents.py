"""The commands that the documents print, and the outputs below them: ``python -m tests.documents`` makes these anew.

A block ``console`` holds commands behind ``$ `` with their output, a block ``sh`` commands alone. What a command exits
with, where it is not 0, stands behind it: ``# exit code 2``. Long output is cut, which ``…`` tells.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support import GOLD, ROOT, SEEDS

DOCS = (
    "analyze",
    "cli",
    "confidence",
    "export",
    "extraction",
    "howto",
    "identity",
    "scale",
    "stores",
    "tutorial",
    "tutorial.zh",
)
WITH_OUTPUT = (
    "README.md",
    "README.zh.md",
    *(f"docs/{name}.md" for name in DOCS),
)
"""Documents whose every command runs."""
_BLOCK = re.compile(r"^```(console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"\s+# exit code (\d)$")
_WIDTH, _LINES = 180, 6


class Command(NamedTuple):
    """One line of a document that a shell can run."""

    line: str
    code: int


def commands(document: Path) -> list[Command]:
    """Return the lines of a document's blocks that call ``kg``, with what they must exit with."""
    found = []
    for kind, block in _BLOCK.findall(document.read_text(encoding="utf-8")):
        for line in block.splitlines():
            told = line.removeprefix("$ ")
            if (kind == "sh" or told != line) and re.search(r"(?:^|\| )kg ", told):
                found.append(_command(told))
    return found


def _command(line: str) -> Command:
    code = _CODE.search(line)
    return Command(_CODE.sub("", re.sub(r"\s{2,}# (?!exit code).*", "", line)), int(code[1]) if code else 0)


def workplace(folder: Path) -> Path:
    """Return a folder with what the documents' commands expect: the pages, the gold, nothing else."""
    shutil.copytree(SEEDS, folder / "seeds")
    shutil.copytree(GOLD, folder / "tests" / "gold")
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line in a shell whose ``kg`` is the one under test."""
    programs = folder / ".programs"
    programs.mkdir(exist_ok=True)
    program = programs / "kg"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    env = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def refreshed(text: str, folder: Path) -> str:
    """Return a document's text with the outputs of its ``console`` blocks made anew; builds in other blocks run."""

    def block(match: re.Match[str]) -> str:
        if match[1] == "sh":
            for line in match[2].splitlines():
                if line.startswith("kg build "):
                    run(line, folder)
            return match[0]
        lines = [line for line in match[2].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"{line}\n{''.join(_output(line, folder))}" for line in lines) + "```"

    return _BLOCK.sub(block, text)


def _output(line: str, folder: Path) -> Iterator[str]:
    command = _command(line.removeprefix("$ "))
    done = run(command.line, folder)
    if done.returncode != command.code:
        raise SystemExit(f"{command.line}: exit code {done.returncode}, not {command.code}\n{done.stdout}")
    rows = done.stdout.replace(f"{folder.resolve()}/", "…/").splitlines()
    for row in rows[:_LINES] if len(rows) > _LINES + 8 else rows:
        yield f"{row[:_WIDTH]}{'…' if len(row) > _WIDTH else ''}\n"
    if len(rows) > _LINES + 8:
        yield "…\n"


if __name__ == "__main__":
    for name in WITH_OUTPUT:
        with tempfile.TemporaryDirectory() as place:
            document = ROOT / name
            document.write_text(
                refreshed(document.read_text(encoding="utf-8"), workplace(Path(place))), encoding="utf-8"
            )

"""The commands that the documents print, and the outputs below them: ``python -m tests.documents`` makes these anew.

A block ``console`` holds commands behind ``$ `` with their output, a block ``sh`` commands alone. What a command exits
with, where it is not 0, stands behind it: ``# exit code 2``. Long output is cut, which ``…`` tells. What no test can
run, such as an import into Neo4j, stands in a block ``text``.
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
    "queries",
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
"""Documents whose every command runs, but for those of `LEFT`."""
LEFT = re.compile(r"make |pip install |python -m training\.")
"""What sets up a machine or works for minutes: see `tests.test_contributing` and `tests.test_training`."""
_BLOCK = re.compile(r"^```(console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"\s+# exit code (\d)$")
_WIDTH, _LINES = 180, 6


class Command(NamedTuple):
    """One line of a document that a shell can run."""

    line: str
    code: int
    output: str = ""


def commands(text: str) -> list[Command]:
    """Return the commands of a document's blocks, each with what it must exit with and the output below it."""
    found: list[Command] = []
    for kind, block in _BLOCK.findall(text):
        for line in block.splitlines():
            if kind == "sh" or line.startswith("$ "):
                found.append(_command(line.removeprefix("$ ")))
            else:
                found[-1] = found[-1]._replace(output=f"{found[-1].output}{line}\n")
    return found


def sections(text: str) -> dict[str, list[Command]]:
    """Return the commands of a document by the headings of second rank that they stand under."""
    parts = re.split(r"(?m)^## (.+)$", text)
    return {heading: commands(part) for heading, part in zip(parts[1::2], parts[2::2], strict=True)}


def _command(line: str) -> Command:
    code = _CODE.search(line)
    return Command(_CODE.sub("", re.sub(r"\s{2,}# (?!exit code).*", "", line)), int(code[1]) if code else 0)


def workplace(folder: Path) -> Path:
    """Return a folder with what the documents' commands expect: the pages, the gold, a query of one's own."""
    shutil.copytree(SEEDS, folder / "seeds")
    shutil.copytree(GOLD, folder / "tests" / "gold")
    query = re.search(r"```sparql\n(.*?)```", (ROOT / "docs" / "queries.md").read_text(encoding="utf-8"), re.DOTALL)
    assert query, "docs/queries.md shows a query"
    (folder / "my.rq").write_text(query[1], encoding="utf-8")
    return folder


def run(command: str, folder: Path, *, package: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a line in a shell whose ``kg`` is the one under test, or another copy of the package."""
    programs = folder / ".programs"
    programs.mkdir(exist_ok=True)
    program = programs / "kg"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    env = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(package)}
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

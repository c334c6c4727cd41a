"""``kg build`` from the outside: exit codes, what is said where, and that results stay whole."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.support import SEEDS

RESULTS = {"graph.html", "graph.trig", "graph.ttl", "ids.jsonl", "issues.jsonl", "manifest.json", "statements"}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file under `folder` with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_build_ends_with_a_summary_in_plain_lines(kg: Command, tmp_path: Path) -> None:
    done = kg("build", SEEDS / "d01.txt", SEEDS / "d02.txt", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert {p.name for p in (tmp_path / "out").iterdir()} == RESULTS
    lines = done.stdout.splitlines()
    assert lines[0].startswith("2 pages (0 unchanged), ")
    assert any(line.startswith("entities: ") for line in lines)
    assert any("(Asserted " in line for line in lines)
    assert str(tmp_path / "out" / "graph.html") in lines[-1]
    assert "\x1b" not in done.stdout


def test_quiet_says_nothing(kg: Command, tmp_path: Path) -> None:
    done = kg("build", SEEDS / "d01.txt", "--out", tmp_path / "out", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_two_builds_give_the_same_bytes(kg: Command, tmp_path: Path) -> None:
    files = [SEEDS / name for name in ("d03.txt", "d06.txt", "d08.txt")]
    one = kg("build", *files, "--out", tmp_path / "a", "--quiet", env={"PYTHONHASHSEED": "1"})
    two = kg(
        "build", *files[::-1], "--out", tmp_path / "b", "--quiet", env={"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai"}
    )
    assert (one.returncode, two.returncode) == (0, 0)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_the_base_of_all_iris_can_be_set(kg: Command, tmp_path: Path) -> None:
    done = kg("build", SEEDS / "d01.txt", "--out", tmp_path, "--base", "https://example.org/kg/", "--quiet")
    assert done.returncode == 0
    assert "https://example.org/kg/" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")


def test_a_page_comes_from_standard_input(kg: Command, tmp_path: Path) -> None:
    text = (SEEDS / "d01.txt").read_text(encoding="utf-8")
    done = kg("build", "-", "--out", tmp_path / "out", stdin=text)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 page (0 unchanged)")


def test_some_pages_failing_is_exit_code_1_and_a_line_for_each(kg: Command, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    done = kg("build", SEEDS / "d01.txt", empty, tmp_path / "missing.txt", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert [line[:4] for line in done.stderr.splitlines()] == ["kg: ", "kg: "]
    assert "empty.txt" in done.stderr
    assert "missing.txt" in done.stderr
    rows = [json.loads(line) for line in (tmp_path / "out" / "issues.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len([row for row in rows if row["level"] == "error"]) == 2


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["build", "missing.txt"], "missing.txt"),
        (["build", "empty.txt"], "empty.txt"),
        (["build", "folder"], "folder"),
        (["build"], "SOURCE"),
        (["build", "page.txt", "--out", "empty.txt"], "empty.txt"),
        (["build", "page.txt", "--out", "/proc/no/out"], "/proc/no/out"),
        (["build", "page.txt", "--nonsense"], "--nonsense"),
        (["extract", "missing.txt"], "missing.txt"),
        (["extract", "page.txt", "--stage", "nonsense"], "nonsense"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_input_is_exit_code_2_and_one_line(kg: Command, tmp_path: Path, arguments: list[str], word: str) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "page.txt").write_bytes((SEEDS / "d05.txt").read_bytes())
    done = kg(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("kg: ")
    assert word in line
    assert {p.name for p in tmp_path.iterdir()} == {"empty.txt", "folder", "page.txt"}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_leaves_nothing_half_written(tmp_path: Path, number: int, code: int) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("kept")
    command = [sys.executable, "-m", "kg", "build", str(SEEDS), "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        limit = time.monotonic() + 60
        while not list(out.glob(".kg-build-*")) and process.poll() is None and time.monotonic() < limit:
            time.sleep(0.01)
        process.send_signal(number)
        stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout, stderr) == (code, "", "")
    assert [p.name for p in out.iterdir()] == ["mine.txt"]


def test_a_terminal_sees_a_progress_bar_and_the_pipe_beside_it_does_not(tmp_path: Path) -> None:
    main, side = pty.openpty()
    command = [sys.executable, "-m", "kg", "build", str(SEEDS / "d01.txt"), "--out", str(tmp_path / "out")]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    # A terminal that nobody reads fills up and stops the command: it is read while the command runs.
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=side, encoding="utf-8", env=env) as process:
        os.close(side)
        drawn = read_all(main)
        assert process.stdout is not None
        piped = process.stdout.read()
    assert process.returncode == 0
    assert "━" in drawn
    assert "d01.txt" in drawn
    assert "\x1b" not in piped


def read_all(terminal: int) -> str:
    """Return what a terminal was sent; reading past its end is an error on Linux."""
    seen = b""
    while True:
        try:
            block = os.read(terminal, 65536)
        except OSError:
            block = b""
        if not block:
            os.close(terminal)
            return seen.decode("utf-8", "replace")
        seen += block

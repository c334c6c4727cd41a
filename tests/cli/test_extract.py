"""``kg extract``: JSON lines of each stage, whose offsets lead to the text."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import Command
from tests.support import SEEDS

PAGE = SEEDS / "d01.txt"
TEXT = PAGE.read_text(encoding="utf-8")


def rows(kg: Command, stage: str) -> list[dict[str, Any]]:
    done = kg("extract", PAGE, "--stage", stage)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("stage", ["articles", "mentions", "entities", "relations"])
def test_every_stage_gives_rows(kg: Command, stage: str) -> None:
    assert rows(kg, stage)


def test_a_mention_stands_where_it_says(kg: Command) -> None:
    for row in rows(kg, "mentions"):
        printed = "".join(TEXT[row["start"] : row["end"]].split())
        assert printed == "".join(row["text"].split())


def test_statements_come_without_a_stage_named(kg: Command) -> None:
    done = kg("extract", PAGE)
    assert [json.loads(line) for line in done.stdout.splitlines()] == rows(kg, "relations")


def test_a_page_comes_from_standard_input(kg: Command) -> None:
    done = kg("extract", "-", "--stage", "articles", stdin=TEXT)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == len(rows(kg, "articles"))


def test_a_reader_that_has_enough_is_no_fault() -> None:
    command = [sys.executable, "-m", "kg", "extract", str(PAGE), "--stage", "mentions"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1

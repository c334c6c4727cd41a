"""What measures still measures: each on the smallest input it takes, whatever the figures."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks import analyze, export, stores
from tests.graph.gold import gold_build

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A build of the gold pages."""
    return gold_build(tmp_path)


def test_exports_of_two_builds_stand_side_by_side(out: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "argv", ["export", str(out), str(out), "--format", "oa"])
    export.main()
    head, row = capsys.readouterr().out.splitlines()
    assert head.count("triples") == 2
    assert re.fullmatch(r"oa +([\d.]+ s +\d+ MB, writes +[\d.]+ MB +){2}memory [+-]\d+%", row)


def test_a_question_takes_time_and_memory(out: Path) -> None:
    assert ["matter", "--measure", "betweenness"] in analyze.cases(out)
    cost = analyze.measure(["matter", "--top", "1"], out)
    assert cost.wall > 0
    assert cost.seconds > 0
    assert 0 < cost.memory / 1000 < analyze.GIGABYTES


def test_many_statements_go_from_pages_to_a_store(tmp_path: Path, capsys: Capture) -> None:
    stores.measure(2, tmp_path)
    rows = capsys.readouterr().out.splitlines()
    assert sum(" s of processors, " in row for row in rows) == 4 + 3 + 1
    assert re.search(r"^2 pages, [\d,]+ characters, [1-9]\d* statements$", "\n".join(rows), re.MULTILINE)
    assert (tmp_path / "store").is_dir()

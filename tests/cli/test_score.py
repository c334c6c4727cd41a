"""``kg score``: figures and misses as JSON lines, and one line for gold that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.support import GOLD, ROOT


def test_figures_come_as_json_lines(kg: Command) -> None:
    done = kg("score", GOLD / "d02.json", cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["figure"] for row in rows[:3]] == ["entities", "typed", "core"]
    assert all(0 <= row[share] <= 1 for row in rows for share in ("precision", "recall", "f1"))


def test_misses_come_with_their_page_and_sentence(kg: Command) -> None:
    done = kg("score", GOLD / "d02.json", "--misses", cwd=ROOT)
    misses = [row for row in map(json.loads, done.stdout.splitlines()) if "miss" in row]
    assert misses
    assert {row["doc"] for row in misses} == {"d02.txt"}
    assert all(row["names"] for row in misses)
    assert any(row["sentence"] for row in misses)


def test_pages_may_lie_elsewhere(kg: Command, tmp_path: Path) -> None:
    gold = tmp_path / "a.json"
    gold.write_text('{"doc": "a.txt", "entities": [], "relations": []}', encoding="utf-8")
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text("青石县今天下雨。", encoding="utf-8")
    assert kg("score", gold, cwd=tmp_path).returncode == 2
    assert kg("score", gold, "--pages", pages, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("text", [None, "{", '{"doc": "a.txt"}', '{"doc": "a.txt", "entities": [], "relations": []}'])
def test_wrong_gold_is_told_in_one_line(kg: Command, tmp_path: Path, text: str | None) -> None:
    gold = tmp_path / "a.json"
    if text is not None:
        gold.write_text(text, encoding="utf-8")
    done = kg("score", gold, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"kg: {gold}: ")
    assert done.stderr.count("\n") == 1


PASSAGES = """
- id: turns.001
  part: open
  text: 青石县今天下雨。
  entities: [{name: 青石县, type: Firm}]
  relations: []
- id: turns.002
  part: kept
  text: 青石县今天下雪。
  entities: [{name: 青石县, type: Firm}]
  relations: []
"""


def test_passages_are_marked_by_phenomenon_and_misses_of_what_is_kept_stay_hidden(kg: Command, tmp_path: Path) -> None:
    file = tmp_path / "turns.yml"
    file.write_text(PASSAGES, encoding="utf-8")
    done = kg("score", file, "--challenge", "all", "--misses", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["phenomenon"], row["items"]) for row in rows[:2]] == [("turns", 2), ("total", 2)]
    assert {row["doc"] for row in rows[2:]} == {"turns.001"}


def test_without_gold_it_asks_for_some(kg: Command, tmp_path: Path) -> None:
    done = kg("score", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--challenge" in done.stderr
    assert done.stderr.count("\n") == 1

"""``kg diff``: two builds side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import cli
from kg.run.build import build
from tests.support import SEEDS

if TYPE_CHECKING:
    from spacy.language import Language

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory, nlp: Language) -> tuple[str, str]:
    """A build of one seed page, and one of two."""
    folder = tmp_path_factory.mktemp("diff")
    build([SEEDS / "d01.txt"], folder / "a", load=lambda: nlp)
    build([SEEDS / "d01.txt", SEEDS / "d02.txt"], folder / "b", load=lambda: nlp)
    return str(folder / "a"), str(folder / "b")


def test_equal_builds_differ_in_nothing(builds: tuple[str, str], capfd: Capture) -> None:
    assert cli.run(["diff", builds[0], builds[0]]) == 0
    assert capfd.readouterr().out == "no difference\n"
    assert cli.run(["diff", builds[0], builds[0], "--json"]) == 0
    assert capfd.readouterr().out == ""


def test_what_came_is_told_and_counted(builds: tuple[str, str], capfd: Capture) -> None:
    assert cli.run(["diff", *builds]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert any(line.startswith("+ statement ") and line.endswith("[d02.txt]") for line in lines)
    assert not any(line.startswith("- ") for line in lines)
    assert "statements added" in lines[-1]


def test_json_has_a_line_for_each_change(builds: tuple[str, str], capfd: Capture) -> None:
    assert cli.run(["diff", *builds, "--json"]) == 1
    rows = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert {row["what"] for row in rows} == {"entity", "statement"}
    assert len({(row["what"], row["id"]) for row in rows}) == len(rows)


def test_a_folder_without_a_build_is_told(builds: tuple[str, str], tmp_path: Path, capfd: Capture) -> None:
    assert cli.run(["diff", builds[0], str(tmp_path)]) == 2
    assert "no build here" in capfd.readouterr().err

"""The campaign counts its runs, and what it finds is told and kept."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.fuzz.campaign import SHARES, fuzz, main, raised
from tests.fuzz.corpus import dictionary, seeds_of

needs_atheris = pytest.mark.usefixtures("atheris")


@pytest.fixture
def atheris() -> None:
    pytest.importorskip("atheris", reason="pip install -e '.[fuzz]'")


@pytest.mark.parametrize("target", SHARES)
def test_every_target_has_inputs_to_begin_with_and_these_are_no_fault(target: str) -> None:
    inputs = list(seeds_of(target))
    assert len(inputs) > 3
    assert len(set(inputs)) > len(inputs) / 2
    module, _, name = target.partition(":")
    for data in inputs[:: len(inputs) // 12 + 1]:
        getattr(import_module(f"tests.fuzz.{module}"), name)(data)


def test_the_dictionary_is_one_that_libfuzzer_reads() -> None:
    lines = dictionary().splitlines()
    assert len(lines) > 300
    assert all(line.isascii() and line.startswith('"\\x') and line.endswith('"') for line in lines)


@needs_atheris
def test_runs_are_counted(tmp_path: Path) -> None:
    one = fuzz("planted:sound", 500, faults=tmp_path)
    assert (one.runs, one.told) == (500, "")
    assert not list(tmp_path.iterdir())


@needs_atheris
def test_a_fault_is_told_and_its_input_kept(tmp_path: Path) -> None:
    one = fuzz("planted:fails", 500, faults=tmp_path)
    assert raised(one.told).endswith("ZeroDivisionError: planted")
    (kept,) = tmp_path.iterdir()
    assert b"\x42" in kept.read_bytes()


@needs_atheris
def test_the_command_tells_of_each_target(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["campaign", "--runs", "60", "--seed", "2", "--target", "drawn:templates"])
    assert main() == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows] == ["target", "drawn:templates", "all"]
    assert [row[1] for row in rows[1:]] == ["60", "60"]

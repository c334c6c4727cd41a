"""CONTRIBUTING.md, followed to the letter in a copy of the project: what it says to type does what it says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
import yaml

from kg.cli import run as run_kg
from tests.documents import LEFT, Command, commands, run, sections
from tests.support import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = {heading: found for heading, found in sections(TEXT).items() if found}
WALKED = {"Set up", "The gates", "Add a word", "Add a relation rule", "Measure"}
MADE = {"Libraries", "When things break"}
"""Their commands are targets of make that take minutes or a network: that there is such a target is tested."""
SETTING_UP = (".venv/bin/python -m pip", "python3 -m venv")


def shown(language: str, mark: str) -> str:
    """Return the block of the document in a language that holds some text."""
    return next(b for b in re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL) if mark in b)


def made(target: str) -> list[str]:
    """Return the commands that ``make TARGET`` would run in a fresh clone."""
    clone = ("make", "--dry-run", "--always-make", "--no-print-directory", "-C", str(ROOT), target)
    done = subprocess.run(clone, capture_output=True, encoding="utf-8", check=True)
    return [line.removeprefix(".venv/bin/") for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and its ontology, to be changed."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("kg", "schemas"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "docs").mkdir()
    return folder


def follow(command: Command, folder: Path) -> str:
    """Run a command in a copy of the project; return what it writes, if it exits as the document says."""
    done = run(command.line, folder, package=folder)
    assert (command.line, done.returncode) == (command.line, command.code), done.stdout
    return done.stdout


def test_all_that_is_shown_is_followed_here() -> None:
    assert set(SECTIONS) == WALKED | MADE
    assert sum(map(len, SECTIONS.values())) == len(commands(TEXT))


@pytest.mark.skipif(not shutil.which("make"), reason="make runs the gates")
def test_make_sets_up_and_runs_the_gates_in_their_order() -> None:
    gates = [command.line for command in SECTIONS["The gates"]]
    assert [command.line for command in SECTIONS["Set up"]] == ["make lint", "make test"]
    lint, test = made("lint"), made("test")
    set_up = [line for line in lint if "pip install" in line]
    assert any("-e '.[test]'" in line for line in set_up)
    assert gates[-1] == "pytest -q"
    told = [line.removesuffix(" --no-logo") for line in lint if line.removesuffix(" --no-logo") in gates]
    assert told == gates[:-1]
    assert test[: len(lint)] == lint
    assert "pytest -q" in test[-1]
    assert lint.index(set_up[0]) < lint.index(gates[0])


@pytest.mark.skipif(not shutil.which("make"), reason="make runs the gates")
def test_every_target_that_documents_name_is_there() -> None:
    documents = [ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md")]
    named = {c.line for path in documents for c in commands(path.read_text(encoding="utf-8")) if LEFT.match(c.line)}
    assert named >= {"make graph", "make lint", "make test"}
    assert all(made(line.partition(" ")[2]) for line in named if line.startswith("make "))
    assert made("graph")[-1] == "kg build seeds --out out"


def test_a_word_makes_a_name_be_found(clone: Path) -> None:
    where, look = SECTIONS["Add a word"]
    (path,) = {line.partition(":")[0] for line in follow(where, clone).splitlines()}
    line = shown("text", "\tpark")
    name = re.search(r"走进(.+)。", look.line)
    assert name
    assert name[1] not in follow(look, clone)
    with (clone / path).open("a", encoding="utf-8") as stream:
        stream.write(line)
    found = [json.loads(row) for row in follow(look, clone).splitlines()]
    assert [(row["class"], row["text"]) for row in found] == [("Park", name[1])]


def test_a_rule_reads_what_it_says_and_tells_where_it_stops(clone: Path) -> None:
    with (clone / "kg" / "resources" / "rules" / "produces.yml").open("a", encoding="utf-8") as stream:
        stream.write(shown("yaml", "template:"))
    for command in SECTIONS["Add a relation rule"]:
        told = follow(command, clone)
        assert told.startswith(command.output)
        assert told == command.output or not command.output


def test_a_predicate_gets_its_files(clone: Path) -> None:
    block = shown("yaml", "labelEn:")
    (name,) = yaml.safe_load(block)
    (clone / "schemas" / "predicates" / f"{name}.yml").write_text(block, encoding="utf-8")
    steps = TEXT.partition("## Add a class or a predicate")[2]
    write, show = re.findall(r"`(kg schema [^`]+)`", steps)
    follow(Command("kg schema check", 1), clone)
    follow(Command(write, 0), clone)
    follow(Command("kg schema check", 0), clone)
    assert name in (clone / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert "出口到" in follow(Command(show.replace("NAME", name), 0), clone)


@pytest.mark.parametrize("command", [c for c in SECTIONS["Measure"] if c.line.startswith("kg ")], ids=lambda c: c.line)
def test_marks_are_given(command: Command, capfd: pytest.CaptureFixture[str]) -> None:
    with chdir(ROOT):
        assert run_kg(shlex.split(command.line)[1:]) == command.code
    assert capfd.readouterr().out.strip()


def test_growth_is_measured(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Of two pages; by default it makes two thousand. Stores: `tests/test_benchmarks.py`."""
    from benchmarks import growth, stores

    lines = [c.line for c in SECTIONS["Measure"] if not c.line.startswith("kg ")]
    assert lines == ["make bench", f"python -m {growth.__name__}", f"python -m {stores.__name__}"]
    monkeypatch.setattr(sys, "argv", ["growth", "2"])
    growth.main()
    assert "the bytes are the same" in capsys.readouterr().out

"""``kg export`` from the outside: where things go, what is said, exit codes."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg import cli
from kg.api import Graph
from kg.export import FORMATS
from tests.graph.gold import gold_build

Capture = pytest.CaptureFixture[str]
Binary = pytest.CaptureFixture[bytes]
OTHER = "https://example.org/x/"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A build of the gold pages under a base of its own."""
    folder = tmp_path / "out"
    folder.mkdir()
    return gold_build(folder, base=OTHER)


def test_without_a_format_they_are_listed(capfd: Capture) -> None:
    assert cli.run(["export"]) == 0
    shown = capfd.readouterr().out
    rows = [json.loads(line) for line in shown.splitlines()]
    assert [row["format"] for row in rows] == list(FORMATS)
    assert all(row["what"] and row["lacks"] and row["media"] for row in rows)
    assert cli.run(["export", "nq", "--list"]) == 0
    assert capfd.readouterr().out == shown


def test_a_terminal_gets_a_table() -> None:
    main, side = pty.openpty()
    command = [sys.executable, "-m", "kg", "export"]
    with subprocess.Popen(command, stdout=side, env={**os.environ, "TERM": "dumb", "COLUMNS": "160"}) as process:
        os.close(side)
        shown = b""
        try:
            while block := os.read(main, 1024):
                shown += block
        except OSError:
            pass  # a terminal whose other side is closed
    os.close(main)
    assert process.returncode == 0
    assert b"what it cannot carry" in shown
    assert b'{"format"' not in shown


@pytest.mark.parametrize("form", [name for name, one in FORMATS.items() if one.stream])
def test_a_file_goes_to_stdout_as_bytes(form: str, out: Path, capfdbinary: Binary) -> None:
    assert cli.run(["export", form, "-o", str(out)]) == 0
    shown, said = capfdbinary.readouterr()
    assert said == b""
    assert cli.run(["export", form, "-o", str(out), "--to", str(out / "mine")]) == 0
    assert (out / "mine").read_bytes() == shown
    assert shown


@pytest.mark.parametrize("form", [name for name, one in FORMATS.items() if one.folder])
def test_a_folder_goes_into_the_build(form: str, out: Path, capfd: Capture) -> None:
    for _ in range(2):
        assert cli.run(["export", form, "-o", str(out)]) == 0
        dataset = Graph.open(out).dataset
        counted = f"{len(dataset.entities)} entities, {len(dataset.statements)} statements"
        assert capfd.readouterr().out == f"{out / 'export' / form}: {counted}\n"
        assert sorted(p.name for p in (out / "export" / form).iterdir()) == sorted(FORMATS[form].files)


def test_the_base_is_that_of_the_build(out: Path, tmp_path: Path) -> None:
    assert cli.run(["export", "nq", "-o", str(out), "--to", str(tmp_path / "x.nq")]) == 0
    found = (tmp_path / "x.nq").read_text(encoding="utf-8")
    assert f"{OTHER}st/" in found
    assert "w3id.org/yuanqu" not in found


def test_only_a_part_can_be_asked_for(out: Path, tmp_path: Path) -> None:
    assert cli.run(["export", "csv", "-o", str(out), "--to", str(tmp_path / "x"), "--between", "2025-05..2025-06"]) == 0
    with (tmp_path / "x" / "statements.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert 0 < len(rows) < len(Graph.open(out).statements)
    assert {row["date"][:7] for row in rows} <= {"2025-05", "2025-06", "2025"}
    assert cli.run(["export", "csv", "-o", str(out), "--to", str(tmp_path / "x"), "--min-confidence", "1"]) == 0
    with (tmp_path / "x" / "statements.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.DictReader(stream)) == []


def refusals(out: Path) -> dict[str, tuple[list[str], str]]:
    here = ["-o", str(out)]
    return {
        "format": (["gefx", *here], "kg: gefx: no format of an export; did you mean gexf?\n"),
        "build": (["nq", "-o", str(out / "no")], f"kg: {out}/no: no build here; run `kg build SOURCE --out {out}/no`"),
        "folder": (["nq", *here, "--to", str(out)], f"kg: {out}: there already, and no file; give the name of a file"),
        "file": (["csv", *here, "--to", str(out / "graph.ttl")], f"kg: {out}/graph.ttl: there already, and no folder"),
        "others": (["neo4j", *here, "--to", str(out)], f"kg: {out}: a folder that holds something else (graph.trig)"),
        "share": (["nq", *here, "--min-confidence", "2"], "kg: min-confidence 2: give a number from 0 to 1"),
        "date": (["nq", *here, "--as-of", "x"], "kg: 'x' is no date"),
    }


@pytest.mark.parametrize("what", refusals(Path()))
def test_what_cannot_be_done_is_told_in_one_line(what: str, out: Path, capfd: Capture) -> None:
    arguments, message = refusals(out)[what]
    assert cli.run(["export", *arguments]) == 2
    shown, said = capfd.readouterr()
    assert shown == ""
    assert said.startswith(message)
    assert said.count("\n") == 1
    assert not (out / "export").exists()


def test_who_has_read_enough_may_go(out: Path) -> None:
    """A pipe that is closed early is no fault to be told."""
    line = f'{sys.executable} -m kg export nq -o "{out}" | head -n 1'
    done = subprocess.run(["bash", "-c", line], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_python_does_the_same(out: Path, kg: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    graph = Graph.open(out)
    assert graph.export("trig") == out / "export" / "trig.trig"
    mine = graph.export("trig", out / "x.trig")
    assert mine.read_text(encoding="utf-8") == kg("export", "trig", "-o", out).stdout
    assert len(list(parse(path=mine, format=RdfFormat.TRIG))) == len(list(graph._store.quads()))
    around = graph.around(graph.entities[0]).export("csv")
    assert around == out / "export" / "csv"

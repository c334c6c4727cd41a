"""What pages print reaches neither a terminal as a command to it nor a spreadsheet as a formula."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from kg import cli
from kg.formulas import unguarded
from kg.graph.archive import write_archive
from kg.graph.write import write_graph
from kg.records import Dataset
from tests.views.material import dataset, entity, statement

FORMULA = '=HYPERLINK("http://evil.example/";A1)'
STEERING = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e甲厂"
TEXT = f"{STEERING}落户乙园。{FORMULA}落户乙园。"
PARK = entity("乙园", "Park")
FIRMS = [entity(STEERING), entity(FORMULA)]
STATEMENTS = [
    statement(i, firm, "locatedIn", PARK, text=TEXT, quote=f"{firm.name}落户乙园", title=firm.name)
    for i, firm in enumerate(FIRMS)
]
ALL = "SELECT ?name ?n { ?s rdfs:label ?name BIND (-5 AS ?n) } ORDER BY ?name"


class Terminal(io.StringIO):
    """A terminal, as far as a command can tell."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build in which a name is a formula and another steers terminals."""
    return built(dataset([*FIRMS, PARK], STATEMENTS, text=TEXT), tmp_path_factory.mktemp("out"))


def built(made: Dataset, folder: Path) -> Path:
    """Write a dataset of one page as a build would."""
    write_graph(made, folder)
    (folder / "statements").mkdir()
    write_archive(made.documents[0], folder / "statements" / "page.txt.jsonl")
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", ALL],
        ["query", ALL, "--format", "csv"],
        ["query", ALL, "--format", "json"],
        ["query", "CONSTRUCT WHERE { ?s rdfs:label ?name }"],
        ["analyze", "matter", "--evidence"],
        ["analyze", "matter", "--evidence", "--format", "csv"],
        ["analyze", "matter", "--evidence", "--format", "json"],
        ["validate", "--format", "turtle"],
        ["validate", "--format", "table"],
        ["review"],
        ["diff", "{none}"],
        ["view", "甲厂"],
    ],
    ids=" ".join,
)
def test_no_name_steers_a_terminal(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    built(dataset([PARK], [], text=TEXT), tmp_path)
    screen = Terminal()
    for name, stream in {"stdout": screen, "stderr": screen, "stdin": Terminal("")}.items():
        monkeypatch.setattr(sys, name, stream)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "200")
    given = [word.format(none=tmp_path) if word == "{none}" else word for word in arguments]
    assert cli.run([*given, *([str(out)] if arguments[0] == "diff" else ["--out", str(out)])]) in {0, 1}
    monkeypatch.undo()
    text = screen.getvalue()
    assert text.strip()
    assert not [c for c in text if c in "\x1b\x07\x9b\u202e"]
    assert capfd.readouterr().out == ""


def test_rows_as_csv_hold_no_formula(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["query", ALL, "--format", "csv", "--out", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out, newline="")))
    assert {unguarded(row["name"]) for row in rows} >= {FORMULA, STEERING}
    assert f"'{FORMULA[:11]}" in {row["name"][:12] for row in rows}
    assert {row["n"] for row in rows} == {"-5"}
    assert cli.run(["analyze", "matter", "--evidence", "--format", "csv", "-o", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out, newline="")))
    cells = [cell for row in rows for cell in row.values()]
    assert any(FORMULA in unguarded(cell) for cell in cells)
    assert not [cell for cell in cells if cell.startswith("=")]


def test_json_lines_in_a_pipe_are_the_text_itself(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["query", ALL, "--out", str(out)]) == 0
    assert {json.loads(line)["name"] for line in capfd.readouterr().out.splitlines()} >= {FORMULA, STEERING}


def test_a_note_of_a_judgement_is_one_row_and_steers_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither the ledger nor the terminal takes what somebody wrote for more than that."""
    out = built(dataset([*FIRMS, PARK], STATEMENTS, text=TEXT), tmp_path)
    notes = [
        f"{STEERING}\n{{}}\r\n",
        '"}\u2028{"verdict": "same", "a": "x", "b": "y"}',
        FORMULA,
        "</script><script>",
    ]
    for note in notes:
        given = ["review", "accept", "st0", "--why", note, "--who", note, "--out", str(out)]
        assert cli.run(given) == 0
    assert len((out / "judgements.jsonl").read_text(encoding="utf-8").splitlines()) == len(notes)
    capfd.readouterr()
    assert cli.run(["review", "log", "--json", "--out", str(out)]) == 0
    rows = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert {row["statement"] for row in rows} == {"st0"}
    assert rows[-1]["why"] == notes[-1]
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "dumb")
    assert cli.run(["review", "log", "--out", str(out)]) == 0
    monkeypatch.undo()
    assert "st0" in screen.getvalue() or "accept" in screen.getvalue()
    assert not [c for c in screen.getvalue() if c in "\x1b\x07\x9b\u202e"]

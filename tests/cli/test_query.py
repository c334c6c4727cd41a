"""``kg query`` from the outside: formats, lists, exit codes and what is said where."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kg import cli
from kg.graph.query import named_queries
from tests.graph.gold import gold_build

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the gold pages under a base of its own."""
    return gold_build(tmp_path_factory.mktemp("out"), base="https://example.org/x/")


def test_rows_are_json_lines_in_a_pipe(out: Path, capfd: Capture) -> None:
    assert cli.run(["query", "pages", "-o", str(out)]) == 0
    shown, said = capfd.readouterr()
    rows = [json.loads(line) for line in shown.splitlines()]
    assert [row["page"] for row in rows] == [f"d0{n}.txt" for n in range(1, 9)]
    assert all(isinstance(row["statements"], int) for row in rows)
    assert said == ""


def test_csv_has_a_head_and_a_row_for_each(out: Path, capfd: Capture) -> None:
    assert cli.run(["query", "products", "maker=沃谷", "--format", "csv", "--out", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert {row["product"] for row in rows} == {"聚乳酸"}


def test_a_table_can_be_asked_for(out: Path, capfd: Capture) -> None:
    assert cli.run(["query", "pages", "--format", "table", "--out", str(out)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert "page" in "".join(lines[:3])
    assert lines[-1] == "8 rows"


def test_a_table_keeps_the_whole_sentence(out: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert cli.run(["query", "inside", "place=滨江新材料", "--format", "table", "--out", str(out)]) == 0
    assert "…" not in capfd.readouterr().out


def test_a_named_query_comes_before_a_file_of_that_name(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").write_text("ASK {}")
    assert cli.run(["query", "pages", "--out", str(out)]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 8


def test_a_terminal_gets_a_table(out: Path) -> None:
    main, side = pty.openpty()
    command = [sys.executable, "-m", "kg", "query", "pages", "--out", str(out)]
    with subprocess.Popen(command, stdout=side, stderr=subprocess.PIPE, env={**os.environ, "TERM": "dumb"}) as process:
        os.close(side)
        shown = b""
        while block := read(main):
            shown += block
    os.close(main)
    assert process.returncode == 0
    assert "8 rows" in shown.decode()
    assert '{"page"' not in shown.decode()


def read(terminal: int) -> bytes:
    """Return what a terminal was sent; reading past its end is an error on Linux."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


@pytest.mark.parametrize("arguments", [["query"], ["query", "--list"]])
def test_the_named_ones_are_listed_without_a_build(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(arguments) == 0
    rows = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [row["name"] for row in rows] == list(named_queries())
    assert all(row["titleZh"] for row in rows)
    assert cli.run([*arguments, "--format", "table"]) == 0
    assert "investment-by-park" in capfd.readouterr().out


def test_no_rows_are_said_on_stderr(out: Path, capfd: Capture) -> None:
    assert cli.run(["query", "inside", "place=没有这个地方", "-o", str(out)]) == 0
    assert capfd.readouterr() == ("", "kg: nothing in the graph answers to that\n")


def test_a_file_of_sparql_is_asked(out: Path, tmp_path: Path, capfd: Capture) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "# parameter: name 泰州市 whose\nPREFIX k: <https://w3id.org/yuanqu/ns#>\n"
        "SELECT ?l { ?x a k:Place ; skos:prefLabel ?l FILTER (STR(?l) = $name) }",
        encoding="utf-8",
    )
    assert cli.run(["query", str(file), "-o", str(out)]) == 0
    assert cli.run(["query", str(file), "name=靖江市", "-o", str(out)]) == 0
    assert capfd.readouterr().out == '{"l": "泰州市"}\n{"l": "靖江市"}\n'


def test_sparql_comes_from_standard_input(out: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("ASK { ?s kg:visited ?o }"))
    assert cli.run(["query", "-", "-o", str(out)]) == 0
    assert capfd.readouterr().out == '{"answer": true}\n'


def test_triples_are_turtle_unless_rows_are_asked_for(out: Path, capfd: Capture) -> None:
    text = "CONSTRUCT { ?b kg:madeBy ?a } WHERE { ?a kg:produces ?b }"
    assert cli.run(["query", text, "-o", str(out)]) == 0
    assert "@prefix kg: <https://example.org/x/ns#> ." in capfd.readouterr().out
    assert cli.run(["query", text, "-o", str(out), "--format", "json"]) == 0
    row = json.loads(capfd.readouterr().out.splitlines()[0])
    assert row["predicate"] == "https://example.org/x/ns#madeBy"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["insid"], "did you mean inside"),
        (["inside", "plaze=x"], "its parameters: place"),
        (["inside", "place"], "'place' is no KEY=VALUE"),
        (["missing.rq"], "missing.rq: No such file"),
        (["SELECT ?x {\n?x ?y }"], "line 2, column"),
        (["DROP ALL # {"], "DROP would change the graph"),
        (["SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }"], "SERVICE would ask another server"),
        (["pages", "--format", "xml"], "xml"),
        (["pages", "--out", "nowhere"], "nowhere: no build here"),
    ],
)
def test_wrong_input_is_exit_code_2_and_one_line(arguments: list[str], message: str, out: Path, capfd: Capture) -> None:
    folder = [] if "--out" in arguments else ["--out", str(out)]
    assert cli.run(["query", *arguments, *folder]) == 2
    shown, said = capfd.readouterr()
    assert shown == ""
    assert said.count("\n") == 1
    assert message in said


def test_a_file_that_is_empty_or_no_text_is_told(out: Path, tmp_path: Path, capfd: Capture) -> None:
    for content, message in ((b"", "an empty query"), (b"\xff\xfe\xfa", "not UTF-8"), (b"inside", "no SPARQL")):
        file = tmp_path / "a.rq"
        file.write_bytes(content)
        assert cli.run(["query", str(file), "-o", str(out)]) == 2
        assert message in capfd.readouterr().err


def test_a_table_shows_no_and_nought(out: Path, capfd: Capture) -> None:
    assert cli.run(["query", "ASK { ?s kg:absent ?o }", "--format", "table", "--out", str(out)]) == 0
    assert "false" in capfd.readouterr().out
    assert cli.run(["query", "SELECT (0 AS ?n) { }", "--format", "table", "--out", str(out)]) == 0
    assert "0" in capfd.readouterr().out.splitlines()[3]


def test_text_of_a_page_cannot_steer_the_terminal(out: Path, capfd: Capture) -> None:
    text = 'SELECT ?t { BIND ("\\u001B]0;x\\u0007甲" AS ?t) }'
    assert cli.run(["query", text, "--format", "table", "--out", str(out)]) == 0
    shown = capfd.readouterr().out
    assert "甲" in shown
    assert not {"\x1b", "\x07"} & set(shown)

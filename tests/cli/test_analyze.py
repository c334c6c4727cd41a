"""``kg analyze`` from the outside: formats, evidence, pictures, exit codes and what is said where."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kg import cli
from kg.analysis.questions import QUESTIONS
from kg.graph.archive import write_archive
from kg.records import Dataset
from tests.analysis.told import Said, dataset, page
from tests.graph.gold import gold_build, gold_dataset

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the gold pages."""
    return gold_build(tmp_path_factory.mktemp("out"))


def built(source: Dataset, folder: Path) -> Path:
    """Write the archives of a dataset as a build would."""
    (folder / "statements").mkdir(parents=True)
    for document in source.documents:
        write_archive(document, folder / "statements" / f"{document.doc}.jsonl")
    return folder


def rows_of(shown: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in shown.splitlines()]


def test_rows_are_json_lines_with_their_statements_in_a_pipe(out: Path, capfd: Capture) -> None:
    assert cli.run(["analyze", "matter", "--kind", "Park", "--top", "3", "-o", str(out)]) == 0
    shown, said = capfd.readouterr()
    rows = rows_of(shown)
    assert [row["rank"] for row in rows] == [1, 2, 3]
    known = {one.id for one in gold_dataset().statements}
    assert all(row["statements"] and set(row["statements"]) <= known and "evidence" not in row for row in rows)
    assert said == "kg: Denied statements count for degree, and a statement of an entity about itself counts twice.\n"


def test_evidence_is_the_sentences_behind_a_row(out: Path, capfd: Capture) -> None:
    assert cli.run(["analyze", "communities", "--top", "1", "--evidence", "-o", str(out)]) == 0
    (row,) = rows_of(capfd.readouterr().out)
    quotes = {one.id: one.quote for one in gold_dataset().statements}
    assert [one["statement"] for one in row["evidence"]] == row["statements"]
    assert all(one["quote"] == quotes[one["statement"]] and one["page"] for one in row["evidence"])


def test_csv_has_the_ids_and_the_quotes(out: Path, capfd: Capture) -> None:
    arguments = ["analyze", "matter", "--top", "1", "--format", "csv", "-o", str(out)]
    assert cli.run(arguments) == 0
    plain = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert cli.run([*arguments, "--evidence"]) == 0
    proven = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert [{**row, "evidence": proven[n]["evidence"]} for n, row in enumerate(plain)] == proven
    assert all(len(row["statements"].split()) >= row["evidence"].count(" | ") + 1 > 0 for row in proven)


def test_a_terminal_gets_a_table_and_numbered_sentences(out: Path, capfd: Capture) -> None:
    arguments = ["analyze", "matter", "--kind", "Firm", "--top", "2", "--format", "table", "-o", str(out)]
    assert cli.run(arguments) == 0
    shown = capfd.readouterr().out
    assert "谁重要：按关系数 · Who matters, by degree" in shown
    assert "编号" not in shown
    assert shown.splitlines()[-1] == "2 rows"
    assert cli.run([*arguments, "--evidence"]) == 0
    shown = capfd.readouterr().out
    assert "依据" in shown
    assert any(line.startswith("[1] ") and "d0" in line and "Asserted, 0.90)" in line for line in shown.splitlines())


def test_the_steps_of_a_route_come_with_their_sentences(out: Path, capfd: Capture) -> None:
    arguments = ["analyze", "route", "沈砚秋", "电子级双氧水", "-o", str(out)]
    assert cli.run(arguments) == 0
    rows = rows_of(capfd.readouterr().out)
    assert rows[0]["from"] == "沈砚秋"
    assert all(row["sentence"] for row in rows)
    assert cli.run([*arguments, "--most", "1", "-f", "table"]) == 0
    shown = capfd.readouterr().out
    assert "原句" not in shown
    assert "[1] " in shown


def test_the_part_of_a_build_that_is_asked_for_answers(tmp_path: Path, capfd: Capture) -> None:
    said = [Said("甲", "visited", "一厂", "2024-03", 0.9), Said("乙", "visited", "一厂", "2023-01", 0.5)]
    folder = built(dataset(page("a", said)), tmp_path / "out")
    for options, names in (
        ([], {"甲", "乙"}),
        (["--min-confidence", "0.8"], {"甲"}),
        (["--between", "2022..2023"], {"乙"}),
        (["--as-of", "2020"], set()),
    ):
        assert cli.run(["analyze", "matter", "--kind", "Official", *options, "-o", str(folder)]) == 0
        assert {row["name"] for row in rows_of(capfd.readouterr().out)} == names


def test_no_rows_are_said_on_stderr(out: Path, tmp_path: Path, capfd: Capture) -> None:
    assert cli.run(["analyze", "matter", "--as-of", "1950", "-o", str(out)]) == 0
    assert capfd.readouterr().err.endswith("kg: nothing in the graph answers to that\n")
    apart = built(dataset(page("a", [Said("甲", "visited", "一厂"), Said("乙", "visited", "二厂")])), tmp_path / "out")
    assert cli.run(["analyze", "route", "甲", "乙", "-o", str(apart), "--plot", str(tmp_path / "a.svg")]) == 0
    assert capfd.readouterr() == (
        "",
        "kg: No statements that are not denied lead from 甲 to 乙.\nkg: nothing in the graph answers to that\n",
    )
    assert not (tmp_path / "a.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["mattr"], "Did you mean 'matter'?"),
        (["matter", "--measure", "size"], "'size' is not one of"),
        (["matter", "--top", "0"], "--top"),
        (["matter", "--kind", "Frm"], "did you mean 'Firm'?"),
        (["matter", "--plot", "a.jpg"], "a picture is a .png or .svg"),
        (["matter", "--between", "2024"], "give two dates"),
        (["matter", "--out", "nowhere"], "nowhere: no build here"),
        (["route", "沈砚秋"], "B"),
        (["route", "沈砚秋", "没有这个人"], "no entity of that name"),
        (["route", "沈砚", "公司"], "entities answer to it"),
        (["route", "沈砚秋", "沈砚秋"], "are one entity"),
        (["report", "--out", "nowhere"], "nowhere: no build here"),
    ],
)
def test_wrong_input_is_exit_code_2_and_one_line(arguments: list[str], message: str, out: Path, capfd: Capture) -> None:
    folder = [] if "--out" in arguments else ["--out", str(out)]
    assert cli.run(["analyze", *arguments, *folder]) == 2
    shown, said = capfd.readouterr()
    assert shown == ""
    assert said.count("\n") == 1
    assert message in said


def test_pictures_that_cannot_be_drawn_are_told_before_anything_is_read(
    capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.views.plot.find_spec", lambda _: None)
    assert cli.run(["analyze", "matter", "--plot", "a.png", "--out", "nowhere"]) == 2
    assert capfd.readouterr().err == "kg: pictures need matplotlib: pip install 'yuanqu[notebook]'\n"


def test_a_picture_is_written_where_it_can_be(out: Path, tmp_path: Path, capfd: Capture) -> None:
    pytest.importorskip("matplotlib")
    from kg.views.plot import why_not

    if why_not() is not None:
        pytest.skip("no font with Chinese characters on this machine")
    picture = tmp_path / "matter.svg"
    assert cli.run(["analyze", "matter", "--top", "3", "--plot", str(picture), "-o", str(out)]) == 0
    assert f"kg: {picture}: the picture" in capfd.readouterr().err
    assert picture.read_text(encoding="utf-8").startswith("<?xml")


def test_the_report_is_a_page_beside_the_graph(out: Path, capfd: Capture) -> None:
    assert cli.run(["analyze", "report", "--out", str(out)]) == 0
    shown, said = capfd.readouterr()
    asked = sum(question.reported for question in QUESTIONS.values())
    assert shown.startswith(f"{out / 'report.html'}: {asked} questions, ")
    assert said == ""
    assert (out / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_text_of_a_page_cannot_steer_the_terminal(tmp_path: Path, capfd: Capture) -> None:
    hostile = "\x1b]0;x\x07厂"
    folder = built(dataset(page("a", [Said("甲", "visited", hostile)])), tmp_path / "out")
    for arguments in (["matter", "--evidence"], ["route", "甲", hostile, "--strongest"]):
        assert cli.run(["analyze", *arguments, "--format", "table", "-o", str(folder)]) == 0
        assert not {"\x1b", "\x07"} & set("".join(capfd.readouterr()))


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_its_help(name: str, capfd: Capture) -> None:
    assert cli.run(["analyze", name, "--help"]) == 0
    shown = capfd.readouterr().out
    assert f"kg analyze {name}" in shown
    for option in QUESTIONS[name].options:
        assert (option.name.upper() if option.required else f"--{option.name}") in shown

"""``kg schema``: what it lists, shows, checks and writes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import paths
from kg.cli import run, schema
from kg.graph import vocabulary
from kg.ontology import load_ontology, read_ontology

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the ontology and its page, which the command takes for its own."""
    shutil.copytree(paths.schemas(), tmp_path / "schemas")
    (tmp_path / "docs").mkdir()
    shutil.copy(paths.schemas().parent / "docs" / "ontology.md", tmp_path / "docs")
    monkeypatch.setattr(paths, "schemas", lambda: tmp_path / "schemas")
    load_ontology.cache_clear()
    yield tmp_path
    load_ontology.cache_clear()


def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema.sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "160")


def test_a_pipe_gets_a_row_of_json_for_every_class_and_predicate(capsys: Capture) -> None:
    assert run(["schema", "classes"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    ontology = load_ontology()
    assert [row["term"] for row in rows if row["kind"] == "class"] == list(ontology.classes)
    assert [row["term"] for row in rows if row["kind"] == "predicate"] == list(ontology.predicates)


def test_a_terminal_gets_tables(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    _terminal(monkeypatch)
    assert run(["schema", "classes"]) == 0
    out = capsys.readouterr().out
    assert "│ Firm " in out
    assert "企业" in out
    assert "│ visited " in out


def test_a_class_is_shown_with_what_is_above_and_what_leads_to_it(capsys: Capture) -> None:
    assert run(["schema", "show", "Official"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["kind"] == "class"
    assert row["iri"].endswith("/ns#Official")
    assert row["label"] == "官员"
    assert row["labelEn"] == "official"
    assert row["above"] == ["Agent", "Person"]
    assert "visited" in row["subject of"]
    assert "object of" not in row


def test_a_predicate_is_shown_with_its_ends(capsys: Capture) -> None:
    assert run(["schema", "show", "produces"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["from"] == ["Firm", "Project", "Park", "Place"]
    assert row["to"] == ["Product"]
    assert row["qualifiers"] == ["date", "capacity"]
    assert row["not"] == load_ontology().predicates["produces"].not_


def test_a_qualifier_is_shown_with_the_predicates_that_take_it(capsys: Capture) -> None:
    assert run(["schema", "show", "capacity"]) == 0
    assert json.loads(capsys.readouterr().out)["qualifies"] == ["produces"]


def test_a_term_is_a_table_on_a_terminal(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    _terminal(monkeypatch)
    assert run(["schema", "show", "visited"]) == 0
    out = capsys.readouterr().out
    assert "调研" in out
    assert "Person, Agency, Park, Firm, Organization" in out


@pytest.mark.parametrize(("typo", "meant"), [("Frim", "Firm"), ("visted", "visited"), ("Planed", "Planned")])
def test_a_typo_is_told_with_the_nearest_name(typo: str, meant: str, capsys: Capture) -> None:
    assert run(["schema", "show", typo]) == 2
    error = capsys.readouterr().err
    assert f"did you mean {meant!r}?" in error
    assert error.count("\n") == 1


def test_the_checkout_is_in_step(capsys: Capture) -> None:
    assert run(["schema", "check"]) == 0
    assert capsys.readouterr().out == "13 classes, 10 predicates, 0 files out of step\n"


def test_a_label_that_was_changed_is_found_until_the_files_are_written(checkout: Path, capsys: Capture) -> None:
    path = checkout / "schemas" / "classes" / "Firm.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("企业", "公司", 1), encoding="utf-8")
    load_ontology.cache_clear()
    assert run(["schema", "check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": differs at line")[0] for line in lines[:-1]] == [
        str(checkout / "schemas" / "generated" / "ontology.ttl"),
        str(checkout / "docs" / "ontology.md"),
    ]
    assert lines[-1].endswith("2 files out of step")
    assert run(["schema", "write"]) == 0
    assert run(["schema", "check"]) == 0


def test_a_wrong_file_of_the_ontology_is_one_line(checkout: Path, capsys: Capture) -> None:
    path = checkout / "schemas" / "predicates" / "visited.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("to: [Firm", "to: [Frm"), encoding="utf-8")
    load_ontology.cache_clear()
    assert run(["schema", "check"]) == 2
    assert capsys.readouterr().err == (
        "kg: predicates/visited.yml: no class or predicate 'Frm'; did you mean 'Firm'?\n"
    )


def test_without_a_folder_of_docs_no_page_is_wanted(checkout: Path, capsys: Capture) -> None:
    shutil.rmtree(checkout / "docs")
    assert run(["schema", "check"]) == 0
    assert run(["schema", "write"]) == 0
    assert "ontology.md" not in capsys.readouterr().out
    assert not (checkout / "docs").exists()


def test_all_files_go_into_a_folder_that_is_named(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "new" / "vocabulary"
    assert run(["schema", "write", "--to", str(folder)]) == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert written == vocabulary.generate()
    assert len(capsys.readouterr().out.splitlines()) == len(written)


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert run(["schema", "write", "--to", str(tmp_path / "taken")]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"kg: {tmp_path / 'taken'}")
    assert error.count("\n") == 1


def test_the_copy_is_what_the_command_reads(checkout: Path) -> None:
    assert load_ontology() == read_ontology(checkout / "schemas")

"""``kg review``: what is asked, what is answered, and that the next build heeds it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import cli
from kg.resolve.ledger import FILE
from kg.run import open_dataset
from kg.run.build import build

if TYPE_CHECKING:
    from spacy.language import Language

Capture = pytest.CaptureFixture[str]

FULL, SHORT = "内蒙古云澜能源科技有限公司", "云澜能源"
PAGES = {
    "a.txt": f"乌海日报 2024年3月16日\n\n项目投产\n　　3月15日，{FULL}负极材料项目在乌海高新技术产业开发区投产。\n",
    "b.txt": f"包头日报 2024年5月6日\n\n企业观察\n　　5月5日，{SHORT}在包头市举行发布会，{SHORT}总经理郝永胜说。\n",
}


@pytest.fixture
def out(tmp_path: Path, nlp: Language) -> Path:
    """A build of two pages, of which one names a firm in full and the other by a short name."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / name).write_text(text, encoding="utf-8")
    build([pages], tmp_path / "out", load=lambda: nlp)
    return tmp_path / "out"


def ask(capfd: Capture, *arguments: str, code: int = 0) -> tuple[str, str]:
    assert cli.run(["review", *arguments]) == code
    shown, said = capfd.readouterr()
    return shown, said


def firms(out: Path) -> list[tuple[str, ...]]:
    return sorted((e.name, *e.aliases) for e in open_dataset(out).entities if e.cls == "Firm")


def test_an_open_question_has_both_sides_with_evidence_and_reasons(out: Path, capfd: Capture) -> None:
    shown, _ = ask(capfd, "--json", "--out", str(out))
    (row,) = [json.loads(line) for line in shown.splitlines()]
    sides = {row[side]["name"]: row[side] for side in "ab"}
    assert sides.keys() == {FULL, SHORT}
    assert all(side["evidence"][0][0] in PAGES and side["evidence"][0][1] for side in sides.values())
    assert row["score"] == sum(reason["weight"] for reason in row["reasons"])


def test_what_is_judged_the_same_is_one_and_undone_is_two_again(out: Path, capfd: Capture) -> None:
    shown, _ = ask(capfd, "same", SHORT, FULL, "--out", str(out), "--why", "one plant", "--who", "tester")
    assert firms(out) == [(FULL, SHORT)]
    assert ask(capfd, "--json", "--out", str(out)) == ("", "")
    key = shown.split(":")[0]
    listed, _ = ask(capfd, "log", "--out", str(out))
    assert json.loads(listed)["id"] == key
    ask(capfd, "undo", key, "--out", str(out))
    assert firms(out) == [(SHORT,), (FULL,)]
    assert len((out / FILE).read_text(encoding="utf-8").splitlines()) == 2


def test_a_wrong_merge_is_split_by_one_command(out: Path, capfd: Capture) -> None:
    ask(capfd, "same", SHORT, FULL, "--out", str(out))
    ask(capfd, "split", FULL, SHORT, "--out", str(out))
    assert firms(out) == [(SHORT,), (FULL,)]


def test_who_is_unsure_is_not_asked_again(out: Path, capfd: Capture) -> None:
    ask(capfd, "unsure", SHORT, FULL, "--out", str(out))
    assert ask(capfd, "--json", "--out", str(out)) == ("", "")
    assert firms(out) == [(SHORT,), (FULL,)]


def test_a_judgement_is_asked_again_when_its_page_changes(out: Path, capfd: Capture, nlp: Language) -> None:
    ask(capfd, "different", SHORT, FULL, "--out", str(out), "--who", "tester")
    assert ask(capfd, "--json", "--out", str(out)) == ("", "")
    page = out.parent / "pages" / "b.txt"
    page.write_text(page.read_text(encoding="utf-8") + "　　发布会后，云澜能源与多家企业洽谈。\n", encoding="utf-8")
    build([page.parent], out, load=lambda: nlp)
    shown, _ = ask(capfd, "--json", "--out", str(out))
    (row,) = [json.loads(line) for line in shown.splitlines()]
    assert (row["earlier"]["verdict"], row["earlier"]["who"]) == ("different", "tester")
    assert firms(out) == [(SHORT,), (FULL,)]


def test_a_judgement_that_nobody_asked_for_comes_again_too(out: Path, capfd: Capture, nlp: Language) -> None:
    park = next(e for e in open_dataset(out).entities if e.cls == "Place" and e.name == "包头市")
    other = next(e for e in open_dataset(out).entities if e.cls == "Place" and e.id != park.id)
    ask(capfd, "same", park.id, other.id, "--out", str(out))
    page = out.parent / "pages" / "b.txt"
    page.write_text(page.read_text(encoding="utf-8") + "　　活动结束。\n", encoding="utf-8")
    build([page.parent], out, load=lambda: nlp)
    shown, _ = ask(capfd, "--json", "--out", str(out))
    assert any(row["earlier"] and row["earlier"]["verdict"] == "same" for row in map(json.loads, shown.splitlines()))
    listed, _ = ask(capfd, "log", "--out", str(out))
    assert json.loads(listed)["stale"] is True


def test_options_before_the_word_are_told_and_not_passed_over(out: Path, capfd: Capture) -> None:
    _, said = ask(capfd, "--out", str(out), "same", SHORT, FULL, code=2)
    assert "behind the word" in said
    assert not (out / FILE).exists()


def test_the_last_word_about_a_pair_holds(out: Path, capfd: Capture) -> None:
    ask(capfd, "same", SHORT, FULL, "--out", str(out))
    ask(capfd, "different", SHORT, FULL, "--out", str(out))
    assert firms(out) == [(SHORT,), (FULL,)]


def test_a_rejected_statement_leaves_the_graph_and_stays_in_the_archive(
    out: Path, capfd: Capture, nlp: Language
) -> None:
    statement = open_dataset(out).statements[0]
    ask(capfd, "reject", statement.id, "--out", str(out))
    build([out.parent / "pages"], out, load=lambda: nlp)
    assert statement.id not in {s.id for s in open_dataset(out).statements}
    assert statement.id not in (out / "graph.ttl").read_text(encoding="utf-8")
    archive = out / "statements" / f"{statement.doc}.jsonl"
    assert statement.id in archive.read_text(encoding="utf-8")
    ask(capfd, "accept", statement.id, "--out", str(out))
    assert next(s.confidence for s in open_dataset(out).statements if s.id == statement.id) == 1.0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["same", FULL, FULL], "are one entity"),
        (["same", FULL, "郝永胜"], "only entities of one class are the same"),
        (["same", FULL, "无此公司有限公司"], "no entity of that name"),
        (["split", FULL, "z.txt"], "has no such name and no such page"),
        (["split", FULL, FULL], "all of"),
        (["reject", "0" * 16], "no statement with that id"),
        (["undo", "0" * 16], "no judgement with that id holds"),
    ],
)
def test_what_cannot_be_judged_is_told_in_one_line(out: Path, capfd: Capture, arguments: list[str], told: str) -> None:
    shown, said = ask(capfd, *arguments, "--out", str(out), code=2)
    assert (shown, said.count("\n")) == ("", 1)
    assert told in said
    assert not (out / FILE).exists()


class Terminal(io.StringIO):
    """Text that says it comes from a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_an_answer_is_asked_for(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal("x\ns\n"))
    monkeypatch.setattr(sys, "stdout", screen)
    assert cli.run(["review", "--out", str(out), "--who", "tester"]) == 0
    text = screen.getvalue()
    assert "1 of 1: Firm" in text
    assert text.count("same (s), different (d)") == 2
    assert "1 judgement of 1 question" in text
    assert firms(out) == [(FULL, SHORT)]


def test_where_nobody_answers_nothing_is_judged(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(""))
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert cli.run(["review", "--out", str(out)]) == 0
    assert not (out / FILE).exists()

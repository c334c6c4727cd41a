"""``kg rules``: what it lists, checks and explains."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from kg.cli import rules as command
from kg.cli import run
from kg.frames import rules
from kg.frames.rules import RuleBook, load_rules

Capture = pytest.CaptureFixture[str]
SEEN = "[林知远|Official]来到[青石镇|Place]。"


def listed(capsys: Capture, *args: str) -> list[dict[str, Any]]:
    assert run(["rules", "list", *args]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_pipe_gets_a_row_of_json_for_every_rule(capsys: Capture) -> None:
    rows = listed(capsys)
    assert [row["id"] for row in rows] == [rule.id for rule in load_rules().rules]
    assert all(row.keys() >= {"id", "predicate", "template", "score", "examples"} for row in rows)


def test_a_row_has_the_examples_of_the_rule(capsys: Capture) -> None:
    row = next(row for row in listed(capsys) if row["id"] == "visited.go")
    assert row["examples"] == [example.text for example in load_rules().rule("visited.go").examples]


def test_the_rules_of_one_predicate_are_listed(capsys: Capture) -> None:
    rows = listed(capsys, "produces")
    assert [row["id"] for row in rows] == [r.id for r in load_rules().rules if r.predicate == "produces"]


def test_a_terminal_gets_a_table(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["rules", "list", "visited"]) == 0
    out = capsys.readouterr().out
    assert "│ visited.go " in out
    assert "template" in out


def test_an_unknown_predicate_is_refused_with_the_nearest(capsys: Capture) -> None:
    assert run(["rules", "list", "visitd"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "'visitd'" in said.err
    assert "did you mean 'visited'" in said.err


def test_the_examples_of_all_rules_are_borne_out(capsys: Capture) -> None:
    assert run(["rules", "check"]) == 0
    examples = sum(len(rule.examples) for rule in load_rules().rules)
    assert capsys.readouterr().out == f"{len(load_rules().rules)} rules, {examples} examples, 0 failures\n"


def test_an_example_that_is_not_borne_out_is_told_with_what_came_instead(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = load_rules().rule("visited.go")
    wrong = replace(rule.examples[-1], expect=(("林知远", "青石镇"),))
    book = RuleBook((replace(rule, examples=(*rule.examples, wrong)),), load_rules().words)
    monkeypatch.setattr(rules, "load_rules", lambda: book)
    assert run(["rules", "check"]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first == f"visited.go: {wrong.text} expected 林知远 → 青石镇, got nothing"
    assert last.endswith("1 failure")


def test_what_a_rule_makes_of_a_marked_sentence_is_told(capsys: Capture) -> None:
    assert run(["rules", "explain", "visited.go", SEEN]) == 0
    assert capsys.readouterr().out == "林知远 visited 青石镇 (Asserted)\n"


def test_a_plain_sentence_is_read_for_names_first(capsys: Capture) -> None:
    assert run(["rules", "explain", "visited.go", "市委书记林知远来到云澜纺织有限公司。"]) == 0
    assert capsys.readouterr().out == "林知远 visited 云澜纺织有限公司 (Asserted)\n"


def test_where_a_rule_stops_is_told(capsys: Capture) -> None:
    sentence = "[衡川轴承有限公司|Firm]投资8亿元扩产。"
    assert run(["rules", "explain", "investedIn.sum", sentence]) == 1
    out = capsys.readouterr().out
    assert f"template: {load_rules().rule('investedIn.sum').template}\n" in out
    assert "names seen: 衡川轴承有限公司|Firm\n" in out
    plain = "衡川轴承有限公司投资8亿元扩产。"
    line = next(line for line in out.splitlines() if line.startswith("fits up to: "))
    head = line.removeprefix("fits up to: ").split(" (characters ")[0]
    start, end = map(int, line.rpartition(" ")[2].rstrip(")").split("-"))
    assert load_rules().rule("investedIn.sum").template.startswith(head)
    assert "{amount}" in head
    assert plain[start:end].startswith("衡川轴承有限公司投资8亿元")


def test_a_rule_that_fits_without_an_end_in_mind_says_so(capsys: Capture) -> None:
    assert run(["rules", "explain", "visited.go", "来到[青石镇|Place]。"]) == 1
    assert "no subject or object of the right class is in mind" in capsys.readouterr().out


def test_a_sentence_without_names_says_so(capsys: Capture) -> None:
    assert run(["rules", "explain", "visited.go", "天晴。"]) == 1
    out = capsys.readouterr().out
    assert "names seen: none\n" in out
    assert "fits up to: nothing\n" in out


def test_an_unknown_rule_is_refused_with_the_nearest(capsys: Capture) -> None:
    assert run(["rules", "explain", "visited.goo", SEEN]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "visited.go" in said.err


def test_an_unknown_class_in_a_marked_sentence_is_refused(capsys: Capture) -> None:
    assert run(["rules", "explain", "visited.go", "[林知远|Mayor]来到[青石镇|Place]。"]) == 2
    assert "no class 'Mayor'" in capsys.readouterr().err


@pytest.mark.parametrize("args", [["rules", "explain"], ["rules", "explain", "visited.go"], ["rules", "tell"]])
def test_a_wrong_command_line_is_refused_in_one_line(capsys: Capture, args: list[str]) -> None:
    assert run(args) == 2
    assert capsys.readouterr().err.count("\n") == 1

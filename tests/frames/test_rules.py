"""Relation rules as data: each carries its examples, and a file that is wrong is refused in one line."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.errors import RuleError
from kg.frames.examples import check, run_example
from kg.frames.rules import FOLDER, WORDS, Example, Rule, load_rules, read_rules
from kg.ontology import load_ontology

RULES = load_rules().rules
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
FEWEST = 85
"""A rule may be split or added; who takes one away lowers this."""

ROW: dict[str, Any] = {
    "id": "visited.test",
    "template": "{subject}来到{object}",
    "examples": [
        {"text": "[林知远|Official]来到[青石镇|Place]。", "expect": [["林知远", "青石镇"]]},
        {"text": "[林知远|Official]离开[青石镇|Place]。", "expect": []},
    ],
}
"""A rule with nothing wrong."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of rules that holds the word lists only."""
    shutil.copy(FOLDER / WORDS, tmp_path)
    return tmp_path


def write(folder: Path, *rows: dict[str, Any], file: str = "visited.yml") -> Path:
    (folder / file).write_text(yaml.safe_dump(list(rows), allow_unicode=True), encoding="utf-8")
    return folder


def refusal(folder: Path) -> str:
    """The one line that says what is wrong with the rules of a folder."""
    with pytest.raises(RuleError) as caught:
        read_rules(folder)
    line = str(caught.value)
    assert "\n" not in line
    return line


@pytest.mark.parametrize(
    ("rule", "example"),
    EXAMPLES,
    ids=[f"{rule.id}-{rule.examples.index(example) + 1}" for rule, example in EXAMPLES],
)
def test_an_example_gives_its_pairs(rule: Rule, example: Example) -> None:
    made = {(r.subject.entity, r.object.entity) for r in run_example(rule, example)}
    assert made == set(example.expect)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_has_a_good_and_a_bad_example(rule: Rule) -> None:
    assert any(example.expect for example in rule.examples)
    assert any(not example.expect for example in rule.examples)


def test_no_rule_is_lost() -> None:
    assert len(RULES) >= FEWEST


def test_every_predicate_has_rules_but_that_of_posts() -> None:
    posts = {name for name, term in load_ontology().predicates.items() if "title" in term.qualifiers}
    assert {rule.predicate for rule in RULES} == set(load_ontology().predicates) - posts


def test_an_id_begins_with_its_predicate() -> None:
    assert [rule.id for rule in RULES if not rule.id.startswith(f"{rule.predicate}.")] == []


def test_check_tells_of_an_example_that_is_not_borne_out(folder: Path) -> None:
    wrong = {"text": "[林知远|Official]路过[青石镇|Place]。", "expect": [["林知远", "青石镇"]]}
    book = read_rules(write(folder, ROW | {"examples": [*ROW["examples"], wrong]}))
    (failure,) = check(book.rules)
    assert (failure.rule, failure.text) == ("visited.test", wrong["text"])
    assert (failure.expected, failure.got) == ((("林知远", "青石镇"),), ())


@pytest.mark.parametrize("kept", [0, 1], ids=["good", "bad"])
def test_check_tells_of_a_rule_with_one_kind_of_example_only(folder: Path, kept: int) -> None:
    book = read_rules(write(folder, ROW | {"examples": [ROW["examples"][kept]]}))
    (failure,) = check(book.rules)
    assert failure.rule == "visited.test"


def test_a_name_that_is_not_called_as_a_rule_wants_makes_nothing(folder: Path) -> None:
    (rule,) = read_rules(write(folder, ROW | {"called": {"object": "村$"}})).rules
    assert run_example(rule, rule.examples[0]) == []


def test_the_nearest_rule_is_named_for_a_wrong_id(folder: Path) -> None:
    book = read_rules(write(folder, ROW))
    assert book.rule("visited.test").predicate == "visited"
    with pytest.raises(RuleError, match="did you mean visited.test"):
        book.rule("visited.tset")


def test_a_file_of_an_unknown_predicate_is_refused(folder: Path) -> None:
    line = refusal(write(folder, ROW, file="toured.yml"))
    assert line.startswith("toured.yml: no predicate 'toured'")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"tempalte": "x"}, "a rule has"),
        ({"status": "Rumoured"}, "no status 'Rumoured'"),
        ({"date": "yesterday"}, "date is"),
        ({"called": {"verb": "x"}}, "called has an expression"),
        ({"template": "{subject}<walk_to>{object}"}, "no word list <walk_to>"),
        ({"template": "{subject}来到{object}和{object}"}, "{object} stands twice"),
        ({"template": "{subject}(来到{object}"}, "no regular expression"),
        ({"template": "{subject}来到{place}"}, "no slot {place}"),
        ({"template": "来到{object}"}, "subject must stand either"),
        ({"subject": "Person"}, "subject must stand either"),
        ({"template": "来到{object}", "subject": "Mayor"}, "Mayor"),
        ({"unless": "(记者"}, "no regular expression"),
        ({"when": "<walk_to>"}, "no word list <walk_to>"),
        ({"examples": [{"text": "x"}]}, "an example has text, expect"),
        ({"examples": ["x"]}, "an example has text, expect"),
    ],
    ids=str,
)
def test_a_wrong_rule_is_refused_by_file_and_id(folder: Path, change: dict[str, Any], told: str) -> None:
    line = refusal(write(folder, ROW | change))
    assert line.startswith("visited.yml, visited.test: ")
    assert told in line


@pytest.mark.parametrize(
    "change",
    [
        {"template": "{subject:Mayor}来到{object}"},
        {"template": 7},
        {"examples": 7},
        {"reach": "far"},
        {"score": "high"},
        {"reach": float("inf")},
        {"template": "(" * 5000 + "{subject}来到{object}" + ")" * 5000},
        {"template": "{subject}来到{object}.{99999999999999999999}"},
        {"template": "{subject}来到{object}{.}"},
    ],
    ids=str,
)
def test_a_value_of_a_wrong_kind_is_refused_by_file_and_id(folder: Path, change: dict[str, Any]) -> None:
    assert refusal(write(folder, ROW | change)).startswith("visited.yml, visited.test: ")


@pytest.mark.parametrize("key", ["id", "template", "examples"])
def test_a_rule_needs_an_id_a_template_and_examples(folder: Path, key: str) -> None:
    line = refusal(write(folder, {k: v for k, v in ROW.items() if k != key}))
    assert "a rule has examples, id, template" in line


def test_two_rules_of_one_id_are_refused(folder: Path) -> None:
    assert "two rules are called visited.test" in refusal(write(folder, ROW, deepcopy(ROW)))


@pytest.mark.parametrize("text", ["- id: [", "\x00", "- {id: x", "[" * 5000, "- id: 2024-02-30"])
def test_what_is_not_yaml_is_refused(folder: Path, text: str) -> None:
    (folder / "visited.yml").write_text(text, encoding="utf-8")
    assert refusal(folder).startswith("visited.yml: not YAML that can be read")


@pytest.mark.parametrize("text", ["id: visited.test", "", "- visited.test"])
def test_yaml_that_is_no_list_of_rules_is_refused(folder: Path, text: str) -> None:
    (folder / "visited.yml").write_text(text, encoding="utf-8")
    assert refusal(folder).startswith("visited.yml: ")


def test_an_id_must_be_a_text(folder: Path) -> None:
    assert "its id must be a text" in refusal(write(folder, ROW | {"id": ["visited", "test"]}))


@pytest.mark.parametrize("text", ["[go, come]", "go: 1", "go", "go: {come: 1}"])
def test_words_that_are_no_lists_by_name_are_refused(folder: Path, text: str) -> None:
    (folder / WORDS).write_text(text, encoding="utf-8")
    assert refusal(folder).startswith("words.yml: lists of words by their names")


def test_word_lists_must_be_there(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, ROW)).startswith("words.yml: ")

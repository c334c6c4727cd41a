"""The confidence of a statement: its rule's, lowered where an end of it was filled in."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.extract.confidence import confidence, is_doubted
from kg.frames.measured import (
    WEAKNESSES,
    Joint,
    Measured,
    Table,
    load_table,
    read_opinions,
    read_table,
    weaknesses,
)
from kg.frames.nesting import nestings
from kg.frames.reader import PREFIX
from kg.frames.reader.policy import load_policy
from kg.frames.relations import Relation
from kg.frames.rules import load_rules
from kg.frames.tours import read_tours
from kg.records import Mention
from tests.support import ROOT

FIRM = Mention(0, 6, "Firm", "衡川轴承公司", "bodies:firm.legal", entity="衡川轴承公司")
TOWN = Mention(8, 11, "Place", "青石镇", "bodies:place", entity="青石镇")
TABLE = Table(
    {"locatedIn.lie": Measured(20, 18, 0.8)},
    {"anaphor": Measured(9, 6, 0.5), "remembered": Measured(9, 6, 0.25)},
    {"locatedIn": Joint(20, 15, 0.0, 0.5, 1.0), "reader.locatedIn": Joint(20, 15, -1.0, 0.0, 0.5)},
)


def relation(subject: Mention = FIRM, rule: str = "locatedIn.lie", score: float = 0.6) -> Relation:
    return Relation(subject, "locatedIn", TOWN, rule, "Asserted", score, 0, 12)


def mention(start: int, end: int, source: str) -> Mention:
    return Mention(start, end, "Firm", "该公司", source, entity="衡川轴承公司")


def test_a_measured_rule_has_its_measured_confidence() -> None:
    assert confidence(relation(), TABLE) == 0.8


def test_a_rule_never_measured_has_its_own_score() -> None:
    assert confidence(relation(rule="locatedIn.new"), TABLE) == 0.6


def test_a_word_that_stands_for_a_name_lowers_the_odds() -> None:
    # 0.8 is 4 to 1; half of that is 2 to 1.
    assert confidence(relation(mention(0, 3, "coref:firm.this")), TABLE) == pytest.approx(2 / 3, abs=0.001)


def test_an_end_outside_the_sentence_lowers_the_odds() -> None:
    assert confidence(relation(mention(20, 23, "bodies:firm.legal")), TABLE) == 0.5


def test_a_short_name_is_no_weakness() -> None:
    assert weaknesses(relation(mention(0, 2, "coref:short"))) == ()


def test_a_rule_with_a_row_of_its_own_among_the_opinions_has_that() -> None:
    asked = replace(relation(), opinion=0.1)
    own = replace(TABLE, joint={**TABLE.joint, "locatedIn.lie": Joint(90, 85, 2.0, 0.0, 0.0)})
    assert confidence(asked, TABLE) < 0.5 < confidence(asked, own)


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_nothing_is_quite_certain(score: float) -> None:
    assert 0 < confidence(relation(rule="locatedIn.new", score=score), TABLE) < 1


@pytest.mark.parametrize("line", ["locatedIn.lie\t3\t2", "locatedIn.lie\tthree\t2\t0.5"])
def test_a_wrong_table_is_told_in_one_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "confidence.tsv").write_text(f"# head\n{line}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"^confidence.tsv, line 2: .*$"):
        read_table(tmp_path / "confidence.tsv")


def test_what_the_reader_thinks_of_it_counts_beside_the_rule() -> None:
    # Half the logit of the rule, 0.8, is that of 2 to 1; an even opinion adds nothing.
    for opinion, value in ((0.5, 0.667), (0.9, 0.947), (0.1, 0.182)):
        assert confidence(replace(relation(), opinion=opinion), TABLE) == pytest.approx(value, abs=0.001)


def test_what_the_reader_filed_is_as_sure_as_it_was_found_to_be() -> None:
    # 0.8 is 4 to 1: half its logit is that of 2 to 1, less what such statements were found to be worse.
    found = relation(rule="reader.locatedIn", score=0.8)
    assert confidence(found, TABLE) == pytest.approx(2 / (2 + 2.718), abs=0.001)
    assert confidence(replace(found, rule="reader.visited"), TABLE) == 0.8


def test_what_a_rule_found_is_left_out_where_the_reader_makes_it_unsure() -> None:
    def doubted(one: Relation) -> bool:
        return is_doubted(one, confidence(one, TABLE))

    assert doubted(replace(relation(), opinion=0.1))
    assert not doubted(replace(relation(), opinion=0.9))
    assert not doubted(replace(relation(), opinion=0.1, status="Denied"))
    assert not doubted(relation(score=0.1, rule="locatedIn.new"))


def test_what_the_reader_filed_is_left_out_where_such_statements_were_found_to_be_unsure() -> None:
    # 0.5 is even odds: what such statements were found to be worse leaves 1 to 2.718.
    for score, left_out in ((0.5, True), (0.9, False)):
        filed = relation(rule="reader.locatedIn", score=score)
        assert is_doubted(filed, confidence(filed, TABLE)) == left_out


@pytest.mark.parametrize("line", ["locatedIn\t3\t2\t1\t1", "locatedIn\t3\t2\t1\t1\tmuch"])
def test_a_wrong_table_of_opinions_is_told_in_one_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "opinion.tsv").write_text(f"# head\n{line}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"^opinion.tsv, line 2: .*$"):
        read_opinions(tmp_path / "opinion.tsv")


READ = {*load_policy().reach, *(f"{PREFIX}{name}" for name in load_policy().reach)}


def test_the_table_of_opinions_tells_of_every_predicate_that_the_reader_reads() -> None:
    joint = load_table().joint
    assert joint.keys() > READ
    assert all(0 <= row.right <= row.judged and row.rule >= 0 and row.reader >= 0 for row in joint.values())


def test_the_tables_name_rules_that_exist_only() -> None:
    # What follows without a rule of its own is named where it is made.
    sources = (ROOT / "kg" / "frames").glob("*.py")
    nodes = (node for path in sources for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    known = {rule.id for rule in load_rules().rules} | {row.id for row in nestings()} | set(read_tours()) | named
    table = load_table()
    gone = sorted({*table.rules, *table.joint} - READ - known)
    assert gone == [], "run `python -m tests.score.calibrate`"


def test_the_table_holds_shares() -> None:
    table = load_table()
    assert set(table.weak) == set(WEAKNESSES)
    assert all(0 <= row.right <= row.judged for row in (*table.rules.values(), *table.weak.values()))
    assert all(0 < row.value < 1 for row in table.rules.values())
    assert all(0 < row.value <= 1 for row in table.weak.values())

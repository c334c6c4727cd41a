"""How confidence is measured: the share of right statements, pulled towards the score, and how that is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.frames.reader import PREFIX
from kg.nlp import load_pipeline
from kg.records import Page
from kg.score.gold import gold_of
from tests.score.calibrate import (
    BEGIN,
    END,
    Judged,
    calibration_error,
    cross_validate,
    fit,
    fit_opinions,
    judge,
    reliability,
    thresholds,
    write_document,
)
from tests.support import GOLD


def rows(
    rule: str, right: int, wrong: int, *, score: float = 0.8, page: str = "a", weak: tuple[str, ...] = ()
) -> list[Judged]:
    return [Judged(page, rule, score, weak, n < right) for n in range(right + wrong)]


def test_a_rule_that_is_often_wrong_falls_below_its_score() -> None:
    table = fit([*rows("good", 95, 5), *rows("bad", 5, 15)])
    assert table.rules["bad"].value < 0.5
    assert table.rules["good"].value > 0.85
    assert (table.rules["bad"].judged, table.rules["bad"].right) == (20, 5)


def test_one_statement_hardly_moves_a_score() -> None:
    table = fit([*rows("good", 80, 20), *rows("once", 0, 1)])
    assert 0.6 < table.rules["once"].value < 0.8


def test_a_weakness_lowers_the_odds_by_what_it_costs() -> None:
    table = fit([*rows("go", 90, 10), *rows("go", 10, 10, weak=("anaphor",))])
    assert table.weak["anaphor"].value < 0.5
    assert table.weak["remembered"].value == 1.0


def opinions(right: int, wrong: int, opinion: float) -> list[Judged]:
    return [Judged("a", "go", 0.8, (), n < right, "visited", opinion) for n in range(right + wrong)]


def test_an_opinion_counts_as_much_as_it_tells() -> None:
    table = fit(rows("go", 80, 20))
    told = fit_opinions([*opinions(90, 10, 0.9), *opinions(10, 90, 0.1)], table)
    idle = fit_opinions([*opinions(50, 50, 0.9), *opinions(50, 50, 0.1)], table)
    assert told["visited"].reader > 0.5 > idle["visited"].reader
    assert (told["visited"].judged, told["visited"].right) == (200, 100)
    assert told["visited"].value(0.8, 0.9) == pytest.approx(0.9, abs=0.03)


def test_what_the_reader_filed_is_measured_by_itself() -> None:
    filed = [Judged("a", f"{PREFIX}visited", 0.6, (), n < 30, "visited") for n in range(100)]
    asked = opinions(90, 10, 0.9)
    told = fit_opinions([*asked, *filed], fit(rows("go", 80, 20)))
    assert told[f"{PREFIX}visited"].value(0.5, 0.6) == pytest.approx(0.3, abs=0.03)
    assert told["visited"].right == 90


def test_of_a_rule_that_was_judged_often_the_opinion_counts_by_itself() -> None:
    far = [Judged("a", "far", 0.8, (), n < 95, "visited", 0.05) for n in range(100)]
    few = [Judged("a", "few", 0.8, (), right=True, predicate="visited", opinion=0.05) for _ in range(3)]
    told = fit_opinions([*opinions(90, 10, 0.9), *opinions(20, 180, 0.05), *far, *few], fit(rows("go", 80, 20)))
    # What it speaks against is wrong, but not where it sees nothing.
    assert told["visited"].value(0.8, 0.05) < 0.5 < told["far"].value(0.8, 0.05)
    assert "few" not in told


def test_each_page_is_predicted_from_the_others() -> None:
    # What is only on one page is not known there, and has the score of its author.
    pairs = cross_validate([*rows("here", 0, 20, page="a"), *rows("there", 20, 0, page="b")])
    assert {value for value, _ in pairs} == {0.8}


def test_reliability_sets_predicted_beside_observed() -> None:
    (low, high) = reliability([(0.25, True), (0.25, False), (0.95, True), (1.0, True)])
    assert (low.number, low.predicted, low.observed) == (2, 0.25, 0.5)
    assert (high.low, high.number, high.observed) == (0.9, 2, 1.0)
    assert calibration_error([low, high]) == pytest.approx((2 * 0.25 + 2 * 0.025) / 4)


def test_a_limit_keeps_a_share_of_the_right_ones() -> None:
    kept = {least: rest for least, *rest in thresholds([(0.85, True), (0.75, True), (0.75, False)])}
    assert kept[0.0] == [1.0, pytest.approx(2 / 3)]
    assert kept[0.8] == [0.5, 1.0]


def test_a_statement_is_judged_by_gold_and_left_out_where_that_is_open() -> None:
    text = "县委书记林知远来到衡川轴承有限公司、云澜纺织有限公司和青石机械有限公司调研。"
    names = {"林知远": "Official", "衡川轴承有限公司": "Firm", "云澜纺织有限公司": "Firm", "青石机械有限公司": "Firm"}
    data = {
        "entities": [{"name": name, "type": cls} for name, cls in names.items()],
        "relations": [
            {"s": "林知远", "p": "visited", "o": "衡川轴承有限公司"},
            {"s": "林知远", "p": "visited", "o": "青石机械有限公司", "optional": True},
        ],
    }
    judged = judge(gold_of(data, "a.txt", GOLD), Page("a.txt", text), load_pipeline())
    assert sorted(row.right for row in judged if row.rule.startswith("visited.")) == [False, True]


def test_the_figures_are_put_in_their_place(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    write_document("new\n", page)
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"

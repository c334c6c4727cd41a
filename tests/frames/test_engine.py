"""Rules at work on the sentences of an article: ends, dates, sums, quantities, and what they become together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.frames.engine import Setting, apply, capacity_of, lead_date, project_stages, read_article
from kg.frames.examples import home, tell_marked
from kg.frames.marks import mark_of
from kg.frames.memory import Told
from kg.frames.nesting import higher
from kg.frames.relations import Relation, united
from kg.frames.rules import WORDS, Rule, read_rules
from kg.records import Mention
from kg.values import find_amounts, find_capacities

ISSUED = date(2024, 3, 28)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for rules, with one word list that none needs."""
    (tmp_path / WORDS).write_text("go: [来到]", encoding="utf-8")
    return tmp_path


def rule(folder: Path, predicate: str, template: str, **more: Any) -> Rule:
    """A rule made for a test."""
    row = {"id": f"{predicate}.test", "template": template, "examples": [], **more}
    (folder / f"{predicate}.yml").write_text(yaml.safe_dump([row], allow_unicode=True), encoding="utf-8")
    return read_rules(folder).rules[0]


def read(told: list[Told], *rules: Rule, **more: Any) -> list[Relation]:
    return read_article(told, Setting(issued=ISSUED, **more), rules)


def pairs(relations: list[Relation]) -> list[tuple[str, str]]:
    return [(r.subject.text, r.object.text) for r in relations]


# Ends


def test_every_subject_of_a_list_goes_with_every_object(folder: Path) -> None:
    told = tell_marked("[林知远|Official]、[陈清河|Official]看[云澜纺织厂|Firm]和[青石镇|Place]。")
    found = read(told, rule(folder, "visited", "{subject+}看{object+}"))
    assert set(pairs(found)) == {(who, what) for who in ("林知远", "陈清河") for what in ("云澜纺织厂", "青石镇")}


def test_pairwise_lists_go_one_by_one(folder: Path) -> None:
    told = tell_marked("[林知远|Official]、[陈清河|Official]分别看[云澜纺织厂|Firm]、[青石镇|Place]。")
    found = read(told, rule(folder, "visited", "{subject+}分别看{object+}", share="pairwise"))
    assert pairs(found) == [("林知远", "云澜纺织厂"), ("陈清河", "青石镇")]


def test_a_list_in_a_park_ends_where_an_item_has_a_container_of_its_own(folder: Path) -> None:
    told = tell_marked("[北坡园|Park]的[云澜纺织厂|Firm]、[衡川轴承|Firm]、[青石镇|Place]的[石桥酒厂|Firm]。")
    found = read(told, rule(folder, "locatedIn", "{object!:Park}的{subject+:Firm}", share="first"))
    assert pairs(found) == [("云澜纺织厂", "北坡园"), ("衡川轴承", "北坡园")]


def test_a_missing_subject_is_the_topic(folder: Path) -> None:
    told = tell_marked("[林知远|Official]下乡。", "看[青石镇|Place]。")
    assert pairs(read(told, rule(folder, "visited", "看{object}", subject="Person"))) == [("林知远", "青石镇")]


def test_a_topic_beyond_reach_is_none(folder: Path) -> None:
    told = tell_marked("[云澜纺织厂|Firm]扩产，风起，造[圆锥轴承|Product]。")
    assert pairs(read(told, rule(folder, "produces", "造{object}", subject="Firm", reach=2))) != []
    assert pairs(read(told, rule(folder, "produces", "造{object}", subject="Firm", reach=1))) == []


def test_a_body_in_the_same_clause_is_nearer_than_the_topic(folder: Path) -> None:
    told = tell_marked("[云澜纺织厂|Firm]扩产，就[衡川轴承|Firm]造[圆锥轴承|Product]议事。")
    assert pairs(read(told, rule(folder, "produces", "造{object}", subject="Firm"))) == [("衡川轴承", "圆锥轴承")]


@pytest.mark.parametrize("word", ["与", "同", "对", "向", "为"])
def test_who_is_only_dealt_with_is_not_nearer(folder: Path, word: str) -> None:
    told = tell_marked(f"[云澜纺织厂|Firm]扩产，{word}[衡川轴承|Firm]造[圆锥轴承|Product]。")
    assert pairs(read(told, rule(folder, "produces", "造{object}", subject="Firm"))) == [("云澜纺织厂", "圆锥轴承")]


def test_the_subject_may_be_the_division_of_the_page(folder: Path) -> None:
    found = read(
        tell_marked("印发[《招商办法》|Policy]。"), rule(folder, "issued", "印发{object}", subject="home"), home=home
    )
    assert pairs(found) == [("平川县", "《招商办法》")]


def test_without_a_division_of_the_page_there_is_no_such_subject(folder: Path) -> None:
    assert (
        read(tell_marked("印发[《招商办法》|Policy]。"), rule(folder, "issued", "印发{object}", subject="home")) == []
    )


def test_a_speaker_speaks_for_the_body_of_the_post_that_is_told(folder: Path) -> None:
    told = tell_marked("[长兴经济开发区|Park][主任|title][林知远|Official]说，要落实[《招商办法》|Policy]。")
    found = read(told, rule(folder, "implements", "落实{object}", subject="speaker"), home=home)
    assert ("长兴经济开发区", "《招商办法》") in pairs(found)


@pytest.mark.parametrize(
    "sentence", ["[县政府|Agency]与[云澜集团|Firm]签约。", "[云澜集团|Firm]与[县政府|Agency]签约。"]
)
def test_a_government_signs_for_its_division_on_either_side(folder: Path, sentence: str) -> None:
    signs = rule(folder, "cooperatesWith", "{subject!}与{object!}签约")
    ends = {frozenset((r.subject.entity, r.object.entity)) for r in read(tell_marked(sentence), signs, home=home)}
    assert ends == {frozenset(("县政府", "云澜集团")), frozenset(("平川县", "云澜集团"))}


def test_a_meeting_speaks_for_the_division_of_the_page(folder: Path) -> None:
    told = tell_marked(
        "[长兴经济开发区|Park][主任|title][林知远|Official]到会。", "会议强调，要落实[《招商办法》|Policy]。"
    )
    found = read(told, rule(folder, "implements", "落实{object}", subject="speaker"), home=home)
    assert pairs([r for r in found if r.predicate == "implements"]) == [("平川县", "《招商办法》")]


def test_nothing_is_said_of_a_thing_and_itself(folder: Path) -> None:
    told = tell_marked("[云澜纺织厂|Firm]联手[云澜纺织厂|Firm]。")
    assert read(told, rule(folder, "cooperatesWith", "{subject!}联手{object!}")) == []


def test_what_the_ontology_does_not_allow_is_not_said(folder: Path) -> None:
    told = tell_marked("[林知远|Person]扩产，落实[《招商办法》|Policy]。")
    assert read(told, rule(folder, "implements", "落实{object}", subject="Person")) == []


def test_an_exception_holds_from_the_clause_to_the_end_of_the_sentence(folder: Path) -> None:
    made = rule(folder, "visited", "{subject}看{object}", unless="记者")
    assert read(tell_marked("记者随[林知远|Official]看[青石镇|Place]。"), made) == []
    assert read(tell_marked("[林知远|Official]看[青石镇|Place]，记者随行。"), made) == []
    assert read(tell_marked("记者说，[林知远|Official]看[青石镇|Place]。"), made) != []


def test_a_condition_wants_its_words_before(folder: Path) -> None:
    made = rule(folder, "visited", "{subject}看{object}", when="强调")
    assert read(tell_marked("会上强调，[林知远|Official]看[青石镇|Place]。"), made) != []
    assert read(tell_marked("[林知远|Official]看[青石镇|Place]，强调。"), made) == []


def test_a_rule_may_fix_the_status(folder: Path) -> None:
    made = rule(folder, "visited", "{subject}看{object}", status="Planned")
    (found,) = read(tell_marked("[林知远|Official]看[青石镇|Place]。"), made)
    assert found.status == "Planned"


def test_a_project_lends_its_stage_to_what_is_said_of_it(folder: Path) -> None:
    told = tell_marked("[云澜纺织厂|Firm]建[轴承项目|Project]。")
    made = rule(folder, "develops", "{subject}建{object}")
    assert [r.status for r in read(told, made)] == ["Asserted"]
    assert [r.status for r in read(told, made, stages={"轴承项目": "Planned"})] == ["Planned"]


def test_stages_of_a_page_are_those_of_all_its_articles() -> None:
    plan, works = tell_marked("[轴承项目|Project]签约。"), tell_marked("[轴承项目|Project]建成投产。")
    assert project_stages([plan]) == {"轴承项目": "Planned"}
    assert project_stages([plan, works]) == project_stages([works, plan]) == {"轴承项目": "Asserted"}


# Dates


def day(told: list[Told], made: Rule) -> str | None:
    """The date of the last relation of an article."""
    return read(told, made)[-1].date


def test_a_date_of_the_clause_is_the_last_before_the_end_of_the_match(folder: Path) -> None:
    made = rule(folder, "visited", "{subject}[^。]{0,9}看{object}")
    assert day(tell_marked("2023年，[林知远|Official]今年3月5日看[青石镇|Place]。"), made) == "2024-03-05"
    assert day(tell_marked("[林知远|Official]看[青石镇|Place]，3月5日回城。"), made) is None


def test_a_day_at_the_head_of_a_clause_goes_before_one_inside_it(folder: Path) -> None:
    made = rule(folder, "visited", "{subject}[^。]{0,20}看了?[^。]{0,9}{object}")
    assert day(tell_marked("3月8日，[林知远|Official]看了2月20日开工的[青石镇|Place]。"), made) == "2024-03-08"
    assert day(tell_marked("3月8日，按2月20日部署，[林知远|Official]看[青石镇|Place]。"), made) == "2024-03-08"


@pytest.mark.parametrize("sign", "；：“")
def test_a_date_before_a_semicolon_or_in_front_of_a_quotation_is_another(folder: Path, sign: str) -> None:
    made = rule(folder, "visited", "{subject}看{object}")
    assert day(tell_marked(f"3月5日落雪{sign}[林知远|Official]看[青石镇|Place]。"), made) is None


def test_a_date_of_the_article_is_the_last_day_told(folder: Path) -> None:
    made = rule(folder, "visited", "{subject}看{object}", date="article")
    told = tell_marked("3月5日，落雪。", "3月6日，天晴。", "[林知远|Official]看[青石镇|Place]。")
    assert day(told, made) == "2024-03-06"


def test_a_day_far_from_the_lead_is_not_that_of_what_follows(folder: Path) -> None:
    made = rule(folder, "visited", "{subject}看{object}", date="article")
    told = tell_marked("3月25日，落雪。", "厂子1月5日开工。", "[林知远|Official]看[青石镇|Place]。")
    assert day(told, made) == "2024-03-25"


def test_a_day_to_come_is_not_that_of_what_follows(folder: Path) -> None:
    made = rule(folder, "visited", "{subject}看{object}", date="article")
    told = tell_marked("3月25日，落雪。", "会期3月30日。", "[林知远|Official]看[青石镇|Place]。")
    assert day(told, made) == "2024-03-25"


def test_an_article_without_a_day_gives_none(folder: Path) -> None:
    assert (
        day(tell_marked("[林知远|Official]看[青石镇|Place]。"), rule(folder, "visited", "{subject}看{object}")) is None
    )


def test_a_rule_may_want_no_date(folder: Path) -> None:
    made = rule(folder, "visited", "{subject}看{object}", date="none")
    assert day(tell_marked("3月5日，[林知远|Official]看[青石镇|Place]。"), made) is None


def test_a_predicate_without_the_qualifier_has_none(folder: Path) -> None:
    made = rule(folder, "develops", "{subject!}投资{amount}建{object}")
    (found,) = read(tell_marked("[云澜纺织厂|Firm]投资8亿元建[轴承项目|Project]。"), made)
    assert found.amount is None


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (("3月5日，落雪。",), "2024-03-05"),
        (("落雪。", "3月5日至7日，天晴。"), "2024-03-05"),
        (("2023年，落雪。", "3月，天晴。", "3月5日，起风。"), "2024-03-05"),
        (("落雪。", "落雪。", "落雪。", "3月5日，落雪。"), None),
        (("近日，落雪。", "3月5日，天晴。"), None),
        (("3月5日，落雪，近日转晴。",), "2024-03-05"),
        (("社区成立于2005年6月18日。", "3月5日，落雪。"), "2024-03-05"),
    ],
)
def test_the_lead_is_the_first_day_or_run_of_days_of_the_first_sentences(
    marked: tuple[str, ...], expected: str | None
) -> None:
    assert lead_date(tell_marked(*marked), ISSUED) == expected


# Sums


def test_a_sum_is_the_one_in_its_slot(folder: Path) -> None:
    made = rule(folder, "investedIn", "{subject!}投{amount}建[^。]*{object:Project}")
    (found,) = read(tell_marked("[云澜纺织厂|Firm]投8亿元建产值9亿元的[轴承项目|Project]。"), made)
    assert found.amount is not None
    assert found.amount.text == "8亿元"


@pytest.mark.parametrize(
    ("words", "expected"), [("投8亿元建", "8亿元"), ("投8亿元、贷2亿元建", None), ("以每吨8元建", None), ("建", None)]
)
def test_without_a_slot_it_is_the_only_sum_in_the_match(folder: Path, words: str, expected: str | None) -> None:
    made = rule(folder, "investedIn", "{subject!}[^。]*?{object:Project}")
    (found,) = read(tell_marked(f"[云澜纺织厂|Firm]{words}[轴承项目|Project]。"), made)
    assert (found.amount.text if found.amount else None) == expected


# Quantities


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("年产30万吨[轴承钢|Product]。", "30万吨/年"),
        ("30万吨的[轴承钢|Product]。", "30万吨"),
        ("[轴承钢|Product]30万吨。", "30万吨"),
        ("[轴承钢|Product]年产能30万吨。", "30万吨/年"),
        ("[轴承钢|Product]（高端）30万吨。", "30万吨"),
        ("20万吨[轴承钢|Product]30万吨。", "30万吨"),
        ("[轴承钢|Product]、[齿轮钢|Product]等30万吨。", "30万吨"),
        ("[轴承钢|Product]，年产能达30万吨。", "30万吨/年"),
        ("[轴承钢|Product]畅销。", None),
        ("[轴承钢|Product]畅销。产能30万吨。", None),
        ("30万吨，[轴承钢|Product]。", None),
    ],
)
def test_the_quantity_of_a_product_is_the_one_beside_it(marked: str, expected: str | None) -> None:
    masked = tell_marked(marked)[0].masked
    capacity = capacity_of(masked, masked.text.index(mark_of("Product")))
    assert (capacity.canonical if capacity else None) == expected


def test_products_of_a_list_have_their_own_quantities(folder: Path) -> None:
    told = tell_marked("[云澜纺织厂|Firm]造30万吨[轴承钢|Product]、20万吨[齿轮钢|Product]。")
    found = read(told, rule(folder, "produces", "{subject!}造{object+}"))
    assert [(r.object.text, r.capacity.canonical if r.capacity else None) for r in found] == [
        ("轴承钢", "30万吨"),
        ("齿轮钢", "20万吨"),
    ]


# Places


@pytest.mark.parametrize(
    ("container", "inside", "can"),
    [
        ("平川县", "青石镇", True),
        ("青石镇", "平川县", False),
        ("江城市", "平川县", True),
        ("平川县", "江城市", False),
        ("青石镇", "北坡镇", False),
        ("青石镇", "石桥", True),
        ("浙江省", "安吉县", True),
        ("湖北省", "安吉县", False),
    ],
)
def test_a_place_lies_in_one_of_a_higher_level_only(container: str, inside: str, *, can: bool) -> None:
    above, below = (Mention(0, 0, "Place", name, "test", entity=name) for name in (container, inside))
    assert higher(above, below) is can


def test_things_of_other_classes_lie_anywhere() -> None:
    assert higher(Mention(0, 0, "Place", "青石镇", "test"), Mention(0, 0, "Park", "江城市高新区", "test"))


# Together


def claim(score: float, *, title: str | None = None, start: int = 0, **more: Any) -> Relation:
    who, what = (
        Mention(0, 3, "Firm", "云澜", "test", entity="云澜"),
        Mention(4, 7, "Firm", "衡川", "test", entity="衡川"),
    )
    return Relation(who, "investedIn", what, f"rule{score}", "Asserted", score, start, start + 9, title=title, **more)


def test_of_one_claim_of_a_sentence_the_best_is_kept() -> None:
    assert united([claim(0.5), claim(0.9), claim(0.7)]) == [claim(0.9)]


def test_of_two_equally_good_the_first_is_kept() -> None:
    first = claim(0.5, date="2024")
    assert united([first, claim(0.5, date="2023")]) == [first]


def test_the_best_is_filled_in_with_what_the_others_add() -> None:
    (amount,), (capacity,) = find_amounts("8亿元"), find_capacities("30万吨")
    kept = united([claim(0.9), claim(0.5, date="2024", amount=amount), claim(0.4, date="2023", capacity=capacity)])
    assert kept == [claim(0.9, date="2024", amount=amount, capacity=capacity)]


def test_a_claim_is_told_anew_by_another_sentence_or_title() -> None:
    several = [claim(0.5), claim(0.5, start=10), claim(0.5, title="董事长")]
    assert united(several) == several


def test_a_rule_makes_nothing_of_a_sentence_without_names(folder: Path) -> None:
    told = tell_marked("看看镇里。")
    assert apply(rule(folder, "visited", "看", subject="Person", object="Place"), told[0], Setting(), None) == []


def test_projects_of_a_ceremony_are_still_to_be_built() -> None:
    head = "全县26个项目集中开工。"
    works = "[衡川轴承有限公司|Firm]的[高端轴承项目|Project]占地600亩。"
    assert project_stages([tell_marked(head, works)]) == {"高端轴承项目": "Building"}
    assert project_stages([tell_marked("全县26个项目集中签约。", works)]) == {"高端轴承项目": "Planned"}
    assert project_stages([tell_marked("全县26个项目竣工。", works)]) == {}

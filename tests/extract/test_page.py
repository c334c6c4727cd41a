"""A page in, records out: what holds of every page, over the seeds, made-up pages and noise."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.extract import extract, read_stage
from kg.extract.page import STAGES
from kg.ontology import load_ontology
from kg.page import find_pages, read, read_articles
from kg.records import Extraction, Page
from tests.support import SEEDS

DOCS = [doc for doc, _ in find_pages(SEEDS)]
PATHS = dict(find_pages(SEEDS))

WHO = st.sampled_from(
    ["市委书记林知远", "县长陈清河", "副县长周野、白石", "云澜纺织有限公司董事长李小川", "他", "一行"]
)
FIRM = st.sampled_from(["云澜纺织有限公司", "江城市衡川轴承股份有限公司", "该公司", "公司", "北坡酒厂"])
PARK = st.sampled_from(["长兴经济开发区", "园区", "开发区", "北坡工业园", "安吉县青石镇"])
PROJECT = st.sampled_from(["年产30万吨轴承钢项目", "该项目", "北坡智能装备产业园项目"])
POLICY = st.sampled_from(["《安吉县招商引资若干措施》", "《若干措施》", "“项目攻坚年”行动"])
DAY = st.sampled_from(["3月5日，", "2024年，", "近日，", "", "　　"])
TURN = st.sampled_from(["", "将", "据传，", "没有", "拟", "\n", "\n\n", "（", "）"])
SENTENCES = st.one_of(
    st.tuples(DAY, WHO, TURN, st.just("来到"), FIRM, st.just("、"), PARK, st.just("调研。")),
    st.tuples(DAY, FIRM, TURN, st.just("投资8亿元，在"), PARK, st.just("建设"), PROJECT, st.just("。")),
    st.tuples(DAY, FIRM, TURN, st.just("与"), PARK, st.just("签订协议，年产圆锥轴承300万套。")),
    st.tuples(DAY, PARK, TURN, st.just("出台"), POLICY, st.just("，落实"), POLICY, st.just("。")),
    st.tuples(PROJECT, TURN, st.just("总投资9亿元，由"), FIRM, st.just("建设；"), WHO, st.just("陪同。")),
)
MADE_UP = st.lists(
    st.one_of(SENTENCES.map("".join), st.sampled_from(["\n", "\n\n", "安吉日报 2024年3月28日\n"])), max_size=8
)
ODD = "\x00\n\r\t\u2028\ufeff\ue000[]（）()《》“”{}|，。；市县委书记有限公司项目年月日0１"
NOISE = st.lists(st.one_of(st.characters(), st.characters(categories=["Cs"]), st.sampled_from(ODD)), max_size=200).map(
    "".join
)
"""Anything, lone surrogates included, which `st.text` leaves out."""


@cache
def seed(doc: str) -> Page:
    return read(PATHS[doc])


def extracted(nlp: Language, text: str, doc: str = "page.txt") -> Extraction:
    return extract(Page(doc, text), nlp)


def hold(page: Extraction) -> None:
    """Assert what is true of every page."""
    ontology = load_ontology()
    entities = {entity.id: entity for entity in page.entities}
    assert len(entities) == len(page.entities)
    assert len({statement.id for statement in page.statements}) == len(page.statements)
    for statement in page.statements:
        subject, obj = entities[statement.subject], entities[statement.object]
        assert subject.id != obj.id
        assert ontology.allows(statement.predicate, subject.cls, obj.cls)
        assert statement.status in ontology.statuses
        assert 0 <= statement.confidence <= 1
        assert 0 <= statement.quote_start < statement.quote_end <= len(page.text)
        printed = page.text[statement.quote_start : statement.quote_end]
        assert bare(statement.quote) != ""
        assert without_some_lines(printed).fullmatch(bare(statement.quote))
        assert 0 <= statement.article < len(page.articles)


def without_some_lines(printed: str) -> re.Pattern[str]:
    """What a quote may be: a running head may cut a sentence in two, and is no part of it."""
    return re.compile("".join(f"(?:{re.escape(bare(line))})?" for line in printed.splitlines()))


def bare(text: str) -> str:
    """A text without what is not seen, which the running text may leave out."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


@pytest.mark.parametrize("doc", DOCS)
def test_what_is_true_of_every_page_is_true_of_the_seeds(nlp: Language, doc: str) -> None:
    page = extract(seed(doc), nlp)
    assert page.statements
    hold(page)


@pytest.mark.parametrize("doc", DOCS)
def test_a_quote_of_a_seed_is_printed_where_it_says(nlp: Language, doc: str) -> None:
    page = extract(seed(doc), nlp)
    for statement in page.statements:
        assert bare(statement.quote) == bare(page.text[statement.quote_start : statement.quote_end])


def test_a_quote_leaves_out_a_running_head_that_cuts_its_sentence(nlp: Language) -> None:
    text = "云澜纺织有限公司扩产，\n安吉日报 2024年3月28日\n年产圆锥轴承300万套。"
    statement = only(extracted(nlp, text), "produces")
    assert statement.quote == "云澜纺织有限公司扩产，年产圆锥轴承300万套。"
    assert text[statement.quote_start : statement.quote_end] == text


@pytest.mark.parametrize("doc", DOCS)
def test_a_mention_of_a_seed_stands_where_it_says(nlp: Language, doc: str) -> None:
    page = seed(doc)
    for row in read_stage(page, nlp, "mentions"):
        assert bare(page.text[row["start"] : row["end"]]) == bare(row["text"]) != ""


@given(MADE_UP)
@settings(max_examples=60)
def test_what_is_true_of_every_page_is_true_of_made_up_ones(nlp: Language, sentences: list[str]) -> None:
    hold(extracted(nlp, "".join(sentences)))


@given(NOISE)
@settings(max_examples=150)
def test_noise_is_read_without_fault(nlp: Language, text: str) -> None:
    hold(extracted(nlp, text))


@given(MADE_UP, NOISE)
@settings(max_examples=60)
def test_noise_between_sentences_is_read_without_fault(nlp: Language, sentences: list[str], noise: str) -> None:
    hold(extracted(nlp, noise.join(sentences)))


@pytest.mark.parametrize(
    "text", ["", "\x00", "\ud800", "[" * 500, "（" * 500, "\n" * 500, "\ue000\ue001\ue00a", "《》“”"]
)
def test_a_page_without_sense_gives_no_statements(nlp: Language, text: str) -> None:
    assert extracted(nlp, text).statements == ()


# Ids


def test_a_page_read_twice_gives_the_same(nlp: Language) -> None:
    page = seed("d03.txt")
    assert extract(page, nlp) == extract(page, nlp)


def test_another_page_between_changes_nothing(nlp: Language) -> None:
    first = extract(seed("d03.txt"), nlp)
    extract(seed("d05.txt"), nlp)
    assert extract(seed("d03.txt"), nlp) == first


def test_the_name_of_a_page_is_in_the_ids_of_its_statements_only(nlp: Language) -> None:
    text = seed("d03.txt").text
    one, two = extracted(nlp, text, "a.txt"), extracted(nlp, text, "b.txt")
    assert one.entities == two.entities
    assert not {s.id for s in one.statements} & {s.id for s in two.statements}


def ids(page: Extraction, name: str) -> set[str]:
    return {entity.id for entity in page.entities if name in (entity.name, *entity.aliases)}


def news(county: str, sentence: str) -> str:
    return f"{county}落雪。我县连日封路，{county}县委书记林知远来到青石镇。{sentence}"


def test_namesakes_on_pages_of_two_counties_have_two_ids(nlp: Language) -> None:
    one, two = (extracted(nlp, news(county, "")) for county in ("安吉县", "德清县"))
    assert (one.home, two.home) == ("安吉县", "德清县")
    assert len(ids(one, "林知远") | ids(two, "林知远")) == 2


def test_a_firm_on_two_pages_has_one_id(nlp: Language) -> None:
    sentence = "江苏云澜纺织有限公司年产圆锥轴承300万套。"
    one, two = (extracted(nlp, news(county, sentence)) for county in ("安吉县", "德清县"))
    assert len(ids(one, "江苏云澜纺织有限公司") | ids(two, "江苏云澜纺织有限公司")) == 1


def test_a_division_has_its_code(nlp: Language) -> None:
    page = extracted(nlp, news("安吉县", ""))
    assert {e.name: e.code for e in page.entities if e.cls == "Place"} == {"安吉县": "330523", "青石镇": None}


# Stages


@cache
def rows(nlp: Language, stage: str) -> list[dict[str, Any]]:
    return list(read_stage(seed("d03.txt"), nlp, stage))


def tuples(row: dict[str, Any]) -> dict[str, Any]:
    """The values that JSON has as lists."""
    return {key: value for key, value in row.items() if isinstance(value, tuple)}


def test_every_stage_gives_rows_that_are_data(nlp: Language) -> None:
    for stage in STAGES:
        assert rows(nlp, stage)
        assert all(row == json.loads(json.dumps(row)) | tuples(row) for row in rows(nlp, stage))


def test_articles_are_those_of_the_reading(nlp: Language) -> None:
    reading = read_articles(seed("d03.txt"))
    assert [row["index"] for row in rows(nlp, "articles")] == [a.index for a in reading.articles]


def test_a_sentence_of_an_article_stands_where_it_says(nlp: Language) -> None:
    text = seed("d03.txt").text
    for row in rows(nlp, "articles"):
        assert row["sentences"]
        for sentence in row["sentences"]:
            assert bare(text[sentence["start"] : sentence["end"]]) == bare(sentence["text"])
            assert row["start"] <= sentence["start"] < sentence["end"] <= row["end"]


def test_a_mention_leads_to_an_entity(nlp: Language) -> None:
    entities = {row["id"]: row for row in rows(nlp, "entities")}
    for row in rows(nlp, "mentions"):
        assert row.keys() == {"start", "end", "class", "text", "source", "entity"}
        assert row["class"] == entities[row["entity"]]["cls"]


def test_entities_and_relations_are_those_of_the_extraction(nlp: Language) -> None:
    page = extract(seed("d03.txt"), nlp)
    assert [row["id"] for row in rows(nlp, "entities")] == [entity.id for entity in page.entities]
    assert [row["id"] for row in rows(nlp, "relations")] == [statement.id for statement in page.statements]


def test_a_relation_names_its_ends(nlp: Language) -> None:
    name = {row["id"]: row["name"] for row in rows(nlp, "entities")}
    for row in rows(nlp, "relations"):
        assert (row["subject_name"], row["object_name"]) == (name[row["subject"]], name[row["object"]])


# What a statement carries


def only(page: Extraction, predicate: str) -> Any:
    (statement,) = (s for s in page.statements if s.predicate == predicate)
    return statement


def test_a_sum_is_printed_and_counted(nlp: Language) -> None:
    statement = only(extracted(nlp, "云澜纺织有限公司投资8亿元建设北坡智能装备产业园项目。"), "investedIn")
    assert (statement.amount, statement.amount_value, statement.currency) == ("8亿元", 8e8, "CNY")


def test_a_capacity_is_printed_and_counted(nlp: Language) -> None:
    statement = only(extracted(nlp, "云澜纺织有限公司年产圆锥轴承300万套。"), "produces")
    assert (statement.capacity, statement.capacity_value, statement.capacity_unit) == ("300万套/年", 3e6, "套/年")


def test_a_quantity_without_period_has_its_unit_alone(nlp: Language) -> None:
    statement = only(extracted(nlp, "云澜纺织有限公司生产圆锥轴承300万套。"), "produces")
    assert statement.capacity_unit == "套"


def test_mentions_are_as_printed(nlp: Language) -> None:
    page = extracted(nlp, "云澜纺织有限公司起步早。该公司年产圆锥轴承300万套。")
    statement = only(page, "produces")
    assert (statement.subject_mention, statement.object_mention) == ("该公司", "圆锥轴承")
    assert ids(page, "云澜纺织有限公司") == {statement.subject}


def test_a_quote_over_two_lines_is_joined(nlp: Language) -> None:
    text = (
        "云澜纺织有限公司扎根山村二十年，一步一个脚印走\n"
        "到今天，不断扩大生产规模，厂房连片，机声隆隆，\n"
        "年产圆锥轴承300万套，产品远销海外，年年为村里\n"
        "修路架桥，深受好评。\n"
    )
    statement = only(extracted(nlp, text), "produces")
    assert "\n" not in statement.quote
    assert text[statement.quote_start : statement.quote_end].count("\n") == 3


def test_a_lone_surrogate_is_kept_as_the_sign_for_what_cannot_be_read(nlp: Language) -> None:
    page = extracted(nlp, "云澜\ud800")
    assert page.text == "云澜\ufffd"
    assert page.sha256 == Page("page.txt", "云澜\ufffd").sha256


def test_a_page_that_is_not_chinese_has_an_issue(nlp: Language) -> None:
    page = extracted(nlp, "The mayor visited a factory in the north of the county on Monday. " * 5)
    assert [issue.doc for issue in page.issues] == ["page.txt"]
    assert page.statements == ()


def test_the_company_of_a_paragraph_is_the_one_it_opens_with(nlp: Language) -> None:
    hero = "云澜纺织有限公司扩产。云澜纺织有限公司招工。云澜纺织有限公司又扩产。"
    told = extracted(nlp, f"{hero}\n\n衡川轴承有限公司坐落在河畔。公司年产轴承30万套。\n")
    names = {entity.id: entity.name for entity in told.entities}
    made = {names[s.object]: names[s.subject] for s in told.statements if s.predicate == "produces"}
    assert made == {"轴承": "衡川轴承有限公司"}

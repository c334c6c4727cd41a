"""The pipeline as a spaCy `Language`: characters as tokens, its components and spans, the same result every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language

from kg.nlp import COMPONENTS, State, begin, load_pipeline, state_of
from kg.nlp.pipeline import MODEL, READER
from kg.ontology import load_ontology
from kg.page import read_articles
from kg.records import Page
from tests.conftest import Command
from tests.support import SEEDS

SENTENCE = "3月5日，市委书记林知远来到云澜纺织有限公司，该公司投资8亿元建设年产30万吨轴承钢项目。"
FACTORIES = [
    *("kg_arbiter", "kg_coref", "kg_lexicon", "kg_model", "kg_people", "kg_reader", "kg_relations", "kg_shapes"),
    "kg_values",
]
"""Every factory that this package registers; whoever names one elsewhere depends on it."""


# As spaCy knows it


def test_it_is_a_language_for_chinese_with_the_components_in_their_order(nlp: Language) -> None:
    assert isinstance(nlp, Language)
    assert nlp.lang == "zh"
    assert tuple(nlp.pipe_names) == COMPONENTS


def test_the_factories_are_registered() -> None:
    assert sorted(name for name in Language.factories if name.startswith("kg_")) == FACTORIES
    assert sorted((*COMPONENTS, MODEL, READER)) == FACTORIES


def test_spacy_finds_nothing_wrong_with_what_the_components_need(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()
    assert not any(analysis["problems"].values())


@pytest.mark.parametrize("left_out", COMPONENTS)
def test_a_component_can_be_left_out(left_out: str) -> None:
    made = load_pipeline(exclude=[left_out], model=False)
    assert tuple(made.pipe_names) == tuple(name for name in COMPONENTS if name != left_out)
    assert made(SENTENCE).text == SENTENCE


def test_a_pipeline_written_to_disk_reads_the_same(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert tuple(again.pipe_names) == COMPONENTS
    assert names(again, SENTENCE) == names(nlp, SENTENCE)


def test_a_pipeline_in_bytes_reads_the_same(nlp: Language) -> None:
    again = load_pipeline(model=False).from_bytes(nlp.to_bytes())
    assert names(again, SENTENCE) == names(nlp, SENTENCE)


def test_many_texts_give_what_each_gives(nlp: Language) -> None:
    texts = [SENTENCE, "", "青石镇落雪。", SENTENCE]
    assert [doc.to_json() for doc in nlp.pipe(texts)] == [nlp(text).to_json() for text in texts]


def names(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    return [(ent.text, ent.label_, ent.id_) for ent in nlp(text).ents]


def test_a_park_may_be_called_with_the_town_before_it(nlp: Language) -> None:
    clusters = state_of(nlp("一行走访了青石镇纱网产业园。")).clusters.values()
    (park,) = (cluster for cluster in clusters if cluster.cls == "Park")
    assert {park.name, *park.aliases} == {"纱网产业园", "青石镇纱网产业园"}


def test_a_place_in_brackets_between_a_firm_and_its_works_is_no_part_of_either(nlp: Language) -> None:
    state = state_of(nlp("推进云澜集团（西丰）轴承制造项目。"))
    assert [(m.text, m.cls) for m in state.mentions if m.cls in {"Firm", "Project"}] == [
        ("云澜集团", "Firm"),
        ("轴承制造项目", "Project"),
    ]
    (works,) = (cluster for cluster in state.clusters.values() if cluster.cls == "Project")
    assert works.aliases == ("云澜集团（西丰）轴承制造项目",)


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("营口市委书记林知远到北海新区调研。营口市的北海新区好，北海新区不远。", "营口市"),
        ("区委书记林知远赴青山湖科技城调研。", None),
        ("市委书记到淮安经济开发区调研。", "淮安市"),
    ],
)
def test_what_parks_are_called_after_is_not_always_where_the_page_is(
    text: str, home: str | None, nlp: Language
) -> None:
    found = state_of(nlp(text)).home
    division = found.at("any") if found is not None else None
    assert (division.name if division is not None else None) == home


# Characters as tokens


@given(st.text())
def test_a_token_is_a_character_and_its_index_the_offset(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert [token.text for token in doc] == list(text)
    assert [token.idx for token in doc] == list(range(len(text)))


def test_a_lone_surrogate_keeps_its_place(nlp: Language) -> None:
    doc = nlp.make_doc("青\ud800石")
    assert doc.text == "青\ufffd石"


@given(st.text("青石镇市委书记林知远的\n 　（）。，12年产万吨\x00\U00020000"))
def test_any_text_goes_through(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(m.text == text[m.start : m.end] for m in state_of(doc).mentions)


# What a Doc carries


def test_mentions_are_entities_of_the_doc(nlp: Language) -> None:
    found = {(ent.text, ent.label_) for ent in nlp(SENTENCE).ents}
    assert {("林知远", "Official"), ("云澜纺织有限公司", "Firm")} <= found


def test_labels_are_classes_of_the_ontology(nlp: Language) -> None:
    doc = nlp(SENTENCE)
    for group in ("candidates", "kg"):
        assert {span.label_ for span in doc.spans[group]} <= set(load_ontology().concrete)


def test_a_span_says_who_found_it(nlp: Language) -> None:
    doc = nlp(SENTENCE)
    assert all(":" in span.id_ for span in [*doc.ents, *doc.spans["candidates"]])


def test_names_inside_names_stand_in_the_spans_only(nlp: Language) -> None:
    doc = nlp(SENTENCE)
    outer = {(ent.start, ent.end) for ent in doc.ents}
    inner = {span.text for span in doc.spans["kg"] if (span.start, span.end) not in outer}
    assert outer <= {(span.start, span.end) for span in doc.spans["kg"]}
    assert "轴承钢" in inner


def test_every_mention_was_a_candidate(nlp: Language) -> None:
    doc = nlp(SENTENCE)
    filed = {(span.start, span.end, span.label_, span.id_) for span in doc.spans["candidates"]}
    assert {(span.start, span.end, span.label_, span.id_) for span in doc.spans["kg"]} <= filed


def test_values_have_spans_in_order(nlp: Language) -> None:
    doc = nlp(SENTENCE)
    found = [(span.label_, span.text) for span in doc.spans["values"]]
    assert found == [("date", "3月5日"), ("amount", "8亿元"), ("capacity", "30万吨")]


def test_the_state_of_a_bare_text_is_one_article(nlp: Language) -> None:
    state = state_of(nlp(SENTENCE))
    assert isinstance(state, State)
    assert len(state.reading.articles) == 1
    assert {r.predicate for r in state.relations} >= {"visited", "produces"}


def test_a_page_is_read_by_its_articles(nlp: Language) -> None:
    reading = read_articles(Page("x", (SEEDS / "d03.txt").read_text(encoding="utf-8")))
    state = state_of(nlp(begin(nlp.make_doc(reading.text), reading)))
    assert len(state.told) == len(state.homes) == len(reading.articles) > 1


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("湖州经济技术开发区举行开工仪式，市委书记林知远出席。", "湖州市"),
        ("湖州经济技术开发区举行开工仪式，嘉兴市市长林知远出席。", "嘉兴市"),
        ("开发区举行开工仪式，市委书记林知远出席。", None),
    ],
)
def test_a_page_that_names_no_division_is_of_the_one_its_park_is_named_after(
    nlp: Language, text: str, city: str | None
) -> None:
    division = state_of(nlp(text)).home.at("city")
    assert (division.name if division is not None else None) == city


def test_the_organs_of_a_city_below_a_prefecture_are_not_those_of_the_prefecture(nlp: Language) -> None:
    page = Page("a.txt", "永城日报 2022年3月9日\n\n3月8日，商丘市政协副主席李建军到我市调研。市政协主席赵磊陪同。\n")
    reading = read_articles(page)
    state = state_of(nlp(begin(nlp.make_doc(reading.text), reading)))
    organs = {m.text: m.entity for m in state.mentions if m.cls == "Agency"}
    assert organs["市政协"] != organs["商丘市政协"]


def test_a_page_headed_by_the_name_of_a_firm_tells_of_that_firm(nlp: Language) -> None:
    page = Page("a.txt", "河南万基铝业股份有限公司\n\n　　公司位于新安县万基工业园区，主要生产电解铝。\n")
    reading = read_articles(page)
    state = state_of(nlp(begin(nlp.make_doc(reading.text), reading)))
    names = {key: entity.name for key, entity in state.clusters.items()}
    told = {(names[r.subject.entity or ""], r.predicate, r.object.text) for r in state.relations}
    assert ("河南万基铝业股份有限公司", "locatedIn", "新安县万基工业园区") in told
    assert ("河南万基铝业股份有限公司", "produces", "电解铝") in told


@pytest.mark.parametrize("heading", ["项目名称：高端轴承生产项目", "1.高端轴承生产项目", "高端轴承生产项目"])
def test_fields_below_the_name_of_a_project_tell_of_that_project(nlp: Language, heading: str) -> None:
    text = f"{heading}\n\n建设单位：衡川轴承有限公司\n\n建设地点：蒙城经济开发区\n\n总投资：2.8亿元\n"
    reading = read_articles(Page("a.txt", text))
    state = state_of(nlp(begin(nlp.make_doc(reading.text), reading)))
    told = {(r.subject.text, r.predicate, r.object.text) for r in state.relations}
    assert {
        ("衡川轴承有限公司", "develops", "高端轴承生产项目"),
        ("衡川轴承有限公司", "investedIn", "高端轴承生产项目"),
        ("高端轴承生产项目", "locatedIn", "蒙城经济开发区"),
    } <= told


@pytest.mark.parametrize("text", ["名单如下。\n陈组长\n", "清江县召开会议。\n\n王团长\n", "陈组长"])
def test_a_line_that_ends_with_a_title_is_read(nlp: Language, text: str) -> None:
    reading = read_articles(Page("a.txt", text))
    assert state_of(nlp(begin(nlp.make_doc(reading.text), reading))).relations == []


def test_an_empty_text_gives_nothing(nlp: Language) -> None:
    doc = nlp("")
    assert (list(doc.ents), state_of(doc).relations) == ([], [])


def test_displacy_draws_the_entities(nlp: Language) -> None:
    markup = displacy.render(nlp(SENTENCE), style="ent", page=False, jupyter=False)
    assert "云澜纺织有限公司" in markup
    assert ">Firm<" in "".join(markup.split())


# The same every time


def test_a_text_read_twice_gives_the_same(nlp: Language) -> None:
    first, second = nlp(SENTENCE), nlp(SENTENCE)
    assert first.to_json() == second.to_json()
    assert state_of(first).relations == state_of(second).relations


def test_a_text_leaves_nothing_behind_for_the_next(nlp: Language) -> None:
    alone = names(load_pipeline(model=False), "云澜纺织订单充足。")
    nlp(SENTENCE)
    assert names(nlp, "云澜纺织订单充足。") == alone


def test_the_hash_seed_of_the_process_changes_nothing(kg: Command) -> None:
    runs = [kg("extract", SEEDS / "d03.txt", env={"PYTHONHASHSEED": seed}) for seed in ("1", "2")]
    assert [run.returncode for run in runs] == [0, 0]
    assert runs[0].stdout == runs[1].stdout
    assert all(json.loads(line) for line in runs[0].stdout.splitlines())


@pytest.mark.parametrize("opening", ["本报讯　", "本报讯 ", "又讯 ", "安吉日报讯 "])
def test_what_a_report_opens_with_is_no_part_of_a_name(nlp: Language, opening: str) -> None:
    reading = read_articles(Page("x", f"{opening}云澜纺织有限公司扩产。"))
    assert [ent.text for ent in nlp(reading.text).ents if ent.label_ == "Firm"] == ["云澜纺织有限公司"]


def test_whose_relative_somebody_is_helps_to_find_him_and_is_no_title(nlp: Language) -> None:
    text = "技术员林知远来了，妻子周若兰是护士。"
    state = state_of(nlp(text))
    assert [text[t.start : t.end] for t in state.titles if t.text in {"技术员", "妻子"}] == ["技术员"]
    assert "周若兰" in {m.text for m in state.mentions}

"""Why a page gives a statement, or what is missing for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.errors import UnknownTerm
from kg.extract import confidence, missing
from kg.extract.origin import origin
from kg.extract.page import find
from kg.extract.why import Account, why
from kg.frames.reader.policy import load_policy
from kg.nlp import load_pipeline
from kg.page import read
from kg.records import Page
from tests.support import SEEDS

if TYPE_CHECKING:
    from spacy.language import Language

Ask = Callable[[str, str, str], Account]
TEXT = (
    "平川县讯 6月3日，县委书记林知远来到衡川轴承有限公司调研。\n"
    "　　该公司年产轴承500万套，计划投资3亿元建设高端轴承智能制造项目。\n"
    "　　云澜纺织有限公司与衡川轴承有限公司相邻，记者来到云澜纺织有限公司。\n"
)


def facts(account: Account) -> dict[str, str]:
    return {fact.about: fact.text for fact in account.facts}


@pytest.fixture(scope="module")
def ask(nlp: Language) -> Ask:
    page = Page("a.txt", TEXT, issued="2025-06-04", paper="平川县日报")

    def account(subject: str, predicate: str, obj: str) -> Account:
        return why(page, nlp, subject, predicate, obj)[0]

    return account


def test_a_statement_names_its_rule_and_the_words_that_matched(ask: Ask) -> None:
    account = ask("林知远", "visited", "衡川轴承有限公司")
    assert account.statement is not None
    assert facts(account)["rule"] == "visited.go in visited.yml"
    assert facts(account)["words"] == "“来到衡川轴承有限公司”"


def test_a_date_is_traced_to_the_words_it_was_read_from(ask: Ask) -> None:
    told = facts(ask("林知远", "visited", "衡川轴承有限公司"))["date"]
    assert told == "2025-06-03: “6月3日” in the sentence, a paper of 2025-06-04"


def test_a_word_for_a_name_is_traced_to_where_the_name_stood(ask: Ask) -> None:
    account = ask("衡川轴承", "produces", "轴承")
    assert account.statement is not None
    told = facts(account)["subject"]
    assert "“该公司” stands for 衡川轴承有限公司 (coref:firm.this), named last in “" in told
    assert "林知远来到" in told


def test_a_title_without_a_body_leads_to_the_home_of_the_page(nlp: Language) -> None:
    page = read(SEEDS / "d01.txt")
    told = facts(why(page, nlp, "沈砚秋", "holdsPost", "泰州")[0])
    assert told["object"].startswith("泰州, the division that the page writes about; “市委书记")
    assert "right before the name" in told["rule"]


def test_a_plan_names_what_makes_it_one(ask: Ask) -> None:
    account = ask("衡川轴承有限公司", "develops", "高端轴承智能制造项目")
    assert account.statement is not None
    assert facts(account)["status"].startswith("Planned: ")


def test_the_confidence_names_what_lowers_it(ask: Ask) -> None:
    told = facts(ask("衡川轴承", "produces", "轴承"))["confidence"]
    assert "were right where it was measured" in told
    assert told.endswith("less sure as a word stands for a name")


def test_a_name_that_is_none_is_told_with_the_nearest(ask: Ask) -> None:
    account = ask("林知远", "visited", "衡川轴承厂")
    assert account.statement is None
    assert "does not stand there" in facts(account)["object"]
    assert "衡川轴承有限公司" in facts(account)["object"]


def test_words_that_are_on_the_page_but_no_name_are_told_so(ask: Ask) -> None:
    assert "it stands there once" in facts(ask("记者", "visited", "云澜纺织"))["subject"]


def test_classes_that_the_ontology_refuses_are_told_with_those_it_takes(ask: Ask) -> None:
    told = facts(ask("林知远", "produces", "衡川轴承有限公司"))
    assert told["classes"].startswith("林知远 is Official, 衡川轴承有限公司 is Firm; produces leads from Firm, ")
    assert told["instead"] == "林知远 visited 衡川轴承有限公司 (visited.go)"


def test_an_exception_that_applied_is_told(ask: Ask) -> None:
    told = [fact.text for fact in ask("衡川轴承有限公司", "visited", "云澜纺织有限公司").facts]
    assert any("its exception applies: “记者”" in text for text in told)


def test_a_rule_that_stopped_half_way_says_what_it_wants_next(nlp: Language) -> None:
    page = Page("a.txt", "县委书记林知远在衡川轴承有限公司吃了午饭，谈起去年的调研。")
    (account,) = why(page, nlp, "林知远", "visited", "衡川轴承")
    rule = next(fact.text for fact in account.facts if fact.text.startswith("visited.at"))
    assert ", but then wants " in rule


def test_two_that_never_meet_are_told_so(nlp: Language) -> None:
    page = Page("a.txt", "云澜纺织有限公司投产。\n\n\n衡川轴承有限公司与青石镇签订协议。")
    (account,) = why(page, nlp, "云澜纺织", "cooperatesWith", "青石镇")
    assert account.statement is None
    assert "the two never stand in one sentence" in facts(account)["sentences"]


def test_a_symmetric_statement_is_found_from_either_side(nlp: Language) -> None:
    page = Page("a.txt", "衡川轴承有限公司与云澜纺织有限公司签订合作协议。")
    for ends in (("衡川轴承有限公司", "云澜纺织有限公司"), ("云澜纺织有限公司", "衡川轴承有限公司")):
        assert why(page, nlp, ends[0], "cooperatesWith", ends[1])[0].statement is not None


def test_an_unknown_predicate_is_told_with_the_nearest(ask: Ask) -> None:
    with pytest.raises(UnknownTerm, match="visited"):
        ask("林知远", "visitd", "青石镇")


def test_every_statement_of_the_seeds_can_be_accounted_for(nlp: Language) -> None:
    found = find(read(SEEDS / "d03.txt"), nlp)
    assert found.made
    for statement, relation in found.made:
        told = {fact.about: fact.text for fact in origin(found, statement, relation)}
        assert told.keys() >= {"sentence", "rule", "subject", "object", "status", "confidence"}
        assert ("date" in told) == (statement.date is not None)


def test_the_opinion_of_the_trained_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = load_pipeline()
    page = Page("a.txt", TEXT, issued="2025-06-04", paper="平川县日报")
    (account,) = why(page, nlp, "林知远", "visited", "衡川轴承有限公司")
    assert account.statement is not None
    assert "the trained reader takes it for 0." in facts(account)["confidence"]
    # As if nothing that rules find were sure enough.
    strict = replace(load_policy(), doubt=1.0)
    for module in (confidence, missing):
        monkeypatch.setattr(module, "load_policy", lambda: strict)
    (left_out,) = why(page, nlp, "林知远", "visited", "衡川轴承有限公司")
    assert left_out.statement is None
    told = facts(left_out)["doubted"]
    assert told.startswith("visited.go finds it, but the trained reader takes it for 0.")
    assert told.endswith("it is less sure than 1 and left out")

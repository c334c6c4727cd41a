"""Who builds or pays where the sentence leaves it unsaid, and whose a project is by its name."""

from __future__ import annotations

import pytest

from kg.frames.engine import Setting, read_article
from kg.frames.examples import tell_marked
from kg.frames.rules import settings


def owned(*marked: str) -> set[tuple[str | None, str | None]]:
    """Who builds which project, by all rules."""
    found = read_article(tell_marked(*marked), Setting())
    return {(r.subject.entity, r.object.entity) for r in found if r.predicate == settings()["owning"]}


FIRM = "[衡川轴承有限公司|Firm]"
PROJECT = "[年产5万套轴承项目|Project]"
OWNED = {("衡川轴承有限公司", "年产5万套轴承项目")}


def test_the_firm_in_mind_builds() -> None:
    assert owned(f"{FIRM}瞄准高端，投资8亿元建设{PROJECT}。") == OWNED


@pytest.mark.parametrize(
    "text",
    [
        f"镇里投入100万元修建{PROJECT}。",
        f"[孟知行|Person]投资8亿元建设{PROJECT}。",
        f"[平川县|Place]投资8亿元建设{PROJECT}。",
    ],
)
def test_one_who_is_no_body_builds_for_none(text: str) -> None:
    assert owned(f"{FIRM}订单充足。", text) == set()


def test_a_firm_no_finder_knows_builds_for_itself() -> None:
    assert owned(f"{FIRM}订单充足。", f"市文旅集团斥资3亿元打造{PROJECT}。") == set()


def test_the_firm_that_a_sentence_says_builds_goes_on_building() -> None:
    told = owned(
        f"{FIRM}订单充足。", "[智能农机项目|Project]由[云海集团|Firm]投资建设，主要建设[冷链物流中心|Project]。"
    )
    assert told == {("云海集团", "智能农机项目"), ("云海集团", "冷链物流中心")}


def test_one_with_whom_another_signs_builds() -> None:
    text = f"县供销社与[云海集团|Firm]签约，投资8亿元建设{PROJECT}。"
    assert owned(f"{FIRM}订单充足。", text) == {("云海集团", "年产5万套轴承项目")}


@pytest.mark.parametrize(
    ("firm", "project"),
    [
        ("澜玻（平川）光伏玻璃有限公司", "澜玻技改项目"),
        ("平川骊澜化工集团", "骊澜己二腈二期"),
        ("云澜矿业", "云澜矿业长河冶炼厂改扩建项目"),
    ],
)
def test_a_project_named_after_a_firm_is_its(firm: str, project: str) -> None:
    told = owned(f"[{firm}|Firm]是老厂。", "路不远。", f"[{project}|Project]开工了。")
    assert (firm, project) in told


@pytest.mark.parametrize("firm", ["平川新型材料有限公司", "新型建材集团"])
def test_a_common_word_or_a_place_names_no_owner(firm: str) -> None:
    assert owned(f"记者到过[{firm}|Firm]。", *["路不远。"] * 8, "昨天[新型涂料项目|Project]开工了。") == set()


def test_an_owner_told_puts_an_end_to_a_guess() -> None:
    told = owned(f"{PROJECT}由{FIRM}投资建设。", f"[云海集团|Firm]也在。该项目总投资8亿元，{PROJECT}分两期。")
    assert ("衡川轴承有限公司", "年产5万套轴承项目") in told

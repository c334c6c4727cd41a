"""Bodies whose people somebody takes along on a visit."""

from __future__ import annotations

import pytest

from kg.frames.engine import Setting, read_article
from kg.frames.examples import tell_marked
from kg.frames.followers import RULE

SITES = {"青石镇", "云澜纺织厂"}
TOUR = "[林知远|Official]一行先后来到[青石镇|Place]、[云澜纺织厂|Firm]。"


def seen(who: str, *marked: str) -> set[str | None]:
    """What a body saw as its people were taken along."""
    found = read_article(tell_marked(*marked), Setting())
    return {r.object.entity for r in found if r.rule == RULE and r.subject.entity == who}


@pytest.mark.parametrize("led", ["带领", "率", "率领"])
@pytest.mark.parametrize("behind", ["2家会员企业负责人", "等企业", "企业家"])
def test_firms_see_what_is_seen_by_who_takes_them_along(led: str, behind: str) -> None:
    told = f"[林知远|Official]{led}[衡川轴承厂|Firm]、[白石丝厂|Firm]{behind}到[青石镇|Place]考察。"
    assert (seen("衡川轴承厂", told, TOUR), seen("白石丝厂", told, TOUR)) == (SITES, SITES)


def test_so_do_organisations() -> None:
    assert seen("县茶业协会", "[林知远|Official]带领[县茶业协会|Organization]人员到[青石镇|Place]考察。", TOUR) == SITES


@pytest.mark.parametrize(
    "told",
    [
        "[林知远|Official]带领一行人到[衡川轴承厂|Firm]考察，[陈清河|Official]带领企业负责人到[青石镇|Place]考察。",
        "[林知远|Official]率[衡川轴承厂|Firm][厂长|title][孟知行|Person]等企业负责人到[青石镇|Place]考察。",
        "[林知远|Official]带领[衡川轴承厂|Firm]走出困境。",
    ],
)
def test_who_is_not_taken_along_sees_nothing(told: str) -> None:
    assert seen("衡川轴承厂", told, TOUR) == set()


def test_no_body_is_taken_along_to_itself() -> None:
    told = "[林知远|Official]带领[云澜纺织厂|Firm]等企业到[青石镇|Place]考察。"
    assert seen("云澜纺织厂", told, TOUR) == {"青石镇"}

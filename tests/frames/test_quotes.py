"""Who says what is quoted before its speaker is named, and whose 我们 and 公司 it speaks of."""

from __future__ import annotations

import pytest

from kg.frames.examples import tell_marked
from kg.frames.memory import Told


def topic(one: Told) -> str | None:
    """The firm in mind at the end of a sentence."""
    _, group = one.clauses[-1][1].topics.get("Firm", (0, ()))
    return group[0].text if group else None


SPEAKERS = [
    "[云澜纺织厂|Firm][经理|title][孟知行|Person]说。",
    "在[云澜纺织厂|Firm]车间，[经理|title][孟知行|Person]告诉记者。",
]


@pytest.mark.parametrize("speaker", SPEAKERS)
@pytest.mark.parametrize("quoted", ["我们年产棉纱三万锭", "公司去年扩建", "今年订单多，厂里加班"])
def test_a_quotation_speaks_for_the_firm_named_behind_it(quoted: str, speaker: str) -> None:
    assert topic(tell_marked(f"“{quoted}。”", speaker)[0]) == "云澜纺织厂"


def test_so_it_does_in_one_sentence() -> None:
    told = tell_marked("“我们年产棉纱三万锭，”[云澜纺织厂|Firm][经理|title][孟知行|Person]说，路修好了。")
    assert told[0].clauses[0][1].topics["Firm"][1][0].text == "云澜纺织厂"


def test_it_runs_over_sentences() -> None:
    told = tell_marked("“我们年产棉纱三万锭。", "去年扩建。”", SPEAKERS[0])
    assert [topic(one) for one in told[:2]] == ["云澜纺织厂", "云澜纺织厂"]
    assert [one.speaker.text if one.speaker else None for one in told] == ["孟知行", "孟知行", None]


def test_a_firm_that_the_quotation_names_is_spoken_of_itself() -> None:
    told = tell_marked("“[衡川轴承|Firm]年产轴承三万套，我们买了。”", SPEAKERS[0])
    assert topic(told[0]) == "衡川轴承"


@pytest.mark.parametrize("quoted", ["“今年雨水多。”", "“小区路灯坏了。”"])
def test_words_that_speak_of_no_firm_are_of_none(quoted: str) -> None:
    assert topic(tell_marked(quoted, SPEAKERS[0])[0]) is None


def test_what_stands_before_the_quotation_is_not_said() -> None:
    told = tell_marked("[衡川轴承|Firm]停产了，“我们没有停。”", SPEAKERS[0])
    assert told[0].clauses[0][1].topics["Firm"][1][0].text == "衡川轴承"
    assert told[0].clauses[-1][1].topics["Firm"][1][0].text == "云澜纺织厂"


def test_of_two_firms_none_is_spoken_for() -> None:
    told = tell_marked("“我们年产棉纱三万锭。”", "在[云澜纺织厂|Firm]和[衡川轴承|Firm]，[孟知行|Person]说。")
    assert topic(told[0]) is None

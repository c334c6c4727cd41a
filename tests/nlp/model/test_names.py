"""Which of the names that a tagger sees are filed: with a tagger that says what the test tells it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from kg.errors import RuleError, UnknownTerm
from kg.nlp.candidates import Candidate
from kg.nlp.model import Marked, names, propose
from kg.nlp.model.tagger import Tagged

TEXT = "云澜电子年产12万只连接器。"
GOODS = TEXT.index("连接器")


class Told:
    """A tagger that sees one name."""

    def __init__(self, name: str, cls: str, sure: float) -> None:
        start = TEXT.index(name)
        self.name = Tagged(start, start + len(name), cls, sure)

    def names(self, _text: str, _spans: Sequence[tuple[int, int]], _values: Iterable[Marked] = ()) -> list[Tagged]:
        return [self.name]


def filed(told: Told, *rules: Candidate, values: Sequence[Marked] = ()) -> list[str]:
    found = propose(TEXT, [(0, len(TEXT))], told, filed=rules, values=values)
    return [TEXT[c.start : c.end] for c in found]


def test_a_name_that_is_sure_enough_is_filed() -> None:
    least = names.load_policy()["Product"]
    assert filed(Told("连接器", "Product", least)) == ["连接器"]
    assert filed(Told("连接器", "Product", least - 0.01)) == []


def test_a_class_that_the_policy_does_not_name_is_left_to_the_rules() -> None:
    assert "Official" not in names.load_policy()
    assert filed(Told("云澜", "Official", 1.0)) == []


def test_what_the_rules_found_stands() -> None:
    rule = Candidate(GOODS + 1, GOODS + 3, "Product", "things:product.verb")
    assert filed(Told("连接器", "Product", 1.0), rule) == []


def test_a_name_may_hold_a_value_but_not_cross_or_be_one() -> None:
    value = Marked(TEXT.index("12"), GOODS, "capacity")
    assert filed(Told("年产12万只连接器", "Project", 1.0), values=[value]) == ["年产12万只连接器"]
    assert filed(Told("万只连接器", "Product", 1.0), values=[value]) == []
    assert filed(Told("12万只", "Product", 1.0), values=[value]) == []


@pytest.mark.parametrize(
    ("text", "cls", "kept"),
    [
        ("连接器", "Product", True),
        ("产品", "Product", False),
        ("“气化炉", "Product", False),
        ("“云澜”牌粉条", "Product", True),
        ("开发区", "Park", False),
        ("青石化工园", "Park", True),
        ("生产线", "Project", False),
        ("智能生产线", "Project", False),
        ("云澜生产线", "Project", True),
    ],
)
def test_no_half_of_a_pair_of_signs_and_no_common_noun_is_filed(text: str, cls: str, *, kept: bool) -> None:
    class Whole:
        """A tagger that sees all of a text as one name."""

        def names(self, _text: str, _spans: Sequence[tuple[int, int]], _values: Iterable[Marked] = ()) -> list[Tagged]:
            return [Tagged(0, len(text), cls, 1.0)]

    assert bool(propose(text, [(0, len(text))], Whole())) == kept


@pytest.mark.parametrize("signed", ["意向协议", "投资合同", ""])
def test_works_end_before_what_is_signed_about_them(signed: str) -> None:
    class Signed:
        """A tagger that takes what is signed for part of the name."""

        def names(self, text: str, _spans: Sequence[tuple[int, int]], _values: Iterable[Marked] = ()) -> list[Tagged]:
            return [Tagged(2, len(text), "Project", 1.0)]

    text = f"签订猪肉屠宰加工项目{signed}"
    (works,) = propose(text, [(0, len(text))], Signed())
    assert text[works.start : works.end] == "猪肉屠宰加工项目"


@pytest.mark.parametrize(
    ("content", "error"), [("least: {Goods: 0.5}", UnknownTerm), ("least: [", RuleError), ("most: 1", RuleError)]
)
def test_a_wrong_policy_is_told_in_one_line(
    content: str, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.yml"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(names, "_FILE", path)
    with pytest.raises(error, match=r"model\.yml") as caught:
        names.load_policy.__wrapped__()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "name", "cls", "kept"),
    [
        ("园区引来一批循环经济项目。", "循环经济项目", "Project", False),
        ("全县签约陶瓷产业项目43个。", "陶瓷产业项目", "Project", False),
        ("全县坚持大抓项目。", "坚持大抓项目", "Project", False),
        ("园区引来云澜循环经济项目。", "云澜循环经济项目", "Project", True),
        ("园区引来一批循环经济公司。", "循环经济公司", "Firm", True),
    ],
)
def test_several_projects_are_filed_as_none(text: str, name: str, cls: str, *, kept: bool) -> None:
    class Seen:
        """A tagger that sees this name."""

        def names(self, _text: str, _spans: Sequence[tuple[int, int]], _values: Iterable[Marked] = ()) -> list[Tagged]:
            start = text.index(name)
            return [Tagged(start, start + len(name), cls, 1.0)]

    assert bool(propose(text, [(0, len(text))], Seen())) == kept

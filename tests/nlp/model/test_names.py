"""Which of the words that a tagger takes for names are filed: with a tagger that says what the test tells it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.nlp.candidates import Candidate
from kg.nlp.model import Word, propose
from kg.nlp.model.names import FREE, WHOLE


class Told:
    """A tagger for texts divided by spaces: 云澜电子/ORG 、/w."""

    def __init__(self, *sentences: str) -> None:
        self.tagged: dict[str, list[Word]] = {}
        for sentence in sentences:
            text, words = "", []
            for item in sentence.split(" "):
                word, _, tag = item.rpartition("/")
                words.append(Word(len(text), len(text) + len(word), tag))
                text += word
            self.tagged[text] = words

    @property
    def text(self) -> str:
        return "".join(self.tagged)

    def words(self, texts: Sequence[str]) -> list[list[Word]]:
        return [self.tagged[text] for text in texts]


def found(
    sentence: str, *filed: tuple[str, str], title: str = "", kind: str = "official"
) -> list[tuple[str, str, str]]:
    """Return text, class and source of what is filed for one sentence."""
    told = Told(sentence)
    text = told.text
    rules = [Candidate(text.index(name), text.index(name) + len(name), cls, "bodies:x") for name, cls in filed]
    titles = {text.index(title) + len(title): kind} if title else {}
    names = propose(text, [(0, len(text))], told, filed=rules, titles=titles)
    return [(text[c.start : c.end], c.cls, c.source) for c in names]


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("云澜建材集团", "Firm"),
        ("青石县投促局", "Agency"),
        ("云澜日报", "Organization"),
        ("云澜大学", "Organization"),
    ],
)
def test_the_last_words_of_a_name_say_what_it_is(name: str, cls: str) -> None:
    assert found(f"{name}/ORG 表示/v") == [(name, cls, FREE)]


@pytest.mark.parametrize("name", ["国家级开发区", "企业集团", "青石县", "集团"])
def test_a_description_or_a_division_is_no_name(name: str) -> None:
    assert found(f"{name}/ORG 表示/v") == []


def test_places_and_persons_without_a_title_are_left_to_the_rules() -> None:
    assert found("林知远/PER 来到/v 云澜山/LOC") == []


def test_a_person_behind_a_title_is_filed_by_its_kind() -> None:
    sentence = "县长/n 林知远/PER 说/v"
    assert found(sentence, title="县长") == [("林知远", "Official", FREE)]
    assert found(sentence, title="县长", kind="business") == [("林知远", "Person", FREE)]


def test_a_firm_in_a_list_takes_the_trade_behind_the_tagged_word() -> None:
    sentence = "走进/v 云澜/ORG 电子/n 、/w 衡川重工/ORG 等/u 企业/n"
    assert found(sentence) == [("云澜电子", "Firm", FREE), ("衡川重工", "Firm", FREE)]


def test_a_name_without_a_trade_is_no_firm() -> None:
    assert found("走进/v 新时代/ORG 、/w 云澜山色/ORG 等/u") == []


def test_the_works_of_a_firm_are_no_part_of_its_name() -> None:
    assert found("来到/v 云澜电子/ORG 项目/n 现场/s") == [("云澜电子", "Firm", FREE)]


def test_what_the_rules_found_stands() -> None:
    assert found("云澜建材集团/ORG 表示/v", ("云澜建材集团", "Firm")) == []
    assert found("云澜建材集团/ORG 表示/v", ("建材集团表示", "Project")) == []


def test_a_name_around_names_of_the_rules_is_the_whole() -> None:
    assert found("青石云澜产业园有限公司/ORG 说/v", ("青石", "Place"), ("青石云澜产业园", "Park")) == [
        ("青石云澜产业园有限公司", "Firm", WHOLE)
    ]
    assert found("多云时空有限公司/ORG 说/v", ("时空有限公司", "Firm")) == [("多云时空有限公司", "Firm", WHOLE)]


def test_a_firm_in_a_park_and_a_part_of_a_firm_are_no_whole() -> None:
    assert found("青石产业园云澜有限公司/ORG 说/v", ("青石产业园", "Park"), ("云澜有限公司", "Firm")) == []
    assert found("云澜有限公司运营部/ORG 说/v", ("云澜有限公司", "Firm")) == []


def test_no_name_over_a_date_or_a_sum() -> None:
    told = Told("投入/v 云澜电子/ORG")
    assert propose(told.text, [(0, 6)], told, taken=[(2, 4)]) == []


def test_a_long_sentence_is_tagged_in_parts_that_lie_where_they_stood() -> None:
    head = "石" * 300 + "，"
    told = Told(f"{head}/n", f"{'石' * 200}/n ，/w 云澜电子/ORG 。/w")
    found = propose(told.text, [(0, len(told.text))], told)
    assert [told.text[c.start : c.end] for c in found] == ["云澜电子"]

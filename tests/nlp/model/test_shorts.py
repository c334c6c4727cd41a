"""Which names of two or three characters a tagger may file."""

from __future__ import annotations

import pytest

from kg.nlp.candidates import Candidate
from kg.nlp.model.lattice import Tagged
from kg.nlp.model.shorts import short_names

CLASSES = frozenset({"Firm", "Place"})


def short(text: str, *seen: tuple[str, str], sure: float = 0.9, filed: tuple[tuple[str, str], ...] = ()) -> list[str]:
    names = [Tagged(text.index(name), text.index(name) + len(name), cls, sure) for name, cls in seen]
    known = [Candidate(text.index(name), text.index(name) + len(name), cls, "test") for name, cls in filed]
    return sorted(text[name.start : name.end] for name in short_names(text, names, known, CLASSES, 0.7))


def test_a_firm_and_a_site_may_have_short_names() -> None:
    text = "走进岭溪镇的澜豆坊，又到石凹子。"
    assert short(text, ("澜豆坊", "Firm"), ("石凹子", "Place")) == ["澜豆坊", "石凹子"]


def test_the_tagger_has_to_be_sure_and_of_a_class_that_may_be_short() -> None:
    assert short("走进澜豆坊。", ("澜豆坊", "Firm"), sure=0.6) == []
    assert short("走进澜豆坊。", ("澜豆坊", "Organization")) == []


@pytest.mark.parametrize("name", ["我市", "原厂区", "师市", "湘赣", "下惠州", "高新区", "K1"])
def test_what_only_says_what_something_is_or_whose_is_no_name(name: str) -> None:
    assert short(f"一行到{name}看。", (name, "Place")) == []


def test_what_is_cut_from_a_name_of_another_class_is_none() -> None:
    text = "观澜团来了，清江重点项目观澜团又去。"
    assert short(text, ("观澜团", "Place"), filed=(("清江重点项目观澜团", "Organization"),)) == []
    assert short(text, ("观澜团", "Place"), filed=(("清江重点项目观澜团", "Place"),)) == ["观澜团"]

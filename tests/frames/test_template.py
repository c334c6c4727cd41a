"""Templates: what their slots, lists, gaps and marks match in a masked sentence."""

from __future__ import annotations

import re

import pytest

from kg.errors import RuleError
from kg.frames.examples import tell_marked
from kg.frames.template import compile_template, concrete, goods, people
from kg.ontology import load_ontology

ENDS = {"subject": ("Person",), "object": ("Firm", "Park", "Place")}
WORDS = {"go": ("来", "来到", "去了?")}


def compiled(template: str, **ends: tuple[str, ...]) -> re.Pattern[str]:
    return compile_template(template, ends={**ENDS, **ends}, words=WORDS, where="a test")


def found(template: str, marked: str, slot: str, **ends: tuple[str, ...]) -> str | None:
    """What a slot takes of a marked sentence, as its text is printed; None where the template does not match."""
    masked = tell_marked(marked)[0].masked
    match = compiled(template, **ends).search(masked.text)
    if match is None:
        return None
    plain = re.sub(r"\[([^|\]]+)\|\w+\]", r"\1", marked)
    start, end = match.span(slot)
    return plain[masked.origins[start] : masked.origins[end]]


def test_a_slot_takes_a_mention_of_the_classes_that_the_predicate_admits() -> None:
    assert found("{subject}看{object}", "[林知远|Official]看[青石镇|Place]。", "object") == "青石镇"
    assert found("{subject}看{object}", "[林知远|Official]看[圆锥轴承|Product]。", "object") is None


@pytest.mark.parametrize("link", ["旗下", "下属公司", "控股子公司——", "核心企业", "下属的"])
def test_a_company_of_a_group_is_what_its_words_end_with(link: str) -> None:
    told = f"看[云澜集团|Firm]{link}[衡川轴承|Firm]。"
    assert found("看{object}", told, "object") == f"云澜集团{link}衡川轴承"


def test_a_slot_can_be_narrowed_to_classes() -> None:
    assert found("看{object:Park|Firm}", "看[青石镇|Place]。", "object") is None
    assert found("看{object:Park|Firm}", "看[长兴经济开发区|Park]。", "object") == "长兴经济开发区"


def test_a_slot_stands_for_one_item_with_what_contains_it() -> None:
    taken = found("看{object}", "看[长兴经济开发区|Park]内的[云澜纺织厂|Firm]。", "object")
    assert taken == "长兴经济开发区内的云澜纺织厂"


def test_a_bang_takes_the_mark_alone() -> None:
    assert found("{object!}开工", "[青石镇|Place][云澜纺织厂|Firm]开工。", "object") == "云澜纺织厂"
    assert found("看{object!}的", "看[云澜纺织厂|Firm]（北厂）的。", "object") is None


def test_a_person_comes_with_titles_and_bodies_before_the_name() -> None:
    marked = "[平川县|Place][县委书记|title]、[县长|title][林知远|Official]说。"
    assert found("{subject}说", marked, "subject") == "平川县县委书记、县长林知远"


@pytest.mark.parametrize("joint", ["、", "和", "及", "以及", "，以及"])
def test_a_list_goes_over_what_joins_its_items(joint: str) -> None:
    taken = found("看{object+}", f"看[云澜纺织厂|Firm]{joint}[青石镇|Place]。", "object")
    assert taken == f"云澜纺织厂{joint}青石镇"


def test_a_list_ends_at_a_comma() -> None:
    assert found("看{object+}", "看[云澜纺织厂|Firm]，[青石镇|Place]远。", "object") == "云澜纺织厂"


def test_a_list_of_persons_goes_over_a_comma_before_a_title() -> None:
    marked = "[市长|title][林知远|Official]，[县委书记|title][陈清河|Official]到场。"
    assert found("^{subject+}", marked, "subject") == "市长林知远，县委书记陈清河"


def test_an_item_of_a_list_may_have_a_word_after_it() -> None:
    taken = found("看{object+}", "看[云澜纺织厂|Firm]新车间和[青石镇|Place]。", "object")
    assert taken == "云澜纺织厂新车间和青石镇"


def test_a_product_comes_with_the_quantity_beside_it() -> None:
    taken = found("{product}下线", "30万吨[圆锥轴承|Product]下线。", "product", product=("Product",))
    assert taken == "30万吨圆锥轴承"


@pytest.mark.parametrize(
    ("slot", "printed"),
    [("date", "2024年3月5日"), ("amount", "8亿元"), ("capacity", "30万吨"), ("title", "市委书记")],
)
def test_a_value_has_a_slot_of_its_own(slot: str, printed: str) -> None:
    marked = f"[{printed}|title]" if slot == "title" else printed
    assert found(f"有{{{slot}}}", f"有{marked}。", slot) == printed


def test_a_dot_wants_a_mark_and_may_stand_twice() -> None:
    template = "{.:Firm}{.:Firm}{subject}"
    assert found(template, "[云澜纺织厂|Firm][衡川轴承|Firm][林知远|Official]", "subject") is not None
    assert found(template, "[云澜纺织厂|Firm][青石镇|Place][林知远|Official]", "subject") is None


def test_the_longest_word_of_a_list_is_tried_first() -> None:
    match = compiled("(?P<verb><go>)").search("来到")
    assert match is not None
    assert match["verb"] == "来到"


def test_a_word_of_a_list_is_a_regular_expression() -> None:
    assert compiled("<go>镇里").search("去了镇里")


@pytest.mark.parametrize(
    ("gap", "inside", "fits"),
    [
        ("…", "，" * 60, True),
        ("…", "，" * 61, False),
        ("…", "。", False),
        ("~", "走" * 12, True),
        ("~", "走" * 13, False),
        ("~", "，", False),
        ("_", "走" * 8, True),
        ("_", "走" * 9, False),
        ("_", "，", False),
        ("&", "", True),
        ("&", "内的", True),
        ("&", "所属的", True),
        ("&", "附近的", False),
    ],
)
def test_a_gap_reaches_as_far_as_it_says(gap: str, inside: str, *, fits: bool) -> None:
    assert (compiled(f"^始{gap}终").search(f"始{inside}终") is not None) is fits


@pytest.mark.parametrize(("gap", "fits"), [("…", True), ("~", True), ("_", False)])
def test_only_an_underscore_stops_at_a_name(gap: str, *, fits: bool) -> None:
    masked = tell_marked("始[青石镇|Place]终")[0].masked
    assert (compiled(f"始{gap}终").search(masked.text) is not None) is fits


def test_a_gap_takes_as_little_as_it_can() -> None:
    match = compiled("始…终").search("始终始终")
    assert match is not None
    assert match.group() == "始终"


def test_lookbehind_and_named_groups_of_a_template_stay_as_they_are() -> None:
    pattern = compiled("(?<!不)(?P<verb>来){object}")
    assert set(pattern.groupindex) == {"verb", "object"}


@pytest.mark.parametrize("template", ["{object}{object}", "<stroll>", "{where}", "("])
def test_a_wrong_template_names_the_rule(template: str) -> None:
    with pytest.raises(RuleError, match="^a test: "):
        compiled(template)


def test_classes_that_templates_speak_of_come_from_the_ontology() -> None:
    ontology = load_ontology()
    assert people() == {c for c in ontology.concrete if ontology.is_a(c, "Person")}
    assert goods() == {"Product"}
    assert concrete(("Body",)) == {c for c in ontology.concrete if ontology.is_a(c, "Body")}

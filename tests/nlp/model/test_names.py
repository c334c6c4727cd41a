"""Which candidates the names that a tagger sees make."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kg.errors import RuleError, UnknownTerm
from kg.nlp.candidates import Candidate
from kg.nlp.model import Marked, inner_options, is_proposed, load_policy, names, options
from kg.nlp.model.lattice import Lattice, Sums, Tagged
from kg.nlp.model.names import INNER, REST, SOURCE

TEXT = "云澜电子年产12万只连接器。"
GOODS = TEXT.index("连接器")


def made(text: str, name: str, cls: str, *rules: Candidate, values: Sequence[Marked] = ()) -> list[str]:
    """Return what is proposed where a tagger sees one name."""
    start = text.index(name)
    found = options(text, rules, [Tagged(start, start + len(name), cls, 1.0)], values)
    assert set(rules) <= set(found)
    return [text[c.start : c.end] for c in found if is_proposed(c)]


def plain(*names: Tagged) -> Lattice:
    """Return a lattice of no sentences, with names all the same."""
    nothing = np.zeros((0, 3), dtype=np.float32)
    return Lattice(["B-Firm", "I-Firm", "O"], np.zeros((3, 3), np.float32), [], Sums(*[nothing] * 3), list(names))


def seeing(*names: Tagged) -> Lattice:
    """Return a lattice in which a tagger sees names inside names."""
    lattice = plain()
    lattice.inner = plain(*names)
    return lattice


def test_candidates_of_rules_and_names_of_the_tagger_stand_side_by_side() -> None:
    rule = Candidate(GOODS + 1, GOODS + 3, "Product", "things:product.verb")
    assert made(TEXT, "连接器", "Product", rule) == ["连接器"]


def test_what_is_cut_from_a_name_is_asked_for_as_the_name() -> None:
    text = "厂里生产的四氯化硅"
    ((candidate, span),) = options(text, (), [Tagged(4, 9, "Product", 0.9)]).items()
    assert text[candidate.start : candidate.end] == "四氯化硅"
    assert span == (4, 9)
    assert candidate.source == SOURCE


def test_a_person_is_named_without_when_and_where_to() -> None:
    assert made("副省长刘伟来清调研", "刘伟来清", "Official") == ["刘伟"]
    assert made("刘志昨赴深圳考察", "刘志昨", "Person") == ["刘志"]
    assert made("县长阿不来提调研", "阿不来提", "Official") == ["阿不来提"]


def test_policies_of_a_list_are_several() -> None:
    fused = "稳岗返还政策、社保缓缴政策和茶艺传习办法"
    assert made(f"落实{fused}。", fused, "Policy") == ["稳岗返还政策", "社保缓缴政策", "茶艺传习办法"]
    assert made("落实退税政策、减税政策。", "退税政策、减税政策", "Policy") == ["退税政策", "减税政策"]
    whole = "生态保护和茶业发展战略"
    assert made(f"实施{whole}。", whole, "Policy") == [whole]


@pytest.mark.parametrize(
    ("text", "name", "cls", "left"),
    [
        ("落实落细茶农补贴政策。", "落细茶农补贴政策", "Policy", ["茶农补贴政策"]),
        ("承建的清江大桥改建工程项目部开工。", "清江大桥改建工程项目部", "Project", ["清江大桥改建工程"]),
        ("云澜建设集团清江项目部经理介绍", "云澜建设集团清江项目部", "Firm", ["云澜建设集团"]),
        ("云澜建设集团清江项目部开工", "云澜建设集团清江项目部", "Firm", ["云澜建设集团清江项目部"]),
        ("云澜大道东起清江路", "云澜大道东起清江路", "Place", []),
        ("、西至清江路的云澜大道", "西至清江路的云澜大道", "Project", []),
        ("与清江大道交叉口的茶厂", "清江大道交叉口", "Place", ["清江大道"]),
        ("东至县香隅大道", "东至县香隅大道", "Place", ["东至县香隅大道"]),
        ("到国家3A级景区云澜公园", "国家3A级景区云澜公园", "Place", ["云澜公园"]),
        ("到省级专精特新企业云澜机械有限公司", "省级专精特新企业云澜机械有限公司", "Firm", ["云澜机械有限公司"]),
        ("国家级企业技术中心", "国家级企业技术中心", "Organization", ["国家级企业技术中心"]),
    ],
)
def test_what_is_told_around_a_name_is_no_part_of_it(text: str, name: str, cls: str, left: list[str]) -> None:
    assert made(text, name, cls) == left


def test_a_commune_and_its_brigade_are_a_place_each() -> None:
    text = "白石公社东张大队社员"
    found = options(text, (), [Tagged(0, 8, "Firm", 0.9)])
    assert [(text[c.start : c.end], c.cls) for c in found] == [("白石公社", "Place"), ("东张大队", "Place")]
    firm = options("创业公社开业", (), [Tagged(0, 4, "Firm", 0.9)])
    assert [c.cls for c in firm] == ["Firm"]


def test_what_a_rule_files_of_a_longer_name_is_asked_for_as_that() -> None:
    rule = Candidate(4, 10, "Policy", "things:policy.document")
    found = options("落实落细茶农补贴政策。", [rule], [Tagged(2, 10, "Policy", 0.9)])
    assert found[rule] == (2, 10)


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("深入我区规划展馆参观", "我区规划展馆", "规划展馆"),
        ("来到该县轴承产业园", "该县轴承产业园", "轴承产业园"),
        ("投资说明会暨青石码头项目", "暨青石码头项目", "青石码头项目"),
        ("来到本溪轴承产业园", "本溪轴承产业园", "本溪轴承产业园"),
    ],
)
def test_whose_something_is_is_no_part_of_its_name(text: str, name: str, left: str) -> None:
    assert made(text, name, "Place") == [left]


def test_a_name_may_do_without_the_places_that_it_begins_with() -> None:
    text = "云城县青石镇轴承产业园"
    rules = [Candidate(0, 3, "Place", "bodies:place.full"), Candidate(3, 6, "Place", "bodies:place.town")]
    name = Tagged(0, len(text), "Park", 0.9)
    found = options(text, rules, [name])
    assert [text[c.start : c.end] for c in found if c.source == REST] == ["青石镇轴承产业园", "轴承产业园"]
    assert {span for candidate, span in found.items() if is_proposed(candidate)} == {(0, len(text))}
    assert REST not in {c.source for c in options(text, rules, [name._replace(cls="Firm")])}
    assert REST not in {c.source for c in options(text, [], [name])}


def test_a_name_may_hold_a_value_but_not_cross_or_be_one() -> None:
    value = Marked(TEXT.index("12"), GOODS, "capacity")
    assert made(TEXT, "年产12万只连接器", "Project", values=[value]) == ["年产12万只连接器"]
    assert made(TEXT, "万只连接器", "Product", values=[value]) == []
    assert made(TEXT, "12万只", "Product", values=[value]) == []


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
        ("林知远", "Official", True),
    ],
)
def test_no_half_of_a_pair_of_signs_and_no_common_noun_is_a_name(text: str, cls: str, *, kept: bool) -> None:
    assert bool(made(text, text, cls)) == kept


@pytest.mark.parametrize("signed", ["意向协议", "投资合同", ""])
def test_works_end_before_what_is_signed_about_them(signed: str) -> None:
    name = f"猪肉屠宰加工项目{signed}"
    assert made(f"签订{name}", name, "Project") == ["猪肉屠宰加工项目"]


@pytest.mark.parametrize(
    ("text", "name", "cls", "kept"),
    [
        ("园区引来一批循环经济项目。", "循环经济项目", "Project", False),
        ("全县签约陶瓷产业项目43个。", "陶瓷产业项目", "Project", False),
        ("全县坚持大抓项目。", "坚持大抓项目", "Project", False),
        ("园区引来云澜循环经济项目。", "云澜循环经济项目", "Project", True),
        ("集团建设尼龙切片、工程塑料等项目。", "尼龙切片", "Project", False),
        ("集团建设尼龙切片、工程塑料两大项目。", "尼龙切片", "Project", False),
        ("集团建设尼龙切片、工程塑料等项目。", "尼龙切片", "Product", True),
        ("集团建设锂电池回收利用、工程塑料等项目。", "锂电池回收利用", "Project", True),
        ("集团建设尼龙切片基地、工程塑料等项目。", "尼龙切片基地", "Project", True),
        ("园区引来一批循环经济公司。", "循环经济公司", "Firm", True),
    ],
)
def test_several_projects_are_no_name(text: str, name: str, cls: str, *, kept: bool) -> None:
    assert bool(made(text, name, cls)) == kept


def test_what_lies_in_another_candidate_may_be_a_name_inside_it() -> None:
    text = "林知远走进云城县轴承产业园"
    person, county = Candidate(0, 3, "Official", "people:title"), Candidate(5, 8, "Place", "bodies:place.full")
    park, rest = Candidate(5, 13, "Park", "bodies:park.park"), Candidate(8, 13, "Park", REST)
    goods = Candidate(8, 10, "Product", "things:product.verb")
    filed = [person, county, park, park._replace(source=SOURCE), rest, goods]
    inside = inner_options(text, filed, seeing())
    assert inside == {county: county[:2], goods: goods[:2]}
    assert inner_options(text, [county, person], seeing()) == {}
    assert inner_options(text, filed, plain()) == {}


def test_what_the_tagger_sees_inside_names_is_a_candidate_there() -> None:
    text = "走进该县云澜轴承项目和生产线"
    found = inner_options(text, [], seeing(Tagged(2, 6, "Firm", 0.9), Tagged(11, 14, "Project", 0.9)))
    assert found == {}
    found = inner_options(text, [], seeing(Tagged(2, 8, "Firm", 0.9), Tagged(6, 8, "Person", 0.9)))
    assert found == {Candidate(4, 8, "Firm", INNER): (2, 8)}
    assert all(is_proposed(candidate) for candidate in found)


def test_the_policy_of_the_package_says_how_likely_a_name_must_be() -> None:
    policy = load_policy()
    assert 0 < policy.least < 1
    assert 0 < policy.least_inner < 1
    assert policy.least < policy.zone < 1
    assert {"Place"} <= policy.heads & policy.rests


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ("heads: [Goods]", UnknownTerm),
        ("inner: [Goods]", UnknownTerm),
        ("pooled: [Goods]", UnknownTerm),
        ("least: high", RuleError),
        ("least: [", RuleError),
    ],
)
def test_a_wrong_policy_is_told_in_one_line(
    change: str, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.yml"
    name = change.partition(":")[0]
    lines = names._FILE.read_text(encoding="utf-8").splitlines()
    changed = [change if line.startswith(f"{name}:") else line for line in lines]
    assert changed != lines
    path.write_text("\n".join(changed), encoding="utf-8")
    monkeypatch.setattr(names, "_FILE", path)
    with pytest.raises(error, match=r"model\.yml") as caught:
        load_policy.__wrapped__()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "name"), [("刘强升任副县长", "刘强升"), ("刘强历任镇长、书记", "刘强历"), ("刘强男，汉族", "刘强男")]
)
def test_a_verb_of_office_is_no_part_of_a_name(text: str, name: str) -> None:
    assert made(text, name, "Official") == ["刘强"]
    assert made("刘升任局长", "刘升", "Official") == ["刘升"]
    assert made("王立新任县长", "王立新", "Official") == ["王立新"]

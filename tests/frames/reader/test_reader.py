"""The reader of relations: with weights that a test gives it, and with those that the package carries."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError, RuleError, UnknownTerm
from kg.frames.engine import Setting, read_article
from kg.frames.examples import home, tell_marked
from kg.frames.reader import PREFIX, Reader, load_reader, policy, revise
from kg.frames.reader.claims import Claimed
from kg.frames.reader.pairs import Home
from kg.frames.reader.policy import load_policy
from kg.frames.relations import Claim, Relation
from tests.support import refused_in_one_line


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader that goes by one word between a firm and its goods, and by one behind a visitor's site."""
    return written(tmp_path / "relations.npz", {"btw>主攻": {"produces": 60}, "btw>去看了": {"visited": 60}})


def written(path: Path, weights: dict[str, dict[str, int]], bias: float = -3.0) -> Reader:
    """Write weights, each a tenth of the number given, and return the reader that has them."""
    predicates = list(load_policy().reach)
    table = np.zeros((len(weights), len(predicates)), dtype=np.int8)
    for row, columns in enumerate(weights.values()):
        for name, value in columns.items():
            table[row, predicates.index(name)] = value
    np.savez_compressed(
        path,
        predicates=np.array(predicates),
        features=np.frombuffer("\n".join(weights).encode(), dtype=np.uint8),
        weights=table,
        scale=np.full(len(predicates), 0.1, dtype=np.float32),
        bias=np.full(len(predicates), bias, dtype=np.float32),
    )
    return Reader(path)


def as_read(claims: Mapping[Claim, Claimed]) -> list[float]:
    """Return how likely the reader alone takes each claim."""
    return [1 / (1 + math.exp(-one.logit)) for one in claims.values()]


def proposed(reader: Reader, *sentences: str, found: list[Relation] | None = None) -> list[Relation]:
    told = tell_marked(*sentences)
    found = found or []
    return revise(told, Setting(date(2024, 3, 28), home), reader, as_read, homes=[], found=found)[len(found) :]


def test_nobody_makes_what_others_are_only_made_from(reader: Reader) -> None:
    sentence = "[云澜电子|Firm]主攻[铜带|Product]、[连接器|Product]。"
    (told,) = tell_marked(sentence)
    _, tape, connector = sorted(told.mentions, key=lambda m: m.start)
    step = Relation(connector, "madeFrom", tape, "test", "Asserted", 0.8, 0, 9)
    assert "铜带" not in {r.object.text for r in proposed(reader, sentence, found=[step])}


def test_a_likely_relation_is_filed_with_how_likely_it_is(reader: Reader) -> None:
    (relation,) = proposed(reader, "[云澜电子|Firm]主攻[连接器|Product]。")
    assert (relation.subject.text, relation.predicate, relation.object.text) == ("云澜电子", "produces", "连接器")
    assert relation.rule == f"{PREFIX}produces"
    assert relation.score == pytest.approx(1 / (1 + np.exp(-3.0)), abs=0.01)
    assert relation.status == "Asserted"


def test_what_the_weights_do_not_speak_for_is_not_filed(reader: Reader) -> None:
    assert proposed(reader, "[云澜电子|Firm]不谈[连接器|Product]。") == []


def test_what_a_rule_said_is_not_said_again(reader: Reader) -> None:
    sentence = "[云澜电子|Firm]主攻[连接器|Product]。"
    told = tell_marked(sentence)
    known = read_article(told, Setting(home=home))
    assert ("云澜电子", "produces", "连接器") in {r.claim for r in known}
    assert proposed(reader, sentence, found=known) == []


@pytest.fixture
def eager(tmp_path: Path) -> Reader:
    """A reader that takes whoever is named for a visitor of whatever is."""
    return written(tmp_path / "relations.npz", {}, bias=3.0)


def visits(reader: Reader, *sentences: str) -> set[tuple[str, str]]:
    found = proposed(reader, *sentences)
    return {(r.subject.text, r.object.text) for r in found if r.predicate == "visited"}


def test_who_is_only_cited_comes_to_no_other_place(eager: Reader) -> None:
    site = "车间里在建的是[云澜电子|Firm]。"
    assert ("林知远", "云澜电子") in visits(eager, "[林知远|Official]带队调研。", site)
    assert visits(eager, "要落实好[林知远|Official]视察时的重要讲话精神。", site) == set()


def test_nobody_goes_where_goods_go(eager: Reader) -> None:
    assert ("林知远", "越南") in visits(eager, "[林知远|Official]随团去了[越南|Place]。")
    assert visits(eager, "[林知远|Official]说，茶叶远销[越南|Place]。") == set()


def test_qualifiers_are_those_of_the_sentence(reader: Reader) -> None:
    (visit,) = proposed(reader, "3月26日，[林知远|Official]去看了[云澜电子|Firm]。")
    assert visit.date == "2024-03-26"
    (output,) = proposed(reader, "计划明年[云澜电子|Firm]主攻[连接器|Product]，年产300万只。")
    assert output.status == "Planned"
    assert output.capacity is not None
    assert output.capacity.value == 3_000_000


def test_the_reader_of_the_package_reads_every_predicate_that_its_policy_names() -> None:
    assert set(load_reader().predicates) == set(load_policy().reach)


def test_the_reader_of_the_package_knows_who_came_along() -> None:
    sentences = (
        "3月26日，[县委书记|title][林知远|Official]深入[云澜电子|Firm]、[衡川轴承|Firm]等企业调研。",
        "[县领导|title][周野|Official]、[陈清河|Official]参加。",
    )
    visits = {(r.subject.text, r.object.text) for r in proposed(load_reader(), *sentences) if r.predicate == "visited"}
    assert {("周野", "云澜电子"), ("陈清河", "衡川轴承")} <= visits


def test_missing_and_damaged_weights_are_told_in_one_line(tmp_path: Path) -> None:
    refused_in_one_line(Reader, tmp_path / "relations.npz", b"other")


def test_weights_of_other_predicates_are_told_in_one_line(tmp_path: Path) -> None:
    """Columns are known by the order of the policy."""
    path = tmp_path / "relations.npz"
    written(path, {})
    with np.load(path) as data:
        arrays = dict(data)
    np.savez(path, **{**arrays, "predicates": arrays["predicates"][::-1]})
    with pytest.raises(ModelError, match=r"^relations\.npz: .*reader\.yml"):
        Reader(path)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [("visited:", "walked:", UnknownTerm), ("Firm: F", "Firm: O", RuleError), ("home: [", "home: {", RuleError)],
)
def test_a_wrong_policy_is_told_in_one_line(
    old: str, new: str, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "reader.yml"
    path.write_text(policy._FILE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    monkeypatch.setattr(policy, "_FILE", path)
    with pytest.raises(error, match=r"reader\.yml") as caught:
        load_policy.__wrapped__()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("division", "post", "held"),
    [
        ("长兴县", "副市长", False),
        ("湖州市", "副县长", False),
        ("浙江省", "市长", False),
        ("长兴县", "副县长", True),
        ("湖州市", "市长", True),
        ("义乌市", "市长", True),
        ("长兴县", "书记", True),
        ("青石镇", "县长", False),
        ("东河村", "副区长", False),
        ("青石镇", "镇长", True),
        ("青石镇", "书记", True),
    ],
)
def test_no_post_of_one_level_is_held_at_a_division_of_another(
    division: str, post: str, eager: Reader, *, held: bool
) -> None:
    found = proposed(eager, f"[{division}|Place]的[{post}|title][林知远|Official]说好。")
    posts = [(r.claim, r.title) for r in found if r.predicate == "holdsPost"]
    assert posts == ([(("林知远", "holdsPost", division), post)] if held else [])


@pytest.mark.parametrize("who", ["负责人参加仪式", "企业家代表出席", "有关人员列席", "、[衡川轴承|Firm]代表随同"])
def test_who_sends_people_to_a_ceremony_is_not_visited(who: str, eager: Reader) -> None:
    assert visits(eager, f"[林知远|Official]看得仔细，[云澜电子|Firm]{who}。") == set()


def test_who_is_asked_to_come_is_not_visited(eager: Reader) -> None:
    asked = "[林知远|Official]希望客商多来，邀请[云澜电子|Firm]、[衡川轴承|Firm]等企业到[青石镇|Place]考察投资。"
    assert visits(eager, asked) <= {("林知远", "青石镇")}
    assert ("林知远", "云澜电子") in visits(eager, "[林知远|Official]邀请了专家，到[云澜电子|Firm]考察。")


@pytest.mark.parametrize("what", ["负责人介绍情况", "机器轰鸣"])
def test_whose_people_only_speak_may_be_visited(what: str, eager: Reader) -> None:
    assert visits(eager, f"[林知远|Official]看得仔细，[云澜电子|Firm]{what}。") == {("林知远", "云澜电子")}


@pytest.mark.parametrize(
    "who",
    [
        "[负责人|title]参加仪式",
        "等3家[负责人|title]，有关单位[负责人|title]参加仪式",
        "[总经理|title][白石|Person]出席",
    ],
)
def test_whose_people_are_called_by_a_title_is_not_visited(who: str, eager: Reader) -> None:
    assert ("林知远", "云澜电子") not in visits(eager, f"[林知远|Official]看得仔细，[云澜电子|Firm]{who}。")


def test_who_signed_with_firms_does_not_visit_them(eager: Reader) -> None:
    assert visits(eager, "[云澜电子|Firm]等企业代表，分别与[林知远|Official]签订协议。") == set()
    assert visits(eager, "[云澜电子|Firm]里，[林知远|Official]签订协议。") == {("林知远", "云澜电子")}


def test_who_sent_somebody_in_his_stead_stayed_at_home(eager: Reader) -> None:
    sentence = "[周野|Official]受[林知远|Official]委托，看了[云澜电子|Firm]。"
    seen = visits(eager, sentence, "[衡川轴承|Firm]不远。")
    assert {("周野", "云澜电子"), ("周野", "衡川轴承")} <= seen
    assert not {("林知远", "云澜电子"), ("林知远", "衡川轴承")} & seen


@pytest.mark.parametrize(("did", "seen"), [("为项目剪彩", set()), ("为项目叫好", {("林知远", "云澜电子")})])
def test_who_opened_something_did_not_see_the_firms_told_of_then(
    did: str, seen: set[tuple[str, str]], eager: Reader
) -> None:
    assert visits(eager, f"[林知远|Official]参加活动并{did}。", "[云澜电子|Firm]竣工。") == seen


def test_the_committee_whose_secretary_comes_does_not_come_itself(eager: Reader) -> None:
    comes = "[平川县委|Agency][书记|title][林知远|Official]来到[云澜电子|Firm]。"
    assert ("平川县委", "云澜电子") not in visits(eager, comes)
    assert ("平川县委", "云澜电子") in visits(eager, "[平川县委|Agency]组团来到[云澜电子|Firm]。")


@pytest.mark.parametrize(("told", "seen"), [("了解了", set()), ("奔向", {("林知远", "青石镇")})])
def test_divisions_that_one_only_hears_of_are_not_visited(told: str, seen: set[tuple[str, str]], eager: Reader) -> None:
    assert visits(eager, f"[林知远|Official]{told}[青石镇|Place]的园区。") == seen


@pytest.mark.parametrize(("scene", "seen"), [("座谈会上", False), ("厂区里", True)])
def test_firms_whose_people_speak_at_a_meeting_are_not_visited(scene: str, eager: Reader, *, seen: bool) -> None:
    spoke = f"[林知远|Official]看望大家，{scene}，[云澜电子|Firm]、[衡川轴承|Firm]等企业负责人介绍情况。"
    assert (("林知远", "云澜电子") in visits(eager, spoke)) == seen


@pytest.mark.parametrize(
    ("said", "seen"),
    [("在会上的讲话精神", False), ("的讲话精神", False), ("批示精神", False), ("讲得在理", True)],
)
def test_who_is_only_cited_goes_nowhere(said: str, eager: Reader, *, seen: bool) -> None:
    sentence = f"[林知远|Official]来到[云澜电子|Firm]，要落实[周野|Official]{said}。"
    found = visits(eager, sentence, "[衡川轴承|Firm]不远。")
    assert ("林知远", "云澜电子") in found
    assert (("周野", "云澜电子") in found, ("周野", "衡川轴承") in found) == (seen, seen)


@pytest.mark.parametrize(("did", "seen"), [("对代表团的到来表示热烈欢迎", False), ("对产品表示赞赏", True)])
def test_who_only_welcomes_others_goes_nowhere(did: str, eager: Reader, *, seen: bool) -> None:
    assert (("周野", "衡川轴承") in visits(eager, f"[周野|Official]{did}。", "[衡川轴承|Firm]不远。")) == seen


def test_in_whose_name_somebody_speaks_does_not_come(eager: Reader) -> None:
    spoke = "[周野|Official]代表[平川县委|Agency]、[平川县政府|Agency]讲话，[云澜电子|Firm]不远。"
    assert not {"平川县委", "平川县政府"} & {who for who, _ in visits(eager, spoke)}
    assert "平川县政府" in {who for who, _ in visits(eager, spoke.replace("代表", "陪同"))}


def test_who_publishes_a_page_is_not_visited(eager: Reader) -> None:
    assert visits(eager, "[林知远|Official]说好。", "[平川县融媒体中心|Organization] 主办") == set()


@pytest.mark.parametrize(("verb", "opinion"), [("主攻", 0.953), ("不谈", 0.047)])
def test_what_a_rule_found_keeps_how_likely_the_reader_takes_it(verb: str, opinion: float, reader: Reader) -> None:
    told = tell_marked(f"[云澜电子|Firm]{verb}[连接器|Product]。")
    firm, goods = sorted(told[0].mentions, key=lambda m: m.start)
    made = Relation(firm, "produces", goods, "test", "Asserted", 0.8, told[0].masked.start, told[0].masked.end)
    (first, *_) = revise(told, Setting(date(2024, 3, 28), home), reader, as_read, homes=[], found=[made])
    assert first.opinion == pytest.approx(opinion, abs=0.001)


def test_of_what_some_rules_found_the_reader_is_not_asked(reader: Reader) -> None:
    """Its opinion of partners that are named in a clause behind the one of whoever signs counts for nothing."""
    told = tell_marked("[平川县|Place]举办面粉节，与[云海集团|Firm]、[衡川轴承|Firm]等签约。")
    found = [r for r in read_article(told, Setting(home=home)) if r.predicate == "cooperatesWith"]
    kept = revise(told, Setting(home=home), reader, as_read, homes=[], found=found)[: len(found)]
    assert {(r.object.text, r.opinion) for r in kept} == {("云海集团", None), ("衡川轴承", None)}


def places(reader: Reader, *sentences: str) -> set[tuple[str | None, str | None]]:
    return {(r.subject.entity, r.object.entity) for r in proposed(reader, *sentences) if r.predicate == "locatedIn"}


@pytest.mark.parametrize(
    ("sentence", "lies"),
    [
        ("一行来到[云城产业园|Park]、[云澜电子|Firm]和[衡川轴承|Firm]。", False),
        ("一行来到[衡川轴承|Firm]、[云澜电子|Firm]、[云城产业园|Park]。", False),
        ("一行来到[云城产业园|Park]的[云澜电子|Firm]、[衡川轴承|Firm]。", True),
    ],
)
def test_the_items_of_a_list_do_not_lie_in_each_other(sentence: str, eager: Reader, *, lies: bool) -> None:
    assert (("云澜电子", "云城产业园") in places(eager, sentence)) == lies


@pytest.mark.parametrize(
    ("went", "firm", "lies"),
    [
        ("[江阴市|Place]、[宜兴市|Place]", "云澜电子", False),
        ("[宜兴市|Place]和[江阴市|Place]", "云澜电子", False),
        ("[江苏|Place][江阴市|Place]、[浙江|Place][德清县|Place]", "云澜电子", False),
        ("[宜兴市|Place]、[江阴市|Place]", "江阴云澜电子", True),
        ("[江阴市|Place]", "云澜电子", True),
    ],
)
@pytest.mark.parametrize("then", ["，", "。"])
def test_a_firm_seen_on_a_trip_to_several_places_may_lie_in_any(
    went: str, then: str, firm: str, eager: Reader, *, lies: bool
) -> None:
    told = f"[林知远|Official]赴{went}考察{then}走访了[{firm}|Firm]。"
    assert ((firm, "江阴市") in places(eager, *told.split("。")[:-1])) == lies


@pytest.mark.parametrize(("does", "lies"), [("提供云平台", False), ("负责建网", False), ("负责人很忙", True)])
def test_who_only_serves_a_zone_does_not_lie_in_it(does: str, eager: Reader, *, lies: bool) -> None:
    sentence = f"[云城产业园|Park]承办大赛，[云澜电子|Firm]{does}。"
    assert (("云澜电子", "云城产业园") in places(eager, sentence)) == lies


@pytest.mark.parametrize(
    ("outer", "cls", "lies"), [("湖州市", "Place", True), ("江苏省", "Place", False), ("云城产业园", "Park", True)]
)
def test_no_county_lies_in_a_division_that_is_not_above_it(outer: str, cls: str, eager: Reader, *, lies: bool) -> None:
    assert (("长兴县", outer) in places(eager, f"[长兴县|Place]好，[{outer}|{cls}]也好。")) == lies


def test_no_province_lies_in_a_zone(eager: Reader) -> None:
    assert ("浙江省", "云城产业园") not in places(eager, "[浙江省|Place]好，[云城产业园|Park]也好。")


@pytest.mark.parametrize(("outer", "lies"), [("长兴县", True), ("湖州市", True), ("江苏省", False), ("德清县", False)])
def test_no_town_lies_where_the_lists_have_none_of_its_name(outer: str, eager: Reader, *, lies: bool) -> None:
    assert (("虹星桥镇", outer) in places(eager, f"[虹星桥镇|Place]好，[{outer}|Place]也好。")) == lies


def test_no_town_lies_in_another(eager: Reader) -> None:
    assert ("石桥镇", "青石镇") not in places(eager, "一行看了[青石镇|Place]，又看了[石桥镇|Place]。")


@pytest.mark.parametrize(("word", "lies"), [("随后，", False), ("", True)])
def test_a_site_of_a_county_that_one_goes_on_to_is_not_in_the_town(word: str, eager: Reader, *, lies: bool) -> None:
    told = ("一行来到[青石镇|Place]。", f"{word}一行来到[长兴县云澜纺织厂|Firm]。")
    assert (("长兴县云澜纺织厂", "青石镇") in places(eager, *told)) == lies


@pytest.mark.parametrize(("own", "lies"), [("湖州市", True), ("江苏省", False)])
def test_no_county_lies_in_the_home_of_an_article_that_is_not_above_it(own: str, eager: Reader, *, lies: bool) -> None:
    told = tell_marked("[长兴县|Place]好。")
    (there,) = tell_marked(f"[{own}|Place]")[0].mentions
    found = revise(told, Setting(date(2024, 3, 28), home), eager, as_read, homes=[Home("any", there)], found=[])
    assert (("长兴县", own) in {(r.subject.entity, r.object.entity) for r in found}) == lies


@pytest.mark.parametrize(
    ("sentence", "seen"),
    [
        ("[林知远|Official]出席了[云澜电子|Firm]与[云城产业园|Park]合作的签约仪式。", False),
        ("[林知远|Official]看了[云澜电子|Firm]与[云城产业园|Park]合作的厂房。", True),
        ("[林知远|Official]同志到[云城产业园|Park]调研签约项目进展。", True),
        ("[林知远|Official]来到[云澜电子|Firm]和[云城产业园|Park]察看签约项目。", True),
        ("一行与[林知远|Official]共同走进[云城产业园|Park]察看已签约项目。", True),
    ],
)
def test_with_whom_others_sign_is_not_visited(sentence: str, eager: Reader, *, seen: bool) -> None:
    assert (("林知远", "云城产业园") in visits(eager, sentence)) == seen


def test_each_of_two_leaders_saw_his_own_site(eager: Reader) -> None:
    sentence = "[林知远|Official]到[云澜电子|Firm]调研，[周野|Official]到[衡川轴承|Firm]调研。"
    told = tell_marked(sentence)
    known = read_article(told, Setting(home=home))
    own = {("林知远", "云澜电子"), ("周野", "衡川轴承")}
    assert own <= {(r.subject.text, r.object.text) for r in known if r.predicate == "visited"}
    added = proposed(eager, sentence, found=known)
    assert not {(r.subject.text, r.object.text) for r in added if r.predicate == "visited"} & {
        ("林知远", "衡川轴承"),
        ("周野", "云澜电子"),
    }


def test_each_clause_has_its_own_policy(eager: Reader) -> None:
    sentence = "[县教育局|Agency]出台[《甲办法》|Policy]，[县民政局|Agency]制定[《乙规程》|Policy]。"
    known = read_article(tell_marked(sentence), Setting(home=home))
    added = proposed(eager, sentence, found=known)
    ruled = {(r.subject.text, r.object.text) for r in added if r.predicate in {"issued", "implements"}}
    assert not {("县教育局", "《乙规程》"), ("县民政局", "《甲办法》")} & ruled


def test_what_is_asked_is_not_told(eager: Reader) -> None:
    asked = "[县教育局|Agency]是否出台了[《甲办法》|Policy]？"
    assert not [r for r in proposed(eager, asked) if r.predicate == "issued"]
    assert [r for r in proposed(eager, asked.replace("是否", "已")) if r.predicate == "issued"]


def test_who_shows_his_own_firm_is_no_guest_of_it(eager: Reader) -> None:
    sentence = "[云澜电子|Firm][董事长|title][孟知行|Person]带[林知远|Official]看[衡川轴承|Firm]。"
    found = read_article(tell_marked(sentence), Setting(home=home))
    seen = {(r.subject.text, r.object.text) for r in proposed(eager, sentence, found=found) if r.predicate == "visited"}
    assert ("孟知行", "云澜电子") not in seen
    assert {("孟知行", "衡川轴承"), ("林知远", "云澜电子")} <= seen


@pytest.mark.parametrize(
    ("first", "status", "title", "held"),
    [
        ("局长", "Asserted", "局长", False),
        ("党组书记、局长", "Asserted", "局长", False),
        ("局长", "Asserted", "副局长", True),
        ("局长", "Planned", "局长", True),
    ],
)
def test_a_bureau_has_one_head(first: str, status: str, title: str, eager: Reader, *, held: bool) -> None:
    sentence = f"[平川县水利局|Agency][局长|title][周野|Official]来了，[{title}|title][林知远|Official]陪同。"
    (told,) = tell_marked(sentence)
    body, head, _ = sorted(told.mentions, key=lambda m: m.start)
    post = Relation(head, "holdsPost", body, "test", status, 0.9, 0, told.masked.end, title=first)
    new = {r.subject.text for r in proposed(eager, sentence, found=[post]) if r.predicate == "holdsPost"}
    assert ("林知远" in new) == held

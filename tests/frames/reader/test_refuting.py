"""What speaks against a relation that the reader takes for likely."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.frames.engine import Setting, read_article
from kg.frames.examples import home, tell_marked
from kg.frames.reader import Reader
from tests.frames.reader.test_reader import proposed, written


@pytest.fixture
def eager(tmp_path: Path) -> Reader:
    """A reader that takes any two names for related."""
    return written(tmp_path / "relations.npz", {}, bias=3.0)


def related(reader: Reader, sentence: str, predicate: str) -> set[tuple[str, str]]:
    return {(r.subject.text, r.object.text) for r in proposed(reader, sentence) if r.predicate == predicate}


@pytest.mark.parametrize("bought", ["引进丹麦", "去年购置了"])
@pytest.mark.parametrize("predicate", ["develops", "investedIn"])
def test_from_whom_a_line_is_bought_does_not_own_it(bought: str, predicate: str, eager: Reader) -> None:
    sentence = f"[平川水泥厂|Firm]{bought}[云澜机械|Firm][水泥生产线|Project]。"
    found = related(eager, sentence, predicate)
    assert ("平川水泥厂", "水泥生产线") in found
    assert ("云澜机械", "水泥生产线") not in found


def test_whom_a_county_brings_in_may_own_its_line(eager: Reader) -> None:
    sentence = "[平川县|Place]引进[云澜机械|Firm][水泥生产线|Project]。"
    assert ("云澜机械", "水泥生产线") in related(eager, sentence, "develops")


@pytest.mark.parametrize(
    ("sentence", "made"),
    [
        ("[云澜食品|Firm]的主要原料是[小麦|Product]、[玉米|Product]。", set()),
        ("[云澜食品|Firm]的[小麦|Product]、[玉米|Product]全部从本地农户手中收购。", set()),
        ("[云澜食品|Firm]用的料好，[饼干|Product]卖得快。", {("云澜食品", "饼干")}),
        ("[云澜食品|Firm]每年采购[果浆|Product]、[糖浆|Product]2000吨。", set()),
        ("[云澜食品|Firm]把[碎饼干|Product]做成[饼干糕|Product]。", {("云澜食品", "饼干糕")}),
        ("[云澜食品|Firm]今年回收[铬粉|Product]20吨。", {("云澜食品", "铬粉")}),
        ("[平川县|Place]的[饼干|Product]收购价稳定。", {("平川县", "饼干")}),
        ("[云澜食品|Firm]的[苹果|Product]又大又红。", set()),
        ("[云澜果品合作社|Firm]的[苹果|Product]又大又红。", {("云澜果品合作社", "苹果")}),
    ],
)
def test_what_things_are_made_from_is_nobody_s_product(
    sentence: str, made: set[tuple[str, str]], eager: Reader
) -> None:
    assert related(eager, sentence, "produces") == made


@pytest.mark.parametrize(("verb", "own"), [("为", False), ("给辖区企业", False), ("督促", True)])
def test_for_whom_an_office_carries_out_a_policy_does_not_do_so(verb: str, eager: Reader, *, own: bool) -> None:
    sentence = f"[县税务局|Agency]{verb}[云澜集团|Firm]、[衡川轴承|Firm]落实[增值税留抵退税政策|Policy]。"
    found = related(eager, sentence, "implements")
    assert ("县税务局", "增值税留抵退税政策") in found
    assert (("衡川轴承", "增值税留抵退税政策") in found) is own


def test_a_bank_makes_no_goods(eager: Reader) -> None:
    assert not related(eager, "[平川农商银行|Firm]的[饼干|Product]卖得快。", "produces")


def test_a_bank_that_pays_for_a_project_does_not_own_it(eager: Reader) -> None:
    assert not related(eager, "[平川农商银行|Firm]的贷款帮了[饼干生产线|Project]的忙。", "develops")


def test_a_grant_is_no_investment_of_who_gets_it(eager: Reader) -> None:
    got = "[云澜铝业|Firm]获得扶持资金500万元，[铝箔项目|Project]顺利推进。"
    assert not related(eager, got, "investedIn")
    assert related(eager, got.replace("获得扶持资金", "投入"), "investedIn")


def test_who_hears_how_a_law_is_kept_did_not_make_it(eager: Reader) -> None:
    heard = "[县人大常委会|Agency]听取了[《安全生产法》|Policy]实施情况的报告。"
    assert not related(eager, heard, "issued")
    assert related(eager, heard.replace("实施情况的报告", ""), "issued")


def test_who_makes_something_is_told_once_over_the_clauses_of_a_sentence(eager: Reader) -> None:
    sentence = "[云澜集团|Firm]旗下拥有[衡川铸造|Firm]、[澜洲物流|Firm]，年产[车桥|Product]百万根。"
    known = read_article(tell_marked(sentence), Setting(home=home))
    added = proposed(eager, sentence, found=known)
    assert ("云澜集团", "车桥") in {(r.subject.text, r.object.text) for r in known if r.predicate == "produces"}
    assert not [r for r in added if r.predicate == "produces"]


def test_what_a_place_is_said_to_make_is_not_said_of_a_firm_of_another_sentence(eager: Reader) -> None:
    marked = ("[衡川轴承|Firm]投产。", "[平川县|Place][专用车|Product]年产量3万辆。")
    known = read_article(tell_marked(*marked), Setting(home=home))
    added = proposed(eager, *marked, found=known)
    assert ("平川县", "专用车") in {(r.subject.text, r.object.text) for r in known if r.predicate == "produces"}
    assert not [r for r in added if r.predicate == "produces"]


@pytest.mark.parametrize(
    ("sentence", "made"),
    [
        ("[云澜铝业|Firm]的[铝锭|Product]走俏，下游企业将其加工成[铝箔|Product]。", {("云澜铝业", "铝锭")}),
        ("[云澜铝业|Firm]带动30家配套企业发展，产出[铝箔|Product]、[轮毂|Product]。", set()),
        ("[云澜铝业|Firm]落户后，园区内20多家企业做起[铝箔|Product]。", set()),
        ("[云澜铝业|Firm]带动就业，[铝箔|Product]走俏。", {("云澜铝业", "铝箔")}),
        ("下游企业多起来，[云澜铝业|Firm]的[铝箔|Product]走俏。", {("云澜铝业", "铝箔")}),
    ],
)
def test_what_firms_without_a_name_make_is_not_their_leader_s(
    sentence: str, made: set[tuple[str, str]], eager: Reader
) -> None:
    assert related(eager, sentence, "produces") == made


def test_who_draws_firms_to_a_town_need_not_lie_there(eager: Reader) -> None:
    for drawn in ("引来20多家企业", "投产后，吸引了30多家下游企业"):
        assert not related(eager, f"[云澜铝业|Firm]{drawn}落户[平川县|Place]。", "locatedIn")
    assert related(eager, "[云澜铝业|Firm]去年落户[平川县|Place]，引来20多家企业。", "locatedIn")


OUTSIDERS = [
    "要求企业对标[云澜铝业|Firm]",
    "要求企业学习[云澜铝业|Firm]的先进经验",
    "要求企业向[衡川铸造|Firm]、[云澜铝业|Firm]看齐",
    "说要以[云澜铝业|Firm]为标杆",
    "得知[饼干|Product]进入了[青石市|Place]的[云澜铝业|Firm]",
    "得知产品供应给[衡川铸造|Firm]、[云澜铝业|Firm]",
    "得知这家厂是[云澜铝业|Firm]的供应商",
    "得知这里为[云澜铝业|Firm]代工",
    "得知这里引进了[衡川铸造|Firm]、[云澜铝业|Firm]等技术装备",
    "得知机床从[云澜铝业|Firm]购进",
    "得知对手是[衡川铸造|Firm]、[云澜铝业|Firm]",
    "要求企业对照[云澜铝业|Firm]找差距",
    "得知与它合作的是[衡川铸造|Firm]、[云澜铝业|Firm]",
    "得知产品在[云澜铝业|Firm]使用",
    "得知厂长早年在[云澜铝业|Firm]打工",
    "要求企业争做纺织业的[云澜铝业|Firm]",
    "得知[衡川铸造|Firm]与[云澜铝业|Firm]组建研发中心",
    "要求与[衡川铸造|Firm]、[云澜铝业|Firm]对接",
    "得知接到[衡川铸造|Firm]、[云澜铝业|Firm]的订单",
    "得知厂长早年分配到[云澜铝业|Firm]工作",
    "得知厂长曾在[云澜铝业|Firm]当学徒",
    "得知厂长辞去[云澜铝业|Firm]的工作",
]


@pytest.mark.parametrize("clause", OUTSIDERS)
def test_a_firm_that_is_only_dealt_with_is_not_visited(clause: str, eager: Reader) -> None:
    assert ("林知远", "云澜铝业") not in related(eager, f"[林知远|Official]{clause}。", "visited")


@pytest.mark.parametrize("clause", OUTSIDERS)
def test_a_firm_that_is_only_dealt_with_lies_elsewhere(clause: str, eager: Reader) -> None:
    assert ("云澜铝业", "平川县") not in related(eager, f"[平川县|Place]的会上{clause}。", "locatedIn")


@pytest.mark.parametrize(
    "clause",
    [
        "进入[云澜铝业|Firm]检查",
        "到[云澜铝业|Firm]学习经验",
        "引进了[衡川铸造|Firm]、[云澜铝业|Firm]等企业",
        "引进了[云澜铝业|Firm]的设备制造项目",
        "向[云澜铝业|Firm]学习考察",
        "离开[云澜铝业|Firm]，又到一处",
        "曾到[云澜铝业|Firm]调研",
    ],
)
def test_a_firm_that_one_goes_to_or_brings_in_is_none_that_is_only_dealt_with(clause: str, eager: Reader) -> None:
    assert ("林知远", "云澜铝业") in related(eager, f"[林知远|Official]{clause}。", "visited")
    assert ("云澜铝业", "平川县") in related(eager, f"[平川县|Place]{clause}。", "locatedIn")


def test_a_site_does_not_lie_where_others_of_the_sentence_went(eager: Reader) -> None:
    sentence = "[林知远|Official]到[青石县|Place]考察，[周野|Official]到[云澜铝业|Firm]调研。"
    known = read_article(tell_marked(sentence), Setting(home=home))
    assert {("林知远", "青石县"), ("周野", "云澜铝业")} <= {(r.subject.text, r.object.text) for r in known}
    assert ("云澜铝业", "locatedIn", "青石县") not in {r.claim for r in proposed(eager, sentence, found=known)}
    alone = sentence.replace("，[周野|Official]", "，又")
    known = read_article(tell_marked(alone), Setting(home=home))
    assert ("云澜铝业", "locatedIn", "青石县") in {r.claim for r in (*known, *proposed(eager, alone, found=known))}


def test_a_site_seen_at_home_does_not_lie_where_one_came_back_from(eager: Reader) -> None:
    marked = ("[林知远|Official]到[青石县|Place]考察。", "回到[平川县|Place]，[林知远|Official]到[云澜铝业|Firm]调研。")
    known = read_article(tell_marked(*marked), Setting(home=home))
    added = proposed(eager, *marked, found=known)
    assert ("云澜铝业", "locatedIn", "青石县") not in {r.claim for r in (*known, *added)}


@pytest.mark.parametrize(
    ("before", "behind", "seen"),
    [
        ("说，[安吉县|Place]有", "等企业", False),
        ("来到，那里[安吉经济开发区|Park]现有", "等企业", False),
        ("介绍，要支持", "做大做强", False),
        ("介绍，一行又走进", "", True),
        ("说起，[安吉县|Place]有", "等企业，逐一察看", True),
    ],
)
def test_a_firm_that_is_only_told_of_is_not_visited(before: str, behind: str, *, seen: bool, eager: Reader) -> None:
    sentence = f"[林知远|Official]{before}[衡川铸造|Firm]、[云澜铝业|Firm]{behind}。"
    assert (("林知远", "云澜铝业") in related(eager, sentence, "visited")) is seen


@pytest.mark.parametrize(
    ("holder", "elsewhere"),
    [
        ("[安吉县|Place]", True),
        ("[安吉高新区|Park]", True),
        ("[安吉青石工业园|Park]", False),
        ("[湖州市|Place]", False),
    ],
)
def test_what_a_county_or_its_zone_has_lies_in_no_other(holder: str, *, elsewhere: bool, eager: Reader) -> None:
    sentence = f"在[长兴县|Place]，{holder}有[衡川铸造|Firm]、[云澜铝业|Firm]的消息传开。"
    assert (("云澜铝业", "长兴县") not in related(eager, sentence, "locatedIn")) is elsewhere


@pytest.mark.parametrize(("zone", "elsewhere"), [("安吉高新区", True), ("安吉工业园", False), ("长兴高新区", False)])
def test_the_zone_of_a_county_lies_in_no_other(zone: str, *, elsewhere: bool, eager: Reader) -> None:
    found = related(eager, f"在[长兴县|Place]，[{zone}|Park]的名气大。", "locatedIn")
    assert ((zone, "长兴县") not in found) is elsewhere


def test_a_foreign_firm_does_not_lie_where_an_earlier_sentence_was(eager: Reader) -> None:
    def lies(*marked: str) -> bool:
        return ("丹麦云澜公司", "locatedIn", "长兴县") in {r.claim for r in proposed(eager, *marked)}

    scene = "[林知远|Official]走进[长兴县|Place]。"
    assert not lies(scene, "[丹麦云澜公司|Firm]下了订单。")
    assert lies(scene, "在[丹麦云澜公司|Firm]的车间，人人都忙。")
    assert lies("[长兴县|Place]迎来[丹麦云澜公司|Firm]。")


def test_the_head_of_a_firm_does_not_visit_the_zone_that_it_lies_in(eager: Reader) -> None:
    marked = ("[云澜铝业|Firm]位于[长兴经济开发区|Park]。", "[云澜铝业|Firm][董事长|title][周野|Person]来了。")
    known = read_article(tell_marked(*marked), Setting(home=home))
    visit = ("周野", "visited", "长兴经济开发区")
    assert visit not in {r.claim for r in proposed(eager, *marked, found=known)}
    assert visit in {r.claim for r in proposed(eager, *marked, found=[r for r in known if r.title is None])}


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("[周野|Person]是[平川水泥厂|Firm][厂长|title]，妻子[林知远|Person]是护士。", False),
        ("[周野|Person]的妻子[林知远|Person]在[平川水泥厂|Firm]做[会计|title]。", True),
        ("[周野|Person]接替[林知远|Person]来[平川水泥厂|Firm]做[厂长|title]。", False),
        ("[周野|Person]从[林知远|Person]手中接过[平川水泥厂|Firm][厂长|title]一职。", False),
        ("免去[林知远|Person]的[平川水泥厂|Firm][厂长|title]职务。", False),
        ("免去：[周野|Person]的职务，[林知远|Person]的[平川水泥厂|Firm][厂长|title]职务。", False),
        ("[林知远|Person]的[平川水泥厂|Firm]有新[厂长|title]。", True),
        ("[林知远|Person]辞去[平川水泥厂|Firm][厂长|title]职务。", False),
        ("免去[林知远|Person]职务，又任用他为[平川水泥厂|Firm][厂长|title]。", True),
    ],
)
def test_a_post_is_not_of_a_relative_or_of_who_leaves_it(sentence: str, *, holds: bool, eager: Reader) -> None:
    assert (("林知远", "平川水泥厂") in related(eager, sentence, "holdsPost")) == holds


@pytest.mark.parametrize(
    ("sentence", "sent"),
    [
        ("[平川县林业局|Agency][局长|title][林知远|Official]到[青石镇|Place]调研。", False),
        ("[平川县林业局|Agency]到[青石镇|Place]调研。", True),
    ],
)
def test_an_organ_whose_head_is_named_did_not_go_itself(sentence: str, *, sent: bool, eager: Reader) -> None:
    visits = {(r.subject.text, r.object.text) for r in proposed(eager, sentence) if r.predicate == "visited"}
    assert (("平川县林业局", "青石镇") in visits) is sent

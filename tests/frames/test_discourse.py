"""The memory of an article: what a missing subject, 该公司, 开发区, 前者 and 我市 stand for, and where one is."""

from __future__ import annotations

import pytest

from kg.errors import RuleError
from kg.frames import anaphora
from kg.frames.discourse import tell
from kg.frames.examples import home, read_marked, tell_marked
from kg.frames.memory import Told
from kg.frames.spans import containers, heads
from kg.frames.template import people
from kg.lexicon import load
from kg.records import Mention, Sentence


def stands_for(word: str, *marked: str) -> str | None:
    """What a word of the last sentence stands for; None where it is no mention."""
    told = tell_marked(*marked)
    found = [m.entity for m in told[-1].mentions if m.text == word and m.source.startswith("coref:")]
    assert len(found) < 2
    return found[0] if found else None


def topic(*marked: str, kinds: tuple[str, ...] = ("Firm",), reach: int = 40) -> tuple[str | None, ...]:
    """The topic at the end of a text."""
    return tuple(m.entity for m in tell_marked(*marked)[-1].clauses[-1][1].topic(kinds, reach=reach))


def scene(*marked: str) -> str | None:
    place = tell_marked(*marked)[-1].clauses[-1][1].scene
    return place.entity if place is not None else None


def told_at_home(marked: str, **homes: str) -> list[Told]:
    """A sentence of a page whose divisions, by level, are given; a division is entered by name."""
    text, mentions, titles = read_marked(marked)

    def place(name: str) -> Mention:
        return Mention(0, 0, "Place", name, "test", entity=name)

    return tell(
        text,
        [Sentence(0, len(text), 0, 0, "body")],
        mentions,
        titles,
        home=lambda level: place(homes[level]) if level in homes else None,
        lookup=place,
    )


# The topic of a clause


def test_a_clause_without_subject_has_the_one_before() -> None:
    assert topic("[云澜纺织厂|Firm]起步早，年年扩产，", "厂房连片。") == ("云澜纺织厂",)


def test_the_subjects_of_a_list_are_topics_together() -> None:
    assert topic("[云澜纺织厂|Firm]、[衡川轴承|Firm]起步早。") == ("云澜纺织厂", "衡川轴承")


def test_what_stands_after_the_verb_is_no_topic() -> None:
    assert topic("[云澜纺织厂|Firm]起步早，供货给[衡川轴承|Firm]。") == ("云澜纺织厂",)


@pytest.mark.parametrize("lead", ["目前，", "2024年3月，", "“", "据介绍，"])
def test_a_subject_may_stand_behind_what_leads_in(lead: str) -> None:
    assert topic(f"{lead}[云澜纺织厂|Firm]扩产。") == ("云澜纺织厂",)


def test_a_subject_may_have_a_modifier() -> None:
    assert topic("其中规模最大的是[云澜纺织厂|Firm]。") == ("云澜纺织厂",)


@pytest.mark.parametrize("room", ["的车间里，", "新的生产线上，", "厂区，"])
def test_who_owns_the_room_that_one_stands_in_is_spoken_of(room: str) -> None:
    assert topic("[衡川轴承|Firm]投产。", f"走进[云澜纺织厂|Firm]{room}") == ("云澜纺织厂",)
    assert topic("[衡川轴承|Firm]投产。", f"供货给[云澜纺织厂|Firm]{room}") == ("衡川轴承",)
    assert topic("[衡川轴承|Firm]投产。", "走进[云澜纺织厂|Firm]，") == ("衡川轴承",)


def test_a_firm_that_employs_the_subject_is_a_topic_beside_the_person() -> None:
    marked = "[云澜纺织厂|Firm][厂长|title][林知远|Person]说，"
    assert topic(marked) == ("云澜纺织厂",)
    assert topic(marked, kinds=tuple(people())) == ("林知远",)


def test_a_topic_is_out_of_reach_after_so_many_clauses() -> None:
    marked = ("[云澜纺织厂|Firm]起步早，" + "风起，" * 3,)
    assert topic(*marked, reach=3) == ("云澜纺织厂",)
    assert topic(*marked, reach=2) == ()


def test_persons_stay_in_mind_while_bodies_come_and_go() -> None:
    kinds = ("Firm", *people())
    assert topic("[林知远|Official]下乡。", "[云澜纺织厂|Firm]扩产。", "风起。", kinds=kinds) == ("林知远",)
    assert topic("[林知远|Official]下乡。", "[云澜纺织厂|Firm]扩产。", kinds=kinds) == ("云澜纺织厂",)


# Words that stand for a firm or project


@pytest.mark.parametrize("word", ["该公司", "该企业", "这家企业"])
def test_this_firm_is_the_one_named_last(word: str) -> None:
    marked = ("[云澜纺织厂|Firm]供货给[衡川轴承|Firm]。", f"{word}扩产。")
    assert stands_for(word, *marked) == "衡川轴承"


def test_this_firm_is_one_of_its_own_sentence_first() -> None:
    assert stands_for("该公司", "[衡川轴承|Firm]在。", "[云澜纺织厂|Firm]说，该公司扩产。") == "云澜纺织厂"


def test_this_firm_stands_for_nothing_where_none_was_named() -> None:
    assert stands_for("该公司", "[青石镇|Place]落雪。", "该公司扩产。") is None


def test_a_firm_named_too_long_ago_is_forgotten() -> None:
    assert stands_for("该公司", "[云澜纺织厂|Firm]在，" + "风起，" * 60, "该公司扩产。") is None


def test_the_firm_is_the_topic_not_the_one_named_last() -> None:
    assert stands_for("公司", "[云澜纺织厂|Firm]供货给[衡川轴承|Firm]。", "公司扩产。") == "云澜纺织厂"


def test_the_firm_is_the_hero_of_an_article_that_has_one() -> None:
    hero = "[云澜纺织厂|Firm]在。" * 3
    assert stands_for("公司", hero, "[衡川轴承|Firm]也在。", "公司扩产。") == "云澜纺织厂"


def test_a_firm_that_a_sentence_introduces_is_meant_before_the_hero() -> None:
    hero = "[云澜纺织厂|Firm]在。" * 3
    assert stands_for("公司", hero, "[衡川轴承|Firm]是老厂，", "公司扩产。") == "衡川轴承"
    assert stands_for("公司", hero, "[衡川轴承|Firm]专业从事铸造。", "为了扩产，公司投资。") == "衡川轴承"


def test_a_firm_no_finder_knows_is_meant_where_its_sentence_is_about_it() -> None:
    hero = "[云澜纺织厂|Firm]在。" * 3
    assert stands_for("公司", hero, "衡川股份是国内最大的轴承企业，公司扩产。") is None


def test_a_hero_not_yet_named_is_not_meant() -> None:
    text, marked = "公司扩产。", ("[衡川轴承|Firm]在。", "公司扩产。", "[云澜纺织厂|Firm]在。" * 3)
    (early,) = (m for m in tell_marked(*marked)[1].mentions if m.text == text[:2])
    assert early.entity == "衡川轴承"


def test_of_two_firms_named_alike_neither_is_the_hero() -> None:
    marked = "[云澜纺织厂|Firm]在。[衡川轴承|Firm]在。" * 3
    assert stands_for("公司", marked, "[衡川轴承|Firm]也在。", "公司扩产。") == "衡川轴承"


@pytest.mark.parametrize("sentence", ["公司们扩产。", "公司之间竞争。", "骨干公司扩产。"])
def test_firms_in_general_are_none(sentence: str) -> None:
    assert stands_for("公司", "[云澜纺织厂|Firm]在。", sentence) is None


@pytest.mark.parametrize(("word", "rest"), [("该项目", "开工。"), ("项目", "总投资8亿元。")])
def test_a_project_is_the_one_named_last(word: str, rest: str) -> None:
    marked = ("[轴承项目|Project]在前，[齿轮项目|Project]在后。", f"{word}{rest}")
    assert stands_for(word, *marked) == "齿轮项目"


def test_former_and_latter_are_the_two_of_the_sentence_before() -> None:
    marked = ("[云澜纺织厂|Firm]与[衡川轴承|Firm]签约。", "前者出地，后者出钱。")
    assert stands_for("前者", *marked) == "云澜纺织厂"
    assert stands_for("后者", *marked) == "衡川轴承"


def test_former_and_latter_may_be_of_their_own_sentence() -> None:
    marked = "[云澜纺织厂|Firm]与[青石镇人民政府|Agency]签约，后者出地。"
    assert stands_for("后者", "[衡川轴承|Firm]在。", marked) == "青石镇人民政府"


def test_there_is_no_latter_of_one() -> None:
    assert stands_for("后者", "[云澜纺织厂|Firm]签约。", "后者出地。") is None


# Words that stand for a park, an agency, a person


def test_the_development_zone_is_the_last_park_called_so() -> None:
    marked = ("[长兴经济开发区|Park]在东，[北坡工业园|Park]在西。", "开发区有企业31家。")
    assert stands_for("开发区", *marked) == "长兴经济开发区"


def test_the_high_tech_zone_is_the_last_park_called_so() -> None:
    marked = ("[江城高新技术产业开发区|Park]在东，[长兴经济开发区|Park]在西。", "高新区有企业31家。")
    assert stands_for("高新区", *marked) == "江城高新技术产业开发区"


def test_a_park_without_the_word_in_its_name_is_not_meant() -> None:
    assert stands_for("开发区", "[北坡物流园|Park]在西。", "开发区有企业31家。") is None


def test_the_park_is_the_one_we_are_in() -> None:
    marked = ("走进[长兴经济开发区|Park]，", "不比[北坡工业园|Park]。", "园区有企业31家。")
    assert stands_for("园区", *marked) == "长兴经济开发区"


def test_the_park_is_the_one_named_last_where_we_are_in_none() -> None:
    marked = ("[北坡工业园|Park]不比[长兴经济开发区|Park]。", "园区有企业31家。")
    assert stands_for("园区", *marked) == "长兴经济开发区"


def test_parks_in_general_are_none() -> None:
    assert stands_for("园区", "走进[长兴经济开发区|Park]。", "园区建设提速。") is None


def test_this_bureau_is_the_agency_named_last() -> None:
    assert stands_for("该局", "[平川县统计局|Agency]发布数据。", "该局负责人说。") == "平川县统计局"


def test_a_park_is_not_its_part_named_last() -> None:
    parts = "[长兴经济开发区|Park]下辖[城北片区|Park]和[长兴东区|Park]。"
    assert stands_for("园区", parts, "[长兴东区|Park]做轴承。", "去年，园区有企业31家。") == "长兴经济开发区"
    assert stands_for("园区", "[城北片区|Park]做轴承。", "去年，园区有企业31家。") == "城北片区"
    assert stands_for("园区", parts, "[长兴东区|Park]做轴承。", "新厂落户园区。") == "长兴东区"
    assert stands_for("该片区", parts, "[城北片区|Park]做轴承。", "目前，该片区有企业31家。") == "城北片区"


def test_a_pronoun_is_the_person_spoken_of() -> None:
    assert stands_for("他", "[林知远|Official]看望[李小川|Person]。", "他说。") == "林知远"


def test_a_pronoun_of_many_is_none() -> None:
    assert stands_for("他", "[林知远|Official]下乡。", "他们说。") is None


def test_an_inspection_group_is_with_the_first_person() -> None:
    marked = ("[林知远|Official]带队。", "[李小川|Person]迎接。", "检查组下乡。")
    assert stands_for("检查组", *marked) == "林知远"


def test_a_bare_policy_is_the_one_named_last() -> None:
    assert stands_for("办法", "[平川县|Place]印发[《招商办法》|Policy]。", "按照办法，奖励十万元。") == "《招商办法》"


def test_a_word_inside_a_name_stands_for_nothing() -> None:
    assert stands_for("公司", "[云澜纺织厂|Firm]在。", "[公司法宣讲活动|Policy]开场。") is None


# 我市 and 全县


def test_our_city_is_the_division_of_the_page() -> None:
    told = told_at_home("我市落雪，全县封路。", city="江城市", county="平川县")
    assert {m.text: m.entity for m in told[0].mentions} == {"我市": "江城市", "全县": "平川县"}


def test_a_level_that_the_page_has_not_gives_nothing() -> None:
    assert told_at_home("全省落雪。", city="江城市")[0].mentions == ()


def test_the_whole_county_is_that_of_the_speaker() -> None:
    division = next(d for d in load().by_name["安吉县"] if d.level == "county")
    told = told_at_home(f"[{division.name}工信局|Agency]说，全县落雪。", county="平川县")
    assert {m.entity for m in told[0].mentions if m.text == "全县"} == {division.name}


def test_the_whole_city_is_that_of_the_page_though_a_county_speaks() -> None:
    told = told_at_home("[安吉县工信局|Agency]说，全市落雪。", city="江城市", county="平川县")
    assert {m.entity for m in told[0].mentions if m.text == "全市"} == {"江城市"}


# The scene


@pytest.mark.parametrize(
    "marked",
    [
        "走进[长兴经济开发区|Park]，",
        "在[长兴经济开发区|Park]，",
        "[长兴经济开发区|Park]内，",
        "到[长兴经济开发区|Park]调研。",
    ],
)
def test_words_that_take_us_to_a_park_make_it_the_scene(marked: str) -> None:
    assert scene(marked) == "长兴经济开发区"


def test_a_park_only_named_is_no_scene() -> None:
    assert scene("[长兴经济开发区|Park]招商。") is None


def test_one_is_not_in_two_parks_at_once() -> None:
    assert scene("走进[长兴经济开发区|Park]、[北坡工业园|Park]，") is None


def test_the_next_scene_takes_the_place_of_the_last() -> None:
    assert scene("走进[长兴经济开发区|Park]，", "又来到[北坡工业园|Park]，") == "北坡工业园"


def test_a_day_told_is_kept_and_a_year_is_not() -> None:
    memory = tell_marked("3月5日，[林知远|Official]下乡。", "2019年建镇。")[-1].clauses[-1][1]
    assert memory.date is not None
    assert memory.date.text == "3月5日"


# Lists and containers


def test_the_head_of_an_item_is_not_what_contains_it() -> None:
    masked = tell_marked("[青石镇|Place]的[云澜纺织厂|Firm]、[衡川轴承|Firm]。")[0].masked
    units = heads(masked, 0, len(masked.text), {"Place", "Firm"})
    assert [u.mention.text for u in units if u.mention] == ["云澜纺织厂", "衡川轴承"]


def test_the_nearest_container_comes_first() -> None:
    masked = tell_marked("[平川县|Place][长兴经济开发区|Park]内的[云澜纺织厂|Firm]。")[0].masked
    units = containers(masked, max(masked.units))
    assert [u.mention.text for u in units if u.mention] == ["长兴经济开发区", "平川县"]


def test_a_firm_contains_nothing() -> None:
    masked = tell_marked("[衡川轴承|Firm]的[云澜纺织厂|Firm]。")[0].masked
    assert containers(masked, max(masked.units)) == []


@pytest.mark.parametrize("rows", [[{"id": "x"}], [{"id": "x", "kind": "Firm", "take": "named", "words": 1}], ["x"]])
def test_a_wrong_file_of_anaphora_is_refused_in_one_line(rows: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anaphora, "read_yaml", lambda _path: rows)
    with pytest.raises(RuleError, match="^anaphora.yml: "):
        anaphora._anaphors.__wrapped__()


def test_one_character_of_the_own_division_stands_for_it_where_one_comes() -> None:
    own = home("any").text
    assert stands_for(own[0], f"[林知远|Official]来{own[0]}考察。") == own
    assert stands_for("山", "[林知远|Official]来山考察。") is None
    assert stands_for(own[0], f"[林知远|Official]来{own[0]}工作。") is None


def test_a_firm_not_named_before_has_a_project_of_its_own() -> None:
    first, other = "[轴承智造项目|Project]开工。", "[云澜纺织厂|Firm]订单充足。"
    assert stands_for("项目", first, "项目总投资5亿元。") == "轴承智造项目"
    assert stands_for("项目", first, other, "项目总投资5亿元。") is None
    assert stands_for("项目", first, "投资方[云澜纺织厂|Firm]订单充足。", "项目总投资5亿元。") == "轴承智造项目"


def test_a_town_that_one_goes_to_is_the_scene() -> None:
    assert scene("[林知远|Official]来到[长兴经济开发区|Park]。", "[林知远|Official]到[青石镇|Place]调研。") == "青石镇"


def test_what_a_body_was_before_is_not_spoken_of() -> None:
    told = "[衡川轴承|Firm]是老厂，前身是[云澜纺织厂|Firm]。"
    assert stands_for("该公司", told, "该公司扩产。") == "衡川轴承"
    assert topic(told, "今年扩产。") == ("衡川轴承",)


def test_a_body_told_of_by_its_neighbour_is_the_subject() -> None:
    assert topic("距[云澜纺织厂|Firm]不远的[衡川轴承|Firm]，今年扩产。") == ("衡川轴承",)


def test_who_takes_a_body_over_is_not_spoken_of() -> None:
    assert topic("[衡川轴承|Firm]改制。", "由省属的[云澜集团|Firm]注资控股。") == ("衡川轴承",)


def test_whom_a_body_deals_with_is_not_spoken_of() -> None:
    assert topic("[衡川轴承|Firm]扩产。", "与隔壁的[云澜集团|Firm]也有合作。") == ("衡川轴承",)


@pytest.mark.parametrize(
    "marked",
    [
        "[林知远|Official]来到[云澜集团|Firm]。",
        "[衡川银行|Firm][行长|title][林知远|Person]走访了[云澜集团|Firm]。",
        "在[云澜集团|Firm]，[林知远|Official]问得很细。",
        "[林知远|Official]到[云澜集团|Firm]调研。",
    ],
)
def test_the_firm_that_somebody_comes_to_is_spoken_of(marked: str) -> None:
    assert topic("[衡川轴承|Firm]扩产。", marked, "车间里很忙。") == ("云澜集团",)


def test_of_several_sites_none_is_spoken_of() -> None:
    assert topic("[林知远|Official]走访[云澜集团|Firm]、[衡川轴承|Firm]。", "车间里很忙。") != ("衡川轴承",)


@pytest.mark.parametrize(
    "aside",
    [
        "主要客户是[云澜集团|Firm]。",
        "[云澜集团|Firm]是公司最大的客户。",
        "[云澜集团|Firm]是它的竞争对手。",
        "[云澜集团|Firm]为其供应原料。",
        "[云澜集团|Firm]派人到公司考察。",
    ],
)
def test_whom_a_firm_deals_with_is_not_spoken_of(aside: str) -> None:
    assert topic("[衡川轴承|Firm]扩产。", aside) == ("衡川轴承",)


def test_a_supplier_that_a_text_begins_with_is_spoken_of() -> None:
    assert topic("[衡川轴承|Firm]扩产。", "[云澜集团|Firm]是国内最大的轮胎供应商。") == ("云澜集团",)


def test_in_a_sentence_the_firm_that_opens_a_clause_is_meant() -> None:
    assert stands_for("公司", "[衡川轴承|Firm]打破了[云澜集团|Firm]的垄断，公司扩产。") == "衡川轴承"


def test_the_firm_one_has_come_to_goes_before_the_one_named_most() -> None:
    often = "[衡川轴承|Firm]扩产。"
    assert stands_for("公司", often, often, often, "来到[云澜集团|Firm]。", "公司在忙。") == "云澜集团"


def test_by_whom_something_is_built_or_paid_for_is_not_spoken_of() -> None:
    assert topic("[衡川轴承|Firm]扩产，二期由[云澜集团|Firm]出资8亿元，年底投产。") == ("衡川轴承",)
    assert topic("[衡川轴承|Firm]扩产，厂房由[清江建工|Firm]施工，年底投产。") == ("衡川轴承",)


def test_what_somebody_founds_is_spoken_of() -> None:
    assert topic("[云澜集团|Firm]投资兴办的[衡川轴承|Firm]，今年扩产。") == ("衡川轴承",)
    assert topic("由[云澜集团|Firm]投资兴建的[衡川轴承|Firm]在镇上投产，今年扩产。") == ("衡川轴承",)
    assert topic("[云澜集团|Firm]在[青石镇|Place]创办[衡川轴承|Firm]，今年扩产。") == ("衡川轴承",)
    assert topic("[云澜机械厂|Firm]1998年改制为[衡川轴承|Firm]，今年扩产。") == ("衡川轴承",)
    assert topic("[云澜集团|Firm]成立[衡川轴承|Firm]、[衡川齿轮|Firm]，今年扩产。") == ("衡川轴承", "衡川齿轮")
    assert topic("[云澜集团|Firm]投资[衡川轴承|Firm]，今年扩产。") == ("云澜集团",)


def test_a_quotation_is_of_whoever_is_named_behind_it() -> None:
    told = tell_marked("“我们扩产了。", "订单很多。”", "[林知远|Person]说。", "[陈清河|Person]点头。")
    assert [one.speaker and one.speaker.text for one in told] == ["林知远", "林知远", None, None]


def test_what_has_also_been_begun_is_spoken_of() -> None:
    marked = (
        "[云澜集团|Firm]建设[纺纱项目|Project]。",
        "同日开工的还有[衡川轴承|Firm]的[轴承项目|Project]。",
        "工期一年。",
    )
    assert topic(*marked, kinds=("Project",)) == ("轴承项目",)


@pytest.mark.parametrize("word", ["代表们", "委员们", "人大代表", "政协委员", "招商团", "参训学员"])
def test_those_who_go_together_are_with_the_first_person(word: str) -> None:
    assert stands_for(word, "[林知远|Official]带队。", f"{word}来到[云澜纺织厂|Firm]。") == "林知远"


def test_who_leads_others_is_told_whatever_stands_before_him() -> None:
    marked = ("协会会员顾问[林知远|Official]带领部分企业考察。", "考察团来到[云澜纺织厂|Firm]。")
    assert stands_for("考察团", *marked) == "林知远"


def test_a_delegation_of_the_page_is_meant_where_nobody_leads_it() -> None:
    marked = ("[云城县经贸考察团|Organization]来我县。", "[林知远|Official]向考察团介绍了县情。")
    assert stands_for("考察团", *marked, "考察团一行来到[云澜纺织厂|Firm]。") == "云城县经贸考察团"


def test_who_only_speaks_of_a_delegation_does_not_lead_it() -> None:
    spoke = "[林知远|Official]在会上说，考察团的到来增进了友谊。"
    assert tell_marked(spoke, "[周野|Official]对镇里来考察的做法表示赞许。")[-1].clauses[-1][1].leader is None


def test_a_group_that_nobody_leads_is_with_those_who_take_part() -> None:
    marked = ("[林知远|Official]、[周野|Official]参加视察督办。", "[李小川|Person]迎接。", "视察组下乡。")
    assert stands_for("视察组", *marked) == "林知远"


def test_who_takes_part_in_what_somebody_leads_is_no_company() -> None:
    memory = tell_marked("[林知远|Official]带队调研。", "[周野|Official]参加。")[-1].clauses[-1][1]
    assert memory.leader is not None
    assert (memory.leader.text, memory.company) == ("林知远", ())


@pytest.mark.parametrize("rest", ["[云澜纺织厂|Firm]。", "[云澜纺织厂|Firm]、[衡川轴承|Firm]等企业。"])
def test_a_park_in_a_list_of_sites_is_no_scene(rest: str) -> None:
    assert scene(f"[林知远|Official]先后来到[长兴经济开发区|Park]、{rest}") is None
    assert scene(f"[林知远|Official]来到[长兴经济开发区|Park]，察看{rest}") == "长兴经济开发区"


@pytest.mark.parametrize(
    ("role", "told"), [("环评单位", "云澜电子"), ("施工单位", "云澜电子"), ("建设单位", "衡川轴承")]
)
def test_whom_a_form_names_beside_the_owner_is_no_topic(role: str, told: str) -> None:
    assert topic("[云澜电子|Firm]增资扩产。", f"{role}：[衡川轴承|Firm]。", kinds=("Firm",)) == (told,)


def test_who_sets_out_on_another_day_is_not_where_the_last_one_was() -> None:
    went = "7月15日，[林知远|Official]到[青石镇|Place]调研。"
    assert scene(went, "7月16日，[林知远|Official]看[云澜电子|Firm]。") == "青石镇"
    assert scene(went, "7月16日，[周野|Official]看[云澜电子|Firm]。") is None


def test_a_guest_who_is_shown_round_is_still_spoken_of() -> None:
    came = "[孟知行|Person]来我县考察，"
    persons = tuple(people())
    assert topic(came, "[林知远|Official]陪同参观了[云澜纺织厂|Firm]。", kinds=persons) == ("孟知行",)
    assert topic(came, "[林知远|Official]参观了[云澜纺织厂|Firm]。", kinds=persons) == ("林知远",)


def test_who_is_led_round_by_another_is_spoken_of() -> None:
    persons = tuple(people())
    led = "在[石桥村|Place][书记|title][陈清河|Official]带领下，"
    assert topic(f"[县长|title][林知远|Official]{led}", "走访农户。", kinds=persons) == ("林知远",)
    assert topic(led, "走访农户。", kinds=persons) == ("陈清河",)


@pytest.mark.parametrize(
    ("comes", "firm"),
    [
        ("[林知远|Official]到公司现场办公。", "云澜纺织厂"),
        ("[林知远|Official]参观了公司产品展厅。", "云澜纺织厂"),
        ("[林知远|Official]走进公司，问了问。", None),
        ("[林知远|Official]到公司上班。", None),
    ],
)
def test_one_comes_to_the_firm_of_the_sentence_before(comes: str, firm: str | None) -> None:
    assert stands_for("公司", "[云澜纺织厂|Firm]投产。", comes) == firm
    assert stands_for("公司", "[云澜纺织厂|Firm]投产。", "天气很好。", comes) is None


def test_of_two_firms_one_comes_to_the_one_that_is_told_of() -> None:
    told = "[云澜纺织厂|Firm]向[衡川轴承|Firm]供货。"
    assert stands_for("企业", told, "[林知远|Official]来到企业走访。") == "云澜纺织厂"
    assert stands_for("企业", told, "[林知远|Official]深入企业走访。") is None

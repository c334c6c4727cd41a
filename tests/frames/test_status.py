"""Status: fact, plan, denial and hearsay by the words around a rule's match, and by how far a project has come."""

from __future__ import annotations

import pytest

from kg.errors import RuleError
from kg.frames import status
from kg.frames.examples import tell_marked
from kg.frames.status import ASSERTED, BUILDING, DENIED, PLANNED, REPORTED, combine, cues, is_asked, stages, status_of
from kg.ontology import load_ontology


def stated(text: str, *, wide: bool = False) -> str | None:
    """The status of what stands between two bars."""
    before, inside, after = text.split("|")
    plain = before + inside + after
    return status_of(plain, len(before), len(before) + len(inside), wide=wide)


def stage(*marked: str) -> str | None:
    return stages(tell_marked(*marked), "Project").get("轴承项目")


def test_the_statuses_are_those_of_the_ontology() -> None:
    assert {ASSERTED, PLANNED, DENIED, REPORTED} == set(load_ontology().statuses)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云澜|投资建厂|。", None),
        ("云澜将|投资建厂|。", PLANNED),
        ("云澜计划在镇上|投资建厂|。", PLANNED),
        ("云澜|投资建厂，力争早日投产|。", PLANNED),
        ("双方|合作|意向书已签。", PLANNED),
        ("云澜近日|投资建厂|。", None),
        ("云澜将近三年前|投资建厂|。", None),
        ("云澜没有|投资建厂|。", DENIED),
        ("云澜|不再投资建厂|。", DENIED),
        ("云澜否认|投资建厂|。", DENIED),
        ("云澜没有止步，|投资建厂|。", None),
        ("据传云澜|投资建厂|。", REPORTED),
        ("网传，云澜年前就|投资建厂|。", REPORTED),
        ("网传云澜|投资建厂|，纯属谣言。", DENIED),
        ("网传云澜|投资建厂|。对此公司予以否认。", DENIED),
        ("云澜|投资建厂|不实。", None),
        ("云澜停止|投资建厂|。", DENIED),
        ("专家建议云澜|投资建厂|。", PLANNED),
        ("现将办法|印发|给你们。", None),
        ("将办法|印发|给你们。", None),
        ("云澜没有团队|，与高校共建|。", None),
        ("云澜没有|与高校共建|。", DENIED),
        ("云澜未经批准|投资建厂|。", None),
        ("云澜将旧机床改造成样板，|投资建厂|。", None),
        ("云澜将产品销往各地，|投资建厂|。", None),
        ("云澜即将与各地联手建成样板，|投资建厂|。", None),
        ("云澜将于年底|投资建厂|。", PLANNED),
        ("云澜将投入打造成样板的|投资建厂|。", PLANNED),
    ],
)
def test_the_words_around_a_match_say(text: str, expected: str | None) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("县里是否|出台了办法|？", True),
        ("网友问：县里何时|出台办法|？", True),
        ("县里|出台办法|了吗？", True),
        ("不知是否下雪，县里|出台了办法|。", False),
        ("县里|出台了办法|，是否有用？", False),
    ],
)
def test_a_question_tells_nothing(text: str, *, asks: bool) -> None:
    before, inside, _ = text.split("|")
    assert is_asked(text.replace("|", ""), len(before), len(before) + len(inside)) == asks


def test_what_an_earlier_clause_plans_is_another_thing() -> None:
    assert stated("云澜拟招工，在镇上|建厂|。") is None


def test_what_is_built_looks_back_over_the_clauses_of_its_sentence() -> None:
    assert stated("云澜拟投资8亿元，在镇上|建厂|。", wide=True) == PLANNED


def test_another_sentence_does_not_make_it_a_plan() -> None:
    assert stated("云澜拟招工。在镇上|建厂|。", wide=True) is None


def test_names_between_a_cue_and_the_match_do_not_count_as_distance() -> None:
    before = "拟与" + tell_marked("[云澜纺织厂|Firm]、[衡川轴承有限公司|Firm]")[0].masked.text
    assert status_of(f"{before}合作。", len(before), len(before) + 2) == PLANNED


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[轴承项目|Project]建成投产。", ASSERTED),
        ("[轴承项目|Project]已于上月竣工。", ASSERTED),
        ("[轴承项目|Project]正在建设。", BUILDING),
        ("[轴承项目|Project]预计年底建成投产。", PLANNED),
        ("[轴承项目|Project]签约落户。", PLANNED),
        ("计划上马的[轴承项目|Project]占地百亩。", PLANNED),
        ("[轴承项目|Project]2023年4月投产。", ASSERTED),
        ("[轴承项目|Project]预计2023年4月投产。", PLANNED),
        ("[轴承项目|Project]今年6月已终止合作。", DENIED),
        ("[轴承项目|Project]签约后，因资金不到位，3月6日解除协议。", DENIED),
        ("[轴承项目|Project]的设备正在吊装。", BUILDING),
        ("[轴承项目|Project]正在推进，2021年10月整体搬入。", ASSERTED),
        ("[轴承项目|Project]2022年8月开工建设，2023年4月建成投产。", ASSERTED),
        ("[轴承项目|Project]当年签约、当年开工、当年投产。", ASSERTED),
        ("[轴承项目|Project]从签约到投产仅用8个月。", ASSERTED),
        ("[轴承项目|Project]开工以来进展顺利，目前已竣工投产。", ASSERTED),
        ("[轴承项目|Project]2022年8月开工，计划2023年4月投产。", BUILDING),
        ("[轴承项目|Project]3月开工，目前在装设备，8月投产。", BUILDING),
        ("[轴承项目|Project]预计当年开工、当年投产。", PLANNED),
        ("[轴承项目|Project]计划3月开工。", PLANNED),
        ("推动[轴承项目|Project]尽快开工。", PLANNED),
        ("[轴承项目|Project]尚未开工。", PLANNED),
        ("[轴承项目|Project]尚未签约。", PLANNED),
        ("[轴承项目|Project]厂房已经封顶，预计10月投产。", BUILDING),
        ("[轴承项目|Project]加快建设，早日投产。", PLANNED),
        ("去年建成[轴承项目|Project]，年产轴承三万套，下一步将继续扩大规模。", ASSERTED),
        ("去年建设了[轴承项目|Project]，今年将继续扩大规模。", ASSERTED),
        ("去年建设了[轴承项目|Project]，预计明年投产。", PLANNED),
        ("今年建设了[轴承项目|Project]，目前正在安装设备。", BUILDING),
        ("计划建成[轴承项目|Project]，占地百亩。", PLANNED),
        ("[轴承项目|Project]已于去年建成投产，今年产值将突破十亿。", ASSERTED),
        ("[轴承项目|Project]2023年10月投产，力争三年内上市。", ASSERTED),
        ("[轴承项目|Project]占地百亩。", None),
    ],
)
def test_a_sentence_tells_how_far_a_project_has_come(marked: str, expected: str | None) -> None:
    assert stage(marked) == expected


def test_a_stage_is_remembered_over_sentences() -> None:
    assert stage("[轴承项目|Project]去年开工。", "林间鸟鸣。", "如今，[轴承项目|Project]占地百亩。") == BUILDING


def test_what_works_once_is_no_plan_any_more() -> None:
    assert stage("[轴承项目|Project]建成投产。", "[轴承项目|Project]去年签约。") == ASSERTED
    assert stage("[轴承项目|Project]去年签约。", "[轴承项目|Project]建成投产。") == ASSERTED


def test_a_clause_that_names_another_project_is_not_heard() -> None:
    told = tell_marked("[轴承项目|Project]正在建设；[齿轮项目|Project]建成投产。")
    assert stages(told, "Project") == {"轴承项目": BUILDING, "齿轮项目": ASSERTED}


def test_the_words_after_a_project_are_not_those_of_the_next() -> None:
    told = tell_marked("[轴承项目|Project]建成投产，[齿轮项目|Project]正在建设。")
    assert stages(told, "Project") == {"轴承项目": ASSERTED, "齿轮项目": BUILDING}


@pytest.mark.parametrize(
    ("sentence", "come"),
    [
        ("新开工[轴承项目|Project]、总投资3亿元的[齿轮项目|Project]和[车桥项目|Project]。", BUILDING),
        ("[轴承项目|Project]、[齿轮项目|Project]、[车桥项目|Project]集中签约。", PLANNED),
    ],
)
def test_the_items_of_a_list_are_as_far(sentence: str, come: str) -> None:
    assert stages(tell_marked(sentence), "Project") == dict.fromkeys(("轴承项目", "齿轮项目", "车桥项目"), come)


def test_a_semicolon_ends_what_is_said_of_a_project() -> None:
    assert stage("[轴承项目|Project]占地百亩；新路正在建设。") is None


@pytest.mark.parametrize(
    ("said", "come", "predicate", "expected"),
    [
        (None, None, "develops", ASSERTED),
        (PLANNED, None, "visited", PLANNED),
        (None, PLANNED, "develops", PLANNED),
        (PLANNED, ASSERTED, "develops", ASSERTED),
        (DENIED, ASSERTED, "develops", DENIED),
        (None, DENIED, "develops", DENIED),
        (PLANNED, ASSERTED, "produces", PLANNED),
        (None, BUILDING, "develops", PLANNED),
        (None, BUILDING, "produces", PLANNED),
        (None, BUILDING, "locatedIn", ASSERTED),
        (None, PLANNED, "locatedIn", PLANNED),
        (None, PLANNED, "visited", ASSERTED),
    ],
)
def test_sentence_and_stage_together_give_the_status(
    said: str | None, come: str | None, predicate: str, expected: str
) -> None:
    assert combine(said, come, predicate) == expected


def test_predicates_that_take_the_stage_of_their_project_are_of_the_ontology() -> None:
    assert cues().stages <= set(load_ontology().predicates)


@pytest.mark.parametrize("data", [{}, {"denied": ["("]}, [], None], ids=str)
def test_a_wrong_file_of_cues_is_refused_in_one_line(data: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "read_yaml", lambda _path: data)
    with pytest.raises(RuleError, match="^status.yml: "):
        cues.__wrapped__()

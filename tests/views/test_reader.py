"""The ways of the reader through the graph, in a real browser: filters, views, table, downloads, addresses."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from benchmarks.page import made
from kg.graph.terms import Names
from kg.graph.write import quads
from kg.records import ArticleInfo, Dataset, Entity, Extraction
from kg.views.look import ClassLook
from tests.views.conftest import Opened
from tests.views.material import LOOK, dataset, entity, statement

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Show = Callable[..., Opened]

SPRING = (
    "　　3月5日，市长周金星到𬭚材园区调研，先后走进曾氏化工、重庆大道公司。\n"
    "　　4月，周金星又到曾氏化工走访。曾氏化工在𬭚材园区建成年产30万吨电石项目，总投资12.6亿元，生产电石。\n"
    "　　电石由石灰石制成。重庆大道公司拟投资3亿元，尚未与曾氏化工合作。\n"
)
AUTUMN = "　　记者10月获悉，园区管委会已落实《招商办法》，周金星任管委会主任。\n"
MAYOR = entity("周金星", "Official", aliases=("老周",))
PARK = entity("𬭚材园区", "Park", hidden=("𬭚材园",))
ZENG, ROAD = entity("曾氏化工"), entity("重庆大道公司")
PLANT, CARBIDE, LIME = entity("电石项目", "Project"), entity("电石", "Product"), entity("石灰石", "Product")
OFFICE, RULES = entity("管委会", "Agency"), entity("《招商办法》", "Policy")
TOLD = [
    statement(1, MAYOR, "visited", PARK, text=SPRING, quote="到𬭚材园区调研", date="2024-03-05", confidence=0.9),
    statement(2, MAYOR, "visited", ZENG, text=SPRING, quote="走进曾氏化工", date="2024-03-05", confidence=0.85),
    statement(3, MAYOR, "visited", ROAD, text=SPRING, quote="重庆大道公司", date="2024-03-05", confidence=0.6),
    statement(4, MAYOR, "visited", ZENG, text=SPRING, quote="又到曾氏化工走访", date="2024-04", confidence=0.8),
    statement(5, ZENG, "locatedIn", PARK, text=SPRING, quote="曾氏化工在𬭚材园区建成年产30万吨电石项目"),
    replace(
        statement(
            6, ZENG, "develops", PLANT, text=SPRING, quote="建成年产30万吨电石项目，总投资12.6亿元", amount="12.6亿元"
        ),
        amount_value=1_260_000_000.0,
        currency="CNY",
    ),
    replace(
        statement(7, PLANT, "produces", CARBIDE, text=SPRING, quote="年产30万吨电石项目", capacity="30万吨"),
        capacity_value=300_000.0,
        capacity_unit="吨/年",
        subject_mention="项目",
    ),
    statement(8, CARBIDE, "madeFrom", LIME, text=SPRING, quote="电石由石灰石制成"),
    statement(
        9, ROAD, "investedIn", PARK, text=SPRING, quote="拟投资3亿元", status="Planned", amount="3亿元", confidence=0.5
    ),
    statement(10, ROAD, "cooperatesWith", ZENG, text=SPRING, quote="尚未与曾氏化工合作", status="Denied"),
]
LATER = [
    replace(s, doc="autumn/2版.txt")
    for s in (
        statement(11, OFFICE, "implements", RULES, text=AUTUMN, quote="园区管委会已落实《招商办法》"),
        statement(12, MAYOR, "holdsPost", OFFICE, text=AUTUMN, quote="周金星任管委会主任", title="主任"),
    )
]
EVERYBODY = [MAYOR, PARK, ZENG, ROAD, PLANT, CARBIDE, LIME, OFFICE, RULES]


def two_papers() -> Dataset:
    """Return two pages of two newspapers, half a year apart."""
    spring = replace(dataset(EVERYBODY, TOLD, text=SPRING).documents[0], issued="2024-04-02", paper="晨报")
    autumn = Extraction(
        doc="autumn/2版.txt",
        sha256="1" * 64,
        text=AUTUMN,
        title="园区新规",
        issued="2024-10-30",
        paper="晚报",
        home=None,
        division=None,
        articles=(ArticleInfo(0, "news", "园区新规落地", "2024-10-29", 0, len(AUTUMN)),),
        entities=(MAYOR, OFFICE, RULES),
        statements=tuple(LATER),
    )
    return Dataset((autumn, spring), tuple(sorted(EVERYBODY, key=lambda e: e.id)))


READER = two_papers()


@pytest.fixture
def opened(show: Show) -> Opened:
    """Return the two pages, opened."""
    return show(READER)


def fragment(opened: Opened) -> dict[str, list[str]]:
    """Return what the address says."""
    return parse_qs(str(opened.page.evaluate("location.hash")).removeprefix("#"))


def names_in(opened: Opened) -> set[str]:
    """Return the names of the entities that are drawn and shown."""
    return set(opened.page.evaluate("yuanqu.drawn()"))


def slide(opened: Opened, name: str, value: int) -> None:
    """Move a slider."""
    opened.page.locator(f"#{name}").evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', { bubbles: true })); }", value
    )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zjx", "周金星"),
        ("zhoujinxing", "周金星"),
        ("zhoujx", "周金星"),
        ("jinx", "周金星"),
        ("laozhou", "周金星"),
        ("zshg", "曾氏化工"),
        ("zengshi", "曾氏化工"),
        ("cqdd", "重庆大道公司"),
        ("chongqing", "重庆大道公司"),
        ("chunc", "𬭚材园区"),
    ],
)
def test_a_name_is_found_as_it_is_read(opened: Opened, typed: str, name: str) -> None:
    """By syllables, by their first letters, by both; of a character with several readings by each."""
    opened.page.fill("#search-input", typed)
    assert name in opened.text("#search-list li")


def test_letters_that_no_name_is_read_as_find_nothing(opened: Opened) -> None:
    opened.page.fill("#search-input", "zjxx")
    assert "没有找到" in opened.text("#search-list")


def test_statements_that_are_not_sure_enough_are_left_out(opened: Opened) -> None:
    slide(opened, "sure", 85)
    assert names_in(opened) == {"周金星", "𬭚材园区", "曾氏化工"}
    assert fragment(opened)["sure"] == ["0.85"]
    opened.page.click("#show-all")
    assert len(names_in(opened)) == len(EVERYBODY)


def test_a_stretch_of_time_leaves_out_what_was_before_and_after(opened: Opened) -> None:
    """A statement without a date counts by the day its article was printed."""
    assert opened.page.locator(".histogram rect").count() == 8
    slide(opened, "time-from", 4)
    assert names_in(opened) == {"周金星", "管委会", "《招商办法》"}
    assert fragment(opened)["from"] == ["2024-07"]
    slide(opened, "time-from", 0)
    slide(opened, "time-to", 0)
    assert names_in(opened) == {"周金星", "𬭚材园区", "曾氏化工", "重庆大道公司"}
    assert opened.text("#time-to-said") == "2024-03"


def test_a_newspaper_can_be_left_out(opened: Opened) -> None:
    opened.page.click('[data-kind="papers"][data-name="晨报"]')
    assert names_in(opened) == {"周金星", "管委会", "《招商办法》"}
    assert fragment(opened)["paper"] == ["晨报"]


def test_plans_and_denials_can_be_left_out(opened: Opened) -> None:
    for status in ("Planned", "Denied"):
        opened.page.click(f'[data-kind="statuses"][data-name="{status}"]')
    opened.page.evaluate(f"yuanqu.entity({ROAD.id!r})")
    assert "投资" not in opened.text(".relations")
    assert "另有 2 项关系被筛选隐藏" in opened.text()


def test_a_filter_that_hides_what_is_asked_for_is_lifted_alone(opened: Opened) -> None:
    """Other filters stay where they do not stand in the way."""
    opened.page.click('[data-kind="classes"][data-name="Park"]')
    opened.page.click('[data-kind="statuses"][data-name="Denied"]')
    opened.page.evaluate(f"yuanqu.entity({PARK.id!r})")
    assert fragment(opened)["without"] == ["Denied"]


def test_the_panel_of_an_entity_tells_posts_and_a_timeline(opened: Opened) -> None:
    opened.page.evaluate(f"yuanqu.entity({MAYOR.id!r})")
    assert "主任 · 管委会" in opened.text("#panel .posts")
    days = opened.page.locator("#panel .timeline time").all_inner_texts()
    assert days == ["2024-04", "2024-03-05", "2024-03-05", "2024-03-05"]
    opened.page.locator("#panel .timeline .entity").first.click()
    assert "又到曾氏化工走访" in opened.page.locator("mark").all_inner_texts()


def test_the_neighbourhood_grows_by_hops(opened: Opened) -> None:
    opened.page.evaluate(f"yuanqu.entity({LIME.id!r})")
    opened.page.click('[data-way="around"]')
    assert names_in(opened) == {"石灰石", "电石"}
    opened.page.select_option("#hops", "3")
    assert names_in(opened) == {"石灰石", "电石", "电石项目", "曾氏化工"}
    assert fragment(opened)["hops"] == ["3"]
    opened.page.click("#whole")
    assert len(names_in(opened)) == len(EVERYBODY)


def test_two_pins_have_a_shortest_path_with_its_sentences(opened: Opened) -> None:
    opened.page.evaluate(f"yuanqu.entity({LIME.id!r})")
    opened.page.click('[data-way="pin"]')
    opened.page.evaluate(f"yuanqu.entity({MAYOR.id!r})")
    opened.page.click('[data-way="pin"]')
    assert "经 4 步相连" in opened.text()
    assert names_in(opened) == {"石灰石", "电石", "电石项目", "曾氏化工", "周金星"}
    assert opened.page.locator("#panel mark").count() == 4
    assert fragment(opened)["view"] == ["path"]


def test_what_nothing_joins_has_no_path_and_the_page_says_why(opened: Opened) -> None:
    opened.page.click('[data-kind="predicates"][data-name="implements"]')
    opened.page.evaluate(f"location.hash = 'view=path&without=implements&pins={RULES.id},{LIME.id}'")
    opened.page.wait_for_selector("#panel [role=alert]")
    assert "按当前筛选，两者没有联系" in opened.text("#panel [role=alert]")


def test_a_tour_has_a_column_for_each_day(opened: Opened) -> None:
    opened.page.evaluate(f"yuanqu.entity({MAYOR.id!r})")
    opened.page.click('[data-way="tour"]')
    rows = opened.page.locator("#panel .tour li").all_inner_texts()
    assert [row.split()[0] for row in rows] == ["2024-03-05", "2024-03-05", "2024-03-05", "2024-04"]
    spots = [opened.page.evaluate(f"yuanqu.whereIsEntity({one.id!r})") for one in (PARK, ZENG, ROAD)]
    assert len({round(spot["x"]) for spot in spots}) == 1
    opened.page.mouse.click(spots[0]["x"], spots[0]["y"])
    opened.page.wait_for_selector("mark")
    assert opened.text("mark") == "到𬭚材园区调研"


@pytest.mark.parametrize("start", [PARK, ZENG, CARBIDE], ids=["park", "firm", "product"])
def test_a_chain_leads_from_the_park_to_what_the_product_is_made_from(opened: Opened, start: Entity) -> None:
    opened.page.evaluate(f"yuanqu.entity({start.id!r})")
    opened.page.click('[data-way="chain"]')
    columns = [opened.page.evaluate(f"yuanqu.whereIsEntity({one.id!r})")["x"] for one in (PARK, ZENG, CARBIDE, LIME)]
    assert columns == sorted(columns)
    assert len(set(columns)) == 4


def test_communities_are_drawn_as_hulls(opened: Opened) -> None:
    before = opened.page.locator("#canvas canvas").screenshot()
    opened.page.click("#hulls")
    assert opened.page.locator("#hulls").get_attribute("aria-pressed") == "true"
    assert opened.page.locator("#canvas canvas").screenshot() != before
    assert fragment(opened)["hulls"] == ["1"]


def test_nodes_are_sized_by_what_is_asked_for(opened: Opened) -> None:
    before = opened.page.locator("#canvas canvas").screenshot()
    opened.page.select_option("#measure", "betweenness")
    assert opened.page.locator("#canvas canvas").screenshot() != before
    assert fragment(opened)["size"] == ["betweenness"]


def test_an_address_brings_back_everything_that_was_set(show: Show) -> None:
    address = (
        f"#node={MAYOR.id}&view=around&hops=2&pins={ZENG.id}&size=pagerank&hulls=1&table=1"
        "&without=Product,Denied&paper=晚报&sure=0.55&from=2024-03&to=2024-04&lang=en"
    )
    opened = show(READER, address=address)
    assert names_in(opened) == {"周金星", "𬭚材园区", "曾氏化工", "重庆大道公司", "电石项目"}
    assert "Around 周金星" in opened.text("#bar")
    opened.page.click("#theme")
    opened.page.select_option("#hops", "3")
    assert unquote(str(opened.page.evaluate("location.hash"))).replace("hops=3", "hops=2") == address
    assert opened.console == []


def test_an_address_lifts_the_filter_that_hides_what_it_names(show: Show) -> None:
    opened = show(READER, address=f"#node={ROAD.id}&without=Firm,Place")
    assert opened.text("#panel h2") == "重庆大道公司"
    assert fragment(opened)["without"] == ["Firm,Place"]
    assert opened.text("#note") == "已恢复显示被筛选隐藏的内容"
    opened.page.click("#hulls")
    assert fragment(opened)["without"] == ["Place"]
    assert opened.console == []


def test_a_statement_that_its_status_hides_is_shown_by_its_address(show: Show) -> None:
    opened = show(READER, address="#statement=st10&without=Denied")
    assert opened.text("mark") == "尚未与曾氏化工合作"


def test_of_many_statements_the_one_that_is_named_comes_first_and_stays_named(show: Show) -> None:
    text = "".join(f"第{i}次，甲厂落户乙园。" for i in range(30))
    plant, park = entity("甲厂"), entity("乙园", "Park")
    told = [
        statement(
            i,
            plant,
            "locatedIn",
            park,
            text=text,
            quote=f"第{i}次，甲厂落户乙园",
            status="Planned" if i % 3 else "Asserted",
        )
        for i in range(30)
    ]
    opened = show(dataset([plant, park], told, text=text), address="#statement=st25")
    assert opened.text("mark") == "第25次，甲厂落户乙园"
    opened.page.click("#hulls")
    assert fragment(opened)["statement"] == ["st25"]
    opened.page.click('[data-kind="statuses"][data-name="Asserted"]')
    assert "另有 10 条陈述被筛选隐藏" in opened.text()


def test_back_leads_to_what_was_before_also_behind_the_link_of_a_statement(opened: Opened) -> None:
    """It keeps the filters of then and the language of now."""
    opened.page.click('[data-kind="predicates"][data-name="implements"]')
    opened.page.evaluate(f"yuanqu.entity({ZENG.id!r})")
    opened.page.locator("#panel .evidence").first.click()
    opened.page.click(".statement a")
    assert fragment(opened)["without"] == ["implements"]
    opened.page.click("#language")
    opened.page.get_by_role("button", name="← Back").click()
    opened.page.wait_for_function("() => document.querySelector('#panel h2')?.innerText === '曾氏化工'")
    assert opened.page.evaluate("document.documentElement.lang") == "en"
    assert fragment(opened)["without"] == ["implements"]


def test_what_is_searched_in_a_path_is_shown(opened: Opened) -> None:
    opened.page.evaluate(f"location.hash = 'view=path&pins={LIME.id},{MAYOR.id}'")
    opened.page.wait_for_selector("#panel mark")
    opened.page.fill("#search-input", "重庆大道")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "重庆大道公司"
    assert "重庆大道公司" in names_in(opened)
    opened.page.go_back()
    opened.page.wait_for_selector("#panel mark")
    opened.page.locator("#panel .entity", has_text="曾氏化工").first.click()
    assert opened.text("#panel h2") == "曾氏化工"
    opened.page.keyboard.press("Escape")
    assert "最短路径" in opened.text("#panel .kind")
    opened.page.keyboard.press("Escape")
    assert len(names_in(opened)) == len(EVERYBODY)


def test_an_undated_visit_comes_last(show: Show) -> None:
    text = "甲到乙厂，又到丙厂。"
    who, first, second = entity("甲", "Official"), entity("乙厂"), entity("丙厂")
    told = [
        statement(1, who, "visited", first, text=text, quote="甲到乙厂"),
        statement(2, who, "visited", second, text=text, quote="又到丙厂", date="2024-01-02"),
    ]
    opened = show(dataset([who, first, second], told, text=text), address=f"#node={who.id}&view=tour")
    assert opened.page.locator("#panel .tour time").all_inner_texts() == ["2024-01-02", "日期不详"]


@pytest.mark.parametrize("press", ["#theme", "#language", "#hulls"])
def test_a_change_of_looks_leaves_the_camera_where_it_is(opened: Opened, press: str) -> None:
    where = [f"yuanqu.whereIsEntity({one.id!r})" for one in (ZENG, LIME)]
    opened.page.evaluate(f"yuanqu.entity({CARBIDE.id!r})")
    opened.page.click("#zoom-in")
    opened.page.wait_for_timeout(400)
    before = [opened.page.evaluate(one) for one in where]
    opened.page.click(press)
    opened.page.wait_for_timeout(100)
    after = [opened.page.evaluate(one) for one in where]
    assert [round(spot[axis]) for spot in after for axis in "xy"] == [
        round(spot[axis]) for spot in before for axis in "xy"
    ]


@pytest.mark.parametrize(
    "control",
    ["#hulls", '[data-way="pin"]', '[data-way="around"]', '[data-kind="statuses"][data-name="Denied"]', ".only"],
)
def test_the_focus_stays_on_what_was_pressed(opened: Opened, control: str) -> None:
    opened.page.evaluate(f"yuanqu.entity({ZENG.id!r})")
    opened.page.locator(control).first.focus()
    held = "document.activeElement.outerHTML.replace(/ aria-pressed=.(true|false)./, '')"
    before = opened.page.evaluate(held)
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate(held) == before


def test_a_sorted_table_keeps_its_rows_while_one_is_read(opened: Opened) -> None:
    opened.page.click("#table-button")
    opened.page.locator("td.quote button").nth(4).click()
    assert opened.page.locator("mark").count() >= 1
    assert "12 条陈述" in opened.text("#table h2")
    opened.page.keyboard.press("Escape")
    assert "12 条陈述" in opened.text("#table h2")


def test_the_table_of_communities_holds_all_statements(show: Show) -> None:
    opened = show(made(2100, 3000), address="#table=1")
    assert opened.page.locator("#table h2").inner_text().endswith("条陈述")
    assert " 0 条陈述" not in opened.text("#table h2")


def test_a_filter_that_leaves_nothing_is_told(opened: Opened) -> None:
    slide(opened, "sure", 100)
    assert "没有内容符合当前筛选" in opened.text("#bar")


def test_the_drawer_of_filters_stays_open_on_a_phone(show: Show) -> None:
    opened = show(READER, width=390, height=844)
    opened.page.click("#filters-button")
    slide(opened, "sure", 60)
    assert opened.page.locator("#sure").is_visible()


def test_dates_far_apart_leave_few_bars(show: Show) -> None:
    text = "甲厂落户乙园。"
    plant, park = entity("甲厂"), entity("乙园", "Park")
    dates = ["0001", "0000", "2024-13", "20240101", "9999", "2024-02-30", "2024"]
    told = [
        statement(i, plant, "locatedIn", park, text=text, quote="甲厂落户乙园", date=date)
        for i, date in enumerate(dates)
    ]
    opened = show(dataset([plant, park], told, text=text))
    assert 1 < opened.page.locator(".histogram rect").count() <= 81
    assert opened.console == []


def test_a_time_beyond_all_is_where_the_slider_stands(show: Show) -> None:
    opened = show(READER, address="#to=2099-12")
    assert opened.text("#time-to-said") == "2024-10"


def test_latin_names_do_not_hold_up_the_search(show: Show) -> None:
    firms = [entity(f"abcdefghijklmnopqrstuvwxyz corporation {i}") for i in range(30)]
    opened = show(dataset(firms, [], text="无"))
    spent = opened.page.evaluate(
        """() => {
          const input = document.getElementById("search-input");
          const start = performance.now();
          input.value = "abcdefghijklmnopqrstuvx";
          input.dispatchEvent(new Event("input"));
          return performance.now() - start;
        }"""
    )
    assert spent < 500


def test_enter_that_ends_a_composition_chooses_nothing(opened: Opened) -> None:
    opened.page.fill("#search-input", "zhou")
    opened.page.locator("#search-input").dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    assert "图谱概览" in opened.text()


def test_print_shows_all_of_the_evidence_and_no_controls(opened: Opened) -> None:
    opened.page.evaluate("yuanqu.statement('st6')")
    opened.page.emulate_media(media="print", color_scheme="dark")
    for control in (".actions", ".copies", "#bar button", "#filters"):
        assert not opened.page.locator(control).first.is_visible()
    assert opened.page.evaluate("getComputedStyle(document.querySelector('blockquote')).maxHeight") == "none"
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    form = opened.page.evaluate(
        """() => {
          const { clientWidth, clientHeight, width, height } = document.querySelector("#canvas canvas");
          return clientWidth / clientHeight / (width / height);
        }"""
    )
    assert abs(form - 1) < 0.02


@pytest.mark.parametrize(
    "address",
    [
        "#view=path",
        "#view=tour",
        "#view=group&group=0.5",
        f"#node={LIME.id}x&view=around&hops=2.5",
        "#view=group&group=99",
        "#view=nonsense&hops=-1&sure=7&from=xx&to=2024-99&size=big&lang=fr",
        "#pins=a,b,c&without=,,,&paper=%00",
        "#node=constructor&statement=__proto__&lang=toString",
    ],
)
def test_an_address_that_makes_no_sense_shows_the_whole(show: Show, address: str) -> None:
    opened = show(READER, address=address)
    assert len(names_in(opened)) == len(EVERYBODY)
    assert "图谱概览" in opened.text()
    assert opened.console == []


def test_a_link_to_a_statement_leads_to_it(opened: Opened) -> None:
    opened.page.evaluate("yuanqu.statement('st6')")
    assert opened.page.locator(".statement a").get_attribute("href") == "#statement=st6"
    assert "12.6亿元（1,260,000,000 CNY）" in opened.text(".statement")


def test_a_citation_names_quote_title_paper_day_and_statement(opened: Opened) -> None:
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.page.evaluate("yuanqu.statement('st12')")
    opened.page.get_by_text("复制引文").click()
    opened.page.wait_for_selector("#note:not(:empty)")
    assert opened.text("#note") == "已复制"
    assert opened.page.evaluate("navigator.clipboard.readText()") == (
        "“周金星任管委会主任”（《园区新规落地》，晚报，2024-10-29，autumn/2版.txt，原文第 26–34 字；https://w3id.org/yuanqu/st/st12）"
    )


def downloaded(opened: Opened, kind: str) -> tuple[str, str]:
    """Return the name and the text of what a button of the table hands over."""
    with opened.page.expect_download() as waiting:
        opened.page.click(f'[data-download="{kind}"]')
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text(encoding="utf-8")


def test_the_table_holds_the_selection_and_is_sorted_by_a_click(opened: Opened) -> None:
    opened.page.click("#table-button")
    assert "12 条陈述" in opened.text("#table h2")
    opened.page.evaluate(f"yuanqu.entity({ROAD.id!r})")
    assert "3 条陈述" in opened.text("#table h2")
    opened.page.get_by_role("button", name="置信度").click()
    assert [text[:2] for text in opened.page.locator("td.confidence").all_inner_texts()] == ["50", "60", "80"]
    opened.page.locator("td.quote button").first.click()
    assert opened.text("mark") == "拟投资3亿元"


def test_a_spreadsheet_gets_every_field_of_the_selection(opened: Opened) -> None:
    opened.page.evaluate(f"yuanqu.entity({PLANT.id!r})")
    opened.page.click("#table-button")
    name, text = downloaded(opened, "csv")
    assert name.endswith("-2.csv")
    assert text.startswith("\ufeffsubject,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["object"] for row in rows] == ["电石项目", "电石"]
    assert rows[0]["amountValue"] == "1260000000"
    assert rows[1]["quote"] == "年产30万吨电石项目"
    assert rows[1]["statement"] == "https://w3id.org/yuanqu/st/st7"


def test_a_spreadsheet_takes_no_name_for_a_formula(show: Show) -> None:
    evil = entity('=cmd|" /C calc"!A0,"x')
    text = "某公司落户甲园，另行公告。"
    park = entity("甲园", "Park")
    opened = show(
        dataset([evil, park], [statement(1, evil, "locatedIn", park, text=text, quote="某公司落户甲园")], text=text)
    )
    opened.page.click("#table-button")
    _, file = downloaded(opened, "csv")
    (row,) = csv.DictReader(io.StringIO(file.removeprefix("\ufeff")))
    assert row["subject"] == f"'{evil.name}"


def test_downloaded_turtle_says_what_the_graph_says(opened: Opened) -> None:
    """Every triple of it stands in the graph, and all that the graph says of these statements stands in it."""
    opened.page.click("#table-button")
    _, text = downloaded(opened, "turtle")
    got = {quad.triple for quad in parse(text, format=RdfFormat.TURTLE)}
    symmetric = {quad.triple for quad in quads(READER, Names())}
    assert {str(t) for t in got} <= {str(t) for t in symmetric}
    told = {str(t) for t in symmetric if "/st/" in str(t.subject)}
    assert told <= {str(t) for t in got}
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(got)


def test_downloaded_turtle_tells_which_division_lies_in_which(show: Show) -> None:
    text = "甲厂落户丙县，丙县属乙市。"
    plant = entity("甲厂")
    county = replace(entity("丙县", "Place"), code="410122")
    city = replace(entity("乙市", "Place"), code="4101")
    told = [
        statement(1, plant, "locatedIn", county, text=text, quote="甲厂落户丙县"),
        statement(2, county, "locatedIn", city, text=text, quote="丙县属乙市"),
    ]
    made_ = dataset([plant, county, city], told, text=text)
    opened = show(made_, address="#table=1")
    _, file = downloaded(opened, "turtle")
    got = {str(quad.triple) for quad in parse(file, format=RdfFormat.TURTLE)}
    assert got <= {str(quad.triple) for quad in quads(made_, Names())}
    assert any("ns#within" in triple for triple in got)


def test_text_survives_the_way_into_turtle(show: Show) -> None:
    """Quotation marks, back-slashes, line ends and characters outside the BMP."""
    odd = entity('𬭚"材\\公司\u0007', aliases=("二\t行",))
    text = '𬭚"材\\公司落户甲园。'
    park = entity("甲园", "Park")
    made_ = dataset([odd, park], [statement(1, odd, "locatedIn", park, text=text, quote=text)], text=text)
    opened = show(made_)
    opened.page.click("#table-button")
    _, file = downloaded(opened, "turtle")
    got = {str(quad.triple) for quad in parse(file, format=RdfFormat.TURTLE)}
    assert got <= {str(quad.triple) for quad in quads(made_, Names())}


def test_a_large_graph_opens_on_communities_and_shows_more_on_a_click(show: Show) -> None:
    opened = show(made(2100, 3000))
    assert opened.text("#bar strong") == "群组"
    place = opened.page.evaluate("yuanqu.whereIsCommunity(0)")
    opened.page.mouse.click(place["x"], place["y"])
    opened.page.wait_for_selector("#panel .rows")
    assert opened.text("#panel .kind") == "群组"
    assert fragment(opened)["view"] == ["group"]
    assert len(names_in(opened)) > 10
    opened.page.locator("#panel .rows .entity").first.click()
    opened.page.click('[data-way="around"]')
    assert "邻域" in opened.text("#bar strong")
    opened.page.click("#whole")
    assert opened.text("#bar strong") == "群组"
    assert opened.console == []


def test_a_search_in_a_large_graph_opens_the_neighbourhood(show: Show) -> None:
    opened = show(made(2100, 3000))
    name = opened.page.evaluate("document.querySelectorAll('#panel ol')[1].querySelector('.name').textContent")
    opened.page.fill("#search-input", name)
    opened.page.keyboard.press("Enter")
    assert name in names_in(opened)
    assert "邻域" in opened.text("#bar strong")
    opened.page.locator("#panel .evidence").first.click()
    assert opened.page.locator("mark").count() >= 1


def test_a_picture_that_leaves_something_out_says_how_much(show: Show) -> None:
    """A hub with more neighbours than a picture carries."""
    hub = entity("枢纽", "Park")
    text = "企业落户枢纽。"
    firms = [entity(f"企业{i}") for i in range(450)]
    told = [statement(i, firm, "locatedIn", hub, text=text, quote=text) for i, firm in enumerate(firms)]
    opened = show(dataset([hub, *firms], told, text=text), look=LOOK, address=f"#node={hub.id}&view=around")
    assert len(names_in(opened)) == 400
    assert "另有 51 个未画出" in opened.text("#bar")
    assert opened.page.locator("#panel .relations li").count() == 20
    opened.page.locator("#panel .more").first.click()
    assert opened.page.locator("#panel .relations li").count() == 120


def test_the_picture_answers_the_keyboard(opened: Opened) -> None:
    where = f"yuanqu.whereIsEntity({ZENG.id!r})"
    opened.page.focus("#canvas")
    before = opened.page.evaluate(where)
    opened.page.keyboard.press("ArrowRight")
    moved = opened.page.evaluate(where)
    assert moved["x"] < before["x"]
    opened.page.keyboard.press("0")
    assert opened.page.evaluate(where) == before
    opened.page.keyboard.press("?")
    assert opened.page.locator("#help").is_visible()
    opened.page.keyboard.press("Escape")
    assert not opened.page.locator("#help").is_visible()


def test_the_page_turns_dark_by_itself_and_by_a_click(opened: Opened) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light = opened.page.evaluate(paper)
    opened.page.emulate_media(color_scheme="dark")
    dark = opened.page.evaluate(paper)
    assert dark != light
    opened.page.click("#theme")
    assert opened.page.evaluate(paper) == light


def test_paper_gets_the_evidence_without_the_controls(opened: Opened) -> None:
    opened.page.evaluate("yuanqu.statement('st6')")
    opened.page.emulate_media(media="print")
    assert not opened.page.locator("#filters").is_visible()
    assert not opened.page.locator("#search-input").is_visible()
    assert opened.page.locator("mark").first.is_visible()
    assert opened.page.evaluate("getComputedStyle(document.querySelector('#panel')).overflow") == "visible"
    assert opened.page.pdf().startswith(b"%PDF")


def test_relaxing_moves_the_nodes_and_comes_to_rest(opened: Opened) -> None:
    where = f"yuanqu.whereIsEntity({ZENG.id!r})"
    before = opened.page.evaluate(where)
    opened.page.click("#relax")
    opened.page.wait_for_timeout(2000)
    after = opened.page.evaluate(where)
    assert after != before
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate(where) == after


STATES = {
    "overview": "",
    "entity": f"#node={MAYOR.id}",
    "evidence": "#statement=st6",
    "tour": f"#node={MAYOR.id}&view=tour",
    "path": f"#view=path&pins={LIME.id},{MAYOR.id}",
    "table": "#table=1",
    "english": f"#node={PARK.id}&lang=en&hulls=1",
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", STATES.values(), ids=STATES)
def test_axe_finds_nothing_serious(show: Show, address: str, *, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core comes inside it")
    opened = show(READER, address=address)
    opened.page.emulate_media(color_scheme="dark" if dark else "light")
    opened.page.wait_for_timeout(100)
    found = axe.Axe().run(opened.page).response["violations"]
    serious = [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
    assert serious == []


def test_a_class_without_a_form_of_its_own_is_drawn_too(show: Show) -> None:
    look = replace(LOOK, classes=LOOK.classes | {"Firm": ClassLook("企业", "Firm", "#123456", "blob")})
    assert len(names_in(show(READER, look=replace(look, predicates=LOOK.predicates)))) == len(EVERYBODY)

"""The page in a real browser, with the network off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

import pytest

from kg.records import Dataset, Entity
from kg.views.page import page_html
from tests.views.conftest import Opened
from tests.views.material import LOOK, dataset, entity, gold_dataset, statement

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Show = Callable[..., Opened]

TEXT = (
    "　　本报讯 𬭚材科技的𬬭合金项目3月20日在乙园\n投产，市长丁一到场调研。\n"
    "　　该公司计划再投3亿元扩建，与丙公司的合作并未谈成。\n"
)
FIRM = entity("𬭚材科技有限公司", aliases=("𬭚材科技",))
PARK, OTHER, MAYOR = entity("乙园", "Park"), entity("丙公司"), entity("丁一", "Official")
LONE = entity("无关县", "Place")
STATEMENTS = [
    statement(1, FIRM, "locatedIn", PARK, text=TEXT, quote="𬬭合金项目3月20日在乙园\n投产", date="2025-03-20"),
    statement(2, FIRM, "locatedIn", PARK, text=TEXT, quote="在乙园\n投产", confidence=0.55, rule="located.at"),
    statement(3, FIRM, "investedIn", PARK, text=TEXT, quote="计划再投3亿元扩建", amount="3亿元", status="Planned"),
    statement(4, FIRM, "cooperatesWith", OTHER, text=TEXT, quote="与丙公司的合作并未谈成", status="Denied"),
    statement(5, MAYOR, "visited", PARK, text=TEXT, quote="市长丁一到场调研", title="市长"),
]
SMALL = dataset([FIRM, PARK, OTHER, MAYOR, LONE], STATEMENTS, text=TEXT)


def click_on(opened: Opened, kind: str, key: str) -> None:
    """Click with the mouse where the picture draws an entity or a statement."""
    place = opened.page.evaluate(f"yuanqu.whereIs{kind}({key!r})")
    opened.page.mouse.click(place["x"], place["y"])


def painted(opened: Opened) -> int:
    """Return how many colours the picture shows: a blank one has one."""
    colours = opened.page.evaluate(
        """() => {
          const canvas = document.querySelector("#canvas canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const seen = new Set();
          for (let i = 0; i < data.length; i += 4)
            if (data[i + 3] > 200) seen.add((data[i] << 16) + (data[i + 1] << 8) + data[i + 2]);
          return seen.size;
        }"""
    )
    return int(colours)


def test_the_page_opens_without_a_network(show: Show) -> None:
    """The only request is for the file itself, nothing is said on the console, and the graph is drawn."""
    opened = show(gold_dataset())
    opened.page.wait_for_timeout(300)
    assert opened.requests == [opened.page.url]
    assert opened.console == []
    assert painted(opened) > 50
    assert "图谱概览" in opened.text()


def test_a_click_on_an_edge_shows_its_evidence(show: Show) -> None:
    """Every statement of the edge, with the quote marked at its place behind characters outside the BMP."""
    opened = show(SMALL)
    click_on(opened, "Statement", "st1")
    opened.page.wait_for_selector("mark")
    marks = opened.page.locator("mark").all_inner_texts()
    assert marks[:2] == ["𬬭合金项目3月20日在乙园投产", "在乙园投产"]
    assert opened.text("blockquote") == "本报讯 𬭚材科技的𬬭合金项目3月20日在乙园投产，市长丁一到场调研。"
    card = opened.text(".statement")
    for shown in ("事实", "2025-03-20", "80%", "test.rule", "头版新闻", "晨报 · 2025-03-21 · page.txt", "st1"):
        assert shown in card
    assert "located.at" in opened.text(".statement:nth-of-type(2)")


def test_the_panel_of_an_edge_tells_the_other_relations_of_the_two(show: Show) -> None:
    opened = show(SMALL)
    opened.page.evaluate("yuanqu.statement('st1')")
    others = opened.text("#panel section")
    for shown in ("两者之间的其他关系", "投资", "计划", "3亿元", "计划再投3亿元扩建"):
        assert shown in others
    assert "否定" not in others


def test_a_click_on_a_node_shows_names_and_relations(show: Show) -> None:
    opened = show(SMALL)
    click_on(opened, "Entity", FIRM.id)
    opened.page.wait_for_selector("#panel h3")
    panel = opened.text()
    for shown in (FIRM.name, "𬭚材科技", "企业", "位于 1", "投资 1", "合作 1", "3亿元", "否定"):
        assert shown in panel
    opened.page.locator("#panel .relations .entity", has_text="乙园").first.click()
    assert opened.text("#panel h2") == "乙园"
    assert "丁一" in opened.text()


def test_from_a_name_to_the_sentence_in_two_steps(show: Show) -> None:
    """Search and enter, then one click on the evidence."""
    opened = show(SMALL)
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("𬭚材")
    assert opened.page.locator("#search-list li").count() == 1
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == FIRM.name
    assert opened.page.evaluate("decodeURIComponent(location.hash)") == f"#node={FIRM.id}"
    opened.page.locator(".evidence").last.click()
    assert opened.text("mark") == "与丙公司的合作并未谈成"


def test_search_moves_the_picture_to_what_was_found(show: Show) -> None:
    opened = show(gold_dataset())
    before = opened.page.evaluate(f"yuanqu.whereIsEntity({gold_id('攸县')!r})")
    opened.page.fill("#search-input", "攸县")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_function("document.querySelector('#panel h2').innerText === '攸县'")
    after = opened.page.evaluate(f"yuanqu.whereIsEntity({gold_id('攸县')!r})")
    stage = opened.page.locator("#stage").bounding_box()
    assert before != after
    assert stage["x"] < after["x"] < stage["x"] + stage["width"]
    assert stage["y"] < after["y"] < stage["y"] + stage["height"]


def gold_id(name: str) -> str:
    """Return the id of an entity of the seed pages."""
    return next(e.id for e in gold_dataset().entities if e.name == name)


def test_a_search_without_an_answer_says_so(show: Show) -> None:
    opened = show(SMALL)
    opened.page.fill("#search-input", "没有的名字")
    assert "没有找到“没有的名字”" in opened.text("#search-list")


def test_the_legend_counts_and_filters(show: Show) -> None:
    """A class that is switched off is not drawn; search lifts the filter and says so."""
    opened = show(SMALL)
    park = opened.page.locator('[data-kind="classes"][data-name="Park"]')
    assert park.inner_text().split() == ["园区", "1"]
    park.click()
    assert park.get_attribute("aria-pressed") == "false"
    click_on(opened, "Entity", PARK.id)
    assert "图谱概览" in opened.text()
    opened.page.fill("#search-input", "乙园")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "乙园"
    assert park.get_attribute("aria-pressed") == "true"
    assert opened.text("#note") != ""


def test_a_status_is_filtered_out_of_the_picture(show: Show) -> None:
    """A denied relation is drawn in red until its status is switched off."""
    opened = show(SMALL)
    place = opened.page.evaluate("yuanqu.whereIsStatement('st4')")

    def reddish() -> bool:
        found = opened.page.evaluate(
            """({ x, y }) => {
              const canvas = document.querySelector("#canvas canvas");
              const { left, top } = canvas.getBoundingClientRect();
              const ratio = canvas.width / canvas.clientWidth;
              const corner = [(x - left) * ratio - 6, (y - top) * ratio - 6];
              const { data } = canvas.getContext("2d").getImageData(...corner, 12, 12);
              const red = (i) => data[i + 3] > 60 && data[i] > 150 && data[i + 1] < 120 && data[i + 2] < 120;
              return data.some((_, i) => i % 4 === 0 && red(i));
            }""",
            place,
        )
        return bool(found)

    opened.page.wait_for_timeout(200)
    assert reddish()
    opened.page.locator('[data-kind="statuses"][data-name="Denied"]').click()
    opened.page.wait_for_timeout(200)
    assert not reddish()


def test_only_one_kind_can_be_shown(show: Show) -> None:
    opened = show(SMALL)
    row = opened.page.locator("#filters li", has=opened.page.locator('[data-name="visited"]'))
    row.hover()
    row.locator(".only").click()
    pressed = opened.page.locator('[data-kind="predicates"][aria-pressed="true"]')
    assert pressed.count() == 1
    opened.page.get_by_text("全部显示").click()
    assert pressed.count() == 4


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        (f"#node={PARK.id}", "乙园"),
        ("#statement=st3", "投资"),
        ("#node=unknown", "图谱概览"),
        ("#node=%E0%A4%A", "图谱概览"),
    ],
)
def test_an_address_opens_what_it_names(show: Show, address: str, heading: str) -> None:
    opened = show(SMALL, address=address)
    assert heading in opened.text("#panel header")
    assert opened.console == []


def test_going_back_shows_what_was_shown_before(show: Show) -> None:
    opened = show(SMALL)
    opened.page.evaluate(f"yuanqu.entity({FIRM.id!r})")
    opened.page.evaluate("yuanqu.statement('st3')")
    opened.page.get_by_text("返回").click()
    opened.page.wait_for_function("document.querySelector('#panel h2').innerText.startsWith('𬭚材')")
    opened.page.get_by_text("返回").click()
    opened.page.wait_for_function("document.querySelector('#panel h2').innerText === '图谱概览'")


def test_escape_clears_the_choice(show: Show) -> None:
    opened = show(SMALL, address=f"#node={PARK.id}")
    opened.page.keyboard.press("Escape")
    assert opened.text("#panel h2") == "图谱概览"


def test_the_page_can_open_on_an_entity(show: Show) -> None:
    assert show(SMALL, focus=MAYOR.id).text("#panel h2") == "丁一"


def test_everything_is_reached_with_the_keyboard(show: Show) -> None:
    """Search, filters, zoom and panel follow each other; each control has a name."""
    opened = show(SMALL)
    reached = []
    for _ in range(60):
        opened.page.keyboard.press("Tab")
        reached.append(opened.page.evaluate("document.activeElement.closest('[id]')?.id || ''"))
    assert [name for name in ("search-input", "filters", "zoom-in", "panel") if name in reached] == [
        "search-input",
        "filters",
        "zoom-in",
        "panel",
    ]
    nameless = opened.page.evaluate(
        """[...document.querySelectorAll('button,input,select,textarea')].filter((b) => b.checkVisibility()
        && !(b.innerText.trim() || b.ariaLabel || b.labels?.length)).length"""
    )
    assert nameless == 0


def test_the_words_of_the_page_turn_english(show: Show) -> None:
    opened = show(SMALL, address=f"#node={PARK.id}")
    opened.page.click("#language")
    assert "locatedIn" in opened.text()
    assert "Filters" in opened.page.locator("#filters").get_attribute("aria-label")
    assert opened.page.evaluate("document.documentElement.lang") == "en"


def test_a_phone_shows_the_picture_and_the_evidence_over_it(show: Show) -> None:
    opened = show(SMALL, width=390, height=844)
    assert not opened.page.locator("#panel").is_visible()
    opened.page.evaluate("yuanqu.statement('st1')")
    sheet = opened.page.locator("#panel").bounding_box()
    assert sheet["width"] == 390
    assert sheet["y"] > 844 * 0.4
    place = opened.page.evaluate("yuanqu.whereIsStatement('st1')")
    assert place["y"] < sheet["y"]
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 390


def test_filters_open_as_a_drawer_on_a_phone(show: Show) -> None:
    opened = show(SMALL, width=390, height=844)
    assert not opened.page.locator("#filters").is_visible()
    opened.page.click("#filters-button")
    opened.page.locator('[data-name="Park"]').click()
    assert opened.page.locator('[data-name="Park"]').get_attribute("aria-pressed") == "false"
    opened.page.keyboard.press("Escape")
    opened.page.wait_for_selector("#filters", state="hidden")


HOSTILE = (
    "<script>window.__pwned = 1</script>",
    "</script><script>window.__pwned = 2</script>",
    "<img src=x onerror=window.__pwned=3>",
    '"><svg onload=window.__pwned=4>',
    "javascript:window.__pwned=5",
    "{{ 7 * 7 }}${window.__pwned=6}",
    "--><!--<style>*{display:none}</style>",
    "\u202e司公甲\u202c\u2066\u200f公司\u2028\u0000",
    "长" * 10_000,
)


def hostile_dataset() -> Dataset:
    """Return a dataset that carries hostile texts wherever a page's text can come to stand."""
    text = "\n".join(f"　　{word}来到园区。" for word in HOSTILE)
    park = entity("园区", "Park", aliases=HOSTILE, hidden=HOSTILE)
    entities: list[Entity] = [park]
    statements = []
    for i, word in enumerate(HOSTILE):
        firm = replace(entity(word, aliases=(word, word[::-1])), id=f"n{i}", code=word)
        entities.append(firm)
        fields = dict.fromkeys(("title", "amount", "capacity", "date", "rule"), word)
        made = statement(i, firm, "visited", park, text=text, quote=f"{word}来到园区", **fields)
        statements.append(replace(made, id=word))
    return dataset(entities, statements, text=text, title=HOSTILE[1])


@pytest.mark.parametrize("address", ["", "#node=n0", "#node=%3Cimg%20src=x%20onerror=window.__pwned=9%3E"])
def test_hostile_texts_run_nothing_and_break_nothing(show: Show, address: str) -> None:
    """Whatever a name or a quote holds is shown as text, everywhere the page shows it."""
    opened = show(hostile_dataset(), address=address, title=HOSTILE[1])
    for i, word in enumerate(HOSTILE):
        opened.page.evaluate(f"yuanqu.entity('n{i}')")
        assert opened.text("#panel h2")
        opened.page.locator(".evidence").first.click()
        assert opened.page.locator("mark").count() >= 1
        opened.page.fill("#search-input", word[:20])
    for way in ("around", "tour", "pin"):
        opened.page.evaluate("yuanqu.entity('n0')")
        opened.page.click(f'[data-way="{way}"]')
    opened.page.evaluate("yuanqu.entity('n1')")
    opened.page.click('[data-way="pin"]')
    opened.page.click("#hulls")
    opened.page.click("#table-button")
    opened.page.click("#language")
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate("window.__pwned") is None
    assert opened.console == []
    assert len(opened.requests) == 1
    assert opened.page.locator("#canvas canvas").count() == 1
    assert opened.page.evaluate("document.querySelectorAll('script, img, iframe, object, embed, form').length") == 3
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 1280


def test_direction_marks_in_a_name_are_shown_as_such(show: Show) -> None:
    """A name cannot turn the writing around itself; each mark takes one place, so offsets stay."""
    opened = show(hostile_dataset(), address="#node=n7")
    assert opened.text("#panel h2").startswith("\ufffd司公甲\ufffd\ufffd\ufffd公司")


def test_the_page_works_in_the_frame_of_a_notebook(show: Show) -> None:
    """A frame that may run scripts and nothing else: the page has no address to write to there."""
    opened = show(SMALL)
    html = escape(page_html(SMALL, title="图", look=LOOK))
    opened.page.set_content(f'<iframe sandbox="allow-scripts" width="1200" height="700" srcdoc="{html}"></iframe>')
    inner = opened.page.frame_locator("iframe")
    inner.locator("#panel .rows .entity", has_text="乙园").click()
    inner.locator(".evidence").first.click()
    assert inner.locator("mark").count() >= 1
    assert opened.console == []


def test_dense_pages_answer_a_click_quickly(show: Show) -> None:
    """The eight seed pages together, about a thousand entities: choosing one redraws in well under a second."""
    opened = show(gold_dataset())
    spent = opened.page.evaluate(
        """(id) => {
          const start = performance.now();
          yuanqu.entity(id);
          return performance.now() - start;
        }""",
        gold_id("东营市"),
    )
    assert spent < 1000

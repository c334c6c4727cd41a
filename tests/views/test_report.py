"""The report as a file: what it holds, what it can never hold, and how it reads in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.analysis.questions import QUESTIONS
from kg.errors import OutputError
from kg.records import Dataset, Entity
from kg.views.report import report_html, write_report
from tests.analysis.told import Said, dataset, page, shuffled
from tests.graph.gold import gold_dataset

HOSTILE = """</style><script>alert(1)</script><img src=x onerror="alert(2)">{{ 7 * 7 }}&amp;厂"""
SMALL = dataset(
    page(
        "a&b.txt",
        [
            Said("甲", "visited", HOSTILE, "2025-03", quote=f"甲走访{HOSTILE}。"),
            Said("乙", "visited", HOSTILE, status="Denied"),
            Said(HOSTILE, "locatedIn", "东园", status="Planned"),
        ],
    )
)


class Elements(HTMLParser):
    """The elements of a page, and the text that stands in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_each_question_has_its_section_with_table_and_evidence() -> None:
    elements = Elements(report_html(SMALL))
    asked = [name for name, question in QUESTIONS.items() if question.reported]
    assert [one["id"] for one in elements.of("section")] == asked
    assert len(elements.of("caption")) >= 2
    assert all(one.get("scope") in {"row", "col"} for one in elements.of("th"))
    for part in ("晨报", "2025-03-21", "《题a&b.txt》", "所述日期 2025-03", "计划", "否定", "可信度 0.90", "官员"):
        assert part in elements.text
    links = {one["href"] for one in elements.of("a")}
    assert links >= {f"graph.html#statement={one.id}" for one in SMALL.statements}


def test_names_are_text_whatever_they_hold() -> None:
    elements = Elements(report_html(SMALL))
    assert HOSTILE in elements.text
    assert elements.of("script") == []
    assert all(not any(name.startswith("on") for name in attributes) for _, attributes in elements.found)
    assert all(str(one["src"]).startswith("data:image/svg+xml;base64,") for one in elements.of("img"))


def test_what_no_utf8_can_hold_is_replaced() -> None:
    odd = replace(SMALL, entities=tuple(replace(one, name=f"{one.name}\ud800") for one in SMALL.entities))
    assert "\N{REPLACEMENT CHARACTER}" in report_html(odd).encode().decode()


def test_the_policy_allows_this_style_and_pictures_in_the_page_alone() -> None:
    html = report_html(SMALL)
    (policy,) = (one["content"] for one in Elements(html).of("meta") if one.get("http-equiv"))
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert str(policy).startswith(f"default-src 'none'; script-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert "http" not in re.sub(r"data:[^\"]*|http-equiv", "", html)


def test_the_same_pages_in_any_order_give_the_same_bytes() -> None:
    assert report_html(gold_dataset()) == report_html(shuffled(gold_dataset()))


def test_nothing_is_said_to_be_nothing() -> None:
    assert "没有可以回答的内容" in report_html(Dataset((), ()))


def test_without_matplotlib_there_are_tables_and_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.views.plot.find_spec", lambda _: None)
    html = report_html(SMALL)
    assert Elements(html).of("img") == []
    assert "There are no pictures here: pictures need matplotlib" in html
    assert "<table>" in html


def test_rows_beyond_a_page_are_left_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.views.report.ROWS", 2)
    assert "前 2 行，其余 2 行见 <code>kg analyze matter</code>" in report_html(SMALL)


def test_what_was_written_is_told(tmp_path: Path) -> None:
    report = write_report(SMALL, tmp_path / "new" / "report.html")
    assert report.path.read_text(encoding="utf-8") == report_html(SMALL)
    assert report.questions == sum(question.reported for question in QUESTIONS.values())
    assert report.rows >= 4
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write the report"):
        write_report(SMALL, tmp_path / "file" / "report.html")


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_browser_asks_nobody_and_axe_finds_nothing_serious(browser: Any, tmp_path: Path, *, dark: bool) -> None:
    path = write_report(SMALL, tmp_path / "report.html").path
    context = browser.new_context(offline=True, color_scheme="dark" if dark else "light")
    opened = context.new_page()
    requests: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.on("dialog", lambda dialog: said.append(dialog.message))
    opened.goto(path.as_uri())
    for summary in opened.locator("summary").all():
        summary.click()
    assert [url for url in requests if not url.startswith("data:")] == [path.as_uri()]
    assert said == []
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core comes inside it")
    # axe itself is a script, which the page allows none of: it is put into the browser, not into the page.
    found = axe.Axe().run(opened).response["violations"]
    serious = [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in {"serious", "critical"}
    ]
    context.close()
    assert serious == []


@pytest.mark.browser
def test_evidence_is_open_on_paper(browser: Any, tmp_path: Path) -> None:
    path = write_report(SMALL, tmp_path / "report.html").path
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.goto(path.as_uri())
    assert not opened.locator("details q").first.is_visible()
    opened.emulate_media(media="print")
    assert opened.locator("details q").first.bounding_box()["height"] > 0
    context.close()


def test_an_entity_of_a_class_without_a_label_is_shown_by_its_name() -> None:
    strange = Entity("x1", "Strange", "异物")
    statement = replace(SMALL.statements[0], id="sx", object="x1")
    sheet = replace(SMALL.documents[0], entities=(*SMALL.entities, strange), statements=(statement,))
    assert "Strange" in report_html(Dataset((sheet,), (*SMALL.entities, strange)))

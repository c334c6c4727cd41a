"""The query editor in a real browser, against a real server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.serve.served import ENDPOINT, make_page, offered
from kg.views.page import TEMPLATES
from tests.serve.conftest import ROWS, Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("serve")]


@pytest.fixture
def editor(browser: Any, server: Server) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a page of the server's own origin with nothing but the editor in it."""
    contexts = []

    def opened(queries: list[dict[str, Any]] | None = None) -> Any:
        scripts = "\n".join(
            (TEMPLATES / f"{name}.js").read_text(encoding="utf-8") for name in ("words", "element", "exports", "editor")
        )
        settings = json.dumps({"endpoint": ENDPOINT, "queries": offered() if queries is None else queries})
        html = f"""<!doctype html><meta charset="utf-8"><div id="here"></div><script>{scripts}
          window.clicked = [];
          window.paint = makeEditor(document.getElementById("here"), {{ ...{settings},
            holds: () => true, showEntity: (key) => clicked.push(["id", key]),
            showStatement: (key) => clicked.push(["st", key]) }});
          window.speak = (name) => {{ language = name; paint(); }};
        </script>"""
        context = browser.new_context()
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.route(server.url, lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto(server.url)
        return page

    yield opened
    for context in contexts:
        context.close()


def answered(page: Any) -> None:
    """Wait for the answer to the query that was sent."""
    page.wait_for_selector("form.editor[aria-busy='false']")


def test_a_named_query_with_its_parameter(editor: Callable[..., Any]) -> None:
    page = editor()
    page.select_option("#editor-choice", "products")
    assert "$maker" in page.input_value("#editor-text")
    page.fill(".editor-parameters input[name=maker]", "渭川乳业")
    page.click("button[type=submit]")
    page.wait_for_selector("tbody tr")
    assert page.locator("thead th").first.inner_text() == "maker"
    cells = page.locator("tbody tr").first.locator("td").all_inner_texts()
    assert cells[:2] == ["陕西渭川乳业有限公司", "羊奶粉"]
    assert page.inner_text(".editor-state").endswith(" 行")


@pytest.mark.parametrize("value", ['"', "\\", "\\u0022 } #", "'''", "$maker", "a\tb", "<x>", "\\U00000022"])
def test_no_value_leaves_its_literal(editor: Callable[..., Any], value: str) -> None:
    query = {
        "name": "echo",
        "title": "Echo",
        "titleZh": "回声",
        "description": "",
        "text": 'SELECT ?said { VALUES ?said { $maker "$maker" } } # $maker',
        "parameters": [{"name": "maker", "default": "", "description": "", "numeric": False}],
    }
    page = editor([query])
    page.select_option("#editor-choice", "echo")
    page.fill(".editor-parameters input", value)
    page.press(".editor-parameters input", "Control+Enter")
    page.wait_for_selector("tbody tr")
    assert page.locator("tbody td").all_text_contents() == [value.strip().replace("\t", "\t"), "$maker"]


def test_entities_and_statements_are_buttons(editor: Callable[..., Any]) -> None:
    page = editor()
    page.fill("#editor-text", "SELECT ?st ?e { ?st rdf:subject ?e ; rdf:predicate kg:produces } LIMIT 1")
    page.press("#editor-text", "Control+Enter")
    page.wait_for_selector("tbody tr")
    for button in page.locator(".editor-thing").all():
        button.click()
    clicked = page.evaluate("clicked")
    assert [kind for kind, _ in clicked] == ["st", "id"]
    assert all(len(key) == 16 for _, key in clicked)


def test_what_is_cut_is_said_and_can_be_downloaded(editor: Callable[..., Any]) -> None:
    page = editor()
    page.fill("#editor-text", "SELECT ?n { ?s rdfs:label ?n }")
    page.click("button[type=submit]")
    page.wait_for_selector("tbody tr")
    assert page.inner_text(".editor-state") == f"{ROWS} 行 · 服务器只给出前 {ROWS} 条"
    with page.expect_download() as started:
        page.click("text=下载 CSV")
    text = Path(started.value.path()).read_text(encoding="utf-8-sig")
    assert started.value.suggested_filename == "query.csv"
    assert len(text.splitlines()) == ROWS + 1


def test_what_is_wrong_is_said_in_one_line(editor: Callable[..., Any]) -> None:
    page = editor()
    for query, told in (
        ("SELECT * {", "the query breaks off"),
        ("DROP ALL", "DROP would change the graph"),
        ("nonsense", "no SPARQL query begins with"),
    ):
        page.fill("#editor-text", query)
        page.click("button[type=submit]")
        page.wait_for_function("told => document.querySelector('[role=alert]').textContent.includes(told)", arg=told)
        assert page.locator("table").count() == 0
    page.route("**/sparql", lambda route: route.abort())
    page.click("button[type=submit]")
    page.wait_for_function("document.querySelector('[role=alert]').textContent === '服务器没有应答'")


def test_yes_or_no_triples_and_nothing(editor: Callable[..., Any]) -> None:
    page = editor()
    for query, selector, told in (
        ("ASK { ?s a kg:Firm }", ".editor-truth", "是"),
        ("CONSTRUCT { ?f rdfs:label ?n } { ?f a kg:Firm ; rdfs:label ?n }", "pre", "rdfs:label"),
        ("SELECT * { ?s a kg:Nothing }", ".editor-state", "图谱中没有符合的内容"),
    ):
        page.fill("#editor-text", query)
        page.click("button[type=submit]")
        page.wait_for_selector(f"{selector}:has-text('{told}')")


def test_the_language_changes_and_what_was_typed_stays(editor: Callable[..., Any]) -> None:
    page = editor()
    page.select_option("#editor-choice", "inside")
    page.fill(".editor-parameters input", "泰兴")
    page.click("button[type=submit]")
    page.wait_for_selector("tbody tr")
    rows = page.locator("tbody tr").count()
    page.evaluate("speak('en')")
    assert page.inner_text("button[type=submit]") == "Run (Ctrl+Enter)"
    assert (
        page.locator("#editor-choice option:checked").inner_text() == "What lies in a park or place, down to the last"
    )
    assert page.input_value(".editor-parameters input") == "泰兴"
    assert page.locator("tbody tr").count() == rows


def test_a_page_holds_markup_of_an_answer_as_text(editor: Callable[..., Any]) -> None:
    page = editor()
    page.fill("#editor-text", 'SELECT ("<img src=x onerror=alert(1)>" AS ?x) {}')
    page.click("button[type=submit]")
    page.wait_for_selector("tbody tr")
    assert page.locator("#here img").count() == 0
    assert page.inner_text("tbody td") == "<img src=x onerror=alert(1)>"


def test_the_page_of_the_server_knows_its_endpoint(server: Server, build: Path) -> None:
    answer = server.get()
    made = make_page(build)
    assert answer.body == made.body
    policy = answer.headers["Content-Security-Policy"]
    assert policy == made.policy
    assert "connect-src 'self'" in policy
    assert policy.endswith("frame-ancestors 'none'")
    text = answer.text.split('<script id="graph-data" type="application/json">')[1].split("</script>")[0]
    data = json.loads(text)
    assert data["endpoint"] == "sparql"
    assert {"name", "title", "titleZh", "description", "text", "parameters"} == set(data["queries"][0])


def test_the_page_that_is_served_has_the_editor_in_it(browser: Any, server: Server) -> None:
    """A question, a click on an entity of its answer, and the panel shows it; the page's policy allows all of it."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(server.url)
    page.click("#editor-button")
    page.fill("#editor-text", "SELECT ?firm ?name { ?firm a kg:Firm ; skos:prefLabel ?name } ORDER BY ?name LIMIT 1")
    page.click(".editor button[type=submit]")
    page.wait_for_selector("tbody tr")
    name = page.locator("tbody td").last.inner_text()
    page.click(".editor-thing")
    assert page.inner_text("#panel h2") == name
    page.click("#language")
    assert page.inner_text(".editor button[type=submit]").startswith("Run")
    assert said == []
    context.close()


def test_a_page_from_a_file_has_no_editor(browser: Any, tmp_path: Path) -> None:
    from kg.records import Dataset
    from kg.views.page import write_page

    context = browser.new_context()
    page = context.new_page()
    page.goto(write_page(Dataset((), ()), tmp_path / "graph.html").as_uri())
    assert not page.locator("#editor-button").is_visible()
    assert "makeEditor(" not in page.content().replace("makeEditor(at(", "")
    context.close()

"""Strings that run on a careless page run on none of ours: as names, quotes, titles, file names, and in the address."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.formulas import unguarded
from kg.graph.terms import BASE, RDF
from tests.views.conftest import Opened
from tests.views.injection import EVIL, hostile, statement_id, strings

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Show = Callable[..., Opened]

_MARKS = "() => Object.keys(window).filter((name) => /^ran\\d/.test(name))"
_CARELESS = """async (strings) => {
  const click = '<script>document.querySelectorAll("a, button").forEach((one) => one.click())</script>';
  const frames = strings.map((s) => Object.assign(document.createElement("iframe"), { srcdoc: `<p>${s}</p>${click}` }));
  document.body.append(...frames);
}"""
_LOOK_AT_EACH = """async ([entities, statements, texts]) => {
  const pause = () => new Promise((done) => setTimeout(done, 0));
  const search = document.querySelector("#search-input");
  for (const [n, id] of entities.entries()) {
    yuanqu.statement(statements[n]);
    if (!document.querySelector("#panel mark")) throw new Error(`no evidence is shown of ${statements[n]}`);
    if (n % 6) continue;
    yuanqu.entity(id);
    if (!document.querySelector("#panel h2")) throw new Error(`nothing is shown of ${id}`);
    search.value = texts[n].slice(0, 30);
    search.dispatchEvent(new Event("input", { bubbles: true }));
    await pause();
  }
}"""
_FOLLOW_EACH = """async (texts) => {
  const pause = () => new Promise((done) => setTimeout(done, 0));
  const names = ["node", "statement", "pins", "view", "group", "hops", "paper", "onlypaper", "without", "from", "to",
    "sure", "size", "table", "hulls", "lang", "__proto__", "constructor"];
  for (let n = 0; n < 60; n += 1) {
    const written = (k) => (n % 2 ? encodeURIComponent : String)(texts[(n * 5 + k * 17) % texts.length].toWellFormed());
    location.hash = `#${names.map((name, k) => `${name}=${written(k)}`).join("&")}&${written(names.length)}`;
    await pause();
  }
}"""


def test_most_of_the_strings_run_on_a_careless_page(browser: Any) -> None:
    """So that the tests below would find something, were there something."""
    page = browser.new_context(offline=True).new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.set_content("<body></body>")
    page.evaluate(_CARELESS, list(strings()))
    page.wait_for_function(f"({_MARKS})().length >= 200")
    page.context.close()


@pytest.fixture
def opened(show: Show) -> Opened:
    """The page of a graph of such strings."""
    return show(hostile(ids=True), title=strings()[5])


def nothing_ran(opened: Opened) -> None:
    """Expect that no string left its mark, asked anybody, or was stopped only by the policy."""
    assert opened.page.evaluate(_MARKS) == []
    assert opened.console == []
    assert [one for one in opened.requests if EVIL in one or not one.startswith(("file:", "blob:"))] == []
    assert (
        opened.page.evaluate("document.querySelectorAll('script, iframe, img, object, embed, base, form').length") == 3
    )


def test_no_string_runs_wherever_the_page_shows_it(opened: Opened) -> None:
    page = opened.page
    firms = [page_.entities[0].id for page_ in hostile(ids=True).documents]
    page.evaluate(_LOOK_AT_EACH, [firms, [statement_id(one, ids=True) for one in strings()], list(strings())])
    for way in ("around", "pin"):
        page.evaluate(f"yuanqu.entity({firms[0]!r})")
        page.click(f'[data-way="{way}"]')
    page.evaluate(f"yuanqu.entity({firms[1]!r})")
    page.click('[data-way="pin"]')
    page.evaluate("yuanqu.clear()")
    for button in ("#hulls", "#table-button", "#language", "#theme", "#overview-button", "#filters-button"):
        page.evaluate("(selector) => document.querySelector(selector)?.click()", button)
    page.emulate_media(media="print")
    page.wait_for_timeout(200)
    nothing_ran(opened)


def test_no_string_runs_from_the_address(opened: Opened) -> None:
    opened.page.evaluate(_FOLLOW_EACH, list(strings()))
    opened.page.wait_for_timeout(200)
    assert opened.page.locator("#panel header").count() == 1
    nothing_ran(opened)


def test_no_string_leaves_its_cell_or_its_literal(opened: Opened) -> None:
    """What is downloaded holds each string where it belongs."""
    from pyoxigraph import RdfFormat, parse

    page = opened.page
    page.click("#table-button")
    taken = {}
    for kind in ("csv", "turtle"):
        with page.expect_download() as waiting:
            page.click(f'[data-download="{kind}"]')
        taken[kind] = Path(waiting.value.path()).read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(taken["csv"].removeprefix("\ufeff"), newline="")))
    shown = {re.sub("[\ud800-\udfff]", "\ufffd", one) for one in strings()}
    assert {unguarded(row["subject"]) for row in rows} == shown
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    triples = [quad.triple for quad in parse(taken["turtle"], format=RdfFormat.TURTLE)]
    assert {str(t.subject)[1:].startswith(BASE) for t in triples} == {True}
    assert sum(t.predicate.value == f"{RDF}subject" for t in triples) == len(strings())
    nothing_ran(opened)


def test_no_string_runs_in_the_report(browser: Any, tmp_path: Path) -> None:
    from kg.views.report import write_report

    path = tmp_path / "report.html"
    write_report(hostile(ids=False), path)
    page = browser.new_context(offline=True).new_page()
    opened = Opened(page)
    page.on("console", lambda message: opened.console.append(message.text))
    page.on("request", lambda request: opened.requests.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate(_MARKS) == []
    assert opened.console == []
    assert [one for one in opened.requests if not one.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.querySelectorAll('script, iframe, object, embed, base, form').length") == 0
    assert "top.ran" in page.inner_text("body")
    page.context.close()

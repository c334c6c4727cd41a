"""Strings that run on a careless page run nowhere on a server: as names, in what is asked, and in its address."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from kg.formulas import unguarded
from kg.graph.archive import write_archive
from kg.graph.terms import clean
from kg.graph.write import write_graph
from kg.run.sources import archive_name
from tests.serve.conftest import Server, running
from tests.views.injection import EVIL, hostile, strings

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("serve")]

SOME = strings()[::37]
"""One of each way out, with another thing done there each time."""


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a graph of such strings."""
    out = tmp_path_factory.mktemp("evil")
    (out / "statements").mkdir()
    dataset = hostile(ids=False)
    write_graph(dataset, out)
    for page in dataset.documents:
        write_archive(page, out / "statements" / archive_name(page.doc))
    with running(out) as started:
        yield started


def test_no_string_is_a_part_of_an_answer_that_runs(evil: Server, browser: Any) -> None:
    """Opened in a browser by itself, whatever a query is answered with is text."""
    page = browser.new_context().new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    for one in SOME:
        written = quote(one.encode("utf-8", "replace"))
        for path in (f"sparql?query={written}", f"?{written}", f"sparql?default-graph-uri={written}", written):
            page.goto(evil.url + path, wait_until="commit")
            assert page.evaluate("() => Object.keys(window).filter((name) => /^ran\\d/.test(name))") == []
    assert [url for url in asked if not url.startswith(evil.url)] == []
    assert [line for line in said if "status of 40" not in line] == []
    page.context.close()


def test_no_string_runs_in_the_editor(evil: Server, browser: Any) -> None:
    page = browser.new_context().new_page()
    page.set_default_timeout(20_000)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{evil.url}?x={quote(strings()[0])}#node={quote(strings()[1])}")
    page.click("#editor-button")
    page.fill("#editor-text", "SELECT ?name ?st { ?firm a kg:Firm ; rdfs:label ?name . ?st rdf:subject ?firm }")
    page.press("#editor-text", "Control+Enter")
    page.wait_for_selector(".editor-table tbody tr")
    names = {clean(one) for one in strings()}
    assert page.locator(".editor-table tbody tr").count() == len(names)
    with page.expect_download() as started:
        page.click(".editor-result button")
    rows = csv.DictReader(io.StringIO(Path(started.value.path()).read_text(encoding="utf-8-sig"), newline=""))
    assert {unguarded(row["name"]) for row in rows} == names
    page.fill("#editor-text", "CONSTRUCT WHERE { ?firm a kg:Firm ; rdfs:label ?name }")
    page.press("#editor-text", "Control+Enter")
    page.wait_for_selector(".editor-result pre")
    page.select_option("#editor-choice", "products")
    for one in SOME:
        page.fill(".editor-parameters input >> nth=0", one.encode("utf-8", "replace").decode())
        page.press(".editor-parameters input >> nth=0", "Control+Enter")
        page.wait_for_selector('.editor[aria-busy="false"]')
        assert page.inner_text(".editor-failure") == ""
    assert page.evaluate("() => Object.keys(window).filter((name) => /^ran\\d/.test(name))") == []
    assert [url for url in asked if EVIL in url or not url.startswith((evil.url, "blob:"))] == []
    assert said == []
    page.context.close()

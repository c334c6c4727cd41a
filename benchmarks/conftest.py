"""What the benchmarks read, and the table they end with: characters a second as times of `jieba.posseg`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from benchmarks.generate import pages
from kg.page import find_pages, read
from kg.records import Page, digest
from kg.threads import start_one

MADE = 60
"""Pages that are made where no folder is given."""
MEASURE = "jieba.posseg"
"""What the others are told as times of."""

start_one()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take folders of real pages."""
    parser.addoption("--source", action="append", default=[], help="a page or a folder of pages; made ones without it")


@pytest.fixture(scope="session")
def texts(request: pytest.FixtureRequest) -> Sequence[Page]:
    """Return the pages that are read: those of `--source`, or made ones."""
    sources = request.config.getoption("--source")
    # pytest stands in the folder of its settings, the user in another.
    found = [(request.config.invocation_params.dir / source) for source in sources]
    if found:
        return [read(str(path)) for source in found for _, path in find_pages(source)]
    return [Page(name, text, digest(text)) for name, text in pages(MADE)]


@pytest.fixture
def pace(benchmark: Any, texts: Sequence[Page]) -> Callable[..., None]:
    """Return what measures a reader of one page: the characters a second over all pages, in CPU time of one thread."""

    def measure(name: str, work: Callable[[Any], object], items: Sequence[Any] | None = None) -> None:
        given = texts if items is None else items
        benchmark.extra_info |= {"name": name, "characters": sum(len(page.text) for page in texts)}
        work(given[0])
        benchmark(lambda: [work(item) for item in given])

    return measure


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print each pace and how many times that of `jieba.posseg` it is."""
    session = terminalreporter.config._benchmarksession  # noqa: SLF001 - pytest-benchmark keeps its results there
    rows = [
        (run.extra_info["name"], run.extra_info["characters"] / run.stats.min)
        for run in session.benchmarks
        if "characters" in run.extra_info
    ]
    others = [run.extra_info["row"] for run in session.benchmarks if "row" in run.extra_info]
    if not (rows or others):
        return
    least = next((pace for name, pace in rows if name == MEASURE), None)
    terminalreporter.write_line("")
    terminalreporter.write_line(f"| what | times {MEASURE} | characters a second |\n| --- | ---: | ---: |")
    for name, pace in rows:
        times = "" if least is None else f"{pace / least:.2f}"
        terminalreporter.write_line(f"| {name} | {times} | {pace:,.0f} |")
    for row in others:
        terminalreporter.write_line(row)

"""A real browser without a network, that reports whatever a page asks for or complains about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg.records import Dataset
from kg.views.page import write_page
from tests.views.material import LOOK


@dataclass
class Opened:
    """A page in the browser, the requests it made and everything it said on the console."""

    page: Any
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def text(self, selector: str = "#panel") -> str:
        """Return the text of the first element that a selector finds."""
        return str(self.page.locator(selector).first.inner_text())


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Return a function that writes a dataset as a page and opens it with the network off."""
    contexts = []

    def open_page(
        dataset: Dataset, *, address: str = "", width: int = 1280, height: int = 800, **options: Any
    ) -> Opened:
        path = write_page(dataset, tmp_path / "graph.html", **({"look": LOOK} | options))
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, reduced_motion="reduce"
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.set_default_timeout(10_000)
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.console.append(f"{message.type}: {message.text}"))
        opened.page.on("pageerror", lambda error: opened.console.append(str(error)))
        opened.page.on("dialog", lambda dialog: opened.console.append(f"dialog: {dialog.message}"))
        opened.page.goto(path.as_uri() + address)
        return opened

    yield open_page
    for context in contexts:
        context.close()

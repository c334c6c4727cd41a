"""What is served: the page of a build and the workers that answer about its graph, both of the same build."""

from __future__ import annotations

import asyncio
import html
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import BusyError, KgError
from kg.serve.pool import Pool
from kg.serve.worker import Task

if TYPE_CHECKING:
    from kg.graph.protocol import Reply, Request
    from kg.graph.store import Shared

ENDPOINT = "sparql"
"""Where the endpoint lies, as seen from the page."""
_MANIFEST = "manifest.json"
_PAUSE = 1.0
"""Seconds before a graph that could not be opened is tried again."""
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is started with."""

    out: Path
    """The folder of the build."""
    store: str | None = None
    """The store that is asked in place of the build's graph."""
    timeout: float = 10.0
    """Seconds that a query may take, and may wait before."""
    rows: int = 10_000
    """Rows or triples of an answer."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page, and the policy that its scripts run under."""

    body: bytes
    policy: str


def make_page(out: Path) -> Page:
    """Return the page of the build in a folder, with the endpoint in it; of a very large graph the busiest part.

    Raises `NotFound` where there is no build and `DamagedInput` where it cannot be read.
    """
    from kg.api import open_paged
    from kg.graph.store import base_at
    from kg.views.look import default_look
    from kg.views.page import TITLE, fitting, page_html

    dataset = open_paged(out)
    text = page_html(
        fitting(dataset, patient=True),
        title=TITLE,
        look=default_look(),
        base=base_at(out),
        of=len(dataset.entities),
        endpoint=ENDPOINT,
        queries=offered(),
    )
    found = _POLICY.search(text)
    # A page in a frame of another site could be clicked unawares; a policy inside the page cannot forbid that.
    policy = html.unescape(found[1]) if found else "default-src 'none'"
    return Page(text.encode(), f"{policy}; frame-ancestors 'none'")


def offered() -> list[dict[str, Any]]:
    """Return the named queries as the page's editor lists them."""
    from kg.graph.query import named_queries

    return [
        {
            "name": one.name,
            "title": one.title,
            "titleZh": one.title_zh,
            "description": one.description,
            "text": one.text,
            "parameters": [
                {"name": p.name, "default": p.default, "description": p.description, "numeric": p.numeric}
                for p in one.parameters
            ],
        }
        for one in named_queries().values()
    ]


class Served:
    """The page and the workers; both are made anew when the build has changed."""

    def __init__(self, settings: Settings, tell: Callable[[str], None]) -> None:
        self.settings = settings
        self._tell = tell
        self._lock = asyncio.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._page: Page | None = None
        self._pool: Pool | None = None
        self._shared: Shared | None = None
        self._failed = float("-inf")
        """When the graph of a new build last could not be opened."""

    async def start(self) -> None:
        """Make the page and start the workers. Raises what the build or its store does."""
        self._seen = self._mark()
        page, _ = await asyncio.gather(asyncio.to_thread(make_page, self.settings.out), self._open())
        self._page = page

    async def page(self) -> Page:
        """Return the page of the build as it is now."""
        await self._look()
        if self._page is None:
            raise BusyError("the page is not made yet; ask again later")
        return self._page

    async def ask(self, request: Request) -> Reply:
        """Return the answer to a request, of the build as it is now. Raises what `Pool.ask` does."""
        await self._look()
        if self._pool is None:
            raise BusyError("the graph is not open; ask again later")
        return await self._pool.ask(request)

    def close(self) -> None:
        """End the workers, and let others write the store."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None
        if self._shared is not None:
            self._shared.release()
            self._shared = None

    def _mark(self) -> tuple[int, int, int] | None:
        """Return what tells one state of the build from another: its manifest is written last."""
        try:
            found = (self.settings.out / _MANIFEST).stat()
        except OSError:
            return None
        # A clock that is set back could give two builds one time, and digests have one length.
        return found.st_mtime_ns, found.st_size, found.st_ino

    async def _look(self) -> None:
        """Make page and workers anew where the build has changed; who asks meanwhile waits."""
        if self._mark() in {None, self._seen} and self._pool is not None:
            return
        async with self._lock:
            mark = self._mark()
            if mark in {None, self._seen} and self._pool is not None:
                return
            if time.monotonic() - self._failed < _PAUSE:
                return
            try:
                page = await asyncio.to_thread(make_page, self.settings.out)
            except KgError as error:
                # The former build goes on; the next one is looked at again.
                self._tell(f"{error}; what was there before is served")
                self._seen = mark
                return
            if self._pool is not None:
                await self._pool.finish()
            self.close()
            try:
                await self._open()
            except KgError as error:
                self._failed = time.monotonic()
                self._tell(f"{error}; tried again with the next request")
                return
            self._page, self._seen = page, mark
            self._tell(f"{self.settings.out}: a new build is served")

    async def _open(self) -> None:
        """Open the store and start workers over it."""
        from kg.graph.store import share

        self._shared = await asyncio.to_thread(share, self.settings.store or self.settings.out)
        pool = Pool(Task(self._shared.url, self.settings.rows, self.settings.timeout))
        try:
            await pool.start()
        except BaseException:
            pool.close()
            self.close()
            raise
        self._pool = pool

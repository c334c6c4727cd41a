"""What is done with one page, in whatever process: its bytes are fetched and extracted.

A task and its outcome are plain records, so that they go through any pipe. The outcome is a pure function of the
page's bytes, the name of the document, the program and its data.
"""

from __future__ import annotations

import hashlib
import logging
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from kg.errors import EngineError, InputError, KgError
from kg.graph.archive import archive_bytes
from kg.page import page_of
from kg.records import Extraction, Issue
from kg.run.manifest import fingerprint
from kg.run.remote import fetch
from kg.run.sources import failure

_REMEMBERED = 1000
"""Pages after which the caches of words are emptied: they are bounded, but large, and new pages bring new words."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setup:
    """How pages are to be worked on, the same for all of them."""

    model: bool
    """Whether the trained components take part."""
    state: str
    """The fingerprint that the program of a worker must have, so that all give the same."""
    archive: bool = True
    """Whether the bytes of the archive are wanted beside the records."""


@dataclass(frozen=True, slots=True)
class Task:
    """One page to work on."""

    doc: str
    where: str
    """A path, or a URL."""
    known: tuple[str, ...] = ()
    """The SHA-256 of bytes that need not be extracted again."""
    data: bytes | None = field(default=None, repr=False)
    """The bytes themselves, where only the one who asks can have them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page."""

    doc: str
    result: Extraction | Issue | None
    """What the page gives, or why it gives nothing; None where its bytes are among those known."""
    source: str = ""
    """The SHA-256 of the page's bytes; empty where they could not be fetched."""
    archive: bytes = field(default=b"", repr=False)

    @property
    def characters(self) -> int:
        """Return how many characters were read."""
        return len(self.result.text) if isinstance(self.result, Extraction) else 0


class PageWork:
    """Works on pages one by one; the pipeline is loaded when the first page needs it."""

    def __init__(self, setup: Setup, load: Callable[[], Any] | None = None) -> None:
        """Take how pages are worked on, and what makes the pipeline where it is not the usual one."""
        self._setup = setup
        self._load = load or partial(_pipeline, setup)
        self._nlp: Any = None
        self._done = 0

    def prepare(self) -> None:
        """Load the pipeline; raises `KgError` where the program itself is wrong."""
        self._nlp = self._load()

    def __call__(self, task: Task) -> Outcome:
        """Return the outcome of a page: one bad page must not stop the others.

        Raises `MemoryError`, and `KgError` where the program itself is wrong: a rule, a model, another version.
        """
        try:
            data = fetch(task.where) if task.data is None else task.data
            source = hashlib.sha256(data).hexdigest()
            if source in task.known:
                return Outcome(task.doc, None, source)
            page = page_of(data, doc=task.doc, name=" ".join(task.where.splitlines()))
        except Exception as error:
            log.debug("%s", task.doc, exc_info=True)
            return _failed(task, error)
        if self._nlp is None:
            self.prepare()
        self._done += 1
        if self._done % _REMEMBERED == 0:
            _forget()
        from kg.extract import extract

        try:
            extraction = extract(page, self._nlp)
            return Outcome(task.doc, extraction, source, archive_bytes(extraction) if self._setup.archive else b"")
        except Exception as error:
            log.debug("%s", task.doc, exc_info=True)
            return _failed(task, error)


def _failed(task: Task, error: Exception) -> Outcome:
    """Return what a fault of one page comes to; raises it again where it is one of the program or the process."""
    if isinstance(error, MemoryError) or (isinstance(error, KgError) and not isinstance(error, InputError)):
        raise error
    return Outcome(task.doc, failure(task.doc, error))


def check(setup: Setup) -> None:
    """Raise `EngineError` where the program in this process is not the one that asks."""
    if _state(model=setup.model) != setup.state:
        raise EngineError(
            f"{platform.node()}: a worker there has another version of the program, its data, Python or libraries; "
            "install the same on all machines, and start the workers again"
        )


@cache
def _state(*, model: bool) -> str:
    """Return the fingerprint when it was first asked for: files that change later are not those this process runs."""
    return fingerprint(model=model)


def _pipeline(setup: Setup) -> Any:
    from kg.nlp import load_pipeline

    check(setup)
    return load_pipeline(model=setup.model)


def _forget() -> None:
    """Empty the caches of the package that have a bound; those without one, or for one thing, hold its data."""
    for name, module in list(sys.modules.items()):
        if name.startswith("kg."):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear") and (value.cache_parameters()["maxsize"] or 0) > 1:
                    value.cache_clear()

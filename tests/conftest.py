"""What all tests share."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from kg.threads import start_one
from tests.browsing import ARGUMENTS, CHROMIUM

if TYPE_CHECKING:
    from spacy.language import Language

# Before numpy is imported: threads that wait for each other would count as time that a page takes.
start_one()
# A shell that runs the tests in the background has Ctrl-C ignored, and so would the commands that tests start and stop.
signal.signal(signal.SIGINT, signal.default_int_handler)
# The same examples in every run, and no time limit for one: the machine of a test run may be busy.
settings.register_profile("tests", derandomize=True, deadline=None)
settings.load_profile("tests")

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline without the trained component, loaded once per process."""
    from kg.nlp import load_pipeline

    return load_pipeline(model=False)


@pytest.fixture(scope="session")
def kg() -> Command:
    """Run the command line in a process of its own: ``kg("build", "x", cwd=…)``; text in, text out."""

    def run(
        *args: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, args)],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start Chromium, once for all tests; skip them where it or the library that drives it is missing."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield started
        started.close()

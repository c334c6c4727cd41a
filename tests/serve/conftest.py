"""A real server over a build of two pages, in a process of its own on a free port of the loopback."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from tests.support import SEEDS

# The loopback is asked without whatever proxy stands between this machine and others.
_OPENER = build_opener(ProxyHandler({}))
TIMEOUT = 2.0
"""Seconds that a query may take."""
ROWS = 40
"""Rows that an answer may have."""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?a != ?j) }"


class Answer(NamedTuple):
    """What the server answers."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Return the body as text."""
        return self.body.decode()


class Server:
    """``kg serve`` in a process group of its own."""

    def __init__(self, out: Path, *options: str) -> None:
        command = [sys.executable, "-m", "kg", "serve", "--out", str(out), "--port", "0", *options]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
        )
        assert self.process.stdout is not None
        found, _, _ = select.select([self.process.stdout], [], [], 60)
        assert found, "the server does not start"
        self.line = self.process.stdout.readline()
        if not self.line:
            raise AssertionError(self.process.communicate()[1])
        self.url = self.line.split()[0]
        self.endpoint = f"{self.url}sparql"

    def get(self, path: str = "", **headers: str) -> Answer:
        """Send a GET; the keywords are headers, with _ for -."""
        return self.send("GET", path, None, headers)

    def ask(self, query: str, *, accept: str = "*/*", **fields: str) -> Answer:
        """Send a query as a form."""
        return self.post(urlencode({"query": query, **fields}), "application/x-www-form-urlencoded", accept)

    def post(self, body: str | bytes, kind: str, accept: str = "*/*") -> Answer:
        """Send a POST to the endpoint."""
        data = body.encode() if isinstance(body, str) else body
        return self.send("POST", "sparql", data, {"Content-Type": kind, "Accept": accept})

    def send(self, method: str, path: str, data: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Send a request, and return its answer whatever its status."""
        request = Request(self.url + path, data, method=method)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with _OPENER.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """End it, and return its exit code and what it said on stderr."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said


def runs(group: int) -> bool:
    """Return whether anything of a process group runs."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def until(so: Callable[[], bool], *, seconds: float = 20) -> bool:
    """Wait until something is so, and return whether it came to that."""
    patience = time.monotonic() + seconds
    while not so():
        if time.monotonic() > patience:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of two pages."""
    return built(tmp_path_factory.mktemp("serve") / "out", "d01.txt", "sanyuan.txt")


def built(out: Path, *pages: str) -> Path:
    """Build pages of the seeds into a folder."""
    from kg.api import build as run_build

    run_build([SEEDS / name for name in pages], out, model=False)
    return out


@pytest.fixture(scope="session")
def server(build: Path) -> Iterator[Server]:
    """A server with short limits, one for all tests that do not end it."""
    with running(build, "--timeout", str(TIMEOUT), "--rows", str(ROWS)) as started:
        yield started


@contextlib.contextmanager
def running(out: Path, *options: str) -> Iterator[Server]:
    """Start a server, and end it with all that it started."""
    started = Server(out, *options)
    try:
        yield started
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.process.pid, signal.SIGKILL)
        started.process.communicate()

"""A server that dies while a graph is loaded into it, and a load that dies while a server listens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.stores.base import STATE
from tests.faults.conftest import Prepared
from tests.faults.fault import CONNECT
from tests.faults.scenarios import QUADS, FirstBuild, Load
from tests.faults.started import Ended, Forked
from tests.graph.servers import Server

DRAWN = (0.0, 0.3, 0.6, 0.99)
"""Which of the requests of a load, from the first to the last."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server of its own."""
    made = Server(tmp_path / "server")
    made.start()
    yield made
    made.kill()


class Loading:
    """A build that is loaded into a server over and over."""

    def __init__(self, forks: Forked, folder: Path, server: Server) -> None:
        """Take a folder with a build."""
        self._forks = forks
        self._folder = folder
        self._server = server

    def load(self, nth: int = 0, kill: int = 0, log: Path | None = None) -> Ended:
        """Load, and kill a process before the n-th request."""
        acts = [{"event": CONNECT, "nth": nth, "kill": kill}] if nth else []
        faults = {"acts": acts, "log": str(log) if log else None}
        return self._forks.run(("load", "--out", "out", "--store", self._server.url), self._folder, faults=faults)

    def rows(self) -> list[str]:
        """Return what the server holds."""
        return self._asked("--store", self._server.url)

    def wanted(self) -> list[str]:
        """Return what the build holds."""
        return self._asked("--out", "out")

    def _asked(self, *place: str) -> list[str]:
        query = self._folder / "quads.rq"
        query.write_text(QUADS, encoding="utf-8")
        asked = self._forks.run(("query", str(query), *place, "--format", "csv"), self._folder)
        assert asked.code == 0, asked.err
        # What a server says of itself is in the union of all its graphs too.
        return sorted(row for row in asked.out.splitlines() if STATE.value not in row)


@pytest.mark.parametrize("whose", ["the server's", "the command's"])
def test_after_any_death_the_next_load_ends_what_was_begun(
    whose: str, prepared: Prepared, forks: Forked, server: Server, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    shutil.copytree(prepared(FirstBuild).after, old)
    shutil.copytree(prepared(Load).before, new)
    log = tmp_path / "log"
    earlier, later = Loading(forks, old, server), Loading(forks, new, server)
    assert earlier.load().code == 0
    assert later.load(log=log).code == 0
    requests = log.read_text(encoding="utf-8").splitlines().count(f"{CONNECT} ")
    assert requests > 5
    wanted = later.wanted()
    assert later.rows() == wanted
    for share in DRAWN:
        assert earlier.load().code == 0
        nth = 1 + int(share * requests)
        if whose == "the server's":
            ended = later.load(nth, kill=server.pid)
            assert ended.code == 2
            assert ended.err.count("\n") == 1
            server.kill()
            server.start()
        else:
            assert later.load(nth).killed
        again = later.load()
        assert again.code == 0, again.err
        assert later.rows() == wanted

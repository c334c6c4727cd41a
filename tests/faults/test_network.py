"""No command asks the network for anything, and none needs it."""

from __future__ import annotations

import socket
from pathlib import Path

from tests.faults.material import FULL, SHORT, YESTERDAY, write_pages
from tests.faults.started import Forked, Fresh

COMMANDS = [
    ("build", "pages", "--out", "out"),
    ("review", "same", FULL, SHORT, "--out", "out"),
    ("review", "--json", "--out", "out"),
    ("build", "pages", "--out", "out"),
    ("extract", "pages/a.txt"),
    ("query", "planned", "--out", "out"),
    ("view", "--out", "out"),
    ("analyze", "matter", "--out", "out"),
    ("analyze", "report", "--out", "out"),
    ("export", "csv", "--out", "out"),
    ("export", "jsonld", "--out", "out"),
    ("export", "neo4j", "--out", "out"),
    ("export", "ftm", "--out", "out"),
    ("load", "--out", "out", "--store", "oxigraph:store"),
    ("query", "planned", "--store", "oxigraph:store"),
    ("validate", "--out", "out"),
    ("diff", "out", "out"),
    ("schema", "check"),
    ("rules", "list"),
]
"""The first runs in a process of its own, which is kept from the network before it loads anything."""


def test_every_command_works_where_there_is_no_network_and_asks_for_none(forks: Forked, tmp_path: Path) -> None:
    work, streams, log = (tmp_path / name for name in ("work", "streams", "log"))
    streams.mkdir()
    write_pages(work / "pages", YESTERDAY)
    faults = {"offline": True, "log": str(log), "under": str(tmp_path / "nothing")}
    for number, command in enumerate(COMMANDS):
        kg: Forked | Fresh = forks if number else Fresh(streams)
        ended = kg.run(command, work, faults=faults)
        assert ended.code == 0, f"{command}: {ended}"
    asked = [line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith(("socket.", "urllib."))]
    assert asked == []


def test_who_does_ask_the_network_is_found_out(forks: Forked, tmp_path: Path) -> None:
    log = tmp_path / "log"
    faults = {"offline": True, "log": str(log), "under": str(tmp_path)}
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        url = f"sparql+http://127.0.0.1:{listener.getsockname()[1]}"
        ended = forks.run(("query", "planned", "--store", url), tmp_path, faults=faults)
    assert ended.code == 2
    assert "kept from the network" in ended.err
    assert log.read_text(encoding="utf-8").startswith("socket.")

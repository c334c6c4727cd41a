"""The command: how it starts, follows its build, and ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kg.graph.store import open_store, sync
from tests.conftest import Command
from tests.graph.servers import Server as Oxigraph
from tests.serve.conftest import ENDLESS, Server, built, running, runs, until

pytestmark = pytest.mark.xdist_group("serve")

DOCUMENTS = "SELECT DISTINCT ?d { ?x dct:isPartOf/dct:identifier ?d }"


def documents(server: Server) -> set[str]:
    """Return the names of the pages that the endpoint tells of."""
    return {row["d"]["value"] for row in json.loads(server.ask(DOCUMENTS).body)["results"]["bindings"]}


def test_one_line_says_where_it_is(server: Server) -> None:
    assert server.line == f"{server.url} (SPARQL: /sparql); Ctrl-C ends it\n"
    assert server.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_with_all_its_processes(build: Path, number: signal.Signals, code: int) -> None:
    """A query that is being answered, and a worker that is being replaced, do not keep it."""
    with running(build, "--timeout", "300") as server:
        asking = threading.Thread(target=lambda: _try(server))
        asking.start()
        assert until(lambda: server.ask("ASK {}").status == 200)
        assert server.stop(number) == (code, "")
        asking.join(30)
        assert until(lambda: not runs(server.process.pid), seconds=10)


def _try(server: Server) -> None:
    try:
        server.ask(ENDLESS)
    except OSError:
        return


def test_a_signal_while_it_starts_ends_it(build: Path) -> None:
    """What it was about to start is not left behind."""
    command = [sys.executable, "-m", "kg", "serve", "--out", str(build), "--port", "0"]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    time.sleep(0.9)
    started.send_signal(signal.SIGTERM)
    _, said = started.communicate(timeout=30)
    assert (started.returncode, said) == (143, b"")
    assert until(lambda: not runs(started.pid), seconds=10)


def test_a_port_in_use_is_told(kg: Command, build: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = kg("serve", "--out", build, "--port", port)
    assert done.returncode == 2
    assert (
        done.stderr == f"kg: --host 127.0.0.1 --port {port}: another program listens there; give another --port, or 0\n"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--host", "no such host"), "kg: --host no such host: no address of this machine"),
        (("--host", "192.0.2.1", "--token", "x"), "kg: --host 192.0.2.1 --port 0: cannot listen there"),
        (("--store", "neo4j:x"), "kg: neo4j:x: names no store"),
        (("--store", "oxigraph:nowhere"), "kg: oxigraph:nowhere: no store here"),
        (("--store", "sparql+http://127.0.0.1:9"), "kg: sparql+http://127.0.0.1:9: no server answers there"),
        (("--timeout", "0"), "kg: Invalid value for '--timeout'"),
        (("--out", "nowhere"), "kg: nowhere: no build here"),
    ],
)
def test_what_cannot_be_served_is_told_in_one_line(
    kg: Command, build: Path, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    done = kg("serve", "--out", build, "--port", "0", *options, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_damaged_graph_is_told(kg: Command, build: Path, tmp_path: Path) -> None:
    out = shutil.copytree(build, tmp_path / "out")
    (out / "graph.trig").write_text("<a> <b", encoding="utf-8")
    done = kg("serve", "--out", out, "--port", "0")
    assert done.returncode == 2
    assert "not a graph that can be read" in done.stderr


def test_page_and_endpoint_follow_the_build(tmp_path: Path) -> None:
    out = built(tmp_path / "out", "sanyuan.txt")
    with running(out) as server:
        assert documents(server) == {"sanyuan.txt"}
        assert "d01.txt" not in server.get().text
        built(out, "sanyuan.txt", "d01.txt")
        assert documents(server) == {"sanyuan.txt", "d01.txt"}
        assert "d01.txt" in server.get().text
        archive = next((out / "statements").iterdir())
        whole = archive.read_bytes()
        archive.write_bytes(whole[:100])
        os.utime(out / "manifest.json")
        assert documents(server) == {"sanyuan.txt", "d01.txt"}
        assert "d01.txt" in server.get().text
        archive.write_bytes(whole)
        (out / "manifest.json").rename(out / "aside.json")
        assert documents(server) == {"sanyuan.txt", "d01.txt"}
        _, said = server.stop()
    told = said.splitlines()
    assert told[0] == f"kg: {out}: a new build is served"
    assert told[1].endswith("what was there before is served")


def test_a_folder_is_read_by_all_workers_and_written_by_none(kg: Command, build: Path, tmp_path: Path) -> None:
    url = f"oxigraph:{tmp_path / 'mine'}"
    store = open_store(url, write=True)
    sync(store, build)
    store.close()
    with running(build, "--store", url) as server:
        assert documents(server) == {"sanyuan.txt", "d01.txt"}
        done = kg("load", "--out", build, "--store", url)
        assert (done.returncode, "another program has this store open" in done.stderr) == (2, True)
    assert kg("load", "--out", build, "--store", url).returncode == 0


def test_a_store_that_is_being_written_is_not_served(kg: Command, build: Path, tmp_path: Path) -> None:
    url = f"oxigraph:{tmp_path / 'mine'}"
    store = open_store(url, write=True)
    sync(store, build)
    done = kg("serve", "--out", build, "--store", url, "--port", "0")
    assert (done.returncode, "another program has this store open" in done.stderr) == (2, True)
    store.close()


def test_a_build_with_a_store_of_its_own(build: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The parent brings it up to date, readers open it, and another reader of the build uses memory meanwhile."""
    from kg.graph import store as stores

    monkeypatch.setattr(stores, "_WORTH", 0)
    out = shutil.copytree(build, tmp_path / "out")
    shared = stores.share(out)
    assert shared.url == f"oxigraph:{out / 'store'}"
    readers = [stores.open_shared(shared.url) for _ in range(2)]
    text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    (first,), (second,) = (list(reader.query(text, prefixes={})) for reader in readers)
    assert first[0] == second[0]
    shared.release()
    assert stores.open_built(out) is not None


def test_another_server_is_asked_and_told_when_it_is_gone(build: Path, tmp_path: Path) -> None:
    oxigraph = Oxigraph(tmp_path / "data")
    oxigraph.start()
    try:
        sync(open_store(oxigraph.url, write=True), build)
        with running(build, "--store", oxigraph.url, "--timeout", "5", "--rows", "3") as server:
            assert documents(server) == {"sanyuan.txt", "d01.txt"}
            cut = server.ask("SELECT * { ?s ?p ?o }", accept="text/csv")
            assert (len(cut.text.splitlines()), cut.headers["X-SPARQL-MaxRows"]) == (4, "3")
            none = server.ask("SELECT ?s FROM <http://a.example/none> { ?s ?p ?o }", accept="text/csv")
            assert none.text == "s\r\n"
            only = server.ask("ASK { ?s ?p ?o }", **{"default-graph-uri": "http://a.example/none"})
            assert json.loads(only.body)["boolean"] is False
            oxigraph.kill()
            gone = server.ask("ASK {}")
            assert (gone.status, "no server answers there" in gone.text) == (502, True)
    finally:
        oxigraph.kill()

"""Stores in memory, on disk and on a server: one contract, and what each of them must get over."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg import cli
from kg.errors import BusyError, DamagedInput, KgError, NotFound, OptionError, OutputError, QueryError, StoreError
from kg.graph import store as module
from kg.graph.query import Answer, named_queries, run_construct, run_query
from kg.graph.store import BUILT, Store, as_rdflib, open_store, store_of, sync
from kg.graph.stores import server
from kg.graph.stores.base import FORMAT, Part
from kg.graph.stores.server import ServerStore, read_address, shown
from kg.graph.terms import BASE, Names
from kg.records import Dataset
from tests.graph.gold import gold_dataset
from tests.graph.servers import Server, written_build
from tests.support import ROOT

Capture = pytest.CaptureFixture[str]
OTHER = "https://example.org/other/"
KINDS = ("memory", "oxigraph", "server")
UPDATES = "?update=/update"
"""Lets a server be written by updates alone."""
CONSTRUCT = "CONSTRUCT { ?b kg:madeBy ?a } WHERE { ?a kg:produces ?b }"


@cache
def changed() -> Dataset:
    """The gold pages, one of them gone and one with another title; an entity has another name more."""
    gold = gold_dataset()
    first, *others = gold.documents
    entity, *entities = gold.entities
    documents = (replace(first, title="改了"), *others[:-1])
    return replace(gold, documents=documents, entities=(replace(entity, aliases=("又名",)), *entities))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written_build(gold_dataset(), tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written_build(changed(), tmp_path_factory.mktemp("second"))


@pytest.fixture(scope="module")
def builds(first: Path, second: Path) -> tuple[Path, Path]:
    """Two builds, the second of which differs from the first."""
    return first, second


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Server]:
    one = Server(tmp_path / "server")
    one.start()
    yield one
    one.kill()


@pytest.fixture(params=(*KINDS, "updates"))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """What names an empty store of each kind; of a server both ways of writing."""
    if request.param in {"server", "updates"}:
        running = request.getfixturevalue("running").url
        return running if request.param == "server" else f"{running}{UPDATES}"
    return "memory:" if request.param == "memory" else f"oxigraph:{tmp_path / 'disk'}"


@pytest.fixture(params=KINDS[1:])
def lasting(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """What names an empty store of each kind that outlives its process."""
    if request.param == "server":
        return str(request.getfixturevalue("running").url)
    return f"oxigraph:{tmp_path / 'disk'}"


def names(dataset: Dataset) -> set[str]:
    return {Names().document(document.doc).value for document in dataset.documents}


def test_a_sync_is_a_fresh_load(url: str, first: Path, second: Path) -> None:
    store = open_store(url, write=True)
    assert store.documents() == {}
    assert sync(store, first) == (8, 0, 0)
    assert set(store.quads()) == set(store_of(gold_dataset()).quads())
    assert set(store.documents()) == names(gold_dataset())
    assert sync(store, first) == (0, 0, 8)
    assert sync(store, second) == (1, 1, 6)
    assert set(store.quads()) == set(store_of(changed()).quads())
    assert store.count() == store_of(changed()).count()
    assert set(store.documents()) == names(changed())
    assert store.header().graph
    store.close()


def test_a_build_under_another_base_takes_the_place_of_the_first(url: str, first: Path, tmp_path: Path) -> None:
    store = open_store(url, write=True)
    sync(store, first)
    assert sync(store, written_build(gold_dataset(), tmp_path / "moved", base=OTHER)) == (8, 8, 0)
    assert store.base == OTHER
    assert set(store.quads()) == set(store_of(gold_dataset(), base=OTHER).quads())
    assert run_query(store, "pages").rows


def test_a_part_is_replaced_and_dropped(url: str) -> None:
    store = open_store(url, write=True)
    node, doc = NamedNode(f"{BASE}id/x"), f"{BASE}doc/x"
    odd = Literal('"}\n\\ <a> \u0001\U0001f600', language="zh")
    triples = [[Triple(node, node, odd)], [Triple(node, node, Literal("x")), Triple(node, node, node)]]
    for digest, said in zip("ab", triples, strict=True):
        store.replace([part_of(doc, digest, *said)])
        assert store.documents() == {doc: digest}
        assert set(store.quads()) == {Quad(*triple, NamedNode(doc)) for triple in said}
    store.drop([doc])
    assert store.documents() == {}
    assert store.count() == 0


def part_of(doc: str, digest: str, *triples: Triple) -> Part:
    text = serialize(triples, format=RdfFormat.TURTLE)
    assert text is not None
    return Part(doc, digest, len(text), b"", lambda: text)


@pytest.fixture(scope="module")
def loaded(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    """The same build in a store of each kind."""
    one = Server(tmp_path_factory.mktemp("server"))
    one.start()
    urls = ("memory:", f"oxigraph:{tmp_path_factory.mktemp('disk')}", one.url)
    stores = {kind: open_store(url, write=True) for kind, url in zip(KINDS, urls, strict=True)}
    for store in stores.values():
        sync(store, first)
    yield stores
    one.kill()


@pytest.mark.parametrize("kind", KINDS)
def test_every_store_gives_the_same_answers(kind: str, loaded: dict[str, Store]) -> None:
    plain, store = store_of(gold_dataset()), loaded[kind]
    for name in named_queries():
        expected = run_query(plain, name)
        found = run_query(store, name)
        assert found.columns == expected.columns
        assert told(found) == told(expected)
    assert run_query(store, "about", {"entity": "“垛上香”"}).rows
    assert run_query(store, "ASK { ?s kg:visited ?o }").rows == [(True,)]
    assert run_construct(store, CONSTRUCT) == run_construct(plain, CONSTRUCT)
    assert run_query(store, "ASK { ?x ?y kg: }").rows == [(False,)]
    own = "PREFIX kg: <https://example.org/> PREFIX k: <https://w3id.org/yuanqu/ns#> SELECT ?x { ?x a k:Firm, kg:no }"
    assert run_query(store, own).rows == []
    numbers = 'SELECT ?a ?b ?c ?d ?e { BIND (1 AS ?a) BIND (2.5 AS ?b) BIND (true AS ?c) BIND ("x"@zh AS ?d) }'
    assert run_query(store, numbers).rows == [(1, 2.5, True, "x", None)]
    with pytest.raises(QueryError, match="query: line 2, column 9: the query breaks off"):
        run_query(store, "SELECT ?x {\n ?x ?y }")


def told(answer: Answer) -> list[str]:
    """Return rows whatever their order; that of names joined in a cell is free in SPARQL too."""
    return sorted(str(["、".join(sorted(str(value).split("、"))) for value in row]) for row in answer.rows)


@pytest.mark.parametrize("kind", KINDS)
def test_rdflib_sees_the_whole_graph(kind: str, loaded: dict[str, Store]) -> None:
    dataset = as_rdflib(loaded[kind])
    text = "SELECT ?x { ?x a <https://w3id.org/yuanqu/ns#Firm> }"
    firms = {str(row[0]) for row in dataset.query(text)}
    assert firms == {row[0] for row in run_query(loaded[kind], text).rows}
    page = NamedNode(f"{BASE}doc/d01.txt")
    said = sum(quad.graph_name == page for quad in loaded[kind].quads())
    counted = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {page} {{ ?s ?p ?o }} }}"
    assert [int(row[0]) for row in dataset.query(counted)] == [said]


def test_a_store_is_found_again(lasting: str, first: Path) -> None:
    with pytest.raises(NotFound, match="run `kg load"):
        open_store(lasting)
    store = open_store(lasting, write=True)
    sync(store, first)
    store.close()
    again = open_store(lasting)
    assert again.base == BASE
    assert set(again.quads()) == set(store_of(gold_dataset()).quads())


def test_a_store_of_a_later_format_is_told(lasting: str, first: Path) -> None:
    store = open_store(lasting, write=True)
    sync(store, first)
    store.say(replace(store.header(), format=FORMAT + 1))
    store.close()
    for write in (False, True):
        with pytest.raises(DamagedInput, match=f"has format {FORMAT + 1}, and this program knows") as caught:
            open_store(lasting, write=write)
        assert "\n" not in str(caught.value)


def test_what_is_half_loaded_is_told_and_taken_up_again(lasting: str, first: Path, second: Path) -> None:
    store = open_store(lasting, write=True)
    sync(store, first)
    store.say(replace(store.header(), loading=True, graph=""))
    store.close()
    with pytest.raises(DamagedInput, match="half loaded; run `kg load"):
        open_store(lasting)
    store = open_store(lasting, write=True)
    assert sync(store, second) == (1, 1, 6)
    store.close()
    assert set(open_store(lasting).quads()) == set(store_of(changed()).quads())


def test_a_store_with_other_triples_is_left_alone(lasting: str, first: Path) -> None:
    store = open_store(lasting, write=True)
    node = NamedNode("https://example.org/a")
    store.replace([part_of(node.value, "", Triple(node, node, node))])
    with pytest.raises(OutputError, match="holds triples that no build put there"):
        sync(store, first)
    assert store.count() == 1


@pytest.mark.parametrize("bulk", [1, 2_000_000])
def test_a_writer_that_is_killed_leaves_what_the_next_one_repairs(
    bulk: int, first: Path, second: Path, tmp_path: Path
) -> None:
    url = f"oxigraph:{tmp_path / 'disk'}"
    killed(url, first, bulk, at=5)
    with pytest.raises(DamagedInput, match="half loaded"):
        open_store(url)
    store = open_store(url, write=True)
    sync(store, second)
    assert set(store.quads()) == set(store_of(changed()).quads())
    assert set(store.documents()) == names(changed())


def killed(url: str, out: Path, bulk: int, *, at: int) -> None:
    """Let a process load a build part by part and end it when it comes to one of them."""
    code = (
        "import os, sys\nfrom kg.graph.store import open_store, sync\nfrom kg.graph.stores import embedded\n"
        f"import kg.graph.stores.sync\nsys.modules['kg.graph.stores.sync'].BATCH = 1\nembedded._BULK = {bulk}\n"
        f"sync(open_store({url!r}, write=True), {str(out)!r}, lambda w, n, of: n == {at} and os.kill(os.getpid(), 9))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == -9


@pytest.mark.parametrize("way", ["", UPDATES])
def test_a_server_that_is_killed_half_way_is_loaded_again(
    way: str, running: Server, builds: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capfd: Capture
) -> None:
    first, second = builds
    url = f"{running.url}{way}"
    monkeypatch.setattr(server, "_BATCH", 2_000)
    monkeypatch.setattr(server, "_TRIPLES", 20)
    assert cli.run(["load", "--out", str(first), "--store", url]) == 0
    assert capfd.readouterr().out == f"{url}: 8 documents replaced, 0 dropped, 0 unchanged\n"
    running.kill()
    running.start()
    with monkeypatch.context() as patch:
        patch.setattr(ServerStore, "_send", dying(running, at="改了"))
        assert cli.run(["load", "--out", str(second), "--store", url]) == 2
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "load it again" in said
    running.start()
    half = set(ServerStore(url).quads())
    assert half
    assert half not in (set(store_of(gold_dataset()).quads()), set(store_of(changed()).quads()))
    assert cli.run(["query", "pages", "--store", url]) == 2
    assert "half loaded; run `kg load" in capfd.readouterr().err
    assert cli.run(["load", "--out", str(second), "--store", url]) == 0
    assert set(open_store(url).quads()) == set(store_of(changed()).quads())
    capfd.readouterr()
    assert cli.run(["query", "pages", "--store", url, "--out", "nowhere"]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 7


def dying(one: Server, *, at: str) -> Callable[..., tuple[str, bytes]]:
    """Return how requests are sent to a server that is killed before the one that holds a word."""
    send = ServerStore._send

    def watched(self: ServerStore, path: str, text: str | bytes, kind: str) -> tuple[str, bytes]:
        if at.encode() in (text.encode() if isinstance(text, str) else text):
            one.kill()
        return send(self, path, text, kind)

    return watched


def test_only_oxigraph_is_sent_files(running: Server, first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    send = ServerStore._send

    def noted(self: ServerStore, path: str, text: str | bytes, kind: str) -> tuple[str, bytes]:
        sent.append(path)
        return send(self, path, text, kind)

    monkeypatch.setattr(ServerStore, "_send", noted)
    sync(open_store(running.url, write=True), first)
    assert "/store?no_transaction" in sent
    sent.clear()
    monkeypatch.setattr(server, "_BULK_LOADER", "Another/")
    sync(open_store(running.url, write=True), written_build(changed(), first.with_name("again")))
    assert set(sent) == {"/query", "/update"}


def test_a_server_that_refuses_or_does_not_answer_is_told(running: Server, first: Path, capfd: Capture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        quiet = f"sparql+http://127.0.0.1:{silent.getsockname()[1]}?timeout=0.2"
        for url, message in (
            (quiet, "no answer within 0.2 s"),
            (f"{running.url}?query=/nothing", "the server refuses /nothing: 404"),
            (f"{running.url}?update=/nothing", "the server refuses /nothing: 404"),
        ):
            assert cli.run(["load", "--out", str(first), "--store", url]) == 2
            shown, said = capfd.readouterr()
            assert (shown, said.count("\n")) == ("", 1)
            assert message in said
    running.kill()
    assert cli.run(["query", "pages", "--store", running.url]) == 2
    assert "no server answers there (Connection refused)" in capfd.readouterr().err


def test_other_paths_of_a_server_can_be_named(running: Server, first: Path) -> None:
    url = f"{running.url}?query=/query&update=/update&timeout=30"
    assert sync(open_store(url, write=True), first) == (8, 0, 0)
    assert run_query(open_store(url), "pages").rows


def test_a_server_that_keeps_its_graphs_apart_is_told(
    running: Server, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(open_store(running.url, write=True), first)
    monkeypatch.setattr(server, "_UNION", "nothing")
    with pytest.raises(StoreError, match="answers from its default graph alone"):
        open_store(running.url)


def test_an_address_is_read() -> None:
    at = read_address("sparql+http://localhost:7878")
    assert (at.host, at.port, at.query, at.update, at.user) == ("localhost", 7878, "/query", "/update", None)
    at = read_address("sparql+https://a:b%40@example.org/ds/?query=sparql&update=/x/update&timeout=5")
    assert (at.query, at.update, at.timeout, at.user) == ("/ds/sparql", "/x/update", 5, ("a", "b@"))
    assert at.endpoint == "https://example.org/ds/sparql"
    assert read_address("sparql+http://[::1]:7878").endpoint == "http://[::1]:7878/query"
    assert shown("sparql+https://a:secret@example.org/") == "sparql+https://a@example.org/"


@pytest.mark.parametrize(
    "url", ["sparql+http://", "sparql+http://h:x", "sparql+http://h?a=b", "sparql+http://h?timeout=0"]
)
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(OptionError, match="no address of a server"):
        open_store(url)


@pytest.mark.parametrize("url", ["oxigraph:", "memory:x", "http://localhost:7878", "neo4j:x"])
def test_a_url_that_names_no_store_is_told_with_those_that_do(url: str, capfd: Capture) -> None:
    assert cli.run(["query", "pages", "--store", url]) == 2
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert f"{url}: names no store; known are memory:, oxigraph:PATH, sparql+http" in said


def test_a_store_whose_making_broke_off_is_made_anew_and_a_folder_of_somebody_else_is_not(
    first: Path, tmp_path: Path
) -> None:
    place = tmp_path / "mine"
    place.mkdir()
    for name in (
        "LOCK",
        "LOG",
        "LOG.old.1772000000000000",
        "IDENTITY",
        "MANIFEST-000001",
        "000001.dbtmp",
    ):
        (place / name).touch()
    store = open_store(f"oxigraph:{place}", write=True)
    assert sync(store, first).replaced
    store.close()
    other = tmp_path / "other"
    other.mkdir()
    (other / "LOCK").touch()
    (other / "letter.txt").touch()
    with pytest.raises(StoreError, match="a folder with other files in it"):
        open_store(f"oxigraph:{other}", write=True)
    assert sorted(path.name for path in other.iterdir()) == ["LOCK", "letter.txt"]


def test_a_load_needs_a_build_and_a_store(first: Path, tmp_path: Path, capfd: Capture) -> None:
    disk = tmp_path / "disk"
    assert cli.run(["load", "--out", str(tmp_path / "none"), "--store", f"oxigraph:{disk}"]) == 2
    assert "no build here" in capfd.readouterr().err
    assert not disk.exists()
    assert cli.run(["load", "--out", str(first), "--store", str(first)]) == 2
    assert "the stores are memory:, oxigraph:PATH" in capfd.readouterr().err
    assert cli.run(["query", "pages", "--store", f"oxigraph:{disk}"]) == 2
    assert "no store here" in capfd.readouterr().err
    assert not disk.exists()


def test_only_a_build_is_asked_for_what_is_sure(first: Path, capfd: Capture) -> None:
    assert cli.run(["query", "pages", "--store", str(first), "--min-confidence", "0.5"]) == 2
    assert "read a build: give --out" in capfd.readouterr().err


def test_a_graph_that_its_manifest_does_not_know_is_told(tmp_path: Path) -> None:
    out = written_build(gold_dataset(), tmp_path)
    (out / "graph.trig").write_bytes((out / "graph.trig").read_bytes() + b"\n")
    with pytest.raises(DamagedInput, match="not the graph that manifest.json speaks of"):
        sync(open_store("memory:", write=True), out)
    (out / "manifest.json").write_text('{"format": 1}')
    with pytest.raises(DamagedInput, match="does not tell where documents stand"):
        sync(open_store("memory:", write=True), out)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build whose graph is kept in its folder however small it is."""
    monkeypatch.setattr(module, "_WORTH", 0)
    return written_build(gold_dataset(), tmp_path / "out")


def asked(out: Path) -> set[Quad]:
    """Return what a build gives when it is opened."""
    store = open_store(out)
    found = set(store.quads())
    store.close()
    return found


def test_a_build_keeps_its_graph_and_brings_it_up_to_date(kept: Path) -> None:
    assert asked(kept) == set(store_of(gold_dataset()).quads())
    assert (kept / BUILT).is_dir()
    written_build(changed(), kept)
    assert asked(kept) == set(store_of(changed()).quads())
    store = open_store(f"oxigraph:{kept / BUILT}")
    assert set(store.documents()) == names(changed())


def test_a_small_build_keeps_nothing(first: Path) -> None:
    assert asked(first) == set(store_of(gold_dataset()).quads())
    assert not (first / BUILT).exists()


def test_a_kept_graph_that_is_damaged_or_of_another_format_is_made_anew(kept: Path) -> None:
    whole = asked(kept)
    store = open_store(f"oxigraph:{kept / BUILT}")
    store.say(replace(store.header(), format=FORMAT + 1))
    store.close()
    assert asked(kept) == whole
    (kept / BUILT / "CURRENT").write_bytes(b"nothing")
    with pytest.raises(DamagedInput, match="not a store that can be read"):
        open_store(f"oxigraph:{kept / BUILT}")
    assert asked(kept) == whole
    assert open_store(f"oxigraph:{kept / BUILT}").count() == len(whole)


def test_a_kept_graph_whose_writer_was_killed_is_made_good(kept: Path) -> None:
    killed(f"oxigraph:{kept / BUILT}", kept, 1, at=3)
    assert asked(kept) == set(store_of(gold_dataset()).quads())


def test_a_store_that_another_process_has_is_told_and_a_build_is_read_beside_it(kept: Path) -> None:
    whole = asked(kept)
    code = f"from kg.graph.store import open_store; s = open_store({str(kept)!r}); print(flush=True); input()"
    code = f"from kg.graph import store; store._WORTH = 0; {code}"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        with pytest.raises(BusyError, match="another program has this store open"):
            open_store(f"oxigraph:{kept / BUILT}")
        assert asked(kept) == whole
        holder.communicate(b"\n")
    assert holder.returncode == 0


def test_a_build_whose_folder_takes_no_store_is_read_into_memory(kept: Path) -> None:
    (kept / BUILT).write_text("in the way")
    assert asked(kept) == set(store_of(gold_dataset()).quads())
    assert (kept / BUILT).read_text() == "in the way"


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(f"oxigraph:{tmp_path / 'a' / 'b'}", write=True)
    store.close()
    with pytest.raises(KgError, match="closed"):
        store.count()


def test_python_asks_the_kept_graph_of_a_whole_build_only(kept: Path) -> None:
    from kg.api import Graph
    from kg.graph.archive import write_archive

    (kept / "statements").mkdir()
    for page in gold_dataset().documents:
        write_archive(page, kept / "statements" / f"{page.doc}.jsonl")
    graph = Graph.open(kept)
    assert len(graph.sparql("pages")) == 8
    assert graph._store.url == str(kept / BUILT)
    assert len(graph.to_rdflib()) > 0
    graph._store.close()
    assert graph.confident(0.5)._store.url == "memory:"
    judged = Graph.open(kept)
    (kept / "judgements.jsonl").write_text("")
    os.utime(kept / "judgements.jsonl")
    assert judged._store.url == "memory:"

"""How the server holds many clients at once: ``python -m benchmarks.serve [OUT] [--clients 50] [--seconds 120]``.

Starts ``kg serve`` over a finished build, and has each client ask one thing after another without a pause: small
questions, named ones, triples, ten thousand rows, the page, now and then a query with a mistake. Every twentieth time a
client connects anew. Counts errors (another status than was due, a connection that breaks), and tells the time of
answers, the memory of the server with its workers while it goes on, and what they computed for an answer. The last two
are read from /proc: Linux only.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

from kg.graph.query import find_query
from kg.graph.sparql import bind
from kg.graph.terms import BASE

_ANEW = 20
_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Kind:
    """A request as clients send it."""

    name: str
    weight: int
    path: str
    body: str | None = None
    accept: str = "*/*"
    due: int = 200


@dataclass(slots=True)
class Told:
    """What became of the requests."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    bytes: int = 0
    computed: float = 0
    """Seconds that the server and its workers computed."""


def kinds() -> list[Kind]:
    """Return what clients ask."""

    def asked(name: str, weight: int, query: str, accept: str = "*/*", due: int = 200) -> Kind:
        return Kind(name, weight, "/sparql", urlencode({"query": query}), accept, due)

    def named(name: str, **values: str) -> str:
        known = find_query(name)
        filled = {p.name: p.default for p in known.parameters} | values
        return bind(known.text, filled, base=(BASE, BASE)).text

    return [
        asked("ASK", 20, "ASK { ?firm a kg:Firm ; rdfs:label ?name }"),
        asked("20 names, JSON", 30, "SELECT ?name { ?firm a kg:Firm ; rdfs:label ?name } ORDER BY ?name LIMIT 20"),
        asked("named: inside", 10, named("inside", place="县"), "text/csv"),
        asked("named: investors", 10, named("investors"), "text/csv"),
        asked("evidence", 15, "SELECT ?q { ?s kg:quote ?q ; kg:status kg:Planned } LIMIT 50"),
        asked("CONSTRUCT", 10, "CONSTRUCT WHERE { ?a kg:locatedIn ?b } LIMIT 200", "text/turtle"),
        asked("10,000 rows, JSON", 2, "SELECT * { ?s ?p ?o } LIMIT 10000"),
        asked("a mistake", 2, "SELECT * { ?s ?p", due=400),
        Kind("the page", 1, "/"),
    ]


def client(number: int, address: str, until: float, told: Told) -> None:
    """Ask one thing after another until a time."""
    chance = random.Random(number)  # noqa: S311 - what is asked next, no secret
    known = kinds()
    connection = http.client.HTTPConnection(address, timeout=_PATIENCE)
    asked = 0
    while time.monotonic() < until:
        kind = chance.choices(known, [one.weight for one in known])[0]
        began = time.monotonic()
        try:
            size, status = answered(connection, kind)
        except (OSError, http.client.HTTPException) as error:
            told.errors.append(f"{kind.name}: {type(error).__name__} {error}")
            connection.close()
            continue
        told.seconds[kind.name].append(time.monotonic() - began)
        told.bytes += size
        if status != kind.due:
            told.errors.append(f"{kind.name}: {status}")
        asked += 1
        if asked % _ANEW == 0:
            connection.close()
    connection.close()


def answered(connection: http.client.HTTPConnection, kind: Kind) -> tuple[int, int]:
    """Return the size and the status of an answer."""
    headers = {"Accept": kind.accept}
    if kind.body is None:
        connection.request("GET", kind.path, headers=headers)
    else:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", kind.path, kind.body, headers | form)
    answer = connection.getresponse()
    return len(answer.read()), answer.status


def memory(process: int) -> list[float]:
    """Return the megabytes that a process holds, and those of each process below it."""
    return [_resident(process), *(_resident(child) for child in _children(process))]


def computed(process: int) -> float:
    """Return the seconds that a process and those below it have computed."""
    ticks = 0
    for one in (process, *_children(process)):
        fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _resident(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def _children(process: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            above = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
        if above == process:
            yield int(stat.parent.name)


def run(out: str, clients: int, seconds: float) -> Told:
    """Ask a server for some seconds, print its memory meanwhile, and return what became of the requests."""
    command = [sys.executable, "-m", "kg", "serve", "--out", out, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:  # noqa: S603 - this program
        try:
            line = server.stdout.readline() if server.stdout else ""
            address = urlsplit(line.split()[0]).netloc
            told = Told()
            print(f"at the start: {_shown(memory(server.pid))}")
            before = computed(server.pid)
            until = time.monotonic() + seconds
            threads = [threading.Thread(target=client, args=(n, address, until, told)) for n in range(clients)]
            for thread in threads:
                thread.start()
            for tenth in range(1, 11):
                time.sleep(max(0, until - seconds * (1 - tenth / 10) - time.monotonic()))
                print(f"after {tenth * seconds / 10:.0f} s: {_shown(memory(server.pid))}", flush=True)
            for thread in threads:
                thread.join()
            told.computed = computed(server.pid) - before
            time.sleep(1)
            print(f"at rest: {_shown(memory(server.pid))}")
        finally:
            server.terminate()
    return told


def _shown(megabytes: Sequence[float]) -> str:
    each = ", ".join(f"{one:.0f}" for one in megabytes)
    return f"{sum(megabytes):.0f} MB ({each})"


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", default="out")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    given = parser.parse_args()
    told = run(given.out, given.clients, given.seconds)
    total = sum(map(len, told.seconds.values()))
    print(f"{total} answers, {told.bytes / 1e6:.0f} MB, {len(told.errors)} errors")
    print(f"{told.computed / max(1, total) * 1000:.1f} ms of a processor an answer, for the server and its workers")
    for error in told.errors[:10]:
        print(f"  {error}")
    every = [second for times in told.seconds.values() for second in times]
    for name, times in {"all": every, **told.seconds}.items():
        cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
        shown = ", ".join(f"{part} {cuts[part - 1] * 1000:.0f}" for part in (50, 95, 99))
        print(f"{name}: {len(times)}; ms at % {shown}, at most {max(times) * 1000:.0f}")


if __name__ == "__main__":
    main()

"""The protocol below the application: whoever is slow is cut off, and whoever is not is not."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
import uvicorn

from kg.errors import BusyError
from kg.serve import answer, connection
from kg.serve.answer import Answer, Outgoing
from tests.serve.conftest import until

SIZE = 20_000_000
OUTGOING = Outgoing()


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer with many bytes, or with few."""
    body = b"x" * SIZE if scope["path"] == "/large" else b"ok"
    await Answer(body, {"Content-Type": "text/plain"}, OUTGOING)(scope, receive, send)


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], socket.socket]]:
    """Return what connects to a server of little patience."""
    monkeypatch.setattr(connection, "ASKED", 0.5)
    monkeypatch.setattr(connection, "TAKEN", 0.5)
    monkeypatch.setattr(connection, "CONNECTIONS", 8)
    config = uvicorn.Config(
        app, http=connection.Connection, ws="none", lifespan="off", log_config=None, log_level="critical"
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        opened = []

        def connected() -> socket.socket:
            opened.append(socket.create_connection(listener.getsockname(), timeout=10))
            return opened[-1]

        assert until(lambda: server.started)
        yield connected
        for one in opened:
            one.close()
        server.should_exit = True
        thread.join()


def rest(one: socket.socket) -> bytes:
    """Return what comes until the connection is closed."""
    back = b""
    with suppress(ConnectionError):
        while piece := one.recv(1 << 20):
            back += piece
    return back


def answered(one: socket.socket) -> bool:
    """Ask for a little, and return whether it comes."""
    one.sendall(head())
    back = b""
    while not back.endswith(b"\r\n\r\nok"):
        if not (piece := one.recv(4096)):
            return False
        back += piece
    return True


def head(path: str = "/", more: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n".encode()


def test_a_request_that_drips_is_cut_off(connect: Callable[[], socket.socket]) -> None:
    one = connect()
    began = time.monotonic()
    with suppress(ConnectionError):
        for byte in head() * 4:
            one.sendall(bytes([byte]))
            time.sleep(0.05)
    assert rest(one) == b""
    assert time.monotonic() - began < 5


def test_a_body_that_drips_behind_its_answer_is_cut_off(connect: Callable[[], socket.socket]) -> None:
    one = connect()
    one.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
    assert b"200 OK" in one.recv(4096)
    with pytest.raises(ConnectionError):
        for _ in range(100):
            one.sendall(b"x")
            time.sleep(0.05)


def test_a_connection_that_says_nothing_is_closed(connect: Callable[[], socket.socket]) -> None:
    assert rest(connect()) == b""


def test_an_answer_that_nobody_takes_is_dropped(connect: Callable[[], socket.socket]) -> None:
    one = connect()
    one.sendall(head("/large"))
    assert until(lambda: OUTGOING.bytes == SIZE)
    assert until(lambda: OUTGOING.bytes == 0)
    assert len(rest(one)) < SIZE


def test_an_answer_is_whole_for_whoever_takes_it(connect: Callable[[], socket.socket]) -> None:
    one = connect()
    one.sendall(head("/large", "Connection: close\r\n"))
    back = rest(one)
    assert back.partition(b"\r\n\r\n")[2] == b"x" * SIZE
    assert f"content-length: {SIZE}".encode() in back[:1000].lower()
    assert until(lambda: OUTGOING.bytes == 0)


def test_one_connection_serves_many_requests(connect: Callable[[], socket.socket]) -> None:
    one = connect()
    for _ in range(8):
        assert answered(one)
        time.sleep(0.1)
    one.sendall(b"HEAD /large HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert rest(one).endswith(b"\r\n\r\n")


def test_one_connection_too_many_is_closed(connect: Callable[[], socket.socket]) -> None:
    open_ones = [connect() for _ in range(8)]
    assert rest(connect()) == b""
    assert answered(open_ones[0])


def test_large_answers_have_only_so_much_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "LARGE", 10)
    outgoing = Outgoing(most=25)
    outgoing.bytes = 20
    Answer(b"small", {}, outgoing)
    with pytest.raises(BusyError, match="ask again later"):
        Answer(b"more than 5 bytes", {}, outgoing)
    Answer(b"more than 5 bytes", {}, Outgoing(most=None))

"""Bytes that are no proper request, or one that two servers would read in two ways."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from tests.serve.conftest import Server

pytestmark = pytest.mark.xdist_group("serve")

HOST = b"Host: 127.0.0.1\r\n"
POST = b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/x-www-form-urlencoded\r\n"
GET = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\n" + HOST
FORM = b"query=ASK%20%7B%7D"
CHUNKED = b"12\r\n" + FORM + b"\r\n0\r\n\r\n"
SECOND = b"GET /second HTTP/1.1\r\n" + HOST + b"\r\n"

REFUSED = {
    "two lengths": POST + b"Content-Length: 4\r\nContent-Length: 18\r\n\r\n" + FORM,
    "a length with a sign": POST + b"Content-Length: +18\r\n\r\n" + FORM,
    "a length below nothing": POST + b"Content-Length: -1\r\n\r\n" + FORM,
    "a length and pieces": POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED + SECOND,
    "pieces and a length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n" + CHUNKED + SECOND,
    "pieces in HTTP/1.0": POST.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNKED + SECOND,
    "pieces twice": POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED,
    "packed pieces": POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + CHUNKED,
    "another coding": POST + b"Transfer-Encoding: xchunked\r\n\r\n" + CHUNKED,
    "a space before the colon": POST + b"Transfer-Encoding : chunked\r\n\r\n" + CHUNKED,
    "a piece with a wrong length": POST + b"Transfer-Encoding: chunked\r\n\r\n0x12\r\n" + FORM + b"\r\n0\r\n\r\n",
    "a piece without its end": POST + b"Transfer-Encoding: chunked\r\n\r\n12\r\n" + FORM + b"XX0\r\n\r\n" + SECOND,
    "two hosts": GET + b"Host: evil.example\r\n\r\n",
    "no host": GET.replace(HOST, b"") + b"\r\n",
    "a header that goes on": GET + b" evil.example\r\n\r\n",
    "a zero byte": GET + b"X: a\0b\r\n\r\n",
    "a line break in a header": GET + b"X: a\rb\r\n\r\n",
    "a head without an end": GET + b"".join(b"X%d: 1\r\n" % i for i in range(20_000)),
    "a path that is no ASCII": "GET /中 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode(),
    "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
}


def sent(server: Server, data: bytes) -> bytes:
    """Return all that comes back until the server closes the connection."""
    host, _, port = urlsplit(server.url).netloc.partition(":")
    back = b""
    with socket.create_connection((host, int(port)), timeout=10) as connection, suppress(ConnectionError):
        connection.sendall(data)
        while piece := connection.recv(65536):
            back += piece
    return back


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_can_be_read_in_two_ways_is_refused_and_the_connection_closed(server: Server, data: bytes) -> None:
    back = sent(server, data)
    assert back.startswith(b"HTTP/1.1 400 ")
    assert back.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in back.lower()
    assert b'"boolean"' not in back


@pytest.mark.parametrize(
    ("data", "statuses"),
    [
        (GET + b"\r\n" + GET + b"Connection: close\r\n\r\n", [200, 200]),
        (GET + b"Content-Length: %d\r\n\r\n" % len(SECOND) + SECOND + GET + b"Connection: close\r\n\r\n", [200, 200]),
        (POST + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + CHUNKED, [200]),
        (b"GET http://evil.example/sparql HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", [404]),
        (b"GET /../../etc/passwd HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", [404]),
        (b"GET /%2e%2e/%00%ff HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", [404]),
        (b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", [404]),
        (b"TRACE /sparql HTTP/1.1\r\n" + HOST + b"Cookie: yuanqu=x\r\nConnection: close\r\n\r\n", [405]),
    ],
)
def test_a_proper_request_is_answered_once(server: Server, data: bytes, statuses: list[int]) -> None:
    back = sent(server, data)
    assert [int(part[:3]) for part in back.split(b"HTTP/1.1 ")[1:]] == statuses
    assert b"yuanqu=x" not in back


def test_connections_that_say_nothing_keep_nobody_out(server: Server) -> None:
    host, _, port = urlsplit(server.url).netloc.partition(":")
    silent = []
    try:
        for _ in range(200):
            silent.append(socket.create_connection((host, int(port)), timeout=10))
            silent[-1].sendall(b"GET /spa")
        began = time.monotonic()
        assert server.ask("ASK {}").status == 200
        assert time.monotonic() - began < 5
    finally:
        for connection in silent:
            connection.close()

"""The server itself: its address, its start and its end."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.errors import OptionError
from kg.serve.access import NAMES
from kg.serve.app import make_app
from kg.serve.served import Served, Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

HEAD = 1 << 16
"""Bytes of a request's head that comes in pieces."""
_PATIENCE = 1
"""Seconds that queries at work are waited for at the end."""


def serve(
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    port: int = 7879,
    token: str | None = None,
    ready: Callable[[str], None],
    tell: Callable[[str], None],
) -> None:
    """Serve a build until SIGINT or SIGTERM ends it; `ready` is told the URL, `tell` what happens later.

    Port 0 is any free one. Raises `OptionError` where the address cannot be had or would let in everybody without a
    token, and what the build or its store raises.
    """
    if token is not None and not token.strip():
        raise OptionError("--token: an empty token keeps nobody out; give a long one")
    with _bound(host, port, token) as listener:
        at = f"[{host}]" if ":" in host else host
        url = f"http://{at}:{listener.getsockname()[1]}/"
        served = Served(settings, tell)
        app = make_app(served, tell, names=NAMES | {at}, token=token)
        asyncio.run(_serve(listener, served, app, lambda: ready(url)))


async def _serve(listener: socket.socket, served: Served, app: ASGIApp, ready: Callable[[], None]) -> None:
    import uvicorn

    from kg.serve.connection import Connection

    try:
        await served.start()
        config = uvicorn.Config(
            app,
            # Over h11 alone, in Python: what reads requests is the same on every machine.
            http=Connection,
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            h11_max_incomplete_event_size=HEAD,
            proxy_headers=False,
            timeout_graceful_shutdown=_PATIENCE,
        )
        ready()
        await uvicorn.Server(config).serve(sockets=[listener])
    finally:
        # Without waiting for anything: the signal that ends us may have cancelled this task.
        served.close()


def _bound(host: str, port: int, token: str | None) -> socket.socket:
    """Return a socket that listens."""
    where = f"--host {host} --port {port}"
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError, OverflowError) as error:
        raise OptionError(f"--host {host}: no address of this machine; give 127.0.0.1 or one of its own") from error
    if token is None and not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback:
        raise OptionError(f"--host {host} lets in other machines; give a --token that they must know")
    try:
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise OptionError(f"{where}: another program listens there; give another --port, or 0") from error
        raise OptionError(f"{where}: cannot listen there ({error.strerror or error}); give another") from error

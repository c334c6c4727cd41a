"""Who may ask: by the name that a server is called, by a token, and from its own page alone; and what headers say."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer says: no browser guesses, frames, keeps or hands on what is served."""
NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""What a server on the loopback is called."""
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")
_OWN = {"same-origin", "none"}


class Guard:
    """An application behind a door: it lets in who may ask, and puts `HEADERS` on every answer.

    Without a token it answers only to `names`: a page of another site whose name was turned to this address (DNS
    rebinding) calls it by that name. With one any name will do, since such a page does not know it.
    """

    def __init__(self, app: ASGIApp, *, names: frozenset[str] = NAMES, token: str | None = None) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as ASGI calls it."""
        from starlette.datastructures import Headers, MutableHeaders
        from starlette.responses import PlainTextResponse

        if scope["type"] != "http":
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = self._refused(scope["path"], Headers(scope=scope))
        if refused is None:
            await self._app(scope, receive, sending)
            return
        status, text = refused
        answer = PlainTextResponse(f"{text}\n", status)
        if status is HTTPStatus.UNAUTHORIZED:
            answer.headers.append("WWW-Authenticate", 'Basic realm="yuanqu", charset="UTF-8"')
            answer.headers.append("WWW-Authenticate", "Bearer")
        await answer(scope, receive, sending)

    def _refused(self, path: str, headers: Mapping[str, str]) -> tuple[HTTPStatus, str] | None:
        """Return why a request is refused, or None."""
        host = _HOST.fullmatch(headers.get("host", ""))
        if host is None or (self._token is None and host[1].lower() not in self._names):
            known = ", ".join(sorted(self._names))
            return HTTPStatus.BAD_REQUEST, f"this server is called {known}, and does not answer to other names"
        # It could not read the answer, but it could keep the workers busy. A link to the page is another thing.
        # Browsers tell where a request comes from by the first header to addresses they trust, by the second to all.
        origin = headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
        if path != "/" and (foreign or headers.get("sec-fetch-site", "none") not in _OWN):
            return HTTPStatus.FORBIDDEN, "a page of another site may not ask here"
        if self._token is not None and not _knows(headers.get("authorization", ""), self._token):
            return HTTPStatus.UNAUTHORIZED, "give the token, as Bearer or as the password of any user"
        return None


def _knows(authorization: str, token: str) -> bool:
    """Return whether a header holds the token, in a time that does not tell how much of it was right."""
    scheme, _, given = authorization.partition(" ")
    given = given.strip()
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), token.encode("utf-8", "surrogateescape"))

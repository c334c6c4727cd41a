"""Who may ask: by the name that a server is called, by a token, and from its own page alone; and what headers say.

A token comes with a program as ``Authorization: Bearer``, with a browser as the password of any user, or once in the
address of the page: the browser then has a cookie in its place, which holds until the server ends.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer says: no browser guesses, frames, keeps or hands on what is served."""
POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""What an answer other than the page may do in a browser: nothing."""
COOKIE = "yuanqu"
REQUESTS = 256
"""Requests at a time."""
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
        # Of another server's life a cookie is worth nothing, and the token cannot be told from it.
        self._pass = hmac.new(secrets.token_bytes(32), (token or "").encode("utf-8", "surrogateescape"), "sha256")
        self._busy = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as ASGI calls it."""
        from starlette.datastructures import Headers, MutableHeaders

        if scope["type"] != "http":
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Content-Security-Policy", POLICY)
            await send(message)

        self._busy += 1
        try:
            answer = self._answer(scope, Headers(scope=scope)) or self._app
            await answer(scope, receive, sending)
        finally:
            self._busy -= 1

    def _answer(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        """Return what answers in place of the application."""
        from starlette.responses import PlainTextResponse, RedirectResponse

        refused = _twofold(scope["http_version"], headers) or self._refused(scope["path"], headers)
        if refused is None and self._token is not None and not self._lets_in(headers):
            if scope["path"] == "/" and _same(_given(scope["query_string"]), self._token):
                # So that the token stays in no history and goes to no other page.
                answer = RedirectResponse("./", HTTPStatus.SEE_OTHER)
                answer.set_cookie(COOKIE, self._pass.hexdigest(), httponly=True, samesite="lax")
                return answer
            refused = HTTPStatus.UNAUTHORIZED, "give the token, as Bearer or as the password of any user"
        if refused is None:
            return None
        status, text = refused
        told = PlainTextResponse(f"{text}\n", status)
        if status is HTTPStatus.UNAUTHORIZED:
            told.headers.append("WWW-Authenticate", 'Basic realm="yuanqu", charset="UTF-8"')
            told.headers.append("WWW-Authenticate", "Bearer")
        elif status is HTTPStatus.SERVICE_UNAVAILABLE:
            told.headers["Retry-After"] = "5"
        elif status is HTTPStatus.BAD_REQUEST:
            # What stands behind a request that two servers may read in two ways is read by none.
            told.headers["Connection"] = "close"
        return told

    def _refused(self, path: str, headers: Mapping[str, str]) -> tuple[HTTPStatus, str] | None:
        """Return why a request is refused whoever sends it, or None."""
        if self._busy > REQUESTS:
            return HTTPStatus.SERVICE_UNAVAILABLE, f"{REQUESTS} requests are being answered already; ask again later"
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
        return None

    def _lets_in(self, headers: Mapping[str, str]) -> bool:
        """Return whether headers hold the token, or the cookie that stands for it."""
        if self._token is None or _knows(headers.get("authorization", ""), self._token):
            return True
        crumbs = (crumb.strip().partition("=") for crumb in headers.get("cookie", "").split(";"))
        return any(name == COOKIE and _same(value, self._pass.hexdigest()) for name, _, value in crumbs)


def _twofold(version: str, headers: Mapping[str, str]) -> tuple[HTTPStatus, str] | None:
    """Return why a request is refused of which another server before this one may see another end, or None."""
    if "transfer-encoding" in headers and ("content-length" in headers or version == "1.0"):
        return HTTPStatus.BAD_REQUEST, "Transfer-Encoding stands beside no Content-Length, and in no HTTP/1.0"
    return None


def _given(query: bytes) -> str:
    """Return the token in the part of an address behind its question mark."""
    try:
        fields = parse_qsl(query.decode("ascii"), max_num_fields=8)
    except ValueError:
        return ""
    return next((value for name, value in fields if name == "token"), "")


def _same(given: str, wanted: str) -> bool:
    """Return whether two texts are one, in a time that does not tell how much of the first is right."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), wanted.encode("utf-8", "surrogateescape"))


def _knows(authorization: str, token: str) -> bool:
    """Return whether a header holds the token."""
    scheme, _, given = authorization.partition(" ")
    given = given.strip()
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return _same(given, token)

"""The web application: ``/`` is the page, ``/sparql`` the endpoint, after the SPARQL 1.1 Protocol.

``/openapi.json`` describes both.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from kg.errors import (
    BusyError,
    KgError,
    LargeQuery,
    LateQuery,
    QueryError,
    RefusedQuery,
    StoreError,
    UnknownForm,
)
from kg.serve.access import NAMES, Guard
from kg.serve.openapi import description
from kg.serve.served import ENDPOINT, Served

if TYPE_CHECKING:
    from starlette.requests import Request as HttpRequest
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from kg.graph.protocol import Request

LARGEST = 1_000_000
"""Bytes of a request."""
CUT = "X-SPARQL-MaxRows"
"""The header of a cut answer, with the number of rows it was cut at; Virtuoso's word for it."""
_DRAINED = 10 * LARGEST
"""Bytes up to which a request that is too large is read to its end, so that its sender gets to read the answer."""
_FIELDS = 100
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_STATUS: tuple[tuple[type[KgError], HTTPStatus], ...] = (
    (RefusedQuery, HTTPStatus.FORBIDDEN),
    (UnknownForm, HTTPStatus.NOT_ACCEPTABLE),
    (LateQuery, HTTPStatus.GATEWAY_TIMEOUT),
    (LargeQuery, HTTPStatus.INSUFFICIENT_STORAGE),
    (QueryError, HTTPStatus.BAD_REQUEST),
    (StoreError, HTTPStatus.BAD_GATEWAY),
    (KgError, HTTPStatus.SERVICE_UNAVAILABLE),
)
"""What an error is in HTTP; the first that fits."""

Fields = list[tuple[str, str]]


class _Refused(Exception):
    """A request that is amiss before its query is looked at."""

    def __init__(self, status: HTTPStatus, text: str, **headers: str) -> None:
        super().__init__(text)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def make_app(
    served: Served, tell: Callable[[str], None], *, names: frozenset[str] = NAMES, token: str | None = None
) -> ASGIApp:
    """Return the application over what is served; see `Guard` for `names` and `token`.

    Every error is one line of plain text. `tell` hears of faults of the program.
    """
    from starlette.applications import Starlette
    from starlette.responses import JSONResponse, PlainTextResponse
    from starlette.routing import Route

    from kg.serve.answer import Answer, Outgoing

    # The page is one for all, whoever takes it; answers are each their own.
    pages, answers = Outgoing(most=None), Outgoing()

    async def page(_: HttpRequest) -> Response:
        made = await served.page()
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": made.policy}
        return Answer(made.body, headers, pages)

    async def sparql(request: HttpRequest) -> Response:
        return Answer(*await _answer(request, served), answers)

    async def openapi(_: HttpRequest) -> Response:
        return JSONResponse(description())

    def amiss(_: HttpRequest, error: Exception) -> Response:
        return _told(error)

    def fault(_: HttpRequest, error: Exception) -> Response:
        tell(f"this is a fault of the program: {type(error).__name__}: {error}")
        return PlainTextResponse("this is a fault of the server\n", HTTPStatus.INTERNAL_SERVER_ERROR)

    app = Starlette(
        routes=[
            Route("/", page),
            Route(f"/{ENDPOINT}", sparql, methods=["GET", "POST"]),
            Route("/openapi.json", openapi),
        ],
        exception_handlers={KgError: amiss, _Refused: amiss, Exception: fault},
    )
    app.router.redirect_slashes = False
    return Guard(app, names=names, token=token)


async def _answer(http: HttpRequest, served: Served) -> tuple[bytes, dict[str, str]]:
    """Return the answer to a request of the protocol: its body and its headers."""
    from kg.graph.protocol import describe

    accept = ",".join(http.headers.getlist("accept")) or "*/*"
    in_url = _fields(http.scope["query_string"])
    if http.method != "POST" and not any(name in {"query", "update"} for name, _ in in_url):
        reply = describe(str(http.url.replace(query="", fragment="")), accept)
    else:
        text, named = await _query(http, in_url, patience=served.settings.timeout)
        reply = await served.ask(_request(text, named, accept))
    headers = {CUT: str(served.settings.rows)} if reply.cut else {}
    return reply.body, {"Content-Type": _media(reply.media), "Vary": "Accept", **headers}


async def _query(http: HttpRequest, in_url: Fields, *, patience: float) -> tuple[str, Fields]:
    """Return the text of a query, and the fields that name its graphs."""
    if http.method != "POST":
        return _one_query(in_url), in_url
    media = http.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == _UPDATE:
        raise _update()
    if media not in {_FORM, _QUERY}:
        raise _Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send a query as {_FORM} or {_QUERY}")
    try:
        async with asyncio.timeout(patience):
            body = await _body(http)
    except TimeoutError as error:
        raise _Refused(HTTPStatus.REQUEST_TIMEOUT, f"the request did not come in within {patience:g} s") from error
    if media == _QUERY:
        _none_writes(in_url)
        return _decoded(body), in_url
    fields = _fields(body)
    _none_writes(in_url)
    return _one_query(fields), fields


async def _body(http: HttpRequest) -> bytes:
    """Return the body of a request."""
    from starlette.requests import ClientDisconnect

    body = bytearray()
    size = 0
    try:
        async for chunk in http.stream():
            size += len(chunk)
            if size <= LARGEST:
                body += chunk
            elif size > _DRAINED:
                break
    except ClientDisconnect as error:
        raise _Refused(HTTPStatus.BAD_REQUEST, "the request breaks off") from error
    if size > LARGEST:
        limit = f"{LARGEST // 1_000_000} MB"
        raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a request has at most {limit}", Connection="close")
    return bytes(body)


def _fields(encoded: bytes) -> Fields:
    """Return the fields of a form or of the part of a URL behind the question mark."""
    try:
        text = encoded.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise QueryError(f"a form in UTF-8 of at most {_FIELDS} fields, percent-encoded, is wanted") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"the query is no UTF-8 text: byte {error.start + 1}") from error


def _one_query(fields: Fields) -> str:
    _none_writes(fields)
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise QueryError(f"give one query; here are {len(queries)}")
    return queries[0]


def _none_writes(fields: Fields) -> None:
    if any(name == "update" for name, _ in fields):
        raise _update()


def _update() -> RefusedQuery:
    return RefusedQuery("an update would change the graph; this endpoint only reads")


def _request(text: str, fields: Fields, accept: str) -> Request:
    """Return a query with the graphs that the fields name, where they name any."""
    from kg.graph.protocol import Request
    from kg.graph.stores.base import Graphs

    default = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    return Request(text, Graphs(default, named) if default or named else None, accept)


def _told(error: Exception) -> Response:
    """Return an error as the answer that tells it in one line."""
    from starlette.responses import PlainTextResponse

    text = " ".join(str(error).split())
    if isinstance(error, _Refused):
        return PlainTextResponse(f"{text}\n", error.status, error.headers)
    status = next(code for kind, code in _STATUS if isinstance(error, kind))
    headers = {"Retry-After": "5"} if isinstance(error, BusyError) else {}
    return PlainTextResponse(f"{text}\n", status, headers)


def _media(media: str) -> str:
    """Return a media type with its character set, for those of text."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media

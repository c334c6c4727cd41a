"""Answers on their way out: in pieces, so that one which is taken slowly fills no memory of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from kg.errors import BusyError

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

LARGE = 1_000_000
"""Bytes from which on an answer counts as large."""
MOST = 256_000_000
"""Bytes of large answers that may be on their way at a time."""
_PIECE = 1 << 16


class Outgoing:
    """The large answers that are on their way, of one server."""

    def __init__(self, *, most: int | None = MOST) -> None:
        """Take how many bytes they may have; None is any number."""
        self._most = most
        self.bytes = 0
        """How many they have."""

    def check(self, size: int) -> None:
        """Raise `BusyError` where there is no room for one more of a size."""
        if self._most is not None and size >= LARGE and self.bytes + size > self._most:
            raise BusyError(f"answers of {self.bytes // 1_000_000} MB are being taken already; ask again later")


class Answer(Response):
    """A body that goes out as fast as it is taken."""

    def __init__(self, body: bytes, headers: dict[str, str], outgoing: Outgoing) -> None:
        """Raise `BusyError` where `outgoing` has no room for it."""
        super().__init__(body, headers=headers)
        outgoing.check(len(body))
        self._outgoing = outgoing

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer a request, as ASGI calls it."""
        counted = len(self.body) if len(self.body) >= LARGE else 0
        self._outgoing.bytes += counted
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            if scope["method"] != "HEAD":
                body = memoryview(self.body)
                for start in range(0, len(body), _PIECE):
                    piece = bytes(body[start : start + _PIECE])
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._outgoing.bytes -= counted

"""A connection that has to get on: whoever asks slowly, or takes the answer slowly, is cut off after a while.

uvicorn waits for as long as the other side likes: for the end of a request's head, and for an answer to be taken. A few
hundred connections that are kept so would leave none for others.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

CONNECTIONS = 512
"""Connections at a time; one more is closed at once."""
ASKED = 30.0
"""Seconds within which a request must have come in, from its first byte or from the connection on."""
TAKEN = 300.0
"""Seconds within which an answer must be taken, from when the system first had no more room for it."""


class Connection(H11Protocol):
    """The protocol of uvicorn with an end to its patience."""

    _deadline: asyncio.TimerHandle | None = None
    _for_answer = False
    """Whether the deadline is for an answer to be taken; else it is for a request to come in."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take on a connection, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS:
            transport.abort()
        else:
            self._within(ASKED, self._cut)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._met()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in a part of a request; the time for the rest of it runs on."""
        super().data_received(data)
        if self._for_answer:
            return
        if self.conn.their_state not in {h11.IDLE, h11.SEND_BODY}:
            self._met()
        elif self._deadline is None:
            self._within(ASKED, self._cut)

    def pause_writing(self) -> None:
        """Stop writing an answer: the system has no more room for it."""
        super().pause_writing()
        if not self._for_answer:
            self._within(TAKEN, self._cut, answer=True)

    def on_response_complete(self) -> None:
        """Begin to wait for the next request once all of an answer was written, if not yet taken."""
        super().on_response_complete()
        if not self.transport.get_write_buffer_size():
            self._met()
        elif not self._for_answer:
            self._within(TAKEN, self._cut_unless_taken, answer=True)

    def resume_writing(self) -> None:
        """Go on writing; the time for the answer runs on, for what is left of it too."""
        super().resume_writing()
        if self.cycle.response_complete:
            self._within(TAKEN, self._cut_unless_taken, answer=True)

    def _within(self, seconds: float, otherwise: Callable[[], None], *, answer: bool = False) -> None:
        self._met()
        self._for_answer = answer
        self._deadline = self.loop.call_later(seconds, otherwise)

    def _met(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None
        self._for_answer = False

    def _cut(self) -> None:
        self.transport.abort()

    def _cut_unless_taken(self) -> None:
        if self.transport.get_write_buffer_size():
            self._cut()
        self._met()

"""Who waits for a worker gets one in his turn, and no more requests are let in than there is room for."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

import pytest

from kg.serve import access
from kg.serve.access import Guard
from kg.serve.pool import Worker, _Free


def worker(name: str) -> Worker:
    """Return what stands for a worker: nobody here asks it anything."""
    return cast("Worker", name)


Result = TypeVar("Result")


def done(work: Coroutine[Any, Any, Result]) -> Result:
    """Return what a coroutine comes to, in a thread of its own: a browser may have left its loop running here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_the_first_who_waits_is_the_first_served() -> None:
    async def run() -> list[tuple[int, Worker]]:
        free, served = _Free(), []

        async def ask(number: int) -> None:
            served.append((number, await free.get()))

        asking = [asyncio.create_task(ask(number)) for number in range(3)]
        await asyncio.sleep(0)
        assert free.waiting == 3
        free.put(worker("a"))
        # Somebody who comes now, while the first has not been told yet, waits behind the others.
        asking.append(asyncio.create_task(ask(3)))
        for name in "bcd":
            await asyncio.sleep(0)
            free.put(worker(name))
        await asyncio.gather(*asking)
        return served

    assert done(run()) == [(n, worker(name)) for n, name in enumerate("abcd")]


def test_whoever_gives_up_loses_no_worker() -> None:
    async def run() -> Worker:
        free = _Free()
        first, second = (asyncio.create_task(free.get()) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        free.put(worker("a"))
        assert await second == worker("a")
        third = asyncio.create_task(free.get())
        await asyncio.sleep(0)
        free.put(worker("b"))
        third.cancel()
        with pytest.raises(asyncio.CancelledError):
            await third
        assert free.waiting == 0
        return await free.get()

    assert done(run()) == worker("b")


def test_more_requests_than_there_is_room_for_are_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "REQUESTS", 2)

    async def run() -> list[int]:
        let = asyncio.Event()
        statuses: list[int] = []

        async def app(_scope: Any, _receive: Any, send: Any) -> None:
            await let.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        guard = Guard(app)

        async def ask() -> None:
            async def send(message: Any) -> None:
                if message["type"] == "http.response.start":
                    statuses.append(message["status"])

            scope = {"type": "http", "path": "/", "http_version": "1.1", "query_string": b"", "method": "GET"}
            await guard(scope | {"headers": [(b"host", b"localhost")]}, asyncio.Event().wait, send)

        asking = [asyncio.create_task(ask()) for _ in range(3)]
        await asyncio.sleep(0.01)
        assert statuses == [503]
        let.set()
        await asyncio.gather(*asking)
        await ask()
        return statuses

    assert done(run()) == [503, 200, 200, 200]

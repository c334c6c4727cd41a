"""Targets that show what the campaign tells of: one without a fault, and one with."""

from __future__ import annotations


def sound(data: bytes) -> None:
    """Take any bytes."""
    assert isinstance(data, bytes)


def fails(data: bytes) -> None:
    """Fail on bytes that hold a certain one."""
    if b"\x42" in data:
        raise ZeroDivisionError("planted")

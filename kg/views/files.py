"""Files that are there whole or not at all."""

from __future__ import annotations

from pathlib import Path

from kg.drafts import write_whole
from kg.errors import OutputError


def write_file(path: Path, content: bytes, *, what: str) -> None:
    """Write a file in one go; raises `OutputError`, which says `what` cannot be written: what stood there stays."""
    try:
        write_whole(path, content)
    except OSError as error:
        message = f"{path}: cannot write {what} ({error.strerror or error}); choose another folder"
        raise OutputError(message) from error

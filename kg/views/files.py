"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kg.errors import OutputError


def write_file(path: Path, content: bytes, *, what: str) -> None:
    """Write a file in one go; raises `OutputError`, which says `what` cannot be written: what stood there stays."""
    handle = -1
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(content)
        os.chmod(temporary, 0o644)  # noqa: PTH101
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        message = f"{path}: cannot write {what} ({error.strerror or error}); choose another folder"
        raise OutputError(message) from error

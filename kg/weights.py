"""The weights of trained components, as files of arrays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from kg.errors import ModelError


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Give the arrays of a file by name; raise ModelError where it is missing, or what is made of them fails."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as data:
            yield data
    except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
        raise ModelError(f"{path.name}: {' '.join(str(error).split())}") from error

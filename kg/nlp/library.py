"""spaCy, imported without its command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMANDS = "spacy.cli.info"
"""What spaCy imports for the sake of ``spacy.info``, and with it all its commands, with what they download and draw."""


class _Later(ModuleType):
    """The module with the one function that spaCy takes from it, which imports the rest when it is called."""

    @staticmethod
    def info(*args: Any, **options: Any) -> Any:
        """Return what ``spacy.info`` does."""
        return import_module(_COMMANDS).info(*args, **options)


@contextmanager
def without_commands() -> Iterator[None]:
    """Have spaCy, where it is imported here for the first time, leave out its commands: a third of its import.

    They are imported as ever by whoever asks for them afterwards.
    """
    if "spacy" in sys.modules or _COMMANDS in sys.modules:
        yield
        return
    sys.modules[_COMMANDS] = _Later(_COMMANDS)
    try:
        yield
    finally:
        del sys.modules[_COMMANDS]

"""One target under atheris: ``python -m tests.fuzz.one MODULE:NAME`` and what libFuzzer is to be told.

The code of `kg` is instrumented while it is loaded, so that inputs that reach new code are kept and changed further.
"""

from __future__ import annotations

import sys
from importlib import import_module

import atheris


def main() -> None:
    """Run until libFuzzer has had its runs, which ends the process, or a fault is found."""
    module, _, name = sys.argv[1].partition(":")
    with atheris.instrument_imports(include=["kg"]):
        found = import_module(module)
        getattr(found, "warm", bool)()
    atheris.Setup([sys.argv[0], *sys.argv[2:]], getattr(found, name))
    atheris.Fuzz()


if __name__ == "__main__":
    main()

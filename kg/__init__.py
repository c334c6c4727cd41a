"""Chinese newspaper pages in, an evidenced knowledge graph of officials, firms, parks and policies out.

>>> import kg
>>> report = kg.build(["seeds"], "out")                          # doctest: +SKIP
>>> graph = kg.Graph.open("out")                                  # doctest: +SKIP

The public names are loaded when they are first asked for, so that ``import kg`` itself costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kg.version import __version__

# For type checkers and editors only: at run time `__getattr__` does the same, late.
if TYPE_CHECKING:
    from kg.api import Graph, build, extract, open_dataset, shard
    from kg.nlp import load_pipeline
    from kg.page import read

__all__ = ["Graph", "__version__", "build", "extract", "load_pipeline", "open_dataset", "read", "shard"]

_HOME = {
    "Graph": "kg.api",
    "build": "kg.api",
    "extract": "kg.api",
    "load_pipeline": "kg.nlp",
    "open_dataset": "kg.api",
    "read": "kg.page",
    "shard": "kg.api",
}


class _Package(ModuleType):
    """The package itself: loading its module ``kg.extract`` does not hide the function ``kg.extract``."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        """Return a public name from the module that owns it."""
        if name not in _HOME:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOME[name]), name)
        setattr(self, name, value)
        return value

    def __dir__(self) -> list[str]:
        return sorted({*self.__dict__, *__all__})


sys.modules[__name__].__class__ = _Package

"""How the data files of the package are read: by the quick reader of YAML, where this machine has it."""

from __future__ import annotations

from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml, inside most builds of PyYAML, takes a tenth of the time: a fifth of a second of each start."""


def yaml_of(text: str) -> Any:
    """Return what a YAML text holds; raises `yaml.YAMLError`."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - both are safe loaders

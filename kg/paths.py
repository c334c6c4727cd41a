"""Where the project's data lies, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
RESOURCES = PACKAGE / "resources"
"""Word lists, patterns, relation rules, named queries."""


def schemas() -> Path:
    """Return the folder of the ontology: ``schemas/`` of a checkout, or its copy inside the wheel."""
    packed = PACKAGE / "schemas"
    return packed if packed.is_dir() else PACKAGE.parent / "schemas"

"""YAML as the project writes it: texts, numbers, lists and mappings, and nothing that does something."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from kg.paths import RESOURCES, schemas

_Own: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml, inside most builds of PyYAML, takes a tenth of the time: a fifth of a second of each start.

It reads only what the package carries: a file of ten thousand brackets ends the whole process.
"""


class _Plain(yaml.SafeLoader):
    """Reads plain data: tags that make objects are refused by the loader it is made of, anchors here.

    A few lines of anchors within anchors stand for more than a machine can hold, once somebody goes through them.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None) is not None:
            raise yaml.composer.ComposerError(None, None, "anchors are not read; write it out", event.start_mark)
        return super().compose_node(parent, index)


def load_yaml(path: Path) -> Any:
    """Return what a file holds.

    Raises `OSError` where it cannot be read, `UnicodeDecodeError` where it is no UTF-8, and `yaml.YAMLError` for
    everything else that is wrong with it: tags, anchors, no such day, too many digits, too deep.
    """
    text = path.read_text(encoding="utf-8")
    loader = _Own if path.is_relative_to(RESOURCES) or path.is_relative_to(schemas()) else _Plain
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - SafeLoaders, the second one reads less
    except RecursionError as error:
        raise yaml.YAMLError("nested too deep") from error
    except ValueError as error:
        raise yaml.YAMLError(str(error)) from error

"""YAML as the project writes it: texts, numbers, lists and mappings, and nothing that does something."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


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
    try:
        return yaml.load(text, Loader=_Plain)  # noqa: S506 - a SafeLoader that reads less
    except RecursionError as error:
        raise yaml.YAMLError("nested too deep") from error
    except ValueError as error:
        raise yaml.YAMLError(str(error)) from error

"""What the tests of this folder share."""

from __future__ import annotations

from kg.nlp.bodies import find_bodies


def names(text: str, cls: str, *, joined: bool = False) -> list[str]:
    """Return the names of one class in a text, in order; those of adjoining parts only when asked for."""
    return [
        text[c.start : c.end]
        for c in find_bodies(text)
        if c.cls == cls and c.source.endswith("joined") == joined and not c.source.endswith("bare")
    ]


def longest(text: str, cls: str) -> list[str]:
    """Return the names of one class that lie inside no other candidate of it but a joined one."""
    spans = [c for c in find_bodies(text) if c.cls == cls and not c.source.endswith("joined")]
    return list(
        dict.fromkeys(
            text[c.start : c.end]
            for c in spans
            if not any(o.start <= c.start and c.end <= o.end and o[:2] != c[:2] for o in spans)
        )
    )

"""Turtle as text, in the order it is given: the same ontology gives the same bytes, blank nodes and all."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kg.ontology.terms import PREFIXES

Rows = Iterable[tuple[str, Iterable[str]]]
"""Properties as prefixed names, each with its objects as Turtle."""


def text(value: str, language: str = "") -> str:
    """Return a literal, with its language where there is one."""
    # The escapes of JSON are a part of those of Turtle.
    return json.dumps(value, ensure_ascii=False) + (f"@{language}" if language else "")


def blank(rows: Rows) -> str:
    """Return a blank node on one line."""
    return f"[ {' ; '.join(_pairs(rows))} ]"


def listed(items: Iterable[str]) -> str:
    """Return an RDF list."""
    return f"( {' '.join(items)} )"


def block(subject: str, rows: Rows) -> str:
    """Return what is said of one subject, one property a line; a property without objects is left out."""
    return f"{subject} " + " ;\n    ".join(_pairs(rows)) + " .\n"


def document(comment: str, blocks: Iterable[str], **prefixes: str) -> str:
    """Return a file: a comment, the prefixes that it uses, and its blocks with an empty line between them."""
    body = "\n".join(blocks)
    known = sorted({**PREFIXES, **prefixes}.items())
    heads = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in known if f"{name}:" in body)
    return f"# {comment}\n{heads}\n{body}"


def _pairs(rows: Rows) -> list[str]:
    listed_rows = [(name, tuple(objects)) for name, objects in rows]
    return [f"{name} {', '.join(objects)}" for name, objects in listed_rows if objects]

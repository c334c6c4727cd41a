"""How a command takes a question: a name, a file or standard input, and what to fill in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from kg.errors import QueryError


def text_of(question: str) -> str:
    """Return the SPARQL text that a question points to, or the name that it is; raises `QueryError`."""
    from kg.graph.query import named_queries

    suffixed = question.endswith((".rq", ".sparql"))
    if question in named_queries() or (not suffixed and any(c.isspace() or c == "{" for c in question)):
        return question
    if question == "-":
        text = sys.stdin.read()
    elif suffixed or Path(question).is_file():
        text = _read(Path(question))
    else:
        return question
    if not text.strip():
        raise QueryError(f"{question}: an empty query")
    # A lone word would be taken for a name.
    return f"{text}\n" if text.split()[1:] else f"{text} {{}}"


def filled_in(parameters: Sequence[str]) -> dict[str, str]:
    """Return parameters written KEY=VALUE by their names; raises `QueryError`."""
    filled = {}
    for pair in parameters:
        key, equals, value = pair.partition("=")
        if not equals or not key.isidentifier():
            raise QueryError(f"{pair!r} is no KEY=VALUE; write the name of a parameter before it, as in maker={pair}")
        filled[key] = value
    return filled


def title_of(question: str, text: str) -> str:
    """Return the Chinese title of a question whose text is known: its own, else the name of its file, else nothing."""
    from kg.graph.query import find_query, named_queries, read_query

    if question in named_queries():
        return find_query(question).title_zh
    return read_query("" if question in {"-", text} else Path(question).name, text).title_zh


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{file}: not UTF-8 text; save the query as UTF-8") from error
    except OSError as error:
        raise QueryError(f"{file}: {error.strerror}; see `kg query --list` for the named queries") from error

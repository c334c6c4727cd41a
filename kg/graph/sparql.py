"""The text of a SPARQL query: what kind it is, what it may not do, and its parameters filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.errors import QueryError, RefusedQuery
from kg.graph.federation import asks_elsewhere

_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')'''
    r"""|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)|(?P<comment>\#[^\r\n]*)|(?P<variable>[?$]\w+)|(?P<language>@[A-Za-z][\w-]*)"""
    r"""|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<prefixed>(?:[^\W\d][\w.-]*)?:(?:[\w.%:-]|\\.)*)"""
    r"""|(?P<word>[^\W\d]\w*)|(?P<other>\\.|.)""",
    re.DOTALL | re.VERBOSE,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_POSITION = re.compile(r"error at (\d+):(\d+)")
_PROLOGUE = {"BASE", "PREFIX", "VERSION"}
_READING = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_WRITING = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_GROUPING = {"GROUP", "HAVING"}
_DEPTHS = {"{": 1, "(": 1, "}": -1, ")": -1}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSAFE = re.compile(r'\\[uU]|[\\"\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Bound:
    """A query with its parameters filled in."""

    text: str
    source: str
    """The text before."""
    shifts: tuple[tuple[int, int], ...]
    """Where in `text` a stretch begins, and where it stands in `source`."""

    def where(self, error: SyntaxError) -> str:
        """Return the place of a syntax error in the text before, as a person reads it."""
        found = _POSITION.search(str(error))
        if not found:
            return " ".join(str(error).split())
        line, column = int(found[1]), int(found[2])
        offset = sum(len(row) for row in self.text.splitlines(keepends=True)[: line - 1]) + column - 1
        start, origin = max((s for s in self.shifts if s[0] <= offset), default=(0, 0))
        offset = min(origin + offset - start, len(self.source))
        head = self.source[:offset]
        at = f"line {head.count(chr(10)) + 1}, column {offset - (head.rfind(chr(10)) + 1) + 1}"
        rest = " ".join(self.source[offset : offset + 40].split())
        return f"{at}: not SPARQL from here: {rest!r}" if rest else f"{at}: the query breaks off"


def form(text: str) -> str:
    """Return the keyword of a query (``SELECT``, ``ASK``, …).

    Raises `RefusedQuery` for one that writes and `QueryError` for what is no query.
    """
    words = (value.upper() for kind, value in tokens(text) if kind == "word")
    first = next((word for word in words if word not in _PROLOGUE), "")
    if first in _WRITING:
        raise RefusedQuery(f"{first} would change the graph; a query only reads: {', '.join(sorted(_READING))}")
    if first not in _READING:
        raise QueryError(f"no SPARQL query begins with {first or 'nothing'!r}; use {', '.join(sorted(_READING))}")
    return first


def every_variable(text: str) -> str:
    """Return a SELECT query that gives all that its pattern binds: ``*`` in the place of what it selects.

    A row of such a query is a match of the pattern. So where it would have been counted or summed up, what groups,
    orders and limits groups is left out; otherwise order and limit stay. What is selected inside the pattern stays.
    """
    parts = list(tokens(text))
    start = next(i for i, (kind, value) in enumerate(parts) if kind == "word" and value.upper() == "SELECT") + 1
    depth = 0
    opened = closed = wanted = 0
    for i, (kind, value) in enumerate(parts[start:], start):
        if kind == "word" and not depth and not opened and value.upper() in {"FROM", "WHERE"}:
            wanted = wanted or i
        if kind != "other" or value not in _DEPTHS:
            continue
        if value == "{" and not depth:
            wanted, opened = wanted or i, opened or i
        depth += _DEPTHS[value]
        if value == "}" and not depth:
            closed = i + 1
            break
    head, tail = parts[start:wanted], parts[closed:]
    first = next((value for kind, value in head if kind != "comment" and value.strip()), "")
    kept = first if first.upper() in {"DISTINCT", "REDUCED"} else ""
    rows, values = _modifiers(tail)
    summed = any(value == "(" for kind, value in head if kind == "other") or _GROUPING & {w.upper() for w in rows}
    middle = "".join(value for _, value in parts[wanted:closed])
    before = "".join(value for _, value in parts[:start])
    return f"{before} {kept} * {middle} {'' if summed else ''.join(rows)} {''.join(values)}"


def _modifiers(tail: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Return what stands behind the pattern of a query: what groups, orders and limits, and its VALUES."""
    depth = 0
    for i, (kind, value) in enumerate(tail):
        if kind == "word" and not depth and value.upper() == "VALUES":
            return [value for _, value in tail[:i]], [value for _, value in tail[i:]]
        depth += _DEPTHS.get(value, 0) if kind == "other" else 0
    return [value for _, value in tail], []


def refuse_outside(text: str) -> None:
    """Raise `RefusedQuery` where a query would ask another server."""
    words = (value.partition(":")[0].upper() for kind, value in tokens(text) if kind in {"word", "prefixed"})
    if "SERVICE" in words or asks_elsewhere(text):
        raise RefusedQuery("SERVICE would ask another server; a query reads this graph only")


def names_graphs(text: str) -> bool:
    """Return whether a query says itself which graphs it is about, by FROM or FROM NAMED."""
    return any(kind == "word" and value.upper() == "FROM" for kind, value in tokens(text))


def undeclared(text: str, known: Mapping[str, str]) -> str | None:
    """Return the first prefix of a query that neither it nor `known` declares."""
    have = set(known) | {"_"}
    for prefix, declares in _prefixes(text):
        if declares:
            have.add(prefix)
        elif prefix not in have:
            return prefix
    return None


def declared(text: str) -> set[str]:
    """Return the prefixes that a query declares."""
    return {prefix for prefix, declares in _prefixes(text) if declares}


def _prefixes(text: str) -> Iterator[tuple[str, bool]]:
    """Give the prefixes of a query in order, and whether it declares them there."""
    last = ""
    for kind, value in tokens(text):
        if kind == "prefixed":
            yield value.partition(":")[0], last == "PREFIX"
        if kind != "comment" and value.strip():
            last = value.upper()


def parameters_of(text: str) -> set[str]:
    """Return the names written ``$name``: what can be filled in."""
    return {value[1:] for kind, value in tokens(text) if kind == "variable" and value[0] == "$"}


def bind(text: str, values: Mapping[str, str | float], *, base: tuple[str, str]) -> Bound:
    """Return a query with every ``$name`` of `values` as a literal and IRIs of the first base under the second."""
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []
    old = new = 0
    for kind, value in tokens(text):
        put = value
        if kind == "variable" and value[0] == "$" and value[1:] in values:
            put = literal(values[value[1:]])
        elif kind == "iri" and value.startswith(f"<{base[0]}"):
            put = f"<{base[1]}{value[len(base[0]) + 1 :]}"
        shifts.append((new, old))
        parts.append(put)
        old, new = old + len(value), new + len(put)
    return Bound("".join(parts), text, (*shifts, (new, old)))


def literal(value: str | float) -> str:
    """Return a value as SPARQL writes it; nothing in it can end the literal."""
    if isinstance(value, int | float):
        return str(value)
    return f'"{_UNSAFE.sub(_escaped, value)}"'


def _escaped(match: re.Match[str]) -> str:
    r"""Return what a literal cannot hold as it can; some engines read a ``\u`` first, even behind a backslash."""
    text = match[0]
    if len(text) > 1:
        return f"\\\\\\u{ord(text[1]):04X}"
    return _ESCAPES.get(text) or f"\\u{ord(text):04X}"


def plain(text: str) -> str:
    r"""Return a query with its ``\uXXXX`` as the characters they stand for, as an engine reads it."""
    return _CODE_POINT.sub(_character, text)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Give the kind and text of everything in a query, white space too."""
    for match in _TOKEN.finditer(text):
        yield match.lastgroup or "other", match[0]


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else match[0]

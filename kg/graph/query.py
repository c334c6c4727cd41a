"""Questions to the graph: the named ones under ``kg/resources/queries/``, and SPARQL of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, RdfFormat, serialize

from kg import paths
from kg.errors import QueryError
from kg.graph.sparql import bind, every_variable, form, parameters_of, plain, refuse_outside, undeclared
from kg.graph.stores.base import Graphs, Result, Store
from kg.graph.stores.embedded import EmbeddedStore
from kg.graph.terms import BASE, XSD, Names, clean

Value = str | int | float | bool | None

QUERIES = paths.RESOURCES / "queries"

_NAME = re.compile(r"[\w-]+")
_HEAD = re.compile(r"#\s*(title|titleZh|description|parameter):\s*(.*)")
_PARAMETER = re.compile(r'(\w+)\s+(?:"([^"]*)"|(\S+))\s*(.*)')
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_INTEGERS = {XSD + "integer", XSD + "int", XSD + "long"}
_DECIMALS = {XSD + "decimal", XSD + "double", XSD + "float"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be filled in."""

    name: str
    default: str
    description: str

    @property
    def numeric(self) -> bool:
        """Return whether only a number fits: its default is one."""
        return bool(_NUMBER.fullmatch(self.default))


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with a name."""

    name: str
    title: str
    title_zh: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


class Answer(NamedTuple):
    """What a query gives: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Nodes:
    """What a query is about: ids of entities and of statements."""

    entities: frozenset[str]
    statements: frozenset[str]


@cache
def named_queries() -> dict[str, NamedQuery]:
    """Return the questions that have a name, in order of their names."""
    return {path.stem: read_query(path.stem, path.read_text("utf-8")) for path in sorted(QUERIES.glob("*.rq"))}


def read_query(name: str, text: str) -> NamedQuery:
    """Return a query with what the comments at its head say of it; raise `QueryError` for a parameter line amiss."""
    said: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            break
        head = _HEAD.fullmatch(line.strip())
        if head and head[1] != "parameter":
            said[head[1]] = head[2].strip()
        elif head:
            found = _PARAMETER.fullmatch(head[2].strip())
            if not found:
                raise QueryError(f'{name}: line {number}: write `# parameter: NAME "default" description`')
            parameters.append(Parameter(found[1], found[2] if found[2] is not None else found[3], found[4]))
    title = said.get("title", name)
    return NamedQuery(name, title, said.get("titleZh", title), said.get("description", ""), tuple(parameters), text)


def find_query(text_or_name: str) -> NamedQuery:
    """Return a named query, or SPARQL text as a query; raise `QueryError` for an unknown name, with those near it."""
    name = text_or_name.strip()
    if not _NAME.fullmatch(name):
        return read_query("query", text_or_name)
    known = named_queries()
    if name not in known:
        near = get_close_matches(name, known, n=3) or [k for k in known if name in k][:3]
        hint = f"did you mean {' or '.join(near)}?" if near else "see `kg query --list`"
        raise QueryError(f"no query is named {name!r}; {hint}")
    return known[name]


def run_query(store: Store, text_or_name: str, parameters: Mapping[str, str | float] | None = None) -> Answer:
    """Return the columns and rows of a query, given by its name or as SPARQL text; numbers are numbers.

    A query that asks yes or no has one row. One that makes triples has a row for each.
    Raises `QueryError` in one line: an unknown name or parameter, text that is no SPARQL or does more than read.
    """
    result = ask(store, find_query(text_or_name), parameters)
    if isinstance(result, QueryBoolean):
        return Answer(("answer",), [(bool(result),)])
    try:
        if isinstance(result, QuerySolutions):
            columns = tuple(variable.value for variable in result.variables)
            return Answer(columns, [tuple(map(_value, row)) for row in result])
        triples = sorted({tuple(map(_value, triple)) for triple in result}, key=str)
        return Answer(("subject", "predicate", "object"), triples)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def run_construct(store: Store, text_or_name: str, parameters: Mapping[str, str | float] | None = None) -> str:
    """Return the triples that a CONSTRUCT or DESCRIBE query makes, as Turtle. Raises `QueryError`."""
    result = ask(store, find_query(text_or_name), parameters)
    if isinstance(result, QueryBoolean | QuerySolutions):
        raise QueryError("only CONSTRUCT and DESCRIBE make triples")
    try:
        triples = sorted(set(result), key=str)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
    turtle = serialize(triples, format=RdfFormat.TURTLE, prefixes=Names(store.base).prefixes)
    return (turtle or b"").decode("utf-8")


def makes_triples(text_or_name: str) -> bool:
    """Return whether a query is CONSTRUCT or DESCRIBE. Raises `QueryError`."""
    return form(plain(find_query(text_or_name).text)) in {"CONSTRUCT", "DESCRIBE"}


def bound_nodes(store: Store, text_or_name: str, parameters: Mapping[str, str | float] | None = None) -> Nodes:
    """Return the entities and statements that a query is about, given by its name or as SPARQL text.

    Of SELECT they are what its pattern binds, also to variables that it does not select, such as the node of a name;
    of CONSTRUCT and DESCRIBE what is in the triples. Raises `QueryError` as `run_query` does, and for ASK.
    """
    query = find_query(text_or_name)
    keyword = form(plain(clean(query.text)))
    if keyword == "ASK":
        raise QueryError(f"{query.name}: ASK gives yes or no and nothing to show; use SELECT, CONSTRUCT or DESCRIBE")
    if keyword == "SELECT":
        # What is wrong is told by the words of the query itself: an empty store reads it and has nothing to answer.
        empty = EmbeddedStore()
        empty.base = store.base
        ask(empty, query, parameters)
    result = ask(store, query, parameters, whole=keyword == "SELECT")
    entity, statement = f"{store.base}id/", f"{store.base}st/"
    entities, statements = set(), set()
    try:
        for row in result if not isinstance(result, QueryBoolean) else ():
            for term in row:
                if not isinstance(term, NamedNode):
                    continue
                if term.value.startswith(entity):
                    entities.add(term.value[len(entity) :])
                elif term.value.startswith(statement):
                    statements.add(term.value[len(statement) :])
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
    return Nodes(frozenset(entities), frozenset(statements))


def ask(
    store: Store,
    query: NamedQuery,
    parameters: Mapping[str, str | float] | None = None,
    *,
    graphs: Graphs | None = None,
    whole: bool = False,
) -> Result:
    """Return what a query gives, checked and with its parameters filled in; the usual prefixes are declared.

    `graphs` are those it is about, by default those it names itself, else all of them together. With `whole`, a SELECT
    gives all that its pattern binds. Raises `QueryError`
    in one line, `RefusedQuery` where it would do more than read. What is found only while the result is read, such as
    a server that breaks off, may still raise `OSError`, `RuntimeError` or `ValueError`.
    """
    text = plain(clean(query.text))
    form(text)
    refuse_outside(text)
    prefixes = Names(store.base).prefixes
    if (prefix := undeclared(text, prefixes)) is not None:
        raise QueryError(f"{query.name}: the prefix {prefix}: is not declared; known are {', '.join(prefixes)}")
    bound = bind(every_variable(text) if whole else text, _values(query, parameters or {}), base=(BASE, store.base))
    try:
        return store.query(bound.text, prefixes=prefixes, graphs=graphs)
    except SyntaxError as error:
        raise QueryError(f"{query.name}: {bound.where(error)}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"{query.name}: the query cannot be answered: {error}") from error


def _values(query: NamedQuery, given: Mapping[str, str | float]) -> dict[str, str | float]:
    """Return every parameter with its value: the one given, or its default."""
    known = {parameter.name: parameter for parameter in query.parameters}
    allowed = set(known) | parameters_of(query.text)
    for name in given:
        if name not in allowed:
            said = ", ".join(sorted(allowed)) or "none"
            raise QueryError(f"{query.name}: no parameter {name!r}; its parameters: {said}")
    values: dict[str, str | float] = {}
    for name, value in ({p.name: p.default for p in query.parameters} | dict(given)).items():
        text = clean(str(value)).strip()
        if name in known and known[name].numeric:
            if not _NUMBER.fullmatch(text):
                raise QueryError(f"{query.name}: {name}={value!r} is not a number, such as {known[name].default}")
            values[name] = float(text) if "." in text else int(text)
        else:
            values[name] = text
    return values


def _value(term: object) -> Value:
    """Return a term as a plain value: numbers and truth values as such, all else as text."""
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    # Most literals are text of a page, which has a language and so no other type.
    if term.language is not None:
        return term.value
    kind = term.datatype.value
    try:
        if kind in _INTEGERS:
            return int(term.value)
        if kind in _DECIMALS:
            number = float(term.value)
            return int(number) if number.is_integer() else number
    except ValueError:
        return term.value
    return term.value == "true" if kind == XSD + "boolean" else term.value

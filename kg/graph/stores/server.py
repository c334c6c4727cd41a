"""A store on a SPARQL 1.1 server: one address for queries, one for updates."""

from __future__ import annotations

import base64
import http.client
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import pyoxigraph
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg.errors import OptionError, StoreError
from kg.graph.sparql import declared, literal, names_graphs
from kg.graph.stores.base import (
    DIGEST,
    STATE,
    Graphs,
    Header,
    Part,
    Result,
    Store,
    graph_of,
    header_from,
    header_rows,
    key_of,
    name_of,
    trig_of,
)

if TYPE_CHECKING:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

_BATCH = 1_000_000
"""Characters of updates in one request: a second's work for a server."""
_BULK_LOADER, _AT_ONCE = "Oxigraph/", "no_transaction"
"""A server that writes files from TriG, and its word for it: two fifths of the work, a fifth of the memory, and the
same as other ways where it is stopped, since the digests come afterwards."""
_TRIPLES = 5_000
"""Triples in one INSERT DATA; a larger part takes several."""
_UNION = "union-default-graph"
"""Oxigraph's word for: a query that names no graph is about all of them. Other servers pass over it."""
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
_OPTIONS = {"query", "update", "timeout"}
_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server answers."""

    secure: bool
    host: str
    port: int | None
    query: str = "/query"
    update: str = "/update"
    store: str = "/store"
    """The path that takes TriG, of a server that is Oxigraph; empty where it has none."""
    timeout: float = _TIMEOUT
    """Seconds that one request may wait for the server."""
    user: tuple[str, str] | None = None

    @property
    def endpoint(self) -> str:
        """Return the URL that takes queries."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http{'s' * self.secure}://{host}{f':{self.port}' if self.port else ''}{self.query}"


def read_address(url: str) -> Address:
    """Return the address that a URL ``sparql+http://HOST:PORT/PATH?query=…&update=…&timeout=…`` means.

    A path of its own stands before ``/query`` and ``/update``. Raises `OptionError`.
    """
    try:
        parts = urlsplit(url.removeprefix("sparql+"))
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        timeout = float(options.get("timeout", _TIMEOUT))
        port = parts.port
    except ValueError as error:
        raise _no_address(url) from error
    if not parts.hostname or parts.fragment or not set(options) <= _OPTIONS or not 0 < timeout < float("inf"):
        raise _no_address(url)
    root = parts.path.rstrip("/")
    # Who names the path of updates alone may have a server that lets nothing else through.
    store = "" if "update" in options else f"{root}/store"
    paths = (options.get(name, f"{root}/{name}") for name in ("query", "update"))
    query, update = (path if path.startswith("/") else f"{root}/{path}" for path in paths)
    user = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    return Address(parts.scheme == "https", parts.hostname, port, query, update, store, timeout, user)


def shown(url: str) -> str:
    """Return a URL without its password."""
    head, at, rest = url.partition("@")
    scheme, _, user = head.partition("://")
    return f"{scheme}://{user.partition(':')[0]}@{rest}" if at and user else url


def _no_address(url: str) -> OptionError:
    return OptionError(
        f"{shown(url)}: no address of a server; write sparql+http://HOST:PORT/PATH, with ?query=PATH&update=PATH"
        "&timeout=SECONDS behind it where they differ"
    )


class ServerStore(Store):
    """A store on a server. Its union of all graphs, the default one too, is what queries are about."""

    def __init__(self, url: str) -> None:
        super().__init__(shown(url))
        self.address = read_address(url)
        self._software = ""
        """What the server says that it is."""

    def check(self, *, write: bool) -> None:
        """Do what every store does, and raise `StoreError` where the server keeps its graphs apart."""
        super().check(write=write)
        if not write and not self.query(f"ASK {{ {STATE} ?p ?o }}", prefixes={}):
            raise StoreError(f"{self.url}: the server answers from its default graph alone; let it join all graphs")

    def header(self) -> Header:
        """Return what the store says of itself."""
        rows = self._rows(f"SELECT ?p ?o {{ GRAPH {STATE} {{ {STATE} ?p ?o }} }}")
        return header_from({_value(row[0]): _value(row[1]) for row in rows})

    def say(self, header: Header) -> None:
        """Record what the store says of itself."""
        rows = "".join(f"{STATE} <{name}> {literal(value)} . " for name, value in header_rows(header).items())
        old = f"GRAPH {STATE} {{ {STATE} ?p ?o }}"
        # One operation, for a server that may be stopped between two.
        self._update([f"DELETE {{ {old} }} INSERT {{ GRAPH {STATE} {{ {rows}}} }} WHERE {{ OPTIONAL {{ {old} }} }}"])
        self.base = header.base

    def digests(self) -> dict[str, str]:
        """Return the digest of every part that was loaded, by its name; ``""`` for one that was being written."""
        rows = self._rows(f"SELECT ?part ?digest {{ GRAPH {STATE} {{ ?part {DIGEST} ?digest }} }}")
        return {name_of(_value(row[0])): _value(row[1]) for row in rows}

    def replace(self, parts: Sequence[Part]) -> None:
        """Put these parts in the place of what the store has of them, and record their digests."""
        self._update(op for part in parts for op in _sign(part.name, ""))
        if self.address.store and self._software.startswith(_BULK_LOADER):
            self._update(_cleared(part.name) for part in parts)
            self._send(f"{self.address.store}?{_AT_ONCE}", trig_of(parts), "application/trig")
            self._update(op for part in parts for op in _sign(part.name, part.digest))
        else:
            self._update(op for part in parts for op in _written(part))

    def drop(self, names: Sequence[str]) -> None:
        """Remove these parts with their digests."""
        self._update(op for name in names for op in (*_sign(name, ""), _cleared(name), _forget(key_of(name))))

    def query(self, text: str, *, prefixes: Mapping[str, str], graphs: Graphs | None = None) -> Result:
        """Return what a query gives over `graphs`; without them over those it names, else over all graphs together.

        Raises `SyntaxError` where it is no SPARQL and `ValueError` for a graph whose name is no IRI.
        """
        # An empty store of our own tells what is no SPARQL, and where, as every other store does.
        pyoxigraph.Store().query(text, prefixes=dict(prefixes))
        own = declared(text)
        head = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in prefixes.items() if name not in own)
        if graphs is None:
            return self._ask(f"{head}\n{text}", {} if names_graphs(text) else {_UNION: ""})
        scope = {"default-graph-uri": graphs.default, "named-graph-uri": graphs.named}
        for iri in (*graphs.default, *graphs.named):
            NamedNode(iri)
        return self._ask(f"{head}\n{text}", scope)

    def count(self) -> int:
        """Return the number of quads, without those of `STATE`."""
        named = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != {STATE}) }}"
        rows = (self._rows(text) for text in ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", named))
        return sum(int(_value(row[0])) for found in rows for row in found)

    def quads(self) -> Iterator[Quad]:
        """Give all quads but those of `STATE`."""
        for row in self._rows("SELECT ?s ?p ?o { ?s ?p ?o }"):
            yield Quad(row[0], row[1], row[2], DefaultGraph())
        for row in self._rows(f"SELECT ?s ?p ?o ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != {STATE}) }}"):
            yield Quad(row[0], row[1], row[2], row[3])

    def as_rdflib(self) -> SPARQLStore:
        """Return the server as a store of rdflib that reads."""
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        at = self.address
        return SPARQLStore(at.endpoint, method="POST", params={_UNION: ""}, auth=at.user)

    def close(self) -> None:
        """Do nothing: every request has a connection of its own."""

    def _rows(self, text: str) -> QuerySolutions:
        """Return the rows of a query that tells the graphs apart."""
        result = self._ask(text, {})
        if not isinstance(result, QuerySolutions):
            raise StoreError(f"{self.url}: the answer is not one of SPARQL 1.1")
        return result

    def _ask(self, text: str, scope: Mapping[str, str | Sequence[str]]) -> Result:
        path = f"{self.address.query}?{urlencode(scope, doseq=True)}" if scope else self.address.query
        kind, body = self._send(path, text, "application/sparql-query")
        try:
            if "json" not in kind:
                return iter([quad.triple for quad in parse(body, format=RdfFormat.from_media_type(kind))])
            return parse_query_results(body, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.url}: the answer is not one of SPARQL 1.1 ({error})") from error

    def _update(self, operations: Iterable[str]) -> None:
        """Send operations in order, several to a request."""
        batch: list[str] = []
        size = 0
        for operation in operations:
            batch.append(operation)
            size += len(operation)
            if size >= _BATCH:
                self._send(self.address.update, ";\n".join(batch), "application/sparql-update")
                batch, size = [], 0
        if batch:
            self._send(self.address.update, ";\n".join(batch), "application/sparql-update")

    def _send(self, path: str, text: str | bytes, kind: str) -> tuple[str, bytes]:
        """Return the media type and the body that the server answers with."""
        at = self.address
        connect = http.client.HTTPSConnection if at.secure else http.client.HTTPConnection
        connection = connect(at.host, at.port, timeout=at.timeout)
        headers = {"Content-Type": kind, "Accept": _ACCEPT}
        if at.user:
            headers["Authorization"] = "Basic " + base64.b64encode(":".join(at.user).encode()).decode()
        try:
            connection.request("POST", path, text.encode() if isinstance(text, str) else text, headers)
            answer = connection.getresponse()
            body = answer.read()
            self._software = answer.getheader("Server") or ""
        except TimeoutError as error:
            raise StoreError(
                f"{self.url}: no answer within {at.timeout:g} s; give it longer with ?timeout=SECONDS"
            ) from error
        except http.client.HTTPException as error:
            raise StoreError(f"{self.url}: the server broke off ({str(error) or type(error).__name__})") from error
        except OSError as error:
            raise StoreError(f"{self.url}: no server answers there ({error.strerror or error})") from error
        finally:
            connection.close()
        if answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return (answer.getheader("Content-Type") or "").partition(";")[0].strip(), body
        told = " ".join(body[:200].decode(errors="replace").split())
        raise StoreError(
            f"{self.url}: the server refuses {path}: {answer.status} {answer.reason}{told and f': {told}'}"
        )


def _written(part: Part) -> Iterator[str]:
    """Give the operations that write a part; its digest comes last."""
    yield _cleared(part.name)
    graph = graph_of(part.name)
    triples = iter(part.triples())
    while chunk := list(islice(triples, _TRIPLES)):
        text = " .\n".join(map(_plain, chunk))
        yield f"INSERT DATA {{ {f'GRAPH {graph} {{ {text} }}' if isinstance(graph, NamedNode) else text} }}"
    yield from _sign(part.name, part.digest)


def _plain(triple: Triple) -> str:
    return f"{triple.subject} {triple.predicate} {triple.object}"


def _cleared(name: str) -> str:
    graph = graph_of(name)
    return f"DROP SILENT GRAPH {graph}" if isinstance(graph, NamedNode) else "CLEAR DEFAULT"


def _sign(name: str, digest: str) -> tuple[str, str]:
    key = key_of(name)
    return _forget(key), f"INSERT DATA {{ GRAPH {STATE} {{ {key} {DIGEST} {literal(digest)} }} }}"


def _forget(node: NamedNode) -> str:
    return f"DELETE WHERE {{ GRAPH {STATE} {{ {node} ?p ?o }} }}"


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""

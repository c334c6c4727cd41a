"""The server described as OpenAPI 3.1 has it, for programs that try or call it by its description."""

from __future__ import annotations

from typing import Any

from kg.graph.protocol import RESULTS, TRIPLES
from kg.version import __version__

EXAMPLES = (
    "SELECT ?name { ?park a kg:Park ; rdfs:label ?name } ORDER BY ?name LIMIT 3",
    "ASK { ?firm a kg:Firm }",
    "CONSTRUCT WHERE { ?a kg:locatedIn ?b } LIMIT 5",
)
_TOLD = {
    "400": "the query is no SPARQL, or the request is amiss",
    "401": "the token is wanted",
    "403": "the query would write or ask another server, or another site asks",
    "406": "there is no answer in a form that is asked for",
    "408": "the request did not come in",
    "413": "the request is too large",
    "415": "the request is of another form",
    "502": "the server behind this one does not answer",
    "503": "too much is asked at a time",
    "504": "the query takes too long",
    "507": "the query or its answer takes too much memory",
}
_GRAPHS = ("default-graph-uri", "named-graph-uri")
_TEXT = {"type": "string"}
_LIST = {"type": "array", "items": {"type": "string", "format": "uri"}}


def description() -> dict[str, Any]:
    """Return the description, as data for JSON."""
    query = {"schema": _TEXT, "examples": {str(n): {"value": text} for n, text in enumerate(EXAMPLES)}}
    graphs = [{"name": name, "in": "query", "schema": _LIST} for name in _GRAPHS]
    form = {
        "schema": {
            "type": "object",
            "required": ["query"],
            "properties": {"query": _TEXT, **dict.fromkeys(_GRAPHS, _LIST)},
        },
        "examples": {str(n): {"value": {"query": text}} for n, text in enumerate(EXAMPLES)},
    }
    endpoint = {
        "get": {
            "operationId": "query",
            "summary": "Ask; without a query, the description of the service after SPARQL 1.1 Service Description",
            "parameters": [{"name": "query", "in": "query", **query}, *graphs],
            "responses": _responses("the answer, first rows where there are too many", *RESULTS, *TRIPLES),
        },
        "post": {
            "operationId": "queryByPost",
            "summary": "Ask with a query that is too long for an address",
            "requestBody": {
                "required": True,
                "content": {"application/x-www-form-urlencoded": form, "application/sparql-query": query},
            },
            "responses": _responses("the answer, first rows where there are too many", *RESULTS, *TRIPLES),
        },
    }
    page = {"operationId": "page", "summary": "The page", "responses": _responses("the page", "text/html")}
    itself = {"operationId": "describe", "summary": "This", "responses": _responses("this", "application/json")}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Yuanqu: the page of a build and a SPARQL endpoint that reads",
            "version": __version__,
        },
        "paths": {"/": {"get": page}, "/sparql": endpoint, "/openapi.json": {"get": itself}},
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "password": {"type": "http", "scheme": "basic"},
            }
        },
        "security": [{}, {"bearer": []}, {"password": []}],
    }


def _responses(good: str, *media: str) -> dict[str, Any]:
    """Return what an operation may answer: one of `media`, or a line of text."""
    told = {"text/plain": {"schema": _TEXT}}
    wrong = {status: {"description": what, "content": told} for status, what in _TOLD.items()}
    return {"200": {"description": good, "content": {name: {} for name in media}}, **wrong}

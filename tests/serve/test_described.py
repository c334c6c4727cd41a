"""The description of the server, and requests made from it."""

from __future__ import annotations

import json

import pytest

from kg.serve.openapi import EXAMPLES
from tests.serve.conftest import Server

pytestmark = pytest.mark.xdist_group("serve")


def test_the_server_describes_itself(server: Server) -> None:
    answer = server.get("openapi.json")
    assert answer.headers["Content-Type"] == "application/json"
    said = json.loads(answer.body)
    assert said["openapi"] == "3.1.0"
    assert set(said["paths"]) == {"/", "/sparql", "/openapi.json"}
    for path, operations in said["paths"].items():
        assert server.send("PUT", path[1:], b"", {}).status == 405
        assert "200" in operations["get"]["responses"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_its_examples_are_answered(server: Server, example: str) -> None:
    assert server.ask(example).status == 200


def test_every_answer_is_one_that_the_description_tells_of(server: Server) -> None:
    pytest.importorskip("schemathesis")
    from tests.serve.described import tried

    seen = tried(server.url, 12)
    assert seen[200] >= 3
    assert seen[400] >= 12
    assert server.ask("ASK {}").status == 200

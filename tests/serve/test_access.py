"""Who may ask, and what every answer says to browsers."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.serve.conftest import Server, running

pytestmark = pytest.mark.xdist_group("serve")

TOKEN = "a long token 园区"  # noqa: S105 - of this test alone


@pytest.fixture(scope="module")
def locked(build: Path) -> Iterator[Server]:
    """A server that wants a token."""
    with running(build, "--token", TOKEN) as started:
        yield started


def basic(password: str) -> str:
    """Return a header as a browser sends it."""
    return f"Basic {base64.b64encode(f'anybody:{password}'.encode()).decode()}"


@pytest.mark.parametrize("path", ["", "sparql", "nowhere", "sparql?query=x"])
def test_every_answer_has_the_headers_of_a_careful_server(server: Server, path: str) -> None:
    headers = server.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers
    assert "Server" not in headers


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:80", "127.0.0.1:7879"])
def test_it_answers_to_its_own_names(server: Server, host: str) -> None:
    assert server.get("sparql", Host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "evil.example@localhost", "[::2]", "a b"],
)
def test_it_answers_to_no_other_name(server: Server, host: str) -> None:
    for path in ("", "sparql"):
        answer = server.get(path, Host=host)
        assert answer.status == 400
        assert "does not answer to other names" in answer.text


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)]
)
def test_a_page_of_another_site_cannot_ask(server: Server, site: str, status: int) -> None:
    assert server.get("sparql?query=ASK%20%7B%7D", Sec_Fetch_Site=site).status == status


def test_a_link_from_another_site_leads_to_the_page(server: Server) -> None:
    assert server.get("", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status == 200


def test_without_its_token_nothing_is_told(locked: Server) -> None:
    for path in ("", "sparql", "nowhere"):
        answer = locked.get(path)
        assert answer.status == 401
        assert answer.headers.get_all("WWW-Authenticate") == ['Basic realm="yuanqu", charset="UTF-8"', "Bearer"]  # type: ignore[attr-defined]
        assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "given",
    ["Bearer", "Bearer wrong", "Basic !!!", basic(""), basic("wrong"), "Digest x", f"{basic(TOKEN)}x", "Basic /w=="],
)
def test_a_wrong_token_is_refused(locked: Server, given: str) -> None:
    assert locked.get("sparql", Authorization=given).status == 401


def test_the_token_opens_as_bearer_and_as_password(build: Path, locked: Server) -> None:
    assert locked.get("sparql", Authorization=basic(TOKEN)).status == 200
    assert locked.get("", Authorization=basic(TOKEN), Host="graph.example").status == 200
    with running(build, "--token", "plain-token", "--host", "0.0.0.0") as wide:  # noqa: S104 - that is what is tried
        at = wide.url.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        wide.url = at
        assert wide.get("sparql", Authorization="Bearer plain-token").status == 200
        assert wide.get("sparql").status == 401


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104
def test_other_machines_are_let_in_with_a_token_only(kg: Command, build: Path, host: str) -> None:
    done = kg("serve", "--out", build, "--port", "0", "--host", host)
    assert done.returncode == 2
    assert done.stderr == f"kg: --host {host} lets in other machines; give a --token that they must know\n"


def test_an_empty_token_is_none(kg: Command, build: Path) -> None:
    done = kg("serve", "--out", build, "--port", "0", "--token", " ")
    assert (done.returncode, done.stderr) == (2, "kg: --token: an empty token keeps nobody out; give a long one\n")

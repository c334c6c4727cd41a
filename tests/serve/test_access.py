"""Who may ask, and what every answer says to browsers."""

from __future__ import annotations

import base64
import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

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
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert ("sandbox" in headers["Content-Security-Policy"]) == (path != "")
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


def test_the_token_in_the_address_is_taken_for_a_cookie(locked: Server) -> None:
    """The address that is left holds no token, the cookie neither, and only the page takes one so."""
    answer = raw(locked, f"/?token={quote(TOKEN)}")
    assert (answer.status, answer.headers["Location"]) == (303, "./")
    cookie = answer.headers["Set-Cookie"]
    assert re.fullmatch(r"yuanqu=[0-9a-f]{64}; HttpOnly; Path=/; SameSite=lax", cookie)
    crumb = cookie.partition(";")[0]
    assert raw(locked, "/", Cookie=f"a=b; {crumb}").status == 200
    assert raw(locked, "/sparql", Cookie=crumb).status == 200
    assert raw(locked, "/sparql", Cookie=crumb, **{"Sec-Fetch-Site": "cross-site"}).status == 403
    assert raw(locked, "/sparql", Cookie=crumb, Origin="http://evil.example").status == 403


@pytest.mark.parametrize(
    "path", ["/?token=", "/?token=wrong", "/?token=%ff", "/?token=a&token=b", f"/sparql?token={quote(TOKEN)}", "/?x=1"]
)
def test_another_token_in_the_address_is_refused(locked: Server, path: str) -> None:
    answer = raw(locked, path)
    assert answer.status == 401
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("cookie", ["yuanqu=", f"yuanqu={'0' * 64}", "yuanqu", "other=1", "yuanqu=\xff"])
def test_another_cookie_is_refused(locked: Server, cookie: str) -> None:
    assert raw(locked, "/", Cookie=cookie).status == 401


@pytest.mark.browser
def test_a_browser_with_the_token_in_its_address_can_ask(locked: Server, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{locked.url}?token={quote(TOKEN)}")
    assert page.url == locked.url
    page.click("#editor-button")
    page.fill("#editor-text", "ASK { ?s a kg:Firm }")
    page.press("#editor-text", "Control+Enter")
    page.wait_for_selector(".editor-truth")
    assert said == []
    context.close()


def raw(server: Server, path: str, **headers: str) -> http.client.HTTPResponse:
    """Return the answer to a GET itself, not what it leads to."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104
def test_other_machines_are_let_in_with_a_token_only(kg: Command, build: Path, host: str) -> None:
    done = kg("serve", "--out", build, "--port", "0", "--host", host)
    assert done.returncode == 2
    assert done.stderr == f"kg: --host {host} lets in other machines; give a --token that they must know\n"


def test_an_empty_token_is_none(kg: Command, build: Path) -> None:
    done = kg("serve", "--out", build, "--port", "0", "--token", " ")
    assert (done.returncode, done.stderr) == (2, "kg: --token: an empty token keeps nobody out; give a long one\n")

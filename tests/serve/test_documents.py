"""The commands that docs/serve.md shows, run against a server."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.serve.conftest import Server
from tests.support import ROOT

pytestmark = pytest.mark.xdist_group("serve")

_SHOWN = re.compile(r"^\$ (curl (?:.*\\\n)*.*)$", re.MULTILINE)
COMMANDS = _SHOWN.findall((ROOT / "docs" / "serve.md").read_text(encoding="utf-8"))


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 5


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_shown_is_answered(command: str, server: Server) -> None:
    line = command.replace("http://127.0.0.1:7879/", server.url)
    assert line != command
    done = subprocess.run(
        ["bash", "-c", f"{line} --silent --show-error"], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_the_python_that_is_shown_runs(server: Server) -> None:
    text = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(block.replace("http://127.0.0.1:7879/", server.url), "docs/serve.md", "exec"), names)  # noqa: S102
    assert "graph" in names

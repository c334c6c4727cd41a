"""The site of the documents: it builds without a warning, and asks no other host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

_ASKED = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=["']?(https?:)?//""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr
    return folder


def test_every_document_is_a_page_of_the_site(site: Path) -> None:
    documents = {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert documents <= {path.stem for path in site.glob("*.html")}


def test_the_reference_names_every_command(site: Path) -> None:
    from kg.cli import app

    text = (site / "reference" / "cli.html").read_text(encoding="utf-8")
    groups = {group.name: group.typer_instance for group in app.registered_groups}
    names = [command.name for command in app.registered_commands]
    names += [f"{name} {c.name}" for name, group in groups.items() if group for c in group.registered_commands]
    assert [name for name in names if f"kg {name}</code>" not in text] == []


def test_the_site_asks_no_other_host(site: Path) -> None:
    asking = [
        (page.name, found[0][:120])
        for page in site.rglob("*.html")
        if (found := _ASKED.search(page.read_text(encoding="utf-8"))) and "canonical" not in found[0]
    ]
    assert asking == []

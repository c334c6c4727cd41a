"""Pages of the site that are made from the source when it is built: a hook of mkdocs (mkdocs.yml)."""

from __future__ import annotations

import re

import typer
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from typer.cli import get_docs_for_click

from kg.cli import app

COMMANDS = "reference/cli.md"
_EXAMPLE = re.compile(r"^ *Example:\n((?: +\S.*\n?)+)", re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the reference of all commands and options, as they tell of themselves."""
    files.append(File.generated(config, COMMANDS, content=command_reference()))
    return files


def command_reference() -> str:
    """Return what ``--help`` says of every command, as Markdown."""
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="kg")
    text = get_docs_for_click(obj=command, ctx=context, name="kg", title="Every command and option")
    # What is an example in the terminal is one here too, and \b only keeps the lines of a terminal together.
    text = text.replace("\b\n", "").replace("\b", "")
    return _EXAMPLE.sub(lambda found: f"Example:\n\n```sh\n{_flush(found[1])}\n```\n", text)


def _flush(lines: str) -> str:
    return "\n".join(line.strip() for line in lines.rstrip().splitlines())

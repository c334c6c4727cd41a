"""The command ``kg``: one module a command; each loads what it needs when it runs."""

from __future__ import annotations

import gc
import os
import signal
import sys
from io import TextIOWrapper
from types import FrameType
from typing import Annotated, NoReturn

import typer

from kg import __version__
from kg.cli import (
    analyze,
    build,
    diff,
    export,
    extract,
    load,
    query,
    review,
    rules,
    schema,
    score,
    serve,
    validate,
    view,
)
from kg.cli._common import say
from kg.errors import KgError
from kg.threads import start_one

DEBUG = "KG_TRACEBACK"
"""Environment variable: set, an unforeseen error shows its traceback."""

_OBJECTS = 200_000
"""New objects after which Python looks for what nothing leads to any more."""

app = typer.Typer(
    help="Chinese newspaper pages in, an evidenced knowledge graph of officials, firms, parks and policies out.",
    epilog="Exit codes: 0 done, 1 done with findings, 2 wrong input.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("build")(build.build)
app.command("extract")(extract.extract)
app.command("query")(query.query)
app.command("load")(load.load)
app.command("view")(view.view)
app.command("export")(export.export)
app.command("serve")(serve.serve)
app.command("diff")(diff.diff)
app.command("validate")(validate.validate)
app.add_typer(analyze.app, name="analyze")
app.add_typer(review.app, name="review")
app.add_typer(rules.app, name="rules")
app.add_typer(schema.app, name="schema")
app.command("score")(score.score)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"yuanqu {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main() -> NoReturn:
    """Run the command line and exit: 0 done, 1 done with findings, 2 wrong input told in one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        # Results are UTF-8 in a pipe whatever the locale; a terminal that lacks a character shows its code.
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # A build that is told to stop tidies up first.
    signal.signal(signal.SIGTERM, _stop)
    start_one()
    # Word lists, patterns and pages are no garbage: looking for it every 700 objects takes a tenth of the start.
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
    code = run(sys.argv[1:])
    # Nor at the end, when the system takes all of it back.
    gc.freeze()
    sys.exit(code)


def run(args: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        code = app(args or ["--help"], prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except KgError as error:
        say(str(error))
    except typer.TyperException as error:
        return _usage(error)
    except (typer.Abort, KeyboardInterrupt):
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # Whoever read us has enough; Python must not complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        say(f"{error.filename or 'output'}: {error.strerror or error}")
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        say(f"this is a fault of the program: {type(error).__name__}: {error}; {DEBUG}=1 shows where")
    else:
        return code if isinstance(code, int) else 0
    return 2


def _usage(error: typer.TyperException) -> int:
    """Tell in one line what is wrong with the command line; a group without a command shows its help."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "kg"
    message = getattr(error, "format_message", lambda: str(error))()
    if context and message == context.get_help():
        sys.stdout.write(f"{message}\n")
        return 0
    say(f"{message.rstrip('.')}; see `{command} --help`")
    return 2


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)

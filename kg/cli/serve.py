"""``kg serve``: the page and a SPARQL endpoint over HTTP."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli._common import say


def serve(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")] = Path("out"),
    *,
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 for any free one.")] = 7879,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, max=3600, help="How long a query may take.")
    ] = 10.0,
    rows: Annotated[int, typer.Option("--rows", min=1, help="How many rows an answer may have.")] = 10_000,
    url: Annotated[
        str | None, typer.Option("--store", metavar="URL", help="Ask this store instead; see docs/stores.md.")
    ] = None,
    token: Annotated[
        str | None,
        typer.Option("--token", envvar="KG_TOKEN", help="What callers must know; needed beyond this machine."),
    ] = None,
) -> None:
    """Serve the page of a build, with an editor for queries, and a SPARQL endpoint that only reads.

    Both follow the build in OUT when it changes. Ctrl-C ends it. See docs/serve.md.

    \b
    Example:
      kg serve
      kg serve --port 8000 --timeout 30 --rows 100000
      kg serve --store sparql+http://localhost:7878
      KG_TOKEN=... kg serve --host 0.0.0.0
    """
    from kg.serve.served import Settings
    from kg.serve.server import serve as run

    def ready(at: str) -> None:
        sys.stdout.write(f"{at} (SPARQL: /sparql); Ctrl-C ends it\n")
        sys.stdout.flush()

    settings = Settings(out, store=url, timeout=timeout, rows=rows)
    run(settings, host=host, port=port, token=token, ready=ready, tell=say)

"""``kg load``: a store brought up to date with a build."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli._common import count, progress_bar


def load(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")] = Path("out"),
    *,
    url: Annotated[str, typer.Option("--store", metavar="URL", help="The store; see docs/stores.md.")],
) -> None:
    """Bring a store up to date with a build: only pages that say something else are written.

    Where it is stopped half way, the store says so until it is run again.

    \b
    Example:
      kg load --store oxigraph:mine
      kg load --out other --store sparql+http://localhost:7878
    """
    from kg.graph.store import open_store, sync
    from kg.graph.stores.builds import read_build

    # A build that is not there must not leave a new store behind.
    read_build(out)
    store = open_store(url, write=True)
    try:
        with progress_bar() as progress:
            done = sync(store, out, progress)
    finally:
        store.close()
    replaced = count(done.replaced, "document")
    sys.stdout.write(f"{store.url}: {replaced} replaced, {done.dropped} dropped, {done.unchanged} unchanged\n")

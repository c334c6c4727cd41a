"""``kg load``: a store brought up to date with a build."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli._common import count, progress_bar, say_failed
from kg.errors import OptionError


def load(
    shards: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[SHARDS]...", show_default=False, help="Shards to build OUT from first."),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")] = Path("out"),
    *,
    url: Annotated[str, typer.Option("--store", metavar="URL", help="The store; see docs/stores.md.")],
) -> None:
    """Bring a store up to date with a build: only pages that say something else are written.

    Where it is stopped half way, the store says so until it is run again. Folders of shards (`kg extract --to`) are
    joined into the build in OUT first.

    \b
    Example:
      kg load --store oxigraph:mine
      kg load --out other --store sparql+http://localhost:7878
      kg load shards --store oxigraph:mine
    """
    if shards:
        _join(shards, out)
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


def _join(shards: list[Path], out: Path) -> None:
    """Build the graph of shards."""
    from kg.api import build
    from kg.run.shards import is_shards

    for folder in shards:
        if not is_shards(folder):
            raise OptionError(f"{folder}: no folder of shards; make one with `kg extract PAGE… --to {folder}`")
    with progress_bar() as progress:
        say_failed(build(shards, out, progress=progress).failed)

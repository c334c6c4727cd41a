"""Builds that go on: a folder of pages is looked at again and again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import BusyError, KgError, OutputError
from kg.resolve.ledger import FILE as JUDGEMENTS
from kg.run.build import Builder, Writer
from kg.run.engines import Choice
from kg.run.report import BuildReport
from kg.run.shards import INDEX
from kg.run.sources import gather, shards_among

log = logging.getLogger(__name__)

Seen = tuple[tuple[str, int, int], ...]


def watch(
    sources: Iterable[str | Path],
    out: str | Path,
    *,
    base: str | None = None,
    model: bool = True,
    writers: Mapping[str, Writer] | None = None,
    load: Callable[[], Any] | None = None,
    choice: Choice | None = None,
    every: float = 1.0,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[BuildReport]:
    """Build, and again whenever a page or the ledger in `out` is another; give the report of each build.

    Looks every `every` seconds, by `sleep`. The first build raises what `build` raises; what stands in the way of a
    later one (a page half copied, a ledger being mended) is logged and tried again at the next change.
    """
    named = list(sources)
    builder = Builder(out, base=base, model=model, writers=writers, load=load, choice=choice)
    seen, told = _seen(named, Path(out)), ""
    yield builder.build(named)
    while True:
        sleep(every)
        now = _seen(named, Path(out))
        if now == seen:
            continue
        try:
            report = builder.build(named)
        except (BusyError, OutputError) as error:
            # No change of the pages will tell when the folder is free again: it is tried at every look.
            if str(error) != told:
                log.warning("%s", error)
            told = str(error)
            continue
        except KgError as error:
            seen, told = now, ""
            log.warning("%s", error)
            continue
        seen, told = now, ""
        yield report


def _seen(sources: Sequence[str | Path], out: Path) -> Seen:
    """Return the pages, shards and the ledger with their times and sizes."""
    pages, _ = gather(sources, out)
    paths = [page.path for page in pages if page.path is not None]
    paths += [shards.folder / INDEX for shards in shards_among(sources)]
    found = []
    for path in (*paths, out / JUDGEMENTS):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)

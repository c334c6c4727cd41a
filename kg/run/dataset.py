"""A finished build, read back from its archives."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DamagedInput, NotFound
from kg.graph.archive import read_archive
from kg.records import Dataset, Extraction
from kg.resolve.ledger import read_ledger
from kg.resolve.merge import merge
from kg.resolve.published import read_published


def open_dataset(out: str | Path) -> Dataset:
    """Return the pages of the build in the folder `out` with their entities resolved, as its ledger stands now.

    Raises `NotFound` where there is no build and `DamagedInput` where one of its archives cannot be read.
    """
    return merge(open_pages(out), read_ledger(Path(out)), read_published(Path(out)))


def open_pages(out: str | Path) -> list[Extraction]:
    """Return the pages of the build in the folder `out` as they were extracted; raises what `open_dataset` does."""
    folder = Path(out) / "statements"
    archives = sorted(folder.glob("*.jsonl"))
    if not archives:
        raise NotFound(f"{out}: no build here; run `kg build SOURCE --out {out}` first")
    return [_read(archive) for archive in archives]


def _read(archive: Path) -> Extraction:
    try:
        return read_archive(archive)
    except (OSError, ValueError) as error:
        raise DamagedInput(f"{archive}: not an archive that can be read ({error}); run `kg build` again") from error

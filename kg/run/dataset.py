"""A finished build, read back from its archives."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DamagedInput, NotFound
from kg.graph.archive import read_archive
from kg.records import Dataset, Extraction
from kg.resolve.merge import merge


def open_dataset(out: str | Path) -> Dataset:
    """Return the pages and merged entities of the build in the folder `out`.

    Raises `NotFound` where there is no build and `DamagedInput` where one of its archives cannot be read.
    """
    folder = Path(out) / "statements"
    archives = sorted(folder.glob("*.jsonl"))
    if not archives:
        raise NotFound(f"{out}: no build here; run `kg build SOURCE --out {out}` first")
    return merge([_read(archive) for archive in archives])


def _read(archive: Path) -> Extraction:
    try:
        return read_archive(archive)
    except (OSError, ValueError) as error:
        raise DamagedInput(f"{archive}: not an archive that can be read ({error}); run `kg build` again") from error

"""An export put in its place: whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from kg.drafts import drafts
from kg.errors import OptionError, OutputError
from kg.export.formats import Format, format_named
from kg.graph.terms import BASE
from kg.graph.write import TRIG, TURTLE
from kg.records import Readable
from kg.run.manifest import FILE as MANIFEST
from kg.run.staging import output_error

FOLDER = "export"
"""The folder inside a build that exports go to."""
_BUILT = frozenset({TURTLE, TRIG, MANIFEST, "ids.jsonl", "judgements.jsonl", "issues.jsonl", "graph.html", "view.html"})


def place_of(out: Path, form: str) -> Path:
    """Return where an export of the build in `out` goes unless told otherwise; raises `OptionError`."""
    known = format_named(form)
    return out / FOLDER / f"{form}{known.suffix}"


def export(dataset: Readable, form: str, to: str | Path, *, base: str = BASE) -> Path:
    """Write a dataset in a format to the file or folder `to`, in place of an earlier export there, and return that.

    Raises `OptionError` for an unknown format, `OutputError` where `to` is something else already, such as a folder
    with other files, or cannot be written; it is then as it was.
    """
    known = format_named(form)
    target = Path(os.path.realpath(to))
    _check(target, known, Path(to))
    try:
        with drafts(target.parent) as hidden:
            draft = hidden / "export"
            _write(dataset, known, draft, base)
            _replace(draft, target, hidden / "old")
    except OSError as error:
        raise output_error(Path(to), error) from error
    return Path(to)


def stream_out(dataset: Readable, form: str, stream: IO[bytes], *, base: str = BASE) -> None:
    """Write a dataset in a format into a binary stream; raises `OptionError` for a format of several files."""
    known = format_named(form)
    if known.stream is None:
        raise OptionError(f"{form}: a folder of files, which no stream can hold; say where with --to")
    known.stream(dataset, stream, base)


def _check(target: Path, form: Format, shown: Path) -> None:
    """Raise `OutputError` where something else than an earlier export stands in the place of this one."""
    if form.stream is not None:
        if target.exists() and not target.is_file():
            raise OutputError(f"{shown}: there already, and no file; give the name of a file for {form.name}")
        if target.name in _BUILT and (target.parent / MANIFEST).exists():
            raise OutputError(f"{shown}: a file of the build itself; choose another name")
    elif target.exists() and not target.is_dir():
        raise OutputError(f"{shown}: there already, and no folder; give the name of a folder for {form.name}")
    elif target.is_dir() and (other := min({path.name for path in target.iterdir()} - set(form.files), default=None)):
        raise OutputError(f"{shown}: a folder that holds something else ({other}); choose another")


def _write(dataset: Readable, form: Format, draft: Path, base: str) -> None:
    if form.folder is not None:
        draft.mkdir()
        form.folder(dataset, draft, base)
    elif form.stream is not None:
        with draft.open("wb") as stream:
            form.stream(dataset, stream, base)


def _replace(draft: Path, target: Path, old: Path) -> None:
    """Move an export into its place; a folder that stands there is moved away first, and back where that fails."""
    if not target.is_dir():
        draft.replace(target)
        return
    target.rename(old)
    try:
        draft.rename(target)
    except OSError:
        with suppress(OSError):
            old.rename(target)
        raise

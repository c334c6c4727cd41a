"""What many pages gave as Parquet: five tables in folders of their own, cut into parts of a few hundred pages each.

A part is the rows of the same pages in all tables. That of ``documents`` is written last and removed first, so that a
part is there as a whole or not at all. The rows are those of the archives: a build takes them in as if it had read the
pages. ``shards.json`` is there when all of them are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

from kg.errors import DamagedInput, OptionError
from kg.locks import locked
from kg.records import ArticleInfo, Entity, Extraction, Issue, Statement

INDEX = "shards.json"
DOCUMENTS = "documents"
_FORMAT = 1
_LISTS = {"articles": ArticleInfo, "entities": Entity, "statements": Statement, "issues": Issue}
"""The tables of what a page has several of, by their names in `Extraction`."""
_META = b"yuanqu"
_AGAIN = "run `kg extract` again"


class Made(NamedTuple):
    """A page in a shard."""

    source: str
    """SHA-256 of the bytes that it was read from."""
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Index:
    """What is in a folder of shards."""

    state: str
    """The fingerprint of the program that extracted the pages."""
    parts: int
    pages: int
    issues: tuple[Issue, ...]
    """Those of sources that gave no page at all."""


class Shards:
    """A folder of shards. Whoever writes or reads it holds its lock."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; raises `OptionError` where the library for Parquet is not installed."""
        try:
            import pyarrow.parquet  # noqa: F401 - whether it is there
        except ImportError as error:
            raise OptionError(f"{folder}: shards need pyarrow; run `pip install 'yuanqu[cluster]'`") from error
        self.folder = folder

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder, to write or to read it; raises `BusyError` where another run does."""
        with locked(self.folder, f"{self.folder}: another run is at work on these shards; wait until it is done"):
            yield

    def index(self) -> Index:
        """Return what is in the folder; raises `DamagedInput` where it is not finished or not as it was written."""
        path = self.folder / INDEX
        try:
            row = json.loads(path.read_text(encoding="utf-8"))
            if row.pop("format") == _FORMAT:
                return Index(**{**row, "issues": tuple(Issue(**issue) for issue in row["issues"])})
        except FileNotFoundError as error:
            raise DamagedInput(f"{self.folder}: these shards are not finished; {_AGAIN}") from error
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise DamagedInput(f"{path}: not an index that can be read ({error!r}); {_AGAIN}") from error
        raise DamagedInput(f"{path}: shards of another version; {_AGAIN}")

    def begin(self) -> None:
        """Mark the folder as not finished, and remove what a run that was killed had half written."""
        (self.folder / INDEX).unlink(missing_ok=True)
        for left in self.folder.glob("*/.*.part"):
            left.unlink()

    def cut(self, parts: int) -> None:
        """Remove the parts that are more than that."""
        for path in sorted(self.folder.glob("*/part-*.parquet")):
            if int(path.stem.removeprefix("part-")) >= parts:
                path.unlink()
        for name in (DOCUMENTS, *_LISTS):
            # Empty, where there is no part.
            with suppress(OSError):
                (self.folder / name).rmdir()

    def finish(self, index: Index) -> None:
        """Mark the folder as finished, and remove parts that it has no more."""
        self.cut(index.parts)
        text = json.dumps({"format": _FORMAT, **asdict(index)}, ensure_ascii=False, indent=1)
        _in_place(self.folder / INDEX, lambda path: path.write_text(f"{text}\n", encoding="utf-8"))

    def write(self, number: int, state: str, pages: Sequence[Made], failures: Iterable[Issue]) -> None:
        """Write a part, the same bytes for the same pages; `failures` are the issues of pages that gave nothing."""
        rows: dict[str, list[dict[str, Any]]] = {name: [] for name in (*_LISTS, DOCUMENTS)}
        for source, page in pages:
            values = {field.name: getattr(page, field.name) for field in fields(page)}
            for name in _LISTS:
                rows[name] += [{"doc": page.doc, **_values(record)} for record in values.pop(name)]
            rows[DOCUMENTS].append({"source": source, **values})
        rows["issues"] += map(_values, failures)
        self.drop(number)
        for name, some in rows.items():
            self._write(self._path(name, number), name, some, state)

    def _write(self, path: Path, table: str, rows: list[dict[str, Any]], state: str) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        schema = _schema(table).with_metadata({_META: json.dumps({"format": _FORMAT, "state": state}).encode()})
        try:
            made = pa.Table.from_pylist(rows, schema=schema)
        except UnicodeEncodeError:
            # Half of a surrogate pair, which the title of a damaged page may hold, has no UTF-8.
            made = pa.Table.from_pylist([{k: _whole(v) for k, v in row.items()} for row in rows], schema=schema)
        path.parent.mkdir(exist_ok=True)
        _in_place(path, lambda to: parquet.write_table(made, to, compression="zstd"))

    def listed(self, number: int) -> dict[str, str]:
        """Return the pages of a part with the SHA-256 of their bytes, in order; raises `DamagedInput`."""
        return {row["doc"]: row["source"] for row in self._read(DOCUMENTS, number, ["doc", "source"])}

    def known(self, number: int, state: str) -> dict[str, str]:
        """Return what `listed` does where all tables have the part, of this state of the program; else nothing."""
        from pyarrow import parquet

        wanted = {"format": _FORMAT, "state": state}
        try:
            for name in (DOCUMENTS, *_LISTS):
                schema = parquet.read_schema(self._path(name, number))
                if schema != _schema(name) or json.loads(schema.metadata[_META]) != wanted:
                    return {}
            return self.listed(number)
        except (OSError, ValueError, TypeError, KeyError, DamagedInput):
            return {}

    def drop(self, number: int) -> None:
        """Remove a part."""
        self._path(DOCUMENTS, number).unlink(missing_ok=True)

    def failures(self, number: int) -> list[Issue]:
        """Return the issues of pages of a part that gave nothing; raises `DamagedInput`."""
        issues = (Issue(**row) for row in self._read("issues", number))
        there = self.listed(number)
        return [issue for issue in issues if issue.doc not in there]

    def read(self, number: int) -> list[Made]:
        """Return the pages of a part, in order; raises `DamagedInput`."""
        lists: dict[str, dict[str, list[Any]]] = {name: {} for name in _LISTS}
        for name, record in _LISTS.items():
            own = {field.name for field in fields(record)}
            for row in self._read(name, number):
                values = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k in own}
                lists[name].setdefault(row["doc"], []).append(record(**values))
        pages = []
        for row in self._read(DOCUMENTS, number):
            source = row.pop("source")
            found: dict[str, Any] = {name: tuple(by_page.get(row["doc"], ())) for name, by_page in lists.items()}
            pages.append(Made(source, Extraction(**row, **found)))
        return pages

    def _read(self, table: str, number: int, columns: list[str] | None = None) -> list[dict[str, Any]]:
        import pyarrow as pa
        from pyarrow import parquet

        path = self._path(table, number)
        wanted = _schema(table)
        try:
            found = parquet.ParquetFile(path).read(columns or wanted.names)
        except (OSError, pa.ArrowException) as error:
            said = " ".join(str(error).split())
            raise DamagedInput(f"{path}: not a shard that can be read ({said}); {_AGAIN}") from error
        if any(field != wanted.field(field.name) for field in found.schema) or found.num_columns < len(
            columns or wanted
        ):
            raise DamagedInput(f"{path}: has not the columns of a shard; {_AGAIN}")
        rows: list[dict[str, Any]] = found.to_pylist()
        return rows

    def _path(self, table: str, number: int) -> Path:
        return self.folder / table / f"part-{number:05}.parquet"


def is_shards(source: object) -> bool:
    """Return whether a source is a folder of shards, finished or not."""
    folder = Path(str(source))
    try:
        return (folder / INDEX).is_file() or all((folder / name).is_dir() for name in (DOCUMENTS, *_LISTS))
    except OSError:
        # Whoever reads the source tells what is wrong with it.
        return False


@cache
def _schema(table: str) -> Any:
    """Return the columns of a table: the fields of its record, with the page they belong to."""
    import pyarrow as pa

    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), tuple[str, ...]: pa.list_(pa.string())}
    record = _LISTS.get(table, Extraction)
    hints = {name: hint for name, hint in get_type_hints(record).items() if name not in _LISTS}
    columns = {"source" if record is Extraction else "doc": str, **hints}
    fitting = {
        name: next(kinds[kind] for kind in (hint, *getattr(hint, "__args__", ())) if kind in kinds)
        for name, hint in columns.items()
    }
    return pa.schema(list(fitting.items()))


def _values(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _whole(value: Any) -> Any:
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value


def _in_place(path: Path, write: Callable[[Path], object]) -> None:
    """Have `write` make the file `path`, whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    write(part)
    part.replace(path)

"""Pages that are too many for memory: read one at a time, and what is known of all of them without reading any."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, overload

from kg.records import Dataset, Extraction, Statement


class Claim(NamedTuple):
    """What a statement says, without its evidence."""

    subject: str
    """Id of the entity; ``object`` likewise."""
    predicate: str
    object: str
    status: str
    title: str | None = None
    """Title and date of a post only."""
    date: str | None = None


class Documents(Sequence[Extraction]):
    """Pages of which one at a time is in memory: each is read when it is asked for, and every time."""

    def __init__(
        self, names: Sequence[str], read: Callable[[int], Extraction], claims: Callable[[int], list[Claim]]
    ) -> None:
        """Take the name of each page, what reads one by its number, and what tells its claims without reading it."""
        self.names = names
        self.claims = claims
        self._read = read

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, number: int) -> Extraction: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[Extraction, ...]: ...

    def __getitem__(self, number: int | slice) -> Extraction | tuple[Extraction, ...]:
        """Return a page, or several at once."""
        found = range(len(self.names))[number]
        return self._read(found) if isinstance(found, int) else tuple(map(self._read, found))


def in_memory(dataset: Dataset) -> Dataset:
    """Return a dataset whose pages are all in memory, for those who go through them several times."""
    return replace(dataset, documents=tuple(dataset.documents))


def names_of(dataset: Dataset) -> Sequence[str]:
    """Return the name of every page of a dataset; none is read."""
    pages = dataset.documents
    return pages.names if isinstance(pages, Documents) else [page.doc for page in pages]


def claims_of(dataset: Dataset) -> Iterator[Sequence[Statement | Claim]]:
    """Give for every page of a dataset what its statements say; none is read."""
    pages = dataset.documents
    if isinstance(pages, Documents):
        yield from map(pages.claims, range(len(pages)))
    else:
        yield from (page.statements for page in pages)

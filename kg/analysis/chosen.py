"""Some of what is said, chosen while it is gone through: of a dataset or of a build that is read page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from kg.records import Dataset, Entity, Extraction, Readable

Whole = TypeVar("Whole", bound=Readable)
Kept = Callable[[Extraction], Extraction | None]


def chosen(whole: Whole, page: Kept, entity: Callable[[str], bool]) -> Whole:
    """Return what `page` leaves of each page, None of some, and the entities whose ids `entity` keeps.

    Of a dataset that is a dataset; of anything else it is chosen anew each time it is gone through.
    """
    part = _Chosen(whole, page, entity)
    if isinstance(whole, Dataset):
        return cast("Whole", Dataset(tuple(part.documents), tuple(part.entities), whole.replaced))
    return cast("Whole", part)


@dataclass(frozen=True, slots=True)
class _Chosen:
    whole: Readable
    page: Kept
    entity: Callable[[str], bool]

    @property
    def documents(self) -> Iterator[Extraction]:
        return self._left(self.whole.documents)

    @property
    def entities(self) -> Iterator[Entity]:
        return (one for one in self.whole.entities if self.entity(one.id))

    @property
    def replaced(self) -> Mapping[str, str]:
        return self.whole.replaced

    def in_order(self, key: Callable[[str], str]) -> Iterator[Extraction]:
        return self._left(self.whole.in_order(key))

    def _left(self, documents: Iterable[Extraction]) -> Iterator[Extraction]:
        return (left for document in documents if (left := self.page(document)) is not None)

"""How much was exported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.records import Entity, Extraction, Readable


class Counted:
    """What is exported, and after that the number of its entities and statements, without going through it again."""

    def __init__(self, whole: Readable) -> None:
        self._whole = whole
        self.entity_count = self.statement_count = 0

    @property
    def documents(self) -> Iterator[Extraction]:
        """Give the pages in the order of ``doc``."""
        return self._passed(self._whole.documents)

    @property
    def entities(self) -> Iterator[Entity]:
        """Give the entities in the order of ids."""
        number = 0
        for entity in self._whole.entities:
            number += 1
            yield entity
        self.entity_count = number

    @property
    def replaced(self) -> Mapping[str, str]:
        """Return the ids that another id stands for now, with that one."""
        return self._whole.replaced

    def in_order(self, key: Callable[[str], str]) -> Iterator[Extraction]:
        """Give the pages in the order of what `key` makes of their names."""
        return self._passed(self._whole.in_order(key))

    def _passed(self, documents: Iterable[Extraction]) -> Iterator[Extraction]:
        number = 0
        for document in documents:
            number += len(document.statements)
            yield document
        self.statement_count = number

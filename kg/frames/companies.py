"""Which part of a tour those who came along saw, where an article names several companies one after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.frames.memory import Told
from kg.frames.relations import Relation
from kg.frames.spans import division_kinds
from kg.frames.trips import in_story


@dataclass(frozen=True, slots=True)
class Companies:
    """Where an article says who came along, and where it says by itself that something was seen."""

    starts: tuple[int, ...]
    """Where the sentences begin, in order."""
    paragraphs: tuple[int | None, ...]
    """The paragraph of each sentence; None for what is outside of the story."""
    named: tuple[int, ...]
    """The sentences that name a company."""
    seen: frozenset[int]
    """The sentences that tell of a visit."""
    sites: tuple[int, ...]
    """Those that tell of a visit to more than a division."""

    @classmethod
    def of(cls, told: Sequence[Told], named: Iterable[Told], visits: Sequence[Relation]) -> Companies:
        """Return the companies of an article: of the sentences `named` those of its story count."""
        lines = sorted((one.masked.start, _paragraph(one)) for one in told)
        starts, paragraphs = zip(*lines, strict=True) if lines else ((), ())
        within = sorted({one.masked.start for one in filter(in_story, named)})
        seen = frozenset(visit.start for visit in visits)
        sites = sorted({visit.start for visit in visits if visit.object.cls not in division_kinds()})
        return cls(tuple(starts), tuple(paragraphs), tuple(within), seen, tuple(sites))

    def missed(self, one: Told, visit: Relation) -> bool:
        """Return whether the company that a sentence names was not there when something was seen.

        What other paragraphs tell of was seen by the company that they name, not by one that has its own sites.
        """
        here, site = one.masked.start, visit.object.start
        if len(self.named) < 2 or here not in self.named:
            return False
        there = self._at(site)
        if self.paragraphs[there] in {None, _paragraph(one)}:
            return False
        return self._came_later(here, there) if site < here else self._left(here, there)

    def _came_later(self, here: int, there: int) -> bool:
        """Return whether a company has a visit of its own in its sentence, or another was named since a site.

        Those named in one paragraph came together: 甲、乙随同考察。丙陪同。
        """
        own = self.paragraphs[self._at(here)]
        return here in self.seen or any(
            self.starts[there] <= other < here and self.paragraphs[self._at(other)] != own for other in self.named
        )

    def _left(self, here: int, there: int) -> bool:
        """Return whether a company, no first one, saw sites told before it, and another one what is told later."""
        own, site = self.paragraphs[self._at(here)], self.paragraphs[there]
        if here == self.named[0]:
            return False
        if not any(seen <= here and self.paragraphs[self._at(seen)] == own for seen in self.sites):
            return False
        return any(
            here < other and (other <= self.starts[there] or self.paragraphs[self._at(other)] == site)
            for other in self.named
        )

    def _at(self, position: int) -> int:
        """Return the number of the sentence of a position."""
        return max(0, bisect_right(self.starts, position) - 1)


def _paragraph(one: Told) -> int | None:
    return one.sentence.paragraph if in_story(one) else None

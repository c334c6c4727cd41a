"""Which article a headline belongs to: the one above it or the one below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.page.blocks import Block, Kind
from kg.page.drafts import NEAR, Draft


@dataclass(slots=True)
class Heading:
    """Headlines that stand together with their subtitle and reporter, between two bodies or at the page's edge."""

    blocks: list[Block]

    @property
    def flat(self) -> str:
        """Return the words of the headlines."""
        return "".join(block.flat for block in self.blocks if block.kind is Kind.HEAD)

    @property
    def signed(self) -> bool:
        """Return whether a subtitle or the reporter's line is among them."""
        return any(block.kind is Kind.BYLINE or block.starts == "subtitle" for block in self.blocks)


@dataclass(slots=True)
class Gap:
    """The headings between two drafts, by index of the draft below."""

    below: int
    headings: list[Heading]
    leads: bool
    """Whether they plainly belong below: a website prints date and source under its headline."""


def headings_of(blocks: Sequence[Block]) -> list[Heading]:
    """Return headlines in groups: those of one run of lines, with the subtitle and reporter that follow."""
    headings: list[Heading] = []
    for block in blocks:
        last = headings[-1].blocks[-1] if headings else None
        if last is not None and (
            block.kind is Kind.BYLINE
            or block.starts == "subtitle"
            or (last.kind is Kind.HEAD and last.chunk == block.chunk)
        ):
            headings[-1].blocks.append(block)
        else:
            headings.append(Heading([block]))
    return headings


def _neighbours(drafts: Sequence[Draft], gap: Gap) -> tuple[int | None, int | None]:
    """Return the articles above and below a gap; a photo that has its title is passed over."""

    def wants(draft: Draft) -> bool:
        return draft.kind != "photo" and not draft.follows

    above = next((i for i in range(gap.below - 1, -1, -1) if wants(drafts[i])), None)
    below = next((i for i in range(gap.below, len(drafts)) if wants(drafts[i])), None)
    return above, below


def habit_of(drafts: Sequence[Draft], gaps: Sequence[Gap]) -> float:
    """Return how plainly the page prints headlines behind (above 0) or before their articles (below 0)."""
    votes = 0.0
    for gap in gaps:
        above, below = _neighbours(drafts, gap)
        if above is None or below is None:
            votes += 1 if below is None else -1
            continue
        for heading in gap.headings:
            votes += drafts[above].likeness(heading.flat) - drafts[below].likeness(heading.flat)
    if drafts and not any(gap.below == 0 for gap in gaps):
        votes += 1
    return votes


def place(drafts: Sequence[Draft], gap: Gap, habit: float) -> list[int]:
    """Return for each heading of a gap the article it belongs to: some to the one above, the others below."""
    above, below = _neighbours(drafts, gap)
    if above is None or below is None or gap.leads:
        index = below if below is not None else above
        return [index if index is not None else 0] * len(gap.headings)
    bonus = 0.25 if habit > 0 else -0.25
    gains = [
        -1.0
        if h.blocks[0].starts == "label"
        else drafts[above].likeness(h.flat) - drafts[below].likeness(h.flat) + bonus
        for h in gap.headings
    ]
    sums = [sum(gains[:k]) - sum(gains[k:]) for k in range(len(gains) + 1)]
    cut = max(range(len(sums)), key=lambda k: (sums[k], k))
    return [above] * cut + [below] * (len(gains) - cut)


def moved(drafts: Sequence[Draft], placed: list[tuple[Heading, int]]) -> list[tuple[Heading, int]]:
    """Return the headings with one that stands apart from its article given to the article it plainly names."""
    free = [i for i, draft in enumerate(drafts) if draft.kind == "news" and not draft.headed]
    taken = {index for _, index in placed}
    free = [i for i in free if i not in taken]
    rivals: dict[int, list[Heading]] = {}
    for heading, index in placed:
        rivals.setdefault(index, []).append(heading)
    result = []
    for heading, index in placed:
        fit = drafts[index].likeness(heading.flat)
        crowded = any(drafts[index].likeness(rival.flat) > fit for rival in rivals[index])
        near = [i for i in free if abs(i - index) <= NEAR]
        best = max(near, key=lambda i: drafts[i].likeness(heading.flat), default=index)
        gain = drafts[best].likeness(heading.flat) - fit
        if gain > 0.15 and (crowded or (gain > 0.3 and fit + gain > 0.6)):
            free.remove(best)
            result.append((heading, best))
        else:
            result.append((heading, index))
    return result

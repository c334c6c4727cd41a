"""From blocks to articles: which headlines, bylines, captions and paragraphs belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal

from kg.page.blocks import Block, Kind

Role = Literal["headline", "subhead", "byline", "body", "caption", "jump", "meta"]


@dataclass(slots=True)
class Draft:
    """An article in the making: its blocks, each with what it is there."""

    kind: str = "news"
    pieces: list[tuple[Role, Block]] = field(default_factory=list)
    follows: bool = False
    """Whether it only follows up another, as 又讯 does: the headline is the other's."""
    closed: bool = False
    """Whether a jump line or the reporter's name has ended it."""
    _pairs: set[str] = field(default_factory=set)

    @property
    def headed(self) -> bool:
        """Return whether it has a headline."""
        return any(role == "headline" for role, _ in self.pieces)

    @property
    def body(self) -> str:
        """Return its text without headlines."""
        return "".join(block.flat for role, block in self.pieces if role in {"body", "caption"})

    def likeness(self, headline: str) -> float:
        """Return which share of a headline's pairs of characters the body has, from 0 to 1."""
        if not self._pairs:
            self._pairs = _pairs(self.body)
        return _likeness(headline, self._pairs)


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
class _Gap:
    """The headings between two drafts, by index of the draft below."""

    below: int
    headings: list[Heading]
    leads: bool
    """Whether they plainly belong below: a website prints date and source under its headline."""


_NEAR = 40
"""Blocks, or articles, that are looked at on either side of a headline."""
_SECTION = 150
"""Characters that an article without a beginning of its own has at the least; what is shorter is a section of one."""
_KIN = 0.05
_TOLD = 0.4
"""How much more of a headline the text above must have than the text below for it to close what is above."""
_FOLLOWS = frozenset({"又讯", "另讯", "再讯"})


def _pairs(text: str) -> set[str]:
    words = "".join(c for c in text if c.isalnum())
    return {words[i : i + 2] for i in range(len(words) - 1)}


def _likeness(headline: str, pairs: set[str]) -> float:
    wanted = _pairs(headline)
    return len(wanted & pairs) / len(wanted) if wanted else 0.0


def _flat(blocks: Sequence[Block]) -> str:
    return "".join(block.flat for block in blocks)


class _Assembler:
    """Cuts the blocks of a page into bodies and the headings between them."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = [b for b in blocks if b.kind is not Kind.FURNITURE]
        self.drafts: list[Draft] = []
        self.gaps: list[_Gap] = []
        self.heads: list[Block] = []
        self.meta: list[Block] = []
        self.news: Draft | None = None
        """The article to which prose without a beginning of its own belongs."""
        self.briefs = False
        self.photo = -1
        """Where the last caption begins in the source text."""

    def run(self) -> list[Draft]:
        for i, block in enumerate(self.blocks):
            match block.kind:
                case Kind.HEAD:
                    self.heads.append(block)
                    if block.starts != "label":
                        self.briefs = self.briefs and block.starts == "title"
                    else:
                        self.briefs = True
                case Kind.BYLINE:
                    self._byline(block)
                case Kind.META:
                    self.meta.append(block)
                case Kind.JUMP:
                    self._jump(block)
                case Kind.CAPTION:
                    self._caption(block)
                case _:
                    self._prose(block, i)
        self._close_gap()
        return self.drafts

    def _byline(self, block: Block) -> None:
        if self.heads or self.news is None:
            self.heads.append(block)
        else:
            self.news.pieces.append(("byline", block))
            self.news.closed = True

    def _jump(self, block: Block) -> None:
        if self.news is not None and not self.heads:
            self.news.pieces.append(("jump", block))
            self.news.closed = True

    def _caption(self, block: Block) -> None:
        title = self.heads.pop() if self.heads and self.heads[-1].starts == "title" else None
        self._close_gap()
        pieces: list[tuple[Role, Block]] = [("headline", title)] if title else []
        self.photo = block.lines[0].start
        self.drafts.append(Draft("photo", [*pieces, ("caption", block)]))

    def _prose(self, block: Block, i: int) -> None:
        starts = self._starts(block, i)
        if not starts and self.news is not None:
            for head in self.heads:
                self.news.pieces.append(("byline" if head.kind is Kind.BYLINE else "subhead", head))
            self.heads = []
            self.news.pieces.append(("body", block))
        else:
            self._close_gap()
            follows = block.flat[:2] in _FOLLOWS and self.news is not None
            kind = "brief" if follows or block.starts == "bullet" else "news"
            pieces: list[tuple[Role, Block]] = [("meta", m) for m in self.meta]
            self.news = Draft(kind, [*pieces, ("body", block)], follows=follows)
            self.meta = []
            self.drafts.append(self.news)
        if block.ended:
            self.news.closed = True

    def _starts(self, block: Block, i: int) -> bool:
        """Return whether a paragraph begins an article."""
        if self.news is None or self.meta or block.starts == "lead":
            return True
        if block.starts == "bullet":
            return not self._lists() and (
                self.briefs or self.news.kind == "brief" or not self.news.headed or self.news.closed
            )
        if not self.heads:
            last = self.news.pieces[-1][1]
            apart = last.lines[-1].start < self.photo and last.finished and not self._akin(self._below(i))
            return self.news.closed or self.news.kind == "brief" or apart
        if self.news.closed or len(self.heads) > 1 or Heading(self.heads).signed:
            return True
        return not self._subhead(self.heads[0], i)

    def _lists(self) -> bool:
        """Return whether the article is at a list: behind a colon, or behind an item of the list."""
        if self.news is None or self.news.kind == "brief":
            return False
        last = self.news.pieces[-1][1]
        return last.flat.endswith(("：", ":")) or last.starts == "bullet"

    def _subhead(self, head: Block, i: int) -> bool:
        """Return whether a headline between two paragraphs is inside an article: what is around it is of one matter."""
        if len(head.flat) > 20 or self.news is None or head.starts == "label":
            return False
        below = self._below(i)
        told = _likeness(head.flat, _pairs(_flat(self._above()))) - _likeness(head.flat, _pairs(_flat(below)))
        return told < _TOLD and (len(_flat(below)) < _SECTION or self._akin(below))

    def _below(self, i: int) -> list[Block]:
        """Return the next paragraphs from block `i` on that follow one another."""
        near = self.blocks[i : i + _NEAR]
        return list(takewhile(lambda b: b.kind is Kind.PROSE and b.starts not in {"lead", "bullet"}, near))

    def _above(self) -> list[Block]:
        """Return the last paragraphs of the article so far."""
        pieces = self.news.pieces[-_NEAR:] if self.news else []
        return [block for role, block in pieces if role == "body"]

    def _akin(self, below: Sequence[Block]) -> bool:
        """Return whether paragraphs are of one matter with the article so far."""
        return _kinship(_flat(self._above()), _flat(below)) >= _KIN

    def _close_gap(self) -> None:
        if self.heads:
            self.gaps.append(_Gap(len(self.drafts), _headings(self.heads), bool(self.meta)))
        self.heads = []


def _kinship(one: str, other: str) -> float:
    """Return how much two texts share of their runs of four characters, of the shorter text's."""
    a, b = (_fours(text) for text in (one, other))
    return len(a & b) / max(1, min(len(a), len(b)))


def _fours(text: str) -> set[str]:
    fours = {text[i : i + 4] for i in range(len(text) - 3)}
    return {four for four in fours if four.isalpha() and "公司" not in four}


def _headings(blocks: Sequence[Block]) -> list[Heading]:
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


def _neighbours(drafts: Sequence[Draft], gap: _Gap) -> tuple[int | None, int | None]:
    """Return the articles above and below a gap; a photo that has its title is passed over."""

    def wants(draft: Draft) -> bool:
        return draft.kind != "photo" and not draft.follows

    above = next((i for i in range(gap.below - 1, -1, -1) if wants(drafts[i])), None)
    below = next((i for i in range(gap.below, len(drafts)) if wants(drafts[i])), None)
    return above, below


def _habit(drafts: Sequence[Draft], gaps: Sequence[_Gap]) -> float:
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


def _split(drafts: Sequence[Draft], gap: _Gap, habit: float) -> list[int]:
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


def articles_of(blocks: Sequence[Block]) -> list[Draft]:
    """Return the articles of a page in the order of their bodies; the pieces of each in the order of the page."""
    assembler = _Assembler(blocks)
    drafts = assembler.run()
    if not drafts:
        heads = [b for gap in assembler.gaps for h in gap.headings for b in h.blocks]
        return [Draft(pieces=[("headline", b) for b in heads])] if heads else []
    habit = _habit(drafts, assembler.gaps)
    placed = [
        (heading, index)
        for gap in assembler.gaps
        for heading, index in zip(gap.headings, _split(drafts, gap, habit), strict=True)
    ]
    for heading, index in _moved(drafts, placed):
        for block in heading.blocks:
            role: Role = "byline" if block.kind is Kind.BYLINE else "headline"
            drafts[index].pieces.append((role, block))
    for draft in drafts:
        draft.pieces.sort(key=lambda piece: piece[1].lines[0].start)
    return drafts


def _moved(drafts: Sequence[Draft], placed: list[tuple[Heading, int]]) -> list[tuple[Heading, int]]:
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
        near = [i for i in free if abs(i - index) <= _NEAR]
        best = max(near, key=lambda i: drafts[i].likeness(heading.flat), default=index)
        gain = drafts[best].likeness(heading.flat) - fit
        if gain > 0.15 and (crowded or (gain > 0.3 and fit + gain > 0.6)):
            free.remove(best)
            result.append((heading, best))
        else:
            result.append((heading, index))
    return result

"""From blocks to articles: which headlines, bylines, captions and paragraphs belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.page.blocks import Block, Kind
from kg.page.drafts import NEAR, Draft, Role, flat_of, kinship, likeness, without_signs
from kg.page.headings import Gap, Heading, habit_of, headings_of, moved, place
from kg.page.issued import full_date

_SECTION = 150
"""Characters that an article without a beginning of its own has at the least; what is shorter is a section of one."""
_KIN = 0.05
_TOLD = 0.4
"""How much more of a headline the text above must have than the text below for it to close what is above."""
_EVENT = re.compile(
    "来[一-鿿]{0,6}(?:考察|调研|视察|检查|参观|督[查导])|[到赴在深入][一-鿿]{2,16}?(?:考察|调研|视察|检查|参观|督[查导]|开工|投产)"
    "|(?:走访|会见|看望|慰问|调研|视察|考察|督查|督导|检查)[一-鿿]{2,}|召开|举行|签署|签订|签约|开工|投产|揭牌|启动|增长"
)
_OF_DAY = re.compile("[^。！？]{0,40}?[0-9]{1,2}月[0-9]{1,2}日|[一-鿿·]{0,14}?(?:近日|日前|[昨今][日天]|连日来)")
"""How a headline tells of an event, and how a report of one begins."""
_DAY = re.compile("[^，。；！？]{0,16}(?:19|20)[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}")
_DAY_ALONE = re.compile(f"{_DAY.pattern}[^，。；！？]{{0,8}}$")
_GOES_ON = re.compile(
    "(?:随后|接着|之后|当天|当日|期间|其间|座谈会上|会上|最后)[^0-9]|(?P<who>[一-鿿]{2,4})(?:一行|指出|强调|表示|要求|认为|还|先后|来到)"
)
"""How a paragraph goes on with what the one before it tells."""
_FOLLOWS = frozenset({"又讯", "另讯", "再讯"})


class _Assembler:
    """Cuts the blocks of a page into bodies and the headings between them."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = [b for b in blocks if b.kind is not Kind.FURNITURE]
        self.dated = {
            id(below)
            for head, day, below in zip(blocks, blocks[1:], blocks[2:], strict=False)
            if head.kind is Kind.HEAD and day.kind is Kind.FURNITURE and _DAY.match(day.flat)
        }
        """Paragraphs with nothing but a day between them and their headline."""
        self.days = dict(_days(blocks))
        self.drafts: list[Draft] = []
        self.gaps: list[Gap] = []
        self.heads: list[Block] = []
        self.meta: list[Block] = []
        self.news: Draft | None = None
        """The article to which prose without a beginning of its own belongs."""
        self.briefs = False
        self.several = sum(b.kind is Kind.HEAD for b in self.blocks) > 1
        """Whether the page has more than one headline."""
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
        self.news.issued = self.news.issued or self.days.get(id(block))
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
            return self.news.closed or self.news.kind == "brief" or (last.finished and self._is_apart(block, i))
        if self.news.closed or len(self.heads) > 1 or Heading(self.heads).signed or id(block) in self.dated:
            return True
        return not self._subhead(self.heads[0], i)

    def _is_apart(self, block: Block, i: int) -> bool:
        """Return whether a paragraph behind a picture is of another article than the text before the picture.

        A page with no more than one headline is one article, whatever pictures stand in it.
        """
        if not self.several or self.news is None or self.news.pieces[-1][1].lines[-1].start > self.photo:
            return False
        goes_on = _GOES_ON.match(block.flat)
        if goes_on is not None and (goes_on["who"] is None or goes_on["who"][-2:] in flat_of(self._above())):
            return False
        return not self._akin(self._below(i))

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
        above, under = (without_signs(flat_of(blocks)) for blocks in (self._above(), below))
        if below and (_EVENT.search(head.flat) or _OF_DAY.match(below[0].flat)):
            return False
        told = likeness(head.flat, above) - likeness(head.flat, under)
        return told < _TOLD and (len(flat_of(below)) < _SECTION or self._akin(below))

    def _below(self, i: int) -> list[Block]:
        """Return the next paragraphs from block `i` on that follow one another."""
        near = self.blocks[i : i + NEAR]
        return list(takewhile(lambda b: b.kind is Kind.PROSE and b.starts not in {"lead", "bullet"}, near))

    def _above(self) -> list[Block]:
        """Return the last paragraphs of the article so far."""
        pieces = self.news.pieces[-NEAR:] if self.news else []
        return [block for role, block in pieces if role == "body"]

    def _akin(self, below: Sequence[Block]) -> bool:
        """Return whether paragraphs are of one matter with the article so far."""
        return kinship(flat_of(self._above()), flat_of(below)) >= _KIN

    def _close_gap(self) -> None:
        if self.heads:
            self.gaps.append(Gap(len(self.drafts), headings_of(self.heads), bool(self.meta)))
        self.heads = []


def _days(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Give by paragraph the day in a line above it, below its headline, or right below it where it ends an article."""
    before: Block | None = None
    told: str | None = None
    for number, block in enumerate(blocks):
        if block.kind is not Kind.FURNITURE:
            if block.kind is Kind.PROSE and told is not None:
                yield id(block), told
                told = None
            before = block
        elif before is not None and (day := full_date(block.flat)) and _DAY_ALONE.match(block.flat):
            if before.kind is not Kind.PROSE:
                told = day
            elif number + 1 == len(blocks) or blocks[number + 1].kind is not Kind.PROSE:
                yield id(before), day


def articles_of(blocks: Sequence[Block]) -> list[Draft]:
    """Return the articles of a page in the order of their bodies; the pieces of each in the order of the page."""
    assembler = _Assembler(blocks)
    drafts = assembler.run()
    if not drafts:
        heads = [b for gap in assembler.gaps for h in gap.headings for b in h.blocks]
        return [Draft(pieces=[("headline", b) for b in heads])] if heads else []
    habit = habit_of(drafts, assembler.gaps)
    placed = [
        (heading, index)
        for gap in assembler.gaps
        for heading, index in zip(gap.headings, place(drafts, gap, habit), strict=True)
    ]
    for heading, index in moved(drafts, placed):
        for block in heading.blocks:
            role: Role = "byline" if block.kind is Kind.BYLINE else "headline"
            drafts[index].pieces.append((role, block))
    for draft in drafts:
        draft.pieces.sort(key=lambda piece: piece[1].lines[0].start)
    return drafts

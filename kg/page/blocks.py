"""From lines to blocks: paragraphs with their broken lines together, headlines, bylines, captions."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby, pairwise

from kg.page.chunks import HEAD_CHARS, Chunk, chunks_of, headlike
from kg.page.issued import full_date
from kg.page.lines import CLOSERS, ENDS, SUBTITLE, TEXT, Line
from kg.page.rolls import begins_entry, is_name

_ASKING = "?？!！…"


class Kind(StrEnum):
    """What a block is."""

    PROSE = "prose"
    HEAD = "head"
    BYLINE = "byline"
    CAPTION = "caption"
    JUMP = "jump"
    META = "meta"
    FURNITURE = "furniture"


@dataclass(slots=True)
class Block:
    """Lines that belong together, read one after the other."""

    kind: Kind
    lines: list[Line]
    starts: str = TEXT
    """What the first line is: ``lead``, ``bullet``, ``label``, ``subtitle`` or ``text``."""
    chunk: int = 0
    """Which run of lines without a blank one between it comes from."""
    flat: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.flat = "".join(line.flat for line in self.lines)

    def append(self, line: Line) -> None:
        """Add a line at the end."""
        self.lines.append(line)
        self.flat += line.flat

    @property
    def finished(self) -> bool:
        """Return whether its last sentence is whole."""
        return self.lines[-1].finished or self.ended

    @property
    def ended(self) -> bool:
        """Return whether the reporter's name or a jump line ends it."""
        tail = self.flat[-_TAIL:]
        signed = tail.endswith(("）", ")")) and SIGNED.search(tail)
        return bool(signed or ("版" in tail[-_JUMP:] and JUMPED.search(tail)))


_CREDIT = re.compile(
    r"[（(][^（）()]{1,30}(?:摄影|摄|供图|图)[）)]|(?<=[。！？])(?:本报)?(?:记者|通讯员)?[一-鿿·]{2,12}(?:摄|摄影|供图)$"
)


def credit_of(flat: str) -> re.Match[str] | None:
    """Return the photographer that a text names."""
    return _CREDIT.search(flat) if "摄" in flat or "图" in flat else None


SIGNED = re.compile(
    rf"[{ENDS}][{re.escape(CLOSERS)}]*"
    r"([（(](?:[^（）()。，]{0,30}(?:记者|通讯员|编辑|综合|据|来源|转载|文[/／]图|图[/／]文|整理).{0,40}?|[一-鿿·]{2,12})[）)])$"
)
JUMPED = re.compile(r"[（(【]?[下紧]?[转接]第?[一二三四五六七八九十0-9A-D]{1,3}版[^，。]{0,8}[）)】]?$")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|\d{1,2}[.、．](?!\d)"
    r"|项目[一二三四五六七八九十]{1,3}[\s：:、]"
)
"""How an item of a list begins, which goes on with nothing that stands above a blank line."""
_TAIL = 100
_JUMP = 10
"""Within how many characters of its end a jump line names the page it leads to."""
_SLACK = 4
"""Half-width characters by which a full line may be short: signs are squeezed, a number is not broken."""
_INDENT = 4
_LONGEST_CAPTION = 260
_LONGEST_TITLE = 24
_POINTING = frozenset("▲△▼")
_SENTENCE_ENDS = frozenset("。！？；：")
_LONGEST_POINTED = 50
"""Characters of a picture's text that a sign points from."""
_OPENERS = {"《": "》", "（": "）", "(": ")"}


def _open(text: str) -> bool:
    """Return whether a title or bracket begun near the end of `text` is still open."""
    tail = text[-60:]
    return any(tail.rfind(opener) > tail.rfind(closer) for opener, closer in _OPENERS.items())


class _Builder:
    """Puts lines into blocks, one after the other."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self.chunks = chunks
        self.lines = [line for chunk in chunks for line in chunk.lines]
        self.index = {line.start: i for i, line in enumerate(self.lines)}
        self.pictures = _pictures(chunks)
        self.pointed = _pointed(chunks)
        self.blocks: list[Block] = []
        self.open: Block | None = None
        """The paragraph that is not finished yet."""

    def build(self) -> list[Block]:
        for number, chunk in enumerate(self.chunks):
            pictured = number in self.pictures
            cut = self._cut_by(number) if pictured or _is_caption(chunk.lines) else None
            self.open = None if cut else self.open
            for i in range(len(chunk.lines)):
                self._add(number, chunk, i)
            # A picture stands where a column breaks off: what is below it may go on with the sentence above it.
            self.open = cut or (None if pictured else self.open)
        return self.blocks

    def _cut_by(self, number: int) -> Block | None:
        """Return the unfinished paragraph that a caption stands in, unless it is the beginning of the caption."""
        block = self.open
        if block is None or block.finished:
            return None
        begun = block.starts == TEXT and block.chunk == number - 1 and len(self.chunks[number - 1].lines) <= 3
        return None if begun else block

    def _add(self, number: int, chunk: Chunk, i: int) -> None:
        line = chunk.lines[i]
        block = self.open
        if block is not None and self._goes_on(block, line, number, i):
            block.append(line)
        else:
            self._begin(line, number, i)
        self._settle()

    def _settle(self) -> None:
        """Keep the last paragraph open only while it may go on."""
        last = self.open
        if last is not None and last.ended:
            self.open = None

    def _goes_on(self, block: Block, line: Line, number: int, i: int) -> bool:
        """Return whether `line` belongs to the open paragraph."""
        if line.kind == "jump" or block.lines[-1].start in self.pointed:
            return False
        if line.continues or _open(block.flat):
            return True
        if line.kind in {"lead", "bullet", "byline", "meta", "furniture", "note", "label", SUBTITLE}:
            return False
        chunk = self.chunks[number]
        last = block.lines[-1]
        if (i and begins_entry(chunk.lines, i - 1) and last.entry) or (apart := begins_entry(chunk.lines, i)):
            return False
        if apart is False:
            return True
        if i == 0:
            return (
                not (last.finished or _NUMBERED.match(line.flat))
                and not credit_of(block.flat[-60:])
                and self._fragment(number)
            )
        if last.finished:
            return bool(
                chunk.column and last.width >= chunk.column - 3 and not line.indented and not self._tail(chunk, i)
            )
        return chunk.column is not None or not self._whole(last)

    def _tail(self, chunk: Chunk, i: int) -> bool:
        """Return whether line `i` ends the run without an end mark and is short: a name, a headline."""
        rest = chunk.lines[i:]
        return len(rest) == 1 and headlike(rest) and 2 * rest[0].width < (chunk.column or 0)

    def _whole(self, line: Line) -> bool:
        """Return whether a line without an end mark may yet stand for itself, where lines are paragraphs."""
        return len(line.flat) <= HEAD_CHARS and not line.breaks_off

    def _fragment(self, number: int) -> bool:
        """Return whether a run carries on a paragraph begun before it, rather than being a headline."""
        chunk = self.chunks[number]
        if not chunk.headlike:
            return True
        return all(line.kind == TEXT for line in chunk.lines) and self._runs_on(chunk.lines[-1], number)

    def _runs_on(self, line: Line, number: int, depth: int = 2) -> bool:
        """Return whether the last line of a run fills the column, but for an indent, and the next run may go on."""
        if number + 1 == len(self.chunks) or not depth or line.spaced_out or not self._fits(line, number):
            return False
        after = self.chunks[number + 1]
        if after.lines[0].kind != TEXT:
            return False
        return not after.headlike or self._runs_on(after.lines[-1], number + 1, depth - 1)

    def _fits(self, line: Line, number: int) -> bool:
        """Return whether a line is as wide as its column."""
        columns = (self.chunks[number].column, self._local(line))
        return any(c - _SLACK - _INDENT <= line.width <= c + 2 for c in columns if c)

    def _local(self, line: Line) -> int:
        """Return the width of the lines just before `line`, where the column may have changed."""
        at = self.index[line.start]
        return max((before.width for before in self.lines[max(0, at - 4) : at - 1]), default=0)

    def _begin(self, line: Line, number: int, i: int) -> None:
        """Begin a block with `line`, or add it to the headline before."""
        kind = self._kind(line, number, i)
        self.blocks.append(Block(kind, [line], line.kind, number))
        self.open = self.blocks[-1] if kind in {Kind.PROSE, Kind.CAPTION} else self._kept(kind)

    def _kept(self, kind: Kind) -> Block | None:
        """Return the paragraph that may go on behind a block of `kind`."""
        keeps = self.open is not None and not self.open.finished and kind is Kind.FURNITURE
        return self.open if keeps else None

    def _kind(self, line: Line, number: int, i: int) -> Kind:
        chunk = self.chunks[number]
        if line.kind in {"jump", "meta", "furniture", "byline"}:
            return Kind(line.kind)
        if line.kind in {"lead", "bullet", "note"}:
            return Kind.PROSE
        rest = chunk.lines[i:]
        # What has fields is an item of a list, unless it stands over the whole page.
        fields = sum(other.field for other in rest[1:3])
        if line.field or (self._begun() and fields and (fields > 1 or _NUMBERED.match(line.text))):
            return Kind.PROSE
        if line.kind == SUBTITLE:
            goes_on = len(rest) > 1 and rest[1].kind == TEXT and any(r.finished for r in rest[1:]) and not line.finished
            return Kind.PROSE if goes_on and chunk.column else Kind.HEAD
        if line.kind == "label":
            return Kind.HEAD
        if begins_entry(chunk.lines, i):
            return Kind.PROSE
        return Kind.HEAD if self._heads_the_day(line) or self._is_head(line, number, i) else Kind.PROSE

    def _begun(self) -> bool:
        """Return whether there is more above than what a page has at its head."""
        return any(block.kind not in {Kind.FURNITURE, Kind.META} for block in self.blocks)

    def _is_head(self, line: Line, number: int, i: int) -> bool:
        """Return whether a line that begins a block is a headline."""
        chunk = self.chunks[number]
        rest = chunk.lines[i:]
        if chunk.headlike:
            last = i == len(chunk.lines) - 1
            unlike = "，" in line.flat or (i > 0 and 4 * chunk.lines[0].width < 3 * line.width)
            return not (last and unlike and self._runs_on(line, number))
        if not headlike([line]) or line.finished:
            return False
        if len(rest) == 1:
            return not self._runs_on(line, number)
        following = rest[1]
        if following.kind != TEXT:
            return following.kind != "jump"
        if line.spaced_out:
            return True
        if chunk.column is None:
            return len(line.flat) <= HEAD_CHARS
        if i == 0 and self._local(line) < 0.8 * chunk.column and line.width >= self._local(line) - _SLACK - _INDENT:
            return False
        return line.width < 0.7 * chunk.column and "，" not in line.flat

    def _heads_the_day(self, line: Line) -> bool:
        """Return whether a line that asks or calls opens the page right above its day, as headlines do: 怎样建？."""
        if line.flat[-1] not in _ASKING or len(line.flat) > HEAD_CHARS or self._begun():
            return False
        at = self.index[line.start] + 1
        below = self.lines[at : at + 1]
        return bool(below) and below[0].kind in {"meta", "furniture"} and full_date(below[0].flat) is not None


def blocks_of(lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the blocks of a page in the order of its lines."""
    builder = _Builder(chunks_of(lines))
    blocks = builder.build()
    _sign(blocks)
    for number, group in groupby(blocks, key=lambda b: b.chunk):
        yield from _captions(list(group), pictured=number in builder.pictures, pointed=builder.pointed)


def _credited(flat: str) -> bool:
    """Return whether a text is one under a picture: it ends with the photographer, or the title behind him."""
    if len(flat) > _LONGEST_CAPTION:
        return False
    credit = credit_of(flat)
    return credit is not None and len(flat) - credit.end() <= _LONGEST_TITLE and not {"/", "／"} & set(credit[0])


def _pictured(lines: Sequence[Line]) -> bool:
    """Return whether a line by itself is the text of the picture its sign points at: ▲ 视察清江产业园."""
    if len(lines) != 1 or lines[0].kind != "bullet":
        return False
    flat = lines[0].flat
    return flat[0] in _POINTING and len(flat) <= _LONGEST_POINTED and not set(flat) & _SENTENCE_ENDS


def _pictures(chunks: Sequence[Chunk]) -> frozenset[int]:
    """Return the numbers of the runs that are each the text of a picture, and none of several short news."""
    bullets = {number for number, chunk in enumerate(chunks) if "bullet" in {chunk.lines[0].kind, chunk.lines[-1].kind}}
    return frozenset(
        number
        for number, chunk in enumerate(chunks)
        if _pictured(chunk.lines) and not bullets & {number - 1, number + 1}
    )


def _pointed(chunks: Sequence[Chunk]) -> frozenset[int]:
    """Return where lines begin that are each the text of a picture between paragraphs of a line each."""
    return frozenset(
        line.start
        for chunk in chunks
        if chunk.column is None and len(chunk.lines) > 1
        for before, line, after in zip([None, *chunk.lines], chunk.lines, [*chunk.lines[1:], None], strict=False)
        if _pictured([line]) and not any(other is not None and other.kind == "bullet" for other in (before, after))
    )


def _is_caption(lines: Sequence[Line]) -> bool:
    """Return whether a run of lines is the text under a picture."""
    return len(lines) <= 8 and lines[0].kind == TEXT and _credited("".join(line.flat for line in lines))


def _captions(blocks: list[Block], *, pictured: bool, pointed: Container[int]) -> list[Block]:
    """Return the blocks of a run with those under a picture told: text, credit and title."""
    for i, block in enumerate(blocks):
        prose = block.kind is Kind.PROSE and block.starts in {TEXT, "bullet"}
        if prose and (pictured or block.lines[0].start in pointed or _credited(block.flat)):
            block.kind = Kind.CAPTION
            if i and blocks[i - 1].kind is Kind.HEAD:
                blocks[i - 1].starts = "title"
    return blocks


def _sign(blocks: Sequence[Block]) -> None:
    """Turn a name that stands alone below an article into its byline."""
    seen = [block for block in blocks if block.kind is not Kind.FURNITURE]
    for before, block in pairwise(seen):
        name = block.kind is Kind.HEAD and block.starts == TEXT and 2 <= len(block.flat) <= 4 and is_name(block.flat)
        if name and before.kind is Kind.PROSE and before.finished:
            block.kind = Kind.BYLINE

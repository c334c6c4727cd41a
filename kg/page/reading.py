"""A page read as articles and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.page.articles import articles_of
from kg.page.blocks import JUMPED, SIGNED, Block, blocks_of, credit_of
from kg.page.drafts import Draft, Role
from kg.page.issued import date_in_name, date_of_line, date_of_signature, full_date, likely_date
from kg.page.lines import Line, pattern, split_lines
from kg.page.mastheads import HEAD, is_masthead, paper_of
from kg.page.running import RunningText
from kg.page.sentences import sentences_of
from kg.page.signs import widen
from kg.records import Article, Page, Reading, Sentence, Span

_BRACKET = re.compile(r"[（(][^（）()]{1,60}[）)]")
_REPORTS = re.compile(r"(?:首席|见习|实习)?(?:记者|通讯员)[一-鿿·]{2,12}?报道[：:，]?")
_NOTICE = re.compile(r"公告|公示|通告|启事|声明|拍卖|招标|提示$|通知$")
_DATED = re.compile(r"^[^，。；！？]{0,40}(?:19|20)\d\d年\d{1,2}月\d{1,2}日[（）出版印发]{0,4}$")
_BROKEN = re.compile(r"(?:19|20)\d\d年\n\d{1,2}月\d{1,2}日")
"""The date of a masthead that goes on in the next line."""
_OPENING = 90
_FIRST_WORDS = 24


@dataclass(slots=True)
class _Writer:
    """Writes articles into the running text and notes where everything stands."""

    out: RunningText = field(default_factory=RunningText)
    articles: list[Article] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    headlines: list[Span] = field(default_factory=list)
    subheads: list[Span] = field(default_factory=list)
    bylines: list[Span] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)
    jump: str | None = None

    def article(self, draft: Draft) -> None:
        """Write one article."""
        self.headlines, self.subheads, self.bylines, self.paragraphs, self.jump = [], [], [], [], None
        if self.articles:
            self.out.put_in("\n")
        start = len(self.out)
        issued = draft.issued
        for role, block in draft.pieces:
            if role == "meta":
                issued = issued or full_date(block.lines[0].text)
                continue
            if len(self.out) > start:
                self.out.put_in("\n")
            self._block(role, block)
        notice = any(role == "headline" and _NOTICE.search(block.flat) for role, block in draft.pieces)
        kind = "notice" if notice and draft.kind != "photo" else draft.kind
        self.articles.append(
            Article(
                index=len(self.articles),
                kind=kind,
                span=Span(start, len(self.out)),
                headlines=tuple(self.headlines or self.subheads),
                byline=self.bylines[0] if self.bylines else None,
                paragraphs=tuple(self.paragraphs),
                issued=issued,
                jump=self.jump,
            )
        )

    def _block(self, role: Role, block: Block) -> None:
        if role == "jump":
            self.jump = block.lines[0].text
            self._write("jump", block.lines)
            return
        if role in {"headline", "subhead", "byline"}:
            self._write(role, block.lines)
            return
        for part, lines in _parts(role, block):
            if part == "jump":
                self.jump = "".join(line.text for line in lines)
            self._write(part, lines)

    def _write(self, part: str, lines: Sequence[Line]) -> None:
        """Write lines as one part of the article, sentence by sentence."""
        start, first = len(self.out), len(self.out.parts)
        self.out.add_lines(lines, words=part not in {"body", "caption"})
        span = Span(start, len(self.out))
        index = len(self.articles)
        places = {"headline": self.headlines, "subhead": self.subheads, "byline": self.bylines, "jump": []}
        if part in places:
            places[part].append(span)
            told = "headline" if part in {"headline", "subhead"} else "byline"
            self.sentences.append(Sentence(*span, article=index, paragraph=-1, part=told))
            return
        text = "".join(self.out.parts[first:])
        paragraph = len(self.paragraphs)
        self.paragraphs.append(span)
        for a, b in sentences_of(text):
            self.sentences.append(Sentence(start + a, start + b, article=index, paragraph=paragraph, part=part))


def _cut(lines: Sequence[Line], count: int) -> tuple[list[Line], list[Line]]:
    """Return lines in two: the first `count` characters that are not white space, and the rest."""
    before: list[Line] = []
    for i, line in enumerate(lines):
        if count >= len(line.flat):
            count -= len(line.flat)
            before.append(line)
            continue
        if not count:
            return before, list(lines[i:])
        at = _nth(line.text, count)
        rest = line.text[at:].lstrip()
        skipped = len(line.text) - len(rest)
        first = line._replace(text=line.text[:at], end=line.start + at, flat=line.flat[:count])
        second = line._replace(text=rest, start=line.start + skipped, flat=line.flat[count:])
        return [*before, first], [second, *lines[i + 1 :]]
    return before, []


def _nth(text: str, count: int) -> int:
    """Return the place behind the `count`-th character that is not white space."""
    for found in re.finditer(r"[^\s\u200b-\u200d\u2060\ufeff]", text):
        count -= 1
        if not count:
            return found.end()
    return len(text)


def _parts(role: Role, block: Block) -> Iterable[tuple[str, list[Line]]]:
    """Yield the parts of a paragraph: lead-in, text, credit or reporter's name, title of a picture, jump line."""
    flat = block.flat
    marks: list[tuple[int, str]] = []
    if role == "caption" and (credit := credit_of(flat)):
        marks = [(credit.start(), role), (credit.end(), "byline"), (len(flat), "headline")]
    else:
        end = len(flat)
        tail: list[tuple[int, str]] = []
        if "版" in flat and (jump := JUMPED.search(flat)):
            end, tail = jump.start(), [(end, "jump")]
        if signed := SIGNED.search(flat, 0, end):
            end, tail = signed.start(1), [(end, "byline"), *tail]
        marks = [(_lead(flat) if block.starts == "lead" else 0, "byline"), (end, role), *tail]
    lines: list[Line] = list(block.lines)
    at = 0
    for until, part in marks:
        taken, lines = _cut(lines, until - at)
        at = max(at, until)
        if taken:
            yield part, taken


def _lead(flat: str) -> int:
    """Return the length of 本报讯（记者 …） at the beginning of a paragraph."""
    found = pattern("lead").match(flat)
    end = found.end() if found else 0
    bracket = _BRACKET.match(flat, end)
    end = bracket.end() if bracket else end
    reports = _REPORTS.match(flat, end)
    return reports.end() if reports else end


def read_articles(page: Page) -> Reading:
    """Return a page as articles and sentences over a running text; its offsets lead back to the source text."""
    lines = list(split_lines(widen(page.text)))
    lines[:HEAD] = [line._replace(kind="furniture") if is_masthead(line) else line for line in lines[:HEAD]]
    writer = _Writer()
    for draft in articles_of(list(blocks_of(lines))):
        writer.article(draft)
    return Reading(
        page=page,
        text=writer.out.text,
        offsets=tuple(writer.out.offsets),
        articles=tuple(writer.articles),
        sentences=tuple(writer.sentences),
        issued=_issued(page, lines, writer),
        paper=page.paper or paper_of(lines),
    )


def reading_of(text: str) -> Reading:
    """Return raw text of a few sentences as one article that is all body, a paragraph a line; offsets are its own."""
    source = widen(text.replace("\r\n", "\n").replace("\r", "\n"))
    sentences = []
    paragraphs = []
    for line in split_lines(source):
        paragraphs.append(Span(line.start, line.end))
        sentences += [
            Sentence(line.start + a, line.start + b, article=0, paragraph=len(paragraphs) - 1, part="body")
            for a, b in sentences_of(line.text)
        ]
    article = Article(index=0, kind="news", span=Span(0, len(source)), paragraphs=tuple(paragraphs))
    return Reading(
        page=Page("-", source),
        text=source,
        offsets=tuple(range(len(source))),
        articles=(article,) if paragraphs else (),
        sentences=tuple(sentences),
    )


def _issued(page: Page, lines: Sequence[Line], writer: _Writer) -> str | None:
    """Return the day of issue: from the container, as printed, in the name of the file, or as the news tell it."""
    if page.issued:
        return page.issued
    mastheads = [d for line in lines if line.kind == "furniture" and (d := full_date(line.text))]
    mastheads += [d for line in lines[:HEAD] if _DATED.search(line.flat) and (d := full_date(line.text))]
    heads = "\n".join(line.flat for line in lines[:HEAD])
    mastheads += [day for f in _BROKEN.finditer(heads) if (day := full_date(f[0].replace("\n", "")))]
    if mastheads:
        return mastheads[0]
    dates = [article.issued for article in writer.articles if article.issued]
    # Below the last article it is no article's own: 来源：青石网 2016-11-21.
    dates = dates or [day for line in lines if line.kind == "meta" and (day := full_date(line.text))]
    dates = dates or [day for line in lines if (day := date_of_signature(line.flat))]
    if dates:
        return max(dates)
    text = writer.out.text
    datelines = [day for article in writer.articles if (day := date_of_line(_opening(text, article)))]
    if datelines:
        return max(datelines)
    if named := date_in_name(page.doc):
        return named
    openings = [text[a.span.start : a.span.end] for a in writer.articles]
    news = [a for a in writer.articles if a.kind == "news"]
    return likely_date("\n".join(openings), [_opening(text, article) for article in news])


def _opening(text: str, article: Article) -> str:
    """Return the byline and the first words of an article, where its day is told."""
    if not article.paragraphs:
        return ""
    start, end = article.paragraphs[0]
    if article.byline and article.byline.end <= start:
        return f"{text[slice(*article.byline)]}\n{text[start : min(end, start + _OPENING)]}"
    return text[start : min(end, start + _FIRST_WORDS)]

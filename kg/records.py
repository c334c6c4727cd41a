"""What travels between the stages: frozen records with plain fields.

Two texts have offsets, and the names keep them apart. The *source text* is ``Page.text``, stored as it was read.
The *running text* is ``Reading.text``: the articles of the page with their broken lines joined. ``Mention`` and
``Sentence`` count in the running text; ``Statement.quote_start`` and ``quote_end`` count in the source text.
All offsets are Unicode code points, the end exclusive.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date as calendar
from typing import Any, NamedTuple, Protocol

_LENGTH = 16
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_BREAKS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}
_ROWS = {ordered: json.JSONEncoder(ensure_ascii=False, sort_keys=ordered).encode for ordered in (False, True)}


class Span(NamedTuple):
    """A stretch of text: ``text[start:end]``, in Unicode code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was read: its source text and what its container says about it."""

    doc: str
    """The document's name: the path relative to the source it was found under, with ``/`` between folders."""
    text: str
    """The source text. Every offset that leaves the program counts its code points."""
    media: str = "text/plain"
    """Media type of the file: ``text/plain``, ``text/html`` or ``application/pdf``."""
    title: str | None = None
    """Title from the container (HTML, PDF metadata), if there is one."""
    issued: str | None = None
    """Date of publication as ISO text, from the container's metadata only."""
    paper: str | None = None
    """Newspaper or website, from the container's metadata only."""

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the source text in UTF-8, as hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page; all spans count in the running text."""

    index: int
    kind: str
    """``news``, ``photo`` (a caption), ``brief`` or ``notice``."""
    span: Span
    """The whole article: headline, byline and body."""
    headlines: tuple[Span, ...] = ()
    """Headline lines, wherever they stand on the page."""
    byline: Span | None = None
    """Reporter's line or the bracketed lead-in such as 本报讯（记者 …）."""
    paragraphs: tuple[Span, ...] = ()
    issued: str | None = None
    """ISO date printed for this article alone (发布时间：2025-03-21), if any."""
    jump: str | None = None
    """The jump line as printed (下转第二版), if any."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; offsets count in the running text."""

    start: int
    end: int
    article: int
    paragraph: int
    """Running number of the paragraph within its article; -1 for a headline or byline."""
    part: str
    """``headline``, ``byline``, ``body`` or ``caption``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page read as articles and sentences: the running text, and the way back to the source text."""

    page: Page
    text: str
    """The running text: articles joined line by line, paragraphs and articles separated by a newline.

    Half-width signs beside Chinese stand there as full-width ones; `printed` gives them as they are.
    """
    offsets: tuple[int, ...]
    """For each code point of the running text its offset in the source text; -1 for a sign put in."""
    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    issued: str | None = None
    """ISO date of the paper, printed on the page or from the container."""
    paper: str | None = None

    def printed(self, start: int, end: int) -> str:
        """Return a stretch of the running text with the signs that the source has; white space may be put in."""
        source, places = self.page.text, self.offsets[start:end]
        if places and places == tuple(range(places[0], places[0] + len(places))):
            return source[places[0] : places[0] + len(places)]
        pairs = zip(self.text[start:end], places, strict=True)
        return "".join([source[at] if at >= 0 else char if char.isspace() else "" for char, at in pairs])

    def source_span(self, start: int, end: int) -> Span:
        """Return the span of the source text for a span of the running text, white space at the edges dropped."""
        while start < end and self.offsets[start] < 0:
            start += 1
        while end > start and self.offsets[end - 1] < 0:
            end -= 1
        if start >= end:
            return Span(0, 0)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One naming of an entity; offsets count in the running text."""

    start: int
    end: int
    cls: str
    text: str
    source: str
    """Which component and pattern filed it, e.g. ``shapes:firm.suffix``."""
    entity: str | None = None
    """Local id of the entity it stands for, once clustered."""
    likely: float | None = None
    """How likely one of the namings of the entity is a name, where the trained component weighed them."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What a page names; one per cluster of mentions."""

    id: str
    """Opaque local name of the resource: the last part of its IRI."""
    cls: str
    name: str
    """The fullest name on the page."""
    aliases: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    """Misprints, kept apart from the aliases."""
    code: str | None = None
    """Administrative division code (GB/T 2260), where the entity is one."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One evidenced claim of one page."""

    id: str
    doc: str
    subject: str
    """Local id of the entity; ``object`` likewise."""
    predicate: str
    object: str
    status: str
    """``Asserted``, ``Planned``, ``Denied`` or ``Reported``."""
    confidence: float
    rule: str
    quote: str
    """The sentence or span as printed, lines joined."""
    quote_start: int
    quote_end: int
    """Code points into the source text."""
    article: int
    date: str | None = None
    """ISO: ``2024-10-19``, ``2024-10`` or ``2024``."""
    title: str | None = None
    amount: str | None = None
    amount_value: float | None = None
    currency: str | None = None
    capacity: str | None = None
    capacity_value: float | None = None
    capacity_unit: str | None = None
    subject_mention: str = ""
    object_mention: str = ""
    """The two mentions as the page words them (该公司, 华恒)."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should know about a page; a line of ``issues.jsonl``."""

    doc: str
    kind: str
    message: str
    level: str = "warning"
    """``error`` where the page could not be read at all, else ``warning``."""


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What the graph says about an article."""

    index: int
    kind: str
    title: str
    issued: str | None
    start: int
    end: int
    """Code points into the source text."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that one page gives: a pure function of the page, the rules and the code."""

    doc: str
    sha256: str
    text: str
    """The source text, so that evidence can be shown in its paragraph."""
    title: str
    issued: str | None
    paper: str | None
    home: str | None
    """The administrative division the page writes about (乌海市), if it can be told."""
    division: str | None
    """Its code (GB/T 2260)."""
    articles: tuple[ArticleInfo, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    issues: tuple[Issue, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Dataset:
    """Many pages as one: their extractions, and their entities merged over pages. What views and exports read."""

    documents: Sequence[Extraction]
    """In the order of ``doc``; of a big one `kg.documents.Documents`, which are not in memory."""
    entities: tuple[Entity, ...]
    """One per id, in the order of ids."""
    replaced: Mapping[str, str] = field(default_factory=dict)
    """Ids that were published for an entity and that another id stands for now, with that one."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return every statement of every page, in the order of pages."""
        return tuple(s for document in self.documents for s in document.statements)

    def in_order(self, key: Callable[[str], str]) -> Iterable[Extraction]:
        """Return the pages in the order of what `key` makes of their names."""
        return sorted(self.documents, key=lambda document: key(document.doc))


class Readable(Protocol):
    """What an export goes through, as often as it has to: a `Dataset`, or a build that is read page by page."""

    @property
    def documents(self) -> Iterable[Extraction]:
        """Return the pages in the order of ``doc``."""

    @property
    def entities(self) -> Iterable[Entity]:
        """Return the entities in the order of ids."""

    @property
    def replaced(self) -> Mapping[str, str]:
        """Return the ids that another id stands for now, with that one."""

    def in_order(self, key: Callable[[str], str]) -> Iterable[Extraction]:
        """Return the pages in the order of what `key` makes of their names."""


def to_json(record: Any) -> dict[str, Any]:
    """Return the fields of a record as a dictionary, leaving out those that are empty."""
    return {k: v for k, v in asdict(record).items() if v not in (None, "", (), [])}


def row_of(row: Mapping[str, Any], *, sort_keys: bool = False) -> str:
    """Return a row of JSON lines with its end; line breaks of Unicode, where some readers would end it, are escaped."""
    text = _ROWS[sort_keys](row)
    # Looking for a character is many times as quick as passing all of them through a table.
    for broken, escaped in _BREAKS.items():
        if broken in text:
            text = text.replace(broken, escaped)
    return text + "\n"


def is_date(text: str) -> bool:
    """Return whether a text is a date as records have it: a day, a month or a year of the calendar in ISO 8601."""
    if not _ISO.fullmatch(text):
        return False
    try:
        calendar.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def digest(*parts: object) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of the parts, in this order: what ids are made of."""
    joined = "\x1f".join(map(str, parts))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]

"""What reads what comes from outside, each as a function of bytes: it returns, or what it raises is a fault.

Right is to read, or to refuse in one line by an error of `kg.errors`. Nothing else may come out of a target, and what
was read must be what the project says of it: offsets that lead back, numbers that are finite, records that survive
being written and read.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, parse

from kg.errors import InputError, KgError, RuleError
from kg.extract import extract
from kg.frames.rules import WORDS, load_rules, read_rules
from kg.frames.template import compile_template, needs
from kg.graph.archive import archive_bytes, read_archive
from kg.graph.protocol import RESULTS, chosen
from kg.graph.query import read_query
from kg.graph.sparql import bind, every_variable, form, literal, plain, refuse_outside, tokens, undeclared
from kg.graph.write import TRIG, TURTLE, write_graph
from kg.nlp import load_pipeline
from kg.ontology import load_ontology
from kg.page import language_issue, page_of, read_articles, reading_of
from kg.page.html import read_html
from kg.page.source import HTML, media_type
from kg.records import Page, row_of
from kg.resolve import ledger, published
from kg.resolve.merge import merge
from kg.run import manifest
from kg.score.challenge import load_items
from kg.score.gold import load_gold
from kg.values import DateValue, find_amounts, find_capacities, find_dates, parse_number, resolve
from tests.extract.test_page import hold
from tests.page.test_properties import lead_back

Target = Callable[[bytes], None]
_NAMES = ("a.txt", "a.html", "a", "a.pdf")
_PDF = _NAMES.index("a.pdf")
ENDS = {"subject": ("Official", "Firm"), "object": ("Firm", "Park", "Place", "Project")}
_ANCHORS = (None, DateValue(2024), DateValue(2024, 2, 29), DateValue(1, 1, 1), DateValue(9999, 12, 31))


@contextmanager
def refused(kind: type[KgError] = KgError) -> Iterator[None]:
    """Let an error of a kind pass that is one line; by default every error that the project raises on purpose."""
    try:
        yield
    except kind as error:
        message = str(error)
        assert message, "an error that says nothing"
        assert len(message.splitlines()) == 1, f"not one line: {message!r}"


@cache
def place() -> Path:
    """Return a folder for the files of this process."""
    return Path(tempfile.mkdtemp(prefix="kg-fuzz-"))


def _text(data: bytes) -> str:
    """Return bytes as text; what is no UTF-8 stands as a half of a surrogate pair."""
    return data.decode("utf-8", "surrogateescape")


def _part(data: bytes, parts: int) -> tuple[int, bytes]:
    """Return which of several things the first byte asks for, and what comes after it."""
    return (data[0] % parts, data[1:]) if data else (0, data)


def pages(data: bytes) -> None:
    """Read bytes as a page of the name and kind that the first of them asks for, HTML in this process.

    PDF is read in the process apart: in this one nothing would hold it off from all memory there is.
    """
    which, data = _part(data, _PDF)
    doc = _NAMES[which]
    with refused(InputError):
        read = read_html if media_type(data, doc) == HTML else page_of
        check_page(read(data, doc=doc, name=doc))


def pages_apart(data: bytes) -> None:
    """Read bytes as a page, PDF and HTML in the process apart as the command does."""
    which, data = _part(data, len(_NAMES))
    with refused(InputError):
        check_page(page_of(data, doc=_NAMES[which], name=_NAMES[which]))


def pdfs(data: bytes) -> None:
    """Read bytes as a PDF in the process apart."""
    pages_apart(bytes([_PDF]) + data)


def check_page(page: Page) -> None:
    """Assert that a page has articles whose offsets lead back to it."""
    reading = read_articles(page)
    language_issue(reading)
    assert lead_back(reading)
    alone = reading_of(page.text)
    assert (alone.text, alone.offsets) == (alone.page.text, tuple(range(len(alone.text))))
    assert reading.issued is None or date.fromisoformat(reading.issued)
    for sentence in reading.sentences:
        span = reading.source_span(sentence.start, sentence.end)
        assert 0 <= span.start <= span.end <= len(page.text)


@cache
def pipeline() -> Any:
    """Return the pipeline without the trained components."""
    return load_pipeline(model=False)


def extraction(data: bytes) -> None:
    """Extract a page of these characters."""
    check_text(_text(data))


def check_text(text: str) -> None:
    """Assert of a page of text what is true of every extraction, and that what is written of it can be read again."""
    page = extract(Page("a.txt", text), pipeline())
    hold(page)
    for statement in page.statements:
        for number in (statement.amount_value, statement.capacity_value):
            assert number is None or math.isfinite(number)
    path = place() / "a.jsonl"
    path.write_bytes(archive_bytes(page))
    assert read_archive(path) == page
    if page.entities:
        write_graph(merge([page]), place())
        turtle = list(parse(path=place() / TURTLE, format=RdfFormat.TURTLE))
        quads = list(parse(path=place() / TRIG, format=RdfFormat.TRIG))
        assert {quad.triple for quad in quads} == {quad.triple for quad in turtle}


def values(data: bytes) -> None:
    """Find dates, sums and capacities in these characters."""
    text = _text(data)
    for find in (find_dates, find_amounts, find_capacities):
        end = 0
        for value in find(text):
            assert value.text == text[value.start : value.end] != ""
            assert value.start >= end
            end = value.end
            number = getattr(value, "value", None)
            assert number is None or math.isfinite(number), value
    for mention in find_dates(text):
        for anchor in _ANCHORS:
            for issued in (None, date(2024, 2, 29), date.min, date.max):
                for future in (False, True):
                    iso = resolve(mention, issued=issued, anchor=anchor, future=future)
                    assert iso is None or DateValue.parse(iso).iso == iso
    number = parse_number(text[:40])
    assert number is None or math.isfinite(number), text


def templates(data: bytes) -> None:
    """Compile these characters as the template of a rule."""
    check_template(_text(data))


def check_template(template: str) -> None:
    """Assert that a template becomes an expression, or is refused as a rule is."""
    with refused(RuleError):
        compile_template(template, ends=ENDS, words=load_rules().words, where="a rule")
        needs(template, ENDS)


def rules(data: bytes) -> None:
    """Read bytes as a file of rules, or as one of the words they name."""
    which, data = _part(data, 3)
    folder = place() / "rules"
    folder.mkdir(exist_ok=True)
    (folder / WORDS).write_bytes(data if which == 0 else b"go: [\xe6\x9d\xa5]")
    (folder / "produces.yml").write_bytes(b"[]" if which == 0 else data)
    with refused(RuleError):
        read_rules(folder)


def ledgers(data: bytes) -> None:
    """Read bytes as the ledger of judgements, or as the ids that were published."""
    which, data = _part(data, 4)
    folder = place()
    if which:
        (folder / ledger.FILE).write_bytes(data)
        with refused(InputError):
            check_ledger(ledger.read_ledger(folder))
    else:
        (folder / published.FILE).write_bytes(data)
        with refused(InputError):
            found = published.read_published(folder)
            written = published.lines_of((key, tuple(refs)) for key, refs in found.units.items())
            (folder / published.FILE).write_text(written, encoding="utf-8")
            assert published.read_published(folder) == found


def check_ledger(read: ledger.Ledger) -> None:
    """Assert that a ledger can be asked, and that its lines written anew are the same ledger."""
    assert len(read.standing) <= len(read.judgements)
    assert all(len(pair) == 2 for verdict in (ledger.SAME, ledger.DIFFERENT) for pair in read.pairs(verdict))
    assert read.statements(ledger.ACCEPT).isdisjoint(read.statements(ledger.REJECT))
    assert isinstance(read.apart, frozenset)
    lines = "".join(row_of({"id": one.id, **one.row}) for one in read.judgements)
    (place() / ledger.FILE).write_text(lines, encoding="utf-8")
    assert ledger.read_ledger(place()) == read


def records(data: bytes) -> None:
    """Read bytes as an archive, a manifest, gold or passages of the challenge."""
    which, data = _part(data, 4)
    path = place() / ("a.jsonl", manifest.FILE, "gold.json", "a.yml")[which]
    path.write_bytes(data)
    with refused():
        if which == 0:
            found = read_archive(path)
            path.write_bytes(archive_bytes(found))
            assert read_archive(path) == found
        elif which == 1:
            told = _fingerprint(data)
            manifest.read_manifest(place(), fingerprint=told)
            manifest.state_of(place())
        elif which == 2:
            load_gold(path)
        else:
            load_items(path)


def _fingerprint(data: bytes) -> str:
    """Return the fingerprint that a manifest names, so that it is read to its end."""
    try:
        return str(json.loads(data)["fingerprint"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""


def queries(data: bytes) -> None:
    """Look at these characters as a query, as the value of a parameter and as a header."""
    text = _text(data)
    assert "".join(value for _, value in tokens(text)) == text
    assert bind(text, {}, base=("http://a/", "http://b/")).source == text
    assert len(list(tokens(literal(text)))) == 1
    with refused():
        chosen(text, RESULTS)
    with refused():
        read_query("query", text)
        kind = form(plain(text))
        undeclared(text, {"kg": "http://a/"})
        refuse_outside(plain(text))
        if kind == "SELECT":
            form(every_variable(plain(text)))


def warm() -> None:
    """Load everything that targets load when they are first called."""
    load_ontology()
    load_rules()
    extraction("县长来到云澜纺织有限公司调研，该公司投资8亿元，年产轴承300万套。".encode())
    pages(b"\x01<html><body><p>\xe5\x9b\xad\xe5\x8c\xba</p></body></html>")
    values("2024年3月5日，投资8亿元，年产30万吨。".encode())

"""What the fuzzer begins with: the project's own pages and data in small pieces, and the words of the genre."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from random import Random

from kg.frames.rules import FOLDER, WORDS, load_rules
from kg.graph.archive import archive_bytes
from kg.graph.query import named_queries
from kg.page import read
from kg.page.source import PDF, PLAIN, media_type
from kg.records import row_of
from kg.resolve.ledger import ACCEPT, DIFFERENT, SAME, UNDO, Judgement
from tests.fuzz.strategies import BIDI, BREAKS, DATES, LARGE, NESTED, PAIRS, STOPS, SUMS, UNSEEN, sentences, words
from tests.page import bombs
from tests.support import GOLD, ROOT, SEEDS, extraction_from_gold

_SIZE = 1500
"""Bytes of a piece."""
_WORDS = 600
"""Words of the dictionary, which slows down where it is long."""


def seeds_of(target: str) -> Iterator[bytes]:
    """Give the inputs that a target begins with; those that draw begin with bytes of chance, the same every time."""
    module, _, name = target.partition(":")
    if module == "targets":
        yield from _SEEDS[name]()
    else:
        chance = Random(name)  # noqa: S311 - what a fuzzer begins with is no secret
        yield from (chance.randbytes(size) for size in range(64, 3072, 64))


@cache
def dictionary() -> str:
    """Return the dictionary of libFuzzer: words, signs and values, a line each."""
    step = max(1, len(words()) // _WORDS)
    signs = [*STOPS, *PAIRS, *BIDI, *UNSEEN, *BREAKS, *DATES, *SUMS, "{subject}", "{object+}", "<meta charset=", "&#x"]
    chosen = [word.encode() for word in (*words()[::step], *signs)]
    chosen += [b"\xed\xa0\x80", b"\xff\xfe", b"\xfe\xff", b"\x81\x30\x81\x30", b'"verdict": ', b'"seen": {', b"NaN"]
    return "".join('"' + "".join(map("\\x{:02x}".format, word)) + '"\n' for word in chosen)


def _texts() -> Iterator[bytes]:
    """Give sentences, one and several, and the beginnings of pages."""
    told = sentences()
    yield from (text.encode() for text in told[::3])
    yield from ("\n".join(told[at : at + 4]).encode() for at in range(0, len(told), 60))
    for path in sorted(SEEDS.rglob("*.txt")):
        text = read(path).text
        yield from (text[at : at + _SIZE // 3].encode() for at in range(0, len(text), _SIZE))
    yield from (text[:_SIZE].encode() for text in NESTED.values())


def _values() -> Iterator[bytes]:
    yield from (value.encode() for value in (*DATES, *SUMS, *LARGE))
    yield from (text.encode() for text in sentences() if any(sign.isdigit() for sign in text))


def _pages() -> Iterator[bytes]:
    """Give the first pieces of texts and web pages, each behind the number of a name for it."""
    for path in sorted(path for path in SEEDS.rglob("*") if path.is_file()):
        data = path.read_bytes()
        media = media_type(data, path.name)
        if media == PDF:
            continue
        yield (b"\0" if media == PLAIN else b"\1") + data[:_SIZE]
        text = data[:_SIZE].decode("utf-8", "ignore")
        yield from (b"\0" + text.encode(codec, "ignore") for codec in ("gb18030", "utf-16", "big5"))
    yield b"\1" + bombs.nested("<div>", 100)


def _all_pages() -> Iterator[bytes]:
    """Give those, and PDFs."""
    yield from _pages()
    drawn = [b"BT /F 12 Tf 72 720 Td (Qingjiang) Tj ET", b"BT /F 0 Tf 1 0 0 -1 0 9 Tm <4e00> Tj ET", b""]
    yield from (b"\3" + bombs.pdf(bombs.sheet(bombs.stream(one, times=times))) for one in drawn for times in (0, 1))
    yield from (b"\3" + data for data in (bombs.laughs(2), bombs.within_itself(), bombs.sheets(3)))


def _templates() -> Iterator[bytes]:
    yield from (rule.template.encode() for rule in load_rules().rules)


def _rules() -> Iterator[bytes]:
    """Give a rule of each file, and the first words."""
    for path in sorted(FOLDER.glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if path.name == WORDS:
            yield b"\0" + "\n".join(text.splitlines()[:12]).encode() + b"]"
        else:
            yield from (f"\1- id:{rule}"[:_SIZE].encode() for rule in islice(text.split("- id:")[1:], 2))


def _ledgers() -> Iterator[bytes]:
    at = "2026-01-01T00:00:00+00:00"
    seen = {"a.txt": "0" * 64}
    made = [
        Judgement(SAME, "甲", at, a="x", b="y@a.txt", why="一家", seen=seen),
        Judgement(DIFFERENT, "甲", at, a="y", b="x"),
    ]
    made += [Judgement(ACCEPT, "乙", at, statement="s"), Judgement(UNDO, "乙", at, of=made[0].id)]
    rows = [row_of({"id": one.id, **one.row}).encode() for one in made]
    yield from (b"\1" + row for row in rows)
    yield b"\1" + b"".join(rows)
    yield b"\1" + b"".join(row_of(one.row).encode() for one in made)
    yield b"\0" + row_of({"id": "0a1b", "units": ["x", "y@a.txt"]}).encode()


def _records() -> Iterator[bytes]:
    """Give an archive, a manifest, gold and passages in small pieces."""
    rows = archive_bytes(extraction_from_gold("d03")).splitlines(keepends=True)
    page = b'{"format": 2, "page": {"doc": "a.txt", "sha256": "0", "text": "", "title": ""}}\n'
    yield from (b"\0" + page + row for row in rows[1::7])
    entry = b'{"source": "0", "archive": "0", "content": "0", "start": 0, "end": 9}'
    head = b'{"format": 2, "fingerprint": "f", "judgements": "", "base": "b", "graph": "0", "pages": {"a.txt": '
    yield b"\1" + head + entry + b"}}"
    yield b"\2" + (GOLD / "d03.json").read_bytes()[:_SIZE]
    entities = b'"entities": [{"name": "x", "type": "Firm", "aliases": ["z"]}, {"name": "y", "type": "Product"}]'
    relations = b'"relations": [{"s": "x", "p": "produces", "o": "y", "status": "planned", "date": "2024"}]'
    yield b'\2{"doc": "a", ' + entities + b", " + relations + b"}"
    for path in sorted((ROOT / "tests" / "challenge").glob("*.yml"))[::4]:
        text = path.read_text(encoding="utf-8")
        yield from (f"\3- id:{item}"[:_SIZE].encode() for item in islice(text.split("- id:")[1:], 1))


def _queries() -> Iterator[bytes]:
    yield from (query.text.encode() for query in named_queries().values())
    yield b"SELECT * { SERVICE <http://a/> { ?a ?b '\\u0027' } } VALUES ?a { <x> }"
    yield b"text/turtle;q=0.5, application/*;q=nan, */*;q=1e400"


_SEEDS = {
    "values": _values,
    "pages": _pages,
    "pages_apart": _all_pages,
    "extraction": _texts,
    "templates": _templates,
    "rules": _rules,
    "ledgers": _ledgers,
    "records": _records,
    "queries": _queries,
}
